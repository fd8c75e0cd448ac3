"""A quantity: a bound, a number or a range, and a noun of the domain.

What a number says of the noun stands here; whether it is asked for, see `asking`; of whom, see `bearers`.
"""

import re
from dataclasses import dataclass, replace

from plans.intake.numbers import NUMBER, WORDS, in_words, number_of
from plans.intake.subjects import NOUN, NOUN_ANY, subject_of
from plans.intake.text import plain

_BOUND = (
    r"(?P<bound>it nhat|toi thieu|khong duoi|khong it hon|khong qua|toi da|khong vuot qua|nhieu nhat|khong nhieu hon)"
)
_QUANTITY = re.compile(
    rf"(?:{_BOUND}\s*(?:la\s*|(?:moi|hang) nam (?:phai )?(?:co |xay dung |chon )?)?)?"
    rf"(?P<tu>\btu\s*)?(?:\(\s*(?P<a0>{NUMBER})\s*\)\s*(?:{WORDS}\b)?"
    rf"|\b(?P<a>{NUMBER})(?:\s*\(\s*(?:{WORDS}|\d{{1,4}})\s*\))?)(?P<pa>\s*%)?(?:\s*(?:-|–|den"
    rf"|hoac)\s*(?P<b>{NUMBER}))?(?P<pct>\s*%)?"
    rf"(?P<up>\s+tro len)?\s+(?P<share>(?:tong )?so\s+(?:luong\s+)?)?(?:guong\s+(?=tap the|ca nhan))?"
    rf"(?P<noun>{NOUN})\b(?P<up2>[^,;.:()]{{0,30}}?\btro len\b)?(?P<also>,?\s*(?:va |hoac )?guong dien hinh)?"
)
_SHARE_HAS = re.compile(
    rf"{_BOUND}\s*(?P<a>\d{{1,3}})\s*%\s*(?:tong )?so\s+[^,;.:()]{{3,40}}?\bco\s+(?P<noun>{NOUN})\b"
)
_SHARE_PLAIN = re.compile(
    rf"\b(?:it nhat|toi thieu|tren|phan dau(?: co)?)\s*(?P<a>\d{{1,3}})\s*%(?P<up>\s*tro len)?\s*(?P<noun>{NOUN})\b"
    r"(?=[^.;]{0,60}?\b(?:dang ky|xay dung)\b[^.;]{0,40}?\b(?:mo hinh|dien hinh)\b)"
)
_PAIR = re.compile(
    rf"\b(?:it nhat|toi thieu)\s+(?P<a>{NUMBER})\s*(?:,|va|nhung)?\s*(?:va\s+)?(?:khong qua|toi da|nhieu nhat)\s+"
    rf"(?P<b>{NUMBER})\s+(?P<noun>{NOUN})\b"
)
_UNITS_OF_SHARES = ("residential_area", "school", "enterprise", "cooperative", "household")
_LISTED = re.compile(
    rf"\d \s*{NOUN_ANY}[^,;.\d]{{0,20}}(?:,|\bva)\s*$|\b{WORDS}\s+{NOUN_ANY}[^,;.\d]{{0,20}}(?:,|\bva)\s*$"
)
_FRACTION = re.compile(rf"{_BOUND}\s*(?P<x>\d)/(?P<y>\d{{1,2}})\s+(?:tong )?so\s+(?P<noun>{NOUN})\b")
_ABOUT = re.compile(r"\b(?:tren|hon|khoang|gan|xap xi|duoi|da|duoc|thu)\s+$")
_PRAISED_UP = re.compile(r"(?: (?:tieu bieu|tien tien|dien hinh|xuat sac))* tro len")


@dataclass(frozen=True)
class Quota:
    """One quota of a sentence; `start`–`end` is its place in the text that was given. `scope` is None when unsaid."""

    subject_type: str
    min: int | None
    max: int | None
    start: int
    end: int
    unit: str = "count"
    basis: str = ""
    unit_category: str | None = None
    scope: str | None = None
    scope_label: str | None = None
    each_field: bool = False
    bound: str = ""
    level: str = "chắc chắn"

    def as_json(self, quote):
        return {
            "subject_type": self.subject_type,
            "min": self.min,
            "max": self.max,
            "unit": self.unit,
            "basis": self.basis,
            "unit_category": self.unit_category,
            "period_scope": self.scope or "whole",
            "scope_label": self.scope_label,
            "source_quote": quote,
        }


