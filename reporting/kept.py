"""Figures kept between two requests of a process, as long as nothing was written down since.

Every act leaves an event in the log within its own transaction, so the end of the log is a version of all data: the
number of the last event, and how many of the last thousand are there (on PostgreSQL a transaction that took an earlier
number may end later). Signing in and fetching a file change nothing that is counted. Whoever writes past the services
ends with an event of its own.
"""
from collections import OrderedDict
from contextvars import ContextVar
from threading import Lock

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Subquery

from audit.models import AuditEvent

LOOKED_BACK = 1000
CHANGES_NOTHING = ("accounts.sign_in", "reporting.fetch_report")  # the most frequent acts: no figure hangs on them
_found, _lock = OrderedDict(), Lock()
_version = ContextVar("version", default=None)  # of the data that an outer `recall` looks at


def data_version():
    """What changes with every act but those of `CHANGES_NOTHING`. One small query."""
    events = AuditEvent.objects.exclude(action__in=CHANGES_NOTHING)
    last = Subquery(events.order_by("-pk").values("pk")[:1])
    recent = events.filter(pk__gt=last - LOOKED_BACK).aggregate(last=Max("pk"), count=Count("pk"))
    return recent["last"], recent["count"]


def recall(keys, find):
    """{key: value} for the keys: those kept for today's data, and `find(missing keys)` for the others.

    Values are shared between requests and must not be changed. `settings.FIGURES_KEPT` values are kept, 0 turns it off;
    inside a transaction, which may still be undone, nothing is kept. What `find` itself recalls is of the same version.
    """
    if not settings.FIGURES_KEPT or connection.in_atomic_block:
        return find(keys)
    version = _version.get() or data_version()
    with _lock:
        known = {key: _found[version, key] for key in keys if (version, key) in _found}
    missing = [key for key in keys if key not in known]
    if missing:
        known |= _keep(version, _find_at(version, find, missing))
    return known


def _find_at(version, find, keys):
    outer = _version.set(version)
    try:
        return find(keys)
    finally:
        _version.reset(outer)


def _keep(version, values):
    with _lock:
        _found.update({(version, key): value for key, value in values.items()})
        while len(_found) > settings.FIGURES_KEPT:
            _found.popitem(last=False)
    return values


def recall_one(key, find):
    """The value of one key; `find()` when it is not kept."""
    return recall([key], lambda keys: {key: find()})[key]


def forget():
    """Keep nothing any more."""
    with _lock:
        _found.clear()
