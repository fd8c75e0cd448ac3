"""The one page for a leader as its templates need it: what fits on the page, and how many stay beyond it.

Heights are reckoned in points with the widths of the document font, so that PDF and Word print the same rows.
"""
from collections import Counter

from core.charts import LABEL_WIDTH
from core.charts import bound_text as bar_bound
from core.looks import look_of
from core.numbers import viet_number
from reporting import layouts
from reporting.documents.measure import MM_PER_PT, fit_lines
from reporting.documents.text import NO_BREAK, number_text
from reporting.documents.together import stretches

PACE_MM = 25.0
CELL_PT, GAP_PT, SLACK_PT, HEAD_PT, ROW_PT = 3.0, 6.0, 8.0, 4.0, 17.0
CHECK_MM, NOTE_MM, CELL_SIDES_MM = 13.0, 115.0, 3.0
PX_PER_MM = 96 / 25.4
NAMES_MM = {0: 140.0, 1: 75.0, 2: 66.0, 3: 54.0}  # the first column beside so many columns of bars
CONCERNS_AT_MOST, ROWS_AT_LEAST = 6, 5
REST_LINES = 2  # of the sentence that counts the rows left out
CONCERN_LINES, NAME_LINES, DUTY_LINES, TITLE_LINES, SENTENCE_LINES = 3, 2, 2, 5, 8
LABEL_SIGN_PX = 7.4  # the widest sign of a bar's label


class Room:
    """How much of the page is left, in points."""

    def __init__(self, points):
        self.left = points

    def take(self, points):
        """Whether so much was left; then it is taken."""
        if points > self.left:
            return False
        self.left -= points
        return True


def sheet_context(sheet, head, style, *, has_check):
    """What the templates print of a `Sheet`; `head` is the printed head, whose lines take their share of the page."""
    page = _Measure(style)
    width = layouts.text_width(style)
    shown = {
        "title_lines": fit_lines([page.cut(sheet.title, 0.9 * width, style["subject"], TITLE_LINES)],
                                 limit_mm=0.9 * width, size_pt=style["subject"], face="Bold"), "day": sheet.day,
        "sentence": page.cut(sheet.sentence, width, style["sheet-sentence"], SENTENCE_LINES), "since": sheet.since,
        "figures": sheet.figures, "columns": sheet.columns, "noun": sheet.noun, "note": sheet.note,
        "duties": tuple(page.cut(text, width, style["sheet"], DUTY_LINES, "Regular") for text in sheet.duties),
        "name_mm": f"{NAMES_MM[len(sheet.columns)]:g}"}
    room = Room(page.height - SLACK_PT - _fixed(shown, sheet, head, page, has_check))
    rows = _rows(sheet, page, room.left)
    concerns = [_concern(concern, page, width) for concern in sheet.concerns]
    kept = _heights(rows[:ROWS_AT_LEAST]) + page.line * REST_LINES * (len(rows) > ROWS_AT_LEAST)
    shown["concerns"] = _fitting(concerns, room.left - kept, most=CONCERNS_AT_MOST, rest=page.line)
    left_out = len(shown["concerns"]) < len(concerns)
    room.take(_heights(shown["concerns"]) + page.line * left_out)
    shown["rows"] = _fitting(rows, room.left, most=len(rows), rest=page.line * REST_LINES)
    shown["more_concerns"] = _more_concerns(len(concerns) - len(shown["concerns"]), bool(shown["concerns"]))
    shown["more_rows"] = _more_rows(rows[len(shown["rows"]):], sheet.noun)
    return shown


class _Measure:
    """Lines that texts take, and their heights in points."""

    def __init__(self, style):
        self.style, self.line, self.low = style, style["sheet-line"], style["sheet-small-line"]
        self.height = (layouts.PAGE_LONG_MM - style["margin-top"] - style["margin-bottom"]) / MM_PER_PT

    def lines(self, text, width_mm, size_pt, face="Bold"):
        """As many as with every stretch that must not break in one piece."""
        whole = "".join(words.replace(" ", NO_BREAK) if is_kept else words for words, is_kept in stretches(text))
        return len(fit_lines([whole], limit_mm=width_mm, size_pt=size_pt, face=face)) if text else 0

    def most(self, texts, width_mm, face="Bold"):
        """The lines of the longest of small texts side by side."""
        return max((self.lines(text, width_mm, self.style["sheet-small"], face) for text in texts), default=0)

    def cut(self, text, width_mm, size_pt, most, face="Bold"):
        """The text, or as many of its first words as stand on so many lines, with «…»."""
        if self.lines(text, width_mm, size_pt, face) <= most:
            return text
        words = text.split(" ")
        while len(words) > 1 and self.lines(" ".join(words) + " …", width_mm, size_pt, face) > most:
            words = words[:-1]
        return " ".join(words) + " …"


