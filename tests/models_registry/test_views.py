import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from models_registry.models import Credit, ExemplarRecord
from tests.factories import PlanFieldFactory, RecordFactory, SubjectFactory, leader, obligation_of, officer, submitter

pytestmark = pytest.mark.django_db


def test_an_agency_sees_what_it_registered_and_what_counts_for_it(client):
    user = submitter()
    own = RecordFactory(subject__organization=user.acting.organization)
    obligation = obligation_of(user.acting.organization)
    counted = RecordFactory(field=obligation.field)
    Credit.objects.create(record=counted, obligation=obligation, rule=obligation.rule)
    RecordFactory()
    client.force_login(user)

    page = client.get(reverse("models_registry:list")).context["page"]

    assert {row.address for row in page.object_list} == {own.get_absolute_url(), counted.get_absolute_url()}


def test_a_foreign_record_and_subject_are_not_found(client):
    record = RecordFactory()
    client.force_login(submitter())

    answers = [client.get(record.get_absolute_url()).status_code,
               client.get(record.subject.get_absolute_url()).status_code,
               client.post(reverse("models_registry:step", args=[record.public_id, "boi-duong"])).status_code]

    assert answers == [404, 404, 404]


@pytest.mark.parametrize(("query", "found"), [
    ("?q=chuyen+doi+so", 1), ("?q=so+chuyen", 1), ("?q=khong+co", 0), ("?type=collective", 1),
    ("?type=individual", 1), ("?stage=nurturing", 1), ("?type=model", 0)])
def test_the_registry_is_searched_without_accents_and_filtered_by_its_address(client, query, found):
    RecordFactory(subject=SubjectFactory(type="collective", name="Tổ Chuyển đổi số"), stage="nurturing")
    RecordFactory()
    client.force_login(leader())

    assert client.get(reverse("models_registry:list") + query).context["page"].paginator.count == found


def test_a_find_is_stored_from_a_short_form(client):
    user, field = submitter(), PlanFieldFactory()
    obligation_of(user.acting.organization, field=field)
    client.force_login(user)

    response = client.post(reverse("models_registry:discover"), {
        "type": "individual", "name": "Lê Thị Hoa", "story": "Dạy chữ miễn phí", "field": str(field.public_id)})

    record = ExemplarRecord.objects.get()
    assert response.url == record.get_absolute_url()
    assert (record.stage, record.story, record.organization) == ("discovered", "Dạy chữ miễn phí",
                                                                 user.acting.organization)


def test_the_field_of_a_discovery_is_the_last_one_or_has_to_be_chosen(client):
    user = submitter()
    field = obligation_of(user.acting.organization).field
    client.force_login(user)
    url = reverse("models_registry:discover")

    first = client.get(url).context["form"]["field"].value()
    refused = client.post(url, {"type": "individual", "name": "Lê Thị Hoa", "story": "Dạy chữ", "field": ""})
    RecordFactory(field=field, subject__organization=user.acting.organization)
    later = client.get(url).context["form"]["field"].value()

    assert (first, later) == (None, field.public_id)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["field"])


def test_a_step_is_written_and_dated_on_the_page(client):
    record = RecordFactory(stage="registered")
    client.force_login(officer())
    url = reverse("models_registry:step", args=[record.public_id, "boi-duong"])

    page = client.post(url, {"nurture-on_date": timezone.localdate().isoformat(),
                             "nurture-note": "Tập huấn kỹ năng"}, follow=True).content.decode()

    record.refresh_from_db()
    assert record.stage == "nurturing"
    assert "Tập huấn kỹ năng" in page
    assert f"{timezone.localdate():%d/%m/%Y}" in page


def test_a_refused_step_keeps_its_words_and_stands_open(client):
    record = RecordFactory(stage="recognised")
    client.force_login(officer())

    page = client.post(reverse("models_registry:step", args=[record.public_id, "thu-hoi"]), {
        "revoke-on_date": timezone.localdate().isoformat(), "revoke-note": "Vi phạm kỷ luật"})

    assert page.status_code == 422
    assert "Vi phạm kỷ luật" in page.content.decode()


def test_an_agency_cannot_revoke(client):
    record = RecordFactory(stage="recognised")
    client.force_login(submitter(record.organization))

    response = client.post(reverse("models_registry:step", args=[record.public_id, "thu-hoi"]))

    assert response.status_code == 403


def test_the_list_takes_the_same_queries_for_any_number_of_rows(client):
    client.force_login(officer())

    def queries():
        client.get(reverse("models_registry:list"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("models_registry:list"))
        return len(captured)

    RecordFactory()
    one = queries()
    RecordFactory.create_batch(2)

    assert queries() == one <= 12
