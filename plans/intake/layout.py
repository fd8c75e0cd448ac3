"""From parts of a document to blocks: page furniture taken out, broken lines joined, list marks and levels read.

`Page` is the clean text a person is shown; every block is a piece of it, so a span in a block is a span in the text.
"""

import re
from dataclasses import dataclass, field

from core.text import clean_text
from plans.intake.encodings import to_unicode
from plans.intake.text import plain, squeeze

PART, ROMAN, ARABIC, SECOND, THIRD, LETTER, DASH, PLUS, NONE = range(-1, 8)

_MARKS = (
    (PART, re.compile(r"[A-HĐ]\s*[.)-]\s+(?=[^a-zà-ỹ]{6})")),
    (
        ROMAN,
        re.compile(
            r"(?:(?:[Pp]hần|PHẦN|[Mm]ục|MỤC|[Cc]hương|CHƯƠNG)\s+)?[IVX]{1,5}(?:\s*[.):]+|/(?!v)|\s*[-–](?=\s))\s*-?\s*"
        ),
    ),
    (ROMAN, re.compile(r"(?:[Pp]hần|PHẦN)\s+(?:thứ\s+)?(?:nhất|hai|ba|tư|năm|THỨ \w+)\b[.:]?\s*")),
    (THIRD, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s+")),
    (SECOND, re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s+")),
    (ROMAN, re.compile(r"(?:Điều|ĐIỀU)\s+\d{1,2}\s*[.:]\s*")),
    (ARABIC, re.compile(r"\d{1,2}\s*(?:[.)]|/-?|-)\s*(?!\d)")),
    (LETTER, re.compile(r"[a-zđ]\s*[.)](?:\s+|$)")),
    (DASH, re.compile(r"[-–—•*●▪■◦○]\s*(?![\d–-])|[-–—•●▪]\s+")),
    (PLUS, re.compile(r"\+\s*")),
)
_FURNITURE = re.compile(
    r"\s*(?:(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?|-\s*\d{1,3}\s*-|https?://\S+.*|www\.\S+.*|"
    r".*người ký\s*:.*\d\d:\d\d.*|ký bởi\s*:.*|xuất bản thông tin.*)\s*",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_=*~.\s|]{3,}|[*|]")
_ENDS_SENTENCE = re.compile(r"[.;:!?…”\"»)/]\s*$")
_ENDS_LINE = re.compile(r"(?:\./\.|[.;:!?])[”\")»]?\s*$")
_STARTS = re.compile(  # words that no name holds: with a capital they begin a sentence
    r"(?:Là|Có|Được|Giao(?! thông)|Đề nghị|Yêu cầu|Đối với|Mỗi|Những|Trong|Ngoài|Định kỳ|H[ằà]ng năm|Chọn|Lựa chọn"
    r"|Phấn đấu)\s"
)
_HEAD_CELL = re.compile(r"(?:^|; )(?:stt|tt|so tt)\b|\b(?:linh vuc|don vi|co quan|noi dung|phong trao)\b")
_LONGEST = 4_000  # characters of a paragraph; a longer one is no paragraph of a plan
_OPENS = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Xét đề nghị|Theo đề nghị|Kính gửi|"
    r"Nơi nhận|Tiếp theo|Nhân kỷ niệm|Nhằm|Số\s*:|V/v)"
)
_DECOR = re.compile(r"\*+|^#+\s*|(?<=\s)_+(?=\w)|\\(?=[-*.])")


@dataclass(frozen=True)
class Block:
    """One paragraph, list item or table of the text. `start` is its place in the text; rows are those of a table."""

    text: str
    start: int
    level: int = NONE
    marker: str = ""
    rows: tuple = ()
    path: tuple = field(default=(), repr=False)

    @property
    def end(self):
        return self.start + len(self.text)

    @property
    def body(self):
        """The words behind the list mark."""
        return self.text[len(self.marker) :]

    @property
    def body_start(self):
        return self.start + len(self.marker)


@dataclass(frozen=True)
class Page:
    """The clean text, its blocks, and the lines of the head as they stood (for two-column heads)."""

    text: str
    blocks: tuple
    lines: tuple


def page_of(parts):
    """The page of document parts (see core.documents): runs of paragraphs, between them tables and columns."""
    pieces, lines, run = [], [], []
    for part in (*parts, ("end",)):
        if part[0] in ("p", "w"):
            run.append(part)
        elif part[0] != "f":
            more, seen = _pieces_of_run(run)
            pieces, lines, run = pieces + more, lines + seen, []
            if part[0] == "t":
                rows = tuple(tuple(to_unicode(cell) for cell in row) for row in part[1])
                pieces, lines = pieces + _pieces_of_table(rows), lines + _lines_of_table(rows)
            elif part[0] == "c":
                sides = [line for side in part[1:] for line in [*to_unicode(side).split("\n"), "|"]]
                pieces, lines = pieces + [(line, ()) for line in sides if line != "|"], lines + sides
    return _page(pieces, lines)


def _pieces_of_run(run):
    """(pieces, lines) of paragraphs that follow one another, each alone unless they are lines of a broken text."""
    if not run:
        return [], []
    between = "\n" if len(run) == 1 or _is_broken(run) else "\n\n"
    pieces, lines = _of_lines(to_unicode(between.join(part[1] for part in run)))
    return pieces, [line for line in lines if line.strip() or between == "\n"]


def _is_broken(run):
    """Whether the paragraphs of a file are lines: often the next one goes on, in lower case, with an unfinished one."""
    texts = [part[1].strip() for part in run if part[0] == "p" and part[1].strip()]
    ends = [(a, b) for a, b in zip(texts, texts[1:], strict=False) if len(a) > 45 and "\n" not in a]
    cut = sum(b[:1].islower() and not _ENDS_SENTENCE.search(a) for a, b in ends)
    return len(ends) > 8 and cut > 0.15 * len(ends)


def _of_lines(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    pieces, waiting = [], []
    for run, rows in _runs(lines):
        if rows:
            pieces += [(piece, ()) for piece in _paragraphs(waiting)] + [("", rows)]
            waiting = []
        else:
            waiting += run
    pieces += [(piece, ()) for piece in _paragraphs(waiting)]
    return pieces, [line for line in lines if not _is_furniture(line)]


def _runs(lines):
    """Lines apart from tables written with «|» or tabs: (lines, ()) or ([], rows)."""
    at, plain_from = 0, 0
    while at < len(lines):
        rows, end = _table_at(lines, at)
        if rows:
            yield lines[plain_from:at], ()
            yield [], rows
            at = plain_from = end
        else:
            at += 1
    yield lines[plain_from:], ()


def _table_at(lines, at):
    """(rows, end) of a table that begins at line `at`: three rows of as many cells, the first a head."""
    for mark in ("|", "\t"):
        rows, end, cells = [], at, 0
        while end < len(lines) and len(rows) < 500:
            row = _cells(lines[end], mark)
            if row and all(re.fullmatch(r":?-{2,}:?|", cell) for cell in row):
                end += 1
                continue
            if not lines[end].strip() and rows and end + 1 < len(lines) and len(_cells(lines[end + 1], mark)) == cells:
                end += 1
                continue
            if len(row) < 3 or (cells and len(row) != cells):
                break
            cells = len(row)
            rows.append(row)
            end += 1
        if len(rows) >= 3 and _HEAD_CELL.search(plain(" ; ".join(rows[0]))):
            return tuple(rows), end
    return (), at


def _cells(line, mark):
    return (
        tuple(
            squeeze(cell)
            for cell in line.strip(" ").strip("|" if mark == "|" and line.strip().startswith("|") else " ").split(mark)
        )
        if mark in line
        else ()
    )


def _page(pieces, lines):
    blocks, at, shown = [], 0, []
    stack = []
    for piece, rows in pieces:
        text = _row_text(rows) if rows else squeeze(clean_text(piece))
        if not text:
            continue
        if not rows and len(text) > _LONGEST:
            text = text[:_LONGEST]
        level, marker = (NONE, "") if rows else _mark(text)
        if level != NONE:
            stack = [block for block in stack if block.level < level]
        block = Block(text, at, level, marker, rows, tuple(stack))
        if level != NONE:
            stack.append(block)
        blocks.append(block)
        shown.append(text)
        at += len(text) + 2
    return Page("\n\n".join(shown), tuple(blocks), tuple(lines))


def _mark(text):
    for level, pattern in _MARKS:
        if found := pattern.match(text):
            return level, found[0]
    return NONE, ""


# --- lines ------------------------------------------------------------------------------------------------------


def _is_furniture(line):
    return bool(line.strip() and _FURNITURE.fullmatch(line))


def _paragraphs(lines):
    """Whole paragraphs of broken lines: a line goes on when the next is no item, no heading and the words run on."""
    paragraphs, gap, last = [], True, ""
    width = _width(lines)
    spaced = sum(not line.strip() for line in lines) >= 0.15 * len(lines)
    for raw in lines:
        if raw == "\f":
            continue
        line = squeeze(_DECOR.sub("", clean_text(raw.replace("\f", " "))))
        if not line or _is_furniture(line) or (_RULE.fullmatch(line) and line not in "-–"):
            gap = True
            continue
        before = paragraphs[-1] if paragraphs else ""
        cut = _cut(before, last, line, width) if before and not gap else None
        if before and (cut if cut is not None else _goes_on(before, line, gap, spaced)):
            paragraphs[-1] += ("" if _is_cut_symbol(before, line) else " ") + line
        else:
            paragraphs.append(line)
        gap, last = False, line
    return paragraphs


def _width(lines):
    """Letters of a full line of text that was wrapped at one width; 0 when most lines are paragraphs."""
    lengths = sorted(len(squeeze(line)) for line in lines if line.strip())
    width = lengths[len(lengths) * 97 // 100] if lengths else 0
    full = sum(length >= 0.85 * width for length in lengths)
    return width if 50 <= width <= 140 and full >= 0.35 * len(lengths) and len(lengths) > 5 else 0


def _cut(before, last, line, width):
    """Whether a wrapped line goes on: it does when the next word had no room in it. None when that cannot be said."""
    if not width or len(before) > _LONGEST:
        return None
    with_next = len(last) + 1 + len(line.split()[0])
    if with_next <= (width if _mark(before)[0] < DASH else 0.97 * width):
        ends = not line[:1].islower() and (with_next <= 0.94 * width or _mark(before)[0] < DASH)
        return False if ends and not last.endswith(",") else None
    if _STARTS.match(line) and not _has_open(before):
        return False
    if _ENDS_LINE.search(last):
        return None
    if last.endswith(",") or _has_open(before):
        return True
    if _is_heading(last) or _is_heading(line) or _OPENS.match(line):
        return None
    level = _mark(line)[0]
    return True if level == NONE or level in (DASH, PLUS) and _is_lower_item(line) else None


def _is_lower_item(line):
    """«- kinh doanh» at the head of a line may be the end of «sản xuất - kinh doanh»."""
    return bool(re.match(r"[-–]\s+[^\W\d_]", line)) and line.lstrip("-– ")[:1].islower()


def _has_open(text):
    """Whether a quotation or a bracket is still open at the end of `text`."""
    recent = text[-200:]
    return recent.count("“") > recent.count("”") or recent.rfind("(") > recent.rfind(")")


def _is_cut_symbol(before, line):
    """«235-KH/» and «TU», «QĐ-» and «UBND»: a number that was cut at its stroke."""
    symbol = before.endswith(("/", "-")) and before[-2:-1].isalnum() and line[:1].isupper()
    return symbol and (before[-4:-1].isupper() or bool(re.search(r"\d\S*[/-]$", before)))


def _goes_on(before, line, gap, spaced):
    if len(before) > _LONGEST:
        return False
    before = before[-500:]
    if re.fullmatch(r"(?:[-–+•]|\d{1,2}[.)]|[a-zđ]\))", before):
        return True
    if _OPENS.match(line) and not before.endswith((",", "-", "–")):
        return False
    if (
        re.search(r"\d\s*[-–]?$", before)
        and re.match(r"[-–]?\s*(?:19|20)\d\d\b", line)
        and before[-1:] in "–-0123456789"
    ):
        return bool(re.search(r"(?:[-–]|\b(?:19|20)\d\d)$", before))
    is_item = _mark(line)[0] != NONE
    if gap:
        return not is_item and line[:1].islower() and not _is_heading(before) and not _ENDS_SENTENCE.search(before)
    if is_item or _is_heading(before) or _is_heading(line):
        return _is_heading(before) and _is_heading(line) and not is_item and _one_heading(before, line)
    if len(before) < 40 and line[:1].isupper():
        return False
    return spaced or not re.search(r"(?:\./\.|[.;:])$", before) or line[:1].islower()


def _is_heading(line):
    if len(line) > 400:
        return False
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _one_heading(before, line):
    return len(before) > 45 and not re.match(
        r"(?:ủy ban|uỷ ban|chủ tịch|giám đốc|trưởng ban|tm|t/m|kt)\b", line.lower()
    )


# --- tables -----------------------------------------------------------------------------------------------------


def _row_text(rows):
    return "\n".join(" | ".join(squeeze(clean_text(cell)) for cell in row) for row in rows)


def _is_letterhead(rows):
    flat = plain(" ".join(cell for row in rows for cell in row))
    return len(rows) <= 4 and bool(re.search(r"cong hoa xa hoi|dang cong san|noi nhan|^\s*so\s*:", flat))


def _lines_of_table(rows):
    if not _is_letterhead(rows):
        return []
    return [line for row in rows for cell in row for line in [*cell.split("\n"), "|"]]


def _pieces_of_table(rows):
    if _is_letterhead(rows):
        return [(line, ()) for row in rows for cell in row for line in cell.split("\n")]
    return [("", rows)]
