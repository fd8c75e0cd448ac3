"""The annexes of a stored paper as a spreadsheet: the same rows, numbers as numbers."""
import re
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from reporting.documents.tables import NUMBER, build_table
from reporting.documents.values import from_json

NUMERIC = re.compile(r"\d{1,3}(\.\d{3})*(,\d+)?|\d+(,\d+)?")
WIDEST, NARROWEST = 60, 8
NAME_AT_MOST = 31


def annexes_of(data):
    """The annexes of the papers in a snapshot's data, in order."""
    papers = [from_json(item) for item in (data if isinstance(data, list) else [data]) if item]
    return [annex for paper in papers for annex in paper.annexes]


def annex_workbook(annexes):
    """The bytes of an .xlsx with a sheet for each annex, «PL1», «PL2» …"""
    book = Workbook()
    book.remove(book.active)
    for order, annex in enumerate(annexes, 1):
        _fill(book.create_sheet(f"PL{order} {_named(annex)}"[:NAME_AT_MOST]), annex, build_table(annex))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _named(annex):
    """The title without the signs that a sheet's name must not have."""
    return re.sub(r"[\[\]:*?/\\']", " ", annex.title_lines[0]).strip()


def _fill(sheet, annex, table):
    for text in annex.title_lines:
        _put(sheet, sheet.max_row + (sheet.max_row > 1 or sheet["A1"].value is not None), 1, text, bold=True)
    head = _heads(sheet, table, len(annex.title_lines) + 1)
    for number, row in enumerate(table.rows, head):
        column = 1
        for cell in row.cells:
            value = _number(cell.text) if cell.align == NUMBER else cell.text
            _put(sheet, number, column, value, bold=bool(row.kind))
            column += cell.span
    if annex.note:
        _put(sheet, sheet.max_row + 1, 1, annex.note)
    sheet.freeze_panes = sheet.cell(head, 3)
    _set_widths(sheet, table, head)


def _heads(sheet, table, first):
    """Write the head rows with their merged cells; the first row below them."""
    taken = set()
    for level, cells in enumerate(table.heads):
        column = 1
        for cell in cells:
            while (level, column) in taken:
                column += 1
            _put(sheet, first + level, column, cell.text, bold=True).alignment = Alignment(
                wrap_text=True, horizontal="center", vertical="center")
            taken |= {(level + down, column + over) for down in range(cell.rows) for over in range(cell.span)}
            if cell.rows > 1 or cell.span > 1:
                sheet.merge_cells(start_row=first + level, start_column=column, end_row=first + level + cell.rows - 1,
                                  end_column=column + cell.span - 1)
            column += cell.span
    return first + len(table.heads)


def _put(sheet, row, column, value, *, bold=False):
    """A cell; a text that looks like a formula stays a text."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font = Font(bold=bold)
    return cell


def _number(text):
    """«1.234» as 1234, «87,5» as 87.5; any other text as it stands."""
    if not NUMERIC.fullmatch(text):
        return text
    plain = text.replace(".", "").replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def _set_widths(sheet, table, head):
    for place in range(1, len(table.widths) + 1):
        texts = [len(str(sheet.cell(row, place).value or "")) for row in range(head, sheet.max_row)]
        sheet.column_dimensions[get_column_letter(place)].width = min(max([NARROWEST, *texts]) + 1, WIDEST)
