import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from accounts import services
from accounts.enums import Role
from audit.models import AuditEvent
from tests.factories import OrganizationFactory, RoleFactory, UserFactory, administrator, officer, submitter

pytestmark = pytest.mark.django_db
PASSWORD = "Mat-khau-2026"
NEW = "mot cau ngan de nho"


def sign_in(client, username="lan", password=PASSWORD, **extra):
    return client.post("/dang-nhap/", {"username": username, "password": password, **extra})


def is_signed_in(client):
    return client.get("/").status_code == 200


def test_person_signs_in_and_the_log_knows(client):
    lan = UserFactory(username="lan")

    response = sign_in(client)

    assert (response.status_code, response.url) == (302, "/")
    assert is_signed_in(client)
    assert AuditEvent.objects.for_object(lan).get().action == "accounts.sign_in"


@pytest.mark.parametrize(("username", "password", "active"), [
    ("lan", "sai", True), ("khong_co", PASSWORD, True), ("lan", PASSWORD, False)])
def test_refusal_is_the_same_whoever_it_was(client, username, password, active):
    UserFactory(username="lan", is_active=active)

    page = sign_in(client, username, password).content.decode()

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in page
    assert f'value="{username}"' in page
    assert not is_signed_in(client)


def test_five_wrong_passwords_close_the_door_for_a_while(client, settings):
    settings.AXES_ENABLED = True
    UserFactory(username="lan")
    for _ in range(4):
        sign_in(client, password="sai")

    response = sign_in(client, password="sai")
    afterwards = sign_in(client)

    assert (response.status_code, afterwards.status_code) == (429, 429)
    assert "trong 15 phút" in afterwards.content.decode()


@pytest.mark.parametrize(("address", "lands"), [
    ("/co-quan/?q=x", "/co-quan/?q=x"), ("https://example.org/", "/"), ("//example.org/", "/"),
    ("javascript:alert(1)", "/")])
def test_after_signing_in_one_stays_on_this_site(client, address, lands):
    UserFactory(username="lan")

    assert sign_in(client, next=address).url == lands


def test_signing_out_takes_a_form(client):
    client.force_login(UserFactory())

    assert client.get("/dang-xuat/").status_code == 405
    assert is_signed_in(client)
    assert client.post("/dang-xuat/").url == "/dang-nhap/"
    assert not is_signed_in(client)


def test_session_changes_its_key_at_sign_in(client):
    UserFactory(username="lan")
    client.session["x"] = 1
    session = client.session
    session.save()
    before = session.session_key

    sign_in(client)

    assert client.session.session_key != before


# --- first password ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/co-quan/", "/tai-khoan/", "/quan-tri/tai-khoan/", "/tim/"])
def test_fresh_account_reaches_nothing_but_the_change_of_password(client, path):
    person = administrator(must_change_password=True)
    client.force_login(person)

    assert client.get(path).url == "/doi-mat-khau/"
    assert client.get("/doi-mat-khau/").status_code == 200


def change(client, old=PASSWORD, new=NEW, again=None):
    return client.post("/doi-mat-khau/", {"old_password": old, "new_password1": new, "new_password2": again or new})


def test_changing_the_first_password_opens_the_rest(client):
    client.force_login(UserFactory(must_change_password=True))

    response = change(client)

    assert response.url == "/"
    assert is_signed_in(client)


@pytest.mark.parametrize(("old", "new", "again", "message"), [
    ("sai", NEW, NEW, "Mật khẩu đang dùng chưa đúng."),
    (PASSWORD, NEW, NEW + "x", "Hai lần nhập mật khẩu mới không giống nhau."),
    (PASSWORD, PASSWORD, PASSWORD, "Mật khẩu mới phải khác mật khẩu đang dùng."),
    (PASSWORD, "ngan", "ngan", "Mật khẩu quá ngắn: cần ít nhất 10 ký tự."),
    (PASSWORD, "12345678901234", "12345678901234", "Mật khẩu này hoàn toàn là số."),
])
def test_bad_new_password_is_refused_with_a_reason(client, old, new, again, message):
    client.force_login(UserFactory())

    page = change(client, old, new, again).content.decode()

    assert message in page


def test_changing_the_password_ends_the_other_sessions(client):
    person = UserFactory()
    elsewhere = Client()
    client.force_login(person)
    elsewhere.force_login(person)

    change(client)

    assert (is_signed_in(client), is_signed_in(elsewhere)) == (True, False)


# --- rights take effect at once ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", [
    lambda person, by: services.disable_account(person, by=by),
    lambda person, by: services.reset_password(person, by=by),
    lambda person, by: services.end_role(person.assignments.get(), by=by),
    lambda person, by: services.grant_role(person, by=by, role=Role.LEADER),
])
def test_sessions_end_when_rights_change(client, act):
    person = officer()
    client.force_login(person)
    assert is_signed_in(client)

    act(person, administrator())

    assert not is_signed_in(client)


def test_deleted_role_is_gone_at_the_next_request(client):
    person = officer()
    client.force_login(person)
    assert client.get("/co-quan/them/").status_code == 200

    person.assignments.all().delete()

    assert client.get("/co-quan/them/").status_code == 403


# --- acting in a role -------------------------------------------------------------------------------------------------


def test_person_acts_in_one_role_and_returns_to_all(client):
    person = officer()
    second = RoleFactory(user=person, role=Role.SUBMITTER, organization=OrganizationFactory())
    client.force_login(person)

    client.post("/vai-tro/", {"role": second.pk})
    as_submitter = client.get("/co-quan/them/").status_code
    client.post("/vai-tro/", {"role": ""})

    assert (as_submitter, client.get("/co-quan/them/").status_code) == (403, 200)


def test_role_of_another_person_cannot_be_chosen(client):
    client.force_login(submitter())

    client.post("/vai-tro/", {"role": officer().assignments.get().pk})

    assert client.get("/co-quan/them/").status_code == 403


def test_chosen_role_that_ended_is_forgotten(client):
    person = officer()
    second = RoleFactory(user=person, role=Role.SUBMITTER, organization=OrganizationFactory())
    client.force_login(person)
    client.post("/vai-tro/", {"role": second.pk})

    second.delete()

    assert client.get("/co-quan/them/").status_code == 200


def test_choice_of_role_never_leads_off_the_site(client):
    client.force_login(officer())

    assert client.post("/vai-tro/", {"role": "", "next": "https://example.org/"}).url == "/"


def test_log_names_the_role_one_acted_in(client):
    person = officer()
    agency = OrganizationFactory(name="Sở A")
    second = RoleFactory(user=person, role=Role.SUBMITTER, organization=agency)
    client.force_login(person)
    client.post("/vai-tro/", {"role": second.pk})

    client.post("/tai-khoan/", {"full_name": "Tên Mới", "email": "", "phone": "", "position": ""})

    event = AuditEvent.objects.filter(action="accounts.update").get()
    assert (event.role, event.organization_label, event.actor) == ("nguoi_nop", "Sở A", person)


def test_profile_changes_contact_data_and_nothing_else(client):
    person = submitter(username="lan")
    client.force_login(person)

    client.post("/tai-khoan/", {"full_name": "Lê  Lan", "email": "lan@example.org", "phone": "1", "position": "",
                                "username": "khac", "is_superuser": "on", "must_change_password": "on"})

    person = get_user_model().objects.get(pk=person.pk)
    assert (person.full_name, person.email, person.username) == ("Lê Lan", "lan@example.org", "lan")
    assert (person.is_superuser, person.must_change_password, person.search_key) == (
        False, False, "le lan lan lan@example.org")
