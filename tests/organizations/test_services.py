from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed
from organizations import queries, services
from organizations.models import Organization
from tests.factories import OrganizationFactory, UnitCategoryFactory, leader, officer, submitter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_agency_is_found_by_every_name_it_bore():
    organization = services.create_organization(by=None, name="Sở Một", province_code="khanh-hoa")

    services.rename_organization(organization, by=officer(), name="Sở Hai", from_date=date(2025, 3, 1), today=TODAY)
    services.update_organization(organization, by=officer(), phone="1")

    organization.refresh_from_db()
    assert organization.search_key == "so hai so mot"


def test_name_on_a_day_follows_the_renamings():
    organization = services.create_organization(by=None, name="A", province_code="x", valid_from=date(2010, 1, 1))

    services.rename_organization(organization, by=None, name="B", from_date=date(2016, 1, 1), today=TODAY)
    services.rename_organization(organization, by=None, name="C", from_date=date(2025, 3, 1), today=TODAY)

    days = [date(2010, 1, 1), date(2015, 12, 31), date(2016, 1, 1), date(2025, 2, 28), date(2025, 3, 1), TODAY]
    assert [queries.name_on(organization, day) for day in days] == ["A", "A", "B", "B", "C", "C"]


@pytest.mark.parametrize(("name", "day", "refusal"), [
    ("Sở Một", date(2025, 1, 1), "Tên mới giống tên đang dùng."),
    ("Sở Khác", date(2026, 11, 22), "Tên mới chưa có hiệu lực. Hãy ghi khi đến ngày."),
    ("Sở Có Rồi", date(2025, 1, 1), "Đã có cơ quan, đơn vị mang tên này trong tỉnh."),
])
def test_renaming_is_refused_with_a_reason(name, day, refusal):
    organization = OrganizationFactory(name="Sở Một")
    OrganizationFactory(name="Sở Có Rồi")

    with pytest.raises(InvalidInput, match=refusal):
        services.rename_organization(organization, by=None, name=name, from_date=day, today=TODAY)

    assert not organization.names.exists()


def test_renaming_into_the_past_of_another_name_is_refused():
    organization = OrganizationFactory()
    services.rename_organization(organization, by=None, name="B", from_date=date(2025, 3, 1), today=TODAY)

    with pytest.raises(InvalidInput, match="Đã có một tên ghi từ ngày này hoặc sau ngày này."):
        services.rename_organization(organization, by=None, name="C", from_date=date(2025, 3, 1), today=TODAY)


@pytest.mark.parametrize("person", [leader, submitter])
@pytest.mark.parametrize("act", [
    lambda by: services.create_organization(by=by, name="X"),
    lambda by: services.update_organization(OrganizationFactory(), by=by, phone="1"),
    lambda by: services.confirm_organization(OrganizationFactory(), by=by),
    lambda by: services.create_category(by=by, code="x", name="X"),
    lambda by: services.add_members(UnitCategoryFactory(), [], by=by),
    lambda by: services.record_change(by=by, kind="merge", effective_on=TODAY, predecessors=[]),
    lambda by: services.end_organizations([], by=by, last_day=TODAY),
    lambda by: services.save_cluster(None, by=by, name="X", kind="cum", year=2026, members=[]),
])
def test_only_the_office_and_administrators_change_agencies(person, act):
    with pytest.raises(NotAllowed, match="Chỉ chuyên viên Sở Nội vụ và quản trị hệ thống được sửa danh mục cơ quan."):
        act(person())


def test_unused_double_is_merged_and_the_log_keeps_its_name():
    double, real = OrganizationFactory(name="So Noi vu", is_confirmed=False), OrganizationFactory(name="Sở Nội vụ")

    services.merge_unconfirmed(double, into=real, by=officer())

    event = AuditEvent.objects.for_object(real).get()
    assert (event.action, event.before, event.after) == (
        "organizations.merge", {"name": "So Noi vu"}, {"name": "Sở Nội vụ"})
    assert not Organization.objects.filter(name="So Noi vu").exists()


