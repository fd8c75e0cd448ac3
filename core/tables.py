"""Blocks of a sent list: paragraphs and tables of Word, sheets of Excel, opened by a child process with limits."""
import csv
import io
import itertools
import json
import re
import subprocess
import sys
from pathlib import Path

from django.core.files.base import ContentFile

from core.errors import InvalidInput
from core.old_fonts import unicode_blocks
from core.uploads import DOCUMENT_LIMIT, check_upload

WALL_SECONDS, MOST_ROWS = 30, 5050  # a list of 5,000 with its heads and headings
KINDS = ("docx", "xlsx")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also the shell of a file with a password
TOO_HEAVY = "Tệp quá lớn hoặc quá phức tạp để đọc. Xin chia thành nhiều tệp."
REFUSALS = {4: "Tệp hỏng, không đọc được. Xin mở bằng Word hoặc Excel, lưu lại rồi thử lại.",
            5: "Danh sách có hơn 5.000 dòng. Xin chia thành nhiều tệp."}
_WITHOUT_RESULT = re.compile(r"=[A-Z0-9$(+\-'\"_…].*|#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!)",
                             re.IGNORECASE | re.DOTALL)
_CHILD = Path(__file__).with_name("tables_child.py")


def open_tables(data, filename):
    """The blocks of the file (see `core.tables_child`), text of old fonts already in Unicode.

    Raises InvalidInput, in Vietnamese: kind not accepted, password, too large, too many rows, damaged, macros.
    """
    kind = filename.rpartition(".")[2].lower()
    if data.startswith(OLD_OFFICE):
        raise InvalidInput("Tệp có mật khẩu hoặc ở định dạng cũ (.doc, .xls). "
                           "Xin bỏ mật khẩu, lưu lại thành .docx hoặc .xlsx.")
    if kind not in KINDS:
        raise InvalidInput("Chỉ đọc được danh sách Word (.docx) và Excel (.xlsx).")
    if len(data) > DOCUMENT_LIMIT:
        raise InvalidInput(f"Tệp lớn hơn {DOCUMENT_LIMIT >> 20} MB. Xin chia thành nhiều tệp.")
    content = check_upload(ContentFile(data, name=Path(filename).name)).content
    return unicode_blocks(_in_child(content, kind))


def is_without_result(text):
    """Whether a cell holds a formula nobody reckoned, or an error («=B3&C3», «#N/A»)."""
    return bool(_WITHOUT_RESULT.fullmatch(text.strip()))


def pasted_rows(text):
    """The block of rows copied from a spreadsheet: cells between tabs, one with a line break in quotation marks.

    Raises InvalidInput for more than 5,000 rows.
    """
    lines = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter="\t")
    try:
        rows = [[cell.strip() for cell in row] for row in itertools.islice(lines, MOST_ROWS + 1)]
    except csv.Error:
        raise InvalidInput("Không đọc được các dòng đã dán. Xin chép lại từ Excel, hoặc tải tệp lên.") from None
    if len(rows) > MOST_ROWS:
        raise InvalidInput(REFUSALS[5])
    return unicode_blocks([{"sheet": None, "rows": rows, "merges": []}])


def _in_child(data, kind):
    try:
        done = subprocess.run([sys.executable, "-I", str(_CHILD), kind], input=data, capture_output=True,  # noqa: S603
                              timeout=WALL_SECONDS, check=False, env={})
    except subprocess.TimeoutExpired:
        raise InvalidInput(TOO_HEAVY) from None
    if done.returncode:
        raise InvalidInput(REFUSALS.get(done.returncode, TOO_HEAVY))
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise InvalidInput(TOO_HEAVY) from None
