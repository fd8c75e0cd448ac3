"""Text made ready for paper: composed letters, visible signs, numbers and days as Vietnamese offices write them."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK = "\u00a0"
BLANK = NO_BREAK * 6  # a gap that an office fills by hand
UNKNOWN_SIGN = "\u25a1"
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_SIGNS = "‐–—‘’‚“”„†•…‰′″№™−≤≥≠≈±×÷←→▪√∞∆₫€"
_RANGES = ((0x20, 0x7E), (0xA0, 0xFF), (0x100, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1EA0, 0x1EF9))
PRINTABLE = frozenset(point for low, high in _RANGES for point in range(low, high + 1)) | {ord(s) for s in _SIGNS}


def printable(text):
    """The text as it may stand on paper: NFC, one line, no control or direction signs, spaces joined.

    A sign outside `PRINTABLE` (Vietnamese, other Latin letters, common signs) prints as □, so that it is seen.
    """
    composed = unicodedata.normalize("NFC", text).replace("\u2011", "-")
    shown = "".join(_shown(sign) for sign in composed)
    return re.sub(r"(?<=\d) %", NO_BREAK + "%", re.sub(r" {2,}", " ", shown).strip(" "))


def unprintable_signs(text):
    """The visible signs of a text that would print as □, each once, in order; for a refusal at data entry."""
    return tuple(dict.fromkeys(s for s in unicodedata.normalize("NFC", text) if _shown(s) == UNKNOWN_SIGN))


def _shown(sign):
    if sign in "\t\n\r" or unicodedata.category(sign) in {"Zl", "Zp"}:
        return " "
    if ord(sign) in PRINTABLE and ord(sign) != 0xAD:
        return sign
    category = unicodedata.category(sign)
    if category == "Zs":
        return " "
    return "" if category in _DROPPED else UNKNOWN_SIGN


def number_text(value):
    """«1.234», «40,8», «40,75»: at most two decimals, no trailing zeros, thousands with a dot."""
    rounded = Decimal(value).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:,.2f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def share_text(part, whole):
    """«40,75» for 163 of 400, without the sign; «-» when nothing was to be reached."""
    return number_text(Decimal(100 * part) / Decimal(whole)) if whole else "-"


def day_text(day):
    """«30/6/2023», «05/12/2024», «09/02/2025»: the day in two digits, a 0 before the months 1 and 2 only."""
    return f"{day.day:02d}/{month_text(day.month)}/{day.year}"


def long_day_text(day=None, *, month=None, year=None):
    """«ngày 26 tháng 11 năm 2021»; without a day a gap in its place, likewise for an unknown month or year."""
    if day is not None:
        return f"ngày {day.day:02d} tháng {month_text(day.month)} năm {day.year}"
    return f"ngày{BLANK}tháng {month_text(month) if month else BLANK} năm {year or BLANK}"


def month_text(month):
    """«01», «02», then «3» to «12» (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.4)."""
    return f"{month:02d}" if month < 3 else str(month)


def document_number(number, symbol):
    """«05/BC-SNV»; without a number a gap before the stroke, or before the hyphen of «-BC/TU»."""
    written = str(number).strip() if number else ""
    if symbol.startswith("-"):
        return f"{written.zfill(2) if written else BLANK}{symbol}"
    return f"{written.zfill(2) if written else BLANK}/{symbol}"


def listed(names):
    """«A», «A và B», «A, B và C»."""
    names = list(names)
    return " và ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
