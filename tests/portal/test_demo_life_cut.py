"""The demonstration built for an earlier day is the same life, stopped there."""
from datetime import date

import pytest
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
