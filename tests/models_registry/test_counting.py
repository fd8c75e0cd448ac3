"""What counts for an obligation as of a day: the traps of counting as behaviour."""
from datetime import date

import pytest

from core.errors import InvalidInput
from models_registry import services
from models_registry.models import Credit
from models_registry.queries import counted_by_obligation, counted_records, standings
from plans.enums import Stage
from tests.factories import (
    ObligationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    QuotaRuleFactory,
    RecordFactory,
    SubjectFactory,
    obligation_of,
    officer,
)

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)


def recognised(obligation, count=1, *, on=DAY, **values):
    """Records credited to the obligation and recognised on the day."""
    values.setdefault("field", obligation.field)
    records = RecordFactory.create_batch(count, plan=obligation.rule.plan, **values)
    for record in records:
        Credit.objects.create(record=record, obligation=obligation, rule=obligation.rule)
        services.reach_stage(record, Stage.RECOGNISED, on_date=on, by=None)
    return records


def actual(obligation, as_of=date(2026, 1, 1)):
    return standings([obligation], as_of=as_of)[obligation.pk].actual


def test_a_surplus_of_one_agency_does_not_cover_the_gap_of_another():
    rule, field = QuotaRuleFactory(min_count=10), None
    police, army, border = (ObligationFactory(rule=rule, field=field) for _ in range(3))
    for obligation, count in ((police, 12), (army, 8), (border, 10)):
        recognised(obligation, count, field=PlanFieldFactory(plan=rule.plan))

    known = standings([police, army, border], as_of=date(2026, 1, 1))

    assert [(known[o.pk].actual, known[o.pk].shortfall) for o in (police, army, border)] == [(12, 0), (8, 2), (10, 0)]


def test_households_beyond_their_figure_raise_no_other_figure():
    field, bearer = PlanFieldFactory(), OrganizationFactory()
    households = obligation_of(bearer, field=field, counts_individual=False, counts_household=True, min_count=20)
    people = obligation_of(bearer, field=field, min_count=20)
    for n in range(25):
        recognised(households, subject=SubjectFactory(type="household", name=f"Hộ {n}"))

    known = standings([households, people], as_of=date(2026, 1, 1))

    assert (known[households.pk].actual, known[people.pk].actual) == (25, 0)


def test_a_household_is_refused_by_a_quota_that_counts_none_and_counts_nowhere():
    obligation = obligation_of(OrganizationFactory())
    record = RecordFactory(field=obligation.field, subject=SubjectFactory(type="household"))

    with pytest.raises(InvalidInput) as refused:
        services.credit(record, obligation, by=None)
    services.reach_stage(record, Stage.RECOGNISED, on_date=DAY, by=None)

    assert refused.value.errors == {"obligation": ["Chỉ tiêu này không đếm hộ gia đình."]}
    assert actual(obligation) == 0


def test_a_field_with_its_own_period_counts_2019_and_another_does_not():
    own = obligation_of(OrganizationFactory(), window=(date(2019, 1, 1), date(2025, 12, 31)))
    usual = obligation_of(OrganizationFactory(), window=(date(2021, 11, 26), date(2025, 12, 31)))
    for obligation in (own, usual):
        recognised(obligation, on=date(2019, 10, 1))

    assert (actual(own), actual(usual)) == (1, 0)


@pytest.mark.parametrize(("day", "counts"), [(date(2020, 12, 31), 0), (date(2021, 1, 1), 1), (date(2025, 12, 31), 1),
                                             (date(2026, 1, 1), 0)])
def test_only_the_days_of_the_window_count_and_another_event_inside_it_does_not_help(day, counts):
    obligation = obligation_of(OrganizationFactory(), window=(date(2021, 1, 1), date(2025, 12, 31)))
    record, = recognised(obligation, on=day)
    services.reach_stage(record, Stage.REGISTERED, on_date=date(2022, 1, 1), by=None)

    assert actual(obligation, as_of=date(2027, 1, 1)) == counts


def test_a_subject_counts_from_the_day_of_its_event_not_before():
    obligation = obligation_of(OrganizationFactory())
    recognised(obligation, on=DAY)

    assert [actual(obligation, as_of=date(2023, 5, 31)), actual(obligation, as_of=DAY)] == [0, 1]


