"""What every test gets: a quick password hasher, a queue that stays in memory, a media folder of its own."""
import pytest

from config.celery import app


def pytest_configure():
    app.conf.broker_url = "memory://"


@pytest.fixture(autouse=True)
def quiet_ground(settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.AXES_ENABLED = False
