from datetime import datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from notifications.sending import send_due
from plans.inner_reminders import plan_inner
from plans.outbox_words import waiting_words
from plans.reminders import plan_due
from plans.undelivered import pass_on_failed


class Command(BaseCommand):
    help = "Một lượt lập nhắc việc và gửi thư đến hạn, không cần Celery (đặt được trong systemd timer hoặc cron)."

    def add_arguments(self, parser):
        parser.add_argument("--now", metavar="THỜI_ĐIỂM",
                            help="giả định bây giờ là lúc này (2026-11-20T08:00); không dùng được khi chạy thật "
                                 "(HTTPS=1)")

    def handle(self, *args, now, **options):
        moment = read_moment(now) if now else timezone.now()
        plan_inner(now=moment)
        written = plan_due(now=moment)
        sent = send_due(now=moment if now else None, limit=100_000)
        handed_on = pass_on_failed(now=moment)
        sent += send_due(now=moment if now else None, limit=100_000) if handed_on else 0
        done = f"Đã gửi {sent} thư" + "".join(f"; {words}" for words in waiting_words(moment))
        self.stdout.write(
            f"Nhắc {written['duties']} việc: {written['notices']} thông báo, {written['mails']} thư. {done}.")
        if written["failed"]:
            raise CommandError(
                f"{written['failed']} việc chưa lập được nhắc việc; xem nhật ký lỗi. Lượt sau sẽ thử lại.")


def read_moment(text):
    """The aware moment of `text`; a bare day means half past seven in the morning. Refused in production."""
    if settings.HTTPS:
        raise CommandError("--now chỉ dùng khi thử; hệ thống đang chạy thật (HTTPS=1).")
    try:
        moment = parse_datetime(text) if "T" in text or " " in text else None
        day = parse_date(text)
    except ValueError:
        moment = day = None
    if moment is None and day is not None:
        moment = datetime(day.year, day.month, day.day, 7, 30)
    if moment is None:
        raise CommandError(f"«{text}» không phải thời điểm dạng 2026-11-20T08:00.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
