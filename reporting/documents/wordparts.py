"""The small parts of a Word file that python-docx leaves to raw markup: fields, rules, fixed columns, repeated rows."""
from datetime import UTC, datetime, time

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reporting.documents.text import printable

FONT = "Times New Roman"
BODY = "Body Text"
LANGUAGE = "vi-VN"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
TABLE_LINE = 1.2  # lines of a table's cell, of its size, as in the PDF (static/reporting/document.css)


def element(tag, **attributes):
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_properties(document, *, title, day):
    """Title, language and a day that depends on the figures alone, so that the same paper gives the same file."""
    facts = document.core_properties
    facts.title, facts.language, facts.author, facts.comments = printable(title)[:255], LANGUAGE, "", ""
    facts.created = facts.modified = datetime.combine(day, time(), UTC)


def define_styles(document, style):
    """Normal, body text and headings by the sizes of the layout; the whole file is in Vietnamese."""
    for default in document.styles.element.iter(qn("w:lang")):
        for name in ("val", "eastAsia"):
            default.set(qn(f"w:{name}"), LANGUAGE)
    _font(document.styles["Normal"], style["body"])
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    body = document.styles[BODY]
    _font(body, style["body"])
    _paragraph(body.paragraph_format, style)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.widow_control = True
    for name in ("Heading 1", "Heading 2"):
        heading = document.styles[name]
        _font(heading, style["body"])
        heading.font.bold, heading.font.italic = True, False
        _paragraph(heading.paragraph_format, style)
        heading.paragraph_format.keep_with_next = True


def _font(style, size):
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    style.element.rPr.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE))


def _paragraph(shape, style):
    shape.first_line_indent = Mm(style["indent"])
    shape.space_before, shape.space_after = Pt(0), Pt(style["paragraph-gap"])
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(style["line"])


def number_pages(section):
    """A page field centred in the header; the first page of a section has an empty header of its own."""
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(14)
    for part in (element("fldChar", fldCharType="begin"), _instruction(" PAGE "),
                 element("fldChar", fldCharType="end")):
        run._r.append(part)


def _instruction(text):
    made = element("instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made


def restart_numbers(section):
    """A new section copies its predecessor's rule, so there is at most one."""
    for former in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(former)
    section._sectPr.append(element("pgNumType", start=1))


def line(place, text, size, *, bold=False, italic=False, align=CENTRE, before=0, after=0):
    """One line of text in a cell or in the body; the empty paragraph that every cell is born with is used first."""
    paragraph = _next_paragraph(place)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    paragraph.paragraph_format.line_spacing = 1.15
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    return paragraph


def _next_paragraph(place):
    """A cell's first paragraph while it is still empty, else a new one."""
    paragraphs = place.paragraphs
    if hasattr(place, "merge") and len(paragraphs) == 1 and not paragraphs[0].runs:
        return paragraphs[0]
    return place.add_paragraph()


def rule(place, width_mm, length_mm):
    """A thin drawn rule of this length, centred in this width: the border of an almost empty paragraph."""
    paragraph = _next_paragraph(place)
    shape = paragraph.paragraph_format
    side = Mm(max(0, (width_mm - length_mm) / 2))
    shape.left_indent = shape.right_indent = side
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    shape.space_before, shape.space_after = Pt(0), Pt(6)
    paragraph.add_run("").font.size = Pt(2)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=0, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")


def plain_table(document, widths_mm, *, rows):
    """A table without borders and cell margins, for columns side by side."""
    table = document.add_table(rows=rows, cols=len(widths_mm))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    fix_widths(table, widths_mm)
    cell_margins(table, 0)
    return table


def cell_margins(table, twips, *, above=0):
    """The free space at the sides and above and below in every cell, in twentieths of a point."""
    margins = element("tblCellMar")
    for side, space in (("top", above), ("left", twips), ("bottom", above), ("right", twips)):
        margins.append(element(side, w=space, type="dxa"))
    table._tbl.tblPr.append(margins)


def fix_widths(table, widths_mm):
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row_ in table.rows:
        for cell, width in zip(row_.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def row(table):
    """A new row that does not break over pages, its cells as wide as the columns."""
    made = table.add_row()
    made._tr.get_or_add_trPr().append(element("cantSplit"))
    for cell, column in zip(made.cells, table.columns, strict=True):
        cell.width = column.width
    return made


def keep_rows_whole(table):
    for each in table.rows:
        each._tr.get_or_add_trPr().append(element("cantSplit"))


def keep_last_with_next(document):
    """Hold the last paragraph of the body, or the last row of a table, on the page of what follows."""
    last = next(part for part in reversed(document.element.body) if part.tag in (qn("w:p"), qn("w:tbl")))
    rows = last.findall(qn("w:tr"))
    for paragraph in (rows[-1].iter(qn("w:p")) if rows else [last]):
        paragraph.get_or_add_pPr().get_or_add_keepNext()


def keep_with_next(cell):
    """Hold the row on the page of what follows."""
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def repeat(row_):
    """The row is printed again at the head of every page."""
    row_._tr.get_or_add_trPr().append(element("tblHeader"))


def cell_text(cell, text, size, *, bold=False, align=CENTRE):
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.line_spacing = Pt(TABLE_LINE * size)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
