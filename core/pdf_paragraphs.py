"""Lines of a PDF joined into paragraphs by where they stand: indent, right edge, gap, list marks, page furniture."""
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from core.pdf_pages import Line

NARROW_GAP = 0.6  # of the letter size: wider than between words
MARK = re.compile(r"(?:[-–—•+*●▪■◦○]|\d{1,2}(?:\.\d{1,2}){0,2}[.)]?|[IVX]{1,5}[.)]?|[a-zđ][.)])$")
_ITEM = re.compile(
    r"(?:[•●▪■◦○+]|[-–—*](?!\s*(?:19|20)\d\d\b)\s*(?=\D)|\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s|[IVX]{1,5}\s*[.)]\s|[a-zđ]\s?[.)]\s"
    r"|(?:Điều|Phần|Mục|Chương|PHẦN|ĐIỀU|CHƯƠNG)\s+[\dIVX]+)"
)
_ENDS = re.compile(r"[.;:!?…]\s*[”\"»)]?$")
_PAGE_NUMBER = re.compile(r"(?:(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?|[-–]\s*\d{1,3}\s*[-–])$", re.IGNORECASE)
_CUT_SYMBOL = re.compile(r"(?:[A-ZĐ]{2,}|\d\S*\w)[-/]$")  # «235-KH/» and «TU», «QĐ-» and «UBND»
_OPENS = re.compile(r"(?:Kính gửi|Căn cứ|Thực hiện)\b")
_FREE_STOP = re.compile(r" (?=[,;](?:\s|$))")  # a footnote's mark stood there
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True)
class Setting:
    """How the lines of a document are set: right edge, whether it is straight, usual step between base lines."""

    left: float
    right: float
    justified: bool
    step: float
    indents: bool  # whether a paragraph begins further right than its other lines
    edges: frozenset  # whole points at which three lines or more begin


