"""Word and Excel files as agencies send them, made in the test."""
import io
import zipfile
from xml.sax.saxutils import escape

from openpyxl import Workbook

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>')
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def xlsx(*sheets, merges=(), hidden=(), formats=None):
    """A workbook: each sheet a list of rows, or (name, rows); `merges`, `formats` {place: format} are of the first."""
    book = Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, 1):
        name, rows = sheet if isinstance(sheet, tuple) else (f"Sheet{number}", sheet)
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        page.sheet_state = "hidden" if name in hidden else "visible"
    first = book.worksheets[0]
    for span in merges:
        first.merge_cells(span)
    for place, code in (formats or {}).items():
        first[place].number_format = code
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def docx(*parts):
    """A Word file: a text is a paragraph, a list of rows a table. A cell is a text, or (text, columns it spans),
    ("^", text) for the first and ("^", None) for a further cell of a vertical merge."""
    body = "".join(_paragraph(part) if isinstance(part, str) else _table(part) for part in parts)
    return package(f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')


def package(document):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
    return target.getvalue()


def _paragraph(text):
    lines = (f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r>' for line in text.split("\n"))
    runs = "<w:r><w:br/></w:r>".join(lines)
    return f"<w:p>{runs}</w:p>"


def _table(rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def _cell(cell):
    properties, text = "", cell
    if isinstance(cell, tuple) and cell[0] == "^":
        text = cell[1] or ""
        properties = '<w:vMerge w:val="restart"/>' if cell[1] is not None else "<w:vMerge/>"
    elif isinstance(cell, tuple):
        text, span = cell
        properties = f'<w:gridSpan w:val="{span}"/>'
    paragraphs = "".join(_paragraph(line) for line in str(text).split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"
