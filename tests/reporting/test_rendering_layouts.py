"""Rule sets as data, header arithmetic, and annex tables as cells."""

from datetime import date

import pytest

from reporting import layouts
from reporting.documents.measure import fit_lines, width_mm
from reporting.documents.printed import recipient_lines
from reporting.documents.tables import COLUMNS, LANDSCAPE_QUOTAS, PORTRAIT_QUOTAS, build_table
from reporting.documents.values import Annex, QuotaAnnexRow
from reporting.layouts import HD05_2026, HD36_2018, ND30_2020, PARTY, STYLES


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.code)
def test_every_size_lies_in_its_range_and_has_a_source(style):
    wrong = {name: size for name, size in style.sizes.items() if not size.low <= size.value <= size.high}

    assert wrong == {}
    assert all(size.source for size in style.sizes.values())


def test_rule_set_follows_the_day():
    assert layouts.style_on(date(2023, 6, 30)) is ND30_2020
    assert layouts.style_on(date(2026, 5, 26), layout=PARTY) is HD36_2018
    assert layouts.style_on(date(2026, 5, 27), layout=PARTY) is HD05_2026
    with pytest.raises(LookupError, match="05/03/2010"):
        layouts.style_on(date(2010, 3, 5))


def test_header_columns_hold_the_national_name_on_one_line():
    left, right = layouts.header_columns(ND30_2020)

    assert (left, right) == (66, 99)
    assert width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "Bold") == pytest.approx(95.7, abs=0.1)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("SỞ NỘI VỤ", ("SỞ NỘI VỤ",)),
        ("ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA", ("ỦY BAN NHÂN DÂN", "TỈNH KHÁNH HÒA")),
        ("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", ("SỞ NÔNG NGHIỆP VÀ", "PHÁT TRIỂN NÔNG THÔN")),
    ],
)
def test_long_issuer_names_break_between_words(name, lines):
    assert fit_lines([name], limit_mm=66, size_pt=13, face="Bold") == lines


def test_eight_columns_stand_upright_and_nine_turn_the_page():
    assert not layouts.is_landscape(8) and layouts.is_landscape(9)
    assert len(PORTRAIT_QUOTAS) == 8 and len(LANDSCAPE_QUOTAS) == 11


def quota_table(columns, *rows):
    return build_table(Annex("quotas", ("Bảng",), columns, quota_rows=rows))


def texts(row):
    return [cell.text for cell in row.cells]


def test_nothing_assigned_prints_a_dash_and_zero_prints_zero():
    row = QuotaAnnexRow("1", "Y tế", "Sở Y tế", "Tập thể", "", actual=0)

    table = quota_table(PORTRAIT_QUOTAS, row)

    assert texts(table.rows[0]) == ["1", "Y tế: Sở Y tế", "Tập thể", "-", "0", "-", "-", ""]


def test_group_row_covers_the_naming_columns_and_announces_the_field():
    group = QuotaAnnexRow("1", "Y tế", "", "", "≥ 50", actual=23, is_group=True)
    row = QuotaAnnexRow("1.1", "Y tế", "Sở Y tế", "Tập thể", "≥ 20", actual=1234)
    total = QuotaAnnexRow("", "", "", "", "≥ 50", actual=23, is_total=True)

    table = quota_table(PORTRAIT_QUOTAS, group, row, total)

    assert [(cell.text, cell.span) for cell in table.rows[0].cells[:3]] == [("1", 1), ("Y tế", 2), ("≥ 50", 1)]
    assert texts(table.rows[1])[1:5] == ["Sở Y tế", "Tập thể", "≥ 20", "1.234"]
    assert texts(table.rows[2])[:3] == ["", "Tổng cộng", "≥ 50"]
    assert [row.kind for row in table.rows] == ["group", "", "total"]


def test_wide_table_has_two_head_rows_with_the_stages_under_one_head():
    upper, lower = quota_table(LANDSCAPE_QUOTAS).heads

    assert [(cell.text, cell.span, cell.rows) for cell in upper[3:6]] == [
        ("Chỉ tiêu", 1, 2), ("Kết quả (lũy kế)", 4, 1), ("Tỷ lệ (%)", 1, 2),
    ]  # fmt: skip
    assert [cell.text for cell in lower] == ["Đăng ký", "Đang bồi dưỡng", "Công nhận", "Nhân rộng"]


def test_column_widths_fill_the_table():
    for columns in (PORTRAIT_QUOTAS, LANDSCAPE_QUOTAS):
        widths = quota_table(columns).widths
        assert sum(float(width.rstrip("%")) for width in widths) == pytest.approx(100, abs=0.1)
    assert set(PORTRAIT_QUOTAS) | set(LANDSCAPE_QUOTAS) <= set(COLUMNS["quotas"])


def test_recipients_are_punctuated_once_with_the_archive_last():
    lines = recipient_lines(("- Như trên;", "Lưu: VT, TĐKT.", "Sở Y tế;"), answers="Như trên")

    assert lines == ("- Như trên;", "- Sở Y tế;", "- Lưu: VT, TĐKT.")
    assert recipient_lines((), answers="") == ("- Lưu: VT.",)
    assert recipient_lines(("Lưu: VT",), answers="", style=HD05_2026) == ("- Lưu Văn phòng.",)
    assert recipient_lines(("Ban A", "Lưu Văn phòng Tỉnh ủy"), answers="", style=HD36_2018) == (
        "- Ban A,", "- Lưu Văn phòng Tỉnh ủy.")
