"""Background work of the registry."""
from celery import shared_task


@shared_task
def fold_changes_task():
    from models_registry.services import fold_changes  # task body

    fold_changes()
