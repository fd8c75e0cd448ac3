"""Wake a background task without ever keeping a request waiting for the queue."""
import logging

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)


def wake(task, *args):
    """Ask the queue for one run of `task` (its name) and say whether it took it; the sweeps do what it missed."""
    options = {**current_app.conf.broker_transport_options, "max_retries": 0}
    try:
        with current_app.connection_for_write(transport_options=options) as connection:
            current_app.send_task(task, args=args, connection=connection, retry=False)
    except Exception as error:  # whatever ails the queue: the act is committed and its row waits in the database
        logger.warning("queue not reached, %s waits for the sweep: %s", task, error)
        return False
    return True


def wake_after_commit(task):
    """Wake `task` once the transaction is committed, once for each transaction."""
    waiting = transaction.get_connection().run_on_commit
    if not any(getattr(function, "task", None) == task for _, function, _ in waiting):
        transaction.on_commit(_Waking(task), robust=True)


class _Waking:
    def __init__(self, task):
        self.task = task

    def __call__(self):
        wake(self.task)
