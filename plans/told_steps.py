"""Steps of a duty that nobody was told of, and why: what a page answers when a reminder seems to be missing."""
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from core.dates import short_day
from notifications.models import Notice, OutboundMessage
from notifications.services import key_of
from plans import reminder_texts
from plans.reminder_letters import group_source_of, group_url, source_of
from plans.reminder_steps import reminder_days


@dataclass(frozen=True)
class MissedStep:
    """`words` name the step, `why` says in a clause why it was left out."""

    day: date
    words: str
    why: str


def missed_steps(row, line, *, today, days):
    """The steps before `today` of the duty's present cycle that were told to nobody, in order of time. One query."""
    if line.due_on is None:
        return ()
    past = [(day, step) for day, step in reminder_days(row, line, days) if day < today]
    told = _told_at(row, line, [step for _, step in past])
    last = max((number for number, (_, step) in enumerate(past) if step in told), default=-1)
    return tuple(MissedStep(day, reminder_texts.step_words(step), why) for number, (day, step) in enumerate(past)
                 if step not in told and (why := _why(row, day, _next(past[number:], told) if number < last else None)))


def _told_at(row, line, steps):
    """{step: when it was told first}, recognised by the keys of the notices."""
    notices = list(Notice.objects.filter(url__in=[row.get_absolute_url(), group_url(row)]).order_by(
        "created_at").values_list("key", "user_id", "created_at"))
    at, people = {}, {user for _, user, _ in notices}
    for key, _, moment in notices:
        at.setdefault(key, moment)
    found = {}
    for step in steps:
        moments = [at[key] for person in people for key in _keys(row, person, step, line.due_on) if key in at]
        if moments:
            found[step] = min(moments)
    return found


def _keys(row, person, step, due_on):
    yield key_of("duty", row.pk, person, step, due_on)
    for instead in reminder_texts.GROUPED:
        yield key_of("duty", instead, row.milestone_id, row.key, person, step, due_on)


def _next(later, told) -> datetime:
    return next(told[step] for _, step in later if step in told)


def _why(row, day, told_at):
    """The reason as far as the stored facts give one; "" where silence was right and says nothing."""
    entered = timezone.localdate(row.milestone.plan.issued_at)
    if day < entered:
        return f"kế hoạch được nhập vào hệ thống ngày {short_day(entered)}, sau ngày này"
    paper = next((d for d in row.deliverables.all()
                  if d.received_on <= day and (d.returned_on is None or d.returned_on > day)), None)
    if paper:
        return f"khi đó đã nhận sản phẩm ngày {short_day(paper.received_on)}"
    extension = next((e for e in row.extensions.all() if timezone.localdate(e.granted_at) > day), None)
    if extension:
        return (f"hạn {short_day(extension.new_due_on)} chỉ được ấn định ngày "
                f"{short_day(timezone.localdate(extension.granted_at))}")
    if told_at:
        at = timezone.localtime(told_at)
        return f"hệ thống không chạy lượt nhắc nào đến {at:%H:%M} ngày {short_day(at.date())}; đã gộp vào lần nhắc đó"
    return ""


def mails_about(occurrence, line):
    """Mails about this duty, and the office's lists of agencies that name the one that owes it."""
    lists = Q(source=group_source_of(occurrence), body__contains=line.current_organization.name)
    return OutboundMessage.objects.filter(Q(source=source_of(occurrence)) | lists).select_related("recipient")
