"""The Celery application: tasks wake services, the database says what is due."""
import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("hoadep")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.task
def heartbeat_task():
    """Note that beat and worker are both alive; the readiness page shows its age."""
    from notifications.services import beat  # task body

    beat("beat")
