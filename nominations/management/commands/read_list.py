"""Print what a nomination list (.docx, .xlsx) holds, as JSON."""
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.errors import InvalidInput
from nominations.intake import read_list


class Command(BaseCommand):
    help = "In các đề cử đọc được từ danh sách Word, Excel (JSON). Không lưu gì."

    def add_arguments(self, parser):
        parser.add_argument("file", help="tệp .docx hoặc .xlsx")

    def handle(self, *args, file, **options):
        path = Path(file)
        try:
            found = read_list(path.read_bytes(), path.name)
        except InvalidInput as error:
            raise CommandError(str(error)) from None
        except OSError:
            raise CommandError(f"Không mở được tệp {path.name}.") from None
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
