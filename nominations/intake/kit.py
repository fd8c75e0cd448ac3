"""The Excel kit of an agency: its own form with choices and limits inside, and the same form with rows to correct."""
import io

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Hộ gia đình"}
MODEL = "Mô hình"
SEXES = {"male": "Nam", "female": "Nữ"}
COLUMNS = (  # head, width
    ("STT", 6), ("Loại", 13), ("Họ và tên / Tên tập thể / Chủ hộ", 32), ("Tên mô hình", 26), ("Năm sinh", 10),
    ("Giới tính", 9), ("Chức vụ", 24), ("Đơn vị, nơi ở", 32), ("Địa chỉ", 28), ("Thuộc nhóm", 22),
    ("Thành tích tóm tắt", 60), ("Hình thức đề nghị", 30), ("Cần sửa", 44),
)
FAULTY = len(COLUMNS)
EMPTY_ROWS = 200
WRONG = PatternFill("solid", fgColor="FFF1CC")
HEAD = PatternFill("solid", fgColor="E8EEF4")
LINE = Border(*[Side(style="thin", color="BFC7CF")] * 4)


def make_kit(*, organization, place, groups, quotas=(), rows=(), today):
    """The bytes of an .xlsx for `place` (plan, field); `groups` {code: label} to choose from.

    `rows` are (values, sentences) that come back for correction.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Đề cử"
    top = [f"MẪU ĐỀ CỬ CỦA {organization}".upper(), place, *quotas,
           "Mỗi dòng một đề cử. Chọn «Loại», «Giới tính» trong danh sách có sẵn. "
           "Với mô hình, ghi chủ mô hình ở cột tên."]
    for number, text in enumerate(top, 1):
        _write(sheet, number, 1, text)
        sheet.cell(number, 1).font = Font(bold=number < 3)
    head = len(top) + 2
    _write_head(sheet, head)
    for number, (values, faults) in enumerate(rows, 1):
        _write_row(sheet, head + number, number, values, faults, groups)
    last = head + max(len(rows) + 20, EMPTY_ROWS)
    _add_choices(book, sheet, head + 1, last, today, groups)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(sheet, row, column, value):
    """A text stays a text, whatever sign it begins with."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _write_head(sheet, row):
    for column, (head, width) in enumerate(COLUMNS, 1):
        cell = _write(sheet, row, column, head)
        cell.font, cell.fill, cell.border = Font(bold=True), HEAD, LINE
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = sheet.cell(row + 1, 4)


def _write_row(sheet, row, number, values, faults, groups):
    is_model, typed = values["record_kind"] == "model", values.get("typed", {})
    shown = (number, typed.get("kind") or (MODEL if is_model else KINDS.get(values["subject_type"], "")),
             values["name"], values["model_name"], typed.get("birth") or values["birth_year"],
             typed.get("sex") or SEXES.get(values["sex"], ""), typed.get("position") or values["position"],
             values["unit_text"],
             values["address"], typed.get("group") or groups.get(values.get("subject_kind"), ""), values["achievement"],
             values.get("proposed_award", ""), " ".join(faults))
    for column, value in enumerate(shown, 1):
        cell = _write(sheet, row, column, None if value == "" else value)
        cell.border = LINE
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if faults:
            cell.fill = WRONG
    if faults:
        sheet.cell(row, FAULTY).font = Font(bold=True, color="8A1C1C")
        sheet.cell(row, 3).comment = Comment("\n".join(faults), "Hoa Đẹp")


def _add_choices(book, sheet, first, last, today, groups):
    """The lists to choose from lie in a hidden sheet; a value outside them is refused with a sentence."""
    lists = book.create_sheet("Danh mục")
    lists.sheet_state = "hidden"
    for column, words in ((1, [*KINDS.values(), MODEL]), (2, list(SEXES.values())), (3, list(groups.values()))):
        for row, word in enumerate(words, 1):
            _write(lists, row, column, word)
    _validate(sheet, f"B{first}:B{last}", type="list", formula1="'Danh mục'!$A$1:$A$4",
              error="Hãy chọn: Tập thể, Cá nhân, Hộ gia đình hoặc Mô hình.")
    _validate(sheet, f"F{first}:F{last}", type="list", formula1="'Danh mục'!$B$1:$B$2", error="Hãy chọn: Nam hoặc Nữ.")
    _validate(sheet, f"J{first}:J{last}", type="list", formula1=f"'Danh mục'!$C$1:$C${len(groups)}",
              error="Hãy chọn một nhóm trong danh sách, hoặc để trống.")
    _validate(sheet, f"E{first}:E{last}", type="whole", operator="between", formula1="1900", formula2=str(today.year),
              error=f"Năm sinh là số từ 1900 đến {today.year}.")
    for letter, limit in (("C", 255), ("G", 200), ("H", 255), ("I", 255), ("L", 255)):
        _validate(sheet, f"{letter}{first}:{letter}{last}", type="textLength", operator="lessThanOrEqual",
                  formula1=str(limit), error=f"Dài nhất {limit} ký tự.")


def _validate(sheet, span, *, error, **rule):
    validation = DataValidation(allow_blank=True, showErrorMessage=True, errorTitle="Cần sửa", error=error, **rule)
    sheet.add_data_validation(validation)
    validation.add(span)
