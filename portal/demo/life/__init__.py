"""A believable life of the five plans up to a day: the same for the same day, done through the services."""
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from notifications.models import Notice, OutboundMessage
from portal.demo.builder import read
from portal.demo.life.council import council_life
from portal.demo.life.duties import duties_life
from portal.demo.life.former import former_lives
from portal.demo.life.nominees import NomineeMaker
from portal.demo.life.province import province_life
from portal.demo.life.units import units_life
from portal.demo.life.world import Clock, World
from reporting.content import proposed_paper
from reporting.offices import usual_layout
from reporting.services import prepare_report

UNREAD_DAYS = 30
REPORTED, REPORTED_ON = ("S4", "S0"), date(2025, 6, 30)


@transaction.atomic
def build_life(today):
    """Everything that happened up to and including `today`, in the order of days; nothing after it.

    Mails of the past stay unwritten: the first pass of the sender must not flood anybody.
    """
    world, maker = World(), NomineeMaker(read("themes.json"))
    acts = sorted(act for act in _whole_life(world, maker) if act.day <= today)
    _live(acts)
    OutboundMessage.objects.all().delete()
    old = Notice.objects.filter(read_at=None, created_at__date__lt=today - timedelta(days=UNREAD_DAYS))
    old.update(read_at=F("created_at"))
    _reports(world, today)


def _whole_life(world, maker):
    return (province_life(world, maker) + units_life(world, maker) + former_lives(world, maker)
            + duties_life(world) + council_life(world))


def _reports(world, today):
    """What the leader finds ready: figures frozen here, the files made by the first sweep of reports."""
    for alias in REPORTED:
        plan = world.plans[alias]
        if today >= REPORTED_ON:
            layout = usual_layout(plan)
            prepare_report(plan, as_of=REPORTED_ON, paper=proposed_paper(plan, layout), layout=layout,
                           by=world.officers[0], today=today)


def _live(acts):
    with Clock() as clock:
        day, step = None, 0
        for act in acts:
            day, step = act.day, step + 1 if act.day == day else 0
            clock.turn_to(day, step)
            act.do()
