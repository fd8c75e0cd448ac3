"""Notices of a person; the outbox of the office."""
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from notifications.models import Notice, OutboundMessage
from notifications.services import enqueue, notify
from tests.factories import UserFactory, administrator, leader, officer, submitter

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)


def notice(user, title="Nhắc việc", url="/moc/"):
    return notify(key=f"{title}-{user.pk}", user=user, title=title, url=url, now=NOW)[0]


def mail(recipient=None, **values):
    values = {"key": f"k{OutboundMessage.objects.count()}", "subject": "Nhắc việc", "body": "Nội dung", "kind": "duty",
              "reason": "Lý do gửi: đến ngày «trước hạn 7 ngày».", "not_before": NOW, **values}
    return enqueue(recipient=recipient or UserFactory(), **values)[0]


def test_unread_notices_come_first(client):
    user = submitter()
    client.force_login(user)
    notice(user, "Một"), notice(user, "Hai"), notice(UserFactory(), "Của người khác")
    client.post(reverse("notifications:open", args=[Notice.objects.get(title="Hai").public_id]))

    page = client.get(reverse("notifications:list"))

    assert [row.title for row in page.context["page"]] == ["Một", "Hai"]
    assert "1 thông báo chưa đọc" in page.content.decode()


def test_opening_a_notice_marks_it_and_leads_to_its_duty(client):
    user = submitter()
    client.force_login(user)
    row = notice(user)

    answer = client.post(reverse("notifications:open", args=[row.public_id]))

    row.refresh_from_db()
    assert answer.headers["Location"] == "/moc/"
    assert row.read_at is not None


def test_a_notice_never_leads_to_another_host(client):
    user = submitter()
    client.force_login(user)
    row = notice(user, url="https://elsewhere.example/")

    answer = client.post(reverse("notifications:open", args=[row.public_id]))

    assert answer.headers["Location"] == reverse("notifications:list")


def test_the_notice_of_another_is_not_found(client):
    client.force_login(submitter())

    assert client.post(reverse("notifications:open", args=[notice(UserFactory()).public_id])).status_code == 404


def test_all_are_marked_read_at_once(client):
    user, other = submitter(), submitter()
    client.force_login(user)
    notice(user, "Một"), notice(user, "Hai"), notice(other, "Ba")

    client.post(reverse("notifications:read_all"))

    assert list(Notice.objects.filter(read_at=None).values_list("title", flat=True)) == ["Ba"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_notices_take_the_same_queries_for_any_number(client, rows, django_assert_num_queries):
    user = submitter()
    client.force_login(user)
    for number in range(rows):
        notice(user, f"Số {number}")
    client.get(reverse("notifications:list"))

    with django_assert_num_queries(7):
        page = client.get(reverse("notifications:list"))

    assert len(page.context["page"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_outbox_takes_the_same_queries_for_any_number(client, rows, django_assert_num_queries):
    client.force_login(officer())
    for _ in range(rows):
        mail()
    client.get(reverse("notifications:outbox"))

    with django_assert_num_queries(13):
        page = client.get(reverse("notifications:outbox"))

    assert len(page.context["page"]) == rows


@pytest.mark.parametrize(("someone", "status"), [(officer, 200), (administrator, 200), (leader, 403), (submitter, 403)])
def test_the_outbox_is_for_the_office_and_administrators(client, someone, status):
    client.force_login(someone())

    assert client.get(reverse("notifications:outbox")).status_code == status


def test_a_mail_shows_why_and_to_whom_it_goes(client):
    client.force_login(officer())
    row = mail()

    text = client.get(row.get_absolute_url()).content.decode()

    assert all(words in text for words in (row.address, "Lý do gửi: đến ngày «trước hạn 7 ngày».", "Nội dung"))


@pytest.mark.parametrize(("query", "found"), [("?q=nguyen+thi+hoa", 1), ("?state=failed", 1), ("?state=sent", 0),
                                              ("?kind=duty", 2)])
def test_the_outbox_is_searched_without_accents_and_by_state(client, query, found):
    client.force_login(officer())
    mail(UserFactory(full_name="Nguyễn Thị Hoa")), mail()
    OutboundMessage.objects.filter(key="k1").update(state="failed")

    assert len(client.get(reverse("notifications:outbox") + query).context["page"]) == found


def test_a_failed_mail_goes_again_to_the_address_of_today(client):
    client.force_login(officer())
    row = mail()
    OutboundMessage.objects.update(state="failed", attempts=9, address="old@example.org", error="550")

    client.post(reverse("notifications:retry", args=[row.public_id]), {"confirmed": "1"})

    row.refresh_from_db()
    assert (row.state, row.attempts, row.address) == ("new", 0, row.recipient.email)


def test_a_sent_mail_cannot_be_sent_again(client):
    client.force_login(officer())
    row = mail()
    OutboundMessage.objects.update(state="sent", sent_at=NOW)

    client.post(reverse("notifications:retry", args=[row.public_id]), {"confirmed": "1"})

    row.refresh_from_db()
    assert row.state == "sent"
