"""Partial dates, their words, and the edges of days."""
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import (
    PartialDate,
    blank_day,
    closes_at,
    half_days,
    half_of,
    local_day,
    quarter_days,
    quarter_of,
    roman,
    short_day,
    viet_day,
    viet_partial,
    weekday_name,
)
from core.errors import InvalidInput


@pytest.mark.parametrize(("code", "unit", "first", "last"), [
    ("2021", "year", "2021-01-01", "2021-12-31"),
    ("2021-H1", "half", "2021-01-01", "2021-06-30"),
    ("2021-H2", "half", "2021-07-01", "2021-12-31"),
    ("2021-Q4", "quarter", "2021-10-01", "2021-12-31"),
    ("2024-02", "month", "2024-02-01", "2024-02-29"),
    ("2021-12-T1", "ten_day", "2021-12-01", "2021-12-10"),
    ("2021-12-T2", "ten_day", "2021-12-11", "2021-12-20"),
    ("2023-02-T3", "ten_day", "2023-02-21", "2023-02-28"),
    ("2021-12-05", "day", "2021-12-05", "2021-12-05"),
    ("--H1", "half", "2023-01-01", "2023-06-30"),
    ("--Q1", "quarter", "2023-01-01", "2023-03-31"),
    ("--12", "month", "2023-12-01", "2023-12-31"),
    ("--12-T2", "ten_day", "2023-12-11", "2023-12-20"),
    ("--11-30", "day", "2023-11-30", "2023-11-30"),
    ("--02-29", "day", "2023-02-28", "2023-02-28"),
    ("---20", "day", "2023-04-20", "2023-04-20"),
    ("---31", "day", "2023-04-30", "2023-04-30"),
])
def test_a_code_names_its_days_and_prints_itself(code, unit, first, last):
    part = PartialDate.parse(code)

    assert (part.unit, str(part), part.has_year) == (unit, code, code[0] == "2")
    assert (part.first_day(2023, 4), part.last_day(2023, 4)) == (date.fromisoformat(first), date.fromisoformat(last))


def test_the_leap_day_of_any_year_is_itself_in_leap_years():
    assert PartialDate.parse("--02-29").last_day(2024) == date(2024, 2, 29)


@pytest.mark.parametrize("code", ["", "-", "--", "---", "21", "2021-1", "2021-H3", "2021-Q5", "2021-12-T4", "2021-12-5",
                                  "2021/12/05", "05/12/2021", "2021-12-05 ngày", "２０２１", "--H1-05", "----20"])
def test_other_codes_are_refused_with_an_example(code):
    with pytest.raises(InvalidInput, match="không phải là mã thời gian. Ví dụ đúng: 2025-11-30"):
        PartialDate.parse(code)


@pytest.mark.parametrize("code", ["2023-02-29", "--02-30", "2021-13", "2021-00", "2021-04-31", "---00", "---32",
                                  "0000"])
def test_days_that_no_calendar_has_are_refused(code):
    with pytest.raises(InvalidInput, match="không phải là ngày có trong lịch"):
        PartialDate.parse(code)


@pytest.mark.parametrize(("code", "given_parts"), [("--11-30", {}), ("---20", {"year": 2023})])
def test_a_day_without_its_year_or_month_is_no_day(code, given_parts):
    with pytest.raises(ValueError, match="needs a year or a month"):
        PartialDate.parse(code).first_day(**given_parts)


def test_the_same_part_of_any_year():
    assert str(PartialDate.parse("2021-12-T2").yearless) == "--12-T2"
    assert str(PartialDate.parse("2021").yearless) == "2021"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_lies_in_its_own_month_ten_days_quarter_half_and_year(day):
    ten = min((day.day - 1) // 10 + 1, 3)
    codes = [f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}", f"{day:%Y-%m}-T{ten}", f"{day:%Y}-Q{quarter_of(day)}",
             f"{day:%Y}-H{half_of(day)}"]

    assert all(PartialDate.parse(code).first_day() <= day <= PartialDate.parse(code).last_day() for code in codes)


@pytest.mark.parametrize(("code", "words"), [
    ("2021", "năm 2021"), ("2023-H1", "sáu tháng đầu năm 2023"), ("--H2", "sáu tháng cuối năm"),
    ("2025-Q1", "Quý I năm 2025"), ("--Q4", "Quý IV"), ("2021-11", "tháng 11 năm 2021"),
    ("2022-02", "tháng 02 năm 2022"),
    ("--12-T2", "trung tuần tháng 12"), ("2024-03-T1", "thượng tuần tháng 3 năm 2024"), ("--09-T3", "hạ tuần tháng 9"),
    ("--11-30", "ngày 30 tháng 11"), ("2024-12-05", "ngày 05 tháng 12 năm 2024"), ("---20", "ngày 20"),
])
def test_partial_dates_in_words(code, words):
    assert viet_partial(code) == words


@pytest.mark.parametrize(("day", "words", "short", "weekday"), [
    (date(2024, 12, 5), "ngày 05 tháng 12 năm 2024", "05/12/2024", "Thứ Năm"),
    (date(2025, 2, 15), "ngày 15 tháng 02 năm 2025", "15/02/2025", "Thứ Bảy"),
    (date(2023, 6, 11), "ngày 11 tháng 6 năm 2023", "11/6/2023", "Chủ nhật"),
])
def test_whole_days_in_words(day, words, short, weekday):
    assert (viet_day(day), short_day(day), weekday_name(day)) == (words, short, weekday)


@pytest.mark.parametrize(("code", "words"), [
    ("2021-11", "ngày … tháng 11 năm 2021"), ("2021", "ngày … tháng … năm 2021"), ("", "ngày … tháng … năm …"),
    ("2021-02-05", "ngày 05 tháng 02 năm 2021"),
])
def test_days_left_open_print_as_blanks(code, words):
    assert blank_day(code, blank="…") == words


def test_quarters_halves_and_roman_numbers():
    assert quarter_days(2024, 1) == (date(2024, 1, 1), date(2024, 3, 31))
    assert half_days(2024, 2) == (date(2024, 7, 1), date(2024, 12, 31))
    assert [roman(number) for number in (1, 4, 9, 14, 39)] == ["I", "IV", "IX", "XIV", "XXXIX"]


def test_days_turn_at_midnight_in_hanoi():
    before, after = datetime(2026, 11, 29, 16, 59, 59, tzinfo=UTC), datetime(2026, 11, 29, 17, 0, tzinfo=UTC)

    assert (local_day(before), local_day(after)) == (date(2026, 11, 29), date(2026, 11, 30))
    assert before < closes_at(date(2026, 11, 29)) == after
