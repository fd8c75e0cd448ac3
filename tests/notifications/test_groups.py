"""Mails of one occasion together: held, released, watched while they leave; all of them held after a restore."""
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from notifications.models import OutboundMessage
from notifications.queries import sending_progress, waiting_groups
from notifications.sending import send_due
from notifications.services import set_policy
from plans import reminders
from tests.factories import officer, submitter
from tests.notifications import servers
from tests.notifications.servers import Server
from tests.plans.duty_world import MONDAY, duty, milestone_of, moment

pytestmark = pytest.mark.django_db
GROUP = "Nhắc: Gửi báo cáo năm, năm 2026: trước hạn 14 ngày (29/11/2026)"


@pytest.fixture(autouse=True)
def server(settings):
    settings.EMAIL_BACKEND = servers.NAME
    Server.reset()


@pytest.fixture
def three():
    """Three reminders of one occasion, written on a Sunday: they leave on Monday morning."""
    milestone = milestone_of()
    for _ in range(3):
        duty(milestone=milestone)
    reminders.plan_due(now=moment(MONDAY - timedelta(days=1)))


def states():
    return sorted(OutboundMessage.objects.values_list("state", flat=True))


def test_a_group_is_named_by_its_duty_step_and_day(three):
    group, = waiting_groups()

    assert (group.name, group.mails, group.held, group.duties) == (GROUP, 3, 0, 3)
    assert group.leaves_at == moment(MONDAY, 7) + timedelta(minutes=30)


def test_a_group_is_held_and_released_as_a_whole_after_one_question(client, three):
    client.force_login(officer())
    url, values = reverse("notifications:group_move"), {"group": GROUP, "act": "giu"}

    asked = client.post(url, values).content.decode()
    client.post(url, {**values, "confirmed": "1"})
    held = states()
    shown = client.get(reverse("notifications:outbox")).content.decode()
    client.post(url, {"group": GROUP, "act": "gui", "confirmed": "1"})

    assert "Giữ lại 3 thư của đợt" in asked
    assert (held, states()) == (["held"] * 3, ["new"] * 3)
    assert "3 thư về 3 việc, 3 thư giữ lại" in shown


@pytest.mark.parametrize("values",
                         [{}, {"group": GROUP}, {"group": "khác", "act": "giu"}, {"group": GROUP, "act": "x"}])
def test_an_unknown_group_or_act_changes_nothing(client, three, values):
    client.force_login(officer())

    answer = client.post(reverse("notifications:group_move"), values)

    assert (answer.status_code, states()) == (302, ["new"] * 3)


def test_the_line_counts_what_went_and_asks_again_until_nothing_is_left(client, three):
    morning = moment(MONDAY)
    send_due(now=morning, limit=1)
    before = sending_progress(morning)

    with time_machine.travel(morning, tick=False):
        client.force_login(officer())
        running = client.get(reverse("notifications:progress")).content.decode()
        send_due(now=morning)
        ended = client.get(reverse("notifications:progress")).content.decode()

    assert (before.sent, before.left, before.total) == (1, 2, 3)
    assert "đã gửi 1/3 thư" in running and 'hx-trigger="every 5s"' in running
    assert "đã gửi 3/3 thư" in ended and "hx-trigger" not in ended


def test_groups_are_not_for_agencies(client, three):
    client.force_login(submitter())

    assert client.post(reverse("notifications:group_move"), {"group": GROUP, "act": "gui"}).status_code == 403
    assert client.get(reverse("notifications:progress")).status_code == 403


def test_after_a_restore_what_is_owed_is_written_held_and_listed_and_nothing_leaves(capsys):
    duty(), duty()

    with time_machine.travel(moment(MONDAY), tick=False):
        call_command("hold_after_restore")
        left = send_due(now=moment(MONDAY))
        set_policy(by=None, is_stopped=False, hours_of_grace=0)
        after_opening = send_due(now=moment(MONDAY))
        call_command("hold_after_restore")

    first, second, third = capsys.readouterr().out.splitlines()
    assert (left, after_opening, states()) == (0, 0, ["held", "held"])
    assert (first, second[:30]) == (f"Giữ lại 2 thư: {GROUP}", "Đã dừng gửi mọi thư; giữ lại 2")
    assert third.startswith("Đã dừng gửi mọi thư; giữ lại 0")
