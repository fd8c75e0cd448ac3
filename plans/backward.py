"""From a final day back to the steps before it, on working days. Pure: suggestions, nothing is stored."""
from dataclasses import dataclass
from datetime import date, timedelta

from plans.days_off import day_of_law

ONE_DAY = timedelta(days=1)
LONGEST, MOST_STEPS = 60, 10
USUAL = (("Lập danh sách", 10), ("Thẩm định", 10), ("Họp Hội đồng", 3), ("Trình người có thẩm quyền", 7), ("In ấn", 5))


@dataclass(frozen=True)
class ProposedStep:
    """A step with its first and last day, both inclusive; `notes` are clauses that somebody should read."""

    order: int
    name: str
    working_days: int
    first_on: date
    last_on: date
    notes: tuple = ()


def laid_back(final_on, steps, *, days_off, today=None):
    """The steps, (name, working days) in order, laid back to back before `final_on`; the last ends the working day
    before it. A step of no working days is left out."""
    found, before = [], final_on
    for order, (name, length) in reversed(list(enumerate(steps, start=1))):
        if length:
            last = days_off.working_day_before(before - ONE_DAY)
            first = _back(last, length - 1, days_off)
            found.append(ProposedStep(order, name, length, first, last, _notes(first, last, days_off, today)))
            before = first
    return tuple(reversed(found))


def _back(day, working_days, days_off):
    for _ in range(working_days):
        day = days_off.working_day_before(day - ONE_DAY)
    return day


def _notes(first, last, days_off, today):
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    names = dict.fromkeys(day_of_law(day) or "ngày nghỉ theo bảng đã nhập" for day in span
                          if days_off.is_day_off(day) and (day.weekday() < 5 or day_of_law(day)))
    notes = [f"trong thời gian này nghỉ {', '.join(names)}"] if names else []
    return (*notes, "ngày bắt đầu đã qua") if today and first < today else tuple(notes)
