"""What leaves the outbox, when, and what a broken mail server or a killed sender changes about it."""
import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F

from notifications import sending
from notifications.models import OutboundMessage
from notifications.sending import LEASE, claim, send_due
from notifications.services import cancel_unsent, enqueue, enqueue_many, notify_many
from tests.factories import UserFactory
from tests.notifications import servers
from tests.notifications.servers import Killed, Server

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
BUSY = smtplib.SMTPDataError(451, b"try later")
REFUSED = smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such user")})


@pytest.fixture(autouse=True)
def server(settings):
    settings.EMAIL_BACKEND = servers.NAME
    Server.reset()


def mail(key="k1", recipient=None, **values):
    values = {"subject": f"Thư {key}", "body": "Nội dung", "kind": "duty", "not_before": NOW, **values}
    return enqueue(key=key.ljust(64, "0"), recipient=recipient or UserFactory(), **values)[0]


def states():
    return list(OutboundMessage.objects.order_by("pk").values_list("state", flat=True))


def after(**span):
    return NOW + timedelta(**span)


# --- the ordinary way -----------------------------------------------------------------------------------------------


def test_a_due_mail_is_sent_once_to_the_address_of_its_row():
    row = mail()

    sent = [send_due(now=NOW), send_due(now=NOW)]

    assert sent == [1, 0]
    assert [(m.to, m.subject, m.body) for m in Server.taken] == [([row.address], "Thư k1", "Nội dung")]
    row.refresh_from_db()
    assert (row.state, row.sent_at, row.attempts, row.lease_until) == ("sent", NOW, 1, None)


def test_a_mail_waits_for_its_hour():
    mail(not_before=after(minutes=1))

    assert (send_due(now=NOW), send_due(now=after(minutes=1))) == (0, 1)


def test_what_one_person_is_due_at_once_travels_in_one_mail():
    one, other = UserFactory(), UserFactory()
    for key in ("k1", "k2", "k3"):
        mail(key, one)
    mail("k4", other)

    send_due(now=NOW)

    assert [message.subject for message in Server.taken] == ["3 việc: Thư k1", "Thư k4"]
    ids = set(OutboundMessage.objects.filter(recipient=one).values_list("message_id", flat=True))
    assert ids == {Server.ids()[0]}
    assert states() == ["sent"] * 4


def test_a_mail_that_is_no_longer_owed_is_skipped_with_its_reason():
    gone = UserFactory(is_active=False)
    mail(recipient=gone)

    send_due(now=NOW)

    row = OutboundMessage.objects.get()
    assert (row.state, row.cancelled, Server.taken) == ("skipped", "Tài khoản đã ngừng hoạt động.", [])


def test_the_limit_of_a_pass_leaves_the_rest_for_the_next():
    for key in ("k1", "k2", "k3"):
        mail(key)

    assert (send_due(now=NOW, limit=2), send_due(now=NOW)) == (2, 1)


# --- servers that do not do as they should ---------------------------------------------------------------------------


def test_a_busy_server_is_asked_again_after_a_minute_with_the_same_mail():
    row = mail()
    Server.reset(BUSY)

    sent = [send_due(now=NOW), send_due(now=after(seconds=59)), send_due(now=after(seconds=60))]

    assert sent == [0, 0, 1]
    assert Server.ids() == [row.message_id]


def test_waiting_grows_by_the_table_and_ends_in_a_failure_somebody_sees():
    mail()
    moments, now = [], NOW

    while states() == ["new"]:
        Server.reset(BUSY)
        send_due(now=now)
        moments.append(round((now - NOW).total_seconds() / 60))
        now = OutboundMessage.objects.get().not_before

    row = OutboundMessage.objects.get()
    assert moments == [0, 1, 6, 21, 81, 321, 1041, 1761, 2481]
    assert (row.state, "try later" in row.error) == ("failed", True)


def test_a_refused_address_fails_at_once_and_does_not_stop_the_next():
    mail("k1"), mail("k2")
    Server.reset(REFUSED)

    sent = send_due(now=NOW)

    assert (sent, states()) == (1, ["failed", "sent"])
    assert "no such user" in OutboundMessage.objects.get(state="failed").error


@pytest.mark.parametrize("fault", [
    TimeoutError("timed out"), ConnectionRefusedError("refused"), smtplib.SMTPServerDisconnected("gone"),
    smtplib.SMTPSenderRefused(550, b"no relaying", "us@example.org")])
