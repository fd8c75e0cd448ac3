"""Who is told of which duty, when: outbox rows and notices, written once for each duty, person, step and due day.

What is due is decided from the database alone: «step day ≤ today and not yet written», and of several steps that were
missed only the last, so three days of downtime give one reminder with the true number of days left.
"""
import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import RoleAssignment, User
from accounts.queries import people_holding
from notifications.models import Notice, OutboundMessage
from notifications.services import SENDER, cancel_unsent, enqueue, key_of, notify
from notifications.waking import wake_after_commit
from organizations.models import Organization, valid_on
from plans import calendar, reminder_texts
from plans.days_off import is_day_off
from plans.enums import AssignmentVerb, OccurrenceStatus, PlanStatus
from plans.models import DeadlineOccurrence, Deliverable
from plans.queries import DutyLine, duty_line
from plans.wording import deadline_words, document_words

logger = logging.getLogger(__name__)

RULES = calendar.ReminderRules(weekly_until=56)
FIRST_DAYS, LAST_DAYS = 31, 62  # the earliest step before a due day, the last after it moved off a day off
REMINDED_ROLES = (Role.SUBMITTER, Role.UNIT_HEAD)
KIND, KIND_OF_ACT = "duty", "duty_act"


@dataclass(frozen=True)
class DueReminder:
    """A duty whose `step` is to be told today."""

    row: DeadlineOccurrence
    line: DutyLine
    step: str

    def key_for(self, person):
        return key_of("duty", self.row.pk, person.pk, self.step, self.line.due_on)


@dataclass(frozen=True)
class Audience:
    """Whom to tell; `instead` says in a code why it is the office (see `reminder_texts`)."""

    people: tuple[User, ...]
    instead: str = ""


def source_of(occurrence):
    """What ties a mail to its duty."""
    return f"occurrence-{occurrence.pk}"


def plan_due(*, now):
    """{"duties": n, "notices": n, "mails": n, "failed": n}: what was written for `now`; a second run adds none.

    One transaction a duty; a duty that fails is logged and does not stop the others.
    """
    today = timezone.localdate(now)
    due = due_reminders(_candidates(today), today)
    audiences = audiences_of(due, today)
    written, total = _written(due, audiences), {"duties": 0, "notices": 0, "mails": 0, "failed": 0}
    office = office_name()
    for reminder in due:
        try:
            notices, mails = _write(reminder, audiences[reminder.row.pk], written, office, now)
        except Exception:
            logger.exception("reminder of occurrence %s not written", reminder.row.pk)
            total["failed"] += 1
            continue
        total["duties"] += bool(notices or mails)
        total["notices"] += notices
        total["mails"] += mails
    if total["mails"]:
        wake_after_commit(SENDER)
    return total


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


def due_reminders(occurrences, today):
    """The reminders to give today, in the order of the queryset. Seven queries for any number of rows."""
    rows = _with_parts(occurrences)
    found = ((row, duty_line(row, as_of=today)) for row in rows)
    return [DueReminder(row, line, step) for row, line in found if (step := step_due(row, line, today))]


def _with_parts(occurrences):
    return occurrences.select_related(
        "milestone__plan", "milestone__document", "organization").prefetch_related(
        "deliverables", "extensions", "assignments__organization", "milestone__responsibles",
        "milestone__plan__documents")


def step_due(row, line, today):
    """The last step whose day has come, or "" when nothing is owed or nothing is to be told (any more)."""
    entered = timezone.localdate(row.milestone.plan.issued_at)
    if not is_owed(line) or line.due_on < entered:
        return ""
    past = [(day, step) for day, step in reminder_days(row, line) if day <= today]
    day, step = past[-1] if past else (None, "")
    if today > line.due_on:
        is_told = step.startswith("after") and line.status == OccurrenceStatus.LATE
        return step if is_told and (today - line.due_on).days <= LAST_DAYS else ""
    stale = step in ("start", "middle") and day < entered
    return "" if stale else step


