"""Whether a quota line keeps pace: a rule made for small whole numbers, where one person must not turn a light red.

The ideal number rises in a straight line from the end of the preparation to the closing day. Nothing here reads a
database or the clock.
"""
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.conf import settings

from reporting.enums import Pace


@dataclass(frozen=True)
class Span:
    """The days between which a quota is to be reached; `end` None: the plan names no day."""

    start: date
    end: date | None


def span_of(*, window_start, window_end, preparation_ends_on=None, closing_on=None):
    """The obligation's window, shortened to the plan's preparation and closing days where they fall inside it."""
    start, end = window_start, window_end
    if preparation_ends_on and start < preparation_ends_on and (end is None or preparation_ends_on < end):
        start = preparation_ends_on
    if closing_on and start < closing_on and (end is None or closing_on < end):
        end = closing_on
    return Span(start, end)


def ideal_share(span, as_of):
    """The share (0–1) of the target that should be reached on `as_of`; None when the span has no end."""
    if span.end is None:
        return None
    if as_of <= span.start:
        return Fraction(0)
    if as_of >= span.end:
        return Fraction(1)
    return Fraction((as_of - span.start).days, (span.end - span.start).days)


def expected(target, span, as_of):
    """How many should be counted by now, as an exact fraction; None without a target or an end."""
    share = ideal_share(span, as_of)
    return None if target is None or share is None else target * share


def pace_of(*, target, actual, maximum, span, as_of):
    """The pace of one line; `target` is the number that must be reached (the lower end of a range).

    Red needs both: below `PACE_RED_SHARE` of the ideal, and a gap of at least `PACE_RED_GAP` people.
    """
    if maximum is not None and actual > maximum:
        return Pace.OVER
    if target is None:
        return Pace.NO_FIGURE
    if actual >= target:
        return Pace.MET
    ideal = expected(target, span, as_of)
    if ideal is None:
        return Pace.RUNNING
    if as_of > span.end:
        return Pace.MISSED
    due = int(ideal)
    if due < 1:
        return Pace.NOT_DUE
    if actual >= due:
        return Pace.ON_TRACK
    red_below = int(Fraction(str(settings.PACE_RED_SHARE)) * ideal)
    return Pace.AT_RISK if actual < red_below and due - actual >= settings.PACE_RED_GAP else Pace.BEHIND


def quarters_left(as_of, end):
    """Calendar quarters from the day after `as_of` up to and including the one of `end`; 0 when it is over."""
    if end is None or end <= as_of:
        return 0
    begun = as_of.toordinal() + 1
    first = date.fromordinal(begun)
    return (end.year - first.year) * 4 + (end.month - 1) // 3 - (first.month - 1) // 3 + 1
