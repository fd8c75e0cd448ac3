"""The settings as a whole, in processes of their own, as an office would start them."""
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

BASE = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "HTTPS": "1",
    "SECRET_KEY": "d6Zr0w-bV5tq8Xn2Lk9Pj4Hs7Gf1Mc3Ya6Ue0Ri5To8WqZxCvBnM",
    "ALLOWED_HOSTS": "hoadep.example.gov.vn",
    "DATABASE_URL": "postgresql://hoadep:secret@127.0.0.1/hoadep",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "PROXY_COUNT": "1",
}
OWN = {*PRODUCTION, "EMAIL_URL", "DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE"}  # the last one is the browser tests' own


def manage(arguments, env, tmp_path):
    around = {name: value for name, value in os.environ.items() if name not in OWN}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE, env={**around, **env, "VAR_DIR": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip


def test_deployment_check_has_nothing_to_say_about_production(tmp_path):
    done = manage(["check", "--deploy", "--fail-level", "WARNING"], PRODUCTION, tmp_path)

    assert done.stderr == ""
    assert done.returncode == 0


def test_production_does_not_start_with_a_weak_key(tmp_path):
    done = manage(["check"], {**PRODUCTION, "SECRET_KEY": "x" * 60}, tmp_path)

    assert done.returncode != 0
    assert "SECRET_KEY: with HTTPS=1 give at least 50 random characters" in done.stderr


def test_production_cookies_are_bound_to_host_and_https(tmp_path):
    names = (
        "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_HSTS_SECONDS "
        "SECURE_HSTS_INCLUDE_SUBDOMAINS DEBUG"
    )
    code = f"from django.conf import settings; print(*(getattr(settings, name) for name in '{names}'.split()))"

    done = manage(["shell", "--no-imports", "-c", code], PRODUCTION, tmp_path)

    assert done.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True", "True", "31536000", "True", "False"]


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)


def test_debug_is_off_and_sessions_end():
    assert settings.DEBUG is False
    assert settings.SESSION_COOKIE_AGE == 30 * 60
    assert settings.SESSION_LONGEST_AGE == 10 * 60 * 60
    assert settings.PASSWORD_HASHERS is not None
