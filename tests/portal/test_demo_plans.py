"""The five plans as data: what each asks for, of whom and by when, and that loading them twice changes nothing."""
import json
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Sum

from accounts.models import RoleAssignment, User
from organizations.models import CategoryMembership, Organization, OrganizationChange
from organizations.queries import members_on
from plans.importing import read_plan_json
from plans.models import (
    BearerAssignment,
    DeadlineOccurrence,
    EligibilityRule,
    FieldLead,
    Milestone,
    ObligationFigure,
    Plan,
    QuotaObligation,
    QuotaRule,
)
from portal.demo.builder import ALIASES, FOLDER, build_ground, read
from portal.demo.people import PASSWORD

TODAY = date(2026, 11, 21)
HORIZON = date(2026, 12, 31)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    """The demonstration as of one day, built once for this module; each test runs in a transaction inside its own."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        people = build_ground(TODAY)
        yield people
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def obligations(alias):
    return QuotaObligation.objects.filter(rule__plan__alias=alias)


def minimum(rows):
    """[collective, individual, household] minima of the obligations, by the one type each counts."""
    totals = Counter()
    for row in rows.select_related("rule").prefetch_related("figures"):
        totals[row.rule.subject_types[0]] += row.figures.first().min_count or 0
    return [totals["collective"], totals["individual"], totals["household"]]


def bounds(rows, name):
    return ObligationFigure.objects.filter(obligation__in=rows).aggregate(total=Sum(name))["total"]


def occurrences(alias):
    """(milestone, key) pairs up to the horizon, each once however many agencies owe it; without undated tasks."""
    rows = DeadlineOccurrence.objects.filter(milestone__plan__alias=alias).exclude(window_start__gt=HORIZON)
    return set(rows.exclude(key="undated").values_list("milestone__code", "key"))


def test_every_plan_has_its_fields_rules_and_duties():
    found = {plan.alias: (plan.fields.count(), plan.rules.count(), obligations(plan.alias).count(),
                          plan.milestones.count()) for plan in Plan.objects.all()}

    assert found == {"S0": (10, 19, 23, 10), "S1": (1, 1, 1, 6), "S2": (11, 3, 25, 5), "S3": (7, 2, 4, 9),
                     "S4": (11, 1, 60, 10)}
    assert (QuotaRule.objects.count(), Milestone.objects.count()) == (26, 40)


def test_the_province_plan_asks_four_hundred_of_twelve_lead_agencies():
    rows = obligations("S0")

    by_agency = {name: minimum(rows.filter(bearer__name=name)) for name in rows.values_list("bearer__name", flat=True)}

    assert minimum(rows) == [180, 200, 20]
    assert by_agency == {
        "Sở Nông nghiệp và Phát triển nông thôn": [10, 10, 0], "Liên đoàn Lao động tỉnh": [20, 20, 0],
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh": [20, 20, 0], "Sở Giáo dục và Đào tạo": [20, 30, 0],
        "Công an tỉnh": [10, 10, 0], "Bộ Chỉ huy Quân sự tỉnh": [10, 10, 0],
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh": [10, 10, 0], "Sở Y tế": [20, 30, 0], "Ban Tuyên giáo Tỉnh ủy": [20, 20, 0],
        "Hội Nông dân tỉnh": [0, 0, 20], "Sở Lao động - Thương binh và Xã hội": [20, 20, 0], "Sở Nội vụ": [20, 20, 0]}


def test_what_is_ordered_and_what_is_asked_for_are_told_apart():
    verbs = dict(FieldLead.objects.filter(field__plan__alias="S0").values_list("organization_id", "verb"))
    rows = obligations("S0")

    split = {verb: minimum(rows.filter(bearer__in=[pk for pk, said in verbs.items() if said == verb]))
             for verb in ("giao", "de_nghi")}

    assert split == {"giao": [120, 140, 0], "de_nghi": [60, 60, 20]}


def test_the_defence_field_is_owed_in_full_by_each_of_its_three_leads():
    rows = obligations("S0").filter(rule__code__in=["S0-F05-C", "S0-F05-I"])

    assert minimum(rows) == [30, 30, 0]
    assert rows.values("bearer").distinct().count() == 3


def test_a_field_named_otherwise_in_its_quota_sentence_keeps_both_names():
    field = Plan.objects.get(alias="S0").fields.get(order=2)

    assert "Doanh nghiệp Việt Nam hội nhập và phát triển" in field.name
    assert field.name_in_quota == "phong trào thi đua “Sản xuất - kinh doanh”"


def test_the_last_field_counts_from_two_years_before_the_plan():
    rows = obligations("S0").filter(rule__fields__order=10)

    assert set(rows.values_list("window_start", "window_end")) == {(date(2019, 1, 1), date(2025, 12, 31))}


def test_the_plan_without_number_day_or_figure_keeps_its_blanks():
    plan = Plan.objects.get(alias="S1")
    document, figure = plan.documents.get(), ObligationFigure.objects.get(obligation__rule__plan=plan)

    assert (document.number, document.symbol, document.number_as_printed) == (None, "KH-SNN", "Số: /KH-SNN")
    assert (document.issued_on, document.issued_precision, document.issued_month) == (None, "month", date(2021, 11, 1))
    assert (figure.modality, figure.min_count, figure.max_count) == ("pending", None, None)


def test_the_district_plan_lets_four_sectors_choose_freely_above_their_floor():
    rows = obligations("S2")
    by_rule = {code: rows.filter(rule__code=code) for code in ("S2-Q1", "S2-Q2", "S2-Q3")}

    assert {code: (found.count(), bounds(found, "min_count"), bounds(found, "max_count"), bounds(found, "target_count"))
            for code, found in by_rule.items()} == {
        "S2-Q1": (9, 45, 63, None), "S2-Q2": (12, 12, 36, None), "S2-Q3": (4, 4, None, 20)}
    assert bounds(rows, "min_count") == 61


def test_the_poor_household_field_is_about_households_though_its_section_says_collectives():
    field = Plan.objects.get(alias="S2").fields.get(code="S2-F09")

    assert (field.section, [c.subject_type for c in field.criteria.all()]) == ("3.1", ["household"])


def test_the_party_plan_selects_exactly_five_and_five_in_each_phase():
    rows = obligations("S3").order_by("window_start", "rule__code")

    found = [(row.rule.code, row.window_key, row.figures.get().min_count, row.figures.get().max_count) for row in rows]

    assert found == [("S3-Q1", "S3-P1", 5, 5), ("S3-Q2", "S3-P1", 5, 5), ("S3-Q1", "S3-P2", 5, 5),
                     ("S3-Q2", "S3-P2", 5, 5)]


@pytest.mark.parametrize("year", [2025, 2026])
def test_twenty_units_owe_three_with_ten_as_goal_each_year(year):
    rows = obligations("S4").filter(window_start=date(year, 1, 1))

    assert (rows.count(), bounds(rows, "min_count"), bounds(rows, "target_count"), bounds(rows, "max_count")) == (
        20, 60, 200, None)


def test_a_department_owes_no_number_under_the_party_plan_but_has_its_report_to_send():
    health = Organization.objects.get(name="Sở Y tế", province_code="khanh-hoa")

    reports = DeadlineOccurrence.objects.filter(organization=health, milestone__code="S4-M02")

    assert not obligations("S4").filter(bearer=health).exists()
    assert sorted(reports.filter(window_end__lte=HORIZON).values_list("due_on", flat=True)) == [
        date(2025, 11, 29), date(2026, 11, 29)]


def test_an_unreadable_number_stays_empty_and_is_kept_as_printed():
    letter = Plan.objects.get(alias="S4").documents.get(role="transmittal")

    assert (letter.number, letter.number_as_printed, letter.symbol) == (None, "JH/180/UBND-TH", "UBND-TH")


def test_all_plans_together_have_the_occurrences_their_words_give():
    found = {alias: len(occurrences(alias)) for alias in ALIASES}

    undated = DeadlineOccurrence.objects.filter(key="undated").values("milestone").distinct().count()

    assert found == {"S0": 15, "S1": 11, "S2": 5, "S3": 14, "S4": 29}
    assert (sum(found.values()), undated, Milestone.objects.filter(relation="ongoing").count()) == (74, 7, 1)


@pytest.mark.parametrize(("code", "days"), [
    ("S0-M01", ["2022-03-31"]), ("S0-M04", ["2023-06-30"]), ("S0-M05", ["2025-03-31"]), ("S0-M06", ["2025-06-30"]),
    ("S1-M01", ["2021-12-31"]), ("S1-M04", ["2023-12-31"]), ("S1-M05", ["2025-06-30"]), ("S2-M01", ["2019-09-29"]),
    ("S2-M02", ["2020-12-31"]), ("S3-M01", ["2022-12-31"]), ("S3-M02", ["2023-03-29"]), ("S3-M04", ["2023-05-19"]),
    ("S3-M05", ["2025-12-31"]), ("S3-M06", ["2025-03-29"]), ("S3-M08", ["2025-05-19"]),
    ("S4-M04", ["2024-12-04", "2025-12-04", "2026-12-04"]), ("S4-M05", ["2024-12-04", "2025-12-04", "2026-12-04"]),
    ("S4-M08", ["2024-12-20", "2025-12-20", "2026-12-20"]),
])
def test_each_dated_duty_ends_on_its_day(code, days):
    rows = DeadlineOccurrence.objects.filter(milestone__code=code, due_on__lte=HORIZON)

    assert sorted({day.isoformat() for day in rows.values_list("due_on", flat=True)}) == days


def test_the_letter_that_puts_the_party_plan_into_effect_has_done_its_duty():
    occurrence = DeadlineOccurrence.objects.get(milestone__code="S4-M10")

    assert [d.received_on for d in occurrence.deliverables.all()] == [date(2024, 12, 11)]


def test_words_are_shown_corrected_beside_the_day():
    milestone = Milestone.objects.get(code="S4-M04")

    assert milestone.quote == (
        "Hàng năm, gửi báo cáo kết quả các mô hình, điển hình tiên tiến về Ban Tuyên giáo Tỉnh ủy, "
        "trước ngày 05/12 hàng năm")
    assert not [m.code for m in Milestone.objects.all() if "*" in m.quote or "diễn hình" in m.quote]


def test_border_guard_figures_pass_to_the_military_command_as_rows_of_their_own():
    rows = obligations("S0").filter(rule__code="S0-F05-C")

    heirs = {row.bearer.short_name: row.bearer_on(TODAY).short_name for row in rows}

    assert heirs == {"Công an tỉnh": "Công an tỉnh", "Bộ CHQS tỉnh": "Bộ CHQS tỉnh", "Bộ CH BĐBP tỉnh": "Bộ CHQS tỉnh"}


def test_the_labour_department_has_proposed_heirs_and_none_confirmed():
    change = OrganizationChange.objects.get(
        parties__organization__name="Sở Lao động - Thương binh và Xã hội", parties__side="predecessor")

    assert (change.is_confirmed, change.parties.filter(side="successor").count()) == (False, 4)
    assert not BearerAssignment.objects.filter(
        obligation__bearer__name="Sở Lao động - Thương binh và Xã hội").exists()


def test_namesakes_of_two_provinces_are_two_agencies():
    found = Organization.objects.filter(name="Sở Nông nghiệp và Phát triển nông thôn")

    assert sorted(found.values_list("province_code", flat=True)) == ["khanh-hoa", "lang-son"]


def test_submitting_units_are_twenty_before_and_after_the_reorganisation():
    category = CategoryMembership.objects.filter(category__code="s4-don-vi-gui").first().category

    before, after = members_on(category, date(2025, 1, 1)), members_on(category, date(2026, 1, 1))

    assert (len(before), len(after)) == (20, 20)
    assert len(set(before) & set(after)) == 9


def test_conditions_are_data_with_their_severity():
    found = Counter(EligibilityRule.objects.values_list("plan__alias", "severity"))

    assert EligibilityRule.objects.count() == 59
    assert found["S1", "block"] == 6
    assert EligibilityRule.objects.get(code="S3-E2").params["needed"] == {"so_ket_3_nam": 1, "tong_ket_5_nam": 2}


def test_every_agency_of_the_file_and_of_the_plans_is_described_alike():
    described = {(row["name"], row["province_code"]): row for row in read("organizations.json")["organizations"]}

    for alias in ALIASES:
        for row in read(f"plans/{alias}.json")["organizations"]:
            known = {name: value for name, value in described[row["name"], row["province_code"]].items()
                     if name != "account_slug"}
            assert row == known


def test_every_role_has_an_account_and_one_password(ground, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    roles = set(RoleAssignment.objects.values_list("role", flat=True))

    assert roles == {"nguoi_nop", "lanh_dao_don_vi", "chu_tri", "chuyen_vien", "hoi_dong", "lanh_dao", "quan_tri"}
    assert {"demo_chuyen_vien_2", "demo_nguoi_nop_so_y_te", "demo_chu_tri_cong_an_tinh", "demo_nguoi_nop_mttq",
            "demo_lanh_dao_don_vi_lien_doan_lao_dong"} <= {person.username for person in ground}
    assert User.objects.get(username="demo_nguoi_nop_so_y_te").check_password(PASSWORD)


def test_loading_again_says_so_and_changes_nothing():
    before, out = User.objects.count(), StringIO()

    call_command("load_demo", stdout=out)

    assert out.getvalue() == "Bộ dữ liệu trình diễn đã có, không nạp lại.\n"
    assert User.objects.count() == before


def test_a_wrong_day_is_refused():
    with pytest.raises(CommandError, match="không phải ngày dạng"):
        call_command("load_demo", today="21/11/2026")


@pytest.mark.parametrize("alias", ALIASES)
def test_each_file_reads_on_its_own(alias):
    proposal = read_plan_json(json.loads((FOLDER / f"plans/{alias}.json").read_text(encoding="utf-8")))

    assert proposal.alias == alias
    assert all(rule.quote for rule in proposal.rules) and all(m.quote for m in proposal.milestones)
