"""Two agencies put the same person forward: neither reads, changes or learns what the other keeps."""
from datetime import date

import pytest
from django.urls import reverse

from core.errors import InvalidInput, NotAllowed
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
        answer = client.get(own.get_absolute_url())
        said[user] = [client.get(record.get_absolute_url()).content.decode(), answer.content.decode() + answer.get(
            "Location", "")]

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


@pytest.fixture
def decided(kept):
    """The other agency's nomination of the kept person, decided and counted for the other agency."""
    for name in ("position", "address"):
        setattr(kept.subject, name, f"BIMAT {name}")
    kept.subject.save()
    agency = OrganizationFactory()
    obligation = obligation_of(agency, field=kept.field, counts_individual=True)
    submission = SubmissionFactory(field=kept.field, organization=agency, created_by=submitter(agency))
    nomination = NominationFactory(submission=submission, obligation=obligation, position="Y sĩ", **PERSON)
    services.submit_submission(submission, by=submission.created_by, today=TODAY)
    services.recognise_nomination(nomination, decision_number="12/QĐ-UBND", decided_on=TODAY, by=officer(), today=TODAY)
    nomination.refresh_from_db()
    return nomination


def test_a_decision_counts_for_the_other_agency_and_opens_nothing_that_the_first_keeps(client, kept, decided):
    client.force_login(decided.submission.created_by)
    numbers = reverse("reporting:numbers", args=[kept.plan.public_id])

    pages = {address: client.get(address) for address in (
        numbers, decided.get_absolute_url(), reverse("models_registry:list"), reverse("models_registry:export"),
        reverse("portal:search") + "?q=lanh", kept.get_absolute_url(), kept.subject.get_absolute_url())}

    assert Credit.objects.get(record=kept).obligation == decided.obligation
    assert [page.status_code for page in pages.values()] == [200] * 5 + [404] * 2
    assert decided.get_absolute_url() in pages[numbers].content.decode()
    words = [page.content.decode(errors="replace") for page in pages.values()]
    assert not any(secret in text for text in words for secret in (
        "BIMAT", kept.organization.name, str(kept.public_id), str(kept.subject.public_id)))


def test_what_the_first_agency_keeps_stays_as_it_wrote_it(client, kept, decided):
    client.force_login(submitter(kept.organization))

    words = client.get(kept.get_absolute_url()).content.decode()

    assert "BIMAT bồi dưỡng" in words
    assert decided.submission.organization.name not in words
    assert "registered" not in kept.stage_events.values_list("stage", flat=True)


def test_a_keeper_that_puts_its_own_forward_opens_the_record_to_whom_it_counts_for(client, kept, decided):
    own = SubmissionFactory(field=kept.field, organization=kept.organization, created_by=submitter(kept.organization))
    NominationFactory(submission=own, obligation=decided.obligation, record=kept, **PERSON)
    services.submit_submission(own, by=own.created_by, today=TODAY)
    client.force_login(decided.submission.created_by)

    assert "BIMAT bồi dưỡng" in client.get(kept.get_absolute_url()).content.decode()


def test_taking_back_its_nomination_drops_nothing_of_the_other_agency(kept):
    registry.reach_stage(kept, "registered", on_date=TODAY, by=None)
    kept.stage_events.exclude(stage="registered").delete()
    kept.stage = "registered"
    kept.save()
    agency = OrganizationFactory()
    nomination = nominate(kept.field, submitter(agency), agency)

    services.withdraw_nomination(nomination, by=nomination.submission.created_by, today=TODAY)

    kept.refresh_from_db()
    assert "dropped" not in kept.stage_events.values_list("stage", flat=True)


def test_each_agency_reads_of_a_shared_person_what_it_wrote_itself(client, kept, decided):
    field = PlanFieldFactory(plan=kept.plan)
    agency = decided.submission.organization
    obligation_of(agency, field=field, counts_individual=True)
    record = registry.ensure_record(by=None, subject=kept.subject, plan=kept.plan, field=field, organization=agency)
    submission = SubmissionFactory(field=field, organization=agency, created_by=decided.submission.created_by)
    client.force_login(decided.submission.created_by)

    pages = [client.get(address).content.decode() for address in (
        record.get_absolute_url(), kept.subject.get_absolute_url(), reverse("models_registry:list"),
        reverse("nominations:from_registry", args=[submission.public_id]))]
    behalf = SubmissionFactory(field=field, organization=agency, is_on_behalf=True, created_by=officer())
    nominee, = services.carry_over(behalf, [record], by=behalf.created_by, today=TODAY)

    assert "Y sĩ" in pages[0]
    assert not any("BIMAT" in page for page in pages)
    assert (nominee.position, nominee.address) == ("Y sĩ", "")


def test_a_discovery_of_somebody_whom_another_agency_keeps_is_refused_aloud(kept):
    agency = OrganizationFactory()
    kept.subject.organization = agency  # the finder knew the person first, the other agency has the record
    kept.subject.save()

    with pytest.raises(InvalidInput, match="đã có hồ sơ điển hình trong lĩnh vực này"):
        registry.discover(by=submitter(agency), organization=agency, plan=kept.plan, field=kept.field,
                          type="individual", name=PERSON["name"], unit_text=PERSON["unit_text"], today=TODAY)
