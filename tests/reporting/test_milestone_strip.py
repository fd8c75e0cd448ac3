"""The strip of duties over a board: green when nobody owes the duty any more."""
from datetime import timedelta

import pytest

from plans.models import BearerAssignment
from reporting.milestones import _marks
from tests.factories import OrganizationFactory, officer
from tests.plans.duty_world import duty

pytestmark = pytest.mark.django_db


def states(row):
    return [mark.state for mark in _marks(row.milestone.plan, row.due_on + timedelta(days=30), officer())]


def ended(row):
    row.organization.valid_to = row.due_on - timedelta(days=40)
    row.organization.save()
    return row


def test_a_body_that_ended_before_the_day_owes_nothing():
    row = duty()
    before = states(row)

    ended(row)

    assert (before, states(row)) == (["late"], ["done"])


def test_the_heir_of_a_body_that_ended_owes_its_duty():
    row = ended(duty())

    BearerAssignment.objects.create(
        occurrence=row, organization=OrganizationFactory(), from_date=row.organization.valid_to, basis="Sắp xếp")

    assert states(row) == ["late"]
