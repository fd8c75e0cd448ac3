"""Counts kept by obligation: after whatever act, in whatever order acts and looks end, the board shows what counting
anew would show."""
import ast
import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import wraps
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Sum
from django.urls import reverse

from audit.services import record as audit
from core.errors import DomainError
from models_registry import services as registry
from models_registry.models import CountChange, ExemplarRecord, Subject
from models_registry.queries import count_versions
from nominations import services as nominations
from nominations.models import Nomination
from organizations import services as organizations
from plans.enums import Stage
from plans.models import QuotaObligation
from plans.services import amendments, duties
from reporting import counts, figures, forms, kept
from reporting.figures import quota_lines, terms_of_lines
from reporting.made import once
from reporting.tallies import tally
from tests.factories import (
    NominationFactory,
    ObligationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    QuotaRuleFactory,
    SubmissionFactory,
    obligation_of,
    officer,
)
from tests.reporting.board_samples import count

BASE = Path(__file__).resolve().parents[2]
TODAY, EARLIER = date(2026, 11, 21), date(2024, 6, 30)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.FIGURES_KEPT = 100
    kept.forget()
    yield
    kept.forget()


def shown(plan, as_of):
    return [(str(line.bearer), str(line.current_bearer), line.minimum, line.maximum, line.registered, line.nurturing,
             line.recognised, line.replicated, line.forwarded, line.actual, line.status, line.pace, line.heard_on)
            for line in quota_lines(plan, as_of=as_of)]


def spread(plan, as_of):
    """What further stands on the board: counts by field and day, subjects in several fields, the list behind all."""
    terms = terms_of_lines(quota_lines(plan, as_of=as_of))
    by_field, by_day, subjects, named = (tally(count, terms, as_of=as_of, empty={}) for count in (
        counts.counted_by_field, counts.counted_by_day, counts.counted_subjects, counts.named_credits))
    people = {pk: {field: sorted(found) for field, found in fields.items()} for pk, fields in subjects.items()}
    return by_field, by_day, people, counts.ids_in_order(named.values()), counts.in_several_fields(subjects.values())


def anew(settings, look, *given):
    settings.FIGURES_KEPT = 0
    try:
        return look(*given)
    finally:
        settings.FIGURES_KEPT = 100


# --- every act --------------------------------------------------------------------------------------------------------


@dataclass
class World:
    """A plan of two rules, one of them over all fields, owed by three agencies; and chance."""

    rng: random.Random
    by: object = None
    plan: object = None
    agencies: list = field(default_factory=list)
    owed: list = field(default_factory=list)

    def __post_init__(self):
        self.by, first = officer(), PlanFieldFactory()
        self.plan, fields = first.plan, [first, PlanFieldFactory(plan=first.plan)]
        self.agencies = OrganizationFactory.create_batch(3)
        single = QuotaRuleFactory(plan=self.plan, min_count=3, max_count=5, counts_collective=True)
        pooled = QuotaRuleFactory(plan=self.plan, min_count=2, counting_stage="forwarded")
        self.owed = [ObligationFactory(rule=single, field=f, bearer=a) for f in fields for a in self.agencies]
        self.owed += [ObligationFactory(rule=pooled, bearer=a) for a in self.agencies]

    def day(self):
        return date(2023, 1, 1) + timedelta(days=self.rng.randrange(1400))

    def record(self):
        return self.rng.choice(list(ExemplarRecord.objects.filter(plan=self.plan)) or [self.found()])

    def found(self):
        obligation = self.rng.choice(self.owed)
        subject = registry.ensure_subject(by=self.by, type=self.rng.choice(obligation.rule.subject_types),
                                          name=f"Người {self.rng.randrange(25)}", organization=obligation.bearer)
        return registry.ensure_record(
            by=self.by, subject=subject, plan=self.plan, organization=obligation.bearer,
            field=obligation.field or self.rng.choice(self.owed[:6]).field, obligations=[obligation])


def credit(world):
    registry.credit(world.record(), world.rng.choice(world.owed), by=world.by)


def move_credit(world):
    registry.move_credit(world.record(), world.rng.choice(world.owed), by=world.by)


def reach(world):
    registry.reach_stage(world.record(), world.rng.choice(list(Stage)), on_date=world.day(), by=world.by)


