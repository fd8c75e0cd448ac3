"""Agencies that owe something and have nobody whom a mail reaches, by name."""
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User
from notifications.models import OutboundMessage
from notifications.services import enqueue
from plans import services
from plans.unreachable import ENDED, NO_ACCOUNT, NO_ADDRESS, REFUSED, unreachable_agencies
from tests.factories import OrganizationFactory, administrator, officer, submitter
from tests.plans.duty_world import DUE, MONDAY, agency_with, duty, milestone_of, moment

pytestmark = pytest.mark.django_db


def refused(agency):
    """The agency's people, each with a mail that came back."""
    for person in User.objects.filter(assignments__organization=agency):
        row, _ = enqueue(key=f"x{person.pk}".ljust(64, "0"), recipient=person, subject="S", body="B", kind="duty")
        OutboundMessage.objects.filter(pk=row.pk).update(state="failed", bounced_at=moment(MONDAY))
    return agency


def found():
    return {row.organization: row.why for row in unreachable_agencies(today=MONDAY)}


def test_each_is_named_with_its_reason_and_the_reachable_are_not():
    milestone = milestone_of()
    fine, silent, without, doubtful, gone, half = (
        agency_with(), agency_with(0), agency_with(), refused(agency_with(people=2)),
        agency_with(valid_to=date(2026, 11, 1)), refused(agency_with()))
    submitter(half)
    User.objects.filter(assignments__organization=without).update(email="")
    for agency in (fine, silent, without, doubtful, gone, half):
        duty(agency, milestone=milestone)

    assert found() == {silent: NO_ACCOUNT, without: NO_ADDRESS, doubtful: REFUSED, gone: ENDED}


def test_only_what_is_owed_and_near_counts():
    milestone = milestone_of()
    agencies = [agency_with(0) for _ in range(4)]
    handed_in, far, old, plain = [duty(agency, milestone=milestone) for agency in agencies]
    services.hand_in(handed_in, by=None, received_on=MONDAY, today=MONDAY)
    for row, due_on in ((far, MONDAY + timedelta(days=76)), (old, MONDAY - timedelta(days=96))):
        row.due_on = due_on
        row.save()

    row, = unreachable_agencies(today=MONDAY)

    assert (row.organization, row.duties, row.first_due) == (plain.organization, 1, DUE)


def test_the_office_itself_is_not_listed():
    duty(OrganizationFactory(is_office=True))

    assert found() == {}


@time_machine.travel(moment(MONDAY), tick=False)
def test_the_page_and_the_home_name_the_agency_and_what_to_do(client):
    row = duty(agency_with(0))
    client.force_login(officer())

    home, page = client.get("/").content.decode(), client.get(reverse("plans:unreachable")).content.decode()
    client.force_login(administrator())
    for_administrator = client.get(reverse("plans:unreachable")).content.decode()

    assert "chưa có tài khoản nào" in home and row.organization.name in home
    assert row.organization.name in page and "Chưa có tài khoản nào" in page
    assert reverse("accounts:create") in for_administrator


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number_of_agencies(count, django_assert_num_queries):
    milestone = milestone_of()
    for _ in range(count):
        duty(refused(agency_with()), milestone=milestone)

    with django_assert_num_queries(4):
        assert len(unreachable_agencies(today=MONDAY)) == count
