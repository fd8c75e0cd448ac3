"""The calendar against a small model of its own that walks through days one by one."""
from datetime import date, timedelta
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.dates import short_day
from plans.before_days import reading_words
from plans.calendar import DeadlineSpec, occurrences
from plans.enums import Boundary, DeadlineUnit, Recurrence, Relation

DAYS = st.dates(min_value=date(2018, 1, 1), max_value=date(2030, 12, 31))
MONTHS_OF = {"--H1": range(1, 7), "--H2": range(7, 13), **{f"--Q{q}": range(3 * q - 2, 3 * q + 1) for q in range(1, 5)},
             **{f"--{month:02}": (month,) for month in range(1, 13)}}
CODES = st.one_of(
    st.sampled_from(sorted(MONTHS_OF)),
    st.builds("--{:02}-T{}".format, st.integers(1, 12), st.integers(1, 3)),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2000, 12, 31)).map("--{:%m-%d}".format),
)


def days_of(year):
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def belongs(day, code):
    if code in MONTHS_OF:
        return day.month in MONTHS_OF[code]
    if day.month != int(code[2:4]):
        return False
    if "T" in code:
        return (day.day <= 10, 10 < day.day <= 20, day.day > 20)[int(code[-1]) - 1]
    is_last_of_february = day.month == 2 and (day + timedelta(days=1)).month == 3
    return day.day == int(code[5:]) or (code == "--02-29" and is_last_of_february and day.day == 28)


def expected_days(code, *, issued_on, first_year, last_year, is_before, strict, until):
    """(year, last acceptable day) by looking at every day of every year."""
    made = []
    for year in range(first_year, last_year + 1):
        inside = [day for day in days_of(year) if belongs(day, code)]
        if code == "--02-29":
            inside = inside[-1:]
        due = inside[-1]
        is_day = "T" not in code and code not in MONTHS_OF
        if is_before and (strict or not is_day):
            due = inside[0] - timedelta(days=1)
        if issued_on <= due <= until:
            made.append((str(year), due))
    return made


@settings(max_examples=300, deadline=None)
@given(code=CODES, issued_on=DAYS, first=st.integers(2018, 2026), years=st.integers(0, 4), is_before=st.booleans(),
       strict=st.booleans(), until=DAYS)
def test_yearly_deadlines_agree_with_the_model(code, issued_on, first, years, is_before, strict, until):
    spec = DeadlineSpec(DeadlineUnit.DAY, end=code, boundary=Boundary.BEFORE if is_before else Boundary.BY_END,
                        recurrence=Recurrence.YEARLY, first_year=first, last_year=first + years)

    made = occurrences(spec, issued_on=issued_on, period_from=None, period_to=None, until=until, strict_before=strict)

    assert [(o.key, o.due_on) for o in made] == expected_days(
        code, issued_on=issued_on, first_year=first, last_year=first + years, is_before=is_before, strict=strict,
        until=until)


@settings(max_examples=200, deadline=None)
@given(code=CODES, year=st.integers(2018, 2030), strict=st.booleans())
def test_the_reading_told_beside_a_day_is_the_one_it_was_computed_by(code, year, strict):
    spec = DeadlineSpec(DeadlineUnit.DAY, end=code, boundary=Boundary.BEFORE, recurrence=Recurrence.YEARLY,
                        first_year=year, last_year=year)
    made, = occurrences(spec, issued_on=date(year - 1, 1, 1), period_from=None, period_to=None,
                        until=date(year, 12, 31), strict_before=strict)

    words = reading_words(SimpleNamespace(end_code=code, start_code="", boundary=Boundary.BEFORE), made.due_on)

    named = [day for day in days_of(year) if belongs(day, code)][-1]
    is_day = "T" not in code and code not in MONTHS_OF
    assert words == (f"{'không kể' if strict else 'kể cả'} ngày {short_day(named)}" if is_day else "")



@settings(max_examples=200, deadline=None)
@given(recurrence=st.sampled_from([Recurrence.QUARTERLY, Recurrence.MONTHLY, Recurrence.HALF_YEARLY]),
       day=st.integers(1, 31), issued_on=DAYS, until=DAYS)
def test_series_agree_with_the_model(recurrence, day, issued_on, until):
    length = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6}[recurrence]
    spec = DeadlineSpec(DeadlineUnit.DAY, end=f"---{day:02}", recurrence=recurrence)

    made = occurrences(spec, issued_on=issued_on, period_from=None, period_to=None, until=until)

    expected = []
    for year in range(issued_on.year, until.year + 1):
        for month in range(length, 13, length):
            in_month = [d for d in days_of(year) if d.month == month and d.day <= day]
            if issued_on <= in_month[-1] <= until:
                expected.append(in_month[-1])
    assert [o.due_on for o in made] == expected


@settings(max_examples=200, deadline=None)
@given(first=st.integers(2018, 2028), start=st.integers(1, 4), length=st.integers(0, 6), issued_on=DAYS)
def test_quarters_told_together_are_one_task_that_ends_with_the_last(first, start, length, issued_on):
    last_year, last = first + (start - 1 + length) // 4, (start - 1 + length) % 4 + 1
    spec = DeadlineSpec(DeadlineUnit.QUARTER, f"{first}-Q{start}", f"{last_year}-Q{last}", relation=Relation.WITHIN)

    made = occurrences(spec, issued_on=issued_on, period_from=None, period_to=None, until=date(2018, 1, 1))

    end = [d for d in days_of(last_year) if d.month == 3 * last][-1]
    begins = max(date(first, 3 * start - 2, 1), issued_on)
    expected = [(begins, end, end)] if end >= issued_on else []
    assert [(o.window_start, o.window_end, o.due_on) for o in made] == expected
