"""Background work of the outbox: each task calls one service and may run twice without harm."""
from celery import shared_task


@shared_task
def send_due_task():
    from notifications.sending import send_due  # task body
    from notifications.services import beat

    send_due()
    beat("sender")
