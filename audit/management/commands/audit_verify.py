"""Check the sealed log and name the first broken row."""
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from audit import protection, sealing


class Command(BaseCommand):
    help = "Kiểm tra nhật ký đã niêm; báo dòng sai đầu tiên."

    def add_arguments(self, parser):
        parser.add_argument("--expect", default="", metavar="DẤU", help="dấu niêm đã ghi lại ở nơi khác")
        parser.add_argument("--seal", action="store_true", help="niêm các sự kiện mới trước khi kiểm tra")

    def handle(self, *args, **options):
        if options["seal"]:
            sealing.seal_events()
        verdict = sealing.check_log(options["expect"])
        if verdict.broken is not None:
            raise CommandError(f"Nhật ký sai từ sự kiện số {verdict.broken}: {verdict.why}.")
        if not protection.is_installed(connection):
            raise CommandError("Bảng nhật ký không còn khóa chống sửa, xóa. Hãy chạy lại migrate hoặc khôi phục.")
        self.stdout.write(f"Nhật ký nguyên vẹn: {verdict.events} sự kiện trong {verdict.seals} lần niêm, "
                          f"{verdict.unsealed} sự kiện chưa niêm.")
        if verdict.last_digest:
            self.stdout.write(f"Dấu niêm cuối: {verdict.last_digest}")
