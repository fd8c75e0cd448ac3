"""Times that a plan sets for its work: days, months, quarters, years, ranges, recurring and relative times.

Only a time that the sentence schedules counts: behind «trước ngày», «chậm nhất», «hoàn thành trong», in front of the
work it times, in brackets behind a step. Dates of cited documents, of past events and of anniversaries do not.
"""

import re
from dataclasses import dataclass

from plans.intake.clauses import clauses
from plans.intake.numbers import NUMBER
from plans.intake.quotas import quotas_in
from plans.intake.subjects import NOUN_ANY
from plans.intake.text import plain
from plans.intake.time_forms import EVERY_YEAR, RULES, iso_day

_RECURS = (
    (
        re.compile(
            r"\bdinh ky\s*(?:\(?\s*)?(?:0?6 thang|sau thang)\s*(?:,|va"
            r"|;)?\s*(?:(?:\(truoc[^)]*\)\s*)?,?\s*(?:va\s+)?(?P<also>(?:01 |1 |mot |hang )?nam\b))?"
        ),
        "semiannual",
    ),
    (re.compile(r"\b(?:dinh ky\s+)?(?:hang|moi|theo) quy\b|\bdinh ky (?:03|3) thang\b"), "quarterly"),
    (re.compile(r"\b(?:dinh ky\s+)?(?:hang|moi) thang\b"), "monthly"),
    (re.compile(r"\b(?:dinh ky\s+)?(?:hang nam|moi nam)\b|\bdinh ky (?:01 |1 |mot )?nam\b"), "annual"),
)
_DUTY = re.compile(
    r"\b(?:bao cao|gui bao|so ket|tong ket|kiem tra|ra soat|binh xet|tong hop|to chuc danh gia"
    r"|danh gia(?! hoan thanh)|cong bo|dang ky|nhan xet|thong ke)\b"
)
_CITES = re.compile(
    r"(?:so\s+\S*\d\S*,?\s*|(?:luat|phap lenh|hien phap)[^;.]{0,60}|/[a-z][a-z0-9-]*,?\s*|khoa \S+,?\s*)(?:ngay\s+)?$"
)
_ANNIVERSARY = re.compile(
    r"\bnhan dip (?:ky niem )?[^;.()]{0,60}\(\s*[*_]?\s*\d{1,2}/\d{1,2}/(?:1[89]"
    r"|20)\d\d\s*-\s*(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>20\d\d)"
)
_FROM_BIRTH = re.compile(r"\d{1,2}/\d{1,2}/(?:1[89]|20)\d\d\s*-\s*\d{1,2}/\d{1,2}/(?:19|20)\d\d")
_PAST = re.compile(
    r"\bda (?:co|duoc|tang|to chuc|bieu duong|ban hanh|khen)\b|\bket qua (?:nam|\d)|\bkhac phuc hau qua|\bso voi\b"
    r"|\bkinh phi\b|\btrong 5 nam qua|\bhieu luc\b|\bthay the\b|\bnam (?:19|20)\d\d, (?:toan|cong suat)|\bngan sach\b"
)
_CRITERIA = re.compile(r"\bphai dat\b|\bdat danh hieu\b|\bduoc danh gia\b|\bhoan thanh xuat sac\b")


_COUNTS = re.compile(rf"\b(?:{NUMBER})\s+{NOUN_ANY}\b")


@dataclass(frozen=True)
class Time:
    """One time: `kind`, `value`, `to`, `recurrence` as the plan's JSON has them, at `start`–`end` of the text."""

    kind: str
    value: str | None
    start: int
    end: int
    to: str | None = None
    recurrence: str | None = None
    rule: str = ""
    level: str = "chắc chắn"

    @property
    def due(self):
        return {"kind": self.kind, "value": self.value, "to": self.to, "recurrence": self.recurrence}


def times_in(text, heading=False, year=None):
    """The scheduled times of one paragraph, in order; of a heading only those in brackets or behind a colon.

    `year` is that of a plan for one year: «Tháng 3: đăng ký» then has a year, to be looked at.
    """
    folded = plain(text)
    yearly_from, times = None, []
    for start, end in clauses(text):
        found = _clause_times(text, folded, start, end, heading)
        if re.match(r"\W*(?:hang nam|moi nam)\s*[:,]", folded[start:end]):
            yearly_from = start
        found = [_made_annual(time, folded, start, end, yearly_from) for time in found]
        times += _without_repeats(folded, found, start, end)
    times += _yearly_label(folded, times)
    times += _label_months(folded, times, year)
    return _settled(folded, times)


def _label_months(folded, times, year):
    label = re.match(r"\W*(?:trong )?(?P<month>thang (?P<m>\d{1,2})(?:\s*-\s*(?:thang )?(?P<m2>\d{1,2}))?)\s*:", folded)
    if not label or times or not year or quotas_in(folded):
        return []
    first, last = int(label["m"]), int(label["m2"] or label["m"])
    if not 1 <= first <= last <= 12:
        return []
    kind, to = ("range", f"{year}-{last:02}") if last > first else ("month", None)
    return [Time(kind, f"{year}-{first:02}", *label.span("month"), to, rule="tháng của năm kế hoạch", level="cần xem")]


def _yearly_label(folded, times):
    """«Hằng năm: … kiểm tra, đánh giá …»: the label speaks for the whole paragraph."""
    label = re.match(r"\W*(?:hang nam|moi nam)\s*:", folded)
    if not label or times or quotas_in(folded) or not _DUTY.search(folded):
        return []
    return [Time("recurring", None, label.start(), label.end(), recurrence="annual", rule="định kỳ")]


