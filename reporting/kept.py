"""Figures kept between two requests of a process, as long as no act was written down that could change them.

Every act leaves an event in the log within its own transaction, so how many events of which kind stand there is a
version of the data. Each process counts them on from the thousand that were the last when it began: on PostgreSQL a
transaction that took an earlier number may end later, but not by more than that. Whoever writes past the services ends
with an event of its own. A backup put back under running processes asks for their restart.
"""
from collections import Counter, OrderedDict
from contextvars import ContextVar
from dataclasses import dataclass, field
from sys import getsizeof
from threading import Lock

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Q, Subquery

from audit.models import AuditEvent

LOOKED_BACK = 1000
CHANGES_NOTHING = ("accounts.sign_in", "reporting.fetch_report")  # the most frequent acts: no figure hangs on them
NOT_OF_PLANS = ("accounts.", "models_registry.", "nominations.", "notifications.", "reporting.")
TALLIES_AT_MOST = 96 * 1024 * 1024  # bytes, about
_look = ContextVar("look", default=None)  # the look of an outer `recall`


def any_act(action):
    return action not in CHANGES_NOTHING


def plan_acts(action):
    """Acts of which the plans themselves could depend: what agencies owe, since when, under which name."""
    return not action.startswith(NOT_OF_PLANS)


class Store:
    """Values by key with the version of the data they were made of; the one kept longest ago goes first."""

    def __init__(self, size_of):
        self._rows, self._lock, self._size_of, self._size = OrderedDict(), Lock(), size_of, 0

    def known(self, wanted):
        """{name: value} of those of `wanted` {name: (key, version)} that are kept under that very version."""
        with self._lock:
            found = {name: self._rows.get(key, NOT_KEPT) for name, (key, version) in wanted.items()}
        return {name: found[name][1] for name, (_, version) in wanted.items() if found[name][0] == version}

    def keep(self, values, at_most):
        """Keep {(key, version): value}, all together not larger than `at_most`."""
        with self._lock:
            for (key, version), value in values.items():
                self._forget(key)
                self._rows[key] = version, value
                self._size += self._size_of(value)
            while self._size > at_most:
                self._forget(next(iter(self._rows)))

    def _forget(self, key):
        if key in self._rows:
            self._size -= self._size_of(self._rows.pop(key)[1])

    def clear(self):
        with self._lock:
            self._rows.clear()
            self._size = 0


NOT_KEPT = None, None


def bytes_of(value):
    """About how many bytes a tally takes with its key; a list is of names of some 140 bytes each."""
    inside = sum(map(getsizeof, value.values())) if isinstance(value, dict) else 140 * len(value)
    return 700 + getsizeof(value) + inside


FIGURES, TALLIES = Store(lambda value: 1), Store(bytes_of)


@dataclass(frozen=True)
class Seen:
    """What a process saw of the log: events of each kind up to `floor` since it began, and the number of the last.

    `beginning` tells counts of one beginning from those of another, which are not comparable.
    """

    beginning: object
    floor: int | None = None
    before: Counter = field(default_factory=Counter)
    last: int = 0

    def look(self):
        """({action: events since the beginning}, what to look from the next time). One small query."""
        events = AuditEvent.objects.order_by()
        above = max(self.floor or 0, self.last - LOOKED_BACK)
        known = self.floor if self.floor is not None else Subquery(
            AuditEvent.objects.order_by("-pk").values("pk")[:1]) - LOOKED_BACK
        rows = list(events.filter(pk__gt=known).values_list("action").annotate(
            last=Max("pk"), count=Count("pk"), above=Count("pk", filter=Q(pk__gt=above))))
        acts = self.before + Counter({action: count for action, _, count, _ in rows})
        last = max((last for _, last, _, _ in rows), default=0)
        return acts, self._moved_on(acts, last, above, Counter({action: count for action, _, _, count in rows}))

    def _moved_on(self, acts, last, above, counted_above):
        """The same with the floor up to `above`, once that saves reading many events again."""
        if self.floor is None:
            return Seen(self.beginning, max(0, last - LOOKED_BACK), self.before, last)
        if above - self.floor < LOOKED_BACK:
            return Seen(self.beginning, self.floor, self.before, last)
        return Seen(self.beginning, above, acts - counted_above, last)


_seen = None


def data_versions():
    """(the beginning, {action: how many such acts were written since}). One small query."""
    global _seen
    before = _seen
    seen = before or Seen(object())  # of this thread alone, until it has a floor
    acts, later = seen.look()
    if later.last < seen.last:  # another database stands there now
        forget()
        return data_versions()
    if _seen is before:
        _seen = later
    return seen.beginning, acts


@dataclass(frozen=True)
class Look:
    """The versions that one page goes by: of acts, and of what obligations count, as far as it read them."""

    beginning: object
    acts: Counter
    of_obligations: dict = field(default_factory=dict)


def read_before():
    """{obligation id: version} that this look has read, to be added to."""
    look = _look.get()
    return look.of_obligations if look else {}


def recall(keys, find, *, about=any_act):
    """{key: value} for the keys: those kept for today's data, and `find(missing keys)` for the others.

    Values are shared between requests and must not be changed. `settings.FIGURES_KEPT` values are kept, 0 turns it off;
    inside a transaction, which may still be undone, nothing is kept. What `find` itself recalls is of the same version.
    `about` tells of an act whether the values could hang on it.
    """
    if not is_on():
        return find(keys)
    look = _look.get() or Look(*data_versions())
    version = look.beginning, sum(count for action, count in look.acts.items() if about(action))
    known = FIGURES.known({key: (key, version) for key in keys})
    missing = [key for key in keys if key not in known]
    if missing:
        found = _find_at(look, find, missing)
        FIGURES.keep({(key, version): value for key, value in found.items()}, settings.FIGURES_KEPT)
        known |= found
    return known


def is_on():
    """Whether anything is kept now."""
    return bool(settings.FIGURES_KEPT) and not connection.in_atomic_block


def _find_at(look, find, keys):
    outer = _look.set(look)
    try:
        return find(keys)
    finally:
        _look.reset(outer)


def recall_one(key, find, *, about=any_act):
    """The value of one key; `find()` when it is not kept."""
    return recall([key], lambda keys: {key: find()}, about=about)[key]


def forget():
    """Keep nothing any more."""
    global _seen
    FIGURES.clear()
    TALLIES.clear()
    _seen = None
