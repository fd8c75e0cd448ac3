"""How an official document is laid out: every size once, dated, with the clause that sets it.

A rule set is a row of data, because the rules change: the Party's did in 2018 and 2026. Templates and style sheets
hold no size; they read the CSS variables of `css_variables`.
"""

from dataclasses import dataclass
from datetime import date

STATE, PARTY = "state", "party"
PAGE_SHORT_MM, PAGE_LONG_MM = 210.0, 297.0
PORTRAIT_COLUMNS_AT_MOST = 8


@dataclass(frozen=True)
class Size:
    """One size: what we use, what the rule allows (inclusive), and the clause."""

    value: float
    low: float
    high: float
    unit: str
    source: str

    @property
    def css(self):
        return f"{self.value:g}{self.unit}"


@dataclass(frozen=True)
class DocumentStyle:
    """One rule set, valid from a day until a day (inclusive; None: still in force)."""

    code: str
    layout: str
    legal_text: str
    valid_from: date
    valid_to: date | None
    checked: str
    sizes: dict[str, Size]
    words: dict[str, str]

    def __getitem__(self, name):
        return self.sizes[name].value

    def is_valid_on(self, day):
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


OURS = "lựa chọn của phần mềm; văn bản quy định không nêu"


def _state(clause):
    return f"Nghị định 30/2020/NĐ-CP, Phụ lục I, {clause}"


def _pt(value, low, high, source):
    return Size(value, low, high, "pt", source)


def _mm(value, low, high, source):
    return Size(value, low, high, "mm", source)


def _ratio(value, low, high, source):
    return Size(value, low, high, "%", source)


_MARGINS = _state("Phần I, mục I.3")
_PAGE_NUMBER = _state("Phần I, mục I.7")
_NATION = _state("Phần I, mục II.1")
_ISSUER = _state("Phần I, mục II.2")
_NUMBER = _state("Phần I, mục II.3")
_PLACE = _state("Phần I, mục II.4")
_TITLE = _state("Phần I, mục II.5")
_BODY = _state("Phần I, mục II.6")
_SIGNER = _state("Phần I, mục II.7")
_RECIPIENTS = _state("Phần I, mục II.9")
_ANNEX = _state("Phần I, mục III.1")

