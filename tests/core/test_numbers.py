"""Numbers as offices print them."""
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers import two_digits, viet_number, viet_percent


@pytest.mark.parametrize(("number", "text"), [
    (0, "0"), (999, "999"), (1234, "1.234"), (1234567, "1.234.567"), (-1234, "-1.234"), (None, ""),
])
def test_thousands_are_parted_by_dots(number, text):
    assert viet_number(number) == text


@pytest.mark.parametrize(("part", "whole", "text"), [
    (7, 8, "87,5"), (1, 3, "33,3"), (2, 3, "66,7"), (28, 30, "93,3"), (1, 1, "100"), (0, 5, "0"), (1, 0, ""),
    (1, 2000, "0,1"), (1, 2001, "0"), (12345, 100, "12.345"), (-1, 8, "-12,5"), (25, 20, "125"),
])
def test_shares_have_one_decimal_at_most(part, whole, text):
    assert viet_percent(part, whole) == text


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_never_further_than_half_a_tenth_from_the_truth(part, whole):
    printed = Fraction(viet_percent(part, whole).replace(".", "").replace(",", "."))

    assert -Fraction(1, 20) < printed - Fraction(100 * part, whole) <= Fraction(1, 20)


@pytest.mark.parametrize(("number", "text"), [(0, "00"), (5, "05"), (10, "10"), (1200, "1.200"), (None, "")])
def test_small_counts_get_a_leading_zero(number, text):
    assert two_digits(number) == text
