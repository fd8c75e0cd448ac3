"""Days on which offices are closed, as far as reminders need to know. Pure."""
from datetime import date, timedelta

# Bộ luật Lao động số 45/2019/QH14, Điều 112 khoản 1: Tết Dương lịch, ngày Chiến thắng, Quốc tế lao động, Quốc khánh.
FIXED = {(1, 1), (4, 30), (5, 1), (9, 2)}
# The same article: Giỗ Tổ Hùng Vương (10/3 âm lịch) and Tết Âm lịch, computed for the meridian of Việt Nam (UTC+7).
ANCESTORS = {date(2021, 4, 21), date(2022, 4, 10), date(2023, 4, 29), date(2024, 4, 18), date(2025, 4, 7),
             date(2026, 4, 26), date(2027, 4, 16), date(2028, 4, 4), date(2029, 4, 23), date(2030, 4, 12),
             date(2031, 4, 1), date(2032, 4, 19), date(2033, 4, 9), date(2034, 4, 28), date(2035, 4, 17)}
NEW_YEAR = {date(2021, 2, 12), date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29),
            date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26), date(2029, 2, 13), date(2030, 2, 2),
            date(2031, 1, 23), date(2032, 2, 11), date(2033, 1, 31), date(2034, 2, 19), date(2035, 2, 8)}
# Which five days are off is announced anew each year; the eve and the first four days are off in every announcement.
TET = {first + timedelta(days=n) for first in NEW_YEAR for n in range(-1, 4)}


def is_day_off(day):
    """Whether offices are closed: weekends and public holidays. Days that are only swapped in some year count as open."""
    return day.weekday() >= 5 or (day.month, day.day) in FIXED or day in ANCESTORS or day in TET


def working_day_before(day):
    """The last working day on or before `day`."""
    while is_day_off(day):
        day -= timedelta(days=1)
    return day
