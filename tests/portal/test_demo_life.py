"""The demonstration's life: believable figures, every state, nothing after its day."""
from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from models_registry.models import Credit, ExemplarRecord, StageEvent, Subject
from nominations.council_queries import can_vote_online
from nominations.enums import NominationState
from nominations.models import CouncilSession, Nomination
from notifications.models import Notice, OutboundMessage
from plans.enums import OccurrenceStatus, Stage
from plans.models import DeadlineOccurrence, Deliverable
from plans.queries import duty_lines, plan_by_code
from portal.demo.builder import build_ground
from portal.demo.life import build_life
from portal.work.leader import latest_reports
from reporting.contract import board_data
from reporting.models import ReportSnapshot
from reporting.services import sweep_jobs

TODAY = date(2026, 11, 21)
REVIEW = date(2023, 6, 30)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("life")]


@pytest.fixture(scope="module")
def life(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        build_ground(TODAY)
        build_life(TODAY)
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def board(alias, day=TODAY):
    return board_data(plan_by_code(alias), as_of=day)


def actuals(alias, rule, day=TODAY):
    return {row["bearer"]: row["actual"] for row in board(alias, day)["rows"] if row["rule"] == rule}


def test_the_province_plan_ends_with_most_numbers_met_and_some_short():
    data = board("S0")

    assert Counter(row["status"] for row in data["rows"]) == {"met": 20, "short": 3}
    assert (data["totals"]["actual"], data["totals"]["shortfall"]) == (410, 16)
    assert actuals("S0", "S0-F06-I") == {"Sở Y tế": 19}


def test_a_surplus_of_one_force_does_not_hide_the_gap_of_another():
    assert actuals("S0", "S0-F05-C") == {
        "Công an tỉnh": 12, "Bộ Chỉ huy Quân sự tỉnh": 8, "Bộ Chỉ huy Bộ đội Biên phòng tỉnh": 10}


def test_the_leader_finds_a_report_of_both_layouts_once_the_sweep_has_made_the_files(monkeypatch):
    monkeypatch.setattr("reporting.services.reports.render", lambda data, kind: b"%PDF-1.7 " + kind.encode())
    leader = User.objects.get(username="demo_lanh_dao")

    before, made, after = latest_reports(leader, TODAY), sweep_jobs(), latest_reports(leader, TODAY)

    assert (before, made) == ([], 2)
    assert {(row.plan.alias, row.layout, row.as_of) for row in ReportSnapshot.objects.all()} == {
        ("S0", "state", date(2025, 6, 30)), ("S4", "party", date(2025, 6, 30))}
    assert [line.action_label for line in after] == ["Tải PDF", "Tải PDF"]


def test_the_interim_review_finds_the_figures_of_its_day():
    assert board("S0", REVIEW)["totals"]["actual"] == 163
    assert actuals("S0", "S0-F06-I", REVIEW) == {"Sở Y tế": 8}


def test_households_in_a_field_without_a_household_quota_are_kept_and_not_counted():
    households = ExemplarRecord.objects.filter(field__code="S0-F09", subject__type="household")

    assert households.count() == 4
    assert not Credit.objects.filter(record__in=households).exists()


def test_one_person_counts_in_two_fields():
    person = Subject.objects.get(name="Trần Thị Bích Quyên")

    assert sorted(person.records.values_list("field__code", flat=True)) == ["S0-F06", "S0-F07"]


def test_the_district_plan_has_units_below_at_and_over_their_numbers():
    communes, agencies, sectors = (actuals("S2", f"S2-Q{n}") for n in (1, 2, 3))

    assert communes["Ủy ban nhân dân xã Ia Mrơn"] == 8
    assert agencies["Hội Liên hiệp Phụ nữ huyện Ia Pa"] == 4
    assert (sectors["Công an huyện Ia Pa"], sectors["Trung tâm Y tế huyện Ia Pa"]) == (9, 4)
    assert Counter(row["status"] for row in board("S2")["rows"]) == {"met": 19, "short": 4, "over": 2}


def test_the_party_plan_received_many_and_forwarded_five_and_four_in_its_first_phase():
    first = [row for row in board("S3")["rows"] if row["window"][0] == "2021-01-01"]

    assert [(row["rule"], row["actual"]) for row in first] == [("S3-Q1", 5), ("S3-Q2", 4)]
    assert sum(row["registered"] for row in first) == 31


def test_units_of_the_yearly_plan_are_ahead_behind_and_silent():
    rows = {row["bearer"]: row["actual"] for row in board("S4")["rows"] if row["window"][0] == "2026-01-01"}

    assert rows["Đảng ủy Công an tỉnh"] == 12
    assert rows["Đảng ủy phường Ninh Hòa"] == 2
    assert rows["Đảng ủy đặc khu Trường Sa"] == 0


def test_every_stage_and_every_state_is_there():
    stages = set(StageEvent.objects.values_list("stage", flat=True))

    assert stages >= {Stage.DISCOVERED, Stage.REGISTERED, Stage.NURTURING, Stage.RECOGNISED, Stage.REPLICATING,
                      Stage.REPLICATED, Stage.FORWARDED, Stage.ON_HOLD, Stage.DROPPED, Stage.REVOKED}
    assert set(Nomination.objects.values_list("state", flat=True)) == set(NominationState.values)


def test_duties_were_kept_in_time_late_sent_back_and_missed():
    lines = duty_lines(DeadlineOccurrence.objects.filter(milestone__plan__alias__in=("S0", "S4")), as_of=TODAY)
    found = Counter(line.status for line in lines)

    assert found[OccurrenceStatus.DONE] > 10 * found[OccurrenceStatus.DONE_LATE] > 0
    assert found[OccurrenceStatus.LATE] > 0
    assert found[OccurrenceStatus.OPEN] > 0
    assert Deliverable.objects.exclude(returned_on=None).exists()
    assert DeadlineOccurrence.objects.exclude(extensions=None).exists()


def test_nothing_lies_after_the_day_and_no_mail_of_the_past_waits():
    assert not StageEvent.objects.filter(on_date__gt=TODAY).exists()
    assert not Deliverable.objects.filter(received_on__gt=TODAY).exists()
    assert timezone.localdate(AuditEvent.objects.filter(action__startswith="nominations").latest("at").at) <= TODAY
    assert not OutboundMessage.objects.exists()
    assert Notice.objects.filter(read_at=None).exists()


def test_a_council_has_met_and_prepares_its_next_session():
    held, coming = CouncilSession.objects.order_by("held_on")

    assert (held.state, coming.state) == ("ended", "draft")
    assert held.council.members.count() == 9
    assert list(held.items.values_list("yes", "no", "result")) == [
        (8, 0, "passed"), (6, 2, "passed"), (4, 4, "not_passed")]
    assert coming.items.count() == 2
    assert sum(can_vote_online(seat) for seat in coming.seats.all()) == 5  # enough for an electronic ballot
    assert coming.shared_at is not None
