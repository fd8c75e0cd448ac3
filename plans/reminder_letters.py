"""Which letters the due reminders make, and whom each is for."""
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from accounts.enums import Role
from accounts.models import RoleAssignment, User
from accounts.queries import people_holding
from notifications.queries import absences_on
from notifications.services import key_of
from organizations.models import valid_on
from plans import reminder_texts
from plans.enums import AssignmentVerb
from plans.models import DeadlineOccurrence
from plans.queries import DutyLine
from plans.reminder_steps import setting_of

REMINDED_ROLES = (Role.SUBMITTER, Role.UNIT_HEAD)
OF_ONE_DUTY = "occurrence-"


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
    return f"{OF_ONE_DUTY}{occurrence.pk}"


def group_source_of(occurrence):
    """What ties a mail to one period of a milestone, for all agencies that cannot be reached."""
    return f"milestone-{occurrence.milestone_id}-{occurrence.key}"


def group_url(occurrence):
    return f"{occurrence.milestone.get_absolute_url()}?{urlencode({'ky': occurrence.key})}"


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
    people = people_by_agency({r.line.current_organization.pk for r in reminders}, today)
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


def people_by_agency(organization_ids, today):
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


def is_asked(row, organization):
    """Whether the agency is asked, not ordered: by what it is, or by the plan's own verb for it."""
    if organization.was_asked_not_ordered:
        return True
    verbs = [r.verb for r in row.milestone.responsibles.all() if r.organization_id == row.organization_id]
    return AssignmentVerb.DE_NGHI in verbs
