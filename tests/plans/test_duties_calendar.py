"""Duties on a calendar page and in private feeds."""
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from plans import services
from plans.agenda import feed_of
from plans.models import CalendarFeed
from tests.factories import leader, officer, submitter
from tests.plans.duty_world import DUE, MONDAY, agency_with, duty, milestone_of, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(moment(MONDAY), tick=False):
        yield


def shown(response):
    return {day.day: [(entry.milestone.title, entry.done, entry.total) for entry in day.entries]
            for month in response.context["months"] for week in month.weeks for day in week.days if day.entries}


def events(client, feed):
    response = client.get(feed.get_absolute_url())
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return [(str(event["summary"]), event["dtstart"].dt, event["dtend"].dt, str(event["uid"]))
            for event in Calendar.from_ical(response.content).walk("VEVENT")]


def test_a_month_shows_each_milestone_once_on_its_day(client):
    milestone = milestone_of()
    done = duty(milestone=milestone)
    duty(milestone=milestone), duty(due_on=None, relation="about"), duty(due_on=date(2026, 12, 1))
    services.hand_in(done, by=None, received_on=MONDAY, today=MONDAY)
    client.force_login(leader())

    page = client.get(reverse("plans:calendar"))

    assert page.context["title"] == "Tháng 11 năm 2026"
    assert shown(page) == {DUE: [("Gửi báo cáo năm", 1, 2)]}


@pytest.mark.parametrize(("ky", "title", "days"), [
    ("2026-12", "Tháng 12 năm 2026", [date(2026, 12, 1)]),
    ("2026-Q4", "Quý IV năm 2026", [DUE, date(2026, 12, 1)]),
    ("2027-Q1", "Quý I năm 2027", []), ("x", "Tháng 11 năm 2026", [DUE]), ("2026-13", "Tháng 11 năm 2026", [DUE])])
def test_the_period_stands_in_the_address(client, ky, title, days):
    duty(), duty(due_on=date(2026, 12, 1))
    client.force_login(officer())

    page = client.get(reverse("plans:calendar"), {"ky": ky})

    assert (page.context["title"], sorted(shown(page))) == (title, days)


def test_the_year_turns_at_its_ends(client):
    client.force_login(officer())

    december = client.get(reverse("plans:calendar"), {"ky": "2026-12"}).context
    winter = client.get(reverse("plans:calendar"), {"ky": "2026-Q1"}).context

    assert (december["before"], december["after"], december["other"]) == ("2026-11", "2027-01", "2026-Q4")
    assert (winter["before"], winter["after"], winter["other"]) == ("2025-Q4", "2026-Q2", "2026-01")


def test_an_agency_sees_its_own_duties_alone(client):
    own = duty()
    duty(due_on=date(2026, 11, 20))
    client.force_login(submitter(own.organization))

    assert list(shown(client.get(reverse("plans:calendar")))) == [DUE]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_calendar_takes_the_same_queries_for_any_number_of_duties(client, rows, django_assert_num_queries):
    for _ in range(rows):
        duty()
    client.force_login(leader())
    client.get(reverse("plans:calendar"))

    with django_assert_num_queries(8):
        page = client.get(reverse("plans:calendar"))

    assert len(shown(page)[DUE]) == rows


# --- feeds ----------------------------------------------------------------------------------------------------------


def test_a_feed_is_read_without_signing_in_and_holds_the_persons_duties_as_whole_days(client):
    row = duty()
    duty()
    feed = services.open_feed(by=submitter(row.organization))

    assert events(client, feed) == [("Hạn: Gửi báo cáo năm (năm 2026)", DUE, date(2026, 11, 30),
                                     f"{row.public_id}@hoadep")]
    assert CalendarFeed.objects.get().read_at == moment(MONDAY)


def test_a_moved_duty_keeps_its_identity_and_a_done_one_says_so(client):
    row = duty()
    feed = services.open_feed(by=submitter(row.organization))
    before = events(client, feed)[0]

    services.extend_deadline(row, by=None, new_due_on=date(2026, 12, 9), reason="CV 7", today=MONDAY)
    services.hand_in(row, by=None, received_on=MONDAY, today=MONDAY)
    after = events(client, feed)[0]

    assert before[3] == after[3]
    assert (after[0], after[1]) == ("✓ Hạn: Gửi báo cáo năm (năm 2026)", date(2026, 12, 9))


