"""One pass of planner and sender from a plain timer."""
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from notifications.models import OutboundMessage
from plans import reminders
from tests.plans.duty_world import duty

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("now", ["2026-11-16T08:00", "2026-11-16"])
def test_one_pass_writes_and_sends_and_a_second_finds_nothing(capsys, now):
    duty()

    call_command("run_due", now=now)
    call_command("run_due", now=now)

    assert capsys.readouterr().out.splitlines() == [
        "Nhắc 1 việc: 1 thông báo, 1 thư. Đã gửi 1 thư.", "Nhắc 0 việc: 0 thông báo, 0 thư. Đã gửi 0 thư."]
    assert OutboundMessage.objects.get().sent_at.date() == date(2026, 11, 16)


def test_another_now_is_refused_in_production(settings):
    settings.HTTPS = True

    with pytest.raises(CommandError, match="đang chạy thật"):
        call_command("run_due", now="2026-11-16T08:00")


def test_a_moment_that_is_none_is_refused_with_its_text():
    with pytest.raises(CommandError, match="2026-13-45"):
        call_command("run_due", now="2026-13-45")


def test_a_duty_that_could_not_be_written_ends_the_command_with_an_error(monkeypatch):
    duty()
    monkeypatch.setattr(reminders, "words_of", lambda milestone: 1 / 0)

    with pytest.raises(CommandError, match="1 việc chưa lập được"):
        call_command("run_due", now="2026-11-16")