def _clause_times(text, folded, start, end, heading):
    taken, found = [], []

    def take(match, time):
        if time and not any(a < match.end() and match.start() < b for a, b in taken):
            found.append(time)
        taken.append(match.span())

    for match in _FROM_BIRTH.finditer(folded, start, end):
        taken.append(match.span())
    for rule, pattern, build in RULES:
        for match in pattern.finditer(folded, start, end):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            if _is_cited(folded, start, match):
                taken.append(match.span())
                continue
            if heading and not re.search(r"[(:]\s*(?:thoi gian:?\s*)?$", folded[start : match.start()]):
                continue
            time = build(match, folded, start, end, text)
            if time and not _PAST.search(folded[start:end]):
                take(match, Time(*time[:2], match.start(), match.end(), *time[2:], rule=rule))
    found = _quarter_chain(folded, sorted(found, key=lambda time: time.start))
    if not found and not heading and (match := _ANNIVERSARY.search(folded, start, end)):
        day = iso_day(match["year"], match["month"], match["day"])
        if day and re.search(r"so ket|tong ket|tuyen duong|bieu duong", folded[start : match.start()]):
            found = [Time("date", day, match.start(), match.end(), rule="ngày kỷ niệm", level="cần xem")]
    return found


def _is_cited(folded, start, match):
    before = folded[start : match.start()]
    return bool(_CITES.search(before) and not re.search(r"(?:truoc|cham nhat|den)\s+(?:ngay\s+)?$", before))


def _quarter_chain(folded, found):
    """«Quý IV/2021, Quý I năm 2022» is one time from the first quarter to the last."""
    joined = []
    for time in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.kind == time.kind == "quarter"
            and re.fullmatch(r"\s*(?:,|va|-)\s*", folded[last.end : time.start])
            and _follows(last.value, time.value)
        ):
            joined[-1] = Time("range", last.value, last.start, time.end, to=time.value, rule=last.rule)
        else:
            joined.append(time)
    return joined


def _follows(first, second):
    """Whether a quarter («2021-Q4») is the one after another."""
    (a, m), (b, n) = first.split("-Q"), second.split("-Q")
    return 4 * int(b) + int(n) - 4 * int(a) - int(m) == 1


def _made_annual(time, folded, start, end, yearly_from):
    """A day or month without year in a paragraph that begins «Hằng năm» comes every year."""
    is_open = time.kind in ("yearday", "yearmonth", "yearquarter") and not time.recurrence
    around = folded[start:end]
    if is_open and (yearly_from is not None or EVERY_YEAR.search(around)):
        return Time(time.kind, time.value, time.start, time.end, recurrence="annual", rule=time.rule)
    if is_open and time.kind == "yearday":
        return Time(time.kind, time.value, time.start, time.end, rule=time.rule, level="cần xem")
    return time


def _without_repeats(folded, found, start, end):
    """The dated times of a clause, and its recurring duties without a date."""
    words = folded[start:end]
    if any(time.recurrence for time in found):
        return found
    times = list(found)
    for pattern, recurrence in _RECURS:
        match = pattern.search(words)
        if not match or not _is_duty(words, match, recurrence):
            continue
        at = start + match.start(), start + match.end()
        times.append(Time("recurring", None, *at, recurrence=recurrence, rule="định kỳ"))
        if recurrence == "semiannual" and match.groupdict().get("also"):
            times.append(Time("recurring", None, *at, recurrence="annual", rule="định kỳ"))
        break
    return times


def _is_duty(words, match, recurrence):
    if (
        _CRITERIA.search(words)
        or _PAST.search(words)
        or re.search(r"\bkinh phi\b|\bmoi (?:thang|nam|quy) (?:dang|phat|khong qua)\b", words)
    ):
        return False
    before, after = words[: match.start()], words[match.end() :]
    if match[0].startswith("dinh ky"):
        return True
    if re.fullmatch(r"\W*(?:\d+[.)]\s*)?", before) and re.match(r"\W{0,5}[:,]|\*", after):
        return bool(_DUTY.search(after) or re.search(r"\bto chuc\b", after)) and not _COUNTS.search(after)
    verb = re.match(
        r"\s*(?:,\s*)?(?:(?:so|phong|ban|cac)\b[^,;.]{0,60}?)?(?:to chuc |tham muu |tien hanh )?(?P<v>"
        + _DUTY.pattern
        + ")",
        after,
    )
    if verb and not re.search(r"\bke hoach phat trien[^,;.]*$", before) and not _COUNTS.search(after):
        return True
    return bool(
        re.search(r"\b(?:bao cao|tong hop|danh gia)\b[^,;.()]*$", before.rpartition(",")[2] or before)
        and re.match(r"\s*(?:$|[,;.])", after)
        and not re.search(r"thi dua [^,;.]*$|duoc cap nhat|ho so|ke hoach phat trien", before)
    ) or bool(re.search(r"\bbao cao [^;.]{0,60}ket qua thuc hien\s*$", before))


def _settled(folded, times):
    """In one paragraph a dated yearly duty takes the place of «hằng năm» without a date, a quarter that of its year."""
    dated = any(time.recurrence == "annual" and time.kind != "recurring" for time in times)
    kept = [time for time in times if not (dated and time.kind == "recurring" and time.recurrence == "annual")]
    finer = [time for time in kept if time.value and time.kind in ("quarter", "range", "month", "date", "half")]
    kept = [time for time in kept if not (time.kind == "year" and any(_is_label(folded, time, fine) for fine in finer))]
    return sorted(kept, key=lambda time: time.start)


def _is_label(folded, year, fine):
    """«Năm 2025: … trong Quý I năm 2025»: the year only opens the finer time behind it in the clause."""
    between = folded[year.end : fine.start]
    return fine.value[:4] == year.value and year.end <= fine.start and not re.search(r"[;.]\s", between)
