"""Sentences drafted from numbers by fixed rules; each is right at 0, at 1, at many, and when best equals worst.

They name figures, they do not judge. A person may edit the words before the report goes out; `mark(text, key)` is put
around each figure (see `documents.figures`).
"""

from dataclasses import dataclass
from fractions import Fraction

from reporting.documents.figures import unmarked
from reporting.documents.text import day_text, document_number, listed, long_day_text, number_text, share_text

NAMED_AT_MOST = 3
KEYS = {"lĩnh vực": "fields", "cơ quan": "agencies"}  # the lists behind counts of either


@dataclass(frozen=True)
class Progress:
    """One field or agency: recognised so far, and the number to reach (0: none assigned)."""

    name: str
    actual: int
    target: int

    @property
    def share(self):
        return Fraction(self.actual, self.target)

    @property
    def percent_text(self):
        return share_text(self.actual, self.target)


NO_TARGET = "Kế hoạch không giao chỉ tiêu bằng số"


def progress_sentence(*, actual, target, as_of=None, shortfall=0, counted="được công nhận", no_target=NO_TARGET,
                      mark=unmarked, key="counted", since=""):
    """«Đến ngày 30/6/2023, có 163/400 điển hình được công nhận, đạt 40,75 % chỉ tiêu, còn thiếu 237 điển hình.»

    `shortfall` is the sum over the obligations: it can be above 0 although the total is reached. `counted` names the
    stage by which the plan counts, `no_target` says why there is no number to reach, `key` is the list behind `actual`;
    `since` begins the sentence in place of the day.
    """
    since, done = since or f"Đến ngày {day_text(as_of)}, ", mark(number_text(actual), key)
    if not target:
        reached = f"có {done} điển hình {counted}" if actual else f"chưa có điển hình nào {counted}"
        return f"{since}{reached}; {no_target}."
    goal, gap = mark(number_text(target), "target"), mark(number_text(shortfall), "shortfall")
    if not actual:
        return f"{since}chưa có điển hình nào {counted} ({done}/{goal}); còn thiếu {gap} điển hình."
    share = mark(share_text(actual, target), "percent")
    missing = f", còn thiếu {gap} điển hình" if shortfall else ""
    return f"{since}có {done}/{goal} điển hình {counted}, đạt {share} % chỉ tiêu{missing}."


def completed_sentence(rows, *, noun="lĩnh vực", mark=unmarked):
    """How many fields (or agencies) reached their number, named when few; empty without any target."""
    rows, key = [row for row in rows if row.target], KEYS[noun]
    done = [row.name for row in rows if row.actual >= row.target]
    if not rows:
        return ""
    if len(rows) == 1:
        return f"{_named(rows[0].name, noun, mark)} {'đã' if done else 'chưa'} hoàn thành chỉ tiêu."
    total = mark(number_text(len(rows)), key)
    if not done:
        return f"Chưa có {noun} nào trong {total} {noun} hoàn thành chỉ tiêu."
    if len(done) == len(rows):
        return f"Cả {total} {noun} đều đã hoàn thành chỉ tiêu."
    named = f": {listed(mark(name) for name in done)}" if len(done) <= NAMED_AT_MOST else ""
    return f"Có {mark(number_text(len(done)), f'{key}_done')}/{total} {noun} hoàn thành chỉ tiêu{named}."


def _named(name, noun, mark):
    """«Lĩnh vực y tế», «Phong trào …» as they stand; «Lĩnh vực» before any other name of a field."""
    if noun != "lĩnh vực" or name.lower().startswith(("lĩnh vực", "phong trào", "cuộc vận động", "điển hình")):
        return mark(_capital(name))
    return f"Lĩnh vực {mark(name)}"


