"""«Trước ngày 30/11»: which reading is in force, and which one a stored day followed, in words."""
from datetime import timedelta

from core.dates import PartialDate, short_day
from plans.enums import Boundary
from plans.models import BeforeDayRule

ONE_DAY = timedelta(days=1)


def is_strict():
    """Whether the named day is not included any more, as the office decided last; so by default. One query."""
    last = BeforeDayRule.objects.values_list("is_strict", flat=True).first()
    return True if last is None else last


def strict_for(plan):
    """As `is_strict`; one query for any number of calls on the same plan object."""
    if not hasattr(plan, "_reads_strictly"):
        plan._reads_strictly = is_strict()
    return plan._reads_strictly


def reading_words(milestone, due_on):
    """«không kể ngày 30/11» or «kể cả ngày 30/11», as `due_on` was computed; "" where the text names no such day.

    Read from the stored day itself, so that it stays true for days computed under an earlier reading.
    """
    code = milestone.end_code or milestone.start_code
    if due_on is None or milestone.boundary != Boundary.BEFORE or not code:
        return ""
    part = PartialDate.parse(code)
    if part.unit != "day":
        return ""
    for day, words in ((due_on + ONE_DAY, "không kể"), (due_on, "kể cả")):
        if part.last_day(day.year, day.month) == day:
            return f"{words} ngày {short_day(day)}"
    return ""
