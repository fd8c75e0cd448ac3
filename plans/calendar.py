"""The calendar of duties: from the words of a plan to days, and from days to reminders.

Pure: no database and no clock. A due day is the last acceptable day, inclusive; a duty whose text names no day has
none unless the office chose one, and can never be late without it.
"""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.dates import PartialDate, half_days, quarter_days, short_day, weekday_name, year_days
from plans.enums import Boundary, DeadlineUnit, Recurrence, Relation

ONE_DAY = timedelta(days=1)
INTERVAL_UNITS = (DeadlineUnit.MONTH, DeadlineUnit.QUARTER, DeadlineUnit.HALF, DeadlineUnit.YEAR)


@dataclass(frozen=True)
class DeadlineSpec:
    """A deadline as the text states it; `start` and `end` are codes of `PartialDate`, "" where the text names none.

    `end` alone means that one interval; of a yearly duty the years in codes are not read. A quarterly or monthly duty
    may end on a day of its last month (---20). `chosen_days` maps an occurrence key, or a series («year», «half»,
    «quarter», «month», «once», «undated», or «H1», «Q3» …), to the code of a day set by the office.
    """

    unit: str = DeadlineUnit.NONE
    start: str = ""
    end: str = ""
    boundary: str = Boundary.BY_END
    relation: str = Relation.WITHIN
    recurrence: str = Recurrence.NONE
    first_year: int | None = None
    last_year: int | None = None
    event_on: date | None = None
    event_name: str = ""
    chosen_days: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Occurrence:
    """One duty in time. `stated_due_on` keeps the day of the text beside a day the office chose (`is_chosen`).

    `is_soft`: on the occasion of an event, never late. `window_end` None: the text gives no end.
    """

    key: str
    window_start: date | None
    window_end: date | None
    due_on: date | None
    is_chosen: bool = False
    is_soft: bool = False
    stated_due_on: date | None = None


@dataclass(frozen=True)
class _Span:
    """One instance of the spec before the issue day, the relation and the office have their say."""

    key: str
    series: tuple[str, ...]
    start: date | None
    end: date | None
    due: date | None


def occurrences(spec, *, issued_on, period_from, period_to, until, strict_before=True):
    """Every occurrence of the spec in order of time, as a tuple.

    Recurring duties run from `first_year` (else the year of issue) to `last_year` (else the end of the plan) and stop
    at `until`: none ends after it. A duty told once is given whatever `until` is. No occurrence ends before the issue
    day, and no window starts before it; when that day is unknown, pass the earliest day it can have been.
    `strict_before`: «trước ngày 30/11» means 29/11 at the latest; otherwise 30/11 itself is still accepted.
    """
    if spec.relation == Relation.ONGOING:
        return ()
    first_day = issued_on or period_from
    spans = _spans(spec, first_day, period_to, until, strict_before)
    return tuple(
        _occurrence(spec, span, first_day)
        for span in spans
        if span.end is None or first_day is None or span.end >= first_day
    )


def _occurrence(spec, span, first_day):
    start = max((day for day in (span.start, first_day) if day), default=None)
    stated = span.due if spec.relation in (Relation.WITHIN, Relation.OCCASION) else None
    chosen = _chosen_day(spec.chosen_days, span, first_day)
    return Occurrence(
        key=span.key, window_start=start, window_end=span.end, due_on=chosen or stated, is_chosen=chosen is not None,
        is_soft=spec.relation == Relation.OCCASION and chosen is None, stated_due_on=stated,
    )


def _chosen_day(chosen_days, span, first_day):
    """The day the office set for this occurrence: by its key first, else by its series."""
    for name in (span.key, *span.series):
        if not (code := chosen_days.get(name)):
            continue
        day = PartialDate.parse(code)
        if span.end is None:
            return _next_on_or_after(day, first_day)
        if name == span.key or not day.has_year or day.year == span.end.year:
            return day.last_day(span.end.year, span.end.month)
    return None


def _next_on_or_after(day, first_day):
    if day.has_year or first_day is None:
        return day.last_day() if day.has_year else None
    this_year = day.last_day(first_day.year, first_day.month)
    return this_year if this_year >= first_day else day.last_day(first_day.year + 1, first_day.month)


# --- spans ------------------------------------------------------------------------------------------------------


