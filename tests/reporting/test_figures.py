"""Figures of obligations as of a day: counting, totals, dated bounds and bearers."""
from datetime import date

import pytest

from plans.enums import Modality, ObligationStatus, Stage
from plans.models import BearerAssignment, ObligationFigure, QuotaObligation
from reporting import counts
from reporting.enums import Pace
from reporting.figures import board_totals, lines_by_plan, obligations_of, quota_lines
from tests.factories import (
    IssuedPlanFactory,
    OrganizationFactory,
    PlanFieldFactory,
    QuotaRuleFactory,
    SubjectFactory,
    obligation_of,
    submitter,
)
from tests.reporting.board_samples import count, reach

DAY = date(2023, 6, 30)
pytestmark = pytest.mark.django_db


def test_one_agencys_surplus_does_not_cover_anothers_gap():
    field = PlanFieldFactory()
    for actual in (12, 8, 10):
        obligation = obligation_of(OrganizationFactory(), field=field, min_count=10, counts_collective=True,
                                   counts_individual=False)
        count(obligation, actual)

    totals = board_totals(quota_lines(field.plan, as_of=DAY))

    assert (totals.actual, totals.counted, totals.minimum.all, totals.shortfall) == (30, 28, 30, 2)
    assert f"{float(totals.percent):.2f}" == "93.33"


def test_a_surplus_of_households_raises_no_other_figure():
    field = PlanFieldFactory()
    households = obligation_of(OrganizationFactory(), field=field, min_count=20, counts_individual=False,
                               counts_household=True)
    obligation_of(OrganizationFactory(), field=field, min_count=20)
    count(households, 25)

    first, second = quota_lines(field.plan, as_of=DAY)

    assert (first.actual, first.shortfall, first.status) == (25, 0, ObligationStatus.MET)
    assert (second.actual, second.shortfall) == (0, 20)
    assert board_totals([first, second]).minimum.household == 20


def test_only_what_was_reached_inside_the_window_and_by_the_day_counts():
    from_2019 = obligation_of(OrganizationFactory(), window=(date(2019, 1, 1), date(2025, 12, 31)))
    from_2021 = obligation_of(OrganizationFactory(), field=from_2019.field)
    for obligation in (from_2019, from_2021):
        count(obligation, 1, on=date(2019, 10, 1))
        count(obligation, 1, on=date(2023, 6, 30))
        count(obligation, 1, on=date(2023, 7, 1))

    own, plan = quota_lines(from_2019.rule.plan, as_of=DAY)

    assert (own.actual, plan.actual) == (2, 1)


def test_a_subject_counts_once_inside_an_obligation_and_once_in_each_of_two_fields():
    first = obligation_of(OrganizationFactory())
    second = obligation_of(first.bearer, field=PlanFieldFactory(plan=first.rule.plan))
    person = SubjectFactory()
    count(first, 1, subject=person)
    count(second, 1, subject=person)
    record = count(first, 1)[0]
    reach(record, Stage.RECOGNISED, date(2022, 8, 1))

    lines = quota_lines(first.rule.plan, as_of=DAY)

    assert [line.actual for line in lines] == [2, 1]
    assert counts.in_several_fields(counts.counted_subjects(obligations_of(lines), as_of=DAY).values()) == 1


@pytest.mark.parametrize("put_aside", [Stage.DROPPED, Stage.REVOKED, Stage.ON_HOLD])
def test_who_was_put_aside_counts_only_on_earlier_boards(put_aside):
    obligation = obligation_of(OrganizationFactory())
    record = count(obligation, 1)[0]
    reach(record, put_aside, date(2023, 6, 30))

    before = quota_lines(obligation.rule.plan, as_of=date(2023, 6, 29))
    after = quota_lines(obligation.rule.plan, as_of=DAY)

    assert (before[0].actual, after[0].actual) == (1, 0)
    assert counts.size_behind(obligations_of(after), as_of=DAY) == (0, 0)