def extremes_sentence(rows, *, noun="lĩnh vực", mark=unmarked):
    """Who is furthest and who is least far; one statement when all stand alike. Empty below two rows, and when nobody
    has begun or all are through, since other sentences say that; they also name those who are through."""
    rows = [row for row in rows if row.target]
    if len(rows) < 2 or not any(row.actual for row in rows):
        return ""
    best, worst = max(row.share for row in rows), min(row.share for row in rows)
    if worst >= 1:
        return ""
    if best == worst:
        return f"Các {noun} có tiến độ như nhau, cùng đạt {_share(rows[0], noun, mark)}."
    last = _at_share(rows, worst, noun, mark)
    if best >= 1:
        return f"{_capital(noun)} đạt tỷ lệ thấp nhất: {last}."
    return f"{_capital(noun)} đạt tỷ lệ cao nhất: {_at_share(rows, best, noun, mark)}; thấp nhất: {last}."


def _at_share(rows, share, noun, mark):
    level = [row for row in rows if row.share == share]
    key = f"{KEYS[noun]}@share:{level[0].percent_text}"
    names = (listed(mark(row.name) for row in level) if len(level) <= NAMED_AT_MOST
             else f"{mark(number_text(len(level)), key)} {noun}")
    reached = f"đạt {_share(level[0], noun, mark)}" if share else "chưa có kết quả"
    return f"{names} ({'cùng ' if len(level) > 1 else ''}{reached})"


def _share(row, noun, mark):
    return f"{mark(row.percent_text, f'{KEYS[noun]}@share:{row.percent_text}')} %"


def silent_sentence(names, *, total, counted="được công nhận", mark=unmarked):
    """Agencies without a single recognised exemplar, out of `total` (1 or more); named when few. Empty when the only
    agency has one."""
    names = list(names)
    if not names:
        return f"Các cơ quan có chỉ tiêu đều đã có điển hình {counted}." if total > 1 else ""
    if len(names) == 1:
        return f"{mark(names[0])} chưa có điển hình {counted}."
    count, every = mark(number_text(len(names)), "agencies_silent"), mark(number_text(total), "agencies")
    if len(names) == total:
        return f"Cả {count} cơ quan đều chưa có điển hình {counted}."
    named = f": {listed(mark(name) for name in names)}" if len(names) <= 2 * NAMED_AT_MOST else ""
    return f"Có {count}/{every} cơ quan chưa có điển hình {counted}{named}."


def duties_sentence(*, on_time, late, missing, mark=unmarked):
    """How the reporting duties due so far were met: three counts of duties, each 0 or more."""
    total = on_time + late + missing
    if not total:
        return "Chưa có nhiệm vụ nào đến hạn."
    found = [(mark(number_text(count), f"duties_{key}"), words) for count, words, key in (
        (on_time, "đúng hạn", "on_time"), (late, "chậm hạn", "late"), (missing, "chưa thực hiện", "missing")) if count]
    every = mark(number_text(total), "duties")
    if len(found) > 1:
        return f"Trong {every} nhiệm vụ đến hạn, có {listed(' '.join(part) for part in found)}."
    how = "chưa được thực hiện" if missing else f"được thực hiện {found[0][1]}"
    if total == 1:
        return f"Có {every} nhiệm vụ đến hạn, {'' if missing else 'đã '}{how}."
    return f"Cả {every} nhiệm vụ đến hạn đều {how}."


def cite_plan(*, doc_type, number, symbol, issued_on, issuer, subject, month=None, year=None, party=False):
    """«Kế hoạch số 12065/KH-UBND ngày 26 tháng 11 năm 2021 của … về …», with gaps where number or day is unknown.

    Party papers write «…, ngày 11/11/2024».
    """
    when = (f", ngày {day_text(issued_on)}" if party and issued_on
            else " " + long_day_text(issued_on, month=month, year=year))
    subject = f"{subject[:1].lower()}{subject[1:]}"
    about = subject if subject.startswith("về ") else f"về {subject}"
    return f"{doc_type} số {document_number(number, symbol)}{when} của {issuer} {about}"


def _capital(text):
    return text[:1].upper() + text[1:]
