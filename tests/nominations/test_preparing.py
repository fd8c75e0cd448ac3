"""Before a list is sent: saved while typing, copied from last time, approved by the head, entered by the office."""
import json
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.enums import Role
from core.errors import InvalidInput, NotAllowed, WrongState
from nominations import services
from nominations.models import Nomination, Submission
from notifications.models import Notice
from tests.factories import (
    NominationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    SubmissionFactory,
    leader,
    obligation_of,
    officer,
    person,
    submitter,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def draft(**values):
    submission = SubmissionFactory()
    obligation_of(submission.organization, field=submission.field)
    return NominationFactory(submission=submission, **values), submission.created_by


# --- saved while one types --------------------------------------------------------------------------------------------


def autosave(client, url, **values):
    answer = client.post(url, {"autosave": "1", "name": "Lê Thị A", **values})
    return answer.status_code, json.loads(answer.content)


def test_a_new_form_saves_itself_once_and_goes_on_as_that_nominee(client):
    nomination, user = draft()
    client.force_login(user)
    url, key = reverse("nominations:nominee_add", args=[nomination.submission.public_id, "ca-nhan"]), str(uuid4())

    status, first = autosave(client, url, key=key)
    _, again = autosave(client, url, key=key)
    _, later = autosave(client, first["action"], name="Lê Thị An", version=first["version"])

    assert (status, first["saved"], again["action"]) == (200, True, first["action"])
    assert (later["saved"], later["version"]) == (True, first["version"] + 1)
    assert list(Nomination.objects.order_by("pk").values_list("name", flat=True)) == [nomination.name, "Lê Thị An"]


def test_a_form_that_cannot_be_saved_says_why_and_what_another_wrote_stays(client):
    nomination, user = draft()
    client.force_login(user)
    url = reverse("nominations:nominee_edit", args=[nomination.public_id])
    services.update_nominee(nomination, by=user, values={"position": "Tổ trưởng"}, today=TODAY)

    empty, said = autosave(client, url, name="")
    stale, told = autosave(client, url, name="Khác", version=1)

    nomination.refresh_from_db()
    assert (empty, said["saved"]) == (422, False)
    assert said["reason"].startswith("Họ và tên: ")
    assert (stale, told["saved"], nomination.position) == (409, False, "Tổ trưởng")


# --- copied from last time --------------------------------------------------------------------------------------------


def test_ten_nominees_of_last_time_are_copied_at_once(client):
    nomination, user = draft()
    former = NominationFactory.create_batch(10, submission=SubmissionFactory(
        field=nomination.submission.field, organization=nomination.submission.organization), state="withdrawn",
        position="Bác sĩ")
    client.force_login(user)
    url = reverse("nominations:from_registry", args=[nomination.submission.public_id])

    offered = list(client.get(url).context["former"])
    for _ in range(2):
        client.post(url, {"nomination": [str(row.public_id) for row in former]})

    copied = nomination.submission.nominations.exclude(pk=nomination.pk)
    assert {row.pk for row in offered} == {row.pk for row in former}
    assert {(row.name, row.position, row.state) for row in copied} == {(row.name, "Bác sĩ", "draft") for row in former}


def test_nothing_is_copied_from_another_agency(client):
    nomination, user = draft()
    foreign = NominationFactory(state="withdrawn")
    client.force_login(user)

    client.post(reverse("nominations:from_registry", args=[nomination.submission.public_id]),
                {"nomination": [str(foreign.public_id)]})

    assert Nomination.objects.filter(submission=nomination.submission).count() == 1


# --- the head's word --------------------------------------------------------------------------------------------------


def presented():
    nomination, user = draft()
    head = person(Role.UNIT_HEAD, nomination.submission.organization)
    services.present(nomination.submission, by=user)
    return nomination, user, head


def send(nomination, user):
    return services.submit_submission(nomination.submission, by=user, today=TODAY)


def test_what_waits_for_the_head_is_not_sent_before_the_word():
    nomination, user, head = presented()

    with pytest.raises(WrongState):
        send(nomination, user)
    services.sign_off(nomination.submission, by=head)
    sent = send(nomination, user)

    assert (sent.signed_off_by, sent.receipt_code is not None) == (head, True)
    assert list(Notice.objects.values_list("user", flat=True)) == [head.pk]


def test_the_head_sends_without_a_word_to_oneself():
    nomination, _, head = presented()

    assert send(nomination, head).receipt_code


def test_a_change_takes_the_approval_back():
    nomination, user, head = presented()
    services.sign_off(nomination.submission, by=head)

    services.update_nominee(nomination, by=user, values={"position": "Tổ trưởng"}, today=TODAY)

    stored = Submission.objects.get()
    assert (stored.signed_off_at, stored.presented_at) == (None, None)
    with pytest.raises(WrongState, match="trình lại"):
        send(nomination, user)
    services.sign_off(services.present(stored, by=user), by=head)
    assert send(nomination, user).receipt_code


def test_the_head_says_what_is_to_be_changed(client):
    nomination, user, head = presented()
    client.force_login(head)
    url = reverse("nominations:sign_off", args=[nomination.submission.public_id])

    wordless = client.post(url, {"word": "no", "reason": ""})
    client.post(url, {"word": "no", "reason": "Bỏ ông A"})

    stored = Submission.objects.get()
    assert (wordless.status_code, stored.sent_back_reason, stored.presented_at) == (422, "Bỏ ông A", None)
    assert Notice.objects.filter(user=user, body="Bỏ ông A").exists()
    with pytest.raises(WrongState, match="chưa duyệt"):
        send(nomination, user)
    assert services.present(stored, by=user).sent_back_reason == ""


def test_what_the_head_sent_back_the_head_may_still_send():
    nomination, _, head = presented()
    services.send_back(nomination.submission, by=head, reason="Bỏ ông A")

    sent = send(nomination, head)

    assert (bool(sent.receipt_code), sent.sent_back_reason) == (True, "")


def test_nobody_but_the_head_approves():
    nomination, user, _ = presented()

    for other in (user, officer(), person(Role.UNIT_HEAD)):
        with pytest.raises(NotAllowed):
            services.sign_off(nomination.submission, by=other)


def test_an_empty_list_is_not_presented():
    submission, _ = SubmissionFactory(), None

    with pytest.raises(InvalidInput):
        services.present(submission, by=submission.created_by)


# --- entered by the office --------------------------------------------------------------------------------------------


def behalf(client):
    """A list an officer began for an agency, in the browser."""
    user, agency, field = officer(), OrganizationFactory(), PlanFieldFactory()
    obligation_of(agency, field=field)
    client.force_login(user)
    url = f"{reverse('nominations:on_behalf')}?co-quan={agency.public_id}"
    page = client.get(url)
    client.post(url, {"plan": str(field.plan.public_id), "field": str(field.public_id),
                      "form_key": str(page.context["form_key"])})
    return Submission.objects.get(), user, agency


def test_an_officer_enters_for_an_agency_and_both_see_it(client):
    submission, user, agency = behalf(client)
    nomination = services.add_nominee(submission, by=user, today=TODAY, values={
        "subject_type": "individual", "record_kind": "exemplar", "name": "Lê A", "birth_year": 1980,
        "unit_text": "Tổ 1", "achievement": "Hiến đất"})

    def answers():
        found = []
        for who in (user, submitter(agency), officer(), leader(), submitter()):
            client.force_login(who)
            found.append(client.get(submission.get_absolute_url()).status_code)
        return found

    before = answers()
    services.submit_submission(submission, by=user, today=TODAY)

    nomination.refresh_from_db()
    assert (submission.is_on_behalf, nomination.state) == (True, "submitted")
    assert before == [200, 200, 404, 404, 404]
    assert answers() == [200, 200, 200, 200, 404]


def test_another_officer_does_not_write_in_it(client):
    submission, _, _ = behalf(client)

    with pytest.raises(NotAllowed):
        services.write_note(submission, by=officer(), note="x")


def test_only_officers_enter_for_others(client):
    for user in (submitter(), leader()):
        client.force_login(user)
        assert client.get(reverse("nominations:on_behalf")).status_code == 403
