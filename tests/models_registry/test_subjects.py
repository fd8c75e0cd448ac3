"""Subjects that may be the same: merged, or told apart for good."""
import pytest
from django.urls import reverse

from core.errors import InvalidInput, NotAllowed
from models_registry import services
from models_registry.duplicates import alike_pairs, facts_of, possible_duplicates
from models_registry.models import SubjectDistinction
from tests.factories import RecordFactory, SubjectFactory, leader, officer, submitter

pytestmark = pytest.mark.django_db


def pair():
    """«Nguyễn Văn Hoà» of 1975 and «Ông NGUYỄN VĂN HÒA» of the same year in another unit."""
    return (SubjectFactory(name="Nguyễn Văn Hoà", birth_year=1975),
            SubjectFactory(name="Ông NGUYỄN VĂN HÒA", birth_year=1975))


def compare_url(one, other):
    return f"{reverse('models_registry:compare', args=[one.public_id])}?voi={other.public_id}"


def test_the_office_sees_pairs_that_may_be_one_with_the_reason():
    one, other = pair()
    SubjectFactory(name="Nguyễn Văn Hoà", birth_year=1990)

    found = [(p.one, p.other, p.why) for p in alike_pairs()]

    assert found == [(one, other, "trùng tên và năm sinh, khác đơn vị")]


def test_those_told_apart_are_hinted_at_no_more():
    one, other = pair()

    services.tell_apart(other, one, by=officer(), reason="Khác số định danh")

    kept = SubjectDistinction.objects.get()
    assert (kept.one, kept.other, alike_pairs()) == (one, other, [])
    assert possible_duplicates([facts_of(one), facts_of(other)]) == [[], []]


def test_the_decision_names_both_with_their_units(client):
    one, other = (SubjectFactory(name="Phan Thị Ngát", unit_text=unit) for unit in ("Trạm Y tế A", "Thôn Đông"))
    services.tell_apart(one, other, by=officer(), reason="Khác số định danh")
    client.force_login(officer())

    page = client.get(reverse("models_registry:alike")).content.decode()

    assert ("(Trạm Y tế A) và" in page, "(Thôn Đông)" in page) == (True, True)


def test_telling_apart_twice_is_one_decision():
    one, other = pair()

    assert services.tell_apart(one, other, by=officer()) == services.tell_apart(other, one, by=officer())


def test_a_merge_needs_its_grounds_and_two_that_are_still_in_use():
    one, other = pair()

    with pytest.raises(InvalidInput) as refused:
        services.merge_subjects(one, other, by=officer(), reason=" ")
    services.merge_subjects(one, other, by=officer(), reason="Cùng một người")
    with pytest.raises(InvalidInput):
        services.merge_subjects(one, other, by=officer(), reason="Lần nữa")

    assert list(refused.value.errors) == ["reason"]


def test_only_the_office_merges_and_tells_apart(client):
    one, other = pair()
    for user in (submitter(one.organization), leader()):
        client.force_login(user)
        with pytest.raises(NotAllowed):
            services.tell_apart(one, other, by=user)
        assert client.get(reverse("models_registry:alike")).status_code == 403
        assert client.get(compare_url(one, other)).status_code == 403


def test_two_stand_side_by_side_and_the_chosen_one_stays(client):
    one, other = pair()
    record = RecordFactory(subject=one)
    user = officer()
    client.force_login(user)

    shown = client.get(compare_url(one, other)).context["sides"]
    client.post(compare_url(one, other), {"decision": str(other.public_id), "reason": "Cùng số định danh"})

    one.refresh_from_db()
    page = client.get(other.get_absolute_url())
    assert [side["subject"] for side in shown] == [one, other]
    assert one.merged_into == other
    assert [row.address for row in page.context["records"]] == [record.get_absolute_url()]
    assert [(m.name, m.by, m.reason) for m in page.context["merges"]] == [(one.name, str(user), "Cùng số định danh")]


def test_the_address_of_what_was_merged_leads_on_for_who_may_see_where(client):
    one, other = pair()
    services.merge_subjects(one, other, by=officer(), reason="Cùng số định danh")
    client.force_login(officer())
    office = client.get(one.get_absolute_url())
    client.force_login(submitter(one.organization))

    own = client.get(one.get_absolute_url())

    assert (office.status_code, office.url) == (302, other.get_absolute_url())
    assert own.status_code == 200 and str(other.public_id) not in own.content.decode()


def test_a_merge_without_grounds_keeps_what_was_chosen(client):
    one, other = pair()
    client.force_login(officer())

    answer = client.post(compare_url(one, other), {"decision": str(one.public_id), "reason": ""})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])


@pytest.mark.parametrize("query", ["", "?voi=khong-co", "?voi=11111111-2222-4333-8444-555555555555"])
def test_without_a_second_subject_there_is_nothing_to_compare(client, query):
    one, _ = pair()
    client.force_login(officer())

    assert client.get(reverse("models_registry:compare", args=[one.public_id]) + query).status_code == 404
