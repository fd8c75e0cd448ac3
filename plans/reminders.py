"""Who is told of which duty, when: outbox rows and notices, written once for each duty, person, step and due day.

What is due is decided from the database alone: «step day ≤ today and not yet written», and of several steps that were
missed only the last, so three days of downtime give one reminder with the true number of days left.
"""
import logging
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.dates import short_day
from notifications.enums import Frequency
from notifications.models import Notice, OutboundMessage
from notifications.queries import frequencies_of, policy
from notifications.services import (
    SENDER,
    cancel_unsent,
    enqueue,
    enqueue_many,
    key_of,
    notify,
    notify_many,
    skip_replaced,
)
from notifications.waking import wake_after_commit
from organizations.models import Organization
from plans import reminder_texts
from plans.days_off import DaysOff
from plans.enums import PlanStatus
from plans.models import DeadlineOccurrence, Deliverable
from plans.queries import duty_line
from plans.reminder_letters import OF_ONE_DUTY, DueReminder, letters_of, people_by_agency, source_of
from plans.reminder_steps import LAST_DAYS, days_off, document_of, setting_of, step_due
from plans.wording import deadline_words, document_words

logger = logging.getLogger(__name__)

FIRST_DAYS = 75  # farther ahead of a due day no rule may have a step, moved off days off as it may be
KIND, KIND_OF_ACT = "duty", "duty_act"
AT_ONCE = 50  # letters in one transaction: short enough for senders to write in between


@dataclass(frozen=True)
class Round:
    """What one pass of the planner knows from its start: the hour, the calendar, who is told how, what is written."""

    now: datetime
    days: DaysOff
    office: str
    grace: timedelta
    often: dict
    notices: set
    mails: set

    @property
    def today(self):
        return timezone.localdate(self.now)


def plan_due(*, now):
    """{"duties": n, "notices": n, "mails": n, "failed": n}: what was written for `now`; a second run adds none.

    A letter is written whole or not at all; one that fails is logged and does not stop the others.
    """
    today, days = timezone.localdate(now), days_off()
    letters = letters_of(due_reminders(_candidates(today), today, days), today)
    this = _round(letters, now, days)
    waiting = [(letter, missing) for letter in letters if (missing := _missing(letter, this))]
    total = Counter(duties=0, notices=0, mails=0, failed=0)
    for start in range(0, len(waiting), AT_ONCE):
        total.update(_written(waiting[start:start + AT_ONCE], this))
    if total["mails"]:
        wake_after_commit(SENDER)
    return dict(total)


def _round(letters, now, days):
    keys = [letter.key_for(person) for letter in letters for person in letter.audience.people]
    people = {person.pk for letter in letters for person in letter.audience.people}
    return Round(now=now, days=days, office=office_name(), grace=timedelta(hours=policy().hours_of_grace),
                 often=frequencies_of(people), notices=_known(Notice, keys), mails=_known(OutboundMessage, keys))


# --- what is due ----------------------------------------------------------------------------------------------------


def _candidates(today, ahead=FIRST_DAYS):
    """Duties of plans in force that may have a step by now: neither handed in nor closed, and near enough in time."""
    kept = Deliverable.objects.filter(occurrence=OuterRef("pk"), returned_on=None)
    since, until = today - timedelta(days=LAST_DAYS), today + timedelta(days=ahead)
    near = Q(window_start__lte=today) | Q(window_start=None) | Q(due_on__lte=until)
    late_enough = Q(due_on__gte=since) | Q(pk__in=DeadlineOccurrence.objects.filter(
        extensions__new_due_on__gte=since).values("pk"))
    return DeadlineOccurrence.objects.filter(
        near, late_enough, ~Exists(kept), milestone__plan__status=PlanStatus.ISSUED, closed_as="")


def due_reminders(occurrences, today, days):
    """The reminders to give today, in the order of the queryset. Seven queries for any number of rows."""
    rows = with_parts(occurrences)
    found = ((row, duty_line(row, as_of=today)) for row in rows)
    return [DueReminder(row, line, step) for row, line in found if (step := step_due(row, line, today, days))]


def with_parts(occurrences):
    return occurrences.select_related(
        "milestone__plan__reminder_setting", "milestone__document", "organization").prefetch_related(
        "deliverables", "extensions", "assignments__organization", "milestone__responsibles",
        "milestone__plan__documents")


