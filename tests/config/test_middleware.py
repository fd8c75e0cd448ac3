from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import RequestFactory

from config.middleware import ProxyAddressMiddleware

START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def person(db):
    return get_user_model().objects.create_user("nguoi_dung", password="Mat-khau-2026")


def address_seen(proxies, forwarded, settings):
    settings.PROXY_COUNT = proxies
    seen = []
    middleware = ProxyAddressMiddleware(lambda request: seen.append(request.META["REMOTE_ADDR"]) or HttpResponse())
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    middleware(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **extra))
    return seen[0]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counts"),
    [
        (0, "1.2.3.4", "10.0.0.1"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_wrote_counts_as_the_address(proxies, forwarded, counts, settings):
    assert address_seen(proxies, forwarded, settings) == counts


def signed_in(client):
    return "_auth_user_id" in client.session


def test_session_ends_after_half_an_hour_without_a_request(client, person):
    with time_machine.travel(START, tick=False) as clock:
        client.force_login(person)
        client.get("/")
        clock.shift(29 * 60)
        client.get("/")
        clock.shift(29 * 60)
        client.get("/")
        assert signed_in(client)

        clock.shift(31 * 60)
        response = client.get("/khong-co/")

    assert not response.wsgi_request.user.is_authenticated


def test_session_ends_after_ten_hours_of_work(client, person):
    with time_machine.travel(START, tick=False) as clock:
        client.force_login(person)
        for _ in range(30):
            client.get("/")
            clock.shift(20 * 60)
        assert signed_in(client)

        clock.shift(1)
        client.get("/")

    assert not signed_in(client)


def test_signed_in_pages_are_not_kept_by_browsers(client, person):
    client.force_login(person)

    response = client.get("/khong-co/")

    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("path", ["/suckhoe/song", "/khong-co/", "/"])
def test_every_answer_carries_the_strict_headers(path, client, person):
    client.force_login(person)

    headers = client.get(path).headers

    policy = {part.strip() for part in headers["Content-Security-Policy"].split(";")}
    assert policy == {
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    }
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
