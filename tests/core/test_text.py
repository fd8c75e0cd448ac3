"""Vietnamese text: cleaning, search keys, name keys, order."""
import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import (
    clean_line,
    clean_text,
    fold,
    given_name,
    given_name_key,
    nfc,
    normalised_name,
    shortened,
    sort_key,
    unprintable,
)

SYLLABLES = ["An", "Ánh", "Ẵn", "Ân", "Ẩn", "Dũng", "Đức", "Oanh", "Ổn", "Uyên", "Ưng"]


@pytest.mark.parametrize(("text", "clean"), [
    (unicodedata.normalize("NFD", "Nguyễn Thị Hằng"), "Nguyễn Thị Hằng"),
    ("ê\u0301", "ế"),
    ("  Sở\u00a0Nội   vụ\t\r\n ", "Sở Nội vụ"),
    ("Khánh\u200b Hòa\ufeff \u00ad\u202e", "Khánh Hòa"),
    ("a\x00b\x07c\ue000", "abc"),
    ("một\nhai\x0bba\u2028bốn", "một hai ba bốn"),
    ("", ""),
])
def test_a_line_is_composed_printable_and_single_spaced(text, clean):
    assert clean_line(text) == clean


def test_paragraphs_stay_and_spare_space_goes():
    text = "\n\n Điều 1.  Mục đích \r\n\tđẩy mạnh\x0c\n\n\n\nĐiều 2.\x07 \n"

    assert clean_text(text) == "Điều 1. Mục đích\nđẩy mạnh\n\nĐiều 2."


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    line, paragraphs = clean_line(text), clean_text(text)

    assert clean_line(line) == line == nfc(line)
    assert clean_text(paragraphs) == paragraphs == nfc(paragraphs)
    assert unprintable(line + paragraphs) == ""


@pytest.mark.parametrize("text", ["Hòa", "Hoà", "HÒA", " hoa ", unicodedata.normalize("NFD", "hoà")])
def test_search_ignores_accents_case_and_tone_places(text):
    assert fold(text) == "hoa"


def test_search_reads_stroked_d_as_d():
    assert fold("Đặng  Thị Đẹp") == "dang thi dep"


@pytest.mark.parametrize(("name", "key"), [
    ("Ông NGUYỄN VĂN HÒA", "nguyễn văn hòa"),
    ("Nguyễn Văn Hoà", "nguyễn văn hòa"),
    ("Đ/c Đại tá Lê Sỹ Hằng", "lê sĩ hàng"),
    ("PGS.TS. Trần Thuỷ", "trần thủy"),
    ("BS.CKII Phạm Thúy-An", "phạm thúy an"),
    ("Bác sỹ Hồ Quỳ", "hồ quỳ"),
    ("đồng chí Nguyễn Thị Hòa", "nguyễn thị hòa"),
    ("Bà Rịa", "bà rịa"),
    ("Uỷ ban nhân dân xã Hoà Quý", "ủy ban nhân dân xã hòa quý"),
    ("Thi đua -  Khen thưởng", "thi đua khen thưởng"),
    ("Bà", "bà"),
    ("", ""),
])
def test_two_spellings_of_one_name_share_a_key(name, key):
    assert normalised_name(name) == key


@pytest.mark.parametrize(("early", "late"), [
    ("hòa", "hoà"), ("khỏe", "khoẻ"), ("thủy", "thuỷ"), ("toàn", "tòan"), ("quý", "qúy"), ("quả", "qủa"),
    ("già", "gìa"), ("xoẹt", "xọet"), ("khuỷu", "khủyu"),
])
def test_tone_places_do_not_part_names(early, late):
    assert normalised_name(early) == normalised_name(late) == early


@pytest.mark.parametrize("word", ["gìn", "nghĩa", "quốc", "giếng", "của", "mùa", "thuở", "huệ", "tuế", "lũy tre"])
def test_tones_in_their_only_place_stay(word):
    assert normalised_name(word) == word


def test_different_names_keep_different_keys():
    assert len({normalised_name(name) for name in ("Nguyễn Văn Hòa", "Nguyễn Văn Hoa", "Nguyễn Văn Hóa")}) == 3


def test_vietnamese_order_holds_for_any_starting_order():
    shuffled = random.Random(7).sample(SYLLABLES, len(SYLLABLES))

    assert sorted(shuffled, key=sort_key) == SYLLABLES


@pytest.mark.parametrize("names", [
    ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ", "mb"],
    ["an", "An", "AN", "àn", "an bình", "ang"],
    ["Khối 10a", "Khối 2", "Khối a"],
    ["1", "a", "z"],
    ["Sở Công Thương", "Sở Du lịch", "Sở Nội vụ", "Sở Y tế"],
    ["Hoa Nguyễn", "Hòa Nguyễn", "Hoa Trần"],
])
def test_order_goes_by_letters_then_tones_then_capitals(names):
    assert sorted(names[::-1], key=sort_key) == names


@given(st.text())
def test_the_key_is_small_ascii_that_every_database_orders_alike(text):
    assert re.fullmatch("[0-9a-z]*", sort_key(text) + given_name_key(text))


@given(st.text(alphabet="aăâbcdđeêghoôơuưyáàảãạ AĐÔ", max_size=6), st.text(alphabet="aăâđeáà AĐ", max_size=6))
def test_different_lines_never_share_a_sort_key(one, other):
    assert (sort_key(one) == sort_key(other)) == (clean_line(one) == clean_line(other))


@pytest.mark.parametrize(("name", "given"), [
    ("Nguyễn Văn Hoà", "Hoà"), ("Ông Trần An (Ba An)", "An"), ("Y Moan", "Moan"), ("Nguyễn Thị Thúy-An", "An"),
    ("Ánh", "Ánh"), ("", ""), ("(không tên)", ""),
])
def test_the_given_name_is_the_last_word(name, given):
    assert given_name(name) == given


def test_people_stand_by_given_name_then_family_name_then_middle_names():
    people = ["Lê Văn An", "Trần Thị An", "Trần Văn An", "Nguyễn Thị Ánh", "Ông Nguyễn Dũng", "Bùi Đức",
              "Bùi Hoà", "ĐẶNG HÒA", "Lê Thị Hoà"]

    assert sorted(people[::-1], key=given_name_key) == people


@pytest.mark.parametrize(("text", "short"), [("Sở Y tế", "Sở Y tế"), ("Sở Y tế ạ", "Sở Y t…"), ("", "")])
def test_a_long_text_ends_with_an_ellipsis_within_the_length(text, short):
    assert shortened(text, 7) == short
