"""The periodic work of the log."""
from celery import shared_task


@shared_task
def seal_events_task():
    from audit.sealing import seal_events  # task body
    seal_events()
