"""Large data for tests and measurements, the same for the same numbers; written in bulk within every constraint."""
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import transaction

from audit.services import record
from plans.models import Plan
from portal.demo.life.world import Clock
from portal.demo.seed.cases import store_cases
from portal.demo.seed.council import store_council
from portal.demo.seed.ground import build_plans, create_agencies, create_office, plan_code
from portal.demo.seed.papers import store_papers
from portal.demo.seed.registry import store_records
from portal.demo.seed.texts import Texts

SEED_DAY = date(2026, 6, 30)  # the day the data was written down, whatever the machine's clock says


@dataclass(frozen=True)
class SeedSize:
    """How much is built: agencies, nominations, further records of the registry."""

    agencies: int = 60
    nominations: int = 2000
    records: int = 0


class AlreadySeeded(Exception):
    """The database holds seeded data of another seed."""


@transaction.atomic
def build_seed(seed, size, *, canaries=False):
    """The counts of what was stored, by name; an empty dict when this seed is there already.

    Raises AlreadySeeded for a second seed: the agencies' accounts bear names that can be there only once.
    """
    if Plan.objects.filter(code=plan_code(seed, "A")).exists():
        return {}
    if Plan.objects.filter(code__startswith="SEED-").exists():
        raise AlreadySeeded
    with Clock() as clock:
        clock.turn_to(SEED_DAY, 0)
        return _build(seed, size, Texts(Random(f"texts {seed}"), canaries=canaries))


def _build(seed, size, texts):
    office = create_office()
    agencies = create_agencies(seed, size.agencies, texts)
    plans = build_plans(seed, agencies, today=SEED_DAY)
    found = {"cơ quan": len(agencies), "kế hoạch": len(plans)}
    found |= store_papers(Random(f"papers {seed}"), plans, agencies, texts, today=SEED_DAY)
    found |= store_cases(Random(f"cases {seed}"), plans, agencies, texts, size.nominations, office)
    found |= store_council(plans, texts, office, today=SEED_DAY)
    found |= store_records(Random(f"records {seed}"), plans, agencies, texts, size.records, office)
    record("portal.seed", plans[0], by=None, after=found)
    return found
