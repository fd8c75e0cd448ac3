"""Who is told of which duty, when: outbox rows and notices, written once for each duty, person, step and due day.

What is due is decided from the database alone: «step day ≤ today and not yet written», and of several steps that were
missed only the last, so three days of downtime give one reminder with the true number of days left.
"""
import logging
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import RoleAssignment, User
from accounts.queries import people_holding
from notifications.enums import Frequency
from notifications.models import Notice, OutboundMessage
from notifications.queries import absences_on, frequencies_of, policy
from notifications.services import SENDER, cancel_unsent, enqueue, key_of, notify
from notifications.waking import wake_after_commit
from organizations.models import Organization, valid_on
from plans import reminder_texts
from plans.days_off import DaysOff
from plans.enums import AssignmentVerb, PlanStatus
from plans.models import DeadlineOccurrence, Deliverable
from plans.queries import DutyLine, duty_line
from plans.reminder_steps import LAST_DAYS, days_off, document_of, setting_of, step_due
from plans.wording import deadline_words, document_words

logger = logging.getLogger(__name__)

FIRST_DAYS = 75  # farther ahead of a due day no rule may have a step, moved off days off as it may be
REMINDED_ROLES = (Role.SUBMITTER, Role.UNIT_HEAD)
KIND, KIND_OF_ACT = "duty", "duty_act"
AT_ONCE = 50  # letters in one transaction


@dataclass(frozen=True)
class DueReminder:
    """A duty whose `step` is to be told today."""

    row: DeadlineOccurrence
    line: DutyLine
    step: str

    @property
    def days_late(self):
        """How many days after the due day the step stands; 0 for steps before it."""
        return int(self.step.removeprefix("after_")) if self.step.startswith("after_") else 0

    @property
    def is_asked(self):
        return is_asked(self.row, self.line.current_organization)


@dataclass(frozen=True)
class Audience:
    """Whom to tell; `instead` says in a code why it is the office (see `reminder_texts`)."""

    people: tuple[User, ...]
    instead: str = ""
    deputies: dict = field(default_factory=dict)  # deputy's id → whom they stand in for


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
        return self.audience.instead in reminder_texts.GROUPED

    @property
    def url(self):
        return group_url(self.first.row) if self.is_about_group else self.first.row.get_absolute_url()

    @property
    def source(self):
        return group_source_of(self.first.row) if self.is_about_group else source_of(self.first.row)

    def key_for(self, person):
        row, step, due_on = self.first.row, self.first.step, self.first.line.due_on
        if self.is_about_group:
            return key_of("duty", self.audience.instead, row.milestone_id, row.key, person.pk, step, due_on)
        return key_of("duty", row.pk, person.pk, step, due_on)


def source_of(occurrence):
    """What ties a mail to its duty."""
    return f"occurrence-{occurrence.pk}"


def group_source_of(occurrence):
    """What ties a mail to one period of a milestone, for all agencies that cannot be reached."""
    return f"milestone-{occurrence.milestone_id}-{occurrence.key}"


def group_url(occurrence):
    return f"{occurrence.milestone.get_absolute_url()}?{urlencode({'ky': occurrence.key})}"


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


# --- whom to tell ---------------------------------------------------------------------------------------------------


def letters_of(reminders, today):
    """The letters to write, in the order of the reminders. Three queries for any number of reminders."""
    audiences, officers = audiences_of(reminders, today)
    away = absences_on(today)
    letters, groups = [], {}
    for reminder in reminders:
        audience = audiences[reminder.row.pk]
        if audience.instead == reminder_texts.NO_ACCOUNT:
            _add_to_group(groups, audience, reminder)
        else:
            letters.append(Letter((reminder,), audience))
        if _is_for_the_list(reminder) and not audience.instead:
            _add_to_group(groups, Audience(officers, reminder_texts.DEBTORS), reminder)
    letters += [Letter(tuple(rows), audience) for audience, rows in groups.values()]
    return [replace(letter, audience=_with_deputies(letter.audience, away)) for letter in letters]


def _with_deputies(audience, away):
    """Those who stand in for absent people are told beside them, unless they are told anyway."""
    deputies = {absence.deputy: absence.user for person in audience.people if (absence := away.get(person.pk))}
    new = {deputy: user for deputy, user in deputies.items() if deputy not in audience.people}
    return replace(audience, people=(*audience.people, *new),
                   deputies={deputy.pk: user for deputy, user in new.items()}) if new else audience


def _add_to_group(groups, audience, reminder):
    key = (audience.instead, reminder.row.milestone_id, reminder.row.key, reminder.step, reminder.line.due_on)
    groups.setdefault(key, (audience, []))[1].append(reminder)


