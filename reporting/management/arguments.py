"""Arguments that several commands share: a plan by code or short name, a day."""
from datetime import date

from django.core.management.base import CommandError

from plans.models import Plan
from plans.queries import plan_by_code


def plan_argument(name):
    """The plan; CommandError when there is none."""
    try:
        return plan_by_code(name)
    except Plan.DoesNotExist:
        raise CommandError(f"Không có kế hoạch mang mã hoặc tên gọi ngắn «{name}».") from None


def day_argument(text):
    """The day of «2023-06-30»; CommandError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"«{text}» không phải là ngày. Ví dụ đúng: 2023-06-30.") from None
