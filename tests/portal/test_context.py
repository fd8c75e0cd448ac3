import pytest

from accounts.enums import Role
from notifications.services import notify
from tests.factories import OrganizationFactory, RoleFactory, administrator, leader, officer, person, submitter

pytestmark = pytest.mark.django_db


def labels(client, user):
    client.force_login(user)
    return [item.label for item in client.get("/tim/").context["menu"]]


def test_menu_hides_what_the_role_cannot_use(client):
    assert "Thẩm định" in labels(client, officer())
    assert "Thẩm định" not in labels(client, leader())
    assert "Đề cử" in labels(client, submitter())
    assert "Đề cử" not in labels(client, officer())
    assert labels(client, administrator()) == ["Việc của tôi", "Cơ quan", "Quản trị"]
    assert labels(client, person(Role.COUNCIL_MEMBER)) == ["Việc của tôi", "Hội đồng", "Cơ quan"]


@pytest.mark.parametrize(("path", "active"), [
    ("/", ["Việc của tôi"]), ("/co-quan/", ["Cơ quan"]), ("/nhom-don-vi/", ["Cơ quan"]), ("/tim/", [])])
def test_menu_marks_where_one_is(client, path, active):
    client.force_login(officer())

    menu = client.get(path).context["menu"]

    assert [item.label for item in menu if item.active] == active


def test_unread_notices_are_counted(client):
    user = officer()
    notify(key="a", user=user, title="Một")
    notify(key="b", user=officer(), title="của người khác")
    client.force_login(user)

    assert client.get("/tim/").context["unread_notices"] == 1


def test_person_with_two_roles_chooses_among_them_and_all_at_once(client):
    user = submitter(OrganizationFactory(name="Sở A"))
    RoleFactory(user=user, role=Role.UNIT_HEAD, organization=OrganizationFactory(name="Sở B"))
    client.force_login(user)

    context = client.get("/tim/").context

    assert context["acting_role"] == "2 vai trò"
    assert [(role["label"], role["is_acting"]) for role in context["roles"]] == [
        ("Mọi vai trò", True), ("Người nộp hồ sơ · Sở A", False), ("Lãnh đạo đơn vị · Sở B", False)]


def test_strangers_get_no_menu(client):
    assert "menu" not in client.get("/dang-nhap/").context
