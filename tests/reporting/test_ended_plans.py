"""Reports on a plan that is over, and on one whose quotas are set year by year."""
from dataclasses import replace
from datetime import date

import pytest

from core.errors import InvalidInput
from plans.enums import WindowKind
from reporting import services
from reporting.behind import figure_list
from reporting.content import proposed_paper
from reporting.documents.values import from_json
from reporting.enums import ReportKind
from reporting.forms import ReportForm
from reporting.remembered import first_values
from tests.factories import OrganizationFactory, obligation_of, officer
from tests.reporting.board_samples import count
from tests.reporting.test_papers import make
from tests.reporting.test_reports import DAY, TODAY, plan  # noqa: F401, F811 - the fixture

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)


@pytest.fixture
def ended(plan):  # noqa: F811
    plan.period_to = END
    plan.save()
    return plan


def test_a_report_on_a_period_is_proposed_for_the_last_day_and_says_why(ended):
    days = {kind: first_values(ended, kind, today=TODAY)["as_of"] for kind in (
        ReportKind.HALF_YEAR, ReportKind.YEAR, ReportKind.INTERIM, ReportKind.FINAL, ReportKind.RESULT)}

    assert days == {"half_year": END, "year": END, "interim": END, "final": END, "result": TODAY}
    form = ReportForm(plans=type(ended).objects.all(), initial=first_values(ended, ReportKind.YEAR, today=TODAY))
    assert "Kế hoạch kết thúc ngày 31/12/2025" in form.fields["as_of"].help_text


def test_there_is_no_year_after_the_plan_and_a_late_paper_bears_the_month_it_is_made_in(ended):
    values = {"kind": ReportKind.YEAR, "paper": proposed_paper(ended), "by": officer(), "today": TODAY}
    with pytest.raises(InvalidInput) as refused:
        services.prepare_report(ended, as_of=date(2026, 1, 5), **values)

    head = from_json(services.prepare_report(ended, as_of=END, **values).data).head
    soon = from_json(services.prepare_report(ended, as_of=END, **{**values, "today": date(2026, 1, 5)}).data).head

    assert "không có kỳ báo cáo năm 2026" in refused.value.errors["as_of"][0]
    assert head.subject_lines[0].endswith("năm 2025") and (head.month, head.year) == (11, 2026)
    assert (soon.month, soon.year) == (1, 2026)


def test_the_years_of_a_final_report_end_with_the_plan(ended):
    paper = replace(proposed_paper(ended), signer="Nguyễn Thị Ẩn")

    late = services.prepare_report(ended, kind=ReportKind.FINAL, as_of=TODAY, paper=paper, by=officer(), today=TODAY)

    assert [row.cells[1] for row in from_json(late.data).annexes[2].list_rows][-1] == "2025"


def test_a_yearly_report_tells_the_quotas_of_its_year_apart(plan):  # noqa: F811
    own = obligation_of(OrganizationFactory(name="Công an tỉnh"), field=plan.fields.get(), min_count=4)
    own.rule.window_kind, own.window_key = WindowKind.CALENDAR_YEAR, "2023"
    own.window_start, own.window_end = date(2023, 1, 1), date(2023, 12, 31)
    own.rule.save()
    own.save()
    count(own, 3, on=date(2023, 2, 1))

    content = make(plan, ReportKind.YEAR)[0]

    block = next(block for block in content.sections[1].blocks if block.text.startswith("Riêng"))
    assert block.text == ("Riêng chỉ tiêu năm 2023, có 3/4 điển hình được công nhận, đạt "
                          "75\u00a0% chỉ tiêu, còn thiếu 1 điển hình.").replace("\u00a0", " ")
    report = services.prepare_report(plan, kind=ReportKind.YEAR, as_of=DAY, paper=proposed_paper(plan), by=officer(),
                                     today=DAY)
    assert {figure.key: figure_list(report, figure.key).total for figure in block.figures if figure.key} == {
        "counted@w:2023": "3", "target@w:2023": "4", "percent@w:2023": "75", "shortfall@w:2023": "1"}
