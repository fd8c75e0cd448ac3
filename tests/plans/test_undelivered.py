"""Reminders that could not be delivered, mails that wait, steps that were left out: each with its reason."""
import smtplib
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts.enums import Role
from notifications.models import Notice, OutboundMessage
from notifications.sending import send_due
from notifications.services import set_policy
from plans import reminders, services
from plans.days_off import AS_THE_LAW
from plans.models import DeadlineOccurrence
from plans.queries import duty_line
from plans.reminders import with_parts
from plans.told_steps import missed_steps
from plans.undelivered import NOBODY, pass_on_failed
from portal.work.office import failed_messages
from tests.factories import OrganizationFactory, officer, person, submitter
from tests.notifications import servers
from tests.notifications.servers import Server
from tests.plans.duty_world import MONDAY, agency_with, duty, milestone_of, moment

pytestmark = pytest.mark.django_db
NIGHT = moment(MONDAY, hour=21)


@pytest.fixture(autouse=True)
def server(settings):
    settings.EMAIL_BACKEND = servers.NAME
    Server.reset()


def refused():
    return smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such user")})


def refuse(*numbers):
    Server.reset(*[refused() if number in numbers else None for number in range(max(numbers) + 1)])


def pass_at(now):
    reminders.plan_due(now=now)
    send_due(now=now)
    return pass_on_failed(now=now)


# --- refused for good -----------------------------------------------------------------------------------------------


def test_a_refused_reminder_goes_to_the_head_when_no_other_submitter_was_reached():
    agency = agency_with(1)
    head = person(Role.UNIT_HEAD, agency)
    duty(agency)
    refuse(0)

    written = [pass_at(moment(MONDAY)), pass_at(moment(MONDAY))]

    first, second = OutboundMessage.objects.order_by("pk")
    assert (written, first.state, second.recipient, second.state) == ([1, 0], "failed", head, "sent")
    assert first.passed_on == f"Đã gửi thay cho {head}."
    assert str(first.recipient) in second.body and "thư không gửi được" in second.reason
    assert Notice.objects.filter(user=head).count() == 1


def test_nobody_is_bothered_when_a_colleague_got_the_same_reminder():
    agency = agency_with(2)
    person(Role.UNIT_HEAD, agency)
    duty(agency)
    refuse(0)

    written = pass_at(moment(MONDAY))

    failed = OutboundMessage.objects.get(state="failed")
    assert written == 0 and OutboundMessage.objects.count() == 2
    assert failed.passed_on.startswith("Cơ quan còn người khác nhận thư này: ")


def test_an_agency_that_nobody_can_reach_is_reported_to_the_office_once():
    boss, agency = officer(), agency_with(1)
    duty(agency)
    refuse(0)

    pass_at(moment(MONDAY))
    pass_at(moment(MONDAY))

    assert OutboundMessage.objects.get().passed_on == NOBODY
    assert Notice.objects.filter(user=boss, title__contains="không còn ai nhận được thư").count() == 1
    line, = failed_messages(boss, MONDAY)
    assert (line.text, line.note) == (
        "1 thư không gửi được", "1 việc mà cơ quan không còn ai khác nhận được thư")


def test_when_the_second_person_is_refused_too_the_office_is_told():
    officer()
    agency = OrganizationFactory()
    submitter(agency)
    duty(agency)
    person(Role.UNIT_HEAD, agency)
    Server.reset(refused(), refused())

    for _ in range(3):
        pass_at(moment(MONDAY))

    assert list(OutboundMessage.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "failed"]
    assert OutboundMessage.objects.filter(passed_on=NOBODY).count() == 1


def test_a_failed_mail_about_what_was_handed_in_is_not_passed_on():
    agency = agency_with(1)
    person(Role.UNIT_HEAD, agency)
    row = duty(agency)
    refuse(0)
    reminders.plan_due(now=moment(MONDAY))
    send_due(now=moment(MONDAY))
    services.hand_in(row, by=None, received_on=MONDAY, today=MONDAY)

    written = pass_on_failed(now=moment(MONDAY))

    assert (written, OutboundMessage.objects.get().passed_on) == (0, "Việc không còn phải nhắc nữa.")


