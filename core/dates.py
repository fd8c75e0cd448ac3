"""Vietnamese dates: words for whole days, and days of which a document names only a part."""
import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.errors import InvalidInput

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
TEN_DAYS = {1: "thượng tuần", 2: "trung tuần", 3: "hạ tuần"}
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
BLANK = "\u00a0" * 6

_LEAP_YEAR = 2000
_CODE = re.compile(
    r"(?P<year>\d{4}|-)(?:-H(?P<half>[12])|-Q(?P<quarter>[1-4])"
    r"|-(?P<month>\d{2})(?:-T(?P<ten_day>[123])|-(?P<day>\d{2}))?)?"
    r"|---(?P<monthday>\d{2})",
    re.ASCII,
)


@dataclass(frozen=True)
class PartialDate:
    """A day, ten days, a month, quarter, half-year or year, each with or without its year; or a day of any month.

    Codes: 2021 · 2021-H1 · 2021-Q4 · 2021-12 · 2021-12-T2 · 2021-12-05; without a year --H1 · --Q1 · --12 · --12-T2 ·
    --11-30; day 20 of every month ---20.
    """

    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    ten_day: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, code):
        """The partial date of a code; raises InvalidInput, in Vietnamese, for anything else."""
        match = _CODE.fullmatch(code.strip())
        if not match or code.strip() == "-":
            raise InvalidInput(f"«{code}» không phải là mã thời gian. Ví dụ đúng: 2025-11-30, --11-30, 2025-Q1, 2025.")
        parts = {name: int(text) for name, text in match.groupdict().items() if text and text != "-"}
        if "monthday" in parts:
            parts = {"day": parts["monthday"]}
        partial = cls(**parts)
        if not partial._exists():
            raise InvalidInput(f"«{code}» không phải là ngày có trong lịch.")
        return partial

    def __str__(self):
        if self.day and not self.month:
            return f"---{self.day:02}"
        start = f"{self.year:04}" if self.year else "-"
        tail = f"-H{self.half}" if self.half else f"-Q{self.quarter}" if self.quarter else ""
        tail += f"-{self.month:02}" if self.month else ""
        return start + tail + (f"-T{self.ten_day}" if self.ten_day else f"-{self.day:02}" if self.day else "")

    @property
    def unit(self):
        """One of day, ten_day, month, quarter, half, year."""
        return next((name for name in ("day", "ten_day", "month", "quarter", "half") if getattr(self, name)), "year")

    @property
    def has_year(self):
        return self.year is not None

    @property
    def yearless(self):
        """The same part of any year; a bare year has none and stays."""
        return self if self.unit == "year" else replace(self, year=None)

    def first_day(self, year=None, month=None):
        """The first day, in `year` (and, for a day of every month, `month`) where the code names none.

        A day the month lacks is its last day: 29/2 is 28/2 in common years, ---31 is 30/4 in April.
        """
        year, first, _ = self._place(year, month)
        if self.day:
            return date(year, first, min(self.day, days_in_month(year, first)))
        return date(year, first, 10 * self.ten_day - 9 if self.ten_day else 1)

    def last_day(self, year=None, month=None):
        """The last day, inclusive; `year` and `month` as in `first_day`. Ten-day periods: 1–10, 11–20, 21–end."""
        year, _, last = self._place(year, month)
        end = days_in_month(year, last)
        if self.day:
            return date(year, last, min(self.day, end))
        return date(year, last, 10 * self.ten_day if self.ten_day in (1, 2) else end)

    def _place(self, year, month):
        """(year, first month, last month)."""
        year, month = self.year or year, self.month or month
        if year is None or (self.day and month is None):
            raise ValueError(f"{self} needs a year or a month")
        if self.day or self.month:
            return year, month, month
        if self.quarter:
            return year, 3 * self.quarter - 2, 3 * self.quarter
        return (year, 6 * self.half - 5, 6 * self.half) if self.half else (year, 1, 12)

    def _exists(self):
        if self.year == 0 or self.day == 0 or (self.month is not None and not 1 <= self.month <= 12):
            return False
        longest = days_in_month(self.year or _LEAP_YEAR, self.month) if self.month else 31
        return (self.day or 1) <= longest


def days_in_month(year, month):
    return calendar.monthrange(year, month)[1]


def roman(number):
    """«IV» for 4; 1 to 39."""
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def quarter_of(day):
    """1 to 4."""
    return (day.month + 2) // 3


def half_of(day):
    """1 or 2."""
    return 1 if day.month <= 6 else 2


def quarter_days(year, quarter):
    """The first and the last day of a quarter."""
    span = PartialDate(year=year, quarter=quarter)
    return span.first_day(), span.last_day()


def half_days(year, half):
    """The first and the last day of a half-year."""
    span = PartialDate(year=year, half=half)
    return span.first_day(), span.last_day()


def year_days(year):
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def local_day(instant):
    """The day it is in Hà Nội at an aware instant: from 17:00 UTC it is the next day."""
    return instant.astimezone(HANOI).date()


def closes_at(due_on):
    """The first instant after the last acceptable day, aware; an act is on time when it is before this."""
    return datetime.combine(due_on + timedelta(days=1), time(), HANOI)


# --- words ------------------------------------------------------------------------------------------------------


def viet_day(day):
    """«ngày 05 tháng 12 năm 2024»; a 0 before days under 10 and before months 1 and 2 only.

    Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, mục I.4.
    """
    return f"ngày {day.day:02} tháng {_month(day.month)} năm {day.year}"


def short_day(day):
    """«05/12/2024», «11/6/2023»: zeros as in `viet_day`. "" for None."""
    return f"{day.day:02}/{_month(day.month)}/{day.year}" if day else ""


def weekday_name(day):
    """«Thứ Hai» … «Thứ Bảy», «Chủ nhật»."""
    return WEEKDAYS[day.weekday()]


def viet_partial(code):
    """The words of a partial date: «Quý I năm 2025», «trung tuần tháng 12», «tháng 11 năm 2021», «ngày 30 tháng 11»."""
    part = code if isinstance(code, PartialDate) else PartialDate.parse(code)
    words = []
    if part.day:
        words.append(f"ngày {part.day:02}")
    elif part.ten_day:
        words.append(TEN_DAYS[part.ten_day])
    elif part.quarter:
        words.append(f"Quý {roman(part.quarter)}")
    elif part.half:
        words.append("sáu tháng đầu" if part.half == 1 else "sáu tháng cuối")
    if part.month:
        words.append(f"tháng {_month(part.month)}")
    if part.year or part.half:
        words.append(f"năm {part.year}" if part.year else "năm")
    return " ".join(words)


def blank_day(code, blank=BLANK):
    """The date line of a document whose day is not filled in: «ngày      tháng 11 năm 2021».

    `code` is a day, a month, a year or "" (nothing known); the blanks are spaces that do not collapse.
    """
    part = PartialDate.parse(code) if code else PartialDate()
    day = f"{part.day:02}" if part.day else blank
    month = _month(part.month) if part.month else blank
    return f"ngày {day} tháng {month} năm {part.year or blank}".rstrip()


def _month(month):
    return f"{month:02}" if month < 3 else str(month)