def test_a_server_that_hangs_or_is_away_ends_the_pass_and_nothing_is_lost(fault):
    mail("k1"), mail("k2")
    Server.reset(fault)

    first = send_due(now=NOW)

    assert (first, states(), Server.taken) == (0, ["new", "new"], [])
    assert send_due(now=after(minutes=1)) == 2


def test_a_fault_of_our_own_waits_an_hour_and_does_not_stop_the_others():
    mail("k1"), mail("k2")
    Server.reset(ValueError("our fault"))

    sent = send_due(now=NOW)

    first = OutboundMessage.objects.order_by("pk").first()
    assert (sent, first.state, first.not_before) == (1, "new", after(hours=1))


# --- two senders, dead senders --------------------------------------------------------------------------------------


def test_a_second_sender_finds_nothing_while_the_first_holds_the_mail():
    mail()
    counts = []
    Server.reset(lambda: counts.append(send_due(now=NOW)))

    first = send_due(now=NOW)

    assert (first, counts, len(Server.taken)) == (1, [0], 1)


def test_two_claims_never_share_a_mail():
    for number in range(4):
        mail(f"k{number}")

    claimed = [[row.pk for batch in claim(now=NOW, mails=2) for row in batch] for _ in range(3)]

    assert sorted(pk for pks in claimed for pk in pks) == sorted(OutboundMessage.objects.values_list("pk", flat=True))
    assert [len(pks) for pks in claimed] == [2, 2, 0]


def test_what_was_claimed_and_not_tried_is_free_again_at_once_and_counts_no_attempt():
    mail("k1"), mail("k2"), mail("k3")
    Server.reset(None, TimeoutError("timed out"))

    send_due(now=NOW)

    assert list(OutboundMessage.objects.order_by("pk").values_list("state", "attempts", "lease_until")) == [
        ("sent", 1, None), ("new", 1, None), ("new", 0, None)]


def test_a_mail_cancelled_while_another_of_its_claim_is_sent_stays_home():
    mail("k1")
    second = mail("k2", source="occurrence-1")
    Server.reset(lambda: cancel_unsent(sources=["occurrence-1"], reason="Đã nộp."))

    send_due(now=NOW)

    second.refresh_from_db()
    assert (second.state, len(Server.taken)) == ("skipped", 1)


def test_a_sender_killed_between_the_server_and_the_mark_doubles_the_same_mail_at_most():
    row = mail()

    def die():
        Server.after = None
        raise Killed

    Server.reset(after=die)
    with pytest.raises(Killed):
        send_due(now=NOW)
    early, late = send_due(now=NOW + LEASE), send_due(now=NOW + LEASE + timedelta(minutes=1))

    assert (early, late) == (0, 1)
    assert Server.ids() == [row.message_id, row.message_id]
    assert Server.taken[0].body == Server.taken[1].body
    assert states() == ["sent"]


def test_a_merged_mail_of_a_killed_sender_goes_again_as_the_same_mail():
    person = UserFactory()
    mail("k1", person), mail("k2", person)
    Server.reset(Killed())
    with pytest.raises(Killed):
        send_due(now=NOW)
    mail("k3", person, not_before=after(minutes=3))

    send_due(now=after(minutes=3))

    assert [m.subject for m in Server.taken] == ["2 việc: Thư k1", "Thư k3"]


def test_a_sender_that_slept_past_its_lease_changes_nothing():
    mail()

    def another_takes_over():
        OutboundMessage.objects.update(attempts=F("attempts") + 1, lease_until=after(hours=1))

    Server.reset(another_takes_over)

    assert (send_due(now=NOW), states()) == (0, ["sending"])


def test_a_mail_cancelled_while_it_is_held_is_not_tried_again():
    row = mail(source="occurrence-1")
    claim(now=NOW)

    cancel_unsent(sources=["occurrence-1"], reason="Đã nộp.")
    send_due(now=NOW + LEASE + timedelta(seconds=1))

    row.refresh_from_db()
    assert (row.state, row.cancelled, Server.taken) == ("skipped", "Đã nộp.", [])