@pytest.mark.parametrize(("least", "most", "wished", "modality", "actual", "status", "shortfall", "over"), [
    (None, None, None, Modality.PENDING, 3, ObligationStatus.PENDING_ALLOCATION, None, None),
    (None, None, None, Modality.MUST, 3, ObligationStatus.NOT_QUANTIFIED, None, None),
    (5, 7, None, Modality.MUST, 8, ObligationStatus.OVER, 0, 1),
    (5, 5, None, Modality.MUST, 4, ObligationStatus.SHORT, 1, 0),
    (5, 5, None, Modality.MUST, 6, ObligationStatus.OVER, 0, 1),
    (1, None, 5, Modality.MAY, 4, ObligationStatus.MET, 0, None),
    (1, None, 5, Modality.MAY, 9, ObligationStatus.MET, 0, None),
    (1, None, 5, Modality.MAY, 0, ObligationStatus.SHORT, 1, None),
    (None, None, 5, Modality.MAY, 2, ObligationStatus.MET, None, None),
    (3, None, 10, Modality.MUST, 12, ObligationStatus.MET, 0, None),
    (3, None, 10, Modality.MUST, 2, ObligationStatus.SHORT, 1, None),
])
def test_status_after_the_window(least, most, wished, modality, actual, status, shortfall, over):
    obligation = obligation_of(
        OrganizationFactory(), window=(date(2021, 1, 1), date(2022, 12, 31)), min_count=least, max_count=most,
        target_count=wished, modality=modality)
    count(obligation, actual)

    line = quota_lines(obligation.rule.plan, as_of=DAY)[0]

    assert (line.actual, line.status, line.shortfall, line.over) == (actual, status, shortfall, over)


def test_while_the_window_is_open_a_gap_is_running_not_short():
    obligation = obligation_of(OrganizationFactory(), window=(date(2021, 1, 1), DAY))

    assert quota_lines(obligation.rule.plan, as_of=DAY)[0].status == ObligationStatus.RUNNING
    assert quota_lines(obligation.rule.plan, as_of=date(2023, 7, 1))[0].status == ObligationStatus.SHORT


def test_the_figure_in_force_on_the_day_counts():
    obligation = obligation_of(OrganizationFactory(), min_count=10)
    ObligationFigure.objects.create(obligation=obligation, effective_on=DAY, modality=Modality.MUST, min_count=12)

    before = quota_lines(obligation.rule.plan, as_of=date(2023, 6, 29))[0]
    since = quota_lines(obligation.rule.plan, as_of=DAY)[0]

    assert (before.minimum, since.minimum) == (10, 12)


def test_a_successor_bears_two_rows_and_the_history_stays():
    heir, field = OrganizationFactory(name="Bộ Chỉ huy Quân sự tỉnh"), PlanFieldFactory()
    ended = OrganizationFactory(name="Bộ Chỉ huy Bộ đội Biên phòng tỉnh", valid_to=date(2025, 6, 30))
    for bearer in (heir, ended):
        count(obligation_of(bearer, field=field, min_count=10), 10)
    BearerAssignment.objects.create(obligation=QuotaObligation.objects.get(bearer=ended), organization=heir,
                                    from_date=date(2025, 7, 1), basis="Nghị quyết số 1")

    before = quota_lines(field.plan, as_of=date(2025, 6, 30))
    after = quota_lines(field.plan, as_of=date(2025, 7, 1))

    assert [line.current_bearer for line in before] == [heir, ended]
    assert [(line.bearer, line.current_bearer, line.actual, line.minimum) for line in after] == [
        (heir, heir, 10, 10), (ended, heir, 10, 10)]


def test_an_ended_bearer_without_a_confirmed_successor_is_nobody():
    ended = OrganizationFactory(valid_to=date(2025, 2, 28))
    obligation = obligation_of(ended)

    assert quota_lines(obligation.rule.plan, as_of=date(2025, 2, 28))[0].current_bearer == ended
    assert quota_lines(obligation.rule.plan, as_of=date(2025, 3, 1))[0].current_bearer is None


def test_a_withdrawn_obligation_stays_on_earlier_boards():
    obligation = obligation_of(OrganizationFactory())
    QuotaObligation.objects.filter(pk=obligation.pk).update(withdrawn_on=DAY)

    assert len(quota_lines(obligation.rule.plan, as_of=date(2023, 6, 29))) == 1
    assert quota_lines(obligation.rule.plan, as_of=DAY) == []


