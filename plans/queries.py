"""What a plan's duties and obligations are as of a day."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from organizations.models import Organization
from plans import generation
from plans.enums import OccurrenceStatus
from plans.models import DeadlineOccurrence, Milestone, Plan, QuotaObligation


@dataclass(frozen=True)
class DutyLine:
    """One duty of one agency as of a day. `pk` and `public_id` are None when the row is not stored (draft, far future).

    `due_on` is the day in force (after extensions); `original_due_on` the plan's own.
    """

    milestone: Milestone
    key: str
    organization: Organization | None
    current_organization: Organization | None
    window_start: date | None
    window_end: date | None
    due_on: date | None
    original_due_on: date | None
    is_chosen: bool
    is_soft: bool
    status: OccurrenceStatus
    received_on: date | None
    opened: bool
    public_id: object = None


def duty_status(*, as_of, due_on, received_on, closed_as="", closed_on=None, ended_on=None, has_successor=False):
    """The status of a duty. A day that is null can never be missed; a body that ended before its day is not late."""
    if received_on and received_on <= as_of:
        return OccurrenceStatus.DONE_LATE if due_on and received_on > due_on else OccurrenceStatus.DONE
    if closed_as and closed_on <= as_of:
        return OccurrenceStatus(closed_as)
    if ended_on and ended_on < as_of and not has_successor and (due_on is None or ended_on < due_on):
        return OccurrenceStatus.CLOSED_BY_REORGANISATION
    if due_on is None:
        return OccurrenceStatus.NO_DUE_DATE
    return OccurrenceStatus.LATE if due_on < as_of else OccurrenceStatus.OPEN


def duty_lines(occurrences, *, as_of):
    """A DutyLine for each stored occurrence of the queryset, in its order. Five queries for any number of rows."""
    rows = occurrences.select_related("milestone__plan", "milestone__document", "organization").prefetch_related(
        "deliverables", "extensions", "assignments__organization")
    return [duty_line(row, as_of=as_of) for row in rows]


def duty_line(row, *, as_of):
    extended = [e.new_due_on for e in row.extensions.all() if timezone.localdate(e.granted_at) <= as_of]
    kept = [d.received_on for d in row.deliverables.all() if not (d.returned_on and d.returned_on <= as_of)]
    due_on = extended[-1] if extended else row.due_on
    current = row.organization_on(as_of)
    received_on = min(kept) if kept else None
    status = duty_status(
        as_of=as_of, due_on=None if row.is_soft else due_on, received_on=received_on, closed_as=row.closed_as,
        closed_on=row.closed_on, ended_on=row.organization.valid_to,
        has_successor=current.pk != row.organization_id)
    return DutyLine(
        milestone=row.milestone, key=row.key, organization=row.organization, current_organization=current,
        window_start=row.window_start, window_end=row.window_end, due_on=due_on, original_due_on=row.due_on,
        is_chosen=row.is_chosen, is_soft=row.is_soft, status=status, received_on=received_on,
        opened=row.opened_at is not None, public_id=row.public_id)


def plan_duties(plan, *, as_of, until):
    """Every duty of the plan up to `until`: stored rows with their status, and those that are not stored yet.

    A milestone whose group has no members yet gives one line without an agency, so that no date is lost from sight.
    """
    stored = {(line.milestone.pk, line.key, line.organization.pk): line
              for line in duty_lines(DeadlineOccurrence.objects.filter(milestone__plan=plan), as_of=as_of)}
    lines = []
    planned = {}
    for row in generation.planned_occurrences(plan, until=until):
        planned.setdefault((row.milestone.pk, row.occurrence.key), []).append(row)
    milestones = generation._with_parts(plan, list(plan.milestones.all()))
    for milestone in milestones:
        for occurrence in generation.occurrences_of(plan, milestone, until=until):
            for row in planned.get((milestone.pk, occurrence.key), [None]):
                organization = row.organization if row else None
                known = stored.pop((milestone.pk, occurrence.key, organization and organization.pk), None)
                lines.append(known or _unstored(milestone, occurrence, organization, as_of))
    left = [line for line in stored.values() if not line.window_end or line.window_end <= until]
    return sorted(lines + left, key=lambda line: line.milestone.order)


def _unstored(milestone, occurrence, organization, as_of):
    status = duty_status(as_of=as_of, due_on=None if occurrence.is_soft else occurrence.due_on, received_on=None,
                         ended_on=organization.valid_to if organization else None)
    return DutyLine(
        milestone=milestone, key=occurrence.key, organization=organization, current_organization=organization,
        window_start=occurrence.window_start, window_end=occurrence.window_end, due_on=occurrence.due_on,
        original_due_on=occurrence.due_on, is_chosen=occurrence.is_chosen, is_soft=occurrence.is_soft, status=status,
        received_on=None, opened=False)


def obligations_as_of(plan, as_of):
    """The plan's stored obligations that stand on the board as of the day: added and not withdrawn by then, and for
    plans without an end only windows that began by the end of that year."""
    return obligations_standing([plan], as_of)


def obligations_standing(plans, as_of):
    """`obligations_as_of` for several plans at once."""
    return QuotaObligation.objects.filter(rule__plan__in=plans).exclude(withdrawn_on__lte=as_of).exclude(
        added_on__gt=as_of).filter(
            Q(rule__plan__period_to__isnull=False) | Q(window_start__lte=date(as_of.year, 12, 31)))


def plan_by_code(name):
    """The plan of this code or short name; Plan.DoesNotExist when there is none."""
    return Plan.objects.get(Q(code=name) | Q(alias=name))
