"""Figures that change by documents, parts added later, parts deleted."""
from datetime import date

import pytest

from core.errors import InvalidInput, NotAllowed
from plans import services
from plans.models import QuotaRule
from plans.overview import figures_of
from plans.queries import obligations_as_of
from plans.services.amendments import figure_on
from tests.factories import OrganizationFactory
from tests.plans.drafts import add_field, add_milestone, draft_plan, issued_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
PAPER = {"number": "45/UBND-TH", "issued_on": date(2026, 6, 1)}


def yearly_plan(**values):
    """An issued plan with one rule for every calendar year: windows 2026 and 2027 are stored."""
    plan = draft_plan()
    agency = OrganizationFactory()
    add_field(plan, agency, quotas=())
    rule = services.save_rule(plan, by=None, bearers=[agency], subject_types=["collective"],
                              values={"window_kind": "calendar_year", **values})
    services.issue_plan(plan, by=None, today=TODAY)
    return QuotaRule.objects.get(pk=rule.pk)


def least_on(rule, day):
    return [figure_on(o.figures.all(), day).min_count for o in rule.obligations.order_by("window_start")]


def test_one_form_makes_a_field_and_a_rule_for_each_number():
    plan, agency = draft_plan(), OrganizationFactory()

    field = add_field(plan, agency, quotas=[("collective", 10), ("household", 20)])

    rules = field.rules.order_by("order")
    assert [(r.code, r.min_count, [t.value for t in r.subject_types], r.bearers.get().organization) for r in rules] == [
        (f"{field.code}-C", 10, ["collective"], agency), (f"{field.code}-H", 20, ["household"], agency)]


def test_an_amended_figure_holds_in_later_windows_too():
    rule = yearly_plan(min_count=3)

    services.amend_figures(rule, by=None, document=PAPER,
                           bounds={"min_count": 5, "max_count": None, "target_count": None},
                           effective_on=date(2026, 6, 1))

    assert least_on(rule, date(2026, 5, 31)) == [3, 3]
    assert least_on(rule, date(2026, 6, 1)) == [5, 5]
    assert least_on(rule, date(2027, 2, 1)) == [5, 5]


def test_an_allocated_figure_holds_in_later_windows_too():
    rule = yearly_plan(modality="pending")

    services.allocate(rule, by=None, document=PAPER, min_count=4)

    assert least_on(rule, date(2026, 5, 31)) == [None, None]
    assert least_on(rule, date(2027, 1, 1)) == [4, 4]


def test_an_amended_permission_stays_a_permission():
    rule = yearly_plan(modality="may", target_count=5)

    services.amend_figures(rule, by=None, document=PAPER,
                           bounds={"min_count": None, "max_count": None, "target_count": 8},
                           effective_on=date(2026, 6, 1))

    words = [now for _, now, _ in figures_of(rule, today=date(2026, 6, 1))]
    assert words == ["khuyến khích từ 8 trở lên"] * 2


def test_a_waiting_figure_is_allocated_not_amended():
    rule = yearly_plan(modality="pending")

    with pytest.raises(InvalidInput, match="hãy phân bổ lại"):
        services.amend_figures(rule, by=None, document=PAPER, bounds={"min_count": 4}, effective_on=date(2026, 6, 1))


def test_a_field_added_by_a_document_stands_from_its_day_on():
    plan, agency = issued_plan(), OrganizationFactory()
    before = obligations_as_of(plan, date(2026, 5, 31)).count()

    services.add_field(plan, by=None, document=PAPER, today=date(2026, 6, 2), values={"name": "Chuyển đổi số"},
                       leads=[(agency, "giao")], quotas=[("collective", 6)])

    assert obligations_as_of(plan, date(2026, 5, 31)).count() == before
    added = obligations_as_of(plan, date(2026, 6, 1)).get(bearer=agency)
    assert (added.added_on, added.figures.get().min_count) == (date(2026, 6, 1), 6)


def test_a_milestone_added_by_a_document_starts_with_the_document():
    plan, agency = issued_plan(), OrganizationFactory()

    milestone = services.add_milestone(
        plan, by=None, document=PAPER, today=date(2026, 6, 2), responsibles=[(agency, "giao")],
        values={"title": "Báo cáo quý", "unit": "year", "relation": "about", "recurrence": "quarterly"})

    assert (list(milestone.occurrences.order_by("window_start").values_list("key", flat=True))[:2]
            == ["2026Q2", "2026Q3"])


def test_a_part_enters_an_issued_plan_only_by_its_own_amendment():
    plan, other = issued_plan(), issued_plan()
    foreign = other.documents.get()

    with pytest.raises(NotAllowed, match="chỉ thay đổi bằng văn bản điều chỉnh"):
        services.save_field(plan, by=None, values={"name": "Lén thêm"}, amendment=foreign)


def test_a_duty_told_once_moves_with_its_words():
    plan, agency = draft_plan(), OrganizationFactory()
    add_field(plan, agency)
    milestone = add_milestone(plan, agency, unit="quarter", start_code="2026-Q2", end_code="2026-Q2", boundary="by_end",
                              recurrence="none")
    services.issue_plan(plan, by=None, today=TODAY)

    moved = services.amend_milestone(milestone, by=None, document=PAPER, today=date(2026, 6, 2),
                                     values={"start_code": "2026-Q3", "end_code": "2026-Q3"})

    assert moved == 1
    assert list(milestone.occurrences.values_list("key", "due_on")) == [("2026Q3", date(2026, 9, 30))]


def test_deleting_a_field_takes_its_own_rules_along():
    plan, agency = draft_plan(), OrganizationFactory()
    gone, kept = add_field(plan, agency), add_field(plan, OrganizationFactory())

    services.delete_field(gone, by=None)

    assert [rule.fields.get() for rule in plan.rules.all()] == [kept]


def test_a_phase_in_which_a_rule_counts_is_not_deleted():
    plan, agency = draft_plan(), OrganizationFactory()
    phase = services.save_phase(plan, by=None, values={"name": "Giai đoạn 1", "starts_on": date(2026, 1, 1),
                                                       "ends_on": date(2027, 12, 31)})
    services.save_rule(plan, by=None, values={"window_kind": "phase", "min_count": 5}, phases=[phase], bearers=[agency],
                       subject_types=["collective"])

    with pytest.raises(InvalidInput, match="tính theo giai đoạn này"):
        services.delete_phase(phase, by=None)


def test_the_document_that_is_the_plan_is_not_deleted():
    with pytest.raises(InvalidInput, match="phải có văn bản"):
        services.delete_document(draft_plan().documents.get(), by=None)
