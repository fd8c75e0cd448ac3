"""A paper as a Word file with real styles, repeated table heads and page fields. Runs in the rendering process.

Prints the same context as the PDF, so that words and numbers cannot differ. Sizes come from the same style row.
"""
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from reporting import layouts
from reporting.documents import wordparts as parts
from reporting.documents import wordsheet, wordtables
from reporting.documents.checkmark import png_of
from reporting.documents.measure import width_mm
from reporting.documents.printed import cleaned, context_of, document_title
from reporting.documents.together import with_no_breaks

CENTRE, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
GAP = "\u00a0"
WHOLE_AT_MOST = 40  # letters of who issued a paper, that go to the next line whole
FIRST_LINE_DOWN = 1.5  # pt: converters set the first line of a table that much too high


def make_docx(*papers):
    """The .docx of the papers, each in sections of its own, as bytes."""
    style = layouts.style_by_code(papers[0].style_code)
    document = Document()
    parts.set_properties(document, title=document_title(cleaned(papers[0].head)), day=papers[0].as_of)
    parts.define_styles(document, style)
    parts.number_pages(document.sections[0])
    fresh = True
    for paper in papers:
        fresh = _paper(document, context_of(paper), style, fresh)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _paper(document, context, style, fresh):
    """Add a paper; `fresh` while the file's first section is unused. Gives False: it is used now."""
    if context["has_main"]:
        _page(_section(document, fresh), style)
        _main(document, context, style)
        fresh = False
    for annex in context["annexes"]:
        _page(_section(document, fresh), style, landscape=annex["landscape"])
        _annex(document, annex, context, style)
        fresh = False
    return fresh


def _section(document, fresh):
    return document.sections[0] if fresh else document.add_section(WD_SECTION.NEW_PAGE)


def _page(section, style, *, landscape=False):
    """A4 with the margins of the layout; each section hides its first page's number and begins at 1."""
    short, long = Mm(layouts.PAGE_SHORT_MM), Mm(layouts.PAGE_LONG_MM)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    side = "landscape" if landscape else "margin"
    section.top_margin, section.bottom_margin = Mm(style[f"{side}-top"]), Mm(style[f"{side}-bottom"])
    section.left_margin, section.right_margin = Mm(style[f"{side}-left"]), Mm(style[f"{side}-right"])
    section.header_distance, section.footer_distance = Mm(8), Mm(8)
    section.different_first_page_header_footer = True
    parts.restart_numbers(section)


def _main(document, context, style):
    _head(document, context, style)
    if context["sheet"]:
        wordsheet.sheet(document, context, style)
        _check(document, context["check"])
        return
    _title(document, context, style)
    if context["layout"] == layouts.STATE:
        _authority(document, context)
    for text in context["bases"]:
        paragraph = document.add_paragraph(style=parts.BODY)
        paragraph.add_run(with_no_breaks(text)).italic = context["layout"] == layouts.STATE
    _body(document, context, style)
    if context["signer_rows"]:
        parts.keep_last_with_next(document)
    closing = document.add_paragraph(style=parts.BODY)
    _labelled(closing, context["closing"])
    closing.paragraph_format.keep_with_next = closing.paragraph_format.keep_together = True
    if context["signer_rows"]:
        _signers(document, context, style)
    else:
        _foot(document, context, style)


def _authority(document, context):
    """Who decides, in the middle: before the bases in the State's layout, after them in the Party's."""
    for at, text in enumerate(context["authority_lines"], 1):
        last = at == len(context["authority_lines"])
        parts.line(document, text, None, bold=True, before=12 if at == 1 else 0, after=12 if last else 0)


def _labelled(paragraph, block):
    if block["label"]:
        paragraph.add_run(f"{block['label']} ").bold = True
    paragraph.add_run(with_no_breaks(block["text"]))


