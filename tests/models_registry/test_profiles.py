"""The profile of a record: corrections, results, owners of a model, hints while typing, late registration."""
from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed
from models_registry import rules, services
from models_registry.models import ExemplarRecord, Profile, RegistrationBatch
from models_registry.services import reach_stage
from models_registry.views.profile import next_assessment
from plans.enums import Stage
from tests.factories import RecordFactory, SubjectFactory, obligation_of, officer, submitter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def edit_url(record):
    return reverse("models_registry:edit", args=[record.public_id])


def kept_record(stage=Stage.DISCOVERED):
    record = RecordFactory()
    record.subject.organization = record.organization
    record.subject.save()
    reach_stage(record, stage, on_date=date(2026, 1, 5), by=None)
    record.refresh_from_db()
    return record


def test_the_agency_corrects_what_it_found_and_says_how_others_can_do_the_same(client):
    record = kept_record()
    client.force_login(submitter(record.organization))

    client.post(edit_url(record), {
        "story": "Dạy chữ", "results": "40 người biết chữ", "contact": "Cô Hà", "cost": "không đáng kể",
        "conditions": "Có phòng học", "doi-tuong-name": "Trần Thị Hà", "doi-tuong-birth_year": "1980",
        "doi-tuong-kinds": ["teacher"]})

    record.refresh_from_db()
    page = client.get(record.get_absolute_url()).content.decode()
    assert (record.story, record.subject.name, record.subject.birth_year) == ("Dạy chữ", "Trần Thị Hà", 1980)
    assert record.profile.results == "40 người biết chữ"
    assert all(words in page for words in ("40 người biết chữ", "Cô Hà", "không đáng kể", "Có phòng học", "Nhà giáo"))


def test_who_was_recognised_is_corrected_by_the_office_alone():
    record = kept_record(Stage.RECOGNISED)
    own, values = submitter(record.organization), {"name": "Tên khác", "kinds": []}

    verdict = rules.may_describe(own, record.subject)

    assert "báo Sở Nội vụ" in verdict.reason
    with pytest.raises(NotAllowed):
        services.describe_subject(record, by=own, **values)
    assert services.describe_subject(record, by=officer(), **values).name == "Tên khác"


def test_a_page_without_corrections_writes_no_log(client):
    record = kept_record()
    services.write_profile(record, by=officer(), story=record.story, results="", contact="", cost="", conditions="")

    assert not Profile.objects.exists()
    assert not AuditEvent.objects.filter(action="models_registry.write_profile").exists()


def test_a_model_is_found_with_its_owner_and_gets_another_one_who_can_leave_again(client):
    record = kept_record()
    obligation_of(record.organization, field=record.field)
    client.force_login(submitter(record.organization))
    client.post(reverse("models_registry:discover"), {
        "type": "collective", "name": "Khoa Dinh dưỡng", "story": "Bếp ăn", "field": str(record.field.public_id),
        "kind": "health_unit", "model_name": "Bếp ăn không đồng"})
    model = ExemplarRecord.objects.get(record_kind="model")

    client.post(f"{reverse('models_registry:diary', args=[model.public_id])}?loai=chu-mo-hinh", {
        "type": "collective", "name": "Hội Chữ thập đỏ"})

    owners = model.practice_model.owners.order_by("pk")
    second = owners.last()
    remove = reverse("models_registry:owner_remove", args=[model.public_id])
    kept = client.post(f"{remove}?chu={model.subject.public_id}").status_code
    assert [str(owner) for owner in owners] == ["Khoa Dinh dưỡng", "Hội Chữ thập đỏ"]
    assert model.subject.kind_tags.get().kind == "health_unit"
    client.post(f"{remove}?chu={second.public_id}")
    assert (kept, [str(owner) for owner in owners.all()]) == (404, ["Khoa Dinh dưỡng"])


def test_a_second_discovery_adds_its_story_and_loses_neither(client):
    record = kept_record()
    obligation_of(record.organization, field=record.field)
    client.force_login(submitter(record.organization))
    for story in ("Dạy chữ miễn phí", "Quyên góp sách vở", "Dạy chữ miễn phí"):
        client.post(reverse("models_registry:discover"), {
            "type": "individual", "name": "Lê Thị Mơ", "story": story, "field": str(record.field.public_id)})

    assert ExemplarRecord.objects.get(subject__name="Lê Thị Mơ").story == "Dạy chữ miễn phí\n\nQuyên góp sách vở"


def test_the_hint_while_typing_names_only_whom_the_agency_may_see(client):
    record = kept_record()
    foreign = SubjectFactory(name="Phan Thị Bưởi", unit_text="Trường Bí Mật")
    client.force_login(submitter(record.organization))
    url = reverse("models_registry:alike_hint")

    own = client.get(url, {"type": record.subject.type, "name": record.subject.name}).content.decode()
    other = client.get(url, {"type": foreign.type, "name": foreign.name, "unit_text": "Trường Bí Mật"}).content.decode()
    mere_name = client.get(url, {"type": foreign.type, "name": foreign.name}).content.decode()
    nobody = client.get(url, {"type": "individual", "name": "Không Ai Cả"}).content.decode()

    assert record.subject.get_absolute_url() in own
    assert "đã có trong hệ thống" in other and "Bí Mật" not in other and str(foreign.public_id) not in other
    assert mere_name == nobody


# --- late registration ------------------------------------------------------------------------------------------------


def test_after_the_lock_day_the_office_alone_registers_and_says_why(client):
    record = kept_record()
    batch = RegistrationBatch.objects.create(plan=record.plan, name="Đợt 1", opens_on=date(2020, 1, 1),
                                             locks_on=date(2020, 3, 1))
    url = f"{reverse('models_registry:diary', args=[record.public_id])}?loai=dang-ky"
    sent = {"batch": str(batch.public_id), "reason": "Công văn 12"}

    client.force_login(submitter(record.organization))
    client.post(url, sent)
    record.refresh_from_db()
    by_agency = record.batch
    client.force_login(officer())
    without_reason = client.post(url, {**sent, "reason": ""})
    client.post(url, sent)

    record.refresh_from_db()
    assert (by_agency, without_reason.status_code, record.batch, record.stage) == (
        None, 422, batch, Stage.REGISTERED)
    assert record.stage_events.get(stage=Stage.REGISTERED).note == "Đợt 1. Ghi sau khi khóa: Công văn 12"
    assert "Đã đăng ký (1)" in client.get(reverse("models_registry:batches")).content.decode()


def test_nobody_enters_a_round_that_has_not_begun():
    record = kept_record()
    batch = RegistrationBatch.objects.create(plan=record.plan, name="Đợt 2", opens_on=date(2027, 1, 1),
                                             locks_on=date(2027, 3, 1))

    with pytest.raises(InvalidInput, match="mở từ ngày 01/01/2027"):
        services.register(batch, [record], by=officer(), today=TODAY, reason="Sớm")


@pytest.mark.parametrize(("today", "done", "expected"), [
    (date(2026, 3, 1), (), date(2026, 6, 30)), (date(2026, 3, 1), ("2026-H1",), date(2026, 12, 31)),
    (date(2026, 7, 1), (), date(2026, 12, 31)), (date(2026, 12, 31), ("2026-N",), date(2027, 6, 30))])
def test_the_next_judgement_is_that_of_the_period_not_over_and_not_judged(today, done, expected):
    record = kept_record(Stage.REGISTERED)
    for period in done:
        services.assess_many([record], period=period, words={record.pk: ("keep", "")}, by=officer())

    assert next_assessment(record, today).due_on == expected
