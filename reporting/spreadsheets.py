"""A table as an Excel file: texts stay texts, numbers and days are real numbers and days."""
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.dates import short_day
from reporting.board import board_rows, by_field
from reporting.figures import board_totals, quota_lines
from reporting.tables import line_table
from reporting.wording import board_sentence

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY_FORMAT = "dd/mm/yyyy"
WIDEST = 60


def workbook(table, *, heading=()):
    """The bytes of an .xlsx with the heading lines, the headings, the rows and the total."""
    book = Workbook()
    sheet = book.active
    sheet.title = table.title[:31]
    rows = [*((text,) for text in heading), table.headings, *table.rows, *([table.total] if table.total else [])]
    for number, values in enumerate(rows, 1):
        _write(sheet, number, values)
    head = len(heading) + 1
    bold = [*range(1, head + 1), *([len(rows)] if table.total else [])]
    for cell in (cell for number in bold for cell in sheet[number]):
        cell.font = Font(bold=True)
    for cell in sheet[head]:
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = sheet.cell(head + 1, 2)
    _set_widths(sheet, table)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(sheet, number, values):
    """Fill a row; a text that looks like a formula stays a text."""
    for column, value in enumerate(values, 1):
        if value is None:
            continue
        cell = sheet.cell(number, column, None)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        elif isinstance(value, date):
            cell.number_format = DAY_FORMAT


def _set_widths(sheet, table):
    for place, heading in enumerate(table.headings, 1):
        longest = max([len(heading) // 2, *(len(str(row[place - 1] or "")) for row in table.rows)])
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, 9), WIDEST)


def board_workbook(plan, *, as_of):
    """The bytes of an .xlsx with the plan's quotas by field as of a day."""
    lines = quota_lines(plan, as_of=as_of)
    table = line_table(by_field(board_rows(lines, as_of=as_of)))
    return workbook(table, heading=(plan.title, f"Số liệu đến hết ngày {short_day(as_of)}",
                                    board_sentence(lines, board_totals(lines), as_of)))
