import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from config.lockout import locked_out

PASSWORD = "Mat-khau-2026"
OFFICE = "203.0.113.7"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def guarded(settings):
    settings.AXES_ENABLED = True
    get_user_model().objects.create_user("lan", password=PASSWORD)


def attempt(name, password, address=OFFICE):
    """Whether the sign-in is accepted."""
    request = RequestFactory().post("/", {"username": name}, REMOTE_ADDR=address)
    try:
        return authenticate(request, username=name, password=password) is not None
    except PermissionDenied:
        return False


def test_five_wrong_passwords_close_the_account_for_that_address_only():
    for _ in range(5):
        attempt("lan", "sai")

    assert not attempt("lan", PASSWORD)
    assert attempt("lan", PASSWORD, address="203.0.113.8")


def test_four_wrong_passwords_do_not():
    for _ in range(4):
        attempt("lan", "sai")

    assert attempt("lan", PASSWORD)


def test_colleagues_behind_one_address_do_not_lock_each_other_out():
    for number in range(12):
        attempt(f"nguoi_{number}", "sai")

    assert attempt("lan", PASSWORD)


def test_fifty_failures_of_any_names_close_the_address():
    for number in range(50):
        attempt(f"nguoi_{number}", "sai")

    assert not attempt("lan", PASSWORD)
    assert attempt("lan", PASSWORD, address="203.0.113.8")


def test_page_says_in_vietnamese_how_long_to_wait(client):
    request = RequestFactory().post("/", {"username": "lan"})

    response = locked_out(request, None, {"username": "lan"})

    assert (response.status_code, response["Retry-After"]) == (429, "900")
    assert "trong 15 phút" in response.content.decode()
