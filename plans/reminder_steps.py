"""When a duty is to be told: the rules of its plan over the days of its deadline."""
from django.utils import timezone

from plans import calendar
from plans.days_off import DaysOff
from plans.enums import OccurrenceStatus
from plans.models import DayOff, ReminderSetting

STALE_DAYS = 10  # an overdue step that nobody told for so long is not told any more
LAST_DAYS = 95  # farther after a due day no rule may have a step, moved off days off as it may be


def step_due(row, line, today, days):
    """The last step whose day has come, or "" when nothing is owed or nothing is to be told (any more)."""
    entered = timezone.localdate(row.milestone.plan.issued_at)
    if not is_owed(line) or line.due_on < entered:
        return ""
    past = [(day, step) for day, step in reminder_days(row, line, days) if day <= today]
    day, step = past[-1] if past else (None, "")
    if today > line.due_on:
        is_told = step.startswith("after") and line.status == OccurrenceStatus.LATE
        return step if is_told and (today - day).days <= STALE_DAYS else ""
    stale = step in ("start", "middle") and day < entered
    return "" if stale else step


def is_owed(line):
    """Whether somebody still has to act by a day: open, late, on an occasion, or left by a body that ended."""
    if line.due_on is None or line.received_on is not None:
        return False
    return line.status in (OccurrenceStatus.OPEN, OccurrenceStatus.LATE,
                           OccurrenceStatus.CLOSED_BY_REORGANISATION) or line.is_soft


def reminder_days(row, line, days, setting=None):
    """((day, step), …) of the duty in its present cycle, by its plan's rules or those of `setting`.

    An extended duty is reminded of as one with a chosen day.
    """
    is_moved = line.due_on != row.due_on
    occurrence = calendar.Occurrence(
        key=row.key, window_start=row.window_start, window_end=row.window_end, due_on=line.due_on,
        is_chosen=row.is_chosen or is_moved, is_soft=row.is_soft and not is_moved)
    return calendar.reminder_days(
        occurrence, unit=row.milestone.unit, is_day_off=days.is_day_off, not_before=_first_day(row.milestone),
        rules=rules_of(setting or setting_of(row.milestone.plan)))


def setting_of(plan):
    """The plan's own rules, else the defaults (not stored)."""
    try:
        return plan.reminder_setting
    except ReminderSetting.DoesNotExist:
        return ReminderSetting(plan=plan)


def rules_of(setting):
    """The rules as the calendar takes them."""
    return calendar.ReminderRules(
        before_day=numbers_in(setting.before_day), before_interval=numbers_in(setting.before_interval),
        at_start_and_middle=setting.at_start_and_middle, after=numbers_in(setting.after)[::-1],
        weekly_until=7 * setting.weeks_after)


def numbers_in(text):
    """(14, 7, 3, 1) of «14, 7, 3, 1», the greatest first; raises ValueError when something else stands there."""
    return tuple(sorted({int(part) for part in text.split(",") if part.strip()}, reverse=True))


def days_off():
    """The days off that the office entered. One query."""
    rows = list(DayOff.objects.values_list("day", "is_working"))
    return DaysOff(years=frozenset(day.year for day, _ in rows),
                   closed=frozenset(day for day, is_working in rows if not is_working),
                   worked=frozenset(day for day, is_working in rows if is_working))


def sending_hours(moment, *, last_on=None):
    """`moment` when mails about duties may leave then, else the next working morning; on `last_on` any hour."""
    return days_off().sending_moment(timezone.localtime(moment), last_day=last_on)


def _first_day(milestone):
    document = document_of(milestone)
    return (document.earliest_issue_day if document else None) or milestone.plan.period_from


def document_of(milestone):
    """The paper that states the milestone: its own, else the plan's. Reads prefetched documents."""
    if milestone.document_id:
        return milestone.document
    return next((d for d in milestone.plan.documents.all() if d.role == "plan"), None)