def test_a_plan_without_an_end_shows_windows_up_to_the_end_of_the_year():
    field = PlanFieldFactory(plan=IssuedPlanFactory(period_to=None))
    for year in (2023, 2024):
        obligation_of(OrganizationFactory(), field=field, window=(date(year, 1, 1), date(year, 12, 31)))

    assert [line.window_start.year for line in quota_lines(field.plan, as_of=DAY)] == [2023]


def test_a_draft_shows_what_it_would_make_agencies_owe():
    plan = IssuedPlanFactory(status="draft", issued_at=None)
    rule = QuotaRuleFactory(plan=plan, min_count=5)
    rule.fields.add(PlanFieldFactory(plan=plan))
    rule.bearers.create(organization=OrganizationFactory(name="Sở Y tế"))

    line = quota_lines(plan, as_of=DAY)[0]

    assert (line.bearer.name, line.minimum, line.actual, line.public_id) == ("Sở Y tế", 5, 0, None)


def test_rows_without_a_figure_are_counted_beside_the_sum():
    field = PlanFieldFactory()
    obligation_of(OrganizationFactory(), field=field, min_count=4)
    obligation_of(OrganizationFactory(), field=field, min_count=None, modality=Modality.PENDING)

    totals = board_totals(quota_lines(field.plan, as_of=DAY))

    assert (totals.obligations, totals.without_figure, totals.minimum.all) == (2, 1, 4)


def test_rules_that_count_several_types_together_go_to_the_whole_sum_only():
    obligation = obligation_of(OrganizationFactory(), min_count=5, counts_collective=True)

    minimum = board_totals(quota_lines(obligation.rule.plan, as_of=DAY)).minimum

    assert (minimum.collective, minimum.individual, minimum.household, minimum.all) == (None, None, None, 5)


def test_an_agency_sees_its_own_lines_only():
    own, field = OrganizationFactory(), PlanFieldFactory()
    obligation_of(own, field=field)
    obligation_of(OrganizationFactory(), field=field)

    visible = QuotaObligation.objects.visible_to(submitter(own))

    assert [line.bearer for line in quota_lines(field.plan, as_of=DAY, visible=visible)] == [own]


@pytest.mark.parametrize("rows", [1, 3])
def test_figures_take_three_queries_for_any_number_of_rows_and_plans(rows, django_assert_num_queries):
    plans = [PlanFieldFactory().plan for _ in range(rows)]
    for plan in plans:
        for _ in range(rows):
            count(obligation_of(OrganizationFactory(), field=plan.fields.get()), rows)

    with django_assert_num_queries(3):
        lines = lines_by_plan(plans, as_of=DAY)

    assert [[line.actual for line in lines[plan.pk]] for plan in plans] == [[rows] * rows] * rows


def test_a_number_and_the_list_behind_it_agree():
    obligation = obligation_of(OrganizationFactory(), counts_collective=True)
    person = SubjectFactory()
    count(obligation, 3)
    count(obligation, 1, stage=Stage.REGISTERED)
    count(obligation, 1, subject=person)
    lines = quota_lines(obligation.rule.plan, as_of=DAY)

    behind = counts.credits_behind(obligations_of(lines), as_of=DAY)
    named = counts.named_credits(obligations_of(lines), as_of=DAY)

    assert list(counts.ids_in_order(named.values())) == [credit.pk for credit in behind]
    assert lines[0].actual == len(behind) == counts.size_behind(obligations_of(lines), as_of=DAY)[0] == 4
    assert lines[0].registered == counts.size_behind(
        obligations_of(lines), as_of=DAY, stage=Stage.REGISTERED)[0] == 1


def test_pace_follows_the_lower_end_of_a_range():
    obligation = obligation_of(OrganizationFactory(), window=(date(2023, 1, 1), date(2023, 12, 31)), min_count=3,
                               max_count=10)
    count(obligation, 1, on=date(2023, 2, 1))

    line = quota_lines(obligation.rule.plan, as_of=DAY)[0]

    assert (line.pace, int(line.expected)) == (Pace.ON_TRACK, 1)
