import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.errors import DomainError
from core.uploads import DOCUMENT_LIMIT
from plans.intake import read_document


class Command(BaseCommand):
    help = "Đọc một văn bản kế hoạch (.docx, .pdf, .txt); in đề xuất dạng JSON (docs/plan-schema.md), không lưu gì."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--evidence", action="store_true",
                            help="kèm văn bản đã làm sạch và chỗ nguồn của từng giá trị")

    def handle(self, *args, file, evidence, **options):
        data = read_bytes(file)
        try:
            proposals = read_document(data, Path(file).name)
        except DomainError as error:
            raise CommandError(f"Không đọc được văn bản: {error}") from None
        except Exception as error:  # whatever the file holds, the person gets a sentence and the shell an exit code
            raise CommandError(f"Không đọc được văn bản «{Path(file).name}» ({type(error).__name__}). "
                               "Hãy dán nội dung vào trang «Đọc từ văn bản».") from error
        if not evidence:
            proposals = {key: value for key, value in proposals.items() if key not in ("evidence", "text")}
        self.stdout.write(json.dumps(proposals, ensure_ascii=False, indent=1))


def read_bytes(path):
    """The file's bytes, one more than the limit at most."""
    try:
        with Path(path).open("rb") as file:
            return file.read(DOCUMENT_LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "tên tệp không hợp lệ"
        raise CommandError(f"Không đọc được tệp «{path}»: {reason}.") from None
