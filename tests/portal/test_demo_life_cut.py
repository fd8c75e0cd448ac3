"""The demonstration built for an earlier day is the same life, stopped there."""
from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from audit.models import AuditEvent
from models_registry.models import ExemplarRecord, StageEvent
from plans.models import Deliverable
from plans.queries import plan_by_code
from portal.demo.builder import build_ground
from portal.demo.life import build_life
from reporting.contract import board_data

DAY = date(2022, 6, 20)


@pytest.mark.django_db
def test_a_life_built_for_an_earlier_day_stops_there():
    build_ground(DAY)

    build_life(DAY)

    assert max(StageEvent.objects.values_list("on_date", flat=True)) <= DAY
    assert max(Deliverable.objects.values_list("received_on", flat=True)) <= DAY
    assert not ExemplarRecord.objects.filter(plan__alias="S4").exists()
    assert board_data(plan_by_code("S0"), as_of=DAY)["totals"]["actual"] > 0
    lived = AuditEvent.objects.filter(action__startswith="models_registry").latest("at")
    assert timezone.localdate(lived.at) <= DAY


@pytest.mark.django_db
def test_the_same_day_gives_the_same_life():
    build_ground(DAY)
    lives = []

    for _ in range(2):
        with transaction.atomic():
            build_life(DAY)
            lives.append(picture())
            transaction.set_rollback(True)

    assert lives[0] == lives[1]
    assert len(lives[0][0]) > 100


def picture():
    return (list(StageEvent.objects.order_by("pk").values_list("record__subject__name", "stage", "on_date", "note")),
            list(ExemplarRecord.objects.order_by("pk").values_list("story", "organization__name", "field__code")),
            list(Deliverable.objects.order_by("pk").values_list("received_on", "number", "sent_by__username")))
