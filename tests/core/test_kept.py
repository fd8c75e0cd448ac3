import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.kept_urls")]
TEXT = "Một câu chuyện dài đã gõ mười lăm phút"


@pytest.fixture
def lan():
    return UserFactory(username="lan")


def browser_after_session_ended(client, person):
    """The browser of somebody who worked a while ago: the cookies stayed, the session is gone."""
    client.force_login(person)
    client.get("/knowing/")
    client.session.flush()
    return client


def type_too_late(client, path="/knowing/", **extra):
    return client.post(path, {"title": TEXT, "password": "bi-mat", "csrfmiddlewaretoken": "x"}, **extra)


def test_late_form_leads_to_sign_in_and_back_filled_in(client, lan):
    browser_after_session_ended(client, lan)

    late = type_too_late(client)
    signed_in = client.post(late.url, {"username": "lan", "password": "Mat-khau-2026", "next": "/knowing/"})
    page = client.get(signed_in.url)

    assert late.url == "/dang-nhap/?next=/knowing/"
    assert signed_in.url == "/knowing/"
    assert TEXT in page.content.decode()
    assert "bi-mat" not in page.content.decode()
    assert [str(m) for m in get_messages(page.wsgi_request)] == [
        "Nội dung anh/chị vừa gõ đã được giữ lại. Hãy kiểm tra rồi bấm Lưu."]


def test_kept_text_comes_back_once_only(client, lan):
    browser_after_session_ended(client, lan)
    type_too_late(client)
    client.force_login(lan)

    first, second = client.get("/knowing/"), client.get("/knowing/")

    assert TEXT in first.content.decode()
    assert TEXT not in second.content.decode()


def test_another_person_in_the_same_browser_gets_nothing(client, lan):
    browser_after_session_ended(client, lan)
    type_too_late(client)

    client.force_login(UserFactory())
    stranger = client.get("/knowing/").content.decode()
    client.force_login(lan)

    assert TEXT not in stranger
    assert "kept_form" not in client.session
    assert TEXT not in client.get("/knowing/").content.decode()


@pytest.mark.parametrize("path", ["/unknowing/", "/only-post/"])
def test_address_that_cannot_show_the_text_offers_to_send_it_again(client, lan, path):
    browser_after_session_ended(client, lan)
    type_too_late(client, path)
    client.force_login(lan)

    page = client.get(path)

    assert page.status_code == 200
    assert "chưa có gì được lưu" in page.content.decode()
    assert f'<input type="hidden" name="title" value="{TEXT}">' in page.content.decode()
    assert f'action="{path}"' in page.content.decode()


def test_kept_text_waits_for_its_own_page(client, lan):
    browser_after_session_ended(client, lan)
    type_too_late(client, "/knowing/?ke-hoach=1")
    client.force_login(lan)

    client.get("/knowing/")

    assert TEXT in client.get("/knowing/?ke-hoach=1").content.decode()


def test_nothing_is_kept_for_a_browser_nobody_worked_in(client):
    response = type_too_late(client)

    assert response.url == "/dang-nhap/?next=/knowing/"
    assert "kept_form" not in client.session


def test_form_over_the_limit_is_not_kept(client, lan):
    browser_after_session_ended(client, lan)

    client.post("/knowing/", {"title": "a" * (256 * 1024)})

    assert "kept_form" not in client.session


def test_late_htmx_form_sends_the_whole_browser_to_sign_in(client, lan):
    browser_after_session_ended(client, lan)

    response = type_too_late(client, headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Redirect"]) == (204, "/dang-nhap/?next=/knowing/")


def test_question_about_a_form_still_being_typed_neither_keeps_nor_leads_away(client, lan):
    browser_after_session_ended(client, lan)
    type_too_late(client)

    asked = client.post("/only-post/", {"title": "dở dang"}, headers={
        "HX-Request": "true", "HX-Current-URL": "http://testserver/knowing/"})
    client.force_login(lan)

    assert asked.status_code == 401
    assert TEXT in client.get("/knowing/").content.decode()


def test_htmx_piece_without_a_session_is_401_not_a_sign_in_page(client):
    assert client.get("/knowing/", headers={"HX-Request": "true"}).status_code == 401


def checking_client(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return client


def test_stale_token_of_our_own_form_keeps_the_text(lan):
    client = checking_client(lan)

    response = client.post("/knowing/", {"title": TEXT, "csrfmiddlewaretoken": "x" * 64},
                           headers={"Origin": "http://testserver"})

    assert response.url == "/knowing/"
    assert TEXT in client.get("/knowing/").content.decode()


def test_text_is_kept_when_session_and_token_end_together(lan):
    client = checking_client(lan)
    client.get("/knowing/")
    del client.cookies["sessionid"]

    late = client.post("/knowing/", {"title": TEXT}, headers={"Origin": "http://testserver"})
    client.force_login(lan)

    assert late.url == "/dang-nhap/?next=/knowing/"
    assert TEXT in client.get("/knowing/").content.decode()


def test_a_sign_in_without_token_is_refused_calmly(lan):
    client = checking_client(lan)
    client.get("/knowing/")
    del client.cookies["sessionid"]

    response = client.post("/dang-nhap/", {"username": "lan"}, headers={"Origin": "http://testserver"})

    assert response.status_code == 403
    assert "kept_form" not in client.session


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://example.org"}])
def test_form_from_elsewhere_is_refused_calmly_and_not_kept(lan, headers):
    client = checking_client(lan)

    response = client.post("/knowing/", {"title": TEXT}, headers=headers)

    assert response.status_code == 403
    assert "nên chưa thay đổi gì" in response.content.decode()
    assert "kept_form" not in client.session
