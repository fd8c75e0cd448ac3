"""Later rows of an agency that ended belong to the heir that was confirmed; unconfirmed heirs get nothing."""
from datetime import date

import pytest

from plans import services
from plans.models import DeadlineOccurrence, QuotaObligation
from tests.factories import OrganizationFactory
from tests.plans.drafts import add_field, add_milestone, draft_plan

pytestmark = pytest.mark.django_db
FIRST, LATER, ENDED = date(2026, 3, 10), date(2028, 1, 5), date(2027, 6, 30)


@pytest.fixture
def former():
    return OrganizationFactory(name="Sở Thông tin và Truyền thông")


@pytest.fixture
def plan(former):
    """In force since 2026, with a yearly quota and a yearly report of an agency that ends in June 2027."""
    plan = draft_plan()
    add_field(plan, former, quotas=())
    services.save_rule(plan, by=None, values={"min_count": 2, "window_kind": "calendar_year"}, bearers=[former],
                       subject_types=["collective"])
    add_milestone(plan, former)
    plan = services.issue_plan(plan, by=None, today=FIRST)
    former.valid_to = ENDED
    former.save()
    return plan


def confirm(heir):
    """As an officer does for what is open when the agency ends: the windows and duties of 2027."""
    for target in (QuotaObligation.objects.get(window_key="2027"), DeadlineOccurrence.objects.get(key="2027")):
        services.assign_bearer(target, by=None, organization=heir, from_date=date(2027, 7, 1), basis="QĐ 12/QĐ-UBND")


def bearers(rows, name):
    return {getattr(row, name): [str(a.organization) for a in row.assignments.all()] for row in rows}


def test_new_windows_and_duties_go_to_the_confirmed_heir(plan):
    confirm(OrganizationFactory(name="Sở Khoa học và Công nghệ"))

    services.extend_horizon(plan, today=LATER)

    heir = ["Sở Khoa học và Công nghệ"]
    assert (bearers(QuotaObligation.objects.all(), "window_key")
            == {"2026": [], "2027": heir, "2028": heir, "2029": heir})
    assert bearers(DeadlineOccurrence.objects.all(), "key") == {"2026": [], "2027": heir, "2028": heir, "2029": heir}


def test_without_a_confirmed_heir_nothing_is_passed_on(plan):
    services.extend_horizon(plan, today=LATER)

    assert bearers(QuotaObligation.objects.all(), "window_key") == {"2026": [], "2027": []}
    assert bearers(DeadlineOccurrence.objects.all(), "key") == {"2026": [], "2027": [], "2028": [], "2029": []}


def test_a_duty_of_another_milestone_goes_to_the_only_heir_of_the_plan(plan, former):
    confirm(OrganizationFactory(name="Sở Khoa học và Công nghệ"))
    services.add_milestone(
        plan, by=None, document={"number": "9/UBND", "issued_on": date(2027, 12, 1)}, today=LATER,
        values={"title": "Gửi kế hoạch", "unit": "day", "end_code": "2028-02-15"}, responsibles=[(former, "giao")])

    duty = DeadlineOccurrence.objects.get(milestone__title="Gửi kế hoạch")
    assert duty.organization_on(LATER).name == "Sở Khoa học và Công nghệ"