@pytest.mark.parametrize(("hour", "minute", "again"), [(10, 0, "10:01"), (19, 59, "07:30")])
def test_a_busy_server_is_asked_again_within_the_hours_of_sending(hour, minute, again):
    duty()
    now = moment(MONDAY, hour) + timedelta(minutes=minute)
    reminders.plan_due(now=now)
    Server.reset(smtplib.SMTPDataError(451, b"try later"))

    send_due(now=now)

    assert f"{timezone.localtime(OutboundMessage.objects.get().not_before):%H:%M}" == again


def test_on_the_last_day_a_retry_does_not_wait_for_the_morning():
    duty(due_on=MONDAY)
    now = moment(MONDAY, 19) + timedelta(minutes=59)
    reminders.plan_due(now=now)
    Server.reset(smtplib.SMTPDataError(451, b"try later"))

    send_due(now=now)

    assert OutboundMessage.objects.get().not_before == now + timedelta(minutes=1)


# --- the line of one pass ------------------------------------------------------------------------------------------


def test_the_pass_says_until_when_mails_wait_outside_the_hours(capsys):
    milestone = milestone_of()
    for _ in range(2):
        duty(milestone=milestone)

    call_command("run_due", now="2026-11-21T17:00")

    assert capsys.readouterr().out.strip() == (
        "Nhắc 2 việc: 2 thông báo, 2 thư. Đã gửi 0 thư; 2 thư chờ đến 07:30 ngày 23/11/2026 (ngoài giờ gửi).")


def test_the_pass_tells_a_stopped_outbox_from_a_server_that_is_away(capsys):
    duty()
    Server.reset(smtplib.SMTPServerDisconnected("gone"))

    call_command("run_due", now="2026-11-16T08:00")
    set_policy(by=None, is_stopped=True, hours_of_grace=0, reason="khôi phục dữ liệu")
    call_command("run_due", now="2026-11-16T08:02")

    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("Đã gửi 0 thư; 1 thư chờ gửi lại vì lần trước máy chủ thư không nhận.")
    assert second.endswith("Đã gửi 0 thư; 1 thư đến giờ nhưng đang dừng gửi mọi thư (khôi phục dữ liệu).")


# --- steps that were left out --------------------------------------------------------------------------------------


def left_out(row, today):
    row = with_parts(DeadlineOccurrence.objects.filter(pk=row.pk)).get()
    return [(step.day, step.words, step.why) for step in
            missed_steps(row, duty_line(row, as_of=today), today=today, days=AS_THE_LAW)]


def test_steps_merged_after_a_downtime_are_named_with_the_reminder_that_took_them_in():
    row = duty()  # steps on 13, 20, 26 and 27 November
    reminders.plan_due(now=moment(date(2026, 11, 13)))

    reminders.plan_due(now=moment(date(2026, 11, 27)))

    why = "hệ thống không chạy lượt nhắc nào đến 08:00 ngày 27/11/2026; đã gộp vào lần nhắc đó"
    assert left_out(row, date(2026, 11, 28)) == [
        (date(2026, 11, 20), "trước hạn 7 ngày", why), (date(2026, 11, 26), "trước hạn 3 ngày", why)]


def test_daily_passes_leave_nothing_out():
    row = duty()
    for number in range(20):
        reminders.plan_due(now=moment(date(2026, 11, 10) + timedelta(days=number)))

    assert left_out(row, date(2026, 11, 29)) == []


def test_a_step_before_the_plan_was_entered_says_so():
    row = duty(issued_on=date(2026, 11, 18))

    found = left_out(row, date(2026, 11, 19))

    assert found == [(date(2026, 11, 13), "trước hạn 14 ngày",
                      "kế hoạch được nhập vào hệ thống ngày 18/11/2026, sau ngày này")]


def test_the_page_of_the_duty_lists_what_was_left_out(client):
    row = duty()
    reminders.plan_due(now=moment(date(2026, 11, 20)))
    with time_machine.travel(moment(date(2026, 11, 21)), tick=False):
        client.force_login(officer())

        page = client.get(row.get_absolute_url()).content.decode()

    assert "Bước «trước hạn 14 ngày» ngày 13/11/2026 đã bỏ qua vì hệ thống không chạy" in page
