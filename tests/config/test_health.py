from datetime import timedelta

import pytest
from django.utils import timezone

from config import health

NOW = timezone.now()


@pytest.fixture
def ages(monkeypatch):
    """Set what the notifications say: last beat and oldest unsent message."""

    def say(*, beat, unsent):
        monkeypatch.setattr(health.notifications, "last_beat", lambda: beat)
        monkeypatch.setattr(health.notifications, "oldest_unsent", lambda now: unsent)

    return say


def test_alive_page_needs_nobody_signed_in_and_no_database(client):
    response = client.get("/suckhoe/song")

    assert (response.status_code, response.content.decode()) == (200, "sống\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("beat", "unsent", "red"),
    [
        (10, None, []),
        (120, 600, []),
        (121, None, ["beat"]),
        (None, None, ["beat"]),
        (10, 601, ["unsent"]),
    ],
)
def test_readiness_names_the_part_that_is_late(beat, unsent, red, ages):
    def ago(seconds):
        return None if seconds is None else NOW - timedelta(seconds=seconds)

    ages(beat=ago(beat), unsent=ago(unsent))

    parts = health.readiness(NOW)

    assert [name for name, part in parts.items() if not part["ok"]] == red
    assert (parts["beat"]["age"], parts["unsent"]["age"]) == (beat, unsent)


@pytest.mark.django_db
def test_page_is_503_while_something_is_red_and_tells_parts_only(client, ages):
    ages(beat=None, unsent=None)

    response = client.get("/suckhoe/sansang")

    assert response.status_code == 503
    assert response.json() == {
        "ready": False,
        "database": {"ok": True},
        "media": {"ok": True},
        "beat": {"ok": False, "age": None},
        "unsent": {"ok": True, "age": None},
    }


def test_media_folder_that_is_a_file_is_red(settings, tmp_path):
    (tmp_path / "full").write_text("")
    settings.MEDIA_ROOT = tmp_path / "full"

    assert health.media_takes_files() is False
