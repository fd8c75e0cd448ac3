"""The windows in which a quota rule counts (pure: values in, values out)."""
from dataclasses import dataclass
from datetime import date, timedelta

from plans.enums import WindowKind


@dataclass(frozen=True)
class Window:
    """One instance of a rule's window; both days inclusive, `end` None is open."""

    key: str
    start: date
    end: date | None
    phase: object = None


def windows_of(kind, *, period, until, phases=(), custom=(None, None), first_year=None):
    """Every window of a rule up to `until` (inclusive), in order of time.

    `period` is (first day, last day or None) of the plan or of the field that has its own; recurring windows of an open
    period end with the year, quarter or month that contains `until`.
    """
    start, end = period
    if kind == WindowKind.PLAN:
        return [Window("plan", start, end)]
    if kind == WindowKind.CUSTOM:
        return [Window("custom", *custom)]
    if kind == WindowKind.PHASE:
        return [Window(phase.code, phase.starts_on, phase.ends_on, phase) for phase in phases]
    last = min(end or until, until)
    months = {WindowKind.CALENDAR_YEAR: 12, WindowKind.CALENDAR_QUARTER: 3, WindowKind.CALENDAR_MONTH: 1}[kind]
    return list(_calendar_windows(months, date(first_year or start.year, 1, 1) if months == 12 else
                                  max(start, date(first_year or start.year, 1, 1)), last))


def _calendar_windows(months, first, last):
    year, month = first.year, (first.month - 1) // months * months + 1
    while date(year, month, 1) <= last:
        next_year, next_month = (year, month + months) if month + months <= 12 else (year + 1, 1)
        yield Window(_key(months, year, month), date(year, month, 1),
                     date(next_year, next_month, 1) - timedelta(days=1))
        year, month = next_year, next_month


def _key(months, year, month):
    return {12: f"{year}", 3: f"{year}Q{(month + 2) // 3}", 1: f"{year}-{month:02}"}[months]
