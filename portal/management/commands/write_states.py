from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.states import FILE, states_page


class Command(BaseCommand):
    help = "Viết lại docs/states.md từ các bảng chuyển trạng thái."

    def handle(self, *args, **options):
        (Path(settings.BASE_DIR) / FILE).write_text(states_page(), encoding="utf-8")
        self.stdout.write(f"Đã viết {FILE}.")