def is_owed(line):
    """Whether somebody still has to act by a day: open, late, on an occasion, or left by a body that ended."""
    if line.due_on is None or line.received_on is not None:
        return False
    return line.status in (OccurrenceStatus.OPEN, OccurrenceStatus.LATE,
                           OccurrenceStatus.CLOSED_BY_REORGANISATION) or line.is_soft


def reminder_days(row, line):
    """((day, step), …) of the duty in its present cycle; an extended duty is reminded of as one with a chosen day."""
    is_moved = line.due_on != row.due_on
    occurrence = calendar.Occurrence(
        key=row.key, window_start=row.window_start, window_end=row.window_end, due_on=line.due_on,
        is_chosen=row.is_chosen or is_moved, is_soft=row.is_soft and not is_moved)
    return calendar.reminder_days(occurrence, unit=row.milestone.unit, is_day_off=is_day_off, rules=RULES,
                                  not_before=_first_day(row.milestone))


def _first_day(milestone):
    document = document_of(milestone)
    return (document.earliest_issue_day if document else None) or milestone.plan.period_from


def document_of(milestone):
    """The paper that states the milestone: its own, else the plan's. Reads prefetched documents."""
    if milestone.document_id:
        return milestone.document
    return next((d for d in milestone.plan.documents.all() if d.role == "plan"), None)


# --- whom to tell ---------------------------------------------------------------------------------------------------


def audiences_of(reminders, today):
    """{occurrence id: Audience}. Two queries for any number of reminders."""
    people = _people_by_agency({r.line.current_organization.pk for r in reminders}, today)
    officers = tuple(people_holding(Role.OFFICER, today=today)) if reminders else ()
    return {r.row.pk: _audience(r.line.current_organization, people, officers, today) for r in reminders}


def _audience(organization, people, officers, today):
    own = tuple(people.get(organization.pk, ()))
    if not organization.exists_on(today):
        return Audience(officers, reminder_texts.ENDED)
    if organization.is_office:
        return Audience(tuple(dict.fromkeys([*own, *officers])))
    return Audience(own) if own else Audience(officers, reminder_texts.NO_ACCOUNT)


def _people_by_agency(organization_ids, today):
    rows = RoleAssignment.objects.filter(
        valid_on(today), organization__in=organization_ids, role__in=REMINDED_ROLES, user__is_active=True)
    found = {}
    for row in rows.select_related("user").order_by("user__full_name", "user_id", "pk"):
        people = found.setdefault(row.organization_id, [])
        if row.user not in people:
            people.append(row.user)
    return found


# --- writing --------------------------------------------------------------------------------------------------------


def _written(reminders, audiences):
    """(keys of notices, keys of mails) that are there already."""
    keys = [r.key_for(person) for r in reminders for person in audiences[r.row.pk].people]
    return _known(Notice, keys), _known(OutboundMessage, keys)


def _known(model, keys):
    parts = [keys[start:start + 500] for start in range(0, len(keys), 500)]
    return {key for part in parts for key in model.objects.filter(key__in=part).values_list("key", flat=True)}


def _write(reminder, audience, written, office, now):
    """(notices, mails) newly written for one duty, in one transaction, if it is still owed under its lock."""
    notices, mails = written
    missing = [(person, key) for person in audience.people if (key := reminder.key_for(person)) not in notices
               or (person.email and key not in mails)]
    if not missing:
        return 0, 0
    with transaction.atomic():
        if not _still_stands(reminder, timezone.localdate(now)):
            return 0, 0
        return _tell(reminder, audience, missing, office, now)


def _still_stands(reminder, today):
    """Asked again under the lock that handing in, moving and closing take too."""
    DeadlineOccurrence.objects.select_for_update().get(pk=reminder.row.pk)
    again = due_reminders(_candidates(today).filter(pk=reminder.row.pk), today)
    return [(r.step, r.line.due_on) for r in again] == [(reminder.step, reminder.line.due_on)]


