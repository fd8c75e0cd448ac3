"""Bring the database up to date and, when it holds no plan yet, fill it with the demonstration. Run by up.py.

The last line printed is `demo=1` when the demonstration accounts are there, `demo=0` otherwise.
"""
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402

from plans.models import Plan  # noqa: E402


def main(demo):
    call_command("migrate", interactive=False, verbosity=0)
    if demo and not Plan.objects.exists():
        call_command("load_demo")
    has_demo = get_user_model().objects.filter(username__startswith="demo_", is_active=True).exists()
    print(f"demo={int(has_demo)}")


if __name__ == "__main__":
    main(demo="--demo" in sys.argv)
