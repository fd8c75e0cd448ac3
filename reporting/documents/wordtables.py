"""Tables of a Word file: widths as the columns ask, heads that repeat, rows that never break over pages."""
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH

from reporting import layouts
from reporting.documents import wordparts as parts
from reporting.documents.tables import TOGETHER
from reporting.documents.text import NO_BREAK
from reporting.documents.together import head_words

CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
ALIGNED = {"text": LEFT, "centre": CENTRE, "count": CENTRE}


def table_in_text(document, printed, style):
    """A table between paragraphs, as wide as the text, with the gap of a paragraph beneath."""
    grid = table(document, printed, style, layouts.text_width(style))
    body = grid.rows[len(printed.heads):]
    held = body if printed.is_short else (*body[:TOGETHER - 1], *body[-TOGETHER:])
    for row in (*grid.rows[:len(printed.heads)], *held):
        for cell in row.cells:
            parts.keep_with_next(cell)
    parts.line(document, "", 6, align=LEFT)


def table(document, printed, style, width):
    """A `documents.tables.Table` as wide as `width` millimetres; gives the table of the file."""
    size = style["table-wide"] if printed.landscape else style["table"]
    shares = [float(share.rstrip("%")) / 100 * width for share in printed.widths]
    grid = document.add_table(rows=0, cols=len(shares), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    parts.fix_widths(grid, shares)
    parts.cell_margins(grid, 60, above=40)  # 3 and 2 pt, as in the PDF
    for _ in printed.heads:
        parts.repeat(parts.row(grid))
    _fill_heads(grid, printed.heads, size)
    for row in printed.rows:
        cells, at = parts.row(grid).cells, 0
        for cell in row.cells:
            target = cells[at] if cell.span == 1 else cells[at].merge(cells[at + cell.span - 1])
            parts.cell_text(target, cell.text, size, bold=bool(row.kind), align=ALIGNED[cell.align])
            at += cell.span
    if len(printed.rows) > 1:  # no page begins with a last row alone
        for cell in grid.rows[-2].cells:
            parts.keep_with_next(cell)
    return grid


def _fill_heads(grid, heads, size):
    """Heads with their spans: a cell of two rows is merged downwards, a shared head sideways."""
    taken = set()
    for level, head in enumerate(heads):
        at = 0
        for cell in head:
            while (level, at) in taken:
                at += 1
            last = grid.cell(level + cell.rows - 1, at + cell.span - 1)
            target = grid.cell(level, at)
            parts.cell_text(target if cell.rows == cell.span == 1 else target.merge(last), _head(cell.text),
                            size, bold=True)
            taken |= {(level + down, at + over) for down in range(cell.rows) for over in range(cell.span)}
            at += cell.span


def _head(text):
    """The words of a head, the last two on one line."""
    first, last = head_words(text)
    return f"{first} {last.replace(' ', NO_BREAK)}" if last else text


def chart(document, printed, style):
    """The bars of a chart as a table of their labels and words: a Word file shows no drawing."""
    grid = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, text, bold in (("Lĩnh vực", "Kết quả", True),
                              *((b["label"], b["text"], False) for b in printed["bars"])):
        cells = parts.row(grid).cells
        parts.cell_text(cells[0], label, style["table"], bold=bold, align=LEFT)
        parts.cell_text(cells[1], text, style["table"], bold=bold)
    parts.repeat(grid.rows[0])