ND30_SIZES = {
    "margin-top": _mm(20, 20, 25, _MARGINS),
    "margin-bottom": _mm(20, 20, 25, _MARGINS),
    "margin-left": _mm(30, 30, 35, _MARGINS),
    "margin-right": _mm(15, 15, 20, _MARGINS),
    "landscape-top": _mm(30, 30, 35, OURS + ": mép đóng gáy ở trên"),
    "landscape-right": _mm(20, 20, 25, OURS),
    "landscape-bottom": _mm(20, 15, 25, OURS),
    "landscape-left": _mm(20, 20, 25, OURS),
    "page-number": _pt(14, 13, 14, _PAGE_NUMBER),
    "heading-column": _mm(99, 97, 103, OURS + ": Quốc hiệu cỡ 13 dài 95,7 mm và phải nằm trên một dòng"),
    "nation": _pt(13, 12, 13, _NATION),
    "motto": _pt(14, 13, 14, _NATION),
    "rule": _pt(0.75, 0.5, 1, OURS),
    "rule-gap": _pt(2, 1, 4, OURS),
    "superior": _pt(13, 12, 13, _ISSUER),
    "issuer": _pt(13, 12, 13, _ISSUER),
    "issuer-rule": _ratio(40, 100 / 3, 50, _ISSUER + ": 1/3 đến 1/2 độ dài dòng chữ"),
    "number": _pt(13, 13, 13, _NUMBER),
    "place": _pt(14, 13, 14, _PLACE),
    "place-small": _pt(13, 13, 14, _PLACE),
    "blank-number": _mm(12, 8, 20, OURS + ": chỗ trống để văn thư ghi số"),
    "blank-place": _mm(25, 15, 35, OURS + ": chỗ trống để văn thư ghi địa danh"),
    "blank-day": _mm(9, 6, 15, OURS + ": chỗ trống để văn thư ghi ngày"),
    "title": _pt(14, 13, 14, _TITLE),
    "subject": _pt(14, 13, 14, _TITLE),
    "subject-rule": _ratio(40, 100 / 3, 50, _TITLE + ": 1/3 đến 1/2 độ dài dòng chữ"),
    "letter-subject": _pt(12, 12, 13, _TITLE + ": trích yếu công văn"),
    "addressee": _pt(14, 13, 14, _RECIPIENTS),
    "body": _pt(14, 13, 14, _BODY),
    "line": _pt(18, 14 * 1.15, 14 * 1.724, _BODY + ": cách dòng từ đơn đến 1,5 dòng"),
    "indent": _mm(12.7, 10, 12.7, _BODY + ": lùi 1 cm hoặc 1,27 cm"),
    "paragraph-gap": _pt(6, 6, 12, _BODY + ": tối thiểu 6pt"),
    "authority": _pt(14, 13, 14, _SIGNER),
    "signer": _pt(14, 13, 14, _SIGNER),
    "signature-space": _mm(32, 20, 60, OURS + ": chỗ cho chữ ký và dấu"),
    "recipients-head": _pt(12, 12, 12, _RECIPIENTS),
    "recipients": _pt(11, 11, 11, _RECIPIENTS),
    "annex-word": _pt(14, 14, 14, _ANNEX),
    "annex-title": _pt(14, 13, 14, _ANNEX),
    "annex-attached": _pt(14, 13, 14, _ANNEX),
    "table": _pt(12, 10, 14, OURS),
    "table-wide": _pt(11, 10, 14, OURS),
    "table-note": _pt(11, 10, 14, OURS),
    "sheet-sentence": _pt(13, 13, 14, OURS),
    "sheet": _pt(11, 10, 14, OURS),
    "sheet-line": _pt(13, 12, 18, OURS),
    "sheet-small": _pt(10, 10, 12, OURS),
    "sheet-small-line": _pt(12, 11.5, 18, OURS),
}

ND30_WORDS = {
    "number": "Số: ", "number-join": "/", "heading-join": ". ", "subheading-join": ". ", "end": "./.",
    "recipients-join": ";", "archive": "Lưu: VT", "submit-to": "Kính gửi", "letter-subject": "V/v ",
    "basis": "", "last-basis-ends": ".",
}  # fmt: skip

ND30_2020 = DocumentStyle(
    code="ND30-2020",
    layout=STATE,
    legal_text="Nghị định 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư",
    valid_from=date(2020, 3, 5),
    valid_to=None,
    checked="đối chiếu với Phụ lục I (mục I - V) và Phụ lục III kèm theo Nghị định",
    sizes=ND30_SIZES,
    words=ND30_WORDS,
)

_PARTY_SOURCE = "Hướng dẫn 36-HD/VPTW, giữ nguyên trong Hướng dẫn 05-HD/VPTW"
_UNCHECKED = "chưa đối chiếu với bản gốc; văn thư cấp ủy cần đọc lại trước khi dùng"


def _party(low, high, value=None):
    return Size(value or low, low, high, "pt", _PARTY_SOURCE)


