"""Mails that a server took and gave back: matched with what was sent, answered once;
a stranger's mail changes nothing."""
import mailbox
from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from notifications.bounces import LONGEST, read_report, take_report
from notifications.models import Notice, OutboundMessage
from notifications.queries import doubtful_addresses
from notifications.services import enqueue
from plans.reminders import plan_due
from plans.undelivered import pass_on_failed
from tests.factories import UserFactory, officer
from tests.plans.duty_world import MONDAY, agency_with, duty, moment

NOW = datetime(2026, 11, 16, 3, tzinfo=UTC)
ID = f"<{'a' * 32}@hoadep>"


def report(message_id=ID, address="a@example.org", status="5.1.1", action="failed", original="message/rfc822",
           words="smtp; 550 5.1.1 no such user"):
    """A delivery report as postfix writes it."""
    inner = f"Message-ID: {message_id}\r\nSubject: =?utf-8?q?Nh=E1=BA=AFc?=\r\n\r\n"
    return (f"From: MAILER-DAEMON@mx.example.org\r\nTo: us@example.org\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
            f'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n\r\n'
            f"--B\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
            f"--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
            f"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\n"
            f"Diagnostic-Code: {words}\r\n\r\n"
            f"--B\r\nContent-Type: {original}\r\n\r\n{inner}--B--\r\n").encode()


@pytest.fixture
def sent(db):
    row = enqueue(key="a" * 64, recipient=UserFactory(email="A@example.org"), subject="Nhắc", body="x", kind="duty")[0]
    OutboundMessage.objects.update(state="sent", sent_at=NOW)
    return row


@pytest.mark.parametrize("original", ["message/rfc822", "text/rfc822-headers"])
def test_a_lasting_refusal_fails_the_mail_tells_the_office_once_and_makes_the_address_doubtful(sent, original):
    boss = officer()

    counts = [take_report(report(original=original), now=NOW) for _ in range(2)]

    sent.refresh_from_db()
    assert (counts, sent.state, sent.bounced_at) == ([1, 0], "failed", NOW)
    assert "550 5.1.1 no such user" in sent.error
    assert [notice.title for notice in Notice.objects.filter(user=boss)] == [f"Thư gửi {sent.recipient} bị trả lại"]
    assert [row.address for row in doubtful_addresses()] == ["A@example.org"]


@pytest.mark.parametrize("changes",
                         [{"status": "4.4.1", "action": "delayed"}, {"status": "5.2.2"}, {"status": "5.4.4"}])
def test_a_passing_trouble_is_noted_and_the_mail_stays_sent(sent, changes):
    assert take_report(report(**changes), now=NOW) == 0

    sent.refresh_from_db()
    assert (sent.state, changes["status"] in sent.error, Notice.objects.count()) == ("sent", True, 0)


@pytest.mark.parametrize("changes", [
    {"message_id": f"<{'b' * 32}@hoadep>"}, {"address": "other@example.org"}, {"action": "delivered"}, {"status": "x"},
    {"message_id": ""}])
def test_a_report_about_something_else_changes_nothing(sent, changes):
    assert take_report(report(**changes), now=NOW) == 0

    sent.refresh_from_db()
    assert (sent.state, sent.error) == ("sent", "")


def test_a_mail_that_came_back_is_handed_to_the_agencys_other_head(db):
    duty(agency_with(people=2))
    plan_due(now=moment(MONDAY))
    first, second = OutboundMessage.objects.order_by("pk")
    OutboundMessage.objects.update(state="sent", sent_at=NOW)

    take_report(report(message_id=first.message_id, address=first.address), now=NOW)
    pass_on_failed(now=moment(MONDAY))

    first.refresh_from_db()
    assert first.passed_on == f"Cơ quan còn người khác nhận thư này: {second.recipient}."


def test_control_letters_of_a_stranger_do_not_reach_the_database(sent):
    take_report(report(words="smtp; 550 \x00\x07bad \udce9".encode("utf-8", "surrogateescape").decode("latin-1")),
                now=NOW)

    sent.refresh_from_db()
    assert sent.error.isprintable() and sent.state == "failed"


@pytest.mark.parametrize("content", [
    b"", b"\x00" * 100, report()[:300], report() + b"x" * LONGEST,
    b"Content-Type: multipart/report; boundary=\r\n\r\n--",
    b"Content-Type: message/delivery-status\r\n\r\nAction: failed\r\n\r\n",
    b"Content-Type: multipart/mixed; boundary=B\r\n\r\n" + b"--B\r\nContent-Type: message/rfc822\r\n\r\n" * 300])
def test_broken_and_huge_mails_are_passed_over(content):
    assert read_report(content) == []


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.integers(0, 900), st.integers(0, 900))
def test_no_damage_to_a_report_makes_reading_it_fail(noise, start, length):
    whole = report()

    found = read_report(whole[:start] + noise + whole[start + length:])

    assert all(one.words.isprintable() and one.message_id.isascii() for one in found)


# --- where mails lie --------------------------------------------------------------------------------------------------


def taken_from(source, capsys):
    call_command("take_bounces", str(source))
    return capsys.readouterr().out


def test_mails_are_taken_from_a_file_a_folder_an_mbox_and_standard_input(sent, tmp_path, capsys, monkeypatch):
    (tmp_path / "a.eml").write_bytes(report())
    (tmp_path / "b.eml").write_bytes(b"Subject: hello\r\n\r\nhi")
    box = mailbox.mbox(tmp_path / "box")
    box.add(report()), box.add(EmailMessage()), box.close()
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(report())))

    words = [taken_from(source, capsys) for source in (tmp_path, tmp_path / "box", tmp_path / "a.eml", "-")]

    assert words == ["Đã đọc 2 thư, ghi nhận 1 thư không đến được người nhận.\n",
                     "Đã đọc 2 thư, ghi nhận 0 thư không đến được người nhận.\n",
                     *["Đã đọc 1 thư, ghi nhận 0 thư không đến được người nhận.\n"] * 2]


def test_new_mails_of_a_maildir_are_read_once(sent, tmp_path, capsys):
    box = mailbox.Maildir(tmp_path / "box")
    box.add(report())

    words = [taken_from(tmp_path / "box", capsys) for _ in range(2)]

    assert [text[:10] for text in words] == ["Đã đọc 1 t", "Đã đọc 0 t"]


def test_a_place_that_is_not_there_is_told(db):
    with pytest.raises(CommandError, match="Không có «/khong/co»"):
        call_command("take_bounces", "/khong/co")
