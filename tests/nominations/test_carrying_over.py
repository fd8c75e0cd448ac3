"""From the registry into a list, the note of a submission, and what a lead agency sees of others."""
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from models_registry.models import Subject
from models_registry.services import discover
from nominations import queries, services
from nominations.models import Nomination, Submission
from plans.enums import Stage
from plans.models import FieldLead
from tests.factories import (
    NominationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    SubjectFactory,
    SubmissionFactory,
    leader,
    obligation_of,
    person,
    submitter,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def found(user, submission, name="Nguyễn Thị Hoa"):
    return discover(by=user, organization=submission.organization, plan=submission.plan, field=submission.field,
                    type="individual", name=name, unit_text="Tổ 3", story="Vớt rác trên biển.", today=TODAY)


def draft():
    submission = SubmissionFactory()
    obligation_of(submission.organization, field=submission.field)
    return submission, submission.created_by


# --- from the registry ------------------------------------------------------------------------------------------------


def test_what_was_found_becomes_a_nominee_with_what_is_known_of_it(client):
    submission, user = draft()
    record = found(user, submission)
    client.force_login(user)
    url = reverse("nominations:from_registry", args=[submission.public_id])

    offered = list(client.get(url).context["rows"])
    client.post(url, {"record": [str(record.public_id)]})

    nomination = Nomination.objects.get()
    assert offered == [record]
    assert (nomination.name, nomination.unit_text, nomination.achievement, nomination.record) == (
        "Nguyễn Thị Hoa", "Tổ 3", "Vớt rác trên biển.", record)
    assert list(client.get(url).context["rows"]) == []


def test_nothing_is_said_twice_of_the_very_subject_a_nominee_stands_for():
    submission, user = draft()
    record, other = found(user, submission), SubmissionFactory(organization=submission.organization)
    head = SubjectFactory(name="Nguyễn Thị Hoa", organization=None, unit_text="Tổ 4")
    carried, = services.carry_over(submission, [record], by=user, today=TODAY)
    former = NominationFactory(submission=other, name="Nguyễn Thị Hoa", unit_text="Tổ 3", birth_year=None)
    stranger = NominationFactory(submission=other, name="Nguyễn Thị Hoa", unit_text="Tổ 5", birth_year=None)

    unmerged = queries.possible_twins(carried), queries.possible_twins(former), queries.possible_twins(stranger)
    Subject.objects.filter(pk=record.subject_id).update(merged_into=head)
    merged = queries.possible_twins(Nomination.objects.get(pk=carried.pk))

    assert [[subject for subject, _ in twins] for twins in unmerged] == [[head], [head], [record.subject, head]]
    assert merged == []


def test_a_carried_over_nominee_is_sent_on_its_own_record():
    submission, user = draft()
    record = found(user, submission)
    services.carry_over(submission, [record], by=user, today=TODAY)
    Nomination.objects.update(birth_year=1985)

    services.submit_submission(submission, by=user, today=TODAY)

    record.refresh_from_db()
    assert (Nomination.objects.get().record, record.stage) == (record, Stage.REGISTERED)


def test_a_withdrawn_nomination_leaves_what_was_found_before_it():
    submission, user = draft()
    record = found(user, submission)
    nomination, = services.carry_over(submission, [record], by=user, today=TODAY)
    Nomination.objects.update(birth_year=1985)
    services.submit_submission(submission, by=user, today=TODAY)

    services.withdraw_nomination(nomination, by=user, today=TODAY)

    record.refresh_from_db()
    assert record.stage == Stage.REGISTERED


def test_carrying_over_twice_makes_one_nominee():
    submission, user = draft()
    record = found(user, submission)

    services.carry_over(submission, [record], by=user, today=TODAY)
    services.carry_over(submission, [record], by=user, today=TODAY)

    assert Nomination.objects.count() == 1


def test_a_foreign_record_is_not_carried_over(client):
    submission, user = draft()
    other, stranger = draft()
    foreign = found(stranger, other)
    client.force_login(user)

    client.post(reverse("nominations:from_registry", args=[submission.public_id]), {"record": [str(foreign.public_id)]})

    assert not Nomination.objects.exists()


def test_from_the_record_one_comes_to_a_list_with_that_nominee(client):
    submission, user = draft()
    record = found(user, submission)
    client.force_login(user)
    submission.delete()
    start = reverse("nominations:start")

    page = client.get(f"{start}?ke-hoach={record.plan.public_id}&ho-so={record.public_id}")
    client.post(start, {"form_key": str(page.context["form_key"]), "plan": str(record.plan.public_id),
                        "field": str(record.field.public_id), "record": page.context["record"]})

    assert Nomination.objects.get().record == record


# --- the note ---------------------------------------------------------------------------------------------------------


def test_the_note_is_kept_and_shown_to_the_agency(client):
    submission, user = draft()
    client.force_login(user)

    client.post(reverse("nominations:note", args=[submission.public_id]), {"note": "Liên hệ chị Lan, 0258 000 000"})

    assert Submission.objects.get().note == "Liên hệ chị Lan, 0258 000 000"
    assert "Liên hệ chị Lan" in client.get(submission.get_absolute_url()).content.decode()


def test_a_foreign_note_is_not_found(client):
    submission, _ = draft()
    client.force_login(submitter())

    answer = client.post(reverse("nominations:note", args=[submission.public_id]), {"note": "x"})

    assert (answer.status_code, Submission.objects.get().note) == (404, "")


# --- what a lead agency sees of others --------------------------------------------------------------------------------


def led():
    """A sent nomination of another agency in a field that the person's agency leads, and an unsent one."""
    submission, user = draft()
    nomination = NominationFactory(submission=submission, name="Đã Gửi")
    services.submit_submission(submission, by=user, today=timezone.localdate())
    NominationFactory(submission=submission, name="Chưa Gửi")
    lead = OrganizationFactory()
    FieldLead.objects.create(field=submission.field, organization=lead)
    nomination.refresh_from_db()
    return nomination, lead


def test_a_lead_agency_reads_what_was_sent_in_its_field_and_no_draft(client):
    nomination, lead = led()
    client.force_login(person(Role.LEAD_REVIEWER, lead))

    listed = client.get(reverse("nominations:list")).context["page"]
    page = client.get(nomination.submission.get_absolute_url())

    assert [(row.pk, row.total) for row in listed] == [(nomination.submission_id, 1)]
    assert list(page.context["nominees"]) == [nomination]
    assert not page.context["may_write"]
    assert client.get(nomination.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["nominee_edit", "withdraw"])
def test_a_lead_agency_changes_nothing_of_others(client, name):
    nomination, lead = led()
    client.force_login(person(Role.LEAD_REVIEWER, lead))

    assert client.post(reverse(f"nominations:{name}", args=[nomination.public_id]), {}).status_code == 403


def test_a_submitter_of_the_lead_agency_and_the_lead_of_another_field_see_nothing(client):
    nomination, lead = led()
    other = OrganizationFactory()
    FieldLead.objects.create(field=PlanFieldFactory(plan=nomination.submission.plan), organization=other)

    for user in (submitter(lead), person(Role.LEAD_REVIEWER, other)):
        client.force_login(user)
        assert client.get(nomination.get_absolute_url()).status_code == 404
        assert list(client.get(reverse("nominations:list")).context["page"]) == []


def test_a_leader_of_the_office_sees_no_note_of_an_unsent_list(client):
    submission, user = draft()
    services.write_note(submission, by=user, note="Chỉ cơ quan đọc")
    client.force_login(leader())

    assert client.get(submission.get_absolute_url()).status_code == 404
