"""The pages of a PDF as lines of words with their places, and the ruled edges drawn between them.

Runs in the child that opens sent files (see core.document_parts): no Django here.
Lengths are points, y grows downwards.
"""
import ctypes
import math
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as c

WORD_GAP, SEGMENT_GAP = 0.15, 1.5  # of the letter size: from here on a new word, a new segment of the line
SEGMENTS_OF_A_PATH, SHORTEST_EDGE = 8_000, 5  # a longer path is a picture; points
_NO_LETTERS = {0, 2, 10, 13, 0xFFFE, 0xFFFF}
_PATH = c.FPDF_PAGEOBJ_PATH


@dataclass(frozen=True)
class Word:
    """Letters that stand together; `y` is the base line, `height` the size of the letters."""

    text: str
    left: float
    right: float
    y: float
    height: float
    bold: bool = False


@dataclass(frozen=True)
class Line:
    """Words on one base line, from left to right."""

    words: tuple

    @property
    def left(self):
        return self.words[0].left

    @property
    def right(self):
        return self.words[-1].right

    @property
    def y(self):
        return self.words[0].y

    @property
    def height(self):
        return max(word.height for word in self.words)

    @property
    def text(self):
        return " ".join(word.text for word in self.words)

    @property
    def bold(self):
        return self.words[0].bold and self.words[-1].bold

    def segments(self):
        """The line in pieces where it leaves a gap: cells of a table without rules, two columns of a head."""
        pieces, piece = [], [self.words[0]]
        for before, word in zip(self.words, self.words[1:], strict=False):
            if word.left - before.right > SEGMENT_GAP * max(before.height, word.height):
                pieces.append(Line(tuple(piece)))
                piece = []
            piece.append(word)
        return [*pieces, Line(tuple(piece))]


@dataclass(frozen=True)
class PageMarks:
    """What stands on one page. An edge is (is_upright, place, from, to): x for an upright one, y for a level one."""

    width: float
    height: float
    lines: tuple
    edges: tuple


def pages_of(data, limit):
    """The first `limit` pages of a PDF, one by one. Raises pdfium.PdfiumError when the file cannot be opened."""
    document = pdfium.PdfDocument(data)
    for number in range(min(len(document), limit)):
        page = document[number]
        width, height = page.get_size()
        words = words_of(_characters(page, height))
        yield PageMarks(width, height, lines_of(words), tuple(_edges(page, height)))
        page.close()


# --- letters ----------------------------------------------------------------------------------------------------


def _characters(page, page_height):
    """(letter, left, right, base line, size, bold) of each upright letter; spaces among them."""
    text = page.get_textpage()
    box, matrix = c.FS_RECTF(), c.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for n in range(text.count_chars()):
        code = c.FPDFText_GetUnicode(text, n)
        if code in _NO_LETTERS and code != 2 or c.FPDFText_IsGenerated(text, n):
            continue
        c.FPDFText_GetLooseCharBox(text, n, box)
        c.FPDFText_GetCharOrigin(text, n, x, y)
        c.FPDFText_GetMatrix(text, n, matrix)
        if abs(matrix.b) > abs(matrix.a):
            continue
        size = c.FPDFText_GetFontSize(text, n) * math.hypot(matrix.c, matrix.d)
        letter = "-" if code == 2 else chr(code)
        found.append((letter, min(x.value, box.left), box.right, page_height - y.value, size,
                      c.FPDFText_GetFontWeight(text, n) >= 600))
    text.close()
    return found


def words_of(characters):
    """Words of letters: those of one base line, apart where the gap is wider than their letter spacing."""
    words = []
    for row in _rows(characters):
        row.sort(key=lambda one: one[1])
        words += _words_of_row(row)
    return words


def _rows(characters):
    """Letters by base line. A small raised figure is the mark of a footnote and is left out."""
    rows = []
    for one in sorted(characters, key=lambda one: one[3]):
        if rows and abs(one[3] - rows[-1][-1][3]) <= 0.2 * max(one[4], rows[-1][-1][4]):
            rows[-1].append(one)
        else:
            rows.append([one])
    kept = []
    for n, row in enumerate(rows):
        below = rows[n + 1] if n + 1 < len(rows) else None
        if not (below and all(one[0] in "0123456789* " for one in row) and _is_raised(row, below)):
            kept.append(row)
    return kept