# --- writing --------------------------------------------------------------------------------------------------------


def _known(model, keys):
    parts = [keys[start:start + 500] for start in range(0, len(keys), 500)]
    return {key for part in parts for key in model.objects.filter(key__in=part).values_list("key", flat=True)}


def _missing(letter, this):
    """((person, key), …) of those whose notice or mail is not there yet."""
    return [(person, key) for person in letter.audience.people
            if (key := letter.key_for(person)) not in this.notices or (person.email and key not in this.mails)]


def _written(part, this):
    """What was newly written for these letters, in one transaction; when one of them fails, each by itself."""
    try:
        with transaction.atomic():
            return _write(part, this)
    except Exception:
        if len(part) > 1:
            return sum((Counter(_written([one], this)) for one in part), Counter())
        logger.exception("reminder of occurrence %s not written", part[0][0].first.row.pk)
        return {"failed": 1}


def _write(part, this):
    total, notices, mails = Counter(), [], []
    standing = _still_owed([reminder for letter, _ in part for reminder in letter.reminders], this)
    for letter, missing in part:
        letter = replace(letter, reminders=tuple(r for r in letter.reminders if _mark(r) in standing))
        if letter.reminders and missing:
            total["duties"] += len(letter.reminders)
            _tell(letter, missing, this, notices, mails)
    # the office's lists stand side by side
    if own := [mail for mail in mails if mail["source"].startswith(OF_ONE_DUTY)]:
        skip_replaced(own, now=this.now)
    return total + Counter(notices=notify_many(notices), mails=enqueue_many(mails))


def _still_owed(reminders, this):
    """What is still owed, asked again under the lock that handing in, moving and closing take too."""
    rows = [reminder.row.pk for reminder in reminders]
    list(DeadlineOccurrence.objects.select_for_update().filter(pk__in=rows).order_by("pk"))
    return {_mark(r) for r in due_reminders(_candidates(this.today).filter(pk__in=rows), this.today, this.days)}


def _mark(reminder):
    return reminder.row.pk, reminder.step, reminder.line.due_on


def _tell(letter, missing, this, notices, mails):
    """Add what is to be written: the notice says how it stands now, the mail how it will stand when it leaves."""
    shown = facts_of(letter, this.office, this.today, this.days)
    texts = {"title": reminder_texts.subject(shown), "body": reminder_texts.notice(shown)}
    moment, group, url = _moment_of(letter, this), group_words(letter), letter.url
    for person, key in missing:
        leaves = _leaves_at(letter, moment, this.often.get(person.pk), this.days)
        notices.append({"key": key, "user": person, "url": url, "now": this.now, **texts})
        mails.append({"key": key, "recipient": person, "kind": KIND, "source": letter.source, "url": url,
                      "not_before": leaves, "group": group, "last_on": letter.first.line.due_on,
                      **_mail(letter, person, this.office, timezone.localdate(leaves), this.days)})


def _mail(letter, person, office, day, days):
    """What the person's mail says when it leaves on `day`, and why it goes to that person."""
    facts = facts_of(letter, office, day, days)
    absent = letter.audience.deputies.get(person.pk)
    deputy = f"Nhận thay {absent} đang vắng mặt. " if absent else ""
    return {"subject": reminder_texts.subject(facts), "body": reminder_texts.body(facts),
            "reason": f"{deputy}{_reason(facts, letter)}"[:300]}


def _moment_of(letter, this):
    """When the mail may leave: after the time in which the office may hold it, by day,
    at the latest on the last day."""
    due_on, grace = letter.first.line.due_on, this.grace
    if grace and this.today <= due_on < timezone.localdate(this.now + grace):
        grace = timedelta()
    return this.days.sending_moment(timezone.localtime(this.now + grace), last_day=due_on)


def _leaves_at(letter, moment, frequency, days):
    """The moment of the person's digest; what is overdue, or due before that digest, leaves as if without one."""
    if frequency not in (Frequency.DAILY, Frequency.WEEKLY) or letter.first.days_late:
        return moment
    for weekly in ([True, False] if frequency == Frequency.WEEKLY else [False]):
        digest = days.digest_moment(timezone.localtime(moment), weekly=weekly)
        if digest.date() < letter.first.line.due_on:
            return digest
    return moment


