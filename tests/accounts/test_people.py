import re
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.enums import Role
from accounts.models import RoleAssignment
from accounts.queries import people_holding, people_of
from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed
from tests.factories import OrganizationFactory, RoleFactory, UserFactory, administrator, leader, officer, submitter

pytestmark = pytest.mark.django_db
User = get_user_model()
PAGES = ["list", "create"]
ACCOUNT_PAGES = ["edit", "grant_role", "end_role", "reset_password", "disable", "enable"]


@pytest.mark.parametrize("person", [officer, leader, submitter, UserFactory])
def test_accounts_are_the_administrators_alone(client, person):
    target = UserFactory()
    client.force_login(person())

    answers = [client.get(reverse(f"accounts:{name}")).status_code for name in PAGES]
    answers += [client.post(reverse(f"accounts:{name}", args=[target.public_id])).status_code for name in ACCOUNT_PAGES]

    assert answers == [403] * 8


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_queries_for_any_number_of_rows(client, rows, django_assert_num_queries):
    client.force_login(administrator())
    client.get("/quan-tri/tai-khoan/")
    for _ in range(rows):
        submitter()

    with django_assert_num_queries(8):
        response = client.get("/quan-tri/tai-khoan/")

    assert len(response.context["page"].object_list) == rows + 1


@pytest.mark.parametrize(("query", "names"), [
    ("q=do thi", ["Đỗ Thị Lan"]), ("role=chuyen_vien", ["Trần An"]), ("state=disabled", ["Bùi Khóa"]),
    ("state=fresh", ["Lý Mới"]), ("state=roleless", ["Bùi Khóa", "Lý Mới"]), ("q=khong co", [])])
def test_list_is_searched_and_filtered(client, query, names):
    submitter(full_name="Đỗ Thị Lan", username="lan")
    officer(full_name="Trần An", username="an")
    UserFactory(full_name="Bùi Khóa", username="khoa", is_active=False)
    UserFactory(full_name="Lý Mới", username="moi", must_change_password=True)
    client.force_login(administrator(full_name="Quản trị"))

    page = client.get(f"/quan-tri/tai-khoan/?{query}").context["page"]

    assert sorted(str(person) for person in page.object_list) == names


def test_people_are_listed_by_given_name(client):
    for name in ("Nguyễn Văn Bình", "Đỗ Ân", "Trần An", "Lê Văn Ánh"):
        officer(full_name=name)
    client.force_login(administrator(full_name="Lý Xuân"))

    page = client.get("/quan-tri/tai-khoan/").context["page"]

    assert [str(person) for person in page.object_list] == [
        "Trần An", "Lê Văn Ánh", "Đỗ Ân", "Nguyễn Văn Bình", "Lý Xuân"]


def test_list_is_filtered_by_agency(client):
    agency = OrganizationFactory()
    person = submitter(agency)
    submitter()
    client.force_login(administrator())

    page = client.get("/quan-tri/tai-khoan/", {"organization": agency.public_id}).context["page"]

    assert page.object_list == [person]


def one_time_password(response):
    return re.search(r"data-one-time-password>([^<]+)<", response.content.decode()).group(1)


def test_new_account_gets_a_password_that_works_once(client):
    client.force_login(administrator())

    response = client.post("/quan-tri/tai-khoan/them/", {"username": "lan", "full_name": "Đỗ Lan", "email": "",
                                                         "phone": "", "position": ""})
    password = one_time_password(response)
    client.logout()
    client.post("/dang-nhap/", {"username": "lan", "password": password})

    assert client.get("/").url == "/doi-mat-khau/"
    assert "no-store" in response["Cache-Control"]
    assert not AuditEvent.objects.filter(after__icontains=password).exists()


def test_taken_name_is_refused_whatever_its_case(client):
    UserFactory(username="lan")
    client.force_login(administrator())

    response = client.post("/quan-tri/tai-khoan/them/", {"username": "LAN", "full_name": "Đỗ Lan"})

    assert response.context["form"].errors["username"] == ["Tên đăng nhập này đã có người dùng."]
    assert "Đỗ Lan" in response.content.decode()


def test_reset_asks_first_then_shows_the_password_once(client):
    person = UserFactory(username="lan")
    client.force_login(administrator())
    address = reverse("accounts:reset_password", args=[person.public_id])

    asked = client.post(address)
    assert "Đặt lại mật khẩu của" in asked.content.decode()
    person.refresh_from_db()
    assert person.check_password("Mat-khau-2026")

    password = one_time_password(client.post(address, {"confirmed": "1"}))
    person.refresh_from_db()
    assert (person.check_password(password), person.must_change_password) == (True, True)
    assert AuditEvent.objects.for_object(person).get().action == "accounts.reset_password"


def test_roles_are_given_with_days_and_ended(client):
    person, agency = UserFactory(), OrganizationFactory()
    client.force_login(administrator())

    client.post(reverse("accounts:grant_role", args=[person.public_id]),
                {"role": "nguoi_nop", "organization": agency.public_id, "valid_from": "01/01/2026"})
    assignment = RoleAssignment.objects.get(user=person)
    assert (assignment.organization, assignment.valid_from, assignment.valid_to) == (agency, date(2026, 1, 1), None)

    client.post(reverse("accounts:end_role", args=[person.public_id]),
                {"assignment": assignment.pk, "last_day": "31/12/2026", "confirmed": "1"})
    assignment.refresh_from_db()
    assert assignment.valid_to == date(2026, 12, 31)


