"""Sentences drafted from numbers by fixed rules; each is right at 0, at 1, at many, and when best equals worst.

They name figures, they do not judge. A person may edit them before the report goes out.
"""

from dataclasses import dataclass
from fractions import Fraction

from reporting.documents.text import day_text, document_number, listed, long_day_text, number_text, share_text

NAMED_AT_MOST = 3


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


def progress_sentence(*, actual, target, as_of, shortfall=0, counted="được công nhận"):
    """«Đến ngày 30/6/2023, có 163/400 điển hình được công nhận, đạt 40,75 % chỉ tiêu, còn thiếu 237 điển hình.»

    `shortfall` is the sum over the obligations: it can be above 0 although the total is reached. `counted` names the
    stage by which the plan counts.
    """
    since = f"Đến ngày {day_text(as_of)}, "
    if not target:
        return since + _recognised(actual, "", counted) + "; Kế hoạch không giao chỉ tiêu bằng số."
    reached = _recognised(actual, f"/{number_text(target)}", counted)
    if not actual:
        return f"{since}{reached}; còn thiếu {number_text(shortfall)} điển hình."
    missing = f", còn thiếu {number_text(shortfall)} điển hình" if shortfall else ""
    return f"{since}{reached}, đạt {share_text(actual, target)} % chỉ tiêu{missing}."


def _recognised(actual, of_target, counted):
    if not actual:
        return f"chưa có điển hình nào {counted}" + (f" (0{of_target})" if of_target else "")
    return f"có {number_text(actual)}{of_target} điển hình {counted}"


def completed_sentence(rows, *, noun="lĩnh vực"):
    """How many fields (or agencies) reached their number, named when few; empty without any target."""
    rows = [row for row in rows if row.target]
    done = [row.name for row in rows if row.actual >= row.target]
    if not rows:
        return ""
    if len(rows) == 1:
        name = f"Lĩnh vực {rows[0].name}" if noun == "lĩnh vực" else rows[0].name
        return f"{name} {'đã' if done else 'chưa'} hoàn thành chỉ tiêu."
    if not done:
        return f"Chưa có {noun} nào trong {number_text(len(rows))} {noun} hoàn thành chỉ tiêu."
    if len(done) == len(rows):
        return f"Tất cả {number_text(len(rows))} {noun} đã hoàn thành chỉ tiêu."
    named = f": {listed(done)}" if len(done) <= NAMED_AT_MOST else ""
    return f"Có {len(done)}/{number_text(len(rows))} {noun} hoàn thành chỉ tiêu{named}."


def extremes_sentence(rows, *, noun="lĩnh vực"):
    """Who is furthest and who is least far; one statement when all stand alike, empty below two rows."""
    rows = [row for row in rows if row.target]
    if len(rows) < 2:
        return ""
    best, worst = max(row.share for row in rows), min(row.share for row in rows)
    if best == worst:
        return f"Các {noun} có tiến độ như nhau, cùng đạt {rows[0].percent_text} %."
    first = _at_share(rows, best, noun)
    last = _at_share(rows, worst, noun)
    return f"{_capital(noun)} đạt tỷ lệ cao nhất: {first}; thấp nhất: {last}."


def _at_share(rows, share, noun):
    level = [row for row in rows if row.share == share]
    names = listed(row.name for row in level) if len(level) <= NAMED_AT_MOST else f"{len(level)} {noun}"
    together = "cùng đạt " if len(level) > 1 else "đạt "
    return f"{names} ({together}{level[0].percent_text} %)"


def silent_sentence(names, *, total, counted="được công nhận"):
    """Agencies without a single recognised exemplar, out of `total`; named when few."""
    names = list(names)
    if not names:
        return f"Các cơ quan được giao chỉ tiêu đều đã có điển hình {counted}."
    if len(names) == 1:
        return f"{names[0]} chưa có điển hình {counted}."
    named = f": {listed(names)}" if len(names) <= 2 * NAMED_AT_MOST else ""
    return f"Có {len(names)}/{number_text(total)} cơ quan chưa có điển hình {counted}{named}."


def duties_sentence(*, on_time, late, missing):
    """How the reporting duties due so far were met: three counts of duties, each 0 or more."""
    total = on_time + late + missing
    if not total:
        return "Chưa có nhiệm vụ báo cáo nào đến hạn."
    parts = [
        (number_text(count), words)
        for count, words in ((on_time, "đúng hạn"), (late, "chậm hạn"), (missing, "chưa thực hiện"))
        if count
    ]
    if len(parts) == 1:
        how = "chưa được thực hiện" if missing else f"được thực hiện {parts[0][1]}"
        return f"{'Nhiệm vụ' if total == 1 else f'Cả {number_text(total)} nhiệm vụ'} đến hạn {how}."
    return f"Trong {number_text(total)} nhiệm vụ đến hạn, có {listed(' '.join(part) for part in parts)}."


def cite_plan(*, doc_type, number, symbol, issued_on, issuer, subject, month=None, year=None, party=False):
    """«Kế hoạch số 12065/KH-UBND ngày 26 tháng 11 năm 2021 của … về …», with gaps where number or day is unknown.

    Party papers write «…, ngày 11/11/2024».
    """
    when = f", ngày {day_text(issued_on)}" if party and issued_on else " " + long_day_text(issued_on, month=month, year=year)
    subject = f"{subject[:1].lower()}{subject[1:]}"
    about = subject if subject.startswith("về ") else f"về {subject}"
    return f"{doc_type} số {document_number(number, symbol)}{when} của {issuer} {about}"


def _capital(text):
    return text[:1].upper() + text[1:]
