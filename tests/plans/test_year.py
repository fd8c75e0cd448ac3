"""A plan with sixty agencies over a simulated year, with everything that goes wrong in one."""
import smtplib
from collections import defaultdict
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.enums import Role
from notifications.models import Notice, OutboundMessage
from notifications.sending import send_due
from plans import reminders, services
from plans.reminder_texts import commands
from plans.undelivered import pass_on_failed
from tests.factories import OrganizationFactory, officer, person, submitter
from tests.notifications.servers import Server
from tests.plans.duty_world import duty, milestone_of, moment

pytestmark = pytest.mark.django_db
FIRST, DAYS, DUE = date(2026, 3, 10), 365, date(2026, 11, 29)
DOWN = {date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)}  # the step of the 20th is missed
NOVEMBER = [date(2026, 11, day) for day in (13, 23, 26, 27)]
LATE = [date(2026, 11, 30), *(date(2026, 12, day) for day in (2, 4, 11, 18, 25, 31)),
        *(date(2027, 1, day) for day in (8, 15, 22))]


class YearServer(Server):
    """Refuses one address for good; on the first day it is busy, hangs, cuts off, and takes a mail without saying so.

    A second sender runs whenever the first has just handed over a mail.
    """

    dead, faults, is_alone, seen = "", [], True, []

    def send_messages(self, messages):
        message, = messages
        if message.to == [self.dead]:
            raise smtplib.SMTPRecipientsRefused({self.dead: (550, b"no such user")})
        fault = self.faults.pop(0) if self.faults else None
        if fault and fault != "taken":
            raise fault
        self.seen.append((timezone.localdate(), message))
        if fault:
            raise smtplib.SMTPServerDisconnected("after DATA")
        self._let_the_other_send()
        return 1

    def _let_the_other_send(self):
        if YearServer.is_alone:
            YearServer.is_alone = False
            send_due(now=timezone.now(), limit=2)
            YearServer.is_alone = True


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.YearServer"
    YearServer.dead, YearServer.is_alone, YearServer.seen = "", True, []
    YearServer.faults = [smtplib.SMTPDataError(451, b"busy"), TimeoutError("hangs"), "taken",
                         smtplib.SMTPServerDisconnected("cut off")]
    return YearServer


class World:
    """Sixty duties: 20 handed in early, 35 in time, and one each with a story of its own."""

    def __init__(self):
        self.office, self.milestone = officer(), milestone_of(issued_on=FIRST)
        self.people, self.rows = {}, {}
        names = [*(f"early {n}" for n in range(20)), *(f"timely {n}" for n in range(35)),
                 "never", "asked", "extended", "merged", "dead"]
        for name in names:
            agency = OrganizationFactory(**({"system": "front"} if name == "asked" else {}))
            self.people[name] = submitter(agency)
            self.rows[name] = duty(agency, milestone=self.milestone)
        self.heads = {name: person(Role.UNIT_HEAD, self.rows[name].organization) for name in ("never", "asked", "dead")}
        self.heir = OrganizationFactory()
        self.heirs_person = submitter(self.heir)

    def act(self, day):
        """What people do on the day."""
        if day == date(2026, 7, 1):
            old = self.rows["merged"].organization
            type(old).objects.filter(pk=old.pk).update(valid_to=date(2026, 6, 30))
            services.assign_bearer(self.rows["merged"], by=self.office, organization=self.heir, from_date=day,
                                   basis="NQ 1/2026")
        elif day == date(2026, 11, 25):
            services.extend_deadline(self.rows["extended"], by=self.office, new_due_on=date(2026, 12, 20),
                                     reason="Thiếu số liệu", today=day)
        for start, on in (("early", date(2026, 11, 18)), ("timely", date(2026, 11, 28)), ("dead", date(2026, 11, 28)),
                          ("merged", date(2026, 11, 28)), ("extended", date(2026, 12, 19))):
            for name in self.rows if day == on else ():
                if name.startswith(start):
                    services.hand_in(self.rows[name], by=None, received_on=day, today=day)


def live_through(world):
    with time_machine.travel(moment(FIRST), tick=False) as clock:
        for number in range(DAYS):
            day = FIRST + timedelta(days=number)
            clock.move_to(moment(day))
            world.act(day)
            if day not in DOWN:
                reminders.plan_due(now=timezone.now())
                for minutes in (0, 2, 10, 30, 31) if OutboundMessage.objects.filter(state="new").exists() else ():
                    clock.move_to(moment(day) + timedelta(minutes=minutes))
                    send_due(now=timezone.now())
                    pass_on_failed(now=timezone.now())


def test_everybody_gets_each_thing_once_in_the_right_words_and_every_line_is_explained(server):
    world = World()
    server.dead = world.people["dead"].email

    live_through(world)

    got, once = defaultdict(list), {}  # a mail that comes again bears the same Message-ID and the same words
    for day, mail in server.seen:
        if once.setdefault(mail.extra_headers["Message-ID"], mail) is mail:
            got[mail.to[0]].append(day)
        assert once[mail.extra_headers["Message-ID"]].body == mail.body
    days = dict(got)
    doubled = len(server.seen) - len(once)

    assert doubled == 1  # the one that the server took without saying so, under the same Message-ID
    assert {tuple(days[world.people[f"early {n}"].email]) for n in range(20)} == {tuple(NOVEMBER[:1])}
    assert {tuple(days[world.people[f"timely {n}"].email]) for n in range(35)} == {tuple(NOVEMBER)}
    assert days[world.heirs_person.email] == NOVEMBER and world.people["merged"].email not in days
    assert days[world.heads["dead"].email] == NOVEMBER and world.people["dead"].email not in days
    assert days[world.people["extended"].email] == [
        *NOVEMBER[:2], date(2026, 11, 25), *(date(2026, 12, day) for day in (4, 11, 17, 18))]
    assert days[world.people["never"].email] == days[world.people["asked"].email] == [*NOVEMBER, *LATE]
    assert days[world.heads["never"].email] == LATE[1:] and world.heads["asked"].email not in days
    assert days[world.office.email] == LATE[2:]

    bodies = [mail.body for _, mail in server.seen if mail.to == [world.people["asked"].email]]
    assert len(bodies) == 14 and not any(commands(body) for body in bodies)
    merged = next(m for d, m in server.seen if d == NOVEMBER[1] and m.to == [world.people["timely 0"].email])
    assert "còn 6 ngày" in f"{merged.subject} {merged.body}"  # the true number, not the 7 of the step that was missed

    assert set(OutboundMessage.objects.values_list("state", flat=True)) <= {"sent", "failed", "skipped"}
    assert not OutboundMessage.objects.filter(reason="").exists()
    assert not OutboundMessage.objects.filter(state="skipped", cancelled="").exists()
    assert not OutboundMessage.objects.filter(state="failed", passed_on="").exists()
    assert Notice.objects.filter(user=world.people["timely 0"]).count() == len(NOVEMBER)
