"""How often mails come, and who stands in for absent people."""
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from core.errors import InvalidInput
from notifications.models import Absence, Notice, OutboundMessage
from notifications.preferences import enter_absence, set_frequency
from notifications.queries import possible_deputies
from notifications.sending import send_due
from plans import reminders
from tests.factories import UserFactory, officer, submitter
from tests.notifications import servers
from tests.notifications.servers import Server
from tests.plans.duty_world import DUE, MONDAY, agency_with, duty, moment

pytestmark = pytest.mark.django_db


def person_of(row):
    return row.organization.role_assignments.get().user


def leaves(now):
    reminders.plan_due(now=now)
    return OutboundMessage.objects.order_by("-pk").values_list("not_before", flat=True)[0]


def half_past_seven(day):
    return moment(day, 7) + timedelta(minutes=30)


@pytest.mark.parametrize(("frequency", "at"), [
    ("instant", moment(MONDAY, 9)), ("daily", half_past_seven(date(2026, 11, 17))),
    ("weekly", half_past_seven(date(2026, 11, 23)))])
def test_a_mail_leaves_with_the_digest_the_person_chose(frequency, at):
    row = duty()
    set_frequency(by=person_of(row), frequency=frequency)

    assert leaves(moment(MONDAY, 9)) == at
    assert Notice.objects.count() == 1


def test_what_is_due_before_the_weekly_digest_comes_with_the_daily_one():
    row = duty(due_on=date(2026, 11, 20))
    set_frequency(by=person_of(row), frequency="weekly")

    assert leaves(moment(MONDAY, 9)) == half_past_seven(date(2026, 11, 17))


@pytest.mark.parametrize("due_on", [MONDAY, MONDAY + timedelta(days=1), MONDAY - timedelta(days=3)])
def test_what_is_urgent_comes_at_once_whatever_was_chosen(due_on):
    row = duty(due_on=due_on)
    set_frequency(by=person_of(row), frequency="weekly")

    assert leaves(moment(MONDAY, 9)) == moment(MONDAY, 9)


def test_a_digest_is_one_mail_that_counts_the_days_from_its_morning(settings):
    settings.EMAIL_BACKEND = servers.NAME
    Server.reset()
    agency = agency_with()
    set_frequency(by=agency.role_assignments.get().user, frequency="daily")
    duty(agency), duty(agency, due_on=DUE + timedelta(days=1))

    reminders.plan_due(now=moment(MONDAY, 9))
    send_due(now=half_past_seven(date(2026, 11, 17)))

    assert len(Server.taken) == 1
    assert "còn 12 ngày" in Server.taken[0].body and "còn 13 ngày" in Server.taken[0].body
    assert (Server.taken[0].extra_headers["List-Unsubscribe"].partition("?")[0]
            .endswith(reverse("notifications:one_click")))


def test_a_deputy_is_told_beside_the_absent_and_reads_why():
    row = duty()
    absent, deputy = person_of(row), submitter(row.organization)
    row.organization.role_assignments.filter(user=deputy).update(role="chu_tri")
    enter_absence(by=absent, deputy=deputy, first_on=MONDAY, last_on=MONDAY, today=MONDAY)

    reminders.plan_due(now=moment(MONDAY))

    assert {mail.recipient for mail in OutboundMessage.objects.all()} == {absent, deputy}
    assert OutboundMessage.objects.get(recipient=deputy).reason.startswith(f"Nhận thay {absent} đang vắng mặt. ")
    assert not OutboundMessage.objects.get(recipient=absent).reason.startswith("Nhận thay")


def test_after_the_absence_the_deputy_is_not_told():
    row = duty()
    absent, deputy = person_of(row), submitter(row.organization)
    row.organization.role_assignments.filter(user=deputy).update(role="chu_tri")
    enter_absence(by=absent, deputy=deputy, first_on=MONDAY - timedelta(days=9), last_on=MONDAY - timedelta(days=1),
                  today=MONDAY - timedelta(days=9))

    reminders.plan_due(now=moment(MONDAY))

    assert [mail.recipient for mail in OutboundMessage.objects.all()] == [absent]


def test_only_colleagues_can_stand_in():
    agency, chief, other = agency_with(people=2), officer(), officer()
    first, second = (row.user for row in agency.role_assignments.order_by("pk"))
    submitter()

    assert list(possible_deputies(first, today=MONDAY)) == [second]
    assert list(possible_deputies(chief, today=MONDAY)) == [other]
    with pytest.raises(InvalidInput, match="cùng cơ quan"):
        enter_absence(by=first, deputy=chief, first_on=MONDAY, last_on=MONDAY, today=MONDAY)


def test_two_absences_do_not_overlap():
    agency = agency_with(people=2)
    first, second = (row.user for row in agency.role_assignments.order_by("pk"))
    enter_absence(by=first, deputy=second, first_on=MONDAY, last_on=DUE, today=MONDAY)

    with pytest.raises(InvalidInput, match="Đã báo vắng mặt"):
        enter_absence(by=first, deputy=second, first_on=DUE, last_on=DUE, today=MONDAY)


def test_the_page_saves_a_choice_and_an_absence_and_takes_it_back(client):
    agency = agency_with(people=2)
    first, second = (row.user for row in agency.role_assignments.order_by("pk"))
    address = reverse("notifications:preferences")
    with time_machine.travel(moment(MONDAY), tick=False):
        client.force_login(first)
        client.post(address, {"act": "frequency", "frequency": "daily"})
        client.post(address, {"act": "absence", "first_on": "2026-11-20", "last_on": "2026-11-25",
                              "deputy": second.username})
        faulty = client.post(address, {"act": "absence", "first_on": "2026-11-22", "last_on": "2026-11-21",
                                       "deputy": second.username})
        page = client.get(address)

        assert page.context["often"]["frequency"].value() == "daily"
        assert [row.deputy for row in page.context["absences"]] == [second]
        assert faulty.status_code == 422 and faulty.context["absence"].errors["last_on"]
        row = Absence.objects.get()
        client.force_login(UserFactory())
        assert client.post(reverse("notifications:absence_end"), {"absence": row.public_id}).status_code == 404
        client.force_login(first)
        client.post(reverse("notifications:absence_end"), {"absence": row.public_id})

    assert not Absence.objects.exists()


def test_only_the_office_is_asked_about_mails_on_its_inner_steps(client):
    asked = {}
    for name, user in (("agency", submitter(agency_with(people=0))), ("office", officer())):
        client.force_login(user)
        client.post(reverse("notifications:preferences"), {"act": "frequency", "frequency": "daily"})
        asked[name] = "việc nội bộ" in client.get(reverse("notifications:preferences")).content.decode()
        asked[f"{name} gets"] = user.delivery_preference.gets_optional

    assert asked == {"agency": False, "agency gets": True, "office": True, "office gets": False}


def test_a_digest_tells_one_duty_once(settings):
    settings.EMAIL_BACKEND = servers.NAME
    Server.reset()
    row = duty()
    set_frequency(by=person_of(row), frequency="daily")
    reminders.plan_due(now=moment(date(2026, 11, 26), 9))

    reminders.plan_due(now=moment(date(2026, 11, 27), 0))
    send_due(now=moment(date(2026, 11, 27), 8))

    assert [message.subject for message in Server.taken] == ["Nhắc việc, còn 2 ngày: Gửi báo cáo năm"]
