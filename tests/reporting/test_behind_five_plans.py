"""Every figure in the reports on the five demonstration plans opens a list that gives it."""
from datetime import date

import pytest
from django.db import transaction

from plans.queries import plan_by_code
from portal.demo.builder import build_ground
from reporting.enums import ReportKind
from tests.factories import leader
from tests.reporting.board_samples import count
from tests.reporting.paper_links import TODAY, disagreements, links_of, prepare

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_plans")]
LINES_OF = {"S0": 23, "S1": 1, "S2": 25, "S3": 4, "S4": 20}


@pytest.fixture(scope="module")
def five_plans(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        build_ground(TODAY)
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def fill(plan):
    """Results that leave some quotas empty, meet some and pass others."""
    rows = [row for rule in plan.rules.all() for row in rule.obligations.select_related("rule").order_by("pk")]
    for place, obligation in enumerate(rows):
        for stage, how_many in (("registered", place % 5),
                                (None, (0, 1, obligation.rule.min_count or 2, 12)[place % 4])):
            count(obligation, how_many, on=max(obligation.window_start, date(2020, 2, 1)), stage=stage)


@pytest.mark.parametrize("alias", ["S0", "S1", "S2", "S3", "S4"])
def test_every_figure_of_the_five_plans_opens_a_list_that_gives_it(client, alias):
    plan = plan_by_code(alias)
    fill(plan)
    client.force_login(leader())
    report = prepare(plan, ReportKind.FINAL, date(2025, 12, 31))

    links = links_of(report)

    assert len(links) > LINES_OF[alias]
    assert disagreements(client, report) == []
