"""Judges what stands above the text of a paper: letterhead, number, place and day, title, addressees."""

import re
from itertools import takewhile

from tests.reporting.conformance_reading import DATE_WORDS, MM, MOTTO, NATION, PARTY_HEADING, lines_of


def _header(report):
    """(left lines, right lines) of the header, both down to the number and date."""
    lines = report.body(0)
    end = _header_end(report)
    text = "".join(char["text"] for char in lines[0].chars)
    nation = lines[0].chars[text.find("CỘNG")]["x0"] - 2 * MM
    chars = [char for line in lines[: end + 1] for char in line.chars]
    left = lines_of([char for char in chars if char["x0"] < nation])
    return left, lines_of([char for char in chars if char["x0"] >= nation])


def _header_end(report):
    """Place of the header's last line: its number, or its day where the paper has none."""
    mark = re.compile(r"Số:? ?|\* Số" if report.has_number else r".*, ngày ")
    return next((i for i, line in enumerate(report.body(0)) if mark.match(line.text)), 3)


def header_rules(report):
    left, right = _header(report)
    nation, motto = right[0], right[1]
    issuer = left[-2] if report.has_number else left[-1]
    yield "Quốc hiệu", nation.text == NATION and nation.all_in(bold=True) and nation.sized(12, 13), nation.text
    yield "Quốc hiệu first, clear of the left column", left[0].x1 + 3 < nation.x0, left[0].x1
    yield "Tiêu ngữ", motto.text == MOTTO and motto.all_in(bold=True) and motto.sized(13, 14), motto.text
    yield "Tiêu ngữ centred", abs(motto.centre - nation.centre) < 1.5 * MM, motto.centre - nation.centre
    yield "rule as long as the Tiêu ngữ", rule_under(report, motto, 0.96, 1.04), report.rules(0)[:3]
    yield "issuer", issuer.text.isupper() and issuer.all_in(bold=True) and issuer.sized(12, 13), issuer.text
    yield "superior not bold", all(x.all_in() or x.all_in(bold=True) for x in left[:-1]) and left[0].sized(12, 13), (
        left[0].text
    )
    yield "rule under the issuer", rule_under(report, issuer, 0.32, 0.51), report.rules(0)[:3]
    if report.has_number:
        yield from _number_rules(issuer, left[-1])
    if report.has_place:
        yield from _date_rules(nation, right[-1], left[-1] if report.has_number else right[-1])
    else:
        yield "no place and day", right[-1] == motto, right[-1].text


def _number_rules(issuer, number):
    symbol = re.fullmatch(r"Số: ?(\d{2,})?/([A-ZĐ]+-[A-ZĐ]+)", number.text)
    yield "number and symbol", bool(symbol), number.text
    yield "number 13 pt upright", number.sized(13, 13) and number.all_in(), number.sizes
    yield "number under the issuer", abs(number.centre - issuer.centre) < 4 * MM, number.centre - issuer.centre


def _date_rules(nation, date, number):
    yield "date italic 13-14", date.sized(13, 14) and date.all_in(italic=True), date.text
    yield "date level with the number", abs(date.base - number.base) < 1, date.base - number.base
    yield "date centred", abs(date.centre - nation.centre) < 2.5 * MM, (date.centre - nation.centre) / MM
    yield "date wording", bool(re.fullmatch(DATE_WORDS, date.text)), date.text


def party_header_rules(report):
    lines = report.body(0)
    text = "".join(char["text"] for char in lines[0].chars)
    edge = lines[0].chars[text.find(PARTY_HEADING)]["x0"] - 8 * MM
    end = _party_header_end(report)
    chars = [char for line in lines[: end + 1] for char in line.chars]
    left = lines_of([char for char in chars if char["x0"] < edge])
    right = lines_of([char for char in chars if char["x0"] >= edge])
    heading, number = right[0], left[-1]
    star, issuer = (left[-2], left[-3]) if report.has_number else (left[-1], left[-2])
    yield ("Party heading",
           heading.text == PARTY_HEADING and heading.all_in(bold=True) and heading.sized(15, 15), heading)
    yield "rule as long as the Party heading", rule_under(report, heading, 0.96, 1.04), report.rules(0)[:3]
    yield "no Quốc hiệu, no Tiêu ngữ", NATION not in report.text and MOTTO not in report.text, "state heading"
    yield "issuer", issuer.text.isupper() and issuer.all_in(bold=True) and issuer.sized(14, 14), issuer.text
    yield "superior not bold", all(x.all_in() or x.all_in(bold=True) for x in left[:-2]), left[0].text
    if report.has_place:
        yield from _party_date_rules(report, heading, right[1])
    else:
        yield "no place and day", right[-1] == heading, right[-1].text
    yield "star under the issuer", star.text == "*" and abs(star.centre - issuer.centre) < 2 * MM, star.text
    yield "no rule under the issuer", not rule_under(report, issuer, 0, 2), report.rules(0)[:3]
    if not report.has_number:
        return
    yield "number and symbol", bool(re.fullmatch(r"Số ?(\d{2,})? ?-([A-ZĐ]+/[A-ZĐ]+)", number.text)), number.text
    yield "number 14 pt upright", number.sized(14, 14) and number.all_in(), number.sizes
    yield "number under the issuer", abs(number.centre - issuer.centre) < 4 * MM, number.centre - issuer.centre


