"""What browsers fetch once the static files were collected: compressed, under hashed names, and not much of it."""
import importlib.util
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse

FIRST_PAGE_AT_MOST = 80 * 1024  # bytes on the wire


@pytest.fixture
def prepare(settings, tmp_path):
    """scripts/prepare.py as a module, collecting into a folder of the test's own."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    file = Path(settings.BASE_DIR, "scripts", "prepare.py")
    spec = importlib.util.spec_from_file_location("prepare", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.django_db
def test_the_first_page_is_small_and_files_are_collected_once(prepare, client, settings):
    prepare.collect()
    first = (settings.STATIC_ROOT / "staticfiles.json").stat().st_mtime_ns
    prepare.collect()

    page = client.get(reverse("accounts:sign_in")).content
    names = re.findall(r'(?:src|href)="/static/([^"]+)"', page.decode())
    sent = [(settings.STATIC_ROOT / f"{name}.br", settings.STATIC_ROOT / name) for name in names]
    sizes = [min(file.stat().st_size for file in pair if file.exists()) for pair in sent]
    assert (settings.STATIC_ROOT / "staticfiles.json").stat().st_mtime_ns == first
    assert staticfiles_storage.url("vendor/bootstrap.min.css") in page.decode()
    assert sum(sizes) + len(page) < FIRST_PAGE_AT_MOST


def test_a_changed_file_is_collected_again(prepare, settings, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "mot.css").write_text("a {}")
    settings.STATICFILES_DIRS, settings.STATICFILES_FINDERS = [own], [
        "django.contrib.staticfiles.finders.FileSystemFinder"]
    prepare.collect()

    (own / "hai.css").write_text("b {}")
    prepare.collect()

    assert [name.split(".")[0] for name in sorted(file.name for file in settings.STATIC_ROOT.glob("*.css"))] == [
        "hai", "mot"]
