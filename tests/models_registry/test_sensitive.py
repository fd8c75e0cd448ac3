"""Ethnicity, religion and Party membership: off by default, per plan, masked, and each reading logged."""
import pytest
from django.urls import reverse

from audit.models import AuditEvent
from audit.words import changes_in_words
from core.errors import InvalidInput, NotAllowed
from models_registry import services
from models_registry.models import SensitiveFact, Subject
from tests.factories import RecordFactory, leader, officer, submitter

pytestmark = pytest.mark.django_db


def with_policy(*fields):
    record = RecordFactory()
    services.set_sensitive_policy(record.plan, fields=fields, reason="Hướng dẫn 12-HD/TU", by=officer())
    SensitiveFact.objects.create(subject=record.subject, ethnicity="Raglai", religion="Tin Lành", is_party_member=True,
                                 party_since=2015)
    return record


def url(record):
    return reverse("models_registry:sensitive", args=[record.public_id])


def test_nothing_is_kept_or_shown_until_the_plan_switches_it_on(client):
    record = RecordFactory()
    client.force_login(officer())

    with pytest.raises(InvalidInput):
        services.write_sensitive(record, values={"religion": "Phật giáo"}, by=officer())

    assert client.post(url(record)).status_code == 404
    assert "Thông tin nhạy cảm" not in client.get(record.get_absolute_url()).content.decode()


def test_what_the_plan_uses_is_masked_until_it_is_asked_for_and_the_reading_is_logged(client):
    record, user = with_policy("ethnicity"), officer()
    client.force_login(user)

    masked = client.get(record.get_absolute_url()).content.decode()
    before = AuditEvent.objects.filter(action="models_registry.read_sensitive").count()
    shown = client.post(url(record)).context["values"]

    event = AuditEvent.objects.get(action="models_registry.read_sensitive")
    assert ("Raglai" in masked, "••••" in masked, before) == (False, True, 0)
    assert shown == {"Dân tộc": "Raglai"}
    assert (event.actor, event.object_id, event.after) == (user, record.pk, {"fields": ["ethnicity"]})


def test_it_is_read_by_the_office_and_the_agency_that_keeps_the_record_alone(client):
    record, answers = with_policy("party"), []
    for user in (officer(), submitter(record.organization), leader(), submitter()):
        client.force_login(user)
        answers.append(client.post(url(record)).status_code)

    assert answers == [200, 200, 403, 404]


def test_lists_and_files_hold_none_of_it(client):
    record = with_policy("ethnicity", "religion", "party")
    client.force_login(officer())

    pages = b"".join(client.get(address).content for address in (
        reverse("models_registry:list"), reverse("models_registry:export") + "?dinh-dang=csv",
        record.subject.get_absolute_url(), record.get_absolute_url())).decode()

    assert [word for word in ("Raglai", "Tin Lành", "2015") if word in pages] == []


def test_it_is_written_without_its_values_on_the_log(client):
    record, user = with_policy("religion"), officer()
    client.force_login(user)

    client.post(url(record), {"save": "1", "religion": "Phật giáo", "ethnicity": "Kinh"})

    fact, event = SensitiveFact.objects.get(), AuditEvent.objects.get(action="models_registry.write_sensitive")
    assert (fact.religion, fact.ethnicity) == ("Phật giáo", "Raglai")
    assert "Phật" not in str(event.after) + str(event.before)


@pytest.mark.parametrize("member, year, words", [
    ("true", "1929", "từ 1985 đến"), ("true", "1984", "từ 1985 đến"), ("true", "2100", "từ 1985 đến"),
    ("false", "2015", "của đảng viên"), ("true", "2015", ""), ("true", "", ""), ("false", "", "")])
def test_the_year_of_joining_the_party_is_a_members_and_within_the_life(client, member, year, words):
    record = with_policy("party")
    Subject.objects.filter(pk=record.subject_id).update(birth_year=1985)
    client.force_login(officer())

    answer = client.post(url(record), {"save": "1", "is_party_member": member, "party_since": year})

    fact = SensitiveFact.objects.get()
    said = "" if answer.status_code == 302 else " ".join(answer.context["form"].errors["party_since"])
    assert (words in said, bool(said)) == (True, bool(words))
    assert (str(fact.is_party_member).lower(), str(fact.party_since or "")) == (
        ("true", "2015") if words else (member, year))


def test_of_a_collective_no_ethnicity_religion_or_membership_is_asked(client):
    record = with_policy("ethnicity", "religion", "party", "discipline")
    Subject.objects.filter(pk=record.subject_id).update(type="collective")
    client.force_login(submitter(record.organization))

    page = client.get(record.get_absolute_url()).content.decode()
    of_the_agency = client.post(url(record)).status_code
    client.force_login(officer())
    of_the_office = client.post(url(record)).context["values"]

    assert ("Thông tin nhạy cảm" in page, of_the_agency, list(of_the_office)) == (False, 404, ["Kỷ luật"])
    record.refresh_from_db()
    with pytest.raises(InvalidInput):
        services.write_sensitive(record, values={"religion": "Phật giáo"}, by=officer())


def test_the_log_names_what_was_switched_on_in_words():
    record = RecordFactory()

    services.set_sensitive_policy(record.plan, fields=["religion", "party"], reason="HD 12", by=officer())

    event = AuditEvent.objects.get(action="models_registry.set_sensitive_policy")
    assert changes_in_words(event) == [("Thông tin", "", "Đảng viên, Tôn giáo")]


def test_switched_off_again_it_is_hidden(client):
    record = with_policy("religion")
    services.set_sensitive_policy(record.plan, fields=[], reason="Không cần nữa", by=officer())
    client.force_login(officer())

    assert client.post(url(record)).status_code == 404


def test_only_the_office_switches_and_says_why(client):
    record = RecordFactory()
    with pytest.raises(NotAllowed):
        services.set_sensitive_policy(record.plan, fields=["party"], reason="x", by=leader())
    with pytest.raises(InvalidInput):
        services.set_sensitive_policy(record.plan, fields=["party"], reason=" ", by=officer())
    client.force_login(officer())
    address = reverse("models_registry:sensitive_policies")

    client.post(f"{address}?ke-hoach={record.plan.public_id}", {"fields_used": ["party"], "reason": "HD 12"})

    assert [str(field) for field in services.used_fields(record.plan)] == ["party"]
    assert client.post(address, {"reason": "x"}).status_code == 404