def _fixed(shown, sheet, head, page, has_check):
    """Points of everything but concerns and rows."""
    width, size = layouts.text_width(page.style), page.style["sheet"]
    texts = sum(page.lines(text, width, size, "Regular") for text in (shown["since"], *shown["duties"]))
    heads = (HEAD_PT + page.style["line"]) * (bool(sheet.duties) + bool(sheet.concerns) + bool(sheet.rows))
    table = page.most(sheet.columns, _bar_mm(sheet.columns) - CELL_SIDES_MM) * page.low + CELL_PT if sheet.rows else 0
    none = 0 if sheet.duties else HEAD_PT + page.line
    sentence = page.lines(shown["sentence"], width, page.style["sheet-sentence"]) * page.style["line"] + GAP_PT
    note = page.lines(shown["note"], NOTE_MM, page.style["sheet-small"], "Italic") * page.low
    foot = max(note, CHECK_MM / MM_PER_PT if has_check else 0) + GAP_PT
    return (_letterhead(head, page.style) + _title(shown, page.style) + sentence + texts * page.line
            + _figures(shown["figures"], width, page) + heads + table + none + foot)


def _letterhead(head, style):
    """The head without a number, in both layouts as high as its higher column."""
    issuers, line = len(head["superior"]) + len(head["issuer"]) + 1, style["line"]
    if style.layout == layouts.PARTY:
        return max((issuers + 1) * line, 2 * line + GAP_PT)
    return (max(issuers, 2) + (2 if head["long_date"] else 1)) * line + GAP_PT


def _title(shown, style):
    return (2 + len(shown["title_lines"]) + (style.layout == layouts.PARTY)) * style["line"] + 4 * GAP_PT


def _figures(figures, width, page):
    """The row of numbers: label, number, remark."""
    share = width / len(figures) - CELL_SIDES_MM
    small = (page.most([x.label for x in figures], share, "Regular")
             + page.most([x.note for x in figures], share, "Regular"))
    return small * page.low + page.style["line"] + CELL_PT + GAP_PT


def _bar_mm(columns):
    return (165.0 - NAMES_MM[len(columns)] - PACE_MM) / max(1, len(columns))


def _heights(blocks):
    return sum(block["height"] for block in blocks)


def _fitting(blocks, points, *, most, rest):
    """All blocks when they find room, else the first, at most so many, that leave room for the words on the rest."""
    if len(blocks) <= most and _heights(blocks) <= points:
        return list(blocks)
    return _taken(blocks[:most], Room(points - rest))


def _taken(blocks, room):
    """The first blocks that find room, in order."""
    taken = []
    for block in blocks:
        if not room.take(block["height"]):
            break
        taken.append(block)
    return taken


def _concern(concern, page, width):
    size, across, look = page.style["sheet"], width - PACE_MM - CELL_SIDES_MM, look_of(concern.pace)
    text = page.cut(f"{concern.name}: {concern.text}", across, size, CONCERN_LINES)
    name = concern.name if text.startswith(concern.name) else text
    word = page.most([look.word], PACE_MM - 2 * CELL_SIDES_MM, "Regular")
    height = max(page.lines(text, across, size) * page.line, word * page.low) + CELL_PT
    return {"name": name, "text": text[len(name):], "look": look, "height": height}


def _rows(sheet, page, room):
    """The rows with whole names, or, when these leave no room, with names cut to one line."""
    for lines in (NAME_LINES, 1):
        rows = [_row(row, sheet.columns, page, lines) for row in sheet.rows]
        if sum(row["height"] for row in rows) < room / 2:
            break
    return rows


def _row(row, columns, page, name_lines):
    size, across, look = page.style["sheet-small"], _bar_mm(columns) - CELL_SIDES_MM, look_of(row.pace)
    names = NAMES_MM[len(columns)] - CELL_SIDES_MM
    name = page.cut(row.name, names, size, name_lines, "Regular")
    bars = [_bar(bar, across, page) for bar in row.bars]
    words = [bar["text"] for bar in bars if bar and not bar["has_bar"]]
    lines = max(page.lines(name, names, size, "Regular"), page.most(words, across, "Regular"),
                page.most([look.word], PACE_MM - 2 * CELL_SIDES_MM, "Regular"))
    return {"name": name, "look": look, "bars": bars, "height": max(lines * page.low, ROW_PT) + CELL_PT}


def _bar(bar, width_mm, page):
    """A bar to draw, or its words alone; `text` is what a file without pictures prints."""
    if bar is None:
        return None
    if bar.target is None:
        text = page.cut(bar.text or number_text(bar.counted), width_mm, page.style["sheet-small"],
                        NAME_LINES, "Regular")
        return {"has_bar": False, "text": text}
    text = f"{viet_number(bar.counted)}/{bar_bound(bar.target, bar.maximum)}"
    return {"has_bar": True, "text": text, "counted": bar.counted, "target": bar.target, "maximum": bar.maximum,
            "expected": bar.expected, "width": int(width_mm * PX_PER_MM),
            "label_width": max(LABEL_WIDTH, round(10 + LABEL_SIGN_PX * len(text))),
            "pipeline": (("Đang bồi dưỡng", bar.nurturing), ("Mới đăng ký", bar.registered))}


def _more_concerns(count, after_others):
    said = f"{number_text(count)} chỉ tiêu {'khác ' if after_others else ''}cần chú ý."
    return ("và " if after_others else "Có ") + said if count else ""


def _more_rows(rows, noun):
    """«và 128 đơn vị khác: 90 đạt, 38 đúng tiến độ.»: the rest, counted by pace."""
    if not rows:
        return ""
    counts = Counter(row["look"].word.lower() for row in rows)
    return f"và {number_text(len(rows))} {noun} khác: " + ", ".join(
        f"{number_text(count)} {word}" for word, count in counts.items()) + "."