def _party_header_end(report):
    """Place of the header's last line: the number, or the star of a paper that has none."""
    mark = "Số " if report.has_number else "*"
    return next((i for i, line in enumerate(report.body(0)) if line.text.startswith(mark)), 3)


def _party_date_rules(report, heading, date):
    yield "date italic 14", date.sized(14, 14) and date.all_in(italic=True), date.text
    yield "date centred", abs(date.centre - heading.centre) < 2.5 * MM, (date.centre - heading.centre) / MM
    yield "date under the rule", date.top > min([rule["top"] for rule in report.rules(0)], default=999), date.top
    yield "date wording", bool(re.fullmatch(DATE_WORDS, date.text)), date.text


def rule_under(report, line, low, high, page=0):
    """Whether a drawn rule stands close under a line, centred, with a length in this share of the text's."""
    for rule in report.rules(page):
        centred = abs((rule["x0"] + rule["x1"]) / 2 - line.centre) < 1.5 * MM
        if centred and 0 < rule["top"] - line.base < 9:
            return low <= (rule["x1"] - rule["x0"]) / (line.x1 - line.x0) <= high
    return False


def lines_below_header(report):
    return report.body(0)[(_party_header_end if report.is_party else _header_end)(report) + 1 :]


def title_rules(report):
    lines, bounds = lines_below_header(report), report.bounds
    if lines[0].text.lower().startswith(("v/v ", "về việc ")):
        yield from _letter_rules(report, lines)
        return
    title = lines[0]
    bold = [line for line in lines[1:12] if line.all_in(bold=True) and abs(line.centre - title.centre) < 3]
    subject = list(takewhile(lambda line: not line.text.isupper(), bold))[:6]
    middle = (30 * MM + report.pages[0].width - 15 * MM) / 2
    bold = title.text.isupper() and title.all_in(bold=True)
    yield "type of document", bold and title.sized(*bounds.title), (title.text, title.sizes)
    yield "type centred", abs(title.centre - middle) < 2 * MM, title.centre / MM
    sized = bool(subject) and all(line.sized(*bounds.subject) for line in subject)
    yield "subject", sized, [line.text for line in subject]
    if report.is_party:
        dashes = next((line for line in lines[1:12] if line.text == "-----"), None)
        yield "five hyphens under the subject", dashes is not None and abs(dashes.centre - middle) < 2 * MM, dashes
        yield "no rule under the subject", not (subject and rule_under(report, subject[-1], 0, 2)), report.rules(0)
        yield ("subject begins lower case",
               subject and subject[0].text.startswith(("về ", "họp ", "kiểm ", "đề nghị ")), subject)
    else:
        yield "rule under the subject", bool(subject) and rule_under(report, subject[-1], 0.32, 0.51), report.rules(0)
    for line in lines:
        if line.text.startswith(("Kính gửi:", "Kính trình:")):
            yield from _address_rules(line, report)


def _letter_rules(report, lines):
    """A letter has no title: its subject stands under the number, and it is addressed to somebody."""
    number = next(line for line in report.body(0) if line.text.startswith(("Số:", "Số ")))
    address = next((line for line in lines if line.text.startswith("Kính gửi")), None)
    yield "letter is addressed", address is not None, lines[0].text
    subject = lines[: next((at for at, line in enumerate(lines) if line.text.startswith("Kính gửi")), 1)]
    low, high = (12, 12) if report.is_party else (12, 13)
    styled = all(line.sized(low, high) and line.all_in(italic=report.is_party) for line in subject)
    yield "subject of the letter", styled, [(line.text, line.sizes) for line in subject]
    yield "subject 6 pt under the number", 5 <= subject[0].top - number.base <= 18, subject[0].top - number.base
    yield "subject in the left column", all(line.x1 < 105 * MM for line in subject), subject[0].text
    yield from _address_rules(address, report)


def _address_rules(line, report):
    yield "Kính gửi upright 13-14", line.sized(*report.bounds.address), line.sizes
    word = [char for char in line.chars[: line.chars.index(next(c for c in line.chars if c["text"] == ":"))]]
    italic = all("Italic" in char["fontname"] for char in word if char["text"].strip())
    yield "label of Kính gửi", italic == report.is_party, line.text
