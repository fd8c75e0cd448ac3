"""What every test gets: a quick password hasher, a queue that stays in memory, a media folder of its own, a browser."""
import os
from urllib.parse import urlsplit

import pytest
from django.db import connection

from audit import protection
from config.celery import app
from tests.servers import chromium as chromium_file

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "admin_user"}


def pytest_configure():
    app.conf.broker_url = "memory://"


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items):
    """Marks what reaches a database, so that what reaches none need not run once for each of them."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(item.fixturenames):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """SQLite in a file: threads then have connections of their own, as they do in service."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The log refuses to be emptied; tests empty their tables, so here its lock is proved and taken off."""
    with django_db_blocker.unblock():
        assert protection.is_installed(connection), "the migrations leave the log unprotected"
        protection.remove(connection)


@pytest.fixture(autouse=True)
def quiet_ground(settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.AXES_ENABLED = False
    settings.EMAIL_FILE_PATH = str(tmp_path / "mails")
    settings.WHITENOISE_AUTOREFRESH = True  # else every test client lists all static files
    settings.FIGURES_KEPT = 0  # factories write past the log, by which kept figures notice a change


@pytest.fixture(scope="session")
def chromium():
    """Headless Chromium that asks nobody for anything."""
    from playwright.sync_api import sync_playwright  # slow: only browser tests pay

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread; we use no async
    quiet = ["--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        file = os.environ.get("CHROMIUM") or chromium_file()
        browser = playwright.chromium.launch(executable_path=file, args=quiet)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium, live_server):
    """A tab on the live server; the test fails when a page asks another host or the console shows an error."""
    context = chromium.new_context(base_url=live_server.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(15_000)
    tab = context.new_page()
    faults = []
    tab.on("request", lambda request: faults.extend(foreign(request.url, live_server.url)))
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: faults.append(str(error)))
    yield tab
    context.close()
    assert faults == []


def foreign(url, own):
    """The address as a list of one when it leaves the site, else nothing."""
    parts = urlsplit(url)
    return [url] if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(own).netloc else []


@pytest.fixture
def sign_in(page, live_server, client, settings):
    """Let the tab act as a person without the sign-in form: `sign_in(user)`."""

    def as_person(user):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return as_person
