"""The one page for a leader in a Word file: the same figures in tables, without the drawings of the PDF."""
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH

from reporting import layouts
from reporting.documents import wordparts as parts
from reporting.documents.measure import width_mm
from reporting.documents.printed_sheet import PACE_MM

LEFT = WD_ALIGN_PARAGRAPH.LEFT


def sheet(document, context, style):
    """Everything below the head; `context` is what the PDF prints."""
    shown = context["sheet"]
    _title(document, context, style)
    parts.line(document, shown["sentence"], style["sheet-sentence"], bold=True, align=LEFT, before=6, after=6)
    _texts(document, [shown["since"]], style)
    _figures(document, shown["figures"], style)
    if shown["concerns"] or shown["more_concerns"]:
        _heading(document, "Cần chú ý", style)
        for concern in shown["concerns"]:
            paragraph = parts.line(document, f"{concern['look'].word}: ", style["sheet"], align=LEFT)
            for text, bold in ((concern["name"], True), (concern["text"], False)):
                run = paragraph.add_run(text)
                run.bold, run.font.size = bold, paragraph.runs[0].font.size
        _texts(document, [shown["more_concerns"]], style)
    if shown["rows"]:
        _rows(document, shown, style)
    if shown["duties"]:
        _heading(document, "Mốc tiếp theo", style)
    _texts(document, shown["duties"] or ["Không còn mốc nào có ngày ấn định."], style)


def _title(document, context, style):
    parts.line(document, context["head"]["doc_type"], style["title"], bold=True, before=12)
    lines = context["sheet"]["title_lines"]
    for text in lines:
        parts.line(document, text, style["subject"], bold=True)
    if context["layout"] == layouts.PARTY:
        parts.line(document, "-----", style["subject"])
    else:
        length = style["subject-rule"] / 100 * width_mm(lines[-1], style["subject"], "Bold")
        parts.rule(document, layouts.text_width(style), length)
    parts.line(document, context["sheet"]["day"], style["sheet"], italic=True)


def _heading(document, text, style):
    parts.line(
        document, text, style["sheet-sentence"], bold=True, align=LEFT, before=6,
    ).paragraph_format.keep_with_next = True


def _texts(document, texts, style):
    for text in filter(None, texts):
        parts.line(document, text, style["sheet"], align=LEFT)


def _grid(document, widths):
    grid = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    parts.fix_widths(grid, widths)
    parts.cell_margins(grid, 60)
    return grid


def _figures(document, figures, style):
    cells = parts.row(_grid(document, [layouts.text_width(style) / len(figures)] * len(figures))).cells
    for cell, figure in zip(cells, figures, strict=True):
        parts.line(cell, figure.label, style["sheet-small"])
        parts.line(cell, figure.text, style["body"], bold=True)
        if figure.note:
            parts.line(cell, figure.note, style["sheet-small"])


def _rows(document, shown, style):
    _heading(document, f"Tiến độ theo {shown['noun']}", style)
    name, columns = float(shown["name_mm"]), shown["columns"]
    width = (layouts.text_width(style) - name - PACE_MM) / len(columns)
    grid = _grid(document, [name, *[width] * len(columns), PACE_MM])
    heads = parts.row(grid)
    parts.repeat(heads)
    for cell, text in zip(heads.cells, (shown["noun"].capitalize(), *columns, "Tiến độ"), strict=True):
        parts.cell_text(cell, text, style["sheet-small"], bold=True)
    for row in shown["rows"]:
        cells = parts.row(grid).cells
        parts.cell_text(cells[0], row["name"], style["sheet-small"], align=LEFT)
        for cell, bar in zip(cells[1:-1], row["bars"], strict=True):
            parts.cell_text(cell, _bar_text(bar), style["sheet-small"])
        parts.cell_text(cells[-1], row["look"].word, style["sheet-small"], align=LEFT)
    _texts(document, [shown["more_rows"]], style)


def _bar_text(bar):
    """«8/30, mức cần có 12; bồi dưỡng 3, đăng ký 2»: what the drawing shows."""
    if bar is None or not bar["has_bar"]:
        return bar["text"] if bar else ""
    due = f", mức cần có {bar['expected']}" if bar["expected"] else ""
    waiting = ", ".join(f"{word.lower()} {count}" for word, count in bar["pipeline"] if count)
    return bar["text"] + due + (f"; {waiting}" if waiting else "")
