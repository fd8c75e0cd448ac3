"""What a new paper starts with: the last one's signer and recipients; the half-year report in two clicks."""
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from reporting import services
from reporting.content import proposed_paper
from reporting.enums import ReportKind
from reporting.forms import wrong_authority
from reporting.models import ReportSnapshot
from reporting.remembered import first_values, usual_day, without_half_year_report
from reporting.rendering import render
from tests.factories import officer
from tests.reporting.conformance import Report, broken_rules
from tests.reporting.test_reports import DAY, TODAY, plan  # noqa: F401, F811 - the fixture

pytestmark = pytest.mark.django_db
SIGNED = {"authority": "KT. GIÁM ĐỐC", "position": "PHÓ GIÁM ĐỐC", "signer": "Nguyễn Thị Ẩn", "place": "Nha Trang",
          "recipients": ("Bộ Nội vụ", "Lưu: VT, TĐKT"), "addressees": ("Tỉnh ủy Khánh Hòa",), "with_duties": False,
          "annexes": ("agency",)}


def make(plan, kind=ReportKind.HALF_YEAR, **values):  # noqa: F811
    paper = replace(proposed_paper(plan), **{**SIGNED, **values})
    return services.prepare_report(plan, kind=kind, as_of=DAY, paper=paper, by=officer(), today=TODAY)


def test_the_last_paper_of_the_kind_is_remembered_whole(plan):  # noqa: F811
    make(plan)

    values = first_values(plan, ReportKind.HALF_YEAR, today=TODAY)

    assert {name: values[name] for name in SIGNED} == {**SIGNED, "annexes": ["agency"]}


def test_another_kind_takes_signer_and_recipients_alone(plan):  # noqa: F811
    make(plan)

    values = first_values(plan, ReportKind.YEAR, today=TODAY)

    assert (values["signer"], values["recipients"]) == (SIGNED["signer"], SIGNED["recipients"])
    assert "annexes" not in values and values["addressees"] == proposed_paper(plan).addressees


def test_the_leaders_page_is_not_remembered(plan):  # noqa: F811
    services.take_leader_page(plan, as_of=DAY, by=officer(), today=TODAY)

    values = first_values(plan, ReportKind.YEAR, today=TODAY)
    assert ((values["position"], values["recipients"])
            == (proposed_paper(plan).position, proposed_paper(plan).recipients))


@pytest.mark.parametrize(("kind", "today", "day"), [
    ("half_year", date(2026, 7, 1), date(2026, 6, 30)), ("half_year", date(2026, 8, 29), date(2026, 6, 30)),
    ("half_year", date(2026, 8, 30), date(2026, 8, 30)), ("half_year", date(2026, 1, 9), date(2025, 12, 31)),
    ("half_year", date(2026, 6, 30), date(2026, 6, 30)), ("year", date(2026, 2, 3), date(2025, 12, 31)),
    ("result", date(2026, 7, 1), date(2026, 7, 1))])
def test_shortly_after_a_period_its_end_is_proposed(kind, today, day):
    assert usual_day(kind, today) == day


def test_a_plan_lacks_its_half_year_report_until_somebody_made_it(plan):  # noqa: F811
    plans = type(plan).objects.all()
    before = without_half_year_report(plans, today=DAY)

    make(plan)

    assert before == (DAY, [plan]) and without_half_year_report(plans, today=DAY) == (DAY, [])


def test_the_centre_makes_the_half_year_report_in_two_clicks(client, plan):  # noqa: F811
    plan.period_to = date(timezone.localdate().year, 12, 31)
    plan.save()
    client.force_login(officer())
    address = f"{reverse('reporting:create')}?plan={plan.public_id}&amp;kind=half_year"

    centre = client.get(reverse("reporting:list")).content.decode()
    form = client.get(address.replace("&amp;", "&")).context["form"]
    values = {name: form[name].value() for name in ("kind", "layout", "position", "authority", "place")}
    client.post(reverse("reporting:create"),
                {**values, "plan": plan.public_id, "as_of": form["as_of"].value().isoformat()})

    assert "Chưa có báo cáo cho kỳ này" in centre and address in centre
    assert ReportSnapshot.objects.get().kind == "half_year"
    assert "Chưa có báo cáo cho kỳ này" not in client.get(reverse("reporting:list")).content.decode()


def test_everything_typed_is_kept_when_something_is_wrong(client, plan):  # noqa: F811
    client.force_login(officer())
    typed = {"kind": "year", "plan": str(plan.public_id), "as_of": "2031-01-01", "layout": "state",
             "place": "Nha Trang",
             "addressees": "Bộ Nội vụ\nTỉnh ủy", "authority": "GIÁM ĐỐC", "position": "PHÓ GIÁM ĐỐC", "signer": "Lê Ẵn",
             "recipients": "Như trên\nLưu: VT", "details": "Một dòng", "with_duties": "on",
             "annexes": ["unit", "field"]}

    form = client.post(reverse("reporting:create"), typed).context["form"]

    assert set(form.errors) == {"as_of", "authority"}
    assert {name: form[name].value() for name in typed if name != "with_duties"} == {
        name: value for name, value in typed.items() if name != "with_duties"}
    assert form["with_duties"].value() is True


@pytest.mark.parametrize(("text", "layout", "right"), [
    ("", "state", True), ("KT. GIÁM ĐỐC", "state", True), ("TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH", "state", True),
    ("TL. CHỦ TỊCH", "state", True), ("TUQ. GIÁM ĐỐC", "state", True), ("K/T GIÁM ĐỐC", "state", False),
    ("GIÁM ĐỐC", "state", False), ("KT.", "state", False), ("Q. GIÁM ĐỐC", "state", False),
    ("T/M BAN THƯỜNG VỤ", "party", True), ("T/L BAN THƯỜNG VỤ", "party", True), ("K/T TRƯỞNG BAN", "party", True),
    ("TM. BAN THƯỜNG VỤ", "party", False)])
def test_authority_is_written_as_the_layout_asks(text, layout, right):
    assert (wrong_authority(text, layout) == "") == right


@pytest.mark.parametrize(("layout", "authority", "position", "lines"), [
    ("state", "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", 3), ("state", "TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG", 2),
    ("state", "TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", 2), ("state", "", "Q. GIÁM ĐỐC", 1),
    ("party", "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", 2), ("party", "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", 2)])
def test_every_authority_prints_on_lines_of_its_own(plan, layout, authority, position, lines):  # noqa: F811
    report = (make(plan, authority=authority, position=position, annexes=()) if layout == "state"
              else services.prepare_report(
        plan, kind="half_year", as_of=DAY, layout=layout, by=officer(), today=TODAY,
        paper=replace(proposed_paper(plan, layout), authority=authority, position=position, signer="Lê Ẵn")))
    symbol = {"state": "BC-SNV", "party": "BC/TU"}[layout]
    pdf = render({**report.data, "head": {**report.data["head"], "symbol": symbol}}, "pdf")

    text = Report(pdf).text
    assert broken_rules(pdf) == {}
    assert [part for part in (*authority.split("; "), position) if part and part not in text] == []
    assert lines == len([part for part in authority.split("; ") if part]) + 1
