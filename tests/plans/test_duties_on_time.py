"""How punctual agencies are, and who has not stirred yet."""
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from plans import services
from plans.duty_search import with_status
from plans.models import DeadlineOccurrence
from plans.on_time import on_time_lines, still_lines
from tests.factories import leader, submitter
from tests.plans.duty_world import DUE, MONDAY, agency_with, duty, moment

pytestmark = pytest.mark.django_db
AFTER = date(2026, 12, 31)


def lines_on(day):
    return [(line.organization.name, line.due, line.on_time, line.in_extension, line.done_late, line.late, line.percent)
            for line in on_time_lines(with_status(DeadlineOccurrence.objects.all(), as_of=day), as_of=day)]


def still_on(day):
    return [(line.organization.name, line.duties, line.first_due)
            for line in still_lines(with_status(DeadlineOccurrence.objects.all(), as_of=day), as_of=day)]


def hand_in(row, day):
    services.hand_in(row, by=None, received_on=day, today=day)


def test_each_duty_that_came_due_is_in_one_column_and_an_extension_is_no_punctuality():
    agency = agency_with(name="Sở Y tế")
    on_time, extended, late_one, _missing = (duty(agency) for _ in range(4))
    waived, _undated = duty(agency), duty(agency, due_on=None, relation="about")
    hand_in(on_time, DUE)
    services.extend_deadline(extended, by=None, new_due_on=DUE + timedelta(days=9), reason="CV 7", today=MONDAY)
    hand_in(extended, DUE + timedelta(days=9))
    hand_in(late_one, DUE + timedelta(days=1))
    services.close_duty(waived, by=None, closed_as="waived", reason="Không phát sinh", on_date=MONDAY)

    assert lines_on(AFTER) == [("Sở Y tế", 4, 1, 1, 1, 1, 25)]


def test_what_is_still_to_come_counts_only_once_it_is_done():
    agency = agency_with(name="Sở Y tế")
    duty(agency), hand_in(duty(agency), MONDAY)

    assert lines_on(MONDAY) == [("Sở Y tế", 1, 1, 0, 0, 0, 100)]


def test_the_least_punctual_comes_first():
    hand_in(duty(agency_with(name="Sở Một")), DUE)
    duty(agency_with(name="Sở Hai"))

    assert [line[0] for line in lines_on(AFTER)] == ["Sở Hai", "Sở Một"]


def test_who_opened_or_sent_something_has_stirred():
    duty(agency_with(name="Sở Im Lặng")), duty(agency_with(name="Sở Xa"), due_on=date(2027, 6, 1))
    opened, sent = duty(agency_with(name="Sở Đã Mở")), duty(agency_with(name="Sở Đã Gửi"))
    DeadlineOccurrence.objects.filter(pk=opened.pk).update(opened_at=moment(MONDAY))
    hand_in(sent, MONDAY)

    assert still_on(MONDAY) == [("Sở Im Lặng", 1, DUE)]


def test_an_agency_sees_its_own_line_alone(client):
    row = duty(agency_with(name="Sở Một"))
    duty(agency_with(name="Sở Hai"))

    with time_machine.travel(moment(AFTER), tick=False):
        client.force_login(submitter(row.organization))
        page = client.get(reverse("plans:on_time"))

    assert [line.organization.name for line in page.context["page"]] == ["Sở Một"]
    assert "Sở Hai" not in page.content.decode()


@pytest.mark.parametrize(("query", "found"), [("", 1), ("?year=2026", 1), ("?year=2025", 0)])
def test_the_year_stands_in_the_address(client, query, found):
    duty()

    with time_machine.travel(moment(AFTER), tick=False):
        client.force_login(leader())
        page = client.get(reverse("plans:on_time") + query)

    assert len(page.context["page"]) == found


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number_of_agencies(client, rows, django_assert_num_queries):
    for _ in range(rows):
        duty()

    with time_machine.travel(moment(AFTER), tick=False):
        client.force_login(leader())
        client.get(reverse("plans:on_time"))
        with django_assert_num_queries(9):
            page = client.get(reverse("plans:on_time"))

    assert len(page.context["page"]) == rows
