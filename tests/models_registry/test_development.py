"""The diary of an exemplar, assessments of many, the tree of places, consent, and rounds of registration."""
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed
from models_registry import services
from models_registry.models import (
    Assessment,
    ExemplarRecord,
    Publication,
    PublicationConsent,
    Replication,
    Subject,
    SupportAction,
)
from models_registry.services import reach_stage
from models_registry.views.development import tree
from plans.enums import Stage
from tests.factories import (
    OrganizationFactory,
    PlanFieldFactory,
    RecordFactory,
    SubjectFactory,
    leader,
    obligation_of,
    officer,
    submitter,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def record_at(*stages):
    record = RecordFactory()
    for stage in stages:
        reach_stage(record, stage, on_date=date(2026, 1, 5), by=None)
    record.refresh_from_db()
    return record


def owner(record):
    return submitter(record.organization)


def diary_url(record, kind):
    return f"{reverse('models_registry:diary', args=[record.public_id])}?loai={kind}"


# --- support ----------------------------------------------------------------------------------------------------------


def test_support_names_who_is_in_charge_and_what_comes_next_and_begins_the_nurturing():
    record = record_at(Stage.REGISTERED)

    row = services.support(record, on_date=TODAY, what="Tập huấn", person_in_charge="Trần Thị B", by=owner(record),
                           today=TODAY, next_step="Kiểm tra", next_on=TODAY + timedelta(days=30))

    record.refresh_from_db()
    assert (row.person_in_charge, row.next_step, record.stage) == ("Trần Thị B", "Kiểm tra", Stage.NURTURING)


def test_support_of_a_recognised_exemplar_moves_no_stage():
    record = record_at(Stage.RECOGNISED)

    services.support(record, on_date=TODAY, what="Thăm", person_in_charge="B", by=officer(), today=TODAY)

    record.refresh_from_db()
    assert record.stage == Stage.RECOGNISED


@pytest.mark.parametrize(("facts", "field"), [
    ({"on_date": TODAY + timedelta(days=1)}, "on_date"), ({"next_on": TODAY - timedelta(days=1)}, "next_on")])
def test_support_was_done_before_today_and_its_next_step_comes_after(facts, field):
    with pytest.raises(InvalidInput) as refused:
        services.support(RecordFactory(), by=officer(), today=TODAY,
                         **{"on_date": TODAY, "what": "x", "person_in_charge": "B", **facts})

    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize(("kind", "values", "model"), [
    ("boi-duong", {"on_date": "2026-02-01", "what": "Tập huấn", "person_in_charge": "B"}, SupportAction),
    ("noi-ap-dung", {"on_date": "2026-02-01", "adopter": "Xã A", "evidence": "BB 3"}, Replication),
    ("tuyen-truyen", {"on_date": "2026-02-01", "title": "Gương sáng", "outlet": "Báo tỉnh",
                      "url": "https://example.org/bai"}, Publication),
    ("dong-y", {"given_on": "2026-02-01", "given_by": "Lê A", "scope": "tên, ảnh", "evidence": "Đơn 2"},
     PublicationConsent)])
def test_the_agency_writes_each_kind_and_strangers_do_not(client, kind, values, model):
    record = record_at(Stage.REGISTERED)
    client.force_login(submitter())
    foreign = client.post(diary_url(record, kind), values).status_code
    client.force_login(leader())
    watching = client.post(diary_url(record, kind), values).status_code
    client.force_login(owner(record))

    client.post(diary_url(record, kind), values)

    assert (foreign, watching, model.objects.count()) == (404, 403, 1)
    assert client.get(record.get_absolute_url()).status_code == 200


# --- places that took it over -----------------------------------------------------------------------------------------


def take_over(record, adopter, source=None, **facts):
    return services.replicate(record, adopter=adopter, source=source, by=officer(), today=TODAY,
                              **{"on_date": TODAY, "evidence": "BB", **facts})


def test_places_stand_under_those_they_learnt_from():
    record = record_at(Stage.RECOGNISED)
    one = take_over(record, "Xã A")
    two = take_over(record, "Xã B", one)
    take_over(record, "Xã C")
    take_over(record, "Xã D", two)

    assert [(depth, row.adopter) for depth, row in tree(record.replications.all())] == [
        (0, "Xã A"), (1, "Xã B"), (2, "Xã D"), (0, "Xã C")]


def test_a_chain_of_places_never_closes_into_a_circle():
    record = record_at(Stage.RECOGNISED)
    two = take_over(record, "Xã B", take_over(record, "Xã A"))

    for adopter in ("XÃ A", "Xã B", str(record.subject)):
        with pytest.raises(InvalidInput) as refused:
            take_over(record, adopter, two)
        assert list(refused.value.errors) == ["adopter"]


def test_a_place_learns_from_places_of_the_same_record_only():
    record, other = record_at(Stage.RECOGNISED), record_at(Stage.RECOGNISED)

    with pytest.raises(InvalidInput) as refused:
        take_over(record, "Xã B", take_over(other, "Xã A"))

    assert list(refused.value.errors) == ["source"]


@pytest.mark.parametrize(("before", "after"), [(Stage.RECOGNISED, Stage.REPLICATED), (Stage.REGISTERED,
                                                                                      Stage.REGISTERED)])
def test_the_first_place_makes_a_recognised_exemplar_replicated(before, after):
    record = record_at(before)

    take_over(record, "Xã A")
    take_over(record, "Xã B")

    record.refresh_from_db()
    assert record.stage == after
    assert record.stage_events.filter(stage=Stage.REPLICATED).count() == (after == Stage.REPLICATED)


# --- consent ----------------------------------------------------------------------------------------------------------


def test_a_consent_is_taken_back_from_a_day_and_stays_written(client):
    record = record_at(Stage.RECOGNISED)
    user = owner(record)
    given = services.consent(record, given_on=date(2026, 1, 1), given_by="Lê A", scope="ảnh", evidence="Đơn", by=user,
                             today=TODAY)
    client.force_login(user)
    url = f"{reverse('models_registry:consent_revoke', args=[record.public_id])}?dong-y={given.public_id}"

    asked = client.post(url)
    given.refresh_from_db()
    before = given.revoked_on
    client.post(url, {"confirmed": "1"})
    again = client.post(url, {"confirmed": "1"})

    given.refresh_from_db()
    assert (before, "Rút đồng ý công bố của Lê A từ hôm nay?" in asked.content.decode()) == (None, True)
    assert given.revoked_on == timezone.localdate()
    assert again.url == record.get_absolute_url()
    assert AuditEvent.objects.filter(action="models_registry.revoke_consent").count() == 1


# --- assessments ------------------------------------------------------------------------------------------------------


def test_many_are_assessed_at_once_and_filled_from_the_period_before(client):
    agency = OrganizationFactory()
    records = [RecordFactory(subject=SubjectFactory(organization=agency), stage=Stage.NURTURING) for _ in range(3)]
    services.assess_many(records[:1], period="2020-N", words={records[0].pk: ("keep", "Tốt")}, by=officer())
    client.force_login(submitter(agency))
    url = reverse("models_registry:assessments")

    lines = {row.pk: (last and last.verdict, is_now) for row, last, is_now in client.get(url).context["rows"]}
    client.post(url, {f"danh-gia-{r.public_id}": "strengthen" for r in records})

    period = client.get(url).context["period"]
    assert lines == {records[0].pk: ("keep", False), records[1].pk: (None, False), records[2].pk: (None, False)}
    assert Assessment.objects.filter(period=period, verdict="strengthen").count() == 3


def many_records(agency, count):
    """That many exemplars of the agency in nurturing, written past the services."""
    field = PlanFieldFactory()
    subjects = Subject.objects.bulk_create([SubjectFactory.build(organization=agency) for _ in range(count)])
    return ExemplarRecord.objects.bulk_create([ExemplarRecord(
        subject=subject, plan=field.plan, field=field, organization=agency, stage=Stage.NURTURING)
        for subject in subjects])


def test_seven_hundred_are_assessed_page_by_page(client):
    agency = OrganizationFactory()
    many_records(agency, 700)
    client.force_login(submitter(agency))
    address, seen = reverse("models_registry:assessments"), set()

    while address:
        page = client.get(address)
        rows = [row for row, _, _ in page.context["rows"]]
        seen |= {row.pk for row in rows}
        answer = client.post(address, {**{f"danh-gia-{row.public_id}": "keep" for row in rows}, "next": "1"})
        address = answer.url if page.context["page"].has_next() else ""

    assert len(seen) == 700
    assert Assessment.objects.filter(verdict="keep").count() == 700


def test_what_was_sent_is_saved_although_the_list_changed_meanwhile(client):
    agency = OrganizationFactory()
    client.force_login(submitter(agency))
    record = many_records(agency, 51)[0]
    url = f"{reverse('models_registry:assessments')}?page=2"

    client.post(url, {f"danh-gia-{record.public_id}": "keep", "danh-gia-khong-co": "keep"})

    assert [row.record_id for row in Assessment.objects.all()] == [record.pk]


def test_lines_left_open_take_one_judgement_together(client):
    records = [record_at(Stage.NURTURING) for _ in range(2)]
    client.force_login(officer())
    one, other = (f"danh-gia-{record.public_id}" for record in records)

    client.post(f"{reverse('models_registry:assessments')}?ky=2026-N", {one: "propose", other: "", "con-trong": "keep"})

    assert (dict(Assessment.objects.values_list("record", "verdict"))
            == {records[0].pk: "propose", records[1].pk: "keep"})


def test_foreign_records_are_neither_listed_nor_assessed(client):
    record = RecordFactory(stage=Stage.NURTURING)
    user = submitter()
    client.force_login(user)
    url = reverse("models_registry:assessments")

    client.post(url, {f"danh-gia-{record.public_id}": "drop"})

    assert (client.get(url).context["rows"], Assessment.objects.count()) == ([], 0)
    with pytest.raises(NotAllowed):
        services.assess_many([record], period="2026-N", words={record.pk: ("drop", "")}, by=user)


def test_assessing_again_keeps_one_row_a_period():
    record = RecordFactory(stage=Stage.NURTURING)

    counts = [services.assess_many([record], period="2026-N", words={record.pk: (verdict, "")}, by=officer())
              for verdict in ("keep", "keep", "drop")]

    record.refresh_from_db()
    assert (counts, Assessment.objects.get().verdict, record.stage) == ([1, 0, 1], "drop", Stage.NURTURING)


def test_the_page_of_assessments_takes_the_same_queries_for_any_number_of_rows(client):
    client.force_login(officer())
    url, counts = reverse("models_registry:assessments"), []
    for number in (1, 2):
        RecordFactory.create_batch(number, stage=Stage.NURTURING)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))

    assert counts[0] == counts[1]