def test_a_feed_of_one_plan_holds_that_plan_alone(client):
    agency = agency_with()
    one = duty(agency)
    duty(agency)
    feed = services.open_feed(by=agency.role_assignments.get().user, plan=one.milestone.plan)

    assert [uid for *_, uid in events(client, feed)] == [f"{one.public_id}@hoadep"]


def test_a_waived_duty_is_on_no_calendar(client):
    row = duty()
    feed = services.open_feed(by=submitter(row.organization))
    services.close_duty(row, by=None, closed_as="waived", reason="Không phát sinh", on_date=MONDAY)

    assert events(client, feed) == []


def test_a_revoked_feed_and_one_of_a_closed_account_lead_nowhere(client):
    revoked, closed = services.open_feed(by=officer()), services.open_feed(by=officer())
    addresses = [revoked.get_absolute_url(), closed.get_absolute_url()]

    services.revoke_feed(revoked, by=revoked.user)
    type(closed.user).objects.filter(pk=closed.user_id).update(is_active=False)

    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert (client.get(reverse("plans:feed")).status_code
            == client.get(reverse("plans:feed") + "?ma=x").status_code == 404)


def test_a_person_opens_one_feed_a_plan_and_revokes_only_own_ones(client):
    row = duty()
    person = submitter(row.organization)
    client.force_login(person)
    for _ in range(2):
        client.post(reverse("plans:feeds"), {"plan": ""})
        client.post(reverse("plans:feeds"), {"plan": row.milestone.plan.public_id})
    feed = person.calendar_feeds.get(plan=None)

    client.force_login(officer())
    foreign = client.post(reverse("plans:feed_revoke"), {"feed": feed.pk, "confirmed": "1"})
    client.force_login(person)
    client.post(reverse("plans:feed_revoke"), {"feed": feed.pk, "confirmed": "1"})

    assert foreign.status_code == 404
    assert [row.plan for row in person.calendar_feeds.all()] == [row.milestone.plan]


def feed_bytes(user, **values):
    return feed_of(user, **{"plan": None, "today": MONDAY, "now": moment(MONDAY), **values})


def test_a_feed_keeps_to_the_rules_that_outlook_and_google_need():
    title = ("Gửi báo cáo; kèm danh sách, biểu mẫu \\ «phụ lục» của các cơ quan, đơn vị trực thuộc "
             "và địa phương trong tỉnh")
    row = duty(title=title)
    user = row.organization.role_assignments.get().user

    content = feed_bytes(user)

    lines = content.split(b"\r\n")
    event, = Calendar.from_ical(content).walk("VEVENT")
    assert b"\n" not in content.replace(b"\r\n", b"") and max(len(line) for line in lines) <= 75
    assert {b"METHOD:PUBLISH", b"REFRESH-INTERVAL;VALUE=DURATION:PT6H", b"X-PUBLISHED-TTL:PT6H",
            b"DTSTAMP:20261116T010000Z", b"DTSTART;VALUE=DATE:20261129", b"DTEND;VALUE=DATE:20261130"} <= set(lines)
    assert b"b\xc3\xa1o c\xc3\xa1o\\; k\xc3\xa8m danh s\xc3\xa1ch\\, bi" in content.replace(b"\r\n ", b"")
    assert str(event["summary"]) == f"Hạn: {title} (năm 2026)"
    assert feed_bytes(user) == content


def test_the_office_gets_one_event_a_period_and_agencies_with_a_day_of_their_own_beside_it():
    milestone = milestone_of()
    done, *_, extended = [duty(milestone=milestone) for _ in range(4)]
    services.hand_in(done, by=None, received_on=MONDAY, today=MONDAY)
    services.extend_deadline(extended, by=None, new_due_on=date(2026, 12, 10), reason="Bão", today=MONDAY)

    found = {str(e["uid"]): e for e in Calendar.from_ical(feed_bytes(officer())).walk("VEVENT")}

    assert {uid: str(event["summary"]) for uid, event in found.items()} == {
        f"{milestone.public_id}-2026@hoadep": "Hạn: Gửi báo cáo năm (năm 2026): 1/3 cơ quan đã xong",
        f"{extended.public_id}@hoadep": "Hạn: Gửi báo cáo năm (năm 2026)"}
