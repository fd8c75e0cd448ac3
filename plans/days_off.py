"""Days on which offices are closed, as far as reminders need to know. Pure.

Years for which the office entered a table are taken from it; for the others the days of the law are computed.
"""
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

ONE_DAY = timedelta(days=1)
LAW = "Bộ luật Lao động số 45/2019/QH14, Điều 112 khoản 1"

# The article: Tết Dương lịch, ngày Chiến thắng, Quốc tế lao động, Quốc khánh.
FIXED = {(1, 1): "Tết Dương lịch", (4, 30): "Ngày Chiến thắng", (5, 1): "Ngày Quốc tế lao động", (9, 2): "Quốc khánh"}
# The same article: Giỗ Tổ Hùng Vương (10/3 âm lịch) and Tết Âm lịch, computed for the meridian of Việt Nam (UTC+7).
ANCESTORS = {date(2021, 4, 21), date(2022, 4, 10), date(2023, 4, 29), date(2024, 4, 18), date(2025, 4, 7),
             date(2026, 4, 26), date(2027, 4, 16), date(2028, 4, 4), date(2029, 4, 23), date(2030, 4, 12),
             date(2031, 4, 1), date(2032, 4, 19), date(2033, 4, 9), date(2034, 4, 28), date(2035, 4, 17)}
NEW_YEAR = {date(2021, 2, 12), date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29),
            date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26), date(2029, 2, 13), date(2030, 2, 2),
            date(2031, 1, 23), date(2032, 2, 11), date(2033, 1, 31), date(2034, 2, 19), date(2035, 2, 8)}
# Which five days are off is announced anew each year; the eve and the first four days are off in every announcement.
TET = {first + timedelta(days=n) for first in NEW_YEAR for n in range(-1, 4)}

# Nobody wants a mail in the night; one that is due then leaves at half past seven of the next working day.
QUIET_FROM, QUIET_TO, MORNING = time(20, 0), time(7, 0), time(7, 30)


@dataclass(frozen=True)
class DaysOff:
    """What the office entered: years it covers, days closed, weekends worked. Empty: as the law has it."""

    years: frozenset = frozenset()
    closed: frozenset = frozenset()
    worked: frozenset = frozenset()

    def is_day_off(self, day):
        if day in self.worked:
            return False
        closed = day in self.closed if day.year in self.years else day_of_law(day) != ""
        return closed or day.weekday() >= 5

    def working_day_before(self, day):
        """The last working day on or before `day`."""
        while self.is_day_off(day):
            day -= ONE_DAY
        return day

    def sending_moment(self, now, *, last_day):
        """When a mail that is written `now` (local, aware) leaves: at once by day; else in the next working morning,
        unless that would be after `last_day` (None: no such day)."""
        day = now.date()
        if not self.is_day_off(day) and QUIET_TO <= now.time() < QUIET_FROM:
            return now
        if now.time() >= MORNING:
            day += ONE_DAY
        while self.is_day_off(day):
            day += ONE_DAY
        morning = datetime.combine(day, MORNING, tzinfo=now.tzinfo)
        return now if last_day and now.date() <= last_day < day else morning

    def digest_moment(self, now, *, weekly):
        """The next morning on which a digest leaves: of a working day, of the first one of the week when `weekly`."""
        day = now.date() + ONE_DAY if now.time() > MORNING else now.date()
        if weekly and day.weekday():
            day += timedelta(days=7 - day.weekday())
        while self.is_day_off(day):
            day += ONE_DAY
        return datetime.combine(day, MORNING, tzinfo=now.tzinfo)


AS_THE_LAW = DaysOff()


def day_of_law(day):
    """The name of the public holiday, "" on any other day. Days that are only swapped in some year are unknown here."""
    if day in ANCESTORS:
        return "Giỗ Tổ Hùng Vương"
    return "Tết Âm lịch" if day in TET else FIXED.get((day.month, day.day), "")


def days_of_law(year):
    """((day, name), …) of the year's public holidays in order."""
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return tuple((day, name) for day in days if day.year == year and (name := day_of_law(day)))
