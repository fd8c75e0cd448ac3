"""Allotment tables that arrive as lines of text («1 Sở Y tế 5 3 0» under a head), as PDF gives them.

Only what is certain is read: a head line that ends with the counted nouns, and below it rows of a number, a body and
exactly as many figures. A table that does not read so is named, and left to the person.
"""

import re
from dataclasses import dataclass

from plans.intake.bodies import is_body
from plans.intake.subjects import PLAIN_NOUN, subject_of_words
from plans.intake.text import plain, squeeze

_HEAD = re.compile(
    rf"(?:stt|tt|so tt)\s+(?P<names>.*?\b(?:don vi|co quan|dia phuong|to chuc)\b.*?)\s+"
    rf"(?P<nouns>(?:{PLAIN_NOUN})(?:\s+(?:{PLAIN_NOUN}))*)"
)
_NOUN = re.compile(PLAIN_NOUN)
_FIGURES = re.compile(r"(?P<order>\d{1,3})[.)]?\s+(?P<name>\D.*?)\s+(?P<figures>(?:\d{1,3}|-)(?:\s+(?:\d{1,3}|-))*)")
_NUMBERS = re.compile(r"\(?\d{1,2}\)?(?:\s+\(?\d{1,2}\)?)+")
_TOTAL = re.compile(r"(?:tong(?: so| cong)?|cong)\b(?P<figures>(?:\s+(?:\d{1,4}|-))+)")
_GROUP = re.compile(r"(?:[IVX]+|[A-D])[.)]?\s+\D+")


@dataclass(frozen=True)
class LineTable:
    """`rows` are (name, line, ((subject, number), …)); empty when the table cannot be read with certainty."""

    head: str
    rows: tuple


def line_tables(lines):
    """The tables among the lines of a document."""
    found = []
    for n, line in enumerate(lines):
        head = None if "|" in line or "\t" in line else _HEAD.fullmatch(plain(squeeze(line)))
        if head and len(line) < 200:
            subjects = [subject_of_words(noun[0]) for noun in _NOUN.finditer(head["nouns"])]
            found.append(LineTable(squeeze(line), tuple(_rows(lines[n + 1 : n + 400], subjects))))
    return found


def _rows(lines, subjects):
    """Rows in the order 1, 2, 3 …; none at all when one does not fit or the total says otherwise."""
    rows = []
    for line in filter(str.strip, lines):
        line = squeeze(line)
        row, total = _FIGURES.fullmatch(line), _TOTAL.fullmatch(plain(line))
        if total:
            return rows if _sums(rows) == _numbers(total["figures"], len(subjects)) else []
        if _NUMBERS.fullmatch(line) or _GROUP.fullmatch(line):
            continue
        if not row:
            break
        numbers = _numbers(row["figures"], len(subjects))
        if numbers is None or int(row["order"]) != len(rows) + 1 or not _is_unit(row["name"]):
            return []
        rows.append((row["name"], line, tuple(zip(subjects, numbers, strict=True))))
    return rows if len(rows) > 1 and None not in subjects else []


def _numbers(figures, wanted):
    parts = [0 if part == "-" else int(part) for part in figures.split()]
    return parts if len(parts) == wanted else None


def _sums(rows):
    return [sum(column) for column in zip(*([number for _, number in row[2]] for row in rows), strict=True)]


def _is_unit(name):
    return is_body(name) or bool(re.match(r"(?:Xã|Phường|Thị trấn|Huyện|Thành phố|Đặc khu|Cụm|Khối)\s", name))
