"""How far the making of a paper is, and how the worker is told of it."""
import logging

from reporting.enums import JobState
from reporting.tasks import render_report_task

PROGRESS = {JobState.QUEUED: "pending", JobState.RUNNING: "running", JobState.DONE: "done", JobState.FAILED: "failed"}

logger = logging.getLogger(__name__)


def wake(job_id):
    """Tell the worker; when the queue is away the sweep finds the job within a minute."""
    try:
        render_report_task.delay(job_id)
    except Exception as error:  # the queue's client raises many kinds
        logger.warning("The queue is away, the sweep will find report job %s: %s", job_id, error)
