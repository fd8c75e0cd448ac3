"""Mails held, released, edited by hand; the whole outbox stopped; addresses that never answer."""
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed
from notifications import queries, services
from notifications.models import OutboundMessage
from notifications.sending import send_due
from tests.factories import UserFactory, leader, officer
from tests.notifications import servers
from tests.notifications.servers import Server

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=24)


@pytest.fixture(autouse=True)
def server(settings):
    settings.EMAIL_BACKEND = servers.NAME
    Server.reset()


def mail(recipient=None, **values):
    values = {"key": f"k{OutboundMessage.objects.count()}".ljust(64, "0"), "subject": "Nhắc việc", "body": "Nội dung",
              "kind": "duty", "source": "occurrence-1", "not_before": NOW, **values}
    return services.enqueue(recipient=recipient or UserFactory(), **values)[0]


def state(row):
    row.refresh_from_db()
    return row.state


def test_a_held_mail_stays_until_it_is_released():
    row, by = mail(), officer()

    services.hold_messages([row], by=by)
    held = send_due(now=NOW + timedelta(days=30)), state(row)
    services.release_messages([row], by=by, now=LATER)

    assert held == (0, "held")
    assert (send_due(now=LATER), state(row)) == (1, "sent")


def test_a_mail_that_waits_its_time_may_go_at_once():
    row = mail(not_before=LATER)

    services.release_messages([row], by=officer(), now=NOW)

    assert send_due(now=NOW) == 1


def test_what_left_meanwhile_is_passed_over():
    gone, waiting = mail(), mail()
    OutboundMessage.objects.filter(pk=gone.pk).update(state="sent", sent_at=NOW)

    assert services.hold_messages([gone, waiting], by=officer()) == 1
    assert (state(gone), state(waiting)) == ("sent", "held")


def test_a_held_mail_about_a_duty_that_was_done_is_skipped():
    row = mail()
    services.hold_messages([row], by=officer())

    services.cancel_unsent(sources=["occurrence-1"], reason="Đã nộp.")

    assert state(row) == "skipped"


def test_other_words_go_out_and_the_first_ones_stay_in_the_log():
    row = mail()

    services.edit_message(row, by=officer(), subject="Nhắc việc", body="Lời khác")
    send_due(now=NOW)

    assert Server.taken[0].body == "Lời khác"
    assert AuditEvent.objects.get(action="notifications.edit").before["body"] == "Nội dung"


def test_a_mail_a_server_may_have_taken_keeps_its_words():
    row = mail()
    OutboundMessage.objects.update(attempts=1)

    with pytest.raises(NotAllowed, match="đã được thử gửi"):
        services.edit_message(row, by=officer(), subject="x", body="y")


def test_nothing_leaves_while_the_outbox_is_stopped_and_all_of_it_afterwards():
    mail(), mail()

    services.set_policy(by=None, is_stopped=True, hours_of_grace=0, reason="Vừa khôi phục bản sao lưu")
    stopped = send_due(now=NOW)
    services.set_policy(by=None, is_stopped=False, hours_of_grace=0)

    assert (stopped, send_due(now=NOW)) == (0, 2)


def test_the_outbox_is_not_stopped_without_a_reason_nor_by_others():
    with pytest.raises(InvalidInput):
        services.set_policy(by=officer(), is_stopped=True, hours_of_grace=0, reason=" ")
    with pytest.raises(NotAllowed):
        services.set_policy(by=leader(), is_stopped=True, hours_of_grace=0, reason="x")


def test_an_address_is_doubtful_after_two_failures_until_a_mail_arrives():
    one, other = UserFactory(), UserFactory()
    for recipient in (one, one, other):
        mail(recipient)
    OutboundMessage.objects.update(state="failed", error="550 no such user")

    doubtful = [(row.address, row.failures, row.error) for row in queries.doubtful_addresses()]
    arrived = mail(one)
    OutboundMessage.objects.filter(pk=arrived.pk).update(state="sent", sent_at=NOW)

    assert doubtful == [(one.email, 2, "550 no such user")]
    assert queries.doubtful_addresses() == []


# --- pages ----------------------------------------------------------------------------------------------------------


def test_ticked_mails_are_held_after_one_question(client):
    client.force_login(officer())
    rows = [mail(), mail(), mail()]
    ticked = {"message": [row.public_id for row in rows[:2]], "act": "giu", "query": "state=new"}

    question = client.post(reverse("notifications:move"), ticked)
    done = client.post(reverse("notifications:move"), {**ticked, "confirmed": "1"})

    assert "Giữ lại 2 thư?" in question.content.decode()
    assert done.headers["Location"] == reverse("notifications:outbox") + "?state=new"
    assert [state(row) for row in rows] == ["held", "held", "new"]


@pytest.mark.parametrize("ticked", [{}, {"message": "x", "act": "gui"}, {"act": "gui"}])
def test_without_a_ticked_mail_nothing_happens(client, ticked):
    client.force_login(officer())
    row = mail()

    answer = client.post(reverse("notifications:move"), {**ticked, "confirmed": "1"})

    assert (answer.status_code, state(row)) == (302, "new")


def test_the_page_of_a_mail_offers_what_may_be_done_with_it(client):
    client.force_login(officer())
    row = mail(url="/moc/")

    waiting = client.get(row.get_absolute_url())
    OutboundMessage.objects.update(state="sent", sent_at=NOW, attempts=1)
    sent = client.get(row.get_absolute_url())

    assert waiting.context["may_hold"] and waiting.context["may_edit"] and 'href="/moc/"' in waiting.content.decode()
    assert not sent.context["may_hold"] and not sent.context["may_edit"]
    assert client.get(reverse("notifications:edit", args=[row.public_id])).status_code == 403


def test_words_are_edited_at_a_page_and_empty_ones_refused(client):
    client.force_login(officer())
    row = mail()

    empty = client.post(reverse("notifications:edit", args=[row.public_id]), {"subject": "", "body": "Lời"})
    done = client.post(reverse("notifications:edit", args=[row.public_id]), {"subject": "Khác", "body": "Lời"})

    row.refresh_from_db()
    assert (empty.status_code, done.status_code, row.subject, row.body) == (422, 302, "Khác", "Lời")


def test_the_outbox_says_that_it_is_stopped_and_why(client):
    client.force_login(officer())

    refused = client.post(reverse("notifications:policy"), {"is_stopped": "on", "hours_of_grace": "0"})
    client.post(reverse("notifications:policy"), {"is_stopped": "on", "hours_of_grace": "24", "reason": "Bảo trì"})
    page = client.get(reverse("notifications:outbox")).content.decode()

    assert refused.context["form"].errors["reason"] == ["Hãy ghi lý do dừng gửi thư."]
    assert "Bảo trì" in page and "sau 24 giờ" in page
