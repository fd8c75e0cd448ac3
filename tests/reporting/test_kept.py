"""Figures kept between requests: the same object while nothing was written, new figures after every act."""
from datetime import date
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.urls import reverse

from audit.services import record
from models_registry.services import note_change
from reporting import kept
from reporting.figures import quota_lines
from tests.factories import OrganizationFactory, obligation_of, officer, submitter
from tests.reporting.board_samples import count

DAY = date(2023, 6, 30)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.FIGURES_KEPT = 2
    kept.forget()
    yield
    kept.forget()


def act(plan, *counted, action="plans.change"):
    """An act on the plan that changes what the obligations `counted` count."""
    with transaction.atomic():
        note_change(obligation.pk for obligation in counted)
        record(action, plan, by=None)


def test_an_unchanged_board_is_not_counted_again(django_assert_num_queries):
    plan = obligation_of(OrganizationFactory()).rule.plan
    first = quota_lines(plan, as_of=DAY)

    with django_assert_num_queries(1):
        again = quota_lines(plan, as_of=DAY)

    assert again == first


def test_every_act_makes_the_board_count_anew():
    obligation = obligation_of(OrganizationFactory(), min_count=20)
    plan = obligation.rule.plan
    before = quota_lines(plan, as_of=DAY)[0].actual
    count(obligation, 3)
    act(plan, obligation)

    assert (before, quota_lines(plan, as_of=DAY)[0].actual) == (0, 3)


def test_signing_in_lets_figures_stay_and_any_other_act_does_not():
    user = officer()
    found = []
    for action in ("accounts.create", "accounts.sign_in", "accounts.grant_role"):
        with transaction.atomic():
            record(action, user, by=None)
        kept.recall_one("board", lambda action=action: found.append(action))

    assert found == ["accounts.create", "accounts.grant_role"]


def test_what_hangs_on_plans_alone_outlives_acts_on_people_and_records():
    plan, found = obligation_of(OrganizationFactory()).rule.plan, []
    for action in ("plans.issue", "nominations.submit", "models_registry.reach_stage", "organizations.rename",
                   "accounts.create", "portal.seed"):
        act(plan, action=action)
        kept.recall_one("ground", lambda action=action: found.append(action), about=kept.plan_acts)

    assert found == ["plans.issue", "organizations.rename", "portal.seed"]


@pytest.mark.parametrize("acts", [1, 5])
def test_versions_run_on_when_the_log_grows_beyond_what_is_looked_back_at(monkeypatch, acts):
    monkeypatch.setattr(kept, "LOOKED_BACK", 3)
    plan = obligation_of(OrganizationFactory()).rule.plan
    seen = [kept.data_versions()]
    for _ in range(6):
        for _ in range(acts):
            act(plan)
        act(plan, action="nominations.submit")
        seen.append(kept.data_versions())

    grown = [{action: now[action] - before[action] for action in now} for (_, before), (_, now) in pairwise(seen)]
    assert grown == [{"plans.change": acts, "nominations.submit": 1}] * 6
    assert len({beginning for beginning, _ in seen}) == 1


def test_an_event_that_ends_late_with_an_early_number_is_noticed():
    plan = obligation_of(OrganizationFactory()).rule.plan
    with transaction.atomic():
        late = record("plans.change", plan, by=None)
    early, late.pk = late.pk, late.pk + 5
    late.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent WHERE id = %s", [early])
    before = kept.data_versions()
    late.pk = early
    late.save(force_insert=True)

    assert kept.data_versions()[1] - before[1] == {"plans.change": 1}


def test_a_shorter_log_of_another_database_makes_a_new_beginning():
    plan = obligation_of(OrganizationFactory()).rule.plan
    act(plan)
    before = kept.data_versions()[0]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent")

    assert kept.data_versions()[0] is not before


def test_what_a_transaction_sees_is_not_kept():
    obligation = obligation_of(OrganizationFactory(), min_count=20)
    plan = obligation.rule.plan
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        count(obligation, 3)
        assert quota_lines(plan, as_of=DAY)[0].actual == 3
        raise ZeroDivisionError

    assert quota_lines(plan, as_of=DAY)[0].actual == 0


def test_the_oldest_boards_give_way():
    plan = obligation_of(OrganizationFactory()).rule.plan
    asked = []
    for day in (1, 2, 3, 1):
        kept.recall_one(("days", plan.pk, day), lambda day=day: asked.append(day) or day)

    assert asked == [1, 2, 3, 1]


def test_a_kept_board_and_list_are_shown_to_nobody_who_may_not_see_them(client, settings):
    settings.FIGURES_KEPT = 100
    health = obligation_of(OrganizationFactory(name="Sở Y tế"), min_count=20)
    police = obligation_of(OrganizationFactory(name="Công an tỉnh"), field=health.field, min_count=7)
    count(health, 1)
    pages = [reverse(f"reporting:{name}", args=[health.rule.plan.public_id]) for name in ("board", "numbers")]

    seen = []
    for user in (officer(), submitter(police.bearer), submitter(health.bearer)):
        client.force_login(user)
        seen.append(["Sở Y tế" in client.get(page).content.decode().partition("<main")[2] for page in pages])

    assert seen == [[True, True], [False, False], [True, True]]


def test_a_board_drawn_once_is_drawn_anew_after_an_act(client, settings):
    settings.FIGURES_KEPT = 100
    obligation = obligation_of(OrganizationFactory(), min_count=20)
    page = reverse("reporting:board", args=[obligation.rule.plan.public_id])
    client.force_login(officer())
    before = client.get(page).content.decode()
    count(obligation, 3)
    unheard = client.get(page).content.decode()
    act(obligation.rule.plan, obligation)

    assert ["0/20" in before, "0/20" in unheard, "3/20" in client.get(page).content.decode()] == [True] * 3
