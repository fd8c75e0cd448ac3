from datetime import UTC, datetime

import pytest
import time_machine

from audit.queries import history_of
from audit.services import record
from organizations.models import Organization
from organizations.services import create_organization, update_organization
from tests.factories import NominationFactory, OrganizationFactory, administrator, leader, officer, submitter

pytestmark = pytest.mark.django_db
PAGE = "/quan-tri/nhat-ky/"


@pytest.mark.parametrize(("person", "status"), [(administrator, 200), (officer, 403), (leader, 403), (submitter, 403)])
def test_only_administrators_read_the_log(client, person, status):
    client.force_login(person())

    assert client.get(PAGE).status_code == status


@pytest.mark.parametrize("rows", [1, 3])
def test_log_takes_the_same_queries_for_any_number_of_rows(client, rows, django_assert_num_queries):
    client.force_login(administrator())
    client.get(PAGE)
    for _ in range(rows):
        create_organization(by=None, name=f"Sở {rows}-{_}")

    with django_assert_num_queries(8):
        response = client.get(PAGE)

    assert len(response.context["lines"]) == rows


def test_log_says_in_words_who_changed_what(client):
    person, organization = officer(full_name="Lê Thị Lan"), OrganizationFactory(name="Sở Y tế", is_office=False)
    update_organization(organization, by=person, is_office=True, system="party", reason="theo công văn")
    client.force_login(administrator())

    page = client.get(PAGE).content.decode()

    for words in ("Lê Thị Lan", "Sửa thông tin cơ quan", "Sở Y tế", "Lý do: theo công văn", "Hệ thống", "Nhà nước",
                  "Đảng", "không", "có"):
        assert words in page


def test_log_is_filtered_by_person_act_object_and_day(client):
    lan, binh = officer(), officer()
    with time_machine.travel(datetime(2026, 11, 1, 17, 30, tzinfo=UTC), tick=False):
        one = create_organization(by=lan, name="Một")
    with time_machine.travel(datetime(2026, 11, 3, 1, tzinfo=UTC), tick=False):
        two = create_organization(by=binh, name="Hai")
        update_organization(two, by=lan, phone="1")
    client.force_login(administrator())

    def found(query):
        return [(event.action, event.object_label) for _, _, event in client.get(PAGE, query).context["lines"]]

    assert found({"actor": lan.public_id, "action": "organizations.create"}) == [("organizations.create", "Một")]
    assert found({"since": "02/11/2026", "until": "02/11/2026"}) == [("organizations.create", str(one))]
    assert len(found({"object_type": "organizations.Organization", "actor": lan.public_id})) == 2
    assert found({"since": "03/11/2026", "action": "organizations.update"}) == [("organizations.update", "Hai")]


def test_log_tells_of_a_dossier_that_something_was_done_but_not_what_it_says(client):
    dossier = NominationFactory(name="Bà Nguyễn Thị Kín", achievement="Chuyện riêng")
    record("nominations.return", dossier, by=officer(full_name="Lê Thị Lan"), reason="Chuyện riêng",
           before={"achievement": "Chuyện riêng"}, after={"achievement": "Chuyện khác"})
    client.force_login(administrator())

    page = client.get(PAGE).content.decode()

    assert "Lê Thị Lan" in page
    assert [text for text in ("Kín", "Chuyện riêng", "Chuyện khác") if text in page] == []


def test_history_of_an_object_is_its_own_newest_first():
    organization, other = OrganizationFactory(), OrganizationFactory()
    by = officer(full_name="Trần An")
    update_organization(organization, by=by, phone="1")
    update_organization(organization, by=by, phone="2")
    update_organization(other, by=by, phone="9")

    lines = history_of(organization)

    assert [(line.who, line.what, line.changes) for line in lines] == [
        ("Trần An", "Sửa thông tin cơ quan", [("Điện thoại", "1", "2")]),
        ("Trần An", "Sửa thông tin cơ quan", [("Điện thoại", "", "1")])]


def test_history_is_cut_at_the_limit_and_takes_one_query(django_assert_num_queries):
    organization = OrganizationFactory()
    for number in range(4):
        update_organization(organization, by=None, phone=str(number))

    with django_assert_num_queries(1):
        assert len(history_of(organization, limit=3)) == 3


def test_act_whose_app_has_no_words_for_it_shows_its_code():
    organization = OrganizationFactory()

    record("khac.viec", organization, by=None, before={"valid_to": None}, after={"valid_to": "2025-02-28"})

    line = history_of(organization)[0]
    assert (line.what, line.who, line.changes) == ("khac.viec", "Hệ thống", [
        ("Hoạt động đến hết ngày", "", "28/02/2025")])


def test_there_is_no_address_that_changes_the_log(client):
    client.force_login(administrator())
    create_organization(by=None, name="Một")

    assert [client.post(PAGE).status_code, client.delete(PAGE).status_code] == [405, 405]
    assert Organization.objects.count() == 1
