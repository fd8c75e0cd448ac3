"""Names printed in capitals as running text writes them."""

import pytest

from plans.intake.names import in_full, quiet


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("ĐẢNG ỦY UBND TỈNH CÀ MAU", "Đảng ủy Ủy ban nhân dân tỉnh Cà Mau"),
        ("ỦY BAN NHÂN DÂN TỈNH CÀ MAU", "Ủy ban nhân dân tỉnh Cà Mau"),
    ],
)
def test_a_printed_name_is_written_quietly(printed, written):
    assert quiet(in_full(printed)) == written
