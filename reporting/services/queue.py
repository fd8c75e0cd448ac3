"""What the queues of papers and of prints have in common: jobs left half-done are found, or ended when tried enough."""
from django.db.models import Q

from reporting.enums import JobState

TRIES_AT_MOST = 2
AT_ONCE = 20  # jobs that one sweep takes up


def left_over(model, *, now, error):
    """Ids of the jobs nobody was woken for or that were left half-done, the oldest first; those interrupted on their
    last try are ended with `error`."""
    lapsed = Q(state=JobState.RUNNING, lease_until__lt=now)
    model.objects.filter(lapsed, tries__gte=TRIES_AT_MOST).update(
        state=JobState.FAILED, error=error, lease_until=None, finished_at=now)
    due = model.objects.filter(Q(state=JobState.QUEUED) | lapsed, tries__lt=TRIES_AT_MOST)
    return list(due.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
