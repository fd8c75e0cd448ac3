"""Duties that nobody has fulfilled yet, from the stored deadlines of plans in force."""
from django.db.models import Exists, OuterRef

from plans.enums import OccurrenceStatus, PlanStatus
from plans.models import DeadlineOccurrence, Deliverable
from plans.queries import duty_lines

ROWS_AT_MOST = 600  # stored deadlines read for one page: 150 communes with four open duties each
UNFULFILLED = (OccurrenceStatus.LATE, OccurrenceStatus.OPEN)


def unfulfilled(user, *, as_of, until, occurrences=None):
    """Duty lines that are late or due by `until` (inclusive), nearest day first. Five queries."""
    kept = Deliverable.objects.filter(occurrence=OuterRef("pk"), returned_on=None)
    rows = (DeadlineOccurrence.objects.visible_to(user) if occurrences is None else occurrences).filter(
        ~Exists(kept), milestone__plan__status=PlanStatus.ISSUED, closed_as="", is_soft=False, due_on__lte=until)
    lines = duty_lines(rows.order_by("-due_on", "pk")[:ROWS_AT_MOST], as_of=as_of)
    open_lines = [line for line in lines if line.status in UNFULFILLED and line.due_on <= until]
    return sorted(open_lines, key=lambda line: (line.due_on, line.milestone.order))


def together(lines):
    """The lines of one duty on one day together: lists of duty lines that differ in the agency only."""
    groups = {}
    for line in lines:
        groups.setdefault((line.milestone.pk, line.key, line.due_on), []).append(line)
    return list(groups.values())


def next_duty(user, today):
    """The nearest stored deadline that the person may see, with its milestone; None when there is none. One query."""
    rows = DeadlineOccurrence.objects.visible_to(user).filter(due_on__gte=today, closed_as="")
    return rows.select_related("milestone").order_by("due_on", "pk").first()
