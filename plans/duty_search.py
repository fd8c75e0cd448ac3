"""Duties in lists: their status counted by the database, so that thousands can be searched, grouped and counted."""
from dataclasses import dataclass, field
from datetime import date

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from plans.enums import OccurrenceStatus as S
from plans.models import BearerAssignment, DeadlineExtension, DeadlineOccurrence, Deliverable, Milestone

SHOWN_BY_NAME = 3  # agencies of one duty that a list names; more are counted
FINISHED = (S.DONE, S.DONE_LATE)


@dataclass(frozen=True)
class DutyGroup:
    """One milestone in one period, with the agencies that owe it: counts, and the rows when they are few."""

    milestone: Milestone
    key: str
    window_start: date | None
    window_end: date | None
    first_due: date | None
    last_due: date | None
    is_chosen: bool
    is_soft: bool
    total: int
    done: int
    late: int
    closed: int
    rows: list = field(default_factory=list)

    @property
    def status(self):
        """The status that stands for all of them: late before open before finished."""
        if self.late:
            return S.LATE
        if self.done + self.closed >= self.total:
            return S.DONE if self.done else S.WAIVED
        return S.OPEN if self.first_due and not self.is_soft else S.NO_DUE_DATE

    @property
    def quarter(self):
        """(year, quarter) of the due day; None without a day."""
        return (self.first_due.year, (self.first_due.month + 2) // 3) if self.first_due else None


def with_status(occurrences, *, as_of):
    """The queryset with `current_due`, `received`, `owner` (agency id now) and `status`,
    as `queries.duty_status` says."""
    extensions = DeadlineExtension.objects.filter(occurrence=OuterRef("pk"), granted_at__date__lte=as_of)
    kept = Deliverable.objects.filter(occurrence=OuterRef("pk")).filter(Q(returned_on=None) | Q(returned_on__gt=as_of))
    passed_on = BearerAssignment.objects.filter(occurrence=OuterRef("pk"), from_date__lte=as_of)
    return occurrences.annotate(
        current_due=Coalesce(Subquery(extensions.order_by("-pk").values("new_due_on")[:1]), F("due_on")),
        received=Subquery(kept.order_by("received_on").values("received_on")[:1]),
        owner=Coalesce(Subquery(passed_on.order_by("-from_date", "-pk").values("organization")[:1]),
                       F("organization_id"), output_field=BigIntegerField()),
    ).annotate(
        binding=Case(When(is_soft=True, then=Value(None)), default=F("current_due"), output_field=DateField()),
    ).annotate(status=_status(as_of))


def _status(as_of):
    ended = Q(organization__valid_to__lt=as_of, owner=F("organization_id"))
    return Case(
        When(received__lte=as_of, received__gt=F("binding"), then=Value(S.DONE_LATE)),
        When(received__lte=as_of, then=Value(S.DONE)),
        When(~Q(closed_as="") & Q(closed_on__lte=as_of), then=F("closed_as")),
        When(ended & (Q(binding=None) | Q(organization__valid_to__lt=F("binding"))),
             then=Value(S.CLOSED_BY_REORGANISATION)),
        When(binding=None, then=Value(S.NO_DUE_DATE)),
        When(binding__lt=as_of, then=Value(S.LATE)),
        default=Value(S.OPEN), output_field=CharField())


def seen_by(user):
    """The duties that the person may see, each once, ready to be annotated."""
    return DeadlineOccurrence.objects.filter(pk__in=DeadlineOccurrence.objects.visible_to(user).order_by().values("pk"))


def grouped(rows):
    """One value row a milestone and period of rows with status: urgent first, those without a day at the end."""
    found = rows.order_by().values("milestone_id", "key").annotate(
        start=Min("window_start"), end=Max("window_end"), first_due=Min("current_due"), last_due=Max("current_due"),
        chosen=Max(_one_if(is_chosen=True)), soft=Max(_one_if(is_soft=True)), total=Count("pk"),
        chosen_rows=Count("pk"),
        done=Count("pk", filter=Q(status__in=FINISHED)), late=Count("pk", filter=Q(status=S.LATE)),
        closed=Count("pk", filter=Q(status__in=[S.WAIVED, S.CLOSED_BY_REORGANISATION])))
    return found.order_by(F("first_due").asc(nulls_last=True), "milestone__plan", "milestone__order", "key")


def _with_counts_of(whole, page):
    """The value rows of the page with the counts that the same milestone and period have in `whole`. One query."""
    values, counts = list(page), {}
    for row in grouped(whole.filter(milestone__in={v["milestone_id"] for v in values})):
        counts[row["milestone_id"], row["key"]] = {name: row[name] for name in ("total", "done", "late", "closed")}
    return [{**value, **counts[value["milestone_id"], value["key"]]} for value in values]


def _one_if(**facts):
    return Case(When(**facts, then=Value(1)), default=Value(0))


def groups_of(page, rows, *, lines, whole=None):
    """The DutyGroups of one page of `grouped(rows)`; `lines(queryset)` gives the shown rows. Few queries.

    With `whole`, the wider rows that `rows` were chosen from, each group's counts are over all its agencies.
    """
    values = [*page] if whole is None else _with_counts_of(whole, page)
    milestones = Milestone.objects.select_related("plan", "document").in_bulk({v["milestone_id"] for v in values})
    shown = {}
    few = [v for v in values if v["chosen_rows"] <= SHOWN_BY_NAME]
    if few:
        wanted = Q()
        for value in few:
            wanted |= Q(milestone_id=value["milestone_id"], key=value["key"])
        for line in lines(rows.filter(wanted)):
            shown.setdefault((line.milestone.pk, line.key), []).append(line)
    return [_group(v, milestones[v["milestone_id"]], shown.get((v["milestone_id"], v["key"]), [])) for v in values]


def _group(value, milestone, rows):
    return DutyGroup(
        milestone=milestone, key=value["key"], window_start=value["start"], window_end=value["end"],
        first_due=value["first_due"], last_due=value["last_due"], is_chosen=bool(value["chosen"]),
        is_soft=bool(value["soft"]), total=value["total"], done=value["done"], late=value["late"],
        closed=value["closed"], rows=rows)