def test_agency_role_needs_its_agency(client):
    person = UserFactory()
    client.force_login(administrator())

    response = client.post(reverse("accounts:grant_role", args=[person.public_id]), {"role": "nguoi_nop"})

    assert response.status_code == 422
    assert response.context["role_form"].errors["organization"] == ["Vai trò này phải gắn với một cơ quan, đơn vị."]


def test_role_of_another_account_is_not_ended_here(client):
    mine, other = UserFactory(), officer()
    client.force_login(administrator())

    client.post(reverse("accounts:end_role", args=[mine.public_id]),
                {"assignment": other.assignments.get().pk, "confirmed": "1"})

    assert other.assignments.get().valid_to is None


def test_disabling_asks_first_and_enabling_gives_back(client):
    person = officer()
    client.force_login(administrator())

    client.post(reverse("accounts:disable", args=[person.public_id]))
    person.refresh_from_db()
    assert person.is_active
    client.post(reverse("accounts:disable", args=[person.public_id]), {"confirmed": "1"})
    person.refresh_from_db()
    assert not person.is_active
    client.post(reverse("accounts:enable", args=[person.public_id]))
    person.refresh_from_db()
    assert person.is_active


# --- services ---------------------------------------------------------------------------------------------------------


def test_nobody_disables_themselves_or_the_last_administrator():
    last = administrator()

    with pytest.raises(NotAllowed, match="không thể tự khóa"):
        services.disable_account(last, by=last)
    with pytest.raises(NotAllowed, match="quản trị duy nhất"):
        services.end_role(last.assignments.get(), by=last)

    second = administrator()
    services.end_role(last.assignments.get(), by=second)
    with pytest.raises(NotAllowed, match="quản trị duy nhất"):
        services.end_role(second.assignments.get(), by=second)


@pytest.mark.parametrize("act", [
    lambda by, person: services.create_account(by=by, username="x", full_name="X"),
    lambda by, person: services.update_account(person, by=by, full_name="X"),
    lambda by, person: services.grant_role(person, by=by, role=Role.LEADER),
    lambda by, person: services.end_role(person.assignments.get(), by=by),
    lambda by, person: services.reset_password(person, by=by),
    lambda by, person: services.disable_account(person, by=by),
    lambda by, person: services.enable_account(person, by=by),
])
def test_services_refuse_everybody_else(act):
    with pytest.raises(NotAllowed, match="Chỉ quản trị hệ thống được quản lý tài khoản."):
        act(officer(), submitter())


def test_role_given_again_takes_the_new_days():
    person, by, agency = UserFactory(), administrator(), OrganizationFactory()
    services.grant_role(person, by=by, role=Role.SUBMITTER, organization=agency, valid_to=date(2025, 1, 1))

    services.grant_role(person, by=by, role=Role.SUBMITTER, organization=agency)

    assert [(a.valid_from, a.valid_to) for a in person.assignments.all()] == [(None, None)]


def test_role_ended_on_its_first_day_leaves_nothing():
    person, by = UserFactory(), administrator()
    today = timezone.localdate()
    assignment = services.grant_role(person, by=by, role=Role.LEADER, valid_from=today)

    services.end_role(assignment, by=by)

    assert not person.assignments.exists()
    assert AuditEvent.objects.for_object(person).first().before["role"] == "Lãnh đạo"


def test_days_of_a_role_in_the_wrong_order_are_refused():
    with pytest.raises(InvalidInput, match="Ngày kết thúc phải sau ngày bắt đầu."):
        services.grant_role(UserFactory(), by=administrator(), role=Role.LEADER, valid_from=date(2026, 2, 1),
                            valid_to=date(2026, 1, 1))


@pytest.mark.parametrize(("start", "end", "holds"), [
    (None, None, True), (0, 0, True), (1, None, False), (None, -1, False), (-1, 1, True)])
def test_role_holds_between_its_days(start, end, holds):
    today = timezone.localdate()
    days = {name: today + timedelta(days=n) if n is not None else None
            for name, n in (("valid_from", start), ("valid_to", end))}

    person = RoleFactory(role=Role.OFFICER, organization=None, **days).user

    assert person.is_office_staff is holds


def test_people_to_tell_are_active_and_hold_the_role_today():
    agency, today = OrganizationFactory(), timezone.localdate()
    an, binh = submitter(agency, full_name="An"), submitter(agency, full_name="Bình")
    RoleFactory(user=an, role=Role.UNIT_HEAD, organization=agency)
    submitter(agency, is_active=False)
    RoleFactory(organization=agency, valid_to=today - timedelta(days=1))
    boss = leader()

    assert list(people_of(agency, today=today)) == [an, binh]
    assert list(people_of(agency, today=today, roles=[Role.UNIT_HEAD])) == [an]
    assert list(people_holding(Role.LEADER, today=today)) == [boss]