def step(world):
    name = world.rng.choice(["nurture", "replicate", "hold", "resume", "drop", "revoke"])
    registry.take_step(world.record(), name, by=world.by, on_date=world.day(), today=TODAY, note="Lý do",
                       decision_number="1/QĐ")


def support(world):
    registry.support(world.record(), on_date=world.day(), what="Tập huấn", person_in_charge="Ông A", by=world.by,
                     today=TODAY)


def replicate(world):
    registry.replicate(world.record(), adopter=f"Xã {world.rng.randrange(99)}", on_date=world.day(), evidence="Có",
                       by=world.by, today=TODAY)


def register(world):
    batch = registry.open_batch(plan=world.plan, name="Đợt", opens_on=TODAY, locks_on=TODAY, by=world.by)
    registry.register(batch, [world.record() for _ in range(3)], by=world.by, today=TODAY)


def merge(world):
    one, two = (world.record().subject for _ in range(2))
    registry.merge_subjects(one, two, by=world.by, reason="Một người")


def correct(world):
    record = world.record()
    registry.correct_subject(record.subject, by=world.by, type=world.rng.choice(["individual", "household"]))
    registry.drop_unfitting_credits(record, by=world.by)


def amend(world):
    amendments.amend_figures(world.owed[0].rule, by=world.by, document={"number": "9", "issued_on": world.day()},
                             bounds={"min_count": world.rng.randrange(1, 9)}, effective_on=world.day())


def hand_over(world):
    duties.assign_bearer(world.rng.choice(world.owed), by=world.by, organization=world.rng.choice(world.agencies),
                         from_date=world.day(), basis="Quyết định sắp xếp")


def rename(world):
    organizations.rename_organization(world.rng.choice(world.agencies), name=f"Sở {world.rng.randrange(99)}",
                                      from_date=world.day(), by=world.by, today=TODAY)


def nominate(world):
    obligation = world.rng.choice(world.owed[:6])
    submission = SubmissionFactory(field=obligation.field, organization=obligation.bearer)
    NominationFactory(submission=submission, obligation=obligation, name=f"Người {world.rng.randrange(25)}")
    nominations.submit_submission(submission, by=submission.created_by, today=TODAY)
    return submission.nominations.select_related("submission").get()


def nomination(world, *states):
    found = list(Nomination.objects.filter(state__in=states).select_related("submission").order_by("pk"))
    return world.rng.choice(found) if found else nominate(world)


def recognise(world):
    nominations.recognise_nomination(nomination(world, "submitted"), decision_number="5/QĐ", decided_on=world.day(),
                                     by=world.by,
                                     today=TODAY, waiver="Được phép")


def withdraw(world):
    chosen = nomination(world, "submitted")
    nominations.withdraw_nomination(chosen, by=chosen.submission.created_by, today=TODAY, reason="Nhầm")


def revoke(world):
    nominations.revoke_nomination(nomination(world, "decided"), number="6/QĐ", on=world.day(), reason="Khai sai",
                                  by=world.by,
                                  today=TODAY)


def reject(world):
    nominations.reject_nomination(nomination(world, "submitted"), reason="Trùng", by=world.by)


def reopen(world):
    nominations.reopen_nomination(nomination(world, "rejected"), reason="Xem lại", by=world.by)


def fold(world):
    registry.fold_changes()


ACTS = (credit, move_credit, reach, reach, reach, step, step, support, replicate, register, merge, correct, amend,
        hand_over, rename, nominate, recognise, recognise, withdraw, revoke, reject, reopen, fold, World.found,
        World.found)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_every_act_the_board_shows_what_counting_anew_shows(seed, settings, client):
    world, done = World(random.Random(seed)), set()
    client.force_login(world.by)
    pages = [reverse("reporting:numbers", args=[world.plan.public_id]), *(
        reverse("reporting:board", args=[world.plan.public_id], query={"xem": tab}) for tab, _ in forms.TABS)]

    def page(plan, as_of):
        address = f"{pages[number % len(pages)]}{'&' if number % len(pages) else '?'}den={as_of}"
        html = client.get(address).content.decode().partition("<h1")[2]
        return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", html)

    for _ in range(6):
        world.found()
        nominate(world)

    for number, act in enumerate(world.rng.sample(ACTS, len(ACTS)) * 3):
        try:
            with transaction.atomic():
                act(world)
            done.add(act)
        except DomainError:
            continue
        as_of = (EARLIER, TODAY)[number % 2]
        for look in (shown, spread, page):
            assert look(world.plan, as_of) == anew(settings, look, world.plan, as_of), act.__name__

    assert done == set(ACTS)
    assert sum(row[9] for row in shown(world.plan, TODAY)) > 0