def _tell(reminder, audience, missing, office, now):
    facts = facts_of(reminder, audience, office, timezone.localdate(now))
    subject, url = reminder_texts.subject(facts), reminder.row.get_absolute_url()
    notices = mails = 0
    for person, key in missing:
        notices += notify(key=key, user=person, title=subject, body=reminder_texts.notice(facts), url=url, now=now)[1]
        mails += enqueue(key=key, recipient=person, subject=subject, body=reminder_texts.body(facts), kind=KIND,
                         source=source_of(reminder.row), reason=_reason(facts), not_before=now, wake=False)[1]
    return notices, mails


def _reason(facts):
    why = {reminder_texts.ENDED: "Cơ quan đã kết thúc hoạt động, chưa xác nhận cơ quan kế thừa. ",
           reminder_texts.NO_ACCOUNT: "Cơ quan chưa có tài khoản nhận thông báo. "}.get(facts.instead, "")
    return f"{why}{reminder_texts.reason(facts)}"[:300]


def facts_of(reminder, audience, office, today):
    """What the letter says, gathered from the stored duty."""
    row, line, milestone = reminder.row, reminder.line, reminder.row.milestone
    now_owing = line.current_organization
    return reminder_texts.ReminderFacts(
        title=milestone.title, plan=paper_words(document_of(milestone)), organization=now_owing.name,
        former=row.organization.name if now_owing.pk != row.organization_id else "", due_on=line.due_on, today=today,
        step=reminder.step, url=f"{settings.SITE_URL}{row.get_absolute_url()}", words=words_of(milestone),
        quote=milestone.quote, period=reminder_texts.period_words(row.key), deliverable=milestone.deliverable,
        recipient=milestone.recipient_text, office=office, is_asked=is_asked(row, now_owing),
        is_chosen=row.is_chosen, is_soft=row.is_soft, instead=audience.instead, ended_on=now_owing.valid_to)


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


def is_asked(row, organization):
    """Whether the agency is asked, not ordered: by what it is, or by the plan's own verb for it."""
    if organization.was_asked_not_ordered:
        return True
    verbs = [r.verb for r in row.milestone.responsibles.all() if r.organization_id == row.organization_id]
    return AssignmentVerb.DE_NGHI in verbs


def office_name():
    office = Organization.objects.filter(is_office=True).order_by("pk").first()
    return office.name if office else reminder_texts.ReminderFacts.office


# --- what else happens to a duty ------------------------------------------------------------------------------------


def forget_unsent(occurrences, *, reason):
    """Skip the mails about these duties that did not leave yet; belongs into the transaction of the cause."""
    return cancel_unsent(sources=[source_of(row) for row in occurrences], reason=reason)


def tell_agency(occurrence, *, key, title, body, today):
    """One notice and one mail to each person of the agency that owes the duty now; `key` makes it once."""
    people = _people_by_agency({occurrence.organization_on(today).pk}, today)
    url = occurrence.get_absolute_url()
    for person in (person for found in people.values() for person in found):
        own = key_of(*key, person.pk)
        notify(key=own, user=person, title=title, body=body, url=url)
        enqueue(key=own, recipient=person, subject=title, kind=KIND_OF_ACT, source=source_of(occurrence),
                body=f"{title}\n\n{body}\n\n{settings.SITE_URL}{url}", reason="Tin cho cơ quan chịu trách nhiệm.")


def next_reminder(today):
    """(day, number of agencies) of the next step that is still to come within a month; None when there is none."""
    days = {}
    for row in _with_parts(_candidates(today, ahead=2 * FIRST_DAYS)):
        line = duty_line(row, as_of=today)
        if is_owed(line):
            coming = next((day for day, _ in reminder_days(row, line) if day > today), None)
            days.setdefault(coming, set()).add(line.current_organization.pk)
    days.pop(None, None)
    return (min(days), len(days[min(days)])) if days else None
