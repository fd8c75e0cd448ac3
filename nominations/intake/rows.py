"""What a row or a line of a list is: a record, a heading, a total, a note, a signature; and the headings that hold."""
import re
from dataclasses import dataclass

from nominations.intake.chars import clean_line, small
from nominations.intake.words import award_in, is_position, is_unit, kind_in

_TOTAL = re.compile(r"\(?\s*(?:tổng cộng|tổng số|tổng\s*:|cộng\s*[:(]|cộng$|cộng \d|tổng hợp|"
                    r"danh sách (?:này )?(?:gồm|có)|"
                    r"ấn định danh sách|tổng$|(?:có )?tất cả|gồm (?:có )?\d+|trong đó\s*:)")
_NOTE = re.compile(r"(?:ghi chú|lưu ý|chú thích|\(?kèm theo|\(ban hành|đơn vị tính|kính gửi|căn cứ|\*+\s|\(\*\)|"
                   r"hết\.?$|\./\.)")
_SIGNATURE = re.compile(
    r"(?:tm\.|kt\.|tl\.|tuq\.|q\. |t/m|k/t|tm |kt )|(?:người (?:lập|tổng hợp|kê khai)|lập (?:bảng|biểu)|nơi nhận|"
    r"xác nhận (?:của )?|ký tên|\(ký|\(đã ký|duyệt$|phê duyệt|thủ trưởng (?:cơ quan|đơn vị))|.{0,40}(?:ngày|"
    r",)\s*[\d….]*\s*"
    r"tháng\s*[\d….]*\s*năm\s*[\d….]*\s*$|(?:\w+ ){0,3}\w+, ngày \d{1,2}([/.-])\d{1,2}\1\d{4}\s*$|"
    r"(?:(?:phó )?(?:giám đốc|chủ tịch|hiệu trưởng|tổng giám đốc|bí thư|trưởng ban|trưởng phòng|chánh văn phòng|"
    r"viện trưởng|"
    r"cục trưởng|chỉ huy trưởng|chủ nhiệm|thủ trưởng|trưởng công an)"
    r"(?: (?:sở|công ty|trung tâm|bệnh viện|trường|xã|phường|huyện|đơn vị|cơ quan|hợp tác xã))?)$")
_MARK = re.compile(r"(?:(?P<part>(?i:phần|mục|khối|nhóm)\s+(?:thứ\s+)?(?:[IVXL]+|\d+|[A-ZĐ]|nhất|hai|"
                   r"ba)\b)\s*[.:)–-]*\s*|"
                   r"(?P<mark>[IVXL]{1,6}|[A-Za-zĐđ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/:–-]+\s*|"
                   r"(?P<bare>[IVXL]{1,6})\s+)(?=\S)")


@dataclass
class Section:
    """A heading and what it gives to the records under it."""

    style: str
    text: str
    kind: str | None = None
    award: str | None = None
    unit: str | None = None


def is_total(text):
    return bool(_TOTAL.match(small(text).lstrip("- ")))


def is_note(text):
    return bool(_NOTE.match(small(text)))


def is_signature(text):
    return any(_SIGNATURE.match(small(line)) for line in text.split("\n")[:3] if line.strip())


def section_of(text, mark=""):
    """The heading in a line («I. TẬP THỂ», «Cá nhân:», «B. BẰNG KHEN …», «Phòng Giáo dục»); None when it is none.

    `mark` is the number where it stands in a cell of its own.
    """
    line = clean_line(text).strip()
    style, words = (mark_style(mark), line) if mark else _mark_and_words(line)
    words = words.strip(" .:;-–*+•()")
    if not words or len(words) > 200 or is_total(words) or is_note(words):
        return None
    kind, award = kind_in(words), award_in(words)
    unit = _unit_in(words) if not award else None
    if unit and kind and not re.match(r"(?:tập thể|cá nhân)", small(words)):
        kind = None
    if not (style or kind or award or unit):
        return None
    if not style:
        style = "award" if award else "unit" if unit else "kind"
    return Section(style, f"{mark} {line}".strip() if mark else line, kind, award, unit)


def _mark_and_words(line):
    found = _MARK.match(line)
    if not found:
        return "", line
    return "part" if found["part"] else mark_style(found["mark"] or found["bare"]), line[found.end():]


def mark_style(mark):
    """roman, upper, lower, number for «II», «B.», «a)», «1.2»; "" for anything else."""
    mark = clean_line(mark).strip(" .:/-()")
    if re.fullmatch(r"[IVXL]+", mark):
        return "roman"
    if re.fullmatch(r"[A-ZĐ]", mark):
        return "upper"
    if re.fullmatch(r"[a-zđ]|[ivx]+", mark):
        return "lower"
    return "number" if re.fullmatch(r"\d+(?:\.\d+)*", mark) else ""


def _unit_in(words):
    words = re.sub(r"^(?:đơn vị|cơ quan|tập thể|các cá nhân|cá nhân)\s*(?:thuộc|của|:)?\s*[:\-–]?\s*", "", words,
                   flags=re.IGNORECASE) or words
    words = re.sub(r"\s*[(:]\s*\d+\s*(?:tập thể|cá nhân|người|đồng chí|đ/c|hộ).*$", "", words, flags=re.IGNORECASE)
    words = re.sub(r"\s*:$", "", words).strip(" .;:")
    generic = re.fullmatch(r"(?:các )?(?:đơn vị|cơ quan|sở, ban, ngành.*|xã, phường.*|tập thể|cá nhân|khối .*|cụm .*|"
                           r"hợp tác xã|doanh nghiệp|trường|thôn.{0,30}|tổ|nhóm|hội|đoàn)", small(words))
    return words if is_unit(words) and not generic and not is_position(words) else None


class Standing:
    """The headings above the present row, outermost first."""

    def __init__(self, sections=()):
        self.sections = list(sections)

    def enter(self, section):
        """Put the heading at its level: one of the same style ends that one and all below it."""
        styles = [held.style for held in self.sections]
        if section.style in styles:
            self.sections = self.sections[: styles.index(section.style)]
        elif section.style in ("kind", "award") and styles and section.kind:
            self.sections = [held for held in self.sections if not (held.kind and held.style != section.style
                                                                    and held.style in ("kind", "award"))]
        self.sections.append(section)

    def of(self, name):
        return next((value for held in reversed(self.sections) if (value := getattr(held, name))), None)