def quantities_in(text, start, end):
    folded = plain(text)
    found = []
    for match in _SHARE_HAS.finditer(folded, start, end):
        found.append(_share(match, text, int(match["a"])))
    for match in _FRACTION.finditer(folded, start, end):
        found.append(_share(match, text, round(100 * int(match["x"]) / max(int(match["y"]), 1))))
    for match in _SHARE_PLAIN.finditer(folded, start, end):
        if int(match["a"]) < 100 and subject_of(match, text) in _UNITS_OF_SHARES:
            found.append(replace(_share(match, text, int(match["a"])), level="cần xem"))
    found += [_between(match, text) for match in _PAIR.finditer(folded, start, end)]
    for match in _QUANTITY.finditer(folded, start, end):
        if not any(q and q.start < match.end() and match.start() < q.end for q in found):
            found.append(_quantity(match, text))
    kept = [quota for quota in found if quota and not _sizes_a_unit(folded, start, quota, end)]
    return sorted(kept, key=lambda quota: quota.start)


def _sizes_a_unit(folded, start, quota, end):
    """«Công đoàn có từ 100 đoàn viên trở lên chọn …»: the number says which unit is meant."""
    before, after = folded[start : quota.start], folded[quota.end : end]
    return bool(
        re.search(r"\bco(?: tu| tren| duoi)?\s*$", before)
        and re.match(r"[^,;.]{0,30}?\b(?:lua chon|chon|dang ky|gioi thieu|xay dung|de cu|duoc)\b[^,;.]{0,30}\d", after)
    )


def _share(match, text, percent):
    subject = subject_of(match, text)
    is_max = match.groupdict().get("bound") in (
        "khong qua",
        "toi da",
        "khong vuot qua",
        "nhieu nhat",
        "khong nhieu hon",
    )
    low, high = (None, percent) if is_max else (percent, None)
    return subject and Quota(
        subject, low, high, match.start(), match.end(), "percent", bound="max" if is_max else "min"
    )


def _between(match, text):
    """«ít nhất 02, nhiều nhất 05 tập thể»: one quota with both bounds."""
    subject, low, high = subject_of(match, text), number_of(match["a"]), number_of(match["b"])
    return Quota(subject, low, high, match.start(), match.end()) if subject and 0 < low <= high else None


def _quantity(match, text):
    subject = subject_of(match, text)
    if subject == "model" and match["also"] and match["up2"]:
        subject = "model_or_exemplar"
    amount = match["a"] or match["a0"]
    first = number_of(amount)
    if (
        not subject
        or not first
        or _wrong_word(match, text)
        or (not match["bound"] and _ABOUT.search(match.string, 0, match.start()))
        or (_is_copy(match, subject))
    ):
        return None
    percent = bool(match["pct"] or match["pa"])
    if percent and not match["share"]:
        return None
    if match["share"] and not percent:
        return None
    low, high, bound = _bounds(match, first)
    if low and high and low > high:
        return None
    return Quota(subject, low, high, match.start(), match.end(), "percent" if percent else "count", bound=bound)


def _is_copy(match, subject):
    """«02 bản» of a dossier are copies, no hamlets."""
    return match["noun"] == "ban" and bool(
        re.search(r"\b(?:ho so|bao cao|van ban|giay|gui|in|sao|chinh)\b", match.string)
    )


def _bounds(match, first):
    bound, second = match["bound"] or "", match["b"] and number_of(match["b"])
    near = match.string[match.end() - 14 : match.end() + 12]
    up = (
        match["up"]
        or (match["tu"] and not match["b"] and "tro len" in near)
        or (match["up2"] and (match["tu"] or _PRAISED_UP.fullmatch(match["up2"])))
        or "tro len" in match["noun"]
    )
    if bound in ("khong qua", "toi da", "khong vuot qua", "nhieu nhat", "khong nhieu hon"):
        return None, second or first, "max"
    if second:
        return first, second, ""
    if bound or up:
        return first, None, "min"
    return first, first, ""


def _wrong_word(match, text):
    """«năm» is a year as often as five, «ba» and «bảy» fold like other words: a number word stands as written."""
    if not match["a"] or not in_words(match["a"]):
        return False
    written = text[slice(*match.span("a"))].lower().split()
    good = {
        "một",
        "mốt",
        "hai",
        "ba",
        "bốn",
        "tư",
        "năm",
        "lăm",
        "sáu",
        "bảy",
        "bẩy",
        "tám",
        "chín",
        "mười",
        "mươi",
        "trăm",
    }
    if not set(written) <= good:
        return True
    return written == ["năm"] and not match["bound"] and not _LISTED.search(match.string, 0, match.start())
