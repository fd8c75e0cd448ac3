"""The boards of the five demonstration plans: totals as the documents give them, and the JSON contract."""
import json
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from plans.models import Plan, QuotaObligation, QuotaRule
from plans.queries import plan_by_code
from plans.services import allocate
from portal.demo.builder import build_ground
from reporting.contract import board_data
from reporting.figures import quota_lines
from reporting.wording import bound_text, figure_text
from tests.reporting.board_samples import count

DAY = date(2025, 12, 31)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_plans")]
ROW_KEYS = [
    "rule", "field", "bearer", "current_bearer", "subject_types", "modality", "min", "max", "target", "window",
    "registered", "nurturing", "recognised", "replicated", "forwarded", "actual", "shortfall", "over", "status"]


@pytest.fixture(scope="module")
def five_plans(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        build_ground(date(2026, 11, 21))
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def board(alias, day=DAY):
    return board_data(plan_by_code(alias), as_of=day)


@pytest.mark.parametrize(("alias", "totals"), [
    ("S0", (10, 12, 19, 23, 0, (180, 200, 20, 400))),
    ("S1", (1, 1, 1, 1, 1, (None, None, None, None))),
    ("S2", (11, 0, 3, 25, 0, (None, None, None, 61))),
    ("S3", (7, 0, 2, 4, 0, (10, 10, None, 20))),
    ("S4", (11, 0, 1, 20, 0, (None, None, None, 60))),
])
def test_totals_are_those_of_the_documents(alias, totals):
    found = board(alias)["totals"]

    minimum = tuple(found["minimum"][name] for name in ("collective", "individual", "household", "all"))
    assert (found["fields"], found["lead_agencies"], found["rules"], found["obligations"], found["without_figure"],
            minimum) == totals


def test_the_second_year_of_a_yearly_quota_adds_its_own_rows():
    assert board("S4", date(2026, 1, 1))["totals"]["minimum"]["all"] == 120


def test_what_each_lead_agency_owes_in_the_provinces_plan():
    owed = {}
    for row in board("S0")["rows"]:
        owed.setdefault(row["bearer"], Counter())[row["subject_types"][0]] += row["min"]

    assert {name: tuple(sums[t] for t in ("collective", "individual", "household")) for name, sums in owed.items()} == {
        "Sở Nông nghiệp và Phát triển nông thôn": (10, 10, 0), "Liên đoàn Lao động tỉnh": (20, 20, 0),
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh": (20, 20, 0), "Sở Giáo dục và Đào tạo": (20, 30, 0),
        "Công an tỉnh": (10, 10, 0), "Bộ Chỉ huy Quân sự tỉnh": (10, 10, 0),
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh": (10, 10, 0), "Sở Y tế": (20, 30, 0), "Ban Tuyên giáo Tỉnh ủy": (20, 20, 0),
        "Hội Nông dân tỉnh": (0, 0, 20), "Sở Lao động - Thương binh và Xã hội": (20, 20, 0), "Sở Nội vụ": (20, 20, 0)}


def test_what_is_ordered_and_what_is_asked():
    sums = {}
    for line in quota_lines(plan_by_code("S0"), as_of=DAY):
        sums.setdefault(line.verb, Counter())[line.subject_type.value] += line.minimum

    assert {verb: (found["collective"], found["individual"], found["household"]) for verb, found in sums.items()} == {
        "giao": (120, 140, 0), "de_nghi": (60, 60, 20)}


def test_bounds_of_communes_agencies_and_special_sectors():
    bounds = Counter(bound_text(line) for line in quota_lines(plan_by_code("S2"), as_of=DAY))

    assert bounds == {"5–7": 9, "1–3": 12, "khuyến khích từ 5, không giới hạn": 4}


def test_four_in_the_health_sector_are_met_and_eight_of_a_commune_are_one_too_many():
    health = QuotaObligation.objects.get(rule__code="S2-Q3", bearer__name__contains="Y tế")
    commune = QuotaObligation.objects.filter(rule__code="S2-Q1").first()
    agency = QuotaObligation.objects.filter(rule__code="S2-Q2").first()
    for obligation, how_many in ((health, 4), (commune, 8), (agency, 4)):
        count(obligation, how_many, on=date(2020, 5, 1))

    lines = {line.obligation_id: line for line in quota_lines(plan_by_code("S2"), as_of=DAY)}

    assert [(str(lines[o.pk].status), lines[o.pk].over) for o in (health, commune, agency)] == [
        ("met", None), ("over", 1), ("over", 1)]


def test_exactly_five_forwarded_in_each_phase():
    rows = QuotaObligation.objects.filter(rule__plan__alias="S3", phase__order=1).order_by("rule__order")
    collectives, individuals = rows
    count(collectives, 5, on=date(2023, 3, 20))
    count(individuals, 4, on=date(2023, 3, 20))
    count(individuals, 22, on=date(2023, 2, 1), stage="registered")

    lines = [line for line in quota_lines(plan_by_code("S3"), as_of=DAY) if line.phase and line.phase.order == 1]

    assert [(figure_text(line), str(line.status), line.shortfall) for line in lines] == [
        ("05/05", "met", 0), ("04/05", "short", 1)]
    assert lines[1].registered == 22


def test_twelve_models_in_a_year_are_above_target_and_no_error():
    obligation = QuotaObligation.objects.filter(rule__plan__alias="S4", window_key="2025").first()
    count(obligation, 12, on=date(2025, 6, 1))

    line = next(line for line in quota_lines(plan_by_code("S4"), as_of=DAY) if line.obligation_id == obligation.pk)

    assert (figure_text(line), str(line.status), line.over) == ("12/3, mục tiêu 10", "met", None)


def test_ten_models_in_one_field_are_met_because_fields_are_pooled():
    obligation = QuotaObligation.objects.filter(rule__plan__alias="S4", window_key="2025").first()
    count(obligation, 10, on=date(2025, 6, 1), field=obligation.rule.plan.fields.last())

    line = next(line for line in quota_lines(plan_by_code("S4"), as_of=DAY) if line.obligation_id == obligation.pk)

    assert (line.actual, str(line.status)) == (10, "met")


def test_a_department_owes_nothing_where_units_owe():
    assert not [row for row in board("S4")["rows"] if row["bearer"] == "Sở Y tế"]


def test_an_allocation_binds_from_its_day_on():
    rule = QuotaRule.objects.get(code="S1-Q1")
    allocate(rule, by=None, min_count=4, document={
        "number": "12/QĐ-UBND", "issued_on": date(2024, 12, 1), "title": "Phân bổ chỉ tiêu"})

    before = quota_lines(rule.plan, as_of=date(2024, 11, 30))[0]
    since = quota_lines(rule.plan, as_of=date(2025, 6, 1))[0]

    assert (bound_text(before), before.minimum, str(before.status)) == ("chưa phân bổ", None, "pending_allocation")
    assert (since.minimum, str(since.status), str(since.document)) == (4, "running", "Kế hoạch 12/QĐ-UBND")


def test_the_command_prints_the_contract():
    out = StringIO()

    call_command("show_board", "S0", "--as-of", "2023-06-30", "--json", stdout=out)

    data = json.loads(out.getvalue())
    assert (data["plan"], data["as_of"]) == (Plan.objects.get(alias="S0").code, "2023-06-30")
    assert list(data) == ["plan", "as_of", "rows", "totals"]
    assert list(data["rows"][0]) == ROW_KEYS
    assert list(data["totals"]) == ["fields", "lead_agencies", "rules", "obligations", "without_figure", "minimum",
                                    "actual", "shortfall", "percent"]
    assert data["rows"][0]["window"] == ["2021-01-01", "2025-12-31"]
    assert (data["totals"]["actual"], data["totals"]["shortfall"], data["totals"]["percent"]) == (0, 400, 0.0)


def test_a_plan_without_a_figure_is_neither_zero_nor_whole():
    totals = board("S1")["totals"]

    assert (totals["shortfall"], totals["percent"]) == (None, None)


@pytest.mark.parametrize(("name", "message"), [
    ("S9", "Không có kế hoạch mang mã hoặc tên gọi ngắn «S9»."), ])
def test_an_unknown_plan_is_refused_in_words(name, message):
    with pytest.raises(CommandError, match=message):
        call_command("show_board", name)


def test_deadlines_are_printed_one_row_a_responsible_agency():
    out = StringIO()

    call_command("show_deadlines", "S0", "--until", "2026-12-31", "--json", stdout=out)

    rows = [row for row in json.loads(out.getvalue()) if row["milestone"] == "S0-M08"]
    assert len(rows) == 12
    assert list(rows[0]) == ["milestone", "occurrence", "bearer", "window", "due_on", "text", "status"]
    assert {row["due_on"] for row in rows} == {None}
