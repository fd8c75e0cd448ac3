"""Judges a finished PDF against the State or the Party layout, from the file alone: sizes, places, rules, signs.

The bounds stand here a second time on purpose (Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW and
05-HD/VPTW), so that a wrong size in the rule set is found and not repeated. `broken_rules(pdf)` returns {rule: what was
found}; an empty dict is a pass.
"""

import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, takewhile

import pdfplumber
import pikepdf

MM = 72 / 25.4
LETTERS = {
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
} | {"đ"}
LETTERS |= {letter.upper() for letter in LETTERS}
SIGNS = set("“”‘’–—…≥≤•\u00a0")
TIMES_WIDTHS = {"a": 0.444, "e": 0.444, "h": 0.5, "i": 0.278, "n": 0.5, "t": 0.278, "C": 0.667, "T": 0.611}
TIMES_WIDTHS |= dict.fromkeys("0123456789", 0.5)
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PARTY_HEADING = "ĐẢNG CỘNG SẢN VIỆT NAM"
OPENING = re.compile(r"Thực hiện|(- )?Căn cứ|Xét |.* trân trọng kính mời|Thời gian bắt đầu|Họ tên, chức vụ|Tên (tập thể|hộ)")
SEVERAL_SIGN = re.compile(r"XÁC NHẬN CỦA CẤP TRÌNH|THƯ KÝ|TRƯỞNG BAN")  # side by side, the recipients beneath
DATE_WORDS = r".+, ngày ?(0[1-9]|[12]\d|3[01])? ?tháng ?(01|02|[3-9]|1[012])? ?năm ?(\d{4})?"
CHECK_LINE = re.compile(r"Mã kiểm tra: \w{4}-\w{4}$|\S+/kiem-tra/$")  # the code of the check page, no component
LEFTOVERS = re.compile(r"\bNone\b|\bNaN\b|\{\{|\}\}|\{%|%\}|\bnull\b")


@dataclass(frozen=True)
class Bounds:
    """What one layout asks for; sizes in points, inclusive, unless the name says otherwise."""

    title: tuple
    subject: tuple
    body: tuple
    pitch_pt: tuple
    indents_mm: tuple
    heading: str
    ends: str
    left_mm: tuple
    right_mm: tuple
    first_line_mm: tuple
    page_number: tuple
    address: tuple
    authorities: tuple
    recipients_head: float
    recipients: float
    archive: str
    joins: str