def _spans(spec, first_day, period_to, until, strict):
    if spec.relation == Relation.UNDATED and spec.recurrence == Recurrence.NONE:
        return [_Span("undated", ("undated",), None, None, None)]
    if spec.recurrence == Recurrence.NONE:
        return [_span_told_once(spec, first_day, strict)]
    first_year = spec.first_year or (first_day or until).year
    beyond = until.year + 1  # «trước ngày 01/01/2027» ends in 2026
    last_year = min(spec.last_year or (period_to.year if period_to else beyond), beyond)
    if spec.recurrence == Recurrence.YEARLY:
        found = _yearly_spans(spec, first_year, last_year, strict)
    else:
        years = range(first_year, last_year + 1)
        found = (_within_series(spec, span, strict) for year in years for span in _SERIES[spec.recurrence](year))
    return [s for s in found if s.end <= until and not (period_to and s.start and s.start > period_to)]


def _span_told_once(spec, first_day, strict):
    if spec.relation == Relation.OCCASION and spec.event_on:
        return _Span("once", ("once",), spec.event_on, spec.event_on, spec.event_on)
    if not spec.end and not spec.start:
        return _Span("undated", ("undated", "once"), None, None, None)
    start, end = _codes(spec)
    year = spec.first_year or (first_day.year if first_day else None)
    found = _between(start, end, year, spec.boundary, strict)
    if not end.has_year and not spec.first_year and first_day and found[1] < first_day:
        found = _between(start, end, year + 1, spec.boundary, strict)
    return _Span(_interval_key(start, end, found), ("once",), *found)


def _yearly_spans(spec, first_year, last_year, strict):
    """One span a year; one that runs over New Year has the key of the year it starts in."""
    if not spec.end and not spec.start:
        for year in range(first_year, last_year + 1):
            yield _Span(str(year), ("year",), *year_days(year), date(year, 12, 31))
        return
    start, end = (part and part.yearless for part in _codes(spec))
    over_new_year = start is not None and start.first_day(2001, 1) > end.last_day(2001, 12)
    for year in range(first_year - (over_new_year and not spec.first_year), last_year + 1):
        first, last, due = _between(start, end, year, spec.boundary, strict)
        yield _Span(str(year), ("year",), first or date(last.year, 1, 1), last, due)


def _codes(spec):
    """(start or None, end) as partial dates; a text that names one interval to work in names both its ends."""
    end = PartialDate.parse(spec.end or spec.start)
    start = PartialDate.parse(spec.start) if spec.start else end
    if start == end and (spec.boundary == Boundary.BEFORE or not spec.start and end.unit == "day"):
        return None, end
    return start, end


def _between(start, end, year, boundary, strict):
    """(first day or None, last acceptable day, the same) of an interval in `year`; ends in the next year if it must."""
    first = start.first_day(year, 1) if start else None
    last = _last_acceptable(end, year, 12, boundary, strict)
    if first and last < first and not end.has_year:
        last = _last_acceptable(end, first.year + 1, 12, boundary, strict)
    return (min(first, last) if first else None), last, last


def _last_acceptable(end, year, month, boundary, strict):
    """«trước ngày X» is the day before X, or X when the office reads it so; «trước Quý II» is 31/3 either way."""
    if boundary == Boundary.BY_END or (end.unit == "day" and not strict):
        return end.last_day(year, month)
    return end.first_day(year, month) - ONE_DAY


def _interval_key(start, end, days):
    """«2021Q4-2022Q1», «2025», «2025-04»; «once» where the text names days, so that a moved day keeps the key."""
    if start is None or "day" in (start.unit, end.unit) or "ten_day" in (start.unit, end.unit):
        return "once"
    first = _key_of(start, days[0].year)
    last = _key_of(end, end.year or days[1].year)
    if first == last:
        return first
    return f"{first}..{last}" if "month" in (start.unit, end.unit) else f"{first}-{last}"


def _key_of(part, year):
    year = part.year or year
    if part.quarter:
        return f"{year}Q{part.quarter}"
    return f"{year}H{part.half}" if part.half else f"{year}-{part.month:02}" if part.month else str(year)


def _within_series(spec, span, strict):
    """The span with the day of its last month that the spec names (---20), when it names one."""
    code = spec.end or spec.start
    if not code.startswith("---"):
        return span
    due = _last_acceptable(PartialDate.parse(code), span.end.year, span.end.month, spec.boundary, strict)
    return _Span(span.key, span.series, span.start, due, due)


def _half(year, half):
    start, end = half_days(year, half)
    return _Span(f"{year}H{half}", (f"H{half}", "half"), start, end, end)


