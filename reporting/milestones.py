"""The strip of duties over a board: one mark a duty and occurrence, however many agencies owe it."""
from django.db.models import Exists, F, OuterRef, Q

from core.charts import Milestone, milestone_strip, short_label
from plans.models import BearerAssignment, DeadlineOccurrence, Deliverable
from reporting.wording import day_label

LABEL_LENGTH = 34
MARKS_AT_MOST = 24


def strip_of(plan, *, as_of, today, user):
    """The drawing of the plan's dated duties that the person may see, nearest to `as_of` first when there are too many;
    None when there is none. One query."""
    marks = sorted(_marks(plan, as_of, user), key=lambda mark: abs((mark.end - as_of).days))[:MARKS_AT_MOST]
    if not marks:
        return None
    first = min([plan.period_from, *(mark.start or mark.end for mark in marks)])
    last = max([plan.period_to or as_of, *(mark.end for mark in marks)])
    return milestone_strip(marks, from_day=first, to_day=last, today=as_of, today_label=day_label(as_of, today))


def _marks(plan, as_of, user):
    kept = Deliverable.objects.filter(occurrence=OuterRef("pk"), received_on__lte=as_of).filter(
        Q(returned_on=None) | Q(returned_on__gt=as_of))
    rows = DeadlineOccurrence.objects.visible_to(user).filter(
        milestone__plan=plan, due_on__isnull=False, window_end__isnull=False).annotate(
        done=Exists(kept) | _ended_before_its_day(as_of)).values_list(
        "milestone_id", "key", "milestone__title", "window_start", "window_end", "due_on", "is_soft", "closed_as",
        "done").order_by("milestone__order", "window_end", "pk")
    duties = {}
    for milestone_id, key, *facts in rows:
        duties.setdefault((milestone_id, key), []).append(facts)
    return [_mark(facts, as_of) for facts in duties.values()]


def _ended_before_its_day(as_of):
    """The condition that the agency was gone before the day and nobody took the duty over: it is owed no more."""
    heirs = BearerAssignment.objects.filter(occurrence=OuterRef("pk"), from_date__lte=as_of)
    return Q(organization__valid_to__lt=F("due_on")) & Q(organization__valid_to__lt=as_of) & ~Exists(heirs)


def _mark(rows, as_of):
    title, start, end, due_on, *_ = rows[0]
    return Milestone(label=short_label(title, LABEL_LENGTH), start=start, end=end,
                     state=_state(rows, start, due_on, as_of), name=title)


def _state(rows, start, due_on, as_of):
    if all(done or closed_as for *_, closed_as, done in rows):
        return "done"
    is_soft = rows[0][4]
    if due_on < as_of and not is_soft:
        return "late"
    return "now" if start and start <= as_of <= due_on else "open"