def setting_of(pages):
    """The setting of the lines of `pages` (lists of lines)."""
    lines = [line for page in pages for line in page if len(line.words) > 3]
    if not lines:
        return Setting(0, 0, False, 18, False, frozenset())
    rights = sorted(line.right for line in lines)
    right = rights[int(len(rights) * 0.97) - 1] if len(rights) > 30 else rights[-1]
    straight = sum(abs(line.right - right) <= 2.5 for line in lines)
    steps = sorted(b.y - a.y for page in pages for a, b in zip(page, page[1:], strict=False)
                   if a.right >= right - 2 * a.height and 0 < b.y - a.y < 3 * a.height)
    lefts = Counter(round(line.left) for line in lines)
    step = steps[len(steps) // 5] if steps else 1.3 * lines[0].height
    left = min(place for place, times in lefts.items() if times >= min(3, 0.08 * len(lines)))
    return Setting(left, right, straight > 0.4 * len(lines), step, _indents(pages, right),
                   frozenset(place for place, times in lefts.items() if times > 2))


def _indents(pages, right):
    """Whether lines behind a full line more often begin further left than it than at the same place inside."""
    pairs = [(a.left - b.left) / a.height for page in pages for a, b in zip(page, page[1:], strict=False)
             if a.right >= right - 2 * a.height]
    return sum(1 < move < 6 for move in pairs) > 0.1 * len(pairs)


def without_furniture(pages, grids):
    """The lines of each page without page numbers and without heads and feet that come again on other pages.

    `grids` are the ruled tables of each page: what stands in them stays.
    """
    repeated = Counter()
    for page in pages:
        repeated.update({_key(line) for line in (*page.lines[:2], *page.lines[-2:]) if not _is_number(line)})
    often = {key for key, times in repeated.items() if times >= 3 and times >= 0.4 * len(pages)}
    return [_body_of(page, often, held) for page, held in zip(pages, grids, strict=True)]


def _body_of(page, often, grids):
    lines = list(page.lines)
    size = Counter(round(line.height) for line in lines).most_common(1)[0][0] if lines else 0
    for place in (0, -1):
        for _ in range(2):
            line = lines[place] if len(lines) > 1 else None
            if line is None or any(grid.holds(line.words[0]) for grid in grids):
                break
            if _is_number(line) or _key(line) in often or _is_small_foot(line, page, size):
                del lines[place]
    return lines[: _footnotes_from(lines, page, size)]


def _is_small_foot(line, page, size):
    return line.height <= 0.8 * size and line.y > 0.93 * page.height


def _is_number(line):
    return bool(_PAGE_NUMBER.fullmatch(line.text.strip()))


def _key(line):
    return _FIGURES.sub("#", line.text), round(line.y / 4)


def _footnotes_from(lines, page, size):
    """Where small lines at the foot of a page begin, when the first of them is marked with a figure."""
    at = len(lines)
    while at and lines[at - 1].height <= 0.87 * size and lines[at - 1].y > 0.5 * page.height:
        at -= 1
    is_note = at < len(lines) and re.match(r"\[?\(?[\d*]", lines[at].text) and at > 3
    return at if is_note else len(lines)


# --- columns ----------------------------------------------------------------------------------------------------


def blocks_of(lines, width):
    """[("columns", left lines, right lines) or ("lines", lines)]: heads and signatures stand in two columns."""
    blocks, at, waiting = [], 0, []
    while at < len(lines):
        first, last, sides = _columns_at(lines, at, width)
        if sides and first >= at:
            blocks += [("lines", waiting + lines[at:first]), ("columns", *sides)]
            at, waiting = last, []
        else:
            waiting.append(lines[at])
            at += 1
    return [block for block in [*blocks, ("lines", waiting)] if block[1]]


def _columns_at(lines, at, width):
    """(from, to, (left, right)) of two columns that begin at line `at`; sides is None when there are none."""
    split = next((n for n in range(at, min(at + 3, len(lines))) if _two_sides(lines[n], width)), None)
    if split is None:
        return at, at, None
    near = at and lines[at].y - lines[at - 1].y < 1.6 * lines[at].height
    if split > at and (near or lines[at].text[:1].islower()):
        return at, at, None
    left, right = _two_sides(lines[split], width)
    gutter = (left.right, right.left)
    if not all(_side(line, gutter, width) for line in lines[at:split]):
        return at, at, None
    sides, last = ([], []), at
    for n in range(at, len(lines)):
        if n > at and _OPENS.match(lines[n].text) or n > at and lines[n].y - lines[n - 1].y > 6 * lines[n].height:
            break
        placed = _side(lines[n], gutter, width)
        if not placed:
            break
        for side, piece in placed:
            sides[side].append(piece)
        gutter = (max([gutter[0], *(piece.right for side, piece in placed if side == 0)]),
                  min([gutter[1], *(piece.left for side, piece in placed if side == 1)]))
        last = n + 1
    is_wordy = sum(len(line.text) for line in sides[1]) >= 8 * len(sides[1]) > 0
    return (at, last, sides) if last - at >= 2 and is_wordy else (at, at, None)


def _two_sides(line, width):
    """The two pieces of a line that leaves the middle of the page free, None otherwise."""
    pieces = line.segments()
    if not 2 <= len(pieces) <= 4 or MARK.match(pieces[0].text):
        return None
    middle = width / 2 + 10
    gaps = [(b.left - a.right, n + 1) for n, (a, b) in enumerate(zip(pieces, pieces[1:], strict=False))
            if _center(a) < middle < _center(b)]
    if not gaps:
        return None
    left, right = (Line(tuple(word for piece in some for word in piece.words))
                   for some in (pieces[: gaps[0][1]], pieces[gaps[0][1] :]))
    return left, right


def _side(line, gutter, width):
    """[(0 or 1, piece)] when the line stands on one side of the gutter, or on both; [] when it crosses it."""
    if both := _two_sides(line, width) or _parted_at(line, gutter):
        left, right = both
        return [(0, left), (1, right)] if left.right < gutter[1] and right.left > gutter[0] else []
    if len(line.segments()) > 1:
        return []
    if line.right < gutter[1] - 2 and _center(line) < 0.46 * width:
        return [(0, line)]
    return [(1, line)] if line.left > gutter[0] + 2 and _center(line) > 0.56 * width else []


def _parted_at(line, gutter):
    """The two pieces of a line that leaves a gap, though a narrow one, where the lines beside it leave theirs."""
    for n, (before, word) in enumerate(zip(line.words, line.words[1:], strict=False)):
        free = word.left - before.right
        if free >= NARROW_GAP * line.height and before.right < gutter[1] and word.left > gutter[0]:
            return Line(line.words[: n + 1]), Line(line.words[n + 1 :])
    return None


def _center(line):
    return (line.left + line.right) / 2


# --- paragraphs -------------------------------------------------------------------------------------------------


def paragraphs_of(lines, setting, breaks=()):
    """Paragraph texts of `lines`; `breaks` are the indexes at which a new page begins."""
    paragraphs, held = [], []
    for n, line in enumerate(lines):
        if held and not _runs_on(held, line, setting, n in breaks):
            paragraphs.append(text_of(held))
            held = []
        held.append(line)
    return [*paragraphs, text_of(held)] if held else paragraphs


def text_of(lines):
    """One text of the lines of a paragraph."""
    return joined(lines, " ")


def joined(lines, between):
    """The lines with `between` among them, none where the symbol of a document was cut («235-KH/» and «TU»)."""
    text = lines[0].text if lines else ""
    for line in lines[1:]:
        text += ("" if _CUT_SYMBOL.search(text) and line.text[:1].isupper() else between) + line.text
    return _FREE_STOP.sub("", unicodedata.normalize("NFC", text))


def _runs_on(held, line, setting, new_page):
    """Whether `line` goes on with the paragraph of the lines `held`."""
    before, text = held[-1], line.text
    if len(before.segments()) > 2 or len(line.segments()) > 2:
        return False
    gap = line.y - before.y
    if not new_page and (gap > 1.18 * setting.step or abs(line.height - before.height) > 0.1 * before.height):
        return False
    if _open_quote(held) and not _ITEM.match(text):
        return True
    if _is_centered(before, setting) or _is_centered(line, setting):
        both = _is_centered(line, setting) and (_is_centered(before, setting) or _is_full(before, line, setting))
        begins = text[:1].isupper() and not _fills_centered(before, line, setting)
        ended = begins or _ITEM.match(text) or _ENDS.search(before.text)
        return both and before.bold == line.bold and not ended
    if not _is_full(before, line, setting):
        return new_page and text[:1].islower() and not _ENDS.search(before.text) and before.right > setting.left + 60
    indented = line.left > _body_left(held) + 0.5 * line.height or (
        setting.indents and line.left > setting.left + line.height and not _hangs(held, line)
        and line.left > held[0].left - 3)
    if indented:
        return text[:1].islower() and not _ENDS.search(before.text)
    if len(held) > 1 and line.left < before.left - 0.5 * line.height:
        return not _ITEM.match(text) and not _ENDS.search(before.text)
    if before.bold and not line.bold and not text[:1].islower():
        return False
    if _hangs(held, line):
        return True
    if _ITEM.match(text):
        return _is_first_indented(held, line) and not _ENDS.search(before.text)
    return bool(setting.justified or not _ENDS.search(before.text) or text[:1].islower()) and not (
        new_page and _ENDS.search(before.text) and not _is_first_indented_style(held))


def _open_quote(held):
    text = " ".join(line.text for line in held[-4:])
    return text.count("“") > text.count("”") and len(held) < 8


def _is_centered(line, setting):
    middle = (setting.left + setting.right) / 2
    inside = line.left - setting.left > 25 and setting.right - line.right > 25
    return inside and abs(_center(line) - middle) < 6 and round(line.left) not in setting.edges


def _fills_centered(before, line, setting):
    """Whether a title had no room left for the first word of `line`, a name («tỉnh Khánh» and «Hòa»)."""
    first = line.words[0]
    needed = before.right - before.left + 0.25 * before.height + first.right - first.left
    return needed > setting.right - setting.left - 2.5


def _is_full(before, line, setting):
    """Whether the first word of `line` would not have found room behind `before`."""
    if setting.justified and before.right >= setting.right - 2.5:
        return True
    first = line.words[0]
    return before.right + 0.25 * before.height + (first.right - first.left) > setting.right - (
        2.5 if setting.justified else 0.7 * line.height)


def _body_left(held):
    """Where the lines of a paragraph begin: its second line, or the words behind a list mark, else its first."""
    if len(held) > 1:
        return held[-1].left
    first = held[0]
    if len(first.words) > 1 and MARK.match(first.words[0].text):
        return first.words[1].left
    return first.left


def _hangs(held, line):
    """«1.  Text» and below it, where the text began, the next line."""
    first = held[0]
    is_item = len(first.words) > 1 and MARK.match(first.words[0].text)
    return bool(is_item and abs(line.left - first.words[1].left) < 3 and line.left > first.left + 3)


def _is_first_indented(held, line):
    """Whether the paragraph began further right than `line`: its continuation stands at the margin."""
    return held[0].left > line.left + 0.5 * line.height


def _is_first_indented_style(held):
    return len(held) > 1 and held[0].left > held[1].left + 5