STATE = Bounds(
    title=(13, 14), subject=(13, 14), body=(13, 14), pitch_pt=(1.149, 1.724), indents_mm=((10, 1), (12.7, 0.8)),
    heading=r"[IVX]+\. ", ends="./.", left_mm=(29.8, 35), right_mm=(14.8, 20.5), first_line_mm=(20, 26.5),
    page_number=(13, 14), address=(13, 14), authorities=("TM.", "KT.", "TL.", "TUQ.", "Q."), recipients_head=12,
    recipients=11, archive=r"- Lưu: VT", joins=";",
)  # fmt: skip
PARTY = Bounds(
    title=(15, 16), subject=(14, 15), body=(14, 15), pitch_pt=(18, 22), indents_mm=((10, 1),),
    heading=r"[IVX]+- ", ends=".", left_mm=(29.8, 30.2), right_mm=(14.8, 15.5), first_line_mm=(20, 22.5),
    page_number=(14, 14), address=(14, 14), authorities=("T/M ", "K/T ", "T/L ", "Q. "), recipients_head=14,
    recipients=12, archive=r"- Lưu Văn phòng", joins=";,",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """Letters on one baseline; sizes in points, places in points from the top left corner of the page."""

    chars: tuple

    @property
    def text(self):
        return re.sub(r"\s+", " ", "".join(char["text"] for char in self.chars)).strip()

    @property
    def x0(self):
        return self._visible[0]["x0"]

    @property
    def x1(self):
        return self._visible[-1]["x1"]

    @property
    def centre(self):
        return (self.x0 + self.x1) / 2

    @property
    def top(self):
        return min(char["top"] for char in self._visible)

    @property
    def base(self):
        return base_of(self._visible[0])

    @property
    def sizes(self):
        return {round(char["size"], 1) for char in self._visible}

    @property
    def _visible(self):
        return [char for char in self.chars if char["text"].strip()] or list(self.chars)

    def all_in(self, *, bold=False, italic=False):
        return all(
            ("Bold" in char["fontname"], "Italic" in char["fontname"]) == (bold, italic) for char in self._visible
        )

    def sized(self, low, high):
        return all(low - 0.05 <= size <= high + 0.05 for size in self.sizes)


def base_of(char):
    """Distance of the baseline from the top of the page."""
    return char["top"] + char["size"] * 0.891


def lines_of(chars):
    """Letters grouped by baseline, top to bottom, each line left to right."""
    grouped = {}
    for char in chars:
        key = next((base for base in grouped if abs(base - base_of(char)) < 1.5), base_of(char))
        grouped.setdefault(key, []).append(char)
    rows = [Line(tuple(sorted(row, key=lambda char: char["x0"]))) for row in grouped.values()]
    return sorted((row for row in rows if row.text), key=lambda row: row.base)


class Report:
    """The pages of a PDF taken apart: main pages, annexes, and the lines of each."""

    def __init__(self, pdf):
        self.file = pikepdf.open(io.BytesIO(pdf))
        self.pages = pdfplumber.open(io.BytesIO(pdf)).pages
        self.lines = [lines_of(page.chars) for page in self.pages]
        starts = [at for at, lines in enumerate(self.lines) if lines and lines[0].text.startswith("Phụ lục")]
        self.annexes = [list(range(start, end)) for start, end in pairwise([*starts, len(self.pages)])]
        self.main = list(range(starts[0] if starts else len(self.pages)))
        self.text = "\n".join(line.text for lines in self.lines for line in lines)
        first = " ".join(line.text for line in self.lines[0][:3])
        self.is_party = PARTY_HEADING in first
        heads = {line.text for line in self.lines[0][:14]}
        self.has_number, self.has_place = "BÁO CÁO THÀNH TÍCH" not in heads, "BIÊN BẢN" not in heads
        self.bounds = PARTY if self.is_party else STATE

    def body(self, at):
        """Lines of a page without its number."""
        limit = (20 if at in self.main or not self.is_landscape(at) else 30) * MM - 1
        return [line for line in self.lines[at] if line.top >= limit]

    def outside_tables(self, at):
        """Lines of a main page between its tables."""
        boxes = [table.bbox for table in self.pages[at].find_tables()]
        return [line for line in self.body(at) if not any(top < line.base < bottom for _, top, _, bottom in boxes)]

    def has_table_under(self, at, line):
        return any(table.bbox[1] > line.base for table in self.pages[at].find_tables())

    def number(self, at):
        """Lines in the top margin of a page."""
        return [line for line in self.lines[at] if line not in self.body(at)]

    def is_landscape(self, at):
        return self.pages[at].width > self.pages[at].height

    def rules(self, at):
        """Thin drawn lines of a page, outside tables, top to bottom."""
        drawn = [*self.pages[at].rects, *self.pages[at].lines]
        return sorted((r for r in drawn if r["height"] < 1.6), key=lambda rule: rule["top"])


def broken_rules(pdf):
    """{rule: finding} for everything the file gets wrong."""
    found = {}
    for name, holds, finding in _judged(pdf):
        if not holds:
            found.setdefault(name, finding)
    return found


def judged_rules(pdf):
    """The names of all rules that apply to the file, kept or broken."""
    return {name for name, _, _ in _judged(pdf)}


def _judged(pdf):
    report = Report(pdf)
    header = party_header_rules if report.is_party else header_rules
    for check in (file_rules, page_rules, header, title_rules, body_rules, signature_rules, annex_rules, words):
        yield from check(report)


def file_rules(report):
    root = report.file.Root
    fonts = list(_fonts(report.file))
    chars = [char for page in report.pages for char in page.chars]
    measured = [c for c in chars if c["text"] in TIMES_WIDTHS and "Bold" not in c["fontname"]]
    measured = [c for c in measured if "Italic" not in c["fontname"]]
    off = [c["text"] for c in measured if abs((c["x1"] - c["x0"]) / c["size"] - TIMES_WIDTHS[c["text"]]) > 0.014]
    metadata = str(report.file.open_metadata())
    yield "not encrypted, no script", not report.file.is_encrypted and "/OpenAction" not in root, "script"
    yield "no attachments", not list(report.file.attachments), list(report.file.attachments)
    yield "fonts embedded", all(_is_embedded(font) for font in fonts), [str(font.BaseFont) for font in fonts]
    yield "one family", {"LiberationSerif"} >= {_family(font) for font in fonts}, {_family(f) for f in fonts}
    yield "widths of Times", len(off) <= 0.005 * len(measured), Counter(off)
    yield "no missing glyph", not _zero_glyphs(report.file), "glyph 0"
    yield "composed text", unicodedata.is_normalized("NFC", "".join(c["text"] for c in chars)), "NFD"
    strange = {c["text"] for c in chars if not (c["text"].isascii() or c["text"] in LETTERS | SIGNS)}
    yield "only Vietnamese letters and signs", not strange, strange
    black = {(0,), (0.0,), 0, (0, 0, 0), None}
    yield "black text", all(c["non_stroking_color"] in black for c in chars), {c["non_stroking_color"] for c in chars}
    yield "title and language", str(root.get("/Lang", "")).startswith("vi") and "dc:title" in metadata, metadata[:200]
    yield "tagged, PDF/A", root.get("/MarkInfo", {}).get("/Marked") == True and "pdfaid" in metadata, "untagged"  # noqa: E712


def _fonts(file):
    for page in file.pages:
        yield from page.obj.Resources.get("/Font", {}).values()


def _is_embedded(font):
    if font.Subtype != "/Type0" or "/ToUnicode" not in font:
        return False
    return any(key in font.DescendantFonts[0].FontDescriptor for key in ("/FontFile2", "/FontFile3"))


def _family(font):
    return re.sub(r"^/[A-Z]{6}\+|-(Bold|Italic).*$", "", str(font.BaseFont)).replace("-", "")


def _zero_glyphs(file):
    for page in file.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            shown = operands[0] if str(operator) == "TJ" else operands
            for part in shown if str(operator) in {"TJ", "Tj"} else ():
                codes = bytes(part) if isinstance(part, pikepdf.String) else b""
                if any(codes[at : at + 2] == b"\0\0" for at in range(0, len(codes), 2)):
                    return True
    return False


def page_rules(report):
    for at, page in enumerate(report.pages):
        lines, landscape = report.body(at), report.is_landscape(at)
        size = sorted((page.width / MM, page.height / MM))
        yield "A4", abs(size[0] - 210) < 0.5 and abs(size[1] - 297) < 0.5 and not page.rotation, size
        yield "text on every page", bool(lines), at
        yield "15 mm free at the sides", all(
            line.x0 >= 15 * MM - 1 and line.x1 <= page.width - 15 * MM + 1 for line in lines
        ), [line.text for line in lines if line.x0 < 15 * MM - 1 or line.x1 > page.width - 15 * MM + 1]
        yield "bottom margin empty", all(
            line.base <= page.height - 20 * MM + 1 for line in report.lines[at]
        ), [line.text for line in lines if line.base > page.height - 20 * MM]
        if not landscape:
            left = min([line.x0 for line in lines] + [table.bbox[0] for table in page.find_tables()]) / MM
            yield "left margin 30-35 mm", report.bounds.left_mm[0] <= left <= 35, left
            right = (page.width - max(line.x1 for line in lines)) / MM
            yield "right margin 15-20 mm", right >= 14.8, right
        if at in report.main:
            low, high = report.bounds.first_line_mm
            yield "first line 20-26.5 mm from the top", low - 0.2 <= lines[0].top / MM <= high, lines[0].top / MM
    for group in (report.main, *report.annexes):
        for place, at in enumerate(group, start=1):
            number, page = report.number(at), report.pages[at]
            if place == 1:
                yield "no number on first pages", not number, [line.text for line in number]
                continue
            yield "page numbers", [line.text for line in number] == [str(place)], (at, [x.text for x in number])
            for line in number:
                yield "page number 13-14 pt upright", line.sized(*report.bounds.page_number) and line.all_in(), line.sizes
                yield "page number 7-14 mm from the edge", 7 <= (line.top + line.base) / 2 / MM <= 14 or (
                    report.is_landscape(at)), line.top / MM
                area = (30, 15) if not report.is_landscape(at) else (20, 20)
                middle = (area[0] * MM + page.width - area[1] * MM) / 2
                yield "page number centred", abs(line.centre - middle) < 3 * MM, line.centre / MM


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
    yield "rule as long as the Tiêu ngữ", _rule_under(report, motto, 0.96, 1.04), report.rules(0)[:3]
    yield "issuer", issuer.text.isupper() and issuer.all_in(bold=True) and issuer.sized(12, 13), issuer.text
    yield "superior not bold", all(x.all_in() or x.all_in(bold=True) for x in left[:-1]) and left[0].sized(12, 13), (
        left[0].text
    )
    yield "rule under the issuer", _rule_under(report, issuer, 0.32, 0.51), report.rules(0)[:3]
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
    yield "Party heading", heading.text == PARTY_HEADING and heading.all_in(bold=True) and heading.sized(15, 15), heading
    yield "rule as long as the Party heading", _rule_under(report, heading, 0.96, 1.04), report.rules(0)[:3]
    yield "no Quốc hiệu, no Tiêu ngữ", NATION not in report.text and MOTTO not in report.text, "state heading"
    yield "issuer", issuer.text.isupper() and issuer.all_in(bold=True) and issuer.sized(14, 14), issuer.text
    yield "superior not bold", all(x.all_in() or x.all_in(bold=True) for x in left[:-2]), left[0].text
    if report.has_place:
        yield from _party_date_rules(report, heading, right[1])
    else:
        yield "no place and day", right[-1] == heading, right[-1].text
    yield "star under the issuer", star.text == "*" and abs(star.centre - issuer.centre) < 2 * MM, star.text
    yield "no rule under the issuer", not _rule_under(report, issuer, 0, 2), report.rules(0)[:3]
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


def _rule_under(report, line, low, high, page=0):
    """Whether a drawn rule stands close under a line, centred, with a length in this share of the text's."""
    for rule in report.rules(page):
        centred = abs((rule["x0"] + rule["x1"]) / 2 - line.centre) < 1.5 * MM
        if centred and 0 < rule["top"] - line.base < 9:
            return low <= (rule["x1"] - rule["x0"]) / (line.x1 - line.x0) <= high
    return False


def _after_header(report):
    return report.body(0)[(_party_header_end if report.is_party else _header_end)(report) + 1 :]


def title_rules(report):
    lines, bounds = _after_header(report), report.bounds
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
        yield "no rule under the subject", not (subject and _rule_under(report, subject[-1], 0, 2)), report.rules(0)
        yield "subject begins lower case", subject and subject[0].text.startswith(("về ", "họp ", "kiểm ", "đề nghị ")), subject
    else:
        yield "rule under the subject", bool(subject) and _rule_under(report, subject[-1], 0.32, 0.51), report.rules(0)
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


def _body(report):
    """(page, line) of the running text: from the opening «Thực hiện …» up to the recipients."""
    outside = {at: report.outside_tables(at) for at in report.main}
    lines = [(at, line) for at in report.main for line in (report.body(at) if at else _after_header(report))
             if line in outside[at]]
    texts = [line.text for _, line in lines]
    start = next((place for place, text in enumerate(texts) if OPENING.match(text)), 0)
    end = next((place for place, text in enumerate(texts) if "Nơi nhận:" in text or SEVERAL_SIGN.match(text)), len(lines))
    return [(at, line) for at, line in lines[start:end] if not _is_title(line)]


def _is_title(line):
    """A bold line in capitals that begins far from the margin: «QUYẾT ĐỊNH:»."""
    return line.x0 > 60 * MM and line.text.isupper() and line.all_in(bold=True)


def body_rules(report):
    body = _body(report)
    right = report.pages[0].width - 15 * MM
    sizes = Counter(size for _, line in body for size in line.sizes)
    common = sizes.most_common(1)[0]
    low, high = report.bounds.body
    yield "body 13-14 pt, one size", low <= common[0] <= high and common[1] >= 0.9 * sum(sizes.values()), sizes
    indents = [(line.x0 / MM - 30) for _, line in body if line.x0 / MM - 30 > 3]
    good = [x for x in indents if any(abs(x - mm) <= off for mm, off in report.bounds.indents_mm)]
    yield "indent 10 or 12.7 mm", len(good) >= 0.9 * len(indents), [round(x, 1) for x in indents]
    pairs = [(a, b) for (p, a), (q, b) in pairwise(body) if p == q]
    inside = [(a, b) for a, b in pairs if b.x0 / MM - 30 < 3]
    full = [a for a, _ in inside if abs(a.x1 - right) <= 1.5 * MM]
    yield "lines reach the right margin", len(full) >= 0.94 * len(inside), [a.text for a, _ in inside if a not in full]
    pitches = [b.base - a.base for a, b in inside]
    unit, (low, high) = 1 if report.is_party else common[0], report.bounds.pitch_pt
    yield "line spacing single to 1.5", all(low - 0.05 <= p / unit <= high + 0.05 for p in pitches), pitches
    single = min(pitches, default=1.15 * common[0])
    gaps = [(b.base - a.base) - single for a, b in pairs if b.x0 / MM - 30 > 3]
    yield "6 pt between paragraphs", all(gap >= 5.8 for gap in gaps), gaps
    headings = [line for _, line in body if re.match(report.bounds.heading, line.text)]
    yield "headings bold upper case", all(
        line.all_in(bold=True) and line.text.isupper() for line in headings
    ), [line.text for line in headings]
    yield "no heading at the end of a page", not any(
        a.all_in(bold=True) and p != q and not report.has_table_under(p, a) for (p, a), (q, _) in pairwise(body)
    ), "heading"
    ended = body[-1][1].text.endswith(report.bounds.ends) and (not report.is_party or "/." not in body[-1][1].text)
    yield "text ends ./.", ended, body[-1][1].text
    if "BÁO CÁO" in report.text:
        yield "headings of the layout", bool(headings), "no heading"
    for line in (line for _, line in body if re.match(r"(- )?Căn cứ ", line.text)):
        yield "Căn cứ italic, in the Party layout upright", line.all_in(italic=not report.is_party), line.text
    for line in (line for _, line in body if re.match(r"Điều \d+\.", line.text)):
        yield "Điều bold", "Bold" in line.chars[0]["fontname"], line.text


def signature_rules(report):
    several = next(((at, line) for at in report.main for line in report.body(at) if SEVERAL_SIGN.match(line.text)), None)
    if several:
        yield from _several_signatures(report, *several)
        return
    at = next((at for at in report.main if any("Nơi nhận:" in line.text for line in report.body(at))), None)
    yield "recipients and signature", at is not None, "none"
    if at is None:
        return
    page, lines = report.pages[at], report.body(at)
    start = next(i for i, line in enumerate(lines) if "Nơi nhận:" in line.text)
    chars = [char for line in lines[start:] for char in line.chars]
    middle = 30 * MM + 82.5 * MM
    left = lines_of([char for char in chars if char["x0"] < middle - 1])
    right = lines_of([char for char in chars if char["x0"] >= middle - 1])
    first, name = right[0], right[-1]
    bounds, position = report.bounds, right[-2]
    bold = first.text.isupper() and (first.all_in(bold=True) or report.is_party and first is position)
    yield "authority or office bold, upper case", bold, first.text
    sized = all(line.sized(max(13, bounds.body[0]), 14) for line in right)
    weights = name.all_in(bold=True) and position.all_in(bold=not report.is_party)
    yield "signature lines 13-14", sized and weights, [(line.text, line.sizes) for line in right]
    titled = len(right) == 2 or first.text.startswith(bounds.authorities)
    yield "authority words", titled, first.text
    yield "name centred under the office", abs(name.centre - right[-2].centre) < 3 * MM, name.centre - first.centre
    room = (name.top - right[-2].base) / MM
    yield "20-60 mm for the signature", 20 <= room <= 60, room
    yield "text above the signature", start >= 2, start
    yield "Nơi nhận level with the signature", abs(left[0].base - first.base) < 4, left[0].base - first.base
    yield from _recipient_rules(report, page, left)
    if any(line.text.startswith("Kính gửi") for line in report.body(0)):
        yield "first is Như trên", left[1].text[:-1] == "- Như trên", left[1].text
    if any(line.text == "QUYẾT ĐỊNH" for line in report.body(0)[:12]):
        yield "first is the last article", bool(re.match(r"- Như Điều \d", left[1].text)), left[1].text
    yield "signature in the text area", page.width - max(line.x1 for line in right) >= 15 * MM - 1, name.x1


def _several_signatures(report, at, head):
    """Offices side by side, each with its name underneath; minutes end with their recipients, other papers with nothing."""
    page, lines, bounds = report.pages[at], report.body(at), report.bounds
    start = lines.index(head)
    end = next((i for i, line in enumerate(lines) if line.text == "Nơi nhận:"), len(lines))
    signed = [line for line in lines[start:end] if not line.all_in(italic=True)]
    offices = [line for line in signed if line.text.isupper()]
    names = [line for line in signed if not line.text.isupper()]
    yield "offices of those who sign", all(x.all_in(bold=not report.is_party) for x in offices), [x.text for x in offices]
    yield "names bold", all(line.all_in(bold=True) for line in names), [line.text for line in names]
    yield "signature lines 13-14", all(x.sized(max(13, bounds.body[0]), 14) for x in lines[start:end]), head.sizes
    rooms = [(name.top - max(x.base for x in lines[start:end] if x.base < name.top)) / MM for name in names]
    yield "20-60 mm for the signature", all(20 <= room <= 60 for room in rooms), rooms
    yield "text above the signature", start >= 2, start
    yield "recipients under minutes alone", (end < len(lines)) == (not report.has_place), [x.text for x in lines[end:]]
    if end < len(lines):
        yield from _recipient_rules(report, page, lines[end:])


def _recipient_rules(report, page, left):
    """«Nơi nhận:» and the list beneath it, the lines of the left column from there on."""
    bounds = report.bounds
    word, listed = left[0], [line for line in left[1:] if not CHECK_LINE.match(line.text)]
    head = bounds.recipients_head
    styled = word.all_in() and _is_underlined(page, word) if report.is_party else word.all_in(bold=True, italic=True)
    yield "Nơi nhận 12 bold italic", word.sized(head, head) and styled, word.text
    small = bounds.recipients
    yield "recipients 11 pt", all(x.sized(small, small) and x.all_in() for x in listed), [x.sizes for x in listed]
    yield "recipients at the margin", all(abs(line.x0 / MM - 30) < 0.6 for line in listed), [x.x0 for x in listed]
    ends = [line.text[-1] for line in listed if line.text != listed[-1].text]
    yield "recipients end ; ; .", len(set(ends)) < 2 and set(ends) <= set(bounds.joins), ends
    yield "last recipient ends .", listed[-1].text.endswith("."), listed[-1].text
    yield "last is Lưu", bool(re.match(bounds.archive, listed[-1].text)), listed[-1].text


def _is_underlined(page, line):
    drawn = [*page.rects, *page.lines]
    return any(-1 < mark["top"] - line.base < 3.5 and abs(mark["x1"] - mark["x0"] - (line.x1 - line.x0)) < 3
               for mark in drawn)


def annex_rules(report):
    many = len(report.annexes) > 1
    main_text = " ".join(line.text for at in report.main for line in report.body(at))
    for place, group in enumerate(report.annexes):
        lines = report.body(group[0])
        word = lines[0]
        numeral = f" {('I', 'II', 'III', 'IV', 'V')[place]}" if many else ""
        yield "Phụ lục 14 bold centred", word.sized(14, 14) and word.all_in(bold=True), word.sizes
        yield "annex numeral", word.text == f"Phụ lục{numeral}", word.text
        yield "annex title", lines[1].text.isupper() and lines[1].all_in(bold=True), lines[1].text
        attached = next((line for line in lines[:8] if line.text.startswith("(Kèm theo")), None)
        yield "Kèm theo italic", attached is not None and attached.all_in(italic=True), lines[2].text
        yield "annex named in the text", word.text in main_text or not report.main, word.text
        heads = [report.pages[at].extract_table() for at in group]
        with_table = [table[0] for table in heads if table]
        yield "table head repeats", all(head == with_table[0] for head in with_table), with_table
        small = {size for at in group for line in report.body(at) for size in line.sizes}
        yield "table text 10-14 pt", all(9.95 <= size <= 14.05 for size in small), small


def words(report):
    yield "no template leftovers", not LEFTOVERS.search(report.text), LEFTOVERS.findall(report.text)
    yield "decimal comma", not re.search(r"\d\.\d{1,2}\s?%", report.text), "point"
    dates = re.findall(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", report.text)
    bad = [d for d in dates if len(d[0]) < 2 or (int(d[1]) < 3 and len(d[1]) < 2)]
    yield "zeros in dates", not bad, bad