def test_double_in_use_is_not_merged_and_the_refusal_says_where_it_is_used():
    double, real, by = OrganizationFactory(is_confirmed=False), OrganizationFactory(), officer()
    services.add_members(UnitCategoryFactory(), [double], by=by)
    OrganizationFactory(parent=double)
    submitter(double)

    with pytest.raises(NotAllowed) as refused:
        services.merge_unconfirmed(double, into=real, by=by)

    assert all(words in str(refused.value) for words in ("1 thành viên nhóm", "1 cơ quan, đơn vị", "1 vai trò"))


@pytest.mark.parametrize(("confirmed", "same", "refusal"), [
    (True, False, "Chỉ gộp cơ quan chưa xác nhận"), (False, True, "Hãy chọn một cơ quan khác"),
])
def test_merging_needs_an_unconfirmed_double_and_another_agency(confirmed, same, refusal):
    double = OrganizationFactory(is_confirmed=confirmed)

    with pytest.raises(NotAllowed, match=refusal):
        services.merge_unconfirmed(double, into=double if same else OrganizationFactory(), by=officer())


def test_members_of_a_group_are_those_in_force_on_the_day():
    group, by = UnitCategoryFactory(), officer()
    staying, leaving = OrganizationFactory(name="Xã A"), OrganizationFactory(name="Xã B")
    services.add_members(group, [staying, leaving], by=by, valid_from=date(2025, 7, 1))
    services.end_membership(group.memberships.get(organization=leaving), by=by, valid_to=date(2025, 12, 31))

    on = {day: [str(o) for o in queries.members_on(group, day)]
          for day in (date(2025, 6, 30), date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 1))}

    assert on == {date(2025, 6, 30): [], date(2025, 7, 1): ["Xã A", "Xã B"], date(2025, 12, 31): ["Xã A", "Xã B"],
                  date(2026, 1, 1): ["Xã A"]}


def test_members_already_there_are_not_added_again():
    group, agencies = UnitCategoryFactory(), OrganizationFactory.create_batch(2)
    services.add_members(group, agencies[:1], by=None)

    assert services.add_members(group, agencies, by=None) == 1
    assert services.add_members(group, agencies, by=None) == 0
    assert group.memberships.count() == 2


def test_leaving_before_joining_is_refused():
    group, agency = UnitCategoryFactory(), OrganizationFactory()
    services.add_members(group, [agency], by=None, valid_from=date(2025, 7, 1))

    with pytest.raises(InvalidInput, match="vào nhóm từ 01/7/2025"):
        services.end_membership(group.memberships.get(), by=None, valid_to=date(2025, 6, 30))


def test_recorded_reorganisation_proposes_and_moves_nothing():
    old, heir = OrganizationFactory(), OrganizationFactory()

    change = services.record_change(by=officer(), kind="merge", effective_on=date(2025, 3, 1),
                                    predecessors=[old], successors=[(heir, "giảm nghèo")])

    assert list(queries.proposed_successors(old)) == [heir]
    assert not change.is_confirmed
    assert not old.bearer_assignments.exists() and not heir.bearer_assignments.exists()


def test_people_of_an_agency_that_ended_lose_their_access():
    old = OrganizationFactory()
    person = submitter(old)
    assert person.organization_ids() == [old.pk]

    services.end_organizations([old], by=None, last_day=date(2025, 2, 28))

    again = type(person).objects.get(pk=person.pk)
    assert again.all_assignments == []


def test_cluster_name_is_once_a_year():
    services.save_cluster(None, by=None, name="Khối 1", kind="khoi", year=2026, members=[])

    with pytest.raises(InvalidInput, match="Năm 2026 đã có"):
        services.save_cluster(None, by=None, name="Khối 1", kind="khoi", year=2026, members=[])
    services.save_cluster(None, by=None, name="Khối 1", kind="khoi", year=2027, members=[])


def test_database_refuses_days_in_the_wrong_order():
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganizationFactory(valid_from=date(2025, 1, 2), valid_to=date(2025, 1, 1))