def _head(document, context, style):
    """Two columns without borders: the issuer with its number, the heading with place and day."""
    head, party = context["head"], context["layout"] == layouts.PARTY
    left, right = layouts.header_columns(style)
    table = parts.plain_table(document, (left, right), rows=1 if party else 2)
    issuer, heading = table.rows[0].cells
    number, place = (issuer, heading) if party else table.rows[1].cells
    lines = [*((text, "superior", False) for text in head["superior"]), *((x, "issuer", True) for x in head["issuer"]),
             (head["issuer_last"], "issuer", True)]
    for at, (text, size, bold) in enumerate(lines):
        parts.line(issuer, text, style[size], bold=bold, before=0 if at else FIRST_LINE_DOWN)
    if party:
        parts.line(issuer, "*", style["number"])
        _heading(heading, "ĐẢNG CỘNG SẢN VIỆT NAM", style["nation"], right, before=FIRST_LINE_DOWN)
    else:
        parts.rule(issuer, left, style["issuer-rule"] / 100 * width_mm(head["issuer_last"], style["issuer"], "Bold"))
        parts.line(heading, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", style["nation"], bold=True, before=FIRST_LINE_DOWN)
        _heading(heading, "Độc lập - Tự do - Hạnh phúc", style["motto"], right)
    if head["has_number"]:
        parts.line(number, f"{head['number_word']}{head['number'] or GAP * 6}{head['symbol']}", style["number"])
    if head["has_place"]:
        size = style["place-small"] if head["small_date"] else style["place"]
        parts.line(place, f"{head['place'] or GAP * 12}, {_date(head['date'])}", size, italic=True)
    for text in head["letter_subject"]:
        parts.line(number, text, style["letter-subject"], italic=party)


def _heading(cell, text, size, width, *, before=0):
    parts.line(cell, text, size, bold=True, before=before)
    parts.rule(cell, width, width_mm(text, size, "Bold"))


def _date(date):
    return f"ngày {date['day'] or GAP * 4} tháng {date['month'] or GAP * 4} năm {date['year'] or GAP * 4}"


def _title(document, context, style):
    if not context["head"]["is_letter"]:
        subject = context["subject_lines"]
        parts.line(document, context["head"]["doc_type"], style["title"], bold=True, before=12)
        for text in (*subject["first"], subject["last"]):
            parts.line(document, text, style["subject"], bold=True)
        if context["layout"] == layouts.PARTY:
            parts.line(document, "-----", style["subject"])
        else:
            length = style["subject-rule"] / 100 * width_mm(subject["last"], style["subject"], "Bold")
            parts.rule(document, layouts.text_width(style), length)
    _addressees(document, context, style)


def _addressees(document, context, style):
    single, several = context["addressees"]["single"], context["addressees"]["several"]
    if not single and not several:
        return
    paragraph = parts.line(document, "", style["addressee"], before=12, after=6 if several else 12)
    paragraph.add_run(f"{context['address_word']}:").italic = context["layout"] == layouts.PARTY
    paragraph.add_run(f" {single}" if single else "")
    for name in several:
        listed = parts.line(document, name, style["addressee"])
        listed.alignment, listed.paragraph_format.left_indent = LEFT, Mm(55)


def _body(document, context, style):
    for text in context["opening"]:
        document.add_paragraph(with_no_breaks(text), style=parts.BODY)
    if context["form"] == "decision":
        state = context["layout"] == layouts.STATE
        if not state:
            _authority(document, context)
        parts.line(document, "QUYẾT ĐỊNH:" if state else "QUYẾT ĐỊNH", None, bold=True, before=12, after=12)
    for section in context["sections"]:
        if section["heading"]:
            document.add_paragraph(section["heading"], style="Heading 1")
        for block in section["blocks"]:
            if block["table"]:
                wordtables.table_in_text(document, block["table"], style)
            elif block["subheading"]:
                document.add_paragraph(block["text"], style="Heading 2")
            else:
                _labelled(document.add_paragraph(style=parts.BODY), block)


def _foot(document, context, style):
    half = layouts.text_width(style) / 2
    table = parts.plain_table(document, (half, half), rows=1)
    parts.keep_rows_whole(table)
    names, signature = table.rows[0].cells
    _recipients(names, context, style)
    _signature(signature, context["signer"], context["layout"] == layouts.PARTY, style)


def _signers(document, context, style):
    """Several signatures side by side; the recipients stand under the first of the last row, for rows never part."""
    for signers in context["signer_rows"]:
        table = parts.plain_table(document, [layouts.text_width(style) / len(signers)] * len(signers), rows=1)
        parts.keep_rows_whole(table)
        for cell, signer in zip(table.rows[0].cells, signers, strict=True):
            _signature(cell, signer, context["layout"] == layouts.PARTY, style)
            parts.keep_with_next(cell)
    if context["recipients"]:
        first = table.rows[0].cells[0]
        parts.line(first, "", style["recipients"])
        _recipients(first, context, style)


def _recipients(place, context, style):
    party = context["layout"] == layouts.PARTY
    word = parts.line(place, "Nơi nhận:", style["recipients-head"], bold=not party, italic=not party, align=LEFT)
    word.runs[0].underline = party
    for text in context["recipients"]:
        parts.line(place, text, style["recipients"], align=LEFT)
    _check(place, context["check"])


def _signature(place, signer, party, style):
    for text in signer["authorities"]:
        parts.line(place, text, style["authority"], bold=True)
    parts.line(place, signer["position"], style["authority"], bold=not party)
    if signer["note"]:
        parts.line(place, signer["note"], style["signer"], italic=True)
    parts.line(place, "", style["signer"], before=style["signature-space"] / 25.4 * 72 - 18)
    parts.line(place, signer["name"], style["signer"], bold=True)


def _check(place, check):
    """The square with its code beneath, when the paper has one."""
    if check and check["url"]:
        square = parts.line(place, "", None, align=LEFT, before=6)
        square.paragraph_format.left_indent = Mm(-2)  # its white edge hangs out, as in the PDF
        square.runs[0].add_picture(png_of(check["url"]), width=Mm(17))
        parts.line(place, f"Mã kiểm tra: {check['code']} ({check['address']})", 9, align=LEFT)


def _annex(document, annex, context, style):
    parts.line(document, annex["word"], style["annex-word"], bold=True)
    for text in annex["title_lines"]:
        parts.line(document, text, style["annex-title"], bold=True)
    parts.line(document, _attached(annex, context), style["annex-attached"], italic=True, after=12)
    if annex["table"]:
        grid = wordtables.table(document, annex["table"], style,
                                layouts.text_width(style, landscape=annex["landscape"]))
        for cell in grid.rows[-1].cells if annex["note"] else ():
            parts.keep_with_next(cell)
    for chart in annex["charts"]:
        wordtables.chart(document, chart, style)
    if annex["note"]:
        parts.line(document, with_no_breaks(annex["note"]), style["table-note"], italic=True, align=LEFT, before=6)
    _check(document, annex.get("check"))


def _attached(annex, context):
    head, comma = context["head"], "," if context["layout"] == layouts.PARTY else ""
    number = f"{head['number'] or GAP * 6}{head['symbol']}{comma}"
    issued_by = f"của {annex['attached']['issuer']})"
    if len(issued_by) <= WHOLE_AT_MOST:
        issued_by = issued_by.replace(" ", GAP)
    return f"(Kèm theo {annex['attached']['doc_type']} số {number} {_date(head['date'])} {issued_by}"
