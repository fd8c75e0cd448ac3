"""Files that are no list, or mean harm: a sentence in Vietnamese, never a crash."""
import io
import zipfile

import pytest
from django.core.management import CommandError, call_command

from core.errors import InvalidInput
from core.tables import OLD_OFFICE, REFUSALS
from nominations.intake import read_list
from tests.nominations.intake.files import W, docx, package, xlsx

HEAD = ["STT", "Họ và tên", "Chức vụ", "Đơn vị"]


def with_part(data, name, content):
    """The same package with one part replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return target.getvalue()


LIST = xlsx([HEAD, [1, "Nguyễn Văn An", "Chuyên viên", "Sở Y tế"]])


@pytest.mark.parametrize(("data", "name", "words"), [
    (b"", "a.xlsx", "Tệp rỗng"),
    (b"khong phai zip", "a.docx", "Nội dung tệp không phải là .docx"),
    (OLD_OFFICE + b"x" * 100, "a.xlsx", "có mật khẩu hoặc ở định dạng cũ"),
    (OLD_OFFICE, "a.xls", "lưu lại thành .docx hoặc .xlsx"),
    (b"%PDF-1.7", "a.pdf", "Chỉ đọc được danh sách Word (.docx) và Excel (.xlsx)"),
    (LIST, "khong duoi", "Chỉ đọc được danh sách"),
    (LIST[:200], "a.xlsx", "không"),
    (with_part(docx("x"), "word/document.xml", "<w:document"), "a.docx", "Tệp hỏng"),
    (with_part(LIST, "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"), "a.xlsx", "Tệp hỏng"),
    (with_part(LIST, "xl/worksheets/sheet1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'), "a.xlsx", "không"),
], ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "")
def test_a_bad_file_is_refused_in_words(data, name, words):
    with pytest.raises(InvalidInput) as refusal:
        read_list(data, name)

    assert words in str(refusal.value)


def test_more_than_five_thousand_rows_are_refused():
    data = xlsx([HEAD] + [[n, "Nguyễn Văn An", "", ""] for n in range(5051)])

    with pytest.raises(InvalidInput) as refusal:
        read_list(data, "a.xlsx")

    assert str(refusal.value) == REFUSALS[5]


def test_five_thousand_nominees_and_the_lines_above_them_are_read():
    data = xlsx([["DANH SÁCH"], ["Năm 2026"], HEAD] + [[n, "Nguyễn Văn An", "", ""] for n in range(1, 5001)])

    assert len(read_list(data, "a.xlsx")["records"]) == 5000


def test_a_merge_over_the_whole_sheet_costs_nothing():
    data = with_part(LIST, "xl/worksheets/sheet1.xml", (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>STT</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Họ và tên</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>Lê Lai</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'
        '</worksheet>'))

    assert [record["name"] for record in read_list(data, "a.xlsx")["records"]] == ["Lê Lai"]


def test_deeply_nested_tables_end_in_words():
    depth = 2000
    data = package(f'<w:document xmlns:w="{W}"><w:body>' + "<w:tbl><w:tr><w:tc>" * depth
                   + "</w:tc></w:tr></w:tbl>" * depth + "</w:body></w:document>")

    with pytest.raises(InvalidInput):
        read_list(data, "a.docx")


@pytest.mark.parametrize("data", [docx(), docx(""), xlsx([]), xlsx([[None]]), docx([[""]]), xlsx([HEAD])])
def test_a_file_without_a_list_has_no_records(data):
    name = "a.docx" if b"word/document.xml" in data else "a.xlsx"

    assert read_list(data, name)["records"] == []


def test_formulas_and_errors_give_their_stored_values():
    data = with_part(LIST, "xl/worksheets/sheet1.xml", (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row><c t="inlineStr"><is><t>STT</t></is></c><c t="inlineStr"><is><t>Họ và tên</t></is></c>'
        '<c t="inlineStr"><is><t>Đơn vị</t></is></c></row>'
        '<row><c><f>ROW()-1</f><v>1</v></c><c t="str"><f>A1</f><v>Lê Lai</v></c><c t="e"><v>#REF!</v></c></row>'
        '</sheetData></worksheet>'))

    record = read_list(data, "a.xlsx")["records"][0]

    assert (record["seq"], record["name"], record["unit"]) == ("1", "Lê Lai", None)


def test_the_command_prints_json_and_refuses_with_words(tmp_path, capsys):
    good, bad = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    good.write_bytes(LIST)
    bad.write_bytes(b"")

    call_command("read_list", str(good))

    assert '"name": "Nguyễn Văn An"' in capsys.readouterr().out
    for path in (bad, tmp_path / "khong co.xlsx", tmp_path):
        with pytest.raises(CommandError):
            call_command("read_list", str(path))


@pytest.mark.parametrize("closing", ["Khánh Hòa, ngày 1/6/2026", "Khánh Hòa, ngày 01 tháng 6 năm 2026", "GIÁM ĐỐC"])
@pytest.mark.parametrize("total", [[], [["", "Tổng cộng: 01", "", "", ""]]], ids=["no total", "a total"])
def test_words_below_the_list_are_no_part_of_the_last_row(total, closing):
    head = ["TT", "Họ và tên", "Năm sinh", "Đơn vị", "Tóm tắt thành tích"]
    row = ["1", "Nguyễn Thị Hoa", "1980", "Trường THCS Lê Lợi", "Dạy giỏi"]

    (record,) = read_list(xlsx([head, row, *total, ["", "", "", "", closing]]), "a.xlsx")["records"]

    assert (record["name"], record["achievement"]) == ("Nguyễn Thị Hoa", "Dạy giỏi")
