"""Numbers of documents: whole or not at all."""
import pytest

from core.errors import InvalidInput
from plans.enums import DocSystem
from plans.numbers_of_documents import DocumentNumber, parse_number, parse_number_or_blank, symbol_of

STATE, PARTY = DocSystem.STATE, DocSystem.PARTY


@pytest.mark.parametrize(("text", "expected"), [
    ("12065/KH-UBND", DocumentNumber("12065", "KH-UBND", STATE)),
    ("105 /KH-UBND", DocumentNumber("105", "KH-UBND", STATE)),
    ("180/UBND-TH", DocumentNumber("180", "UBND-TH", STATE)),
    ("Số: 2974/HD-BTĐKT", DocumentNumber("2974", "HD-BTĐKT", STATE)),
    ("19/CT-TTg", DocumentNumber("19", "CT-TTg", STATE)),
    ("số 05/TTr-SNV", DocumentNumber("5", "TTr-SNV", STATE)),
    ("30/2020/NĐ-CP", DocumentNumber("30", "NĐ-CP", STATE, 2020)),
    ("06/2022/QH15", DocumentNumber("6", "QH15", STATE, 2022)),
    ("56-KH/TU", DocumentNumber("56", "KH/TU", PARTY)),
    ("34 - CT/TW", DocumentNumber("34", "CT/TW", PARTY)),
    ("12–CTr/TU", DocumentNumber("12", "CTr/TU", PARTY)),
    ("144-QĐ/TW", DocumentNumber("144", "QĐ/TW", PARTY)),
])
def test_state_and_party_numbers_are_read(text, expected):
    assert parse_number(text) == expected


@pytest.mark.parametrize("text", ["12065/KH-UBND", "30/2020/NĐ-CP", "56-KH/TU"])
def test_a_number_prints_as_documents_write_it(text):
    assert str(parse_number(text)) == text


@pytest.mark.parametrize("text", [
    "JH/180/UBND-TH", "1O5/KH-UBND", "12065", "KH-UBND", "/KH-UBND", "12065/KH-UBND 2", "12/KH-UBND ngày 05/12/2024",
    "12/KH", "12-KH", "0/KH-UBND", "12//KH-UBND", "12/KH-UBND, 13/KH-UBND", "١٢/KH-UBND", "12/KH-", "", "Số:",
])
def test_a_damaged_number_is_refused_and_never_taken_in_part(text):
    with pytest.raises(InvalidInput) as caught:
        parse_number(text)

    assert "không phải là số, ký hiệu văn bản đầy đủ" in caught.value.errors["number"][0]


@pytest.mark.parametrize(("text", "symbol", "system"), [
    ("Số:      /KH-SNN", "KH-SNN", STATE), ("/UBND-TH", "UBND-TH", STATE), ("Số:   -KH/ĐUK", "KH/ĐUK", PARTY),
])
def test_a_number_left_open_keeps_its_symbol(text, symbol, system):
    assert parse_number_or_blank(text) == DocumentNumber("", symbol, system)


@pytest.mark.parametrize(("text", "symbol"), [
    ("12065/KH-UBND", "KH-UBND"), ("/KH-UBND", "KH-UBND"), ("56-KH/TU", "KH/TU"), ("JH/180/UBND-TH", ""), ("", ""),
])
def test_the_symbol_stands_alone(text, symbol):
    assert symbol_of(text) == symbol