# --- rounds of registration -------------------------------------------------------------------------------------------


def round_of(record, **facts):
    return services.open_batch(plan=record.plan, by=officer(), **{
        "name": "Đợt 1", "opens_on": date(2026, 1, 1), "locks_on": date(2026, 12, 31), **facts})


def test_what_was_found_is_registered_in_an_open_round(client):
    record = record_at(Stage.DISCOVERED)
    obligation_of(record.organization, field=record.field)
    batch = round_of(record, opens_on=date(2020, 1, 1), locks_on=date(2099, 1, 1))
    client.force_login(owner(record))

    client.post(reverse("models_registry:batches"), {"batch": str(batch.public_id), "record": [str(record.public_id)]})

    record.refresh_from_db()
    assert (record.batch, record.stage) == (batch, Stage.REGISTERED)


def test_a_locked_round_takes_nobody_and_a_supplementary_one_does():
    record = record_at(Stage.DISCOVERED)
    locked = round_of(record, locks_on=date(2026, 3, 1))
    later = round_of(record, name="Đợt bổ sung", is_supplementary=True, opens_on=date(2026, 11, 1))
    user = owner(record)

    with pytest.raises(InvalidInput):
        services.register(locked, [record], by=user, today=TODAY)

    assert services.register(later, [record], by=user, today=TODAY) == [record]
    record.refresh_from_db()
    assert services.register(later, [record], by=user, today=TODAY) == []


def test_only_the_office_opens_rounds(client):
    record = record_at(Stage.DISCOVERED)
    for user in (owner(record), leader()):
        client.force_login(user)
        assert client.post(reverse("models_registry:batches"), {"name": "x"}).status_code == 403
    with pytest.raises(InvalidInput):
        round_of(record, locks_on=date(2025, 1, 1))
