from django.core.management.base import BaseCommand, CommandError

from models_registry.services import recount_plan
from plans.models import Plan
from plans.queries import plan_by_code


class Command(BaseCommand):
    help = "Cho mọi tiến trình đếm lại chỉ tiêu của kế hoạch, sau khi sửa dữ liệu ngoài phần mềm."

    def add_arguments(self, parser):
        parser.add_argument("plan", metavar="KẾ_HOẠCH", help="mã hoặc tên ngắn của kế hoạch")
        parser.add_argument("--reason", metavar="LÝ_DO", required=True, help="ghi vào nhật ký")

    def handle(self, *args, plan, reason, **options):
        try:
            found = plan_by_code(plan)
        except Plan.DoesNotExist:
            raise CommandError(f"Không có kế hoạch «{plan}».") from None
        told = recount_plan(found, by=None, reason=reason)
        self.stdout.write(f"{told} chỉ tiêu của {found.code} sẽ được đếm lại ở lần xem tới.")
