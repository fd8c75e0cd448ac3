import pytest
from django.urls import reverse

from tests.factories import (
    IssuedPlanFactory,
    NominationFactory,
    OrganizationFactory,
    RecordFactory,
    SubjectFactory,
    leader,
    officer,
    submitter,
)

pytestmark = pytest.mark.django_db


def found(client, text):
    groups = client.get("/tim/", {"q": text}).context["groups"]
    return {group.title: [result.title for result in group.results] for group in groups}


@pytest.fixture
def world():
    agency = OrganizationFactory(name="Sở Y tế Hòa Bình")
    IssuedPlanFactory(title="Kế hoạch Hòa Bình", owner=agency)
    RecordFactory(subject=SubjectFactory(name="Nguyễn Hòa Bình", organization=agency))
    NominationFactory(submission__organization=agency, name="Trần Hòa Bình", search_key="tran hoa binh",
                      submitted_at="2026-11-01T00:00:00Z", state="submitted")
    return agency


@pytest.mark.parametrize("text", ["hoa binh", "HÒA BÌNH", "Hoà  Bình", "binh hoa"])
def test_search_finds_every_kind_with_or_without_accents(client, world, text):
    client.force_login(officer())

    assert found(client, text) == {
        "Kế hoạch": ["Kế hoạch Hòa Bình"], "Cơ quan, đơn vị": ["Sở Y tế Hòa Bình"],
        "Điển hình, mô hình": ["Nguyễn Hòa Bình"], "Đề cử": ["Trần Hòa Bình"]}


def test_another_agency_finds_agencies_only(client, world):
    client.force_login(submitter())

    assert found(client, "hoa binh") == {"Cơ quan, đơn vị": ["Sở Y tế Hòa Bình"]}


def test_officers_and_leaders_do_not_find_drafts_of_nominations(client):
    NominationFactory(name="Lê Bí Mật", search_key="le bi mat")

    for person in (officer(), leader()):
        client.force_login(person)
        assert found(client, "bi mat") == {}


@pytest.mark.parametrize("text", ["", "a", " "])
def test_too_little_text_searches_nothing(client, text):
    client.force_login(officer())

    assert found(client, text) == {}


def test_nothing_found_says_so(client):
    client.force_login(officer())

    assert "Không tìm thấy gì cho «khong co gi»" in client.get("/tim/?q=khong co gi").content.decode()


def test_search_takes_the_same_few_queries_for_any_number_of_results(client, world, django_assert_num_queries):
    client.force_login(officer())
    client.get("/tim/?q=hoa")
    OrganizationFactory.create_batch(25, kind="school")
    RecordFactory.create_batch(3)

    with django_assert_num_queries(8):  # session, person, roles, notices and the four kinds
        groups = client.get("/tim/?q=so").context["groups"]

    agencies = next(group for group in groups if group.title == "Cơ quan, đơn vị")
    assert (len(agencies.results), agencies.more, agencies.all_url) == (20, True, "/co-quan/?q=so")


def test_page_of_an_agency_shows_plans_one_may_see_and_people_to_those_who_may(client, world):
    person = submitter(world, full_name="Đỗ Lan Anh")
    address = reverse("portal:agency", args=[world.public_id])

    def page(user):
        client.force_login(user)
        return client.get(address).content.decode()

    assert ("Kế hoạch Hòa Bình" in page(officer()), "Đỗ Lan Anh" in page(officer())) == (True, True)
    assert ("Kế hoạch Hòa Bình" in page(person), "Đỗ Lan Anh" in page(person)) == (True, True)
    assert ("Kế hoạch Hòa Bình" in page(submitter()), "Đỗ Lan Anh" in page(submitter())) == (False, False)
