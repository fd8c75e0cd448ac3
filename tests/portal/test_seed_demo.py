"""Large data: the same for the same numbers, within every constraint, with its owner's mark when asked."""
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from models_registry.models import ExemplarRecord, StageEvent, Subject
from models_registry.queries import counted_by_obligation
from nominations.enums import NominationState
from nominations.models import Nomination, Submission
from plans.enums import Stage
from plans.models import DeadlineOccurrence, Deliverable, Plan, QuotaObligation
from portal.demo.seed import SEED_DAY, SeedSize, build_seed

pytestmark = pytest.mark.django_db
SMALL = SeedSize(agencies=3, nominations=40, records=30)


def picture():
    """Everything that a second build must repeat, as plain rows."""
    return (
        list(Submission.objects.order_by("pk").values_list("public_id", "receipt_code", "organization__code")),
        list(Nomination.objects.order_by("pk").values_list("public_id", "name", "state", "achievement")),
        list(StageEvent.objects.order_by("pk").values_list("record__public_id", "stage", "on_date")),
        list(Deliverable.objects.order_by("pk").values_list("public_id", "received_on", "number")),
    )


def test_the_same_seed_gives_the_same_rows():
    pictures = []

    for _ in range(2):
        with transaction.atomic():
            build_seed(7, SMALL, canaries=True)
            pictures.append(picture())
            transaction.set_rollback(True)

    assert pictures[0] == pictures[1]
    assert len(pictures[0][1]) == 40


def test_the_asked_numbers_are_there_in_two_plans():
    found = build_seed(1, SMALL)

    assert Plan.objects.filter(code__startswith="SEED-1-").count() == 2
    assert QuotaObligation.objects.count() == 3 * 10 + 3 * 11
    assert (Nomination.objects.count(), found["đề cử"], found["hồ sơ điển hình thêm"]) == (40, 40, 30)
    assert User.objects.filter(username="demo_chu_tri_dv003").exists()


def test_every_state_has_what_it_needs():
    build_seed(1, SeedSize(agencies=4, nominations=150))

    states = Counter(Nomination.objects.values_list("state", flat=True))
    assert set(states) == set(NominationState.values)
    assert not Nomination.objects.filter(state="draft").exclude(record=None, submitted_at=None).exists()
    assert not Nomination.objects.exclude(state="draft").filter(record=None).exists()
    assert Submission.objects.filter(first_submitted_at=None).count() == Submission.objects.filter(
        receipt_code=None).count()


def test_what_was_decided_counts_for_its_obligation():
    build_seed(1, SeedSize(agencies=2, nominations=60))

    counts = counted_by_obligation(QuotaObligation.objects.all(), as_of=SEED_DAY)

    decided = Nomination.objects.filter(state=NominationState.DECIDED, decided_on__lte=SEED_DAY).count()
    assert sum(stages.get(Stage.RECOGNISED, 0) for stages in counts.values()) == decided > 0


def test_names_are_found_without_accents_and_sorted():
    build_seed(1, SMALL)

    subject = Subject.objects.exclude(name__contains="BIMAT").filter(type="individual").first()

    assert subject.search_key.isascii()
    assert subject.normalised_name and subject.given_key and subject.sort_key
    assert not Nomination.objects.filter(search_key="").exists()


def test_every_private_text_bears_its_owners_mark():
    build_seed(1, SMALL, canaries=True)

    for row in Nomination.objects.select_related("submission__organization"):
        mark = f"BIMAT-{row.submission.organization.code.removeprefix('seed-')}-"
        assert all(mark in text for text in (row.name, row.position, row.unit_text, row.address, row.achievement))
    assert not Submission.objects.exclude(note__startswith="BIMAT-dv").exists()
    assert not ExemplarRecord.objects.exclude(story__contains="BIMAT-dv").exists()
    assert not StageEvent.objects.exclude(note__startswith="BIMAT-dv").exists()
    assert not Deliverable.objects.exclude(note__contains="BIMAT-dv").exists()
    assert not Nomination.objects.filter(state="returned").exclude(return_reason__contains="BIMAT-dv").exists()


def test_without_marks_nothing_speaks_of_them():
    build_seed(1, SMALL)

    assert not Nomination.objects.filter(achievement__contains="BIMAT").exists()
    assert not Subject.objects.filter(name__contains="BIMAT").exists()


def test_duties_were_partly_kept():
    build_seed(1, SMALL)

    due = DeadlineOccurrence.objects.filter(due_on__lt=SEED_DAY).count()

    assert 0 < Deliverable.objects.count() < due


def test_the_command_builds_once_and_refuses_a_second_seed():
    out = StringIO()

    for _ in range(2):
        call_command("seed_demo", seed=5, agencies=2, nominations=10, stdout=out)

    assert "10 đề cử" in out.getvalue()
    assert "số gieo 5 đã có, không nạp lại" in out.getvalue()
    with pytest.raises(CommandError, match="số gieo khác"):
        call_command("seed_demo", seed=6, agencies=2, nominations=10, stdout=out)
    with pytest.raises(CommandError, match="từ 1 đến 999"):
        call_command("seed_demo", seed=5, agencies=0, stdout=out)