# Only what differs from the State's sizes: both layouts are printed by the same partials.
PARTY_SIZES = ND30_SIZES | {
    "margin-top": _mm(20, 20, 20, _PARTY_SOURCE),
    "margin-bottom": _mm(20, 20, 20, _PARTY_SOURCE),
    "margin-right": _mm(15, 15, 15, _PARTY_SOURCE),
    "margin-left": _mm(30, 30, 30, _PARTY_SOURCE),
    "page-number": _party(14, 14),
    "heading-column": _mm(86, 82, 100, OURS + ": ĐẢNG CỘNG SẢN VIỆT NAM cỡ 15 dài 72,9 mm, dòng ngày tháng 80,7 mm"),
    "nation": _party(15, 15),
    "superior": _party(14, 14),
    "issuer": _party(14, 14),
    "number": _party(14, 14),
    "place": _party(14, 14),
    "place-small": _party(14, 14),
    "title": _party(15, 16, 16),
    "subject": _party(14, 15),
    "letter-subject": _party(12, 12),
    "addressee": _party(14, 14),
    "body": _party(14, 15),
    "line": _party(18, 22),
    "indent": _mm(10, 9, 11, _PARTY_SOURCE),
    "authority": _party(14, 14),
    "signer": _party(14, 14),
    "recipients-head": _party(14, 14),
    "recipients": _party(12, 12),
}
PARTY_WORDS_2018 = {
    "number": "Số ", "number-join": "-", "heading-join": "- ", "subheading-join": "- ", "end": ".",
    "recipients-join": ",", "archive": "Lưu Văn phòng", "submit-to": "Kính gửi", "letter-subject": "về việc ",
    "basis": "- ", "last-basis-ends": ",",
}  # fmt: skip
PARTY_WORDS_2026 = PARTY_WORDS_2018 | {"recipients-join": ";", "submit-to": "Kính trình"}

HD36_2018 = DocumentStyle(
    code="HD36-2018",
    layout=PARTY,
    legal_text="Hướng dẫn 36-HD/VPTW ngày 03/4/2018 của Văn phòng Trung ương Đảng",
    valid_from=date(2018, 4, 3),
    valid_to=date(2026, 5, 26),
    checked=_UNCHECKED,
    sizes=PARTY_SIZES,
    words=PARTY_WORDS_2018,
)
HD05_2026 = DocumentStyle(
    code="HD05-2026",
    layout=PARTY,
    legal_text="Hướng dẫn 05-HD/VPTW ngày 27/5/2026 của Văn phòng Trung ương Đảng",
    valid_from=date(2026, 5, 27),
    valid_to=None,
    checked=_UNCHECKED,
    sizes=PARTY_SIZES,
    words=PARTY_WORDS_2026,
)

STYLES = (ND30_2020, HD36_2018, HD05_2026)
PRINTABLE = (STATE, PARTY)  # layouts whose templates exist


def style_on(day, *, layout=STATE):
    """The rule set in force on a day; LookupError when the layout had none yet."""
    for style in STYLES:
        if style.layout == layout and style.is_valid_on(day):
            return style
    raise LookupError(f"Không có quy định trình bày «{layout}» có hiệu lực vào ngày {day:%d/%m/%Y}.")


def style_by_code(code):
    """The rule set a stored document names; LookupError when there is none."""
    for style in STYLES:
        if style.code == code:
            return style
    raise LookupError(f"Không có quy định trình bày mang mã «{code}».")


def text_width(style, *, landscape=False):
    """Width of the text area in millimetres."""
    if landscape:
        return PAGE_LONG_MM - style["landscape-left"] - style["landscape-right"]
    return PAGE_SHORT_MM - style["margin-left"] - style["margin-right"]


def header_columns(style):
    """(left, right) widths in millimetres of the two columns above the title; together the text width."""
    right = style["heading-column"]
    return text_width(style) - right, right


def is_landscape(column_count):
    """Whether a table of so many columns is turned on its side."""
    return column_count > PORTRAIT_COLUMNS_AT_MOST


def css_variables(style):
    """The style row as a `:root` rule: `--body: 14pt; …`, plus the two header columns."""
    left, right = header_columns(style)
    names = {name: size.css for name, size in style.sizes.items()}
    names |= {"column-left": f"{left:g}mm", "column-right": f"{right:g}mm"}
    return ":root { " + " ".join(f"--{name}: {value};" for name, value in names.items()) + " }\n"
