"""Background work of plans: each task calls one service and may run twice without harm."""
from celery import shared_task
from django.utils import timezone


@shared_task
def read_document_task(reading_id):
    from plans.importing.readings import run_reading  # task body

    run_reading(reading_id)


@shared_task
def sweep_readings_task():
    from plans.importing.readings import sweep_readings  # task body

    sweep_readings()


@shared_task
def plan_reminders_task():
    from notifications.services import beat  # task body
    from plans.inner_reminders import plan_inner
    from plans.reminders import plan_due
    from plans.undelivered import pass_on_failed

    now = timezone.now()
    plan_due(now=now)
    pass_on_failed(now=now)
    plan_inner(now=now)
    beat("planner", now)


@shared_task
def extend_horizon_task():
    from plans.enums import PlanStatus  # task body
    from plans.models import Plan
    from plans.services import extend_horizon

    for plan in Plan.objects.filter(status=PlanStatus.ISSUED).order_by("pk"):
        extend_horizon(plan, today=timezone.localdate())