def audiences_of(reminders, today):
    """{occurrence id: Audience} and the people who prepare letters to debtors. Two queries for any number."""
    people = _people_by_agency({r.line.current_organization.pk for r in reminders}, today)
    officers = tuple(people_holding(Role.OFFICER, today=today)) if reminders else ()
    return {r.row.pk: _audience(r, people, officers, today) for r in reminders}, officers


def _audience(reminder, people, officers, today):
    organization = reminder.line.current_organization
    if not organization.exists_on(today):
        return Audience(officers, reminder_texts.ENDED)
    own = _of_agency(people.get(organization.pk, {}), reminder)
    if organization.is_office:
        return Audience(tuple(dict.fromkeys([*own, *officers])))
    return Audience(own) if own else Audience(officers, reminder_texts.NO_ACCOUNT)


def _of_agency(people, reminder):
    """Its submitters; its heads too when there is none, and when a duty that was given, not asked, is late for long."""
    submitters, heads = people.get(Role.SUBMITTER, ()), people.get(Role.UNIT_HEAD, ())
    after = setting_of(reminder.row.milestone.plan).head_after
    is_escalated = after is not None and reminder.days_late >= after and not reminder.is_asked
    return tuple(dict.fromkeys([*submitters, *heads])) if is_escalated or not submitters else tuple(submitters)


def _people_by_agency(organization_ids, today):
    """{organization id: {role: [person, …]}} of those who are told of duties."""
    rows = RoleAssignment.objects.filter(
        valid_on(today), organization__in=organization_ids, role__in=REMINDED_ROLES, user__is_active=True)
    found = {}
    for row in rows.select_related("user").order_by("user__full_name", "user_id", "pk"):
        found.setdefault(row.organization_id, {}).setdefault(row.role, []).append(row.user)
    return found


def _is_for_the_list(reminder):
    """Whether the agency goes on the office's list of debtors at this step; a body that was only asked never does."""
    after = setting_of(reminder.row.milestone.plan).office_after
    return after is not None and reminder.days_late >= after and not reminder.is_asked


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
    total = Counter()
    standing = _still_owed([reminder for letter, _ in part for reminder in letter.reminders], this)
    for letter, missing in part:
        letter = replace(letter, reminders=tuple(r for r in letter.reminders if _mark(r) in standing))
        if letter.reminders:
            notices, mails = _tell(letter, missing, this)
            total.update(duties=len(letter.reminders) if notices or mails else 0, notices=notices, mails=mails)
    return total


def _still_owed(reminders, this):
    """What is still owed, asked again under the lock that handing in, moving and closing take too."""
    rows = [reminder.row.pk for reminder in reminders]
    list(DeadlineOccurrence.objects.select_for_update().filter(pk__in=rows).order_by("pk"))
    return {_mark(r) for r in due_reminders(_candidates(this.today).filter(pk__in=rows), this.today, this.days)}


def _mark(reminder):
    return reminder.row.pk, reminder.step, reminder.line.due_on


def _tell(letter, missing, this):
    """The notice says how it stands now, the mail how it will stand when it leaves."""
    shown = facts_of(letter, this.office, this.today, this.days)
    texts = {"title": reminder_texts.subject(shown), "body": reminder_texts.notice(shown)}
    moment, mails, notices = _moment_of(letter, this), 0, 0
    for person, key in missing:
        leaves = _leaves_at(letter, moment, this.often.get(person.pk), this.days)
        notices += notify(key=key, user=person, url=letter.url, now=this.now, **texts)[1]
        mails += enqueue(key=key, recipient=person, kind=KIND, source=letter.source, url=letter.url, not_before=leaves,
                         wake=False, **_mail(letter, person, this.office, timezone.localdate(leaves), this.days))[1]
    return notices, mails


def _mail(letter, person, office, day, days):
    """What the person's mail says when it leaves on `day`, and why it goes to that person."""
    facts = facts_of(letter, office, day, days)
    absent = letter.audience.deputies.get(person.pk)
    deputy = f"Nhận thay {absent} đang vắng mặt. " if absent else ""
    return {"subject": reminder_texts.subject(facts), "body": reminder_texts.body(facts),
            "reason": f"{deputy}{_reason(facts, letter)}"[:300]}


def _moment_of(letter, this):
    """When the mail may leave: after the time in which the office may hold it, by day, at the latest on the last day."""
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
    told = [person for roles in people.values() for found in roles.values() for person in found]
    for person in dict.fromkeys(told):
        own = key_of(*key, person.pk)
        notify(key=own, user=person, title=title, body=body, url=url)
        enqueue(key=own, recipient=person, subject=title, kind=KIND_OF_ACT, source=source_of(occurrence),
                body=f"{title}\n\n{body}\n\n{settings.SITE_URL}{url}", reason="Tin cho cơ quan chịu trách nhiệm.")
