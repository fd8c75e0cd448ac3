"""Duties as a plan in force leaves them, without the way there."""
from datetime import date, datetime, time

from django.utils import timezone

from plans.models import DeadlineOccurrence, Document, Milestone
from tests.factories import IssuedPlanFactory, OrganizationFactory, submitter

DUE = date(2026, 11, 29)  # a Sunday: the reminders are on 13, 20, 26 and 27 November
MONDAY = date(2026, 11, 16)
TITLE = "Gửi báo cáo năm"


def moment(day, hour=8):
    return timezone.make_aware(datetime.combine(day, time(hour)))


def agency_with(people=1, **values):
    """An agency with submitters."""
    organization = OrganizationFactory(**values)
    for _ in range(people):
        submitter(organization)
    return organization


def milestone_of(*, issued_on=date(2026, 3, 10), plan=None, **values):
    """«trước ngày 30/11 hằng năm» of a plan that was entered on `issued_on`."""
    plan = plan or IssuedPlanFactory(issued_at=moment(issued_on), period_from=date(2026, 1, 1))
    Document.objects.create(plan=plan, role="plan", doc_type="Kế hoạch", number="120/KH-UBND",
                            issued_on=date(2026, 3, 2), issuer="UBND tỉnh")
    values = {"title": TITLE, "unit": "day", "end_code": "--11-30", "boundary": "before", "recurrence": "yearly",
              "quote": "gửi báo cáo trước ngày 30/11 hằng năm", **values}
    return Milestone.objects.create(plan=plan, code="M01", order=1, **values)


def duty(organization=None, *, milestone=None, due_on=DUE, verb="giao", is_soft=False, is_chosen=False,
         window_start=None, **values):
    """The duty of 2026 of one agency (one with a submitter when none is given)."""
    milestone = milestone or milestone_of(**values)
    organization = organization or agency_with()
    milestone.responsibles.create(organization=organization, verb=verb)
    return DeadlineOccurrence.objects.create(
        milestone=milestone, key="2026", organization=organization, window_start=window_start,
        window_end=due_on or date(2026, 12, 31), due_on=due_on, is_soft=is_soft, is_chosen=is_chosen)
