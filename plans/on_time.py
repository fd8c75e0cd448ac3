"""How punctual agencies are: figures over duties that came due, and who has not stirred yet."""
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Min, Q

from organizations.models import Organization
from plans.enums import OccurrenceStatus as S
from plans.enums import PlanStatus

SOON = timedelta(days=30)


@dataclass(frozen=True)
class OnTimeLine:
    """One agency: `due` duties came due by the day; each of them is in exactly one of the four numbers after it.

    `on_time` keeps the plan's own day, `in_extension` a later day that was granted.
    """

    organization: Organization
    due: int
    on_time: int
    in_extension: int
    done_late: int
    late: int

    @property
    def percent(self):
        """Whole percent of duties done by the plan's own day, rounded down, 0–100."""
        return 100 * self.on_time // self.due


@dataclass(frozen=True)
class StillLine:
    """An agency that opened nothing and sent nothing of what is late or due within 30 days."""

    organization: Organization
    duties: int
    first_due: date


def on_time_lines(rows, *, as_of):
    """OnTimeLines of rows with status (`duty_search.with_status`), the least punctual first. Two queries.

    Waived and closed duties, occasions and days still to come are not counted.
    """
    came_due = rows.filter(Q(binding__lte=as_of) | Q(status__in=[S.DONE, S.DONE_LATE]), binding__isnull=False,
                           status__in=[S.DONE, S.DONE_LATE, S.LATE])
    counted = came_due.order_by().values("owner").annotate(
        due=Count("pk"), on_time=Count("pk", filter=Q(status=S.DONE) & Q(received__lte=F("due_on"))),
        in_extension=Count("pk", filter=Q(status=S.DONE) & Q(received__gt=F("due_on"))),
        done_late=Count("pk", filter=Q(status=S.DONE_LATE)), late=Count("pk", filter=Q(status=S.LATE)))
    lines = _with_agencies(counted, lambda agency, value: OnTimeLine(agency, **value))
    return sorted(lines, key=lambda line: (line.percent, -line.late, line.organization.sort_key))


def still_lines(rows, *, as_of):
    """StillLines of rows with status, the nearest day first. Two queries."""
    pressing = rows.filter(Q(status=S.LATE) | Q(status=S.OPEN, binding__lte=as_of + SOON),
                           milestone__plan__status=PlanStatus.ISSUED)
    silent = pressing.order_by().values("owner").annotate(
        duties=Count("pk"), opened=Count("opened_at"), first_due=Min("binding")).filter(opened=0)
    lines = _with_agencies(silent.values("owner", "duties", "first_due"),
                           lambda agency, value: StillLine(agency, **value))
    return sorted(lines, key=lambda line: (line.first_due, line.organization.sort_key))


def _with_agencies(values, make):
    values = list(values)
    agencies = Organization.objects.in_bulk([value["owner"] for value in values])
    return [make(agencies[value.pop("owner")], value) for value in values]
