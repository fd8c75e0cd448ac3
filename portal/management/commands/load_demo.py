from datetime import date
from importlib.util import find_spec

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from portal.demo.builder import build_ground, count_of_ground, demo_exists
from portal.demo.people import PASSWORD


class Command(BaseCommand):
    help = "Nạp bộ dữ liệu trình diễn: năm kế hoạch, cơ quan, tài khoản và hoạt động tính đến một ngày."

    def add_arguments(self, parser):
        parser.add_argument("--today", metavar="NGÀY", help="ngày của bộ dữ liệu, dạng 2026-11-21 (mặc định: hôm nay)")

    def handle(self, *args, today, **options):
        day = read_day(today)
        if demo_exists():
            self.stdout.write("Bộ dữ liệu trình diễn đã có, không nạp lại.")
            return
        with transaction.atomic():
            people = build_ground(day)
            build_life(day)
        for what, count in count_of_ground().items():
            self.stdout.write(f"{count} {what}")
        self.stdout.write(f"Tài khoản (mật khẩu chung: {PASSWORD}):")
        for person in people:
            self.stdout.write(f"  {person.username:<44} {person.role} · {person.organization}")


def read_day(text):
    """The day written as 2026-11-21; today when none is given."""
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError:
        raise CommandError(f"«{text}» không phải ngày dạng 2026-11-21.") from None


def build_life(day):
    """Nominations, reports and decisions up to `day`, when that part of the demonstration is installed."""
    if find_spec("portal.demo.life"):
        from portal.demo.life import build_life as build  # noqa: PLC0415 (an optional part)
        build(day)
