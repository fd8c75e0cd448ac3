from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.errors import DomainError, InvalidInput
from plans.importing import import_plan, parse_json, read_plan_json
from plans.importing.reader import MAX_BYTES


class Command(BaseCommand):
    help = "Nhập một kế hoạch từ tệp JSON (docs/plan-schema.md); in mã kế hoạch."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.json")
        parser.add_argument("--issue", action="store_true", help="ban hành trên hệ thống ngay sau khi nhập")

    def handle(self, *args, file, issue, **options):
        try:
            data = parse_json(read_bytes(file))
            plan = import_plan(data, by=None, issue=issue)
        except InvalidInput as error:
            raise CommandError("Không nhập được kế hoạch, chưa lưu gì:\n" + "\n".join(
                f"  - {message}" for messages in error.errors.values() for message in messages)) from None
        except DomainError as error:
            raise CommandError(f"Không nhập được kế hoạch, chưa lưu gì: {error}") from None
        for note in (*read_plan_json(data).notes, *notes_on(plan)):
            self.stderr.write(f"Lưu ý: {note}")
        self.stdout.write(plan.code)


def read_bytes(path):
    """The file's bytes, one more than the limit at most."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"Không đọc được tệp «{path}»: {error.strerror}.") from None


def notes_on(plan):
    """What a person still has to look at."""
    unsure = {bearer.organization for rule in plan.rules.prefetch_related("bearers__organization")
              for bearer in rule.bearers.all() if not bearer.organization.is_confirmed}
    groups = {rule.bearer_category for rule in plan.rules.select_related("bearer_category")
              if rule.bearer_category and not rule.bearer_category.memberships.exists()}
    if unsure:
        yield f"{len(unsure)} cơ quan chịu chỉ tiêu được tạo mới, chưa xác nhận."
    for group in sorted(groups, key=str):
        yield f"nhóm «{group}» chưa có thành viên, chưa sinh nghĩa vụ."
