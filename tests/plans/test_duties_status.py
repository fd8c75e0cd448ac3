"""How a duty stands as of a day; the database and the page's own rule must agree."""
from datetime import date, timedelta

import pytest

from organizations.models import Organization
from plans import services
from plans.duty_search import with_status
from plans.models import DeadlineOccurrence
from plans.queries import duty_lines
from tests.plans.duty_world import DUE, MONDAY, agency_with, duty

pytestmark = pytest.mark.django_db


def status_on(day):
    """The status both ways."""
    rows = DeadlineOccurrence.objects.order_by("pk")
    counted = list(with_status(rows, as_of=day).values_list("status", flat=True))
    assert [line.status for line in duty_lines(rows, as_of=day)] == counted
    return counted[0]


@pytest.mark.parametrize(("received_on", "status"), [
    (None, "late"), (date(2026, 11, 28), "done"), (DUE, "done"), (DUE + timedelta(days=1), "done_late")])
def test_a_report_of_the_day_after_is_late_since_before_means_before(received_on, status):
    row = duty()
    if received_on:
        services.hand_in(row, by=None, received_on=received_on, today=received_on)

    assert status_on(date(2026, 12, 2)) == status


@pytest.mark.parametrize(("day", "status"), [(DUE, "open"), (DUE + timedelta(days=1), "late")])
def test_the_due_day_itself_is_still_in_time(day, status):
    duty()

    assert status_on(day) == status


@pytest.mark.parametrize("day", [MONDAY, date(2027, 6, 1)])
def test_a_duty_without_a_day_is_never_late(day):
    duty(due_on=None, relation="about")

    assert status_on(day) == "no_due_date"


def test_an_occasion_is_never_late():
    duty(is_soft=True, relation="occasion")

    assert status_on(date(2027, 6, 1)) == "no_due_date"


def test_a_body_that_ended_before_its_day_is_closed_by_reorganisation_and_not_late():
    row = duty(due_on=date(2025, 11, 29), issued_on=date(2025, 1, 2))
    Organization.objects.filter(pk=row.organization_id).update(valid_to=date(2025, 6, 30))

    assert status_on(date(2026, 1, 1)) == "closed_by_reorganisation"


def test_its_confirmed_successor_can_be_late():
    row = duty(due_on=date(2025, 11, 29), issued_on=date(2025, 1, 2))
    Organization.objects.filter(pk=row.organization_id).update(valid_to=date(2025, 6, 30))
    services.assign_bearer(row, by=None, organization=agency_with(), from_date=date(2025, 7, 1), basis="Nghị quyết 1")

    assert status_on(date(2026, 1, 1)) == "late"


def test_a_returned_paper_does_not_count():
    row = duty()
    paper = services.hand_in(row, by=None, received_on=MONDAY, today=MONDAY)
    services.return_deliverable(paper, by=None, reason="Thiếu biểu", today=MONDAY + timedelta(days=1))

    assert (status_on(MONDAY), status_on(MONDAY + timedelta(days=1)), status_on(DUE + timedelta(days=1))) == (
        "done", "open", "late")


def test_an_extension_counts_from_the_day_it_was_granted():
    row = duty()
    services.extend_deadline(row, by=None, new_due_on=date(2027, 3, 1), reason="Công văn 7", today=MONDAY)

    assert status_on(date(2027, 2, 1)) == "open"
