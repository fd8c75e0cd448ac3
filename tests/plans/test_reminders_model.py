"""Reminders against a small model of their own: days walked one by one, hours by the quarter,
clocks of other places."""
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notifications.models import Notice, OutboundMessage
from plans import reminders
from plans.calendar import Occurrence, ReminderRules, reminder_days
from plans.days_off import AS_THE_LAW, DaysOff
from plans.enums import DeadlineUnit
from tests.plans.duty_world import duty

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DUE_DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2029, 12, 31))
NUMBERS = st.lists(st.integers(1, 60), min_size=1, max_size=5, unique=True)
ODD_DAYS = st.frozensets(st.dates(min_value=date(2026, 11, 1), max_value=date(2027, 1, 31)), max_size=12)


def walked(due, numbers, days):
    """{day: number}: from each nominal day back to a working day; the nearest to the due day wins."""
    found = {}
    for number in sorted(numbers, reverse=True):
        day = due - timedelta(days=number)
        while days.is_day_off(day):
            day -= timedelta(days=1)
        found[day] = number
    return found


@given(DUE_DAYS, NUMBERS)
@example(date(2028, 2, 29), [1, 7])
@example(date(2026, 1, 1), [1])
@example(date(2027, 3, 31), [30, 14, 7, 1])
@example(date(2026, 11, 29), [14, 7, 3, 1])
@settings(deadline=None)
def test_steps_before_a_day_are_those_of_the_model(due, numbers):
    rules = ReminderRules(before_day=tuple(numbers), after=())

    found = reminder_days(Occurrence("x", None, due, due), unit=DeadlineUnit.DAY, is_day_off=AS_THE_LAW.is_day_off,
                          rules=rules)

    assert {day: int(step[7:]) for day, step in found} == walked(due, numbers, AS_THE_LAW)


@given(DUE_DAYS, st.lists(st.integers(1, 60), max_size=4, unique=True), st.integers(0, 12))
@settings(deadline=None)
def test_steps_after_a_day_are_working_days_after_it_in_order(due, after, weeks):
    rules = ReminderRules(before_day=(), after=tuple(sorted(after)), weekly_until=7 * weeks)

    days = [day for day, _ in reminder_days(Occurrence("x", None, due, due), unit=DeadlineUnit.DAY, rules=rules,
                                            is_day_off=AS_THE_LAW.is_day_off)]

    assert days == sorted(set(days))
    assert all(day > due and not AS_THE_LAW.is_day_off(day) for day in days)


@given(st.datetimes(datetime(2026, 11, 1), datetime(2027, 1, 31)), ODD_DAYS, ODD_DAYS,
       st.one_of(st.none(), st.dates(date(2026, 11, 1), date(2027, 2, 28))))
@example(datetime(2026, 12, 31, 23, 59, 59), frozenset(), frozenset(), None)
@example(datetime(2026, 11, 28, 0, 0), frozenset(), frozenset({date(2026, 11, 28)}), date(2026, 11, 29))
@settings(deadline=None)
def test_a_mail_leaves_at_the_first_allowed_quarter_of_an_hour(moment, closed, worked, last_day):
    days, now = DaysOff(closed=closed, worked=worked, years=frozenset({2026})), moment.replace(tzinfo=HANOI)

    leaves = days.sending_moment(now, last_day=last_day)

    allowed = first_allowed(now, days)
    if leaves == now and allowed != now:
        assert last_day and now.date() <= last_day < allowed.date()
    else:
        assert leaves == allowed


def first_allowed(now, days):
    """By day at once, in the night or on a day off at the next half past seven of a working day, walked."""
    if not days.is_day_off(now.date()) and 7 <= now.hour < 20:
        return now
    moment = datetime(now.year, now.month, now.day, 7, 30, tzinfo=HANOI)
    while moment < now or days.is_day_off(moment.date()):
        moment += timedelta(days=1)
    return moment


# --- clocks ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def server_in(monkeypatch):
    """Let the operating system of this process keep the time of another place."""

    def moved(place):
        monkeypatch.setenv("TZ", place)
        time.tzset()

    yield moved
    monkeypatch.undo()
    time.tzset()


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["UTC", "America/New_York", "Pacific/Kiritimati"])
@pytest.mark.parametrize(("hour", "minute", "words"), [
    (23, 59, "còn 4 ngày"), (0, 0, "còn 3 ngày"), (8, 0, "còn 3 ngày")])
def test_the_day_is_that_of_viet_nam_whatever_the_clock_of_the_server(server_in, place, hour, minute, words):
    server_in(place)
    duty(due_on=date(2026, 11, 27))
    local = datetime(2026, 11, 23 if hour == 23 else 24, hour, minute, tzinfo=HANOI)

    reminders.plan_due(now=local.astimezone(ZoneInfo(place)))

    assert words in Notice.objects.get().title


@pytest.mark.django_db
@given(st.frozensets(st.integers(0, 95), min_size=1, max_size=12))
@example(frozenset({0, 1, 2}))
@settings(deadline=None, max_examples=15)
def test_whatever_days_the_planner_ran_nobody_is_told_a_step_twice_and_the_last_step_is_told(offsets):
    OutboundMessage.objects.all().delete()
    row = duty(due_on=date(2026, 11, 27))
    moments = [datetime(2026, 11, 1, 3, tzinfo=UTC) + timedelta(hours=12 * number) for number in sorted(offsets)]

    told = [reminders.plan_due(now=moment)["mails"] for moment in moments]

    steps = walked(row.due_on, (14, 7, 3, 1), AS_THE_LAW)
    seen, expected = set(), []
    for moment in moments:
        day = timezone.localdate(moment)
        past = [step for step in steps if step <= day]
        is_new = bool(past) and day <= row.due_on and max(past) not in seen
        expected.append(is_new)
        seen |= {max(past)} if is_new else set()
    before_due = [bool(count) for count, moment in zip(told, moments, strict=True)
                  if timezone.localdate(moment) <= row.due_on]
    assert before_due == expected[:len(before_due)]
    row.milestone.plan.delete()