def test_a_merged_subject_counts_once_with_the_one_it_was_merged_into():
    obligation = obligation_of(OrganizationFactory())
    one, two = recognised(obligation, 2)

    services.merge_subjects(two.subject, one.subject, by=officer(), reason="Một người")

    assert actual(obligation) == 1


def test_a_model_and_its_owner_count_once():
    obligation = obligation_of(OrganizationFactory())
    record, = recognised(obligation)
    model = services.ensure_record(
        by=None, subject=record.subject, plan=record.plan, field=record.field, organization=record.organization,
        record_kind="model", model_name="Dân vận khéo", obligations=[obligation])
    services.reach_stage(model, Stage.RECOGNISED, on_date=DAY, by=None)

    assert actual(obligation) == 1


def test_a_second_decision_does_not_count_the_same_subject_again():
    obligation = obligation_of(OrganizationFactory())
    record, = recognised(obligation)

    services.reach_stage(record, Stage.RECOGNISED, on_date=date(2024, 1, 1), by=None)

    assert actual(obligation) == 1


@pytest.mark.parametrize("stage", [Stage.DROPPED, Stage.ON_HOLD, Stage.REVOKED])
def test_a_record_put_aside_stops_counting_on_that_day_and_counts_before(stage):
    obligation = obligation_of(OrganizationFactory())
    record, = recognised(obligation)

    services.reach_stage(record, stage, on_date=date(2024, 3, 1), by=None)

    assert [actual(obligation, as_of=date(2024, 2, 29)), actual(obligation, as_of=date(2024, 3, 1))] == [1, 0]


@pytest.mark.parametrize(("stage", "after"), [(Stage.ON_HOLD, 1), (Stage.DROPPED, 1), (Stage.REVOKED, 0)])
def test_a_resumed_record_counts_again_unless_it_was_revoked(stage, after):
    obligation = obligation_of(OrganizationFactory())
    record, = recognised(obligation)
    services.reach_stage(record, stage, on_date=date(2024, 3, 1), by=None)

    services.reach_stage(record, Stage.RESUMED, on_date=date(2024, 5, 1), by=None)

    assert actual(obligation) == after


def test_ten_models_of_one_field_meet_a_pooled_figure():
    field = PlanFieldFactory()
    rule = QuotaRuleFactory(plan=field.plan, min_count=10, field_mode="pooled")
    obligation = ObligationFactory(rule=rule)

    recognised(obligation, 10, field=field)

    assert standings([obligation], as_of=date(2026, 1, 1))[obligation.pk].shortfall == 0


def test_a_record_counts_for_one_bearer_of_a_rule_only():
    rule, field = QuotaRuleFactory(), None
    one, two = ObligationFactory(rule=rule, field=field), ObligationFactory(rule=rule, field=field)
    record = RecordFactory(field=PlanFieldFactory(plan=rule.plan))
    services.credit(record, one, by=None)

    with pytest.raises(InvalidInput) as refused:
        services.credit(record, two, by=None)

    assert refused.value.errors == {"obligation": [f"Hồ sơ này đã được tính cho {one.bearer}."]}


def test_the_pipeline_is_counted_beside_the_stage_that_counts():
    obligation = obligation_of(OrganizationFactory())
    record, = recognised(obligation)
    services.reach_stage(record, Stage.REGISTERED, on_date=date(2022, 1, 1), by=None)

    counts = counted_by_obligation([obligation], as_of=date(2026, 1, 1))

    assert counts == {obligation.pk: {"registered": 1, "recognised": 1}}


def test_every_number_opens_the_records_that_make_it():
    obligation = obligation_of(OrganizationFactory())
    kept, held = recognised(obligation, 2)
    services.reach_stage(held, Stage.ON_HOLD, on_date=date(2024, 1, 1), by=None)

    assert list(counted_records(obligation, stage=Stage.RECOGNISED, as_of=date(2026, 1, 1))) == [kept]


@pytest.mark.parametrize("rows", [1, 3])
def test_counting_takes_one_query_for_any_number_of_obligations(rows, django_assert_num_queries):
    obligations = [obligation_of(OrganizationFactory()) for _ in range(rows)]
    for obligation in obligations:
        recognised(obligation)

    with django_assert_num_queries(1):
        counts = counted_by_obligation(obligations, as_of=date(2026, 1, 1))

    assert counts == {o.pk: {"recognised": 1} for o in obligations}