def _halves(year):
    return [_half(year, 1), _half(year, 2)]


def _half_and_year(year):
    """Two series: the first half and the whole year; nobody reports on the second half alone."""
    start, end = year_days(year)
    return [_half(year, 1), _Span(f"{year}Y", ("Y", "year"), start, end, end)]


def _quarters(year) -> Iterator[_Span]:
    for quarter in range(1, 5):
        start, end = quarter_days(year, quarter)
        yield _Span(f"{year}Q{quarter}", (f"Q{quarter}", "quarter"), start, end, end)


def _months(year) -> Iterator[_Span]:
    for month in range(1, 13):
        span = PartialDate(year=year, month=month)
        yield _Span(f"{year}-{month:02}", ("month",), span.first_day(), span.last_day(), span.last_day())


_SERIES = {
    Recurrence.HALF_YEARLY: _halves,
    Recurrence.HALF_AND_YEAR: _half_and_year,
    Recurrence.QUARTERLY: _quarters,
    Recurrence.MONTHLY: _months,
}


# --- words ------------------------------------------------------------------------------------------------------


def due_words(spec_text, occurrence):
    """The plan's own words and the day they mean: «trước ngày 30/11 hàng năm → chậm nhất 29/11/2026 (Chủ nhật)»."""
    if occurrence.due_on is None:
        return f"{spec_text} → không ghi ngày".lstrip()
    day = f"{short_day(occurrence.due_on)} ({weekday_name(occurrence.due_on)})"
    if occurrence.is_soft:
        return f"{spec_text} → nhân dịp {day}".lstrip()
    by_office = ", do cơ quan ấn định" if occurrence.is_chosen else ""
    return f"{spec_text} → chậm nhất {day}{by_office}".lstrip()


# --- reminders --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReminderRules:
    """Days before and after the due day on which to remind; after the last of `after`, weekly for a year."""

    before_day: tuple[int, ...] = (14, 7, 3, 1)
    before_interval: tuple[int, ...] = (30, 14, 7, 1)
    at_start_and_middle: bool = True
    after: tuple[int, ...] = (1, 3, 7)
    weekly_until: int = 364


DEFAULT = ReminderRules()


def reminder_days(occurrence, *, unit, is_day_off, rules=DEFAULT, not_before=None):
    """((day, step), …) in order of time; steps are «start», «middle», «before_14», «after_3». No due day, no reminder.

    A reminder that falls on a day off goes out on the working day before; where that would be before `not_before`
    (the issue day), or not yet after a missed due day, on the next working day instead.
    Of two reminders on one day the one nearer the due day stays. A soft day brings none afterwards; a day the office
    chose counts as a day, whatever interval the text names.
    """
    due = occurrence.due_on
    if due is None:
        return ()
    kept = {}
    for day, step in _steps_before(occurrence, unit, rules):
        if not_before is None or day >= not_before:
            kept[min(_working_day(day, is_day_off, not_before), due)] = step
    for day, step in [] if occurrence.is_soft else _steps_after(due, rules):
        if not_before is None or day >= not_before:
            kept.setdefault(_working_day(day, is_day_off, due + ONE_DAY), step)
    return tuple(sorted(kept.items()))


def _steps_before(occurrence, unit, rules):
    """Nominal days, earliest first; an interval begins with its start and has no earlier reminder."""
    due, start = occurrence.due_on, occurrence.window_start
    is_interval = unit in INTERVAL_UNITS and not occurrence.is_chosen and start is not None
    numbers = rules.before_interval if is_interval else rules.before_day
    steps = [(due - timedelta(days=number), f"before_{number}") for number in numbers]
    if is_interval:
        steps = [(day, step) for day, step in steps if day >= start]
        if rules.at_start_and_middle:
            steps = [(start, "start"), (start + (due - start) // 2, "middle"), *steps]
    return sorted(steps, key=lambda step: step[0])


def _steps_after(due, rules):
    last = rules.after[-1] if rules.after else 0
    weekly = range(last + 7, rules.weekly_until + 1, 7) if rules.after else ()
    return [(due + timedelta(days=number), f"after_{number}") for number in (*rules.after, *weekly)]


def _working_day(day, is_day_off, floor):
    """The working day on or before `day`; the first one on or after `floor` when the way back leads past it."""
    back = day
    while is_day_off(back):
        back -= ONE_DAY
    if floor is None or back >= floor:
        return back
    forward = max(day, floor)
    while is_day_off(forward):
        forward += ONE_DAY
    return forward
