import json

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.numbers import viet_number
from reporting.contract import board_data
from reporting.management.arguments import day_argument, plan_argument


class Command(BaseCommand):
    help = "In bảng chỉ tiêu của một kế hoạch, tính đến hết một ngày."

    def add_arguments(self, parser):
        parser.add_argument("plan", metavar="PLAN", help="mã kế hoạch hoặc tên gọi ngắn")
        parser.add_argument("--as-of", metavar="D", help="ngày, ví dụ 2023-06-30; mặc định là hôm nay")
        parser.add_argument("--json", action="store_true", help="in JSON")

    def handle(self, *args, plan, as_of, **options):
        plan = plan_argument(plan)
        data = board_data(plan, as_of=day_argument(as_of) if as_of else timezone.localdate())
        self.stdout.write(as_json(data) if options["json"] else "\n".join(as_words(data)))


def as_json(data):
    return json.dumps(data, ensure_ascii=False, indent=1)


def as_words(data):
    yield f"{data['plan']} · số liệu đến hết ngày {data['as_of']}"
    for row in data["rows"]:
        bound = "chưa có số" if row["min"] is None else viet_number(row["min"])
        yield f"{row['rule']:<12} {row['actual']:>5}/{bound:<10} {row['status']:<20} {row['bearer']}"
    yield f"Tổng cộng {data['totals']['actual']}/{data['totals']['minimum']['all'] or '–'}"
