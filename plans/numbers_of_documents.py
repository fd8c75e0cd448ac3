"""Numbers of State and Party documents: read whole or not at all.

State: number / type - issuer («12065/KH-UBND», «180/UBND-TH», «30/2020/NĐ-CP», «06/2022/QH15»), after
Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, mục I.3. Party: number - type / issuer («56-KH/TU», «34-CT/TW»).
"""
import re
from dataclasses import dataclass

from core.errors import InvalidInput
from core.text import clean_line
from plans.enums import DocSystem

_WORD = "[A-ZĐĂÂÊÔƠƯ][A-Za-zĐđĂăÂâÊêÔôƠơƯư0-9&]*"
_STATE_SYMBOL = rf"{_WORD}(?:-{_WORD})+|(?:UBTV)?QH\d+"
_PARTY_SYMBOL = rf"[A-ZĐ][A-Za-zĐđ]*/{_WORD}(?:-{_WORD})*"
_STATE = re.compile(rf"(?P<number>\d{{1,7}})(?:/(?P<year>(?:19|20)\d\d))?/(?P<symbol>{_STATE_SYMBOL})", re.ASCII)
_PARTY = re.compile(rf"(?P<number>\d{{1,7}})-(?P<symbol>{_PARTY_SYMBOL})", re.ASCII)
_BLANK = re.compile(rf"/(?P<state>{_STATE_SYMBOL})|-(?P<party>{_PARTY_SYMBOL})", re.ASCII)
_PREFIX = re.compile(r"^số:? *", re.IGNORECASE)


@dataclass(frozen=True)
class DocumentNumber:
    """A whole number. `number` is text without leading zeros, "" where the document leaves it blank."""

    number: str
    symbol: str
    system: DocSystem
    year: int | None = None

    def __str__(self):
        if self.system == DocSystem.PARTY:
            return f"{self.number}-{self.symbol}"
        return f"{self.number}/{self.year}/{self.symbol}" if self.year else f"{self.number}/{self.symbol}"


def parse_number(text):
    """The document number in `text`, spaces and a leading «Số:» aside.

    Raises InvalidInput (field `number`) for anything that is not one whole number: a damaged number such as
    «JH/180/UBND-TH» must be asked for, never taken in part.
    """
    compact = _compact(text)
    for pattern, system in ((_STATE, DocSystem.STATE), (_PARTY, DocSystem.PARTY)):
        if found := pattern.fullmatch(compact):
            parts = found.groupdict()
            year = int(parts["year"]) if parts.get("year") else None
            if int(parts["number"]):
                return DocumentNumber(str(int(parts["number"])), parts["symbol"], system, year)
    raise InvalidInput({"number": [
        f"«{clean_line(text)}» không phải là số, ký hiệu văn bản đầy đủ. Ví dụ: 12065/KH-UBND (cơ quan nhà nước), "
        "56-KH/TU (cơ quan Đảng). Nếu bản chụp mờ, xin đối chiếu bản gốc hoặc để trống."
    ]})


def parse_number_or_blank(text):
    """As `parse_number`, but «Số:      /KH-SNN», where the number is left open, gives number ""."""
    if found := _BLANK.fullmatch(_compact(text)):
        system = DocSystem.STATE if found["state"] else DocSystem.PARTY
        return DocumentNumber("", found["state"] or found["party"], system)
    return parse_number(text)


def symbol_of(text):
    """«KH-UBND» of «12065/KH-UBND» and of «/KH-UBND»; "" when the text is no document number."""
    try:
        return parse_number_or_blank(text).symbol
    except InvalidInput:
        return ""


def _compact(text):
    """The text without spaces and without «Số:»; a space between a letter and a digit stays and fails the patterns."""
    text = _PREFIX.sub("", re.sub(r"[‐-―−]", "-", clean_line(text)), count=1)
    return re.sub(r"(?<![^\W\d_]) | (?!\d)", "", text)