def _reason(facts, letter):
    """The rule, the step and the day, as the outbox tells them."""
    rules = "lịch nhắc riêng của kế hoạch" if setting_of(letter.first.row.milestone.plan).pk else "lịch nhắc mặc định"
    why = {reminder_texts.ENDED: "Cơ quan đã kết thúc hoạt động, chưa xác nhận cơ quan kế thừa. ",
           reminder_texts.NO_ACCOUNT: "Cơ quan chưa có tài khoản nhận thông báo. ",
           reminder_texts.DEBTORS: "Đã quá hạn, cần đôn đốc bằng văn bản. "}.get(facts.instead, "")
    return f"{why}{reminder_texts.reason(facts)} Theo {rules}, mốc {letter.first.row.milestone.code}."


def group_words(letter):
    """The name under which the office holds and releases all mails of this duty, period, day and step."""
    row, line = letter.first.row, letter.first.line
    title, period = row.milestone.title, reminder_texts.period_words(row.key)
    name = f"{title[:180]}{f', {period}' if period else ''}: {reminder_texts.step_words(letter.first.step)}"
    whom = "Báo Sở Nội vụ" if letter.is_about_group else "Nhắc"
    return f"{whom}: {name} ({short_day(line.due_on)})"


def facts_of(letter, office, today, days, setting=None):
    """What the letter says on `today`, gathered from the stored duty; `setting` replaces the plan's own rules."""
    row, line = letter.first.row, letter.first.line
    milestone, now_owing = row.milestone, line.current_organization
    setting, asked = setting or setting_of(milestone.plan), letter.first.is_asked
    others = tuple(r.line.current_organization.name for r in letter.reminders[1:])
    return reminder_texts.ReminderFacts(
        title=milestone.title, plan=paper_words(document_of(milestone)), organization=now_owing.name,
        former=row.organization.name if now_owing.pk != row.organization_id else "", due_on=line.due_on, today=today,
        step=letter.first.step, url=f"{settings.SITE_URL}{letter.url}", words=words_of(milestone),
        quote=milestone.quote, period=reminder_texts.period_words(row.key), deliverable=milestone.deliverable,
        recipient=milestone.recipient_text, office=office, is_asked=asked, days_off=days,
        own_opening=setting.text_asked if asked else setting.text_ordered,
        is_chosen=row.is_chosen, is_soft=row.is_soft, instead=letter.audience.instead, others=others,
        ended_on=now_owing.valid_to)


def words_of(milestone):
    """The deadline as the plan states it."""
    return deadline_words(start=milestone.start_code, end=milestone.end_code, boundary=milestone.boundary,
                          relation=milestone.relation, recurrence=milestone.recurrence,
                          event_name=milestone.event_name)


def paper_words(document):
    """«Kế hoạch số 12065/KH-UBND ngày 26/11/2021 của UBND tỉnh»."""
    if document is None:
        return "kế hoạch đã ban hành"
    issuer = f" của {document.issuer}" if document.issuer else ""
    return f"{document.doc_type} {document_words(document)}{issuer}"


def office_name():
    office = Organization.objects.filter(is_office=True).order_by("pk").first()
    return office.name if office else reminder_texts.ReminderFacts.office


# --- what else happens to a duty ------------------------------------------------------------------------------------


def forget_unsent(occurrences, *, reason):
    """Skip the mails about these duties that did not leave yet; belongs into the transaction of the cause."""
    return cancel_unsent(sources=[source_of(row) for row in occurrences], reason=reason)


def tell_agency(occurrence, *, key, title, body, today):
    """One notice and one mail to each person of the agency that owes the duty now; `key` makes it once."""
    people = people_by_agency({occurrence.organization_on(today).pk}, today)
    url = occurrence.get_absolute_url()
    told = [person for roles in people.values() for found in roles.values() for person in found]
    for person in dict.fromkeys(told):
        own = key_of(*key, person.pk)
        notify(key=own, user=person, title=title, body=body, url=url)
        enqueue(key=own, recipient=person, subject=title, kind=KIND_OF_ACT, source=source_of(occurrence),
                body=f"{title}\n\n{body}\n\n{settings.SITE_URL}{url}", reason="Tin cho cơ quan chịu trách nhiệm.")