def _is_raised(row, below):
    small, size = max(one[4] for one in row), max(one[4] for one in below)
    inside = min(one[1] for one in below) <= row[0][1] <= max(one[2] for one in below) + size
    return small < 0.8 * size and below[0][3] - row[0][3] < 0.6 * size and inside


def _words_of_row(row):
    spacing = _letter_spacing(row)
    words, letters, spaced = [], [], False
    for one in row:
        if not one[0].strip():
            spaced = True
            continue
        gap = one[1] - letters[-1][2] if letters else 0
        narrowest = WORD_GAP * one[4] * (0.5 if spaced else 1) + spacing
        if letters and gap > narrowest:
            words.append(_word(letters))
            letters = []
        letters.append(one)
        spaced = False
    return [*words, _word(letters)] if letters else words


def _letter_spacing(row):
    """The gap that a line leaves between all its letters («T H Ô N G  B Á O» set wide); 0 in ordinary text."""
    gaps = sorted(b[1] - a[2] for a, b in zip(row, row[1:], strict=False) if a[0].strip() and b[0].strip())
    if len(gaps) < 4:
        return 0
    usual = gaps[len(gaps) // 4]
    return usual if 0.04 * row[0][4] < usual else 0


def _word(letters):
    return Word("".join(one[0] for one in letters), letters[0][1], letters[-1][2], letters[0][3],
                max(one[4] for one in letters), letters[0][5])


def lines_of(words):
    """Lines of words, from the top."""
    lines = []
    for word in words:
        if lines and lines[-1][-1].y == word.y or lines and _same_line(lines[-1][-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(Line(tuple(sorted(line, key=lambda word: word.left))) for line in lines)


def _same_line(a, b):
    return abs(a.y - b.y) <= 0.2 * max(a.height, b.height)


# --- edges ------------------------------------------------------------------------------------------------------


def _edges(page, page_height):
    for item in page.get_objects(filter=[_PATH], max_depth=4):
        raw, matrix, fill, stroke = item.raw, c.FS_MATRIX(), ctypes.c_int(), c.FPDF_BOOL()
        if c.FPDFPath_CountSegments(raw) > SEGMENTS_OF_A_PATH:
            continue
        c.FPDFPageObj_GetMatrix(raw, matrix)
        c.FPDFPath_GetDrawMode(raw, fill, stroke)
        for outline in _outlines(raw, matrix):
            for (x0, y0), (x1, y1) in outline if stroke.value else _thin(outline):
                if abs(x0 - x1) <= 1 and abs(y0 - y1) >= SHORTEST_EDGE:
                    yield True, (x0 + x1) / 2, page_height - max(y0, y1), page_height - min(y0, y1)
                elif abs(y0 - y1) <= 1 and abs(x0 - x1) >= SHORTEST_EDGE:
                    yield False, page_height - (y0 + y1) / 2, min(x0, x1), max(x0, x1)


def _outlines(path, matrix):
    """The sides of each outline of a path, in page coordinates."""
    outlines, start, at = [], None, None
    for n in range(c.FPDFPath_CountSegments(path)):
        segment = c.FPDFPath_GetPathSegment(path, n)
        point = _point(segment, matrix)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO or not outlines:
            start = point
            outlines.append([])
        elif kind == c.FPDF_SEGMENT_LINETO:
            outlines[-1].append((at, point))
        at = point
        if c.FPDFPathSegment_GetClose(segment):
            outlines[-1].append((at, start))
            at = start
    return outlines


def _thin(sides):
    """A painted area without outline is one line when it is thin, nothing otherwise."""
    xs, ys = [p[0] for side in sides for p in side], [p[1] for side in sides for p in side]
    if not sides or max(ys) - min(ys) > 3 and max(xs) - min(xs) > 3:
        return []
    if max(ys) - min(ys) <= 3:
        return [((min(xs), min(ys)), (max(xs), min(ys)))]
    return [((min(xs), min(ys)), (min(xs), max(ys)))]


def _point(segment, matrix):
    x, y = ctypes.c_float(), ctypes.c_float()
    c.FPDFPathSegment_GetPoint(segment, x, y)
    return (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
