from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.enums import Role
from audit.models import AuditEvent
from core.errors import EditConflict, InvalidInput, NotAllowed, WrongState
from models_registry.models import Credit, ExemplarRecord, Subject
from models_registry.queries import standings
from models_registry.services import credit, reach_stage
from nominations import services
from nominations.models import Nomination, Submission
from nominations.transitions import WORKFLOW
from notifications.models import Notice, OutboundMessage
from plans.enums import Stage
from tests.factories import (
    NominationFactory,
    ObligationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    RecordFactory,
    SubmissionFactory,
    administrator,
    leader,
    obligation_of,
    officer,
    person,
    submitter,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def draft(**rule):
    """A draft with one complete nominee for an own obligation of the agency, and that agency's person."""
    field, agency = PlanFieldFactory(), OrganizationFactory()
    obligation = obligation_of(agency, field=field, **rule)
    submission = SubmissionFactory(field=field, organization=agency)
    nomination = NominationFactory(submission=submission, obligation=obligation)
    return nomination, submission.created_by


def sent(**rule):
    nomination, user = draft(**rule)
    services.submit_submission(nomination.submission, by=user, today=TODAY)
    nomination.refresh_from_db()
    return nomination, user


def recognise(nomination, *, by=None, **facts):
    facts = {"decision_number": "12/QĐ-UBND", "decided_on": TODAY, "today": TODAY, **facts}
    return services.recognise_nomination(nomination, by=by or officer(), **facts)


def actual(obligation):
    return standings([obligation], as_of=TODAY)[obligation.pk].actual


# --- who may do what in which state -----------------------------------------------------------------------------------

OFFERED = {
    "draft": ({"submit"}, set()),
    "submitted": ({"withdraw"}, {"recognise", "pass", "appraise", "return", "consult", "hold", "reject"}),
    "appraising": ({"withdraw"}, {"recognise", "pass", "return", "consult", "hold", "reject"}),
    "consulting": ({"withdraw"}, {"end_consult", "return", "hold"}),
    "appraised": ({"withdraw"}, {"recognise", "to_council", "return", "hold", "reject"}),
    "council": ({"withdraw"}, {"off_council", "council_pass", "council_fail"}),
    "passed": ({"withdraw"}, {"recognise", "council_fail", "council_again", "reject"}),
    "not_passed": ({"withdraw"}, {"council_pass", "council_again", "reject"}),
    "on_hold": ({"withdraw"}, {"release"}),
    "returned": ({"submit", "withdraw"}, set()),
    "decided": (set(), {"revoke"}),
    "revoked": (set(), set()),
    "rejected": (set(), {"reopen"}),
    "withdrawn": (set(), set()),
}


@pytest.mark.parametrize("state", OFFERED)
def test_what_is_offered_in_each_state_to_each_person(state):
    nomination = NominationFactory.build(state=state, submission=SubmissionFactory())
    agency = nomination.submission.organization
    people = {
        "submitter": submitter(agency), "head": person(Role.UNIT_HEAD, agency), "office": officer(),
        "foreign": submitter(), "leader": leader(), "lead": person(Role.LEAD_REVIEWER, agency),
        "council": person(Role.COUNCIL_MEMBER), "administrator": administrator()}

    offered = {who: {t.name for t in WORKFLOW.available(nomination, user)} for who, user in people.items()}

    own, office = OFFERED[state]
    assert offered == {"submitter": own, "head": own, "office": office, "foreign": set(), "leader": set(),
                       "lead": set(), "council": set(), "administrator": set()}


def test_a_closed_plan_takes_no_more_nominations():
    nomination, user = draft()
    nomination.submission.plan.__class__.objects.update(status="closed")

    with pytest.raises(NotAllowed) as refused:
        services.submit_submission(nomination.submission, by=user, today=TODAY)

    assert str(refused.value) == "Kế hoạch đã kết thúc, không nhận thêm đề cử."


# --- preparing --------------------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_begins_one_submission():
    user, field = submitter(), PlanFieldFactory()
    agency = user.acting.organization
    obligation_of(agency, field=field)
    facts = {"by": user, "organization": agency, "plan": field.plan, "field": field, "form_key": uuid4(),
             "today": TODAY}

    assert services.create_submission(**facts) == services.create_submission(**facts)
    assert Submission.objects.count() == 1


def test_an_agency_begins_nothing_where_nothing_counts_its_nominations():
    user, field = submitter(), PlanFieldFactory()
    obligation_of(OrganizationFactory(), field=field, credit_by="submitting_unit")

    with pytest.raises(InvalidInput):
        services.create_submission(by=user, organization=user.acting.organization, plan=field.plan, field=field,
                                   form_key=uuid4(), today=TODAY)

    assert not Submission.objects.exists()


def test_any_agency_nominates_for_the_field_of_a_lead_agency_whose_figure_it_raises():
    field, lead = PlanFieldFactory(), OrganizationFactory()
    obligation = obligation_of(lead, field=field, credit_by="lead_agency")
    submission = SubmissionFactory(field=field)

    nomination = services.add_nominee(submission, by=submission.created_by, today=TODAY, values={
        "subject_type": "individual", "record_kind": "exemplar", "name": "Lê Văn A"})

    assert nomination.obligation == obligation


def test_a_nominee_that_no_quota_counts_is_kept_without_one():
    nomination, user = draft()

    household = services.add_nominee(nomination.submission, by=user, today=TODAY, values={
        "subject_type": "household", "record_kind": "exemplar", "name": "Lê Văn B", "address": "Thôn 2",
        "achievement": "Hiến đất"})
    services.submit_submission(nomination.submission, by=user, today=TODAY)
    household.refresh_from_db()
    recognise(household)

    assert household.obligation is None
    assert not Credit.objects.filter(record=household.record).exists()


def test_a_second_click_adds_no_second_nominee():
    nomination, user = draft()
    values = {"subject_type": "individual", "record_kind": "exemplar", "name": "Lê Văn B"}
    key = uuid4()

    one = services.add_nominee(nomination.submission, by=user, values=values, today=TODAY, key=key)
    two = services.add_nominee(nomination.submission, by=user, values=values, today=TODAY, key=key)

    assert one == two


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten():
    nomination, user = draft()
    services.update_nominee(nomination, by=user, values={"name": "Tên mới"}, today=TODAY, version=1)

    with pytest.raises(EditConflict) as told:
        services.update_nominee(nomination, by=user, values={"name": "Tên khác"}, today=TODAY, version=1)

    nomination.refresh_from_db()
    assert (nomination.name, told.value.by, told.value.fields) == ("Tên mới", str(user), ("Tên",))


def test_what_was_sent_is_neither_edited_nor_removed():
    nomination, user = sent()

    with pytest.raises(WrongState):
        services.update_nominee(nomination, by=user, values={"name": "Khác"}, today=TODAY)
    with pytest.raises(WrongState):
        services.remove_nominee(nomination, by=user)
    with pytest.raises(WrongState):
        services.delete_draft(nomination.submission, by=user)


def test_a_foreign_person_neither_adds_nor_sends():
    nomination, _ = draft()

    with pytest.raises(NotAllowed):
        services.add_nominee(nomination.submission, by=submitter(), values={"name": "A"}, today=TODAY)
    with pytest.raises(NotAllowed):
        services.submit_submission(nomination.submission, by=submitter(), today=TODAY)


# --- sending ----------------------------------------------------------------------------------------------------------


def test_sending_registers_the_nominee_and_gives_a_receipt():
    nomination, _ = sent()

    events = list(nomination.record.stage_events.values_list("stage", "on_date"))
    assert events == [("registered", TODAY)]
    assert list(nomination.record.credits.values_list("obligation", flat=True)) == [nomination.obligation_id]
    assert nomination.submission.receipt_code.startswith("DC-")
    assert len(nomination.submission.receipt_code) == 12


def test_sending_again_changes_nothing():
    nomination, user = sent()
    code = nomination.submission.receipt_code

    again = services.submit_submission(nomination.submission, by=user, today=TODAY)

    assert again.receipt_code == code
    assert AuditEvent.objects.filter(action="nominations.submit").count() == 1


def test_an_incomplete_nominee_stops_the_sending_and_is_named():
    nomination, user = draft()
    Nomination.objects.update(birth_year=None, achievement="")

    with pytest.raises(InvalidInput) as refused:
        services.submit_submission(nomination.submission, by=user, today=TODAY)

    assert refused.value.errors == {"": [f"{nomination}: thiếu thành tích tóm tắt, năm sinh."]}
    assert not ExemplarRecord.objects.exists()


def test_only_the_chosen_nominees_are_sent():
    nomination, user = draft()
    other = NominationFactory(submission=nomination.submission)

    services.submit_submission(nomination.submission, by=user, today=TODAY, chosen=[other.pk])

    nomination.refresh_from_db()
    other.refresh_from_db()
    assert (nomination.state, other.state) == ("draft", "submitted")


def test_a_registration_that_itself_counts_waits_for_the_office():
    nomination, _ = sent(counting_stage="registered")
    before = actual(nomination.obligation)

    recognise(nomination)

    assert (before, actual(nomination.obligation)) == (0, 1)


def test_the_same_person_sent_by_two_agencies_is_no_block_and_counts_once():
    first, _ = sent(credit_by="lead_agency")
    submission = SubmissionFactory(field=first.submission.field)
    second = NominationFactory(submission=submission, name=first.name, obligation=first.obligation)
    services.submit_submission(submission, by=submission.created_by, today=TODAY)
    second.refresh_from_db()

    recognise(first)
    recognise(second)

    assert actual(first.obligation) == 1
    assert Subject.objects.count() == 1


def test_a_person_who_counts_for_another_bearer_counts_there_and_the_agency_is_not_told_whose():
    first, _ = sent(credit_by="lead_agency")
    rule, field = first.obligation.rule, first.submission.field
    submission = SubmissionFactory(field=field)
    own = ObligationFactory(rule=rule, field=field, bearer=submission.organization)
    second = NominationFactory(submission=submission, name=first.name, obligation=own)
    services.submit_submission(submission, by=submission.created_by, today=TODAY)
    second.refresh_from_db()

    recognise(second)

    second.refresh_from_db()
    assert (actual(first.obligation), actual(own), second.obligation) == (1, 0, own)


def test_a_withdrawn_nomination_leaves_the_pipeline_and_comes_back_when_sent_anew():
    nomination, user = sent()
    services.withdraw_nomination(nomination, by=user, today=TODAY)
    nomination.record.refresh_from_db()
    left = nomination.record.stage
    again = NominationFactory(submission=SubmissionFactory(
        field=nomination.submission.field, organization=nomination.submission.organization), name=nomination.name,
        obligation=nomination.obligation)

    services.submit_submission(again.submission, by=user, today=TODAY)

    nomination.record.refresh_from_db()
    assert (left, nomination.record.stage) == (Stage.DROPPED, Stage.REGISTERED)


def test_what_was_revoked_is_not_recognised_again_and_the_officer_is_told_what_to_do():
    nomination, _ = sent()
    reach_stage(nomination.record, Stage.RECOGNISED, on_date=TODAY, by=officer(), decision_number="1/QĐ")
    reach_stage(nomination.record, Stage.REVOKED, on_date=TODAY, by=officer(), decision_number="2/QĐ")

    with pytest.raises(InvalidInput, match="đã bị thu hồi .* «Không đạt»"):
        recognise(nomination)

    assert Nomination.objects.get(pk=nomination.pk).state == "submitted"


def test_a_name_corrected_after_a_return_corrects_the_subject_and_makes_no_second():
    nomination, user = sent()
    services.return_nomination(nomination, reason="Sai tên", due_on=TODAY, by=officer(), today=TODAY)
    services.update_nominee(nomination, by=user, values={"name": "Lê Văn Đúng"}, today=TODAY)

    services.submit_submission(nomination.submission, by=user, today=TODAY)

    assert list(Subject.objects.values_list("name", flat=True)) == ["Lê Văn Đúng"]
    assert ExemplarRecord.objects.count() == 1


# --- deciding ---------------------------------------------------------------------------------------------------------


def test_recognition_counts_from_the_day_of_the_decision_and_tells_the_agency():
    nomination, user = sent()

    done = recognise(nomination, decided_on=date(2026, 11, 1))

    obligation = nomination.obligation
    counts = [standings([obligation], as_of=day)[obligation.pk].actual
              for day in (date(2026, 10, 31), date(2026, 11, 1))]
    assert (done.state, done.decision_number, counts) == ("decided", "12/QĐ-UBND", [0, 1])
    assert list(Notice.objects.values_list("user", "title")) == [(user.pk, f"Đã công nhận: {nomination}")]
    assert OutboundMessage.objects.get().recipient == user


@pytest.mark.parametrize(("facts", "field"), [
    ({"decision_number": " "}, "decision_number"), ({"decided_on": None}, "decided_on"),
    ({"decided_on": TODAY + timedelta(days=1)}, "decided_on")])
def test_a_decision_needs_its_number_and_a_day_that_has_come(facts, field):
    nomination, _ = sent()

    with pytest.raises(InvalidInput) as refused:
        recognise(nomination, **facts)

    nomination.refresh_from_db()
    assert list(refused.value.errors) == [field]
    assert nomination.state == "submitted"


def test_the_second_of_two_reviewers_is_told_who_came_first_and_when():
    nomination, _ = sent()
    first = officer(full_name="Trần Thị Bình")
    services.return_nomination(nomination, reason="Thiếu số liệu", due_on=TODAY, by=first, today=TODAY)

    with pytest.raises(WrongState) as told:
        recognise(nomination)

    assert str(told.value).startswith("Trần Thị Bình đã thực hiện «Trả lại bổ sung» lúc ")
    assert not nomination.record.stage_events.filter(stage=Stage.RECOGNISED).exists()


@pytest.mark.parametrize("act", ["return", "reject", "reopen"])
def test_a_refusal_or_return_needs_its_reason(act):
    nomination, _ = sent()
    Nomination.objects.filter(pk=nomination.pk, state="submitted").update(
        state="rejected" if act == "reopen" else "submitted")
    do = {"return": lambda: services.return_nomination(nomination, reason=" ", due_on=TODAY, by=officer(), today=TODAY),
          "reject": lambda: services.reject_nomination(nomination, reason="", by=officer()),
          "reopen": lambda: services.reopen_nomination(nomination, reason="", by=officer())}

    with pytest.raises(InvalidInput) as refused:
        do[act]()

    assert list(refused.value.errors) == ["reason"]


def test_only_the_office_decides():
    nomination, user = sent()

    for other in (user, leader(), administrator()):
        with pytest.raises(NotAllowed):
            recognise(nomination, by=other)


def test_forwarding_beyond_an_exact_figure_is_refused_unless_waived_with_a_reason():
    nomination, user = draft(min_count=1, max_count=1, counting_stage="forwarded", forward_to="Tỉnh ủy")
    NominationFactory(submission=nomination.submission, obligation=nomination.obligation)
    services.submit_submission(nomination.submission, by=user, today=TODAY)
    first, second = nomination.submission.nominations.order_by("pk")
    recognise(first)

    with pytest.raises(InvalidInput) as refused:
        recognise(second)
    before = actual(nomination.obligation)
    recognise(second, waiver="Tỉnh ủy đồng ý tại Thông báo 5-TB/TU")

    assert list(refused.value.errors) == ["waiver"]
    assert (before, actual(nomination.obligation)) == (1, 2)
    event = second.record.stage_events.get(stage="forwarded")
    assert event.note == "Tỉnh ủy đồng ý tại Thông báo 5-TB/TU"


def test_an_exemplar_on_hold_is_not_recognised_before_it_is_resumed():
    nomination, _ = sent()
    reach_stage(nomination.record, Stage.ON_HOLD, on_date=TODAY, by=None)

    with pytest.raises(InvalidInput) as refused:
        recognise(nomination)

    assert "«Tạm dừng»" in str(refused.value)


def test_a_decision_counts_in_the_window_that_contains_its_day():
    nomination, _ = sent()
    obligation = nomination.obligation
    former = type(obligation).objects.create(
        rule=obligation.rule, field=obligation.field, bearer=obligation.bearer, window_key="2020",
        window_start=date(2020, 1, 1), window_end=date(2020, 12, 31))

    done = recognise(nomination, decided_on=date(2020, 6, 1))

    assert (done.counted_in, done.obligation) == (former, former)
    assert (actual(former), actual(obligation)) == (1, 0)


def test_a_decision_outside_every_window_counts_nowhere_and_says_so():
    nomination, _ = sent()

    done = recognise(nomination, decided_on=date(2020, 6, 1))

    assert done.counted_in is None
    assert actual(nomination.obligation) == 0


def test_many_under_one_decision_leave_the_refused_as_they_were():
    one, _ = sent()
    two, _ = sent()
    reach_stage(two.record, Stage.ON_HOLD, on_date=TODAY, by=None)

    done, refused = services.recognise_many([one, two], decision_number="9/QĐ", decided_on=TODAY, by=officer(),
                                            today=TODAY)

    two.refresh_from_db()
    assert ([n.pk for n in done], [r.nomination.pk for r in refused], two.state) == ([one.pk], [two.pk], "submitted")


def test_every_act_leaves_one_event_with_its_person():
    nomination, user = sent()
    reviewer = officer()
    recognise(nomination, by=reviewer)

    events = AuditEvent.objects.for_object(nomination).values_list("action", "actor")

    assert list(events) == [("nominations.recognise", reviewer.pk), ("nominations.submit", user.pk)]


def test_of_another_agency_s_quota_one_is_told_what_the_plan_asks_and_nothing_that_was_counted(client):
    user, field, lead = submitter(), PlanFieldFactory(), OrganizationFactory(name="Sở Tư pháp")
    obligation = obligation_of(lead, field=field, credit_by="lead_agency", min_count=3)
    obligation_of(user.acting.organization, field=PlanFieldFactory(plan=field.plan))
    record = RecordFactory(field=field, organization=lead)
    credit(record, obligation, by=None)
    reach_stage(record, obligation.rule.counting_stage, on_date=obligation.window_start, by=None)
    own, said = submitter(lead), {}
    for who in (user, own):
        client.force_login(who)
        said[who] = client.get(reverse("nominations:start")).content.decode()

    assert "Chỉ tiêu của Sở Tư pháp: cá nhân: ít nhất 3;" in said[user] and "1/3" not in said[user]
    assert "còn thiếu 2 cá nhân (1/3)" in said[own]
