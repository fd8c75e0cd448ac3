"""Who is told of which duty, when: outbox rows and notices, written once for each duty, person, step and due day.

What is due is decided from the database alone: «step day ≤ today and not yet written», and of several steps that were
missed only the last, so three days of downtime give one reminder with the true number of days left.
"""
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlencode

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


@dataclass(frozen=True)
class Audience:
    """Whom to tell; `instead` says in a code why it is the office (see `reminder_texts`)."""

    people: tuple[User, ...]
    instead: str = ""


@dataclass(frozen=True)
class Letter:
    """One text for one audience: about one duty, or about all agencies without account that owe the same thing."""

    reminders: tuple[DueReminder, ...]
    audience: Audience

    @property
    def first(self):
        return self.reminders[0]

    @property
    def is_about_group(self):
        return self.audience.instead == reminder_texts.NO_ACCOUNT

    @property
    def url(self):
        return group_url(self.first.row) if self.is_about_group else self.first.row.get_absolute_url()

    @property
    def source(self):
        return group_source_of(self.first.row) if self.is_about_group else source_of(self.first.row)

    def key_for(self, person):
        row, step, due_on = self.first.row, self.first.step, self.first.line.due_on
        if self.is_about_group:
            return key_of("duty-unreached", row.milestone_id, row.key, person.pk, step, due_on)
        return key_of("duty", row.pk, person.pk, step, due_on)


def source_of(occurrence):
    """What ties a mail to its duty."""
    return f"occurrence-{occurrence.pk}"


def group_source_of(occurrence):
    """What ties a mail to one period of a milestone, for all agencies that cannot be reached."""
    return f"milestone-{occurrence.milestone_id}-{occurrence.key}"


def group_url(occurrence):
    return f"{occurrence.milestone.get_absolute_url()}?{urlencode({'ky': occurrence.key})}"


def plan_due(*, now):
    """{"duties": n, "notices": n, "mails": n, "failed": n}: what was written for `now`; a second run adds none.

    One transaction a letter; one that fails is logged and does not stop the others.
    """
    today = timezone.localdate(now)
    letters = letters_of(due_reminders(_candidates(today), today), today)
    written, total = _written(letters), {"duties": 0, "notices": 0, "mails": 0, "failed": 0}
    office = office_name()
    for letter in letters:
        try:
            notices, mails = _write(letter, written, office, now)
        except Exception:
            logger.exception("reminder of occurrence %s not written", letter.first.row.pk)
            total["failed"] += 1
            continue
        total["duties"] += len(letter.reminders) if notices or mails else 0
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


def letters_of(reminders, today):
    """The letters to write, in the order of the reminders. Two queries for any number of reminders."""
    audiences, groups, letters = audiences_of(reminders, today), {}, []
    for reminder in reminders:
        audience, row = audiences[reminder.row.pk], reminder.row
        if audience.instead != reminder_texts.NO_ACCOUNT:
            letters.append(Letter((reminder,), audience))
            continue
        group = (row.milestone_id, row.key, reminder.step, reminder.line.due_on)
        groups.setdefault(group, (audience, []))[1].append(reminder)
    return letters + [Letter(tuple(rows), audience) for audience, rows in groups.values()]


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


def _written(letters):
    """(keys of notices, keys of mails) that are there already."""
    keys = [letter.key_for(person) for letter in letters for person in letter.audience.people]
    return _known(Notice, keys), _known(OutboundMessage, keys)


def _known(model, keys):
    parts = [keys[start:start + 500] for start in range(0, len(keys), 500)]
    return {key for part in parts for key in model.objects.filter(key__in=part).values_list("key", flat=True)}


def _write(letter, written, office, now):
    """(notices, mails) newly written for one letter, in one transaction, if it is still owed under its lock."""
    notices, mails = written
    missing = [(person, key) for person in letter.audience.people if (key := letter.key_for(person)) not in notices
               or (person.email and key not in mails)]
    if not missing:
        return 0, 0
    with transaction.atomic():
        standing = _still_standing(letter, timezone.localdate(now))
        return _tell(standing, missing, office, now) if standing.reminders else (0, 0)


def _still_standing(letter, today):
    """The letter about what is still owed, asked again under the lock that handing in, moving and closing take too."""
    rows = [reminder.row.pk for reminder in letter.reminders]
    list(DeadlineOccurrence.objects.select_for_update().filter(pk__in=rows).order_by("pk"))
    again = {(r.row.pk, r.step, r.line.due_on) for r in due_reminders(_candidates(today).filter(pk__in=rows), today)}
    return replace(letter, reminders=tuple(
        r for r in letter.reminders if (r.row.pk, r.step, r.line.due_on) in again))


def _tell(letter, missing, office, now):
    facts = facts_of(letter, office, timezone.localdate(now))
    subject, body, notice = reminder_texts.subject(facts), reminder_texts.body(facts), reminder_texts.notice(facts)
    notices = mails = 0
    for person, key in missing:
        notices += notify(key=key, user=person, title=subject, body=notice, url=letter.url, now=now)[1]
        mails += enqueue(key=key, recipient=person, subject=subject, body=body, kind=KIND, source=letter.source,
                         reason=_reason(facts), not_before=now, wake=False)[1]
    return notices, mails


def _reason(facts):
    why = {reminder_texts.ENDED: "Cơ quan đã kết thúc hoạt động, chưa xác nhận cơ quan kế thừa. ",
           reminder_texts.NO_ACCOUNT: "Cơ quan chưa có tài khoản nhận thông báo. "}.get(facts.instead, "")
    return f"{why}{reminder_texts.reason(facts)}"[:300]


def facts_of(letter, office, today):
    """What the letter says, gathered from the stored duty."""
    row, line = letter.first.row, letter.first.line
    milestone, now_owing = row.milestone, line.current_organization
    others = tuple(r.line.current_organization.name for r in letter.reminders[1:])
    return reminder_texts.ReminderFacts(
        title=milestone.title, plan=paper_words(document_of(milestone)), organization=now_owing.name,
        former=row.organization.name if now_owing.pk != row.organization_id else "", due_on=line.due_on, today=today,
        step=letter.first.step, url=f"{settings.SITE_URL}{letter.url}", words=words_of(milestone),
        quote=milestone.quote, period=reminder_texts.period_words(row.key), deliverable=milestone.deliverable,
        recipient=milestone.recipient_text, office=office, is_asked=is_asked(row, now_owing),
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