def test_a_window_or_stage_that_changes_is_counted_anew_without_any_note():
    obligation = obligation_of(OrganizationFactory(), min_count=3)
    count(obligation, 1, on=date(2022, 6, 1))
    plan = obligation.rule.plan
    before = quota_lines(plan, as_of=TODAY)[0].actual

    QuotaObligation.objects.update(window_start=date(2023, 1, 1))
    with transaction.atomic():
        audit("plans.change", plan, by=None)

    assert (before, quota_lines(plan, as_of=TODAY)[0].actual) == (1, 0)


WRITERS = {"models_registry/services/records.py", "models_registry/services/subjects.py",
           "portal/demo/seed/registry.py"}


def test_nothing_but_the_registrys_services_and_the_seed_writes_what_is_counted():
    apps = ("accounts", "audit", "core", "models_registry", "nominations", "notifications", "organizations", "plans",
            "portal", "reporting")
    found = set()
    for file in (file for app in apps for file in (BASE / app).rglob("*.py")):
        if "migrations" not in file.parts and _writes(ast.parse(file.read_text())):
            found.add(str(file.relative_to(BASE)))

    assert found == WRITERS


def _writes(tree):
    """Whether the module makes, changes or deletes credits or stage events, or joins subjects."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in ("Credit", "StageEvent") or called.startswith(("Credit.objects.", "StageEvent.objects.")) and (
                    called.rpartition(".")[2] in ("create", "bulk_create", "get_or_create", "update", "delete")):
                return True
            if called.endswith((".update", ".create", "Subject")) and any(
                    k.arg == "merged_into" for k in node.keywords):
                return True
        if isinstance(node, ast.Assign) and any(ast.unparse(t).endswith(".merged_into") for t in node.targets):
            return True
    return False


# --- looks and acts at once -------------------------------------------------------------------------------------------


def in_another_connection(act):
    def run():
        try:
            act()
        finally:
            connection.close()
    thread = Thread(target=run)
    thread.start()
    return thread


def one_more(record):
    registry.reach_stage(record, Stage.RECOGNISED, on_date=date(2023, 1, 1), by=None)


def waiting_record(obligation):
    """A record that counts as soon as it is recognised."""
    return count(obligation, 1, stage=Stage.REGISTERED)[0]


@pytest.mark.parametrize("when", ["before counting", "after counting"])
def test_an_act_that_ends_while_the_board_is_counted_shows_at_the_next_look(monkeypatch, when):
    obligation = obligation_of(OrganizationFactory(), min_count=20)
    record, counted, acted = waiting_record(obligation), figures.counted_by_obligation, []

    @wraps(counted)
    def slow(obligations, *, as_of):
        found = counted(obligations, as_of=as_of) if when == "after counting" else None
        if not acted:
            acted.append(in_another_connection(lambda: one_more(record)).join())
        return counted(obligations, as_of=as_of) if found is None else found

    monkeypatch.setattr(figures, "counted_by_obligation", slow)
    first = quota_lines(obligation.rule.plan, as_of=TODAY)[0].actual

    assert (first, quota_lines(obligation.rule.plan, as_of=TODAY)[0].actual) == (int(when == "before counting"), 1)


@pytest.mark.parametrize(("ends", "after"), [("commit", 1), ("rollback", 0)])
def test_a_look_while_an_act_is_open_leaves_nothing_wrong_behind(ends, after):
    obligation = obligation_of(OrganizationFactory(), min_count=20)
    record, written, looked = waiting_record(obligation), Event(), Event()

    def act():
        with transaction.atomic():
            one_more(record)
            written.set()
            looked.wait(20)
            if ends == "rollback":
                transaction.set_rollback(True)

    thread = in_another_connection(act)
    assert written.wait(20)
    during = quota_lines(obligation.rule.plan, as_of=TODAY)[0].actual
    looked.set()
    thread.join()

    assert (during, quota_lines(obligation.rule.plan, as_of=TODAY)[0].actual) == (0, after)


def test_only_the_obligation_that_an_act_touched_is_counted_anew(monkeypatch):
    one = obligation_of(OrganizationFactory(name="Sở Y tế"), min_count=20)
    two = obligation_of(OrganizationFactory(name="Sở Tư pháp"), field=one.field, min_count=20)
    record, asked = waiting_record(one), []
    counted = figures.counted_by_obligation

    @wraps(counted)
    def watched(obligations, *, as_of):
        asked.append(set(obligations))
        return counted(obligations, as_of=as_of)

    monkeypatch.setattr(figures, "counted_by_obligation", watched)
    before = quota_lines(one.rule.plan, as_of=TODAY)
    one_more(record)
    after = quota_lines(one.rule.plan, as_of=TODAY)

    assert asked == [{one.pk, two.pk}, {one.pk}]
    assert [a is b for a, b in zip(before, after, strict=True)] == [line.rule.pk == two.rule_id for line in before]


def test_what_was_made_of_figures_stays_until_one_of_them_is_another():
    @dataclass
    class Thing:
        made: dict = field(default_factory=dict)

    one, two, other, made = Thing(), Thing(), Thing(), []
    for things, beside in (([one, two], 1), ([one, two], 1), ([one, two], 2), ([one, other], 2), ([one], 2),
                           ([one], 2)):
        once(things, "sum", lambda: made.append(1), beside)

    assert len(made) == 4


# --- the versions -----------------------------------------------------------------------------------------------------


def test_folding_leaves_every_version_as_it_is():
    one, two = (obligation_of(OrganizationFactory()) for _ in range(2))
    with transaction.atomic():
        for pk in (one.pk, two.pk, one.pk, one.pk):
            registry.note_change([pk])
    before = count_versions([one.pk, two.pk])

    folded = registry.fold_changes()

    assert (folded, before, count_versions([one.pk, two.pk])) == (2, {one.pk: 3, two.pk: 1}, {one.pk: 3, two.pk: 1})
    assert (CountChange.objects.count(), registry.fold_changes()) == (2, 0)


@pytest.mark.parametrize("asked", [2, 150])
def test_versions_are_of_the_obligations_asked_for_however_many(asked):
    one, between, two = (obligation_of(OrganizationFactory()) for _ in range(3))
    with transaction.atomic():
        registry.note_change([one.pk, between.pk, two.pk])

    assert count_versions([one.pk, two.pk, *range(10**6, 10**6 + asked - 2)]) == {one.pk: 1, two.pk: 1}


def test_a_change_cannot_be_noted_outside_the_act():
    obligation = obligation_of(OrganizationFactory())

    with pytest.raises(transaction.TransactionManagementError):
        registry.note_change([obligation.pk])

    assert not CountChange.objects.exists()


def test_merging_raises_the_versions_of_both_and_of_those_merged_before():
    owed = [obligation_of(OrganizationFactory()) for _ in range(4)]
    subjects = [count(obligation, 1)[0].subject for obligation in owed]
    registry.merge_subjects(subjects[0], subjects[1], by=officer(), reason="Một người")
    before = CountChange.objects.aggregate(total=Sum("weight"))["total"]

    registry.merge_subjects(Subject.objects.get(pk=subjects[1].pk), subjects[2], by=officer(), reason="Một người")

    assert (before, count_versions([o.pk for o in owed])) == (2, {owed[0].pk: 2, owed[1].pk: 2, owed[2].pk: 1})


def test_after_writing_past_the_services_a_plan_can_be_counted_anew():
    obligation = obligation_of(OrganizationFactory(), min_count=20)
    plan = obligation.rule.plan
    before = quota_lines(plan, as_of=TODAY)[0].actual
    count(obligation, 3)
    unheard = quota_lines(plan, as_of=TODAY)[0].actual

    told = registry.recount_plan(plan, by=None, reason="Nạp dữ liệu bằng tay")

    assert (before, unheard, told, quota_lines(plan, as_of=TODAY)[0].actual) == (0, 0, 1, 3)


def test_the_command_asks_for_a_plan_that_is_there():
    plan = obligation_of(OrganizationFactory()).rule.plan
    written = StringIO()

    call_command("recount", plan.code, reason="Nạp tay", stdout=written)

    assert written.getvalue() == f"1 chỉ tiêu của {plan.code} sẽ được đếm lại ở lần xem tới.\n"
    with pytest.raises(CommandError, match="Không có kế hoạch «KHONG-CO»"):
        call_command("recount", "KHONG-CO", reason="Nạp tay")
