"""Allotment tables that a PDF gives as lines: read when certain, to be looked at; named when they are not."""

import pytest

from plans.intake import read_text
from plans.intake.checks import points_to_check
from plans.intake.line_tables import line_tables
from plans.intake.text import plain

HEAD = "TT Cơ quan, đơn vị Tập thể Cá nhân Mô hình"
ROWS = ["1. Sở Y tế 5 3 0", "2 Công an tỉnh 2 10 1", "3 Phường Tân An - 4 2"]
PLAN = """
ỦY BAN NHÂN DÂN TỈNH CÀ MAU
Số: 15/KH-UBND
Cà Mau, ngày 02 tháng 3 năm 2026
KẾ HOẠCH
Xây dựng điển hình tiên tiến giai đoạn 2026 - 2030

Ủy ban nhân dân tỉnh phân bổ chỉ tiêu theo phụ lục kèm theo.
"""


def test_rows_under_a_head_are_proposed_to_be_looked_at():
    read = read_text(PLAN + "\n".join([HEAD, "(1) (2) (3) (4) (5)", *ROWS, "Tổng cộng 7 17 3"]))

    figures = [(q["subject_type"], q["min"], q["max"], q["unit_category"]) for q in read["general_quotas"]]
    assert figures == [
        ("collective", 5, 5, "Sở Y tế"),
        ("individual", 3, 3, "Sở Y tế"),
        ("collective", 2, 2, "Công an tỉnh"),
        ("individual", 10, 10, "Công an tỉnh"),
        ("model", 1, 1, "Công an tỉnh"),
        ("individual", 4, 4, "Phường Tân An"),
        ("model", 2, 2, "Phường Tân An"),
    ]
    assert {read["evidence"][f"general_quotas[{n}]"]["level"] for n in range(7)} == {"cần xem"}
    assert read["unread_tables"] == []


@pytest.mark.parametrize(
    "lines",
    [
        [*ROWS, "Tổng cộng 7 18 3"],
        ["1. Sở Y tế 5 3", *ROWS[1:]],
        [ROWS[0], "3 Công an tỉnh 2 10 1"],
        ["1. Sở Y tế 5 3 0"],
        ["1. Nâng cao nhận thức 5 3 0", *ROWS[1:]],
    ],
    ids=["wrong total", "a cell is missing", "a row is missing", "one row", "no body"],
)
def test_a_table_that_is_not_certain_is_named_and_left_to_the_person(lines):
    read = read_text(PLAN + "\n".join([HEAD, *lines]))

    assert read["general_quotas"] == []
    assert read["unread_tables"] == [HEAD]
    assert any("Văn bản có bảng, cần nhập tay phần này" in words for words, _ in points_to_check(read, {}))


def test_ordinary_lines_are_no_table():
    lines = ["Các cơ quan, đơn vị lựa chọn tập thể, cá nhân", "1. Sở Y tế 5 3 0", plain(HEAD) + " khác"]

    assert line_tables(lines) == []
