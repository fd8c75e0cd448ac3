"""Numbers in figures and in Vietnamese words, on folded text."""

import re

_UNITS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
_ONE = "mot|hai|ba|bon|nam|sau|bay|tam|chin"
WORDS = (
    rf"(?:(?:{_ONE})\s+muoi(?:\s+(?:{_ONE}|tu|lam))?|muoi(?:\s+(?:{_ONE}|lam))?|"
    rf"(?:{_ONE})\s+tram(?:\s+(?:{_ONE})\s+muoi)?|(?:{_ONE}))"
)
NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,4}}|{WORDS})"


def number_of(folded):
    """The whole number of figures («05», «1.254») or words («hai muoi lam»)."""
    if folded[:1].isdigit():
        return int(folded.replace(".", ""))
    total = part = 0
    for word in folded.split():
        if word == "muoi":
            part = (part or 1) * 10
        elif word == "tram":
            total, part = (part or 1) * 100, 0
        else:
            part = part + _UNITS[word] if part >= 10 else _UNITS[word]
    return total + part


def in_words(text):
    """Whether a number is written out."""
    return bool(re.match(r"[a-z]", text))
