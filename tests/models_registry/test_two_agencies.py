"""Two agencies put the same person forward: neither reads, changes or learns what the other keeps."""
from datetime import date

import pytest
from django.urls import reverse

from core.errors import NotAllowed
from models_registry import services as registry
from models_registry.models import Credit
from nominations import services
from tests.factories import (
    NominationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    SubmissionFactory,
    obligation_of,
    officer,
    submitter,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
PERSON = {"name": "Lê Thị Lành", "birth_year": 1980, "unit_text": "Trạm y tế xã Hòa Bình"}


@pytest.fixture
def kept():
    """What the first agency keeps of the person; every word of it holds BIMAT."""
    agency, field = OrganizationFactory(), PlanFieldFactory()
    writer = submitter(agency, full_name="BIMAT người ghi")
    subject = registry.ensure_subject(by=writer, type="individual", organization=agency, **PERSON)
    record = registry.ensure_record(by=writer, subject=subject, plan=field.plan, field=field, organization=agency,
                                    story="BIMAT thành tích")
    registry.reach_stage(record, "discovered", on_date=TODAY, by=writer)
    registry.support(record, on_date=TODAY, what="BIMAT bồi dưỡng", person_in_charge="A", by=writer, today=TODAY)
    registry.rate(subject, scheme="official", year=2024, value="BIMAT xếp loại", source="BB", by=writer, today=TODAY)
    return record


def nominate(field, writer, agency):
    submission = SubmissionFactory(field=field, organization=agency, created_by=writer)
    nomination = NominationFactory(submission=submission, **PERSON)
    services.submit_submission(submission, by=writer, today=TODAY)
    nomination.refresh_from_db()
    return nomination


@pytest.mark.parametrize("same_field", [True, False])
def test_naming_the_same_person_opens_nothing_of_what_the_other_agency_keeps(client, kept, same_field):
    field = kept.field if same_field else PlanFieldFactory(plan=kept.plan)
    agency = OrganizationFactory()
    obligation_of(agency, field=field, counts_individual=True)
    writer = submitter(agency)
    client.force_login(writer)

    nomination = nominate(field, writer, agency)

    pages = [client.get(address) for address in (
        nomination.get_absolute_url(), nomination.submission.get_absolute_url(), nomination.record.get_absolute_url(),
        kept.subject.get_absolute_url(), reverse("models_registry:list"))]
    assert [page.status_code for page in pages[:2]] == [200, 200]
    assert not any("BIMAT" in page.content.decode() for page in pages)
    assert (nomination.record == kept) == same_field
    assert not Credit.objects.filter(record=kept).exists()


def test_a_returned_nomination_renames_nobody_of_another_agency(kept):
    agency = OrganizationFactory()
    writer = submitter(agency)
    nomination = nominate(kept.field, writer, agency)
    services.return_nomination(nomination, reason="Sai tên", due_on=date(2026, 12, 1), by=officer(), today=TODAY)

    services.update_nominee(nomination, by=writer, values={"name": "Tên khác hẳn"}, today=TODAY)
    services.submit_submission(nomination.submission, by=writer, today=TODAY)

    kept.subject.refresh_from_db()
    nomination.refresh_from_db()
    assert (kept.subject.name, nomination.record.subject.name) == ("Lê Thị Lành", "Tên khác hẳn")


def test_a_rating_that_another_agency_wrote_is_not_written_over(kept):
    agency = OrganizationFactory()
    writer = submitter(agency)
    nomination = nominate(PlanFieldFactory(plan=kept.plan), writer, agency)

    with pytest.raises(NotAllowed, match="đã có kết quả xếp loại khác"):
        registry.rate(nomination.record.subject, scheme="official", year=2024, value="Kém", source="BB", by=writer,
                      today=TODAY)

    assert kept.subject.ratings.get().value == "BIMAT xếp loại"


def test_a_merge_by_the_office_names_the_kept_subject_to_those_who_see_it_alone(client, kept):
    agency = OrganizationFactory()
    writer, reviewer = submitter(agency), officer()
    own = registry.ensure_subject(by=writer, type="individual", organization=agency, **{**PERSON, "unit_text": "Tổ 9"})
    record = registry.ensure_record(by=writer, subject=own, plan=kept.plan, field=kept.field, organization=agency,
                                    story="Việc tốt")
    registry.merge_subjects(own, kept.subject, by=reviewer, reason="Cùng số căn cước")

    said = {}
    for user in (writer, reviewer):
        client.force_login(user)
        said[user] = [client.get(page.get_absolute_url()).content.decode() for page in (record, own)]

    address = kept.subject.get_absolute_url()
    assert [address in words for words in said[writer]] == [False, False]
    assert [address in words for words in said[reviewer]] == [True, True]
    assert not any("BIMAT" in words for words in said[writer])


def test_a_step_written_for_another_agency_does_not_name_its_writer(client, kept):
    agency = OrganizationFactory()
    stranger = submitter(agency, full_name="Người của cơ quan kia")
    registry.reach_stage(kept, "registered", on_date=TODAY, by=stranger)
    client.force_login(submitter(kept.organization))

    words = client.get(kept.get_absolute_url()).content.decode()

    assert "BIMAT người ghi" in words
    assert "Người của cơ quan kia" not in words
