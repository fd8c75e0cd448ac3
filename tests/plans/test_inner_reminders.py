"""Accepted inner steps are work of the office: somebody is in charge, is told gently,
and sees them where work is shown."""
from datetime import date, timedelta

import icalendar
import pytest
import time_machine
from django.urls import reverse

from core.errors import InvalidInput, NotAllowed, WrongState
from notifications.models import Notice, OutboundMessage
from notifications.preferences import set_frequency
from plans import services
from plans.agenda import feed_of
from plans.inner_reminders import plan_inner
from plans.models import InnerTask
from tests.factories import officer, submitter
from tests.plans.duty_world import MONDAY, duty, moment

pytestmark = pytest.mark.django_db
FINAL = date(2026, 12, 11)  # a Friday: «Trình» from Monday 7/12 to Thursday 10/12
FIRST, LAST = date(2026, 12, 7), date(2026, 12, 10)


@pytest.fixture
def boss():
    return officer()


@pytest.fixture
def task(boss):
    with time_machine.travel(moment(MONDAY), tick=False):
        row = duty(due_on=FINAL)
        return services.accept_inner_steps(
            row.milestone, by=boss, key="2026", final_on=FINAL, steps=(("Trình", 4),), responsible=boss)[0]


def told_on(*days):
    """How many notices each of the days brings."""
    return [plan_inner(now=moment(day)) for day in days]


def test_the_person_in_charge_is_told_on_the_first_day_before_the_last_and_once_after(task, boss):
    other = officer()
    days = [date(2026, 11, 30) + timedelta(days=n) for n in range(25)]

    counts = dict(zip(days, told_on(*days), strict=True))

    assert {day for day, count in counts.items() if count} == {FIRST, date(2026, 12, 9), date(2026, 12, 11)}
    assert Notice.objects.filter(user=boss).count() == 3 and not Notice.objects.filter(user=other).exists()
    assert OutboundMessage.objects.filter(kind="inner", recipient=boss).count() == 3


def test_after_days_without_a_run_only_the_last_step_is_told_and_a_second_run_adds_nothing(task):
    counts = told_on(date(2026, 12, 11), date(2026, 12, 11))

    assert (counts, Notice.objects.get().title) == (
        [1, 0], "Bước «Trình» đã qua ngày cuối 10/12/2026, chưa đánh dấu xong")


def test_without_a_person_in_charge_every_officer_is_told_and_no_agency(task, boss):
    officer(), submitter()
    InnerTask.objects.update(responsible=None)

    assert told_on(FIRST) == [2]


def test_a_step_that_is_done_dropped_or_moved_takes_its_waiting_mails_along(task, boss):
    told_on(FIRST)
    services.change_inner_task(task, by=boss, first_on=FIRST, last_on=date(2026, 12, 9), responsible=boss)
    states = list(OutboundMessage.objects.values_list("state", flat=True))
    told_on(date(2026, 12, 8))
    services.finish_inner_task(task, by=boss, today=date(2026, 12, 8))

    assert states == ["skipped"]
    assert set(OutboundMessage.objects.values_list("state", flat=True)) == {"skipped"}
    assert told_on(date(2026, 12, 9), date(2026, 12, 10)) == [0, 0]


def test_who_does_without_optional_mails_still_reads_it_inside(task, boss):
    set_frequency(by=boss, frequency="instant", gets_optional=False)

    assert told_on(FIRST) == [1]
    assert not OutboundMessage.objects.exists()


@pytest.mark.parametrize("values", [
    {"first_on": LAST, "last_on": FIRST}, {"first_on": FIRST, "last_on": FINAL + timedelta(days=1)}])
def test_days_out_of_order_or_after_the_final_day_are_refused(task, boss, values):
    with pytest.raises(InvalidInput):
        services.change_inner_task(task, by=boss, responsible=None, **values)


def test_agencies_neither_change_steps_nor_are_put_in_charge_and_done_steps_stay(task, boss):
    stranger, values = submitter(), {"first_on": FIRST, "last_on": LAST}

    with pytest.raises(NotAllowed):
        services.change_inner_task(task, by=stranger, responsible=None, **values)
    with pytest.raises(InvalidInput):
        services.change_inner_task(task, by=boss, responsible=stranger, **values)
    services.finish_inner_task(task, by=boss, today=FIRST)
    with pytest.raises(WrongState):
        services.change_inner_task(task, by=boss, responsible=None, **values)


def test_the_feed_holds_ones_own_steps_with_a_steady_uid_and_no_agency_sees_them(task, boss):
    def steps_in(user, plan=None):
        found = icalendar.Calendar.from_ical(feed_of(user, plan=plan, today=FIRST, now=moment(FIRST)))
        return [event for event in found.walk("VEVENT") if "Trình" in event["summary"]]

    mine, = steps_in(boss)
    other = officer()

    assert (mine.decoded("dtstart"), mine.decoded("dtend")) == (FIRST, LAST + timedelta(days=1))
    assert mine["uid"] == f"{task.public_id}@hoadep"
    assert steps_in(other) == [] and len(steps_in(other, task.milestone.plan)) == 1
    assert steps_in(submitter(task.milestone.occurrences.get().organization)) == []


@time_machine.travel(moment(FIRST), tick=False)
def test_the_home_of_the_person_in_charge_lists_the_step_until_it_is_done(client, task, boss):
    client.force_login(boss)

    before = client.get("/").content.decode()
    services.finish_inner_task(task, by=boss, today=FIRST)

    assert "Trình: Gửi báo cáo năm" in before and "Bước nội bộ phải làm" in before
    assert "Bước nội bộ phải làm" not in client.get("/").content.decode()


@time_machine.travel(moment(FIRST), tick=False)
def test_days_and_person_are_changed_in_the_row_and_a_refusal_stands_there(client, task, boss):
    client.force_login(boss)
    second = officer()
    url = reverse("plans:inner_steps", args=[task.milestone.public_id]) + "?ky=2026"
    values = {"act": "sua", "task": str(task.public_id), "first_on": "2026-12-07", "last_on": "2026-12-20",
              "responsible": second.username}

    refused = client.post(url, values)
    unknown = client.post(url, {**values, "last_on": "2026-12-09", "responsible": submitter().username})
    saved = client.post(url, {**values, "last_on": "2026-12-09"})

    assert (refused.status_code, unknown.status_code, saved.status_code) == (422, 404, 302)
    assert "Ngày cuối phải từ ngày đầu đến 11/12/2026" in refused.content.decode()
    task.refresh_from_db()
    assert (task.last_on, task.responsible) == (date(2026, 12, 9), second)


@pytest.mark.parametrize("count", [1, 3])
def test_planning_takes_the_same_queries_for_any_number_of_steps(task, boss, count, django_assert_max_num_queries):
    for order in range(2, count + 1):
        InnerTask.objects.create(milestone=task.milestone, key="2026", order=order, name=f"Bước {order}",
                                 first_on=FIRST,
                                 last_on=LAST, final_on=FINAL, responsible=boss)
    InnerTask.objects.update(accepted_at=moment(MONDAY))

    with django_assert_max_num_queries(17):
        assert plan_inner(now=moment(FIRST)) == count
