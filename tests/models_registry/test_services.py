from datetime import date

import pytest

from accounts.enums import Role
from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed, WrongState
from models_registry import services
from models_registry.duplicates import NameFacts, alike, possible_duplicates
from models_registry.models import StageEvent, Subject
from models_registry.queries import stage_of
from models_registry.transitions import WORKFLOW
from plans.enums import Stage
from tests.factories import (
    OrganizationFactory,
    PlanFieldFactory,
    RecordFactory,
    SubjectFactory,
    leader,
    officer,
    person,
    submitter,
)

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(("events", "stage"), [
    ([], "discovered"),
    (["registered", "nurturing"], "nurturing"),
    (["recognised", "nurturing"], "recognised"),
    (["registered", "forwarded", "commended"], "registered"),
    (["recognised", "on_hold"], "on_hold"),
    (["recognised", "on_hold", "resumed"], "recognised"),
    (["recognised", "revoked", "resumed"], "revoked"),
    (["recognised", "replicating", "recognised"], "replicating"),
])
def test_the_stage_is_the_furthest_reached_unless_the_record_was_put_aside(events, stage):
    assert stage_of(events) == stage


@pytest.mark.parametrize(("one", "other", "why"), [
    (("Nguyễn Văn Hoà", 1975, "Trường A"), ("Ông NGUYỄN VĂN HÒA", 1975, "Trường B"),
     "trùng tên và năm sinh, khác đơn vị"),
    (("Nguyễn Văn Hoà", 1975, "Trường A"), ("Nguyễn Văn Hòa", 1975, "trường a"), "trùng tên, năm sinh và đơn vị"),
    (("Nguyễn Văn Hoà", 1975, "Trường A"), ("Nguyễn Văn Hòa", 1976, "Trường A"), ""),
    (("Nguyễn Văn Hoà", 1975, "Trường A"), ("Nguyễn Văn Hòa", None, "Trường B"),
     "trùng tên, khác đơn vị; hồ sơ kia chưa có năm sinh"),
])
def test_a_hint_says_what_is_the_same_and_what_is_not(one, other, why):
    facts = [NameFacts("individual", name, year, None, unit) for name, year, unit in (one, other)]

    assert alike(*facts) == why


@pytest.mark.django_db
def test_two_spellings_of_one_name_are_found():
    known = SubjectFactory(name="Nguyễn Văn Hoà", birth_year=1975, unit_text="Trường A")

    hints, = possible_duplicates([NameFacts("individual", "Ông NGUYỄN VĂN HÒA", 1975, None, "Trường B")])

    assert [(h.subject, h.why) for h in hints] == [(known, "trùng tên và năm sinh, khác đơn vị")]


@pytest.mark.django_db
def test_the_same_person_of_the_same_agency_is_one_subject():
    agency = OrganizationFactory()
    facts = {"by": None, "type": "individual", "birth_year": 1975, "organization": agency}

    first = services.ensure_subject(name="Nguyễn Văn Hoà", **facts)
    second = services.ensure_subject(name="Đồng chí NGUYỄN VĂN HÒA", **facts)

    assert first == second
    assert Subject.objects.count() == 1


@pytest.mark.django_db
def test_two_people_of_one_name_and_year_in_two_agencies_stay_two():
    for unit in (OrganizationFactory(), OrganizationFactory()):
        services.ensure_subject(by=None, type="individual", name="Nguyễn Văn Hoà", birth_year=1975, organization=unit)

    assert Subject.objects.count() == 2


@pytest.mark.django_db
def test_a_name_that_was_merged_leads_to_the_subject_it_was_merged_into():
    agency = OrganizationFactory()
    winner = SubjectFactory(organization=agency)
    loser = SubjectFactory(organization=agency, name="Trần Thị Lan", birth_year=1980)
    services.merge_subjects(loser, winner, by=officer(), reason="Một người, hai cách ghi")

    found = services.ensure_subject(by=None, type="individual", name="Trần Thị Lan", birth_year=1980,
                                    organization=agency)

    assert found == winner


@pytest.mark.django_db
def test_merging_is_for_the_office_and_is_logged():
    one, two = SubjectFactory(), SubjectFactory()

    with pytest.raises(NotAllowed):
        services.merge_subjects(one, two, by=leader(), reason="")
    services.merge_subjects(one, two, by=officer(), reason="Một người")

    assert AuditEvent.objects.get(action="models_registry.merge_subjects").reason == "Một người"


STEPS = {
    "discovered": {"nurture", "hold", "drop"},
    "registered": {"nurture", "hold", "drop"},
    "nurturing": {"nurture", "hold", "drop"},
    "recognised": {"start_replicating", "replicate", "hold", "revoke"},
    "replicating": {"replicate", "hold", "revoke"},
    "replicated": {"replicate", "hold", "revoke"},
    "on_hold": {"resume"},
    "dropped": {"resume"},
    "revoked": set(),
}


@pytest.mark.django_db
@pytest.mark.parametrize("stage", STEPS)
def test_the_steps_offered_in_each_stage_to_each_person(stage):
    record = RecordFactory(stage=stage)
    people = {"office": officer(), "own": submitter(record.organization), "foreign": submitter(),
              "leader": leader(), "council": person(Role.COUNCIL_MEMBER)}

    offered = {who: {t.name for t in WORKFLOW.available(record, user)} for who, user in people.items()}

    assert offered == {"office": STEPS[stage], "own": STEPS[stage] - {"revoke"}, "foreign": set(), "leader": set(),
                       "council": set()}


@pytest.mark.django_db
def test_a_step_to_come_or_without_its_reason_is_refused_beside_the_field():
    record, user = RecordFactory(), officer()

    with pytest.raises(InvalidInput) as future:
        services.take_step(record, "nurture", by=user, on_date=date(2026, 11, 22), today=TODAY)
    with pytest.raises(InvalidInput) as silent:
        services.take_step(record, "drop", by=user, on_date=TODAY, today=TODAY)

    assert (list(future.value.errors), list(silent.value.errors)) == (["on_date"], ["reason"])
    assert not StageEvent.objects.exists()


@pytest.mark.django_db
def test_revoking_asks_for_the_decision():
    record = RecordFactory(stage="recognised")

    with pytest.raises(InvalidInput) as refused:
        services.take_step(record, "revoke", by=officer(), on_date=TODAY, today=TODAY, note="Vi phạm")

    assert refused.value.errors == {"decision_number": ["Hãy nhập số quyết định."]}


@pytest.mark.django_db
def test_a_step_from_the_wrong_stage_names_the_stage():
    record = RecordFactory(stage="recognised")

    with pytest.raises(WrongState) as refused:
        services.take_step(record, "drop", by=officer(), on_date=TODAY, today=TODAY, note="x")

    assert "«Công nhận»" in str(refused.value)


@pytest.mark.django_db
def test_a_find_is_one_record_however_often_it_is_sent():
    user, field = submitter(), PlanFieldFactory()
    agency = user.acting.organization
    facts = {"by": user, "organization": agency, "plan": field.plan, "field": field, "type": "individual",
             "name": "Lê Thị Hoa", "story": "Dạy chữ miễn phí", "today": TODAY}

    first, second = services.discover(**facts), services.discover(**facts)

    assert first == second
    assert list(first.stage_events.values_list("stage", "on_date")) == [(Stage.DISCOVERED, TODAY)]
