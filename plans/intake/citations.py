"""Documents that a text cites: by number and date, or a law by its name and date."""

import re
from dataclasses import dataclass

from plans.intake.text import plain, squeeze

_TYPE = (
    r"(?:luat|phap lenh|nghi dinh|nghi quyet|quyet dinh|chi thi|ke hoach|thong tu(?: lien tich)?|cong van|to trinh"
    r"|huong dan|"
    r"ket luan|quy dinh|quy che|de an|van ban(?: hop nhat)?|chuong trinh(?: hanh dong)?|thong bao|bao cao|cong dien"
    r"|thong tri)"
)
_NUMBER = re.compile(
    r"(?<![\w/.,-])(?P<number>\d{1,5}\s*(?:/\s*(?:19"
    r"|20)\d\d)?\s*[-/]\s*(?!\s*\d)[A-ZĐƯ][A-Za-zĐđƯư0-9]*(?:\s?[-/&]\s?[A-ZĐƯ][A-Za-zĐđƯư0-9]*)*)"
)
_DATE = re.compile(
    r"\s*,?\s*(?:ngay\s*(?P<d>\d{1,2})\s*(?:/|-|\.|thang)\s*(?P<m>\d{1,2})\s*(?:/|-|\.|nam)\s*(?P<y>(?:19|20)\d\d)"
    r"|(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>(?:19|20)\d\d)|\(?\s*(?:nam\s+)?(?P<year>(?:19|20)\d\d)\s*\)?)"
)
_LAW = re.compile(
    r"\b(?:bo luat|luat|phap lenh|hien phap)\s+[^;.:]{2,140}?(?=\s*,?\s*(?:ngay\s*\d|\(\s*(?:19|20)\d\d|nam\s+(?:19"
    r"|20)\d\d|so\s*:?\s*\d))"
)
_ALONE = re.compile(rf"\b{_TYPE}\s+(?:cua [^;,.]{{3,60}}?\s+)?so\s*:?\s*(?P<n>\d{{1,5}})\s*,?\s*ngay")


@dataclass(frozen=True)
class Citation:
    """One cited document at `start`–`end` of the text; `name` only for a law without a number."""

    number: str | None
    name: str | None
    date: str | None
    start: int
    end: int

    def as_json(self):
        return {"number": self.number, "name": self.name, "date": self.date}


def citations(text):
    """Each cited document once, in order; a later mention with a date completes an earlier one without."""
    folded = plain(text)
    found = [*_numbered(text, folded), *_laws(text, folded)]
    kept = {}
    for citation in sorted(found, key=lambda item: item.start):
        key = _key(citation)
        if key not in kept or (kept[key].date is None and citation.date):
            kept[key] = citation
    return sorted(kept.values(), key=lambda item: item.start)


def _key(citation):
    if citation.number:
        return re.sub(r"[\s/-]+", "-", citation.number.upper()).lstrip("0")
    return plain(citation.name), citation.date


def _numbered(text, folded):
    for match in _NUMBER.finditer(text.replace("–", "-").replace("‑", "-").replace("−", "-")):
        number = re.sub(r"\s*([-/&])\s*", r"\1", match["number"])
        if not re.search(r"[-/][A-ZĐ]{2}|[-/][A-ZĐ][A-Za-zđ]*[-/]|[-/][A-ZĐ]\w?[A-ZĐ]", number):
            continue
        day, end = _date_after(folded, match.end())
        yield Citation(number, None, day, match.start(), end)


def _laws(text, folded):
    for match in _LAW.finditer(folded):
        if not text[match.start()].isupper():
            continue
        if re.match(r"\s*,?\s*so\s*:?\s*\d", folded[match.end() :]):
            continue
        day, end = _date_after(folded, match.end())
        name = squeeze(text[slice(*match.span())]).strip(" ,(")
        if day and not re.search(r"\d+/|\bcua\s+(?:chinh phu|bo|quoc hoi)\b.*\bso\b", plain(name)):
            yield Citation(None, name, day, match.start(), end)


def _date_after(folded, at):
    """The day printed directly behind place `at`, and where it ends."""
    found = _DATE.match(folded, at)
    if not found:
        return None, at
    if found["year"]:
        return found["year"], found.end()
    year, month, day = (int(found[a] or found[b]) for a, b in (("y", "y2"), ("m", "m2"), ("d", "d2")))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None, at
    return f"{year}-{month:02}-{day:02}", found.end()
