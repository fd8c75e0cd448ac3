from datetime import date

import pytest
from django.urls import reverse

from organizations.models import EmulationCluster, Organization, OrganizationChange, UnitCategory
from organizations.services import add_members, record_change
from tests.factories import OrganizationFactory, UnitCategoryFactory, administrator, leader, officer, submitter

pytestmark = pytest.mark.django_db


def titles(response):
    return [str(row) for row in response.context["page"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_queries_for_any_number_of_rows(client, rows, django_assert_num_queries):
    client.force_login(leader())
    client.get("/co-quan/")
    parent = OrganizationFactory(name="Ủy ban")
    OrganizationFactory.create_batch(rows, parent=parent)

    with django_assert_num_queries(8):
        response = client.get("/co-quan/")

    assert len(titles(response)) == rows + 1


def test_list_is_searched_without_accents_and_filtered(client):
    client.force_login(officer())
    OrganizationFactory(name="Sở Giáo dục và Đào tạo")
    OrganizationFactory(name="Sở Y tế", is_confirmed=False)

    by_name = client.get("/co-quan/?q=giao duc")
    unconfirmed = client.get("/co-quan/?state=unconfirmed")

    assert titles(by_name) == ["Sở Giáo dục và Đào tạo"]
    assert titles(unconfirmed) == ["Sở Y tế"]


def test_empty_list_offers_a_way_on(client):
    client.force_login(officer())

    page = client.get("/co-quan/?q=khong co").content.decode()

    assert "Không có cơ quan nào hợp với điều kiện lọc." in page
    assert reverse("organizations:create") in page


@pytest.mark.parametrize("name", ["create", "category_create", "change_create", "cluster_create"])
@pytest.mark.parametrize(("person", "status"), [(officer, 200), (administrator, 200), (leader, 403), (submitter, 403)])
def test_only_the_office_and_administrators_write(client, name, person, status):
    client.force_login(person())

    assert client.get(reverse(f"organizations:{name}")).status_code == status


@pytest.mark.parametrize("name", ["list", "categories", "changes", "clusters"])
def test_everybody_signed_in_reads(client, name):
    client.force_login(submitter())

    assert client.get(reverse(f"organizations:{name}")).status_code == 200


def test_officer_adds_an_agency(client):
    client.force_login(officer())

    response = client.post("/co-quan/them/", {"name": "Sở  Nội vụ", "system": "state", "kind": "department",
                                              "province_code": "khanh-hoa", "valid_from": "01/3/2025"})

    made = Organization.objects.get(name="Sở Nội vụ")
    assert response.url == made.get_absolute_url()
    assert (made.valid_from, made.search_key, made.code) == (date(2025, 3, 1), "so noi vu", "so-noi-vu")


def test_taken_name_is_refused_beside_the_field_with_what_was_typed(client):
    OrganizationFactory(name="Sở Y tế")
    client.force_login(officer())

    response = client.post("/co-quan/them/", {"name": "Sở Y tế", "system": "state", "kind": "department",
                                              "province_code": "khanh-hoa", "phone": "0258 111"})

    assert response.context["form"].errors["name"] == [
        "Đã có cơ quan, đơn vị mang tên này trong tỉnh. Hãy chọn cơ quan đó."]
    assert "0258 111" in response.content.decode()


def test_officer_corrects_an_agency_and_the_log_says_what(client):
    organization = OrganizationFactory(phone="1")
    client.force_login(officer())

    client.post(reverse("organizations:edit", args=[organization.public_id]),
                {"system": "state", "kind": "department", "province_code": "khanh-hoa", "phone": "2"})

    page = client.get(organization.get_absolute_url())
    assert page.context["history"][0].changes == [("Điện thoại", "1", "2")]


def test_detail_shows_names_groups_changes_and_heirs(client):
    old, heir = OrganizationFactory(name="Sở Cũ"), OrganizationFactory(name="Sở Mới")
    group = UnitCategoryFactory(name="Các sở")
    add_members(group, [old], by=None)
    record_change(by=None, kind="merge", effective_on=date(2025, 3, 1), predecessors=[old], successors=[heir])
    client.force_login(submitter())

    page = client.get(old.get_absolute_url()).content.decode()

    assert "Cơ quan kế thừa được đề xuất" in page
    assert all(words in page for words in ("Sở Mới", "Các sở", "Hợp nhất, sáp nhập từ 01/3/2025"))


def test_officer_renames_from_a_day(client):
    organization = OrganizationFactory(name="Sở Cũ")
    client.force_login(officer())

    client.post(reverse("organizations:rename", args=[organization.public_id]),
                {"name": "Sở Mới", "from_date": "01/3/2025", "basis": "Nghị quyết 1"})

    organization.refresh_from_db()
    assert organization.name == "Sở Mới"
    assert [(n.name, n.valid_from, n.valid_to) for n in organization.names.all()] == [
        ("Sở Cũ", None, date(2025, 2, 28)), ("Sở Mới", date(2025, 3, 1), None)]


def test_merging_asks_first_without_scripts(client):
    double, real = OrganizationFactory(is_confirmed=False), OrganizationFactory()
    client.force_login(officer())
    address = reverse("organizations:merge", args=[double.public_id])

    asked = client.post(address, {"into": real.public_id})
    assert "Gộp «" in asked.content.decode()
    assert Organization.objects.filter(pk=double.pk).exists()

    done = client.post(address, {"into": real.public_id, "confirmed": "1"})
    assert done.url == real.get_absolute_url()
    assert not Organization.objects.filter(pk=double.pk).exists()


def test_many_agencies_join_a_group_at_once_and_leave_it(client):
    group, agencies = UnitCategoryFactory(), OrganizationFactory.create_batch(3)
    client.force_login(officer())

    client.post(reverse("organizations:add_members", args=[group.public_id]),
                {"organizations": [a.public_id for a in agencies], "valid_from": "01/7/2025"})
    client.post(reverse("organizations:end_memberships", args=[group.public_id]),
                {"organizations": [agencies[0].public_id], "valid_to": "31/12/2025"})

    days = {m.organization_id: (m.valid_from, m.valid_to) for m in group.memberships.all()}
    assert days == {agencies[0].pk: (date(2025, 7, 1), date(2025, 12, 31)), agencies[1].pk: (date(2025, 7, 1), None),
                    agencies[2].pk: (date(2025, 7, 1), None)}


def test_agencies_to_choose_from_come_fifty_a_page(client):
    group = UnitCategoryFactory()
    OrganizationFactory.create_batch(51)
    client.force_login(officer())
    address = reverse("organizations:add_members", args=[group.public_id])

    first, second = (client.get(address, {"page": number}).context["page"] for number in (1, 2))

    assert len(first.object_list) == 50
    assert first.paginator.count == 50 + len(second.object_list) > 50


def test_new_group_gets_a_code_and_asks_for_members(client):
    client.force_login(officer())

    response = client.post("/nhom-don-vi/them/", {"name": "Các xã, phường"})

    group = UnitCategory.objects.get()
    assert group.code == "cac-xa-phuong"
    assert response.url == reverse("organizations:add_members", args=[group.public_id])


def parties(*rows):
    data = {"ben-TOTAL_FORMS": str(len(rows)), "ben-INITIAL_FORMS": "0"}
    for number, (side, organization, function) in enumerate(rows):
        data |= {f"ben-{number}-side": side, f"ben-{number}-function": function,
                 f"ben-{number}-organization": organization.public_id if organization else ""}
    return data


def test_reorganisation_is_recorded_and_ends_the_predecessors(client):
    one, two, heir = OrganizationFactory.create_batch(3)
    client.force_login(officer())

    client.post("/sap-xep-to-chuc/them/", {
        "kind": "merge", "effective_on": "01/3/2025", "legal_basis": "NQ 1", "ends_predecessors": "on",
        **parties(("predecessor", one, ""), ("predecessor", two, ""), ("successor", heir, ""),
                  ("predecessor", None, ""))})

    change = OrganizationChange.objects.get()
    assert [(p.organization, p.side) for p in change.parties.order_by("pk")] == [
        (one, "predecessor"), (two, "predecessor"), (heir, "successor")]
    assert not change.is_confirmed
    ends = Organization.objects.in_bulk([one.pk, two.pk, heir.pk])
    assert [ends[o.pk].valid_to for o in (one, two, heir)] == [date(2025, 2, 28), date(2025, 2, 28), None]


def test_reorganisation_without_a_predecessor_is_refused_and_keeps_its_rows(client):
    heir = OrganizationFactory()
    client.force_login(officer())

    response = client.post("/sap-xep-to-chuc/them/", {
        "kind": "merge", "effective_on": "01/3/2025", "legal_basis": "NQ 77", **parties(("successor", heir, ""))})

    page = response.content.decode()
    assert "Anh/chị chọn ít nhất một cơ quan trước sắp xếp." in page
    assert "NQ 77" in page
    assert not OrganizationChange.objects.exists()


def test_cluster_of_a_year_is_made_and_corrected(client):
    member, other = OrganizationFactory.create_batch(2)
    client.force_login(officer())

    client.post("/cum-khoi/them/", {"name": "Khối 1", "kind": "khoi", "year": "2026", "members": [member.public_id]})
    cluster = EmulationCluster.objects.get()
    client.post(reverse("organizations:cluster_edit", args=[cluster.public_id]),
                {"name": "Khối 1", "kind": "khoi", "year": "2026", "members": [other.public_id]})

    assert list(cluster.members.all()) == [other]
