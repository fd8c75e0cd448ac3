"""A finished PDF as the judges of the layout read it: lines with sizes and places, drawn rules, annexes, bounds.

The bounds stand here a second time on purpose (Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW and
05-HD/VPTW), so that a wrong size in the rule set is found and not repeated.
"""

import io
import re
from dataclasses import dataclass
from itertools import pairwise

import pdfplumber
import pikepdf

MM = 72 / 25.4
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PARTY_HEADING = "ĐẢNG CỘNG SẢN VIỆT NAM"
OPENING = re.compile(
    r"Thực hiện|(- )?Căn cứ|Xét |.* trân trọng kính mời|Thời gian bắt đầu|Họ tên, chức vụ|Tên (tập thể|hộ)")
SEVERAL_SIGN = re.compile(r"XÁC NHẬN CỦA CẤP TRÌNH|THƯ KÝ|TRƯỞNG BAN")  # side by side, the recipients beneath
DATE_WORDS = r".+, ngày ?(0[1-9]|[12]\d|3[01])? ?tháng ?(01|02|[3-9]|1[012])? ?năm ?(\d{4})?"
CHECK_LINE = re.compile(r"Mã kiểm tra: \w{4}-\w{4}$|\S+/kiem-tra/$")  # the code of the check page, no component


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
