from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.restored import hold_after_restore


class Command(BaseCommand):
    help = "Sau khi khôi phục bản sao lưu: dừng gửi thư, giữ lại mọi thư đến giờ để người xem rồi mới cho gửi."

    def handle(self, *args, **options):
        groups = hold_after_restore(now=timezone.now())
        for name, mails in groups:
            self.stdout.write(f"Giữ lại {mails} thư: {name or 'thư lẻ'}")
        self.stdout.write(
            f"Đã dừng gửi mọi thư; giữ lại {sum(mails for _, mails in groups)} thư. Xem ở «Thư gửi đi», cho gửi "
            "từng đợt, rồi mở lại ở «Chế độ gửi».")
