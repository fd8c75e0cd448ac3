"""All periodic work on one page. Each task may run twice without harm: what is due is decided in the database."""
from celery.schedules import crontab

MINUTE = 60.0


def every(task, schedule):
    """One entry; a run that waited over 300 seconds in the queue is dropped, the next one does its work."""
    return {"task": task, "schedule": schedule, "options": {"expires": 300}}


SCHEDULE = {
    "heartbeat": every("config.celery.heartbeat_task", 10.0),
    "send due messages": every("notifications.tasks.send_due_task", MINUTE),
    "plan reminders": every("plans.tasks.plan_reminders_task", 5 * MINUTE),
    "sweep readings": every("plans.tasks.sweep_readings_task", MINUTE),
    "extend the horizon of recurring deadlines": every("plans.tasks.extend_horizon_task", crontab(hour=1, minute=10)),
    "seal the log": every("audit.tasks.seal_events_task", MINUTE),
    "fold changes of counts": every("models_registry.tasks.fold_changes_task", crontab(minute="*/10")),
    "sweep report jobs": every("reporting.tasks.sweep_jobs_task", MINUTE),
}
