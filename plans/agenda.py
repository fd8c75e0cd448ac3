"""Duties on a calendar: the weeks of months for a page, and an iCalendar feed."""
from calendar import Calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Q
from icalendar import Calendar as ICalendar
from icalendar import Event

from plans.duty_search import FINISHED, seen_by, with_status
from plans.enums import OccurrenceStatus as S
from plans.enums import PlanStatus
from plans.inner_reminders import url_of
from plans.models import InnerTask, Milestone
from plans.reminder_letters import group_url
from plans.reminder_texts import period_words
from plans.reminders import words_of
from plans.services.backward import anniversaries_on

WEEKS = Calendar(firstweekday=0)
BACK, AHEAD = timedelta(days=366), timedelta(days=732)  # what a feed tells


@dataclass(frozen=True)
class Entry:
    """One milestone and period on its day: how many agencies owe it and how many are done."""

    milestone: Milestone
    key: str
    total: int
    done: int
    late: int


@dataclass(frozen=True)
class Day:
    day: date
    in_month: bool
    is_off: bool
    entries: tuple
    anniversaries: tuple = ()  # words
    tasks: tuple = ()  # inner steps of the office that end on the day

    @property
    def is_empty(self):
        return not (self.entries or self.anniversaries or self.tasks)


@dataclass(frozen=True)
class Week:
    days: tuple

    @property
    def has_entries(self):
        return any(not day.is_empty for day in self.days)


@dataclass(frozen=True)
class Month:
    first: date
    weeks: tuple


def months_of(user, first_days, *, today, days_off):
    """A Month for each of the first days, with what the person may see. Four queries for any number of duties."""
    spans = [WEEKS.monthdatescalendar(first.year, first.month) for first in first_days]
    start, end = spans[0][0][0], spans[-1][-1][-1]
    found = [_entries(user, start, end, today), _by_day(anniversaries_on(start, end)), _tasks(user, start, end)]
    return [Month(first, tuple(
        Week(tuple(_day(day, first, days_off, found) for day in week)) for week in weeks))
            for first, weeks in zip(first_days, spans, strict=True)]


def _day(day, first, days_off, found):
    in_month = day.month == first.month
    shown = [tuple(rows.get(day, ())) if in_month else () for rows in found]
    return Day(day, in_month, days_off.is_day_off(day), *shown)


def _by_day(pairs):
    found = {}
    for day, value in pairs:
        found.setdefault(day, []).append(value)
    return found


def _tasks(user, first, last):
    """{last day: [inner step, …]} that are not done, for the office alone."""
    if not user.is_office_staff:
        return {}
    rows = InnerTask.objects.filter(last_on__range=(first, last), done_on=None).select_related("milestone")
    return _by_day((row.last_on, row) for row in rows)


def _entries(user, first, last, today):
    rows = with_status(_told(user), as_of=today).filter(current_due__range=(first, last)).order_by()
    values = rows.values("current_due", "milestone_id", "key").annotate(
        total=Count("pk"), done=Count("pk", filter=Q(status__in=FINISHED)), late=Count("pk", filter=Q(status=S.LATE)))
    values = list(values.order_by("current_due", "milestone__plan", "milestone__order", "key"))
    milestones = Milestone.objects.in_bulk({value["milestone_id"] for value in values})
    found = {}
    for value in values:
        found.setdefault(value["current_due"], []).append(Entry(
            milestones[value["milestone_id"]], value["key"], value["total"], value["done"], value["late"]))
    return found


def _told(user):
    """What stands on a calendar: duties of plans in force that nobody waived."""
    return seen_by(user).filter(milestone__plan__status=PlanStatus.ISSUED).exclude(closed_as="waived")


# --- the feed -------------------------------------------------------------------------------------------------------


