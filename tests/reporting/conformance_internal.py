"""Judges a sheet that stays in the office: the letterhead of its layout without a number, and every rule of a page.

As in `conformance`, the bounds stand here on their own; `broken_rules(pdf)` gives {rule: what was found}.
"""
import re

from tests.reporting.conformance import file_rules, page_rules, words
from tests.reporting.conformance_head import rule_under
from tests.reporting.conformance_reading import DATE_WORDS, MM, MOTTO, NATION, PARTY_HEADING, Report, lines_of


def broken_rules(pdf):
    report, found = Report(pdf), {}
    for check in (file_rules, page_rules, letterhead_rules, size_rules, words):
        for name, holds, finding in check(report):
            if not holds:
                found.setdefault(name, finding)
    return found


def letterhead_rules(report):
    """Issuer and heading in their columns, day and place, the title below them; no number."""
    heading = PARTY_HEADING if report.is_party else NATION
    top = report.body(0)[0]
    text = "".join(char["text"] for char in top.chars)
    edge = top.chars[text.find(heading)]["x0"] - (8 if report.is_party else 2) * MM
    title_at = next(at for at, line in enumerate(report.body(0)) if _is_title(line, edge))
    chars = [char for line in report.body(0)[:title_at] for char in line.chars]
    left = lines_of([char for char in chars if char["x0"] < edge])
    right = lines_of([char for char in chars if char["x0"] >= edge])
    size = (15, 15) if report.is_party else (12, 13)
    issuer, title = left[-2] if report.is_party else left[-1], report.body(0)[title_at]
    yield "heading", right[0].text == heading and right[0].sized(*size) and right[0].all_in(bold=True), right[0].text
    yield "no number", not any(line.text.startswith("Số") for line in left), [line.text for line in left]
    issuer_size = (14, 14) if report.is_party else (12, 13)
    yield "issuer", issuer.text.isupper() and issuer.all_in(bold=True) and issuer.sized(*issuer_size), issuer.text
    if report.is_party:
        yield "star under the issuer", left[-1].text == "*" and not rule_under(report, issuer, 0, 2), left[-1].text
    else:
        yield "Tiêu ngữ", right[1].text == MOTTO and right[1].sized(13, 14), right[1].text
        yield "rules", rule_under(report, right[1], 0.96, 1.04) and rule_under(report, issuer, 0.32, 0.51), "rule"
    for day in (line for line in right if "ngày" in line.text):
        # an office without a place leaves a gap for it
        words = day.text if day.text[0] != "," else f"Chỗ trống{day.text}"
        yield "date wording", bool(re.fullmatch(DATE_WORDS, words)) and day.all_in(italic=True), day.text
    middle = (30 * MM + report.pages[0].width - 15 * MM) / 2
    sized = title.sized(15, 16) if report.is_party else title.sized(13, 14)
    yield "title", title.all_in(bold=True) and sized and abs(title.centre - middle) < 2 * MM, (title.text, title.sizes)


def _is_title(line, edge):
    return line.text.isupper() and line.all_in(bold=True) and line.x0 < edge < line.x1 and NATION not in line.text and (
        PARTY_HEADING not in line.text)


def size_rules(report):
    small = {size for at in range(len(report.pages)) for line in report.body(at) for size in line.sizes}
    yield "text 10-16 pt", all(8.95 <= size <= 16.05 for size in small), small
