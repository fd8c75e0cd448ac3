"""Agencies that owe something soon and have nobody whom a mail reaches."""
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min

from notifications.queries import doubtful_among
from organizations.models import Organization
from plans.duty_search import with_status
from plans.enums import OccurrenceStatus as S
from plans.enums import PlanStatus
from plans.models import DeadlineOccurrence
from plans.reminder_letters import REMINDED_ROLES, people_by_agency
from plans.reminder_steps import LAST_DAYS

AHEAD = timedelta(days=75)
ENDED, NO_ACCOUNT, NO_ADDRESS, REFUSED = (
    "đã kết thúc hoạt động, chưa xác nhận cơ quan kế thừa", "chưa có tài khoản nào được giao vai trò",
    "tài khoản chưa có địa chỉ thư", "mọi địa chỉ đều bị từ chối")


@dataclass(frozen=True)
class UnreachableAgency:
    """`people` are those whose address is missing or refused; `first_due` the nearest of its `duties`."""

    organization: Organization
    why: str
    people: tuple
    duties: int
    first_due: date

    @property
    def is_ended(self):
        return self.why == ENDED


def unreachable_agencies(*, today):
    """UnreachableAgency rows, the nearest due day first, for duties of plans in force that are due within 75 days or
    late by no more than the reminders go. Four queries."""
    rows = with_status(DeadlineOccurrence.objects.filter(milestone__plan__status=PlanStatus.ISSUED), as_of=today)
    rows = rows.filter(status__in=[S.OPEN, S.LATE, S.CLOSED_BY_REORGANISATION],
                       binding__range=(today - timedelta(days=LAST_DAYS), today + AHEAD))
    owed = {row["owner"]: row for row in rows.order_by().values("owner").annotate(
        duties=Count("pk"), first_due=Min("current_due"))}
    people = people_by_agency(set(owed), today)
    addresses = {p.email for roles in people.values() for found in roles.values() for p in found if p.email}
    refused = doubtful_among(addresses)
    found = [UnreachableAgency(agency, why, who, owed[agency.pk]["duties"], owed[agency.pk]["first_due"])
             for agency in Organization.objects.filter(pk__in=owed, is_office=False)
             for why, who in [_why(agency, people.get(agency.pk, {}), refused, today)] if why]
    return sorted(found, key=lambda row: (row.first_due, row.organization.sort_key))


def _why(agency, roles, refused, today):
    """(the reason or "", the people concerned)."""
    if not agency.exists_on(today):
        return ENDED, ()
    people = tuple(dict.fromkeys(person for role in REMINDED_ROLES for person in roles.get(role, ())))
    with_address = [person for person in people if person.email]
    if not people:
        return NO_ACCOUNT, ()
    if not with_address:
        return NO_ADDRESS, people
    return (REFUSED, people) if all(person.email in refused for person in with_address) else ("", ())