def feed_of(user, *, plan, today, now):
    """The bytes of an iCalendar file (RFC 5545): all-day events that keep their UIDs when their days move.

    An agency's people get each duty of theirs; who sees the whole province gets each milestone and period once, with
    how many agencies are done, and the agencies that have a day of their own beside it.
    """
    found = ICalendar()
    for name, value in (("prodid", "-//Hoa Dep//Lich thi dua khen thuong//VI"), ("version", "2.0"),
                        ("method", "PUBLISH"), ("x-wr-calname", f"Hoa Đẹp: {plan.title}" if plan else "Hoa Đẹp"),
                        ("x-wr-timezone", settings.TIME_ZONE), ("refresh-interval;value=duration", "PT6H"),
                        ("x-published-ttl", "PT6H")):  # the one for Google, the other for Outlook
        found.add(name, value)
    rows = with_status(_told(user), as_of=today).filter(current_due__range=(today - BACK, today + AHEAD))
    rows = rows.filter(milestone__plan=plan) if plan else rows
    for event in _events(user, rows.select_related("milestone", "organization").order_by("current_due", "pk"), now):
        found.add_component(event)
    for task in _own_tasks(user, plan, today):
        found.add_component(_task_event(task, now))
    return found.to_ical()


def _own_tasks(user, plan, today):
    """Inner steps of the office: one's own in the feed of all plans, everybody's in that of one plan."""
    if not user.is_office_staff:
        return []
    rows = InnerTask.objects.filter(last_on__range=(today - BACK, today + AHEAD)).select_related(
        "milestone", "responsible")
    mine = rows.filter(milestone__plan=plan) if plan else rows.filter(Q(responsible=user) | Q(responsible=None))
    return mine.order_by("first_on", "pk")


def _task_event(task, now):
    event = Event()
    event.add("uid", f"{task.public_id}@hoadep")
    event.add("dtstamp", now)
    event.add("dtstart", task.first_on)
    event.add("dtend", task.last_on + timedelta(days=1))
    event.add("summary", f"{'✓ ' if task.done_on else ''}{task.name}: {task.milestone.title}")
    event.add("description", f"Việc nội bộ. Người phụ trách: {task.responsible or 'mọi chuyên viên'}")
    event.add("url", f"{settings.SITE_URL}{url_of(task)}")
    event.add("transp", "TRANSPARENT")
    return event


def _events(user, rows, now):
    groups = {}
    for row in rows:
        groups.setdefault((row.milestone_id, row.key) if user.sees_whole_province else row.pk, []).append(row)
    for found in groups.values():
        if len(found) == 1:
            yield _event(found[0], now)
            continue
        usual = Counter(row.current_due for row in found).most_common(1)[0][0]
        yield _group_event([row for row in found if row.current_due == usual], now)
        yield from (_event(row, now) for row in found if row.current_due != usual)


def _group_event(rows, now):
    """One event for the agencies that owe the same by the same day."""
    first, done = rows[0], sum(row.status in FINISHED for row in rows)
    late = sum(row.status == S.LATE for row in rows)
    event = _event(first, now)
    for name in ("uid", "summary", "description", "url"):
        del event[name]
    event.add("uid", f"{first.milestone.public_id}-{first.key}@hoadep")
    event.add("summary", f"{'✓ ' if done == len(rows) else ''}{_title(first)}: {done}/{len(rows)} cơ quan đã xong")
    event.add("description", f"{words_of(first.milestone)}\n{len(rows)} cơ quan, đã xong {done}, quá hạn {late}")
    event.add("url", f"{settings.SITE_URL}{group_url(first)}")
    return event


def _title(row):
    period = period_words(row.key)
    return f"Hạn: {row.milestone.title}" + (f" ({period})" if period else "")


def _event(row, now):
    event, done = Event(), row.status in FINISHED
    event.add("uid", f"{row.public_id}@hoadep")
    event.add("dtstamp", now)
    event.add("dtstart", row.current_due)
    event.add("dtend", row.current_due + timedelta(days=1))
    event.add("summary", ("✓ " if done else "") + _title(row))
    event.add("description", f"{row.organization}\n{words_of(row.milestone)}\n{S(row.status).label}")
    event.add("url", f"{settings.SITE_URL}{row.get_absolute_url()}")
    event.add("transp", "TRANSPARENT")
    return event
