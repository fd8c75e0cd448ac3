"""Bring database and static files up to date; fill a database without plans with the demonstration. Run by up.py.

The last line printed is `demo=1` when the demonstration accounts are there, `demo=0` otherwise.
"""
import os
import sys
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.core.management import call_command  # noqa: E402

from plans.models import Plan  # noqa: E402


def collect():
    """Hashed and compressed copies of the static files for browsers, made again only when one of them changed."""
    mark, wanted = settings.STATIC_ROOT / "made-of.txt", fingerprint()
    if not mark.is_file() or mark.read_text() != wanted:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        mark.write_text(wanted)


def fingerprint():
    """A digest of names, sizes and times of every static file, our own and those of packages."""
    files = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    lines = sorted(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
    return sha256("\n".join(lines).encode()).hexdigest()


def main(demo):
    collect()
    call_command("migrate", interactive=False, verbosity=0)
    if demo and not Plan.objects.exists():
        call_command("load_demo")
    has_demo = get_user_model().objects.filter(username__startswith="demo_", is_active=True).exists()
    print(f"demo={int(has_demo)}")


if __name__ == "__main__":
    main(demo="--demo" in sys.argv)
