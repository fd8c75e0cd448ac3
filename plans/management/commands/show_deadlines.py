import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.dates import short_day
from plans import generation
from plans.models import Plan
from plans.queries import plan_by_code, plan_duties


class Command(BaseCommand):
    help = "In mọi thời hạn của một kế hoạch, mỗi cơ quan phải làm một dòng."

    def add_arguments(self, parser):
        parser.add_argument("plan", metavar="PLAN", help="mã kế hoạch hoặc tên gọi ngắn")
        parser.add_argument("--until", metavar="D", help="đến ngày, ví dụ 2026-12-31; mặc định hết năm sau")
        parser.add_argument("--json", action="store_true", help="in JSON")

    def handle(self, *args, plan, until, **options):
        today = timezone.localdate()
        until = _day(until) if until else generation.horizon(today)
        rows = [duty_data(line) for line in plan_duties(_plan(plan), as_of=today, until=until)]
        self.stdout.write(as_json(rows) if options["json"] else "\n".join(as_words(rows)))


def _plan(name):
    try:
        return plan_by_code(name)
    except Plan.DoesNotExist:
        raise CommandError(f"Không có kế hoạch mang mã hoặc tên gọi ngắn «{name}».") from None


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"«{text}» không phải là ngày. Ví dụ đúng: 2026-12-31.") from None


def duty_data(line):
    """One duty of one agency; `bearer` None when the group that owes it has no members; `text` in the plan's words."""
    return {
        "milestone": line.milestone.code, "occurrence": line.key,
        "bearer": line.organization.name if line.organization else None,
        "window": [_iso(line.window_start), _iso(line.window_end)], "due_on": _iso(line.due_on),
        "text": line.milestone.quote or line.milestone.title, "status": str(line.status)}


def _iso(day):
    return day.isoformat() if day else None


def as_json(rows):
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_words(rows):
    for row in rows:
        due = short_day(date.fromisoformat(row["due_on"])) if row["due_on"] else "không ghi ngày"
        yield f"{row['milestone']:<10} {row['occurrence']:<14} {due:<15} {row['bearer'] or '(chưa có đơn vị)'}"