def test_where_rows_cannot_be_locked_a_sender_that_was_overtaken_takes_nothing(monkeypatch):
    row = mail()
    looked = sending._grouped

    def look_and_be_overtaken(rows, oldest):
        found = looked(rows, oldest)
        OutboundMessage.objects.update(state="sending", attempts=1, lease_until=after(hours=1))
        return found

    monkeypatch.setattr(sending, "_grouped", look_and_be_overtaken)

    assert (claim(now=NOW), send_due(now=NOW), Server.taken) == ([], 0, [])
    row.refresh_from_db()
    assert row.attempts == 0


@pytest.fixture
def clock(monkeypatch):
    """A list with the seconds of the machine's own clock, for the test to set."""
    seconds = [1000.0]
    monkeypatch.setattr(sending, "monotonic", lambda: seconds[0])
    return seconds


def test_the_lease_of_a_later_claim_runs_from_its_own_moment_in_a_long_pass(clock, monkeypatch):
    mail("k1"), mail("k2")
    monkeypatch.setattr(sending, "CLAIMED", 1)
    leases = []

    def look():
        leases.extend(OutboundMessage.objects.filter(state="sending").values_list("lease_until", flat=True))
        clock[0] += 300

    Server.reset(look, look)
    send_due(now=NOW)

    assert leases == [NOW + LEASE, NOW + LEASE + timedelta(seconds=300)]


def test_mails_whose_turn_comes_late_are_given_back_and_taken_anew(clock):
    for key in ("k1", "k2", "k3"):
        mail(key)
    held = []

    def slow_then_look():
        clock[0] += LEASE.total_seconds() / 4

    def look():
        held.append(OutboundMessage.objects.get(key__startswith="k2").lease_until)

    Server.reset(slow_then_look, look)

    assert (send_due(now=NOW), len(set(Server.ids())), len(Server.taken)) == (3, 3, 3)
    assert held == [NOW + LEASE * 1.25]
    assert set(OutboundMessage.objects.values_list("attempts", flat=True)) == {1}


def test_a_mail_that_another_sender_took_meanwhile_is_left_to_it():
    mail("k1"), mail("k2")

    def another_takes_over():
        OutboundMessage.objects.filter(key__startswith="k2").update(attempts=F("attempts") + 1,
                                                                    lease_until=after(hours=1))

    Server.reset(another_takes_over)

    assert (send_due(now=NOW), [message.subject for message in Server.taken]) == (1, ["Thư k1"])
    assert OutboundMessage.objects.filter(state="sending", attempts=2).count() == 1


def test_a_row_given_back_bears_its_own_message_id_again():
    person = UserFactory()
    mail("k1", not_before=after(minutes=-1))
    rows = mail("k2", person), mail("k3", person)
    Server.reset(TimeoutError("timed out"))

    send_due(now=NOW)

    kept = OutboundMessage.objects.filter(recipient=person).order_by("pk").values_list("message_id", "attempts")
    assert list(kept) == [(row.message_id, 0) for row in rows]


def test_a_merged_mail_is_tried_again_as_one_though_one_row_keeps_to_the_hours_of_sending():
    person, evening = UserFactory(), NOW.replace(hour=11)  # six in the evening in Vietnam
    mail("k1", person, last_on=after(days=9).date()), mail("k2", person)
    Server.reset(BUSY)

    send_due(now=evening)
    send_due(now=evening + timedelta(minutes=1))

    assert [message.subject for message in Server.taken] == ["2 việc: Thư k1"]


@pytest.mark.parametrize("mails", [2, 6])
def test_a_claim_takes_the_same_queries_for_any_number_of_mails(mails, django_assert_num_queries):
    for number in range(mails):
        mail(f"k{number}")

    with django_assert_num_queries(6):
        assert len(claim(now=NOW, mails=mails)) == mails


def test_many_mails_and_notices_are_written_once_by_their_keys(django_assert_num_queries):
    person, stranger = UserFactory(), UserFactory(email="")
    mails = [{"key": str(n) * 64, "recipient": who, "subject": "Thư", "body": "Nội dung", "kind": "duty"}
             for n, who in enumerate([person, person, stranger])]
    notices = [{"key": str(n) * 64, "user": person, "title": "Tin"} for n in range(3)]

    first = enqueue_many(mails), notify_many(notices)
    with django_assert_num_queries(6):  # two questions, each in a savepoint
        second = enqueue_many(mails), notify_many(notices)

    assert (first, second) == ((2, 3), (0, 0))
    assert OutboundMessage.objects.filter(recipient=person, message_id=f"<{'1' * 32}@hoadep>").count() == 1
