"""A list as an Excel or CSV file: real numbers and days, and no formula out of what somebody typed."""
import csv
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60


@dataclass(frozen=True)
class Sheet:
    """A title, the headings as on the screen, and the rows in its order; cells are texts, numbers, days or None."""

    title: str
    headings: tuple
    rows: tuple


def download(sheet, extension, name):
    """The answer that gives the sheet as a file of that name; `extension` is xlsx or csv."""
    content = as_xlsx(sheet) if extension == "xlsx" else as_csv(sheet)
    response = HttpResponse(content, content_type=TYPES[extension])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{extension}")
    return response


def as_xlsx(sheet):
    """The bytes of an .xlsx; a text that looks like a formula stays a text."""
    book = Workbook()
    page = book.active
    page.title = sheet.title[:31]
    for number, values in enumerate((sheet.headings, *sheet.rows), 1):
        for column, value in enumerate(values, 1):
            _put(page.cell(number, column), _local(value))
    for cell in page[1]:
        cell.font = Font(bold=True)
    page.freeze_panes = "B2"
    for column, heading in enumerate(sheet.headings, 1):
        longest = max([len(heading), *(len(str(row[column - 1] or "")) for row in sheet.rows[:500])])
        page.column_dimensions[get_column_letter(column)].width = min(longest + 2, WIDEST)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(cell, value):
    if value is None:
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, datetime):
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"


def _local(value):
    """An instant as the wall clock shows it, for Excel knows no zones."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None, second=0, microsecond=0)
    return value


def as_csv(sheet):
    """The bytes of a UTF-8 CSV that Excel opens right; a text that looks like a formula is quoted with «'»."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(sheet.headings)
    writer.writerows([_plain(_local(value)) for value in row] for row in sheet.rows)
    return ("\ufeff" + stream.getvalue()).encode()


def _plain(value):
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value
