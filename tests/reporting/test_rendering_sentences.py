"""Drafted sentences, numbers and days: right at 0, 1, many, and when best equals worst."""

from datetime import date

import pytest

from reporting.documents import sentences
from reporting.documents.sentences import Progress
from reporting.documents.text import NO_BREAK, day_text, document_number, listed, long_day_text, number_text, share_text

DAY = date(2023, 6, 30)
GAP = NO_BREAK * 6


@pytest.mark.parametrize(
    ("actual", "target", "shortfall", "sentence"),
    [
        (163, 400, 237, "Đến ngày 30/6/2023, có 163/400 điển hình được công nhận, đạt 40,75 % chỉ tiêu, "
                        "còn thiếu 237 điển hình."),
        (0, 400, 400, "Đến ngày 30/6/2023, chưa có điển hình nào được công nhận (0/400); còn thiếu 400 điển hình."),
        (1, 3, 2, "Đến ngày 30/6/2023, có 1/3 điển hình được công nhận, đạt 33,33 % chỉ tiêu, còn thiếu 2 điển hình."),
        (400, 400, 0, "Đến ngày 30/6/2023, có 400/400 điển hình được công nhận, đạt 100 % chỉ tiêu."),
        (410, 400, 5, "Đến ngày 30/6/2023, có 410/400 điển hình được công nhận, đạt 102,5 % chỉ tiêu, "
                      "còn thiếu 5 điển hình."),
        (7, 0, 0, "Đến ngày 30/6/2023, có 7 điển hình được công nhận; Kế hoạch không giao chỉ tiêu bằng số."),
        (0, 0, 0, "Đến ngày 30/6/2023, chưa có điển hình nào được công nhận; "
                  "Kế hoạch không giao chỉ tiêu bằng số."),
    ],
)  # fmt: skip
def test_progress_sentence(actual, target, shortfall, sentence):
    assert sentences.progress_sentence(actual=actual, target=target, shortfall=shortfall, as_of=DAY) == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((), ""),
        ((Progress("Y tế", 5, 10),), ""),
        ((Progress("Y tế", 5, 10), Progress("Giáo dục", 10, 20)), "Các lĩnh vực có tiến độ như nhau, cùng đạt 50 %."),
        ((Progress("Y tế", 5, 10), Progress("Giáo dục", 1, 20), Progress("Văn hóa", 3, 0)),
         "Lĩnh vực đạt tỷ lệ cao nhất: Y tế (đạt 50 %); thấp nhất: Giáo dục (đạt 5 %)."),
        ((Progress("Y tế", 5, 10), Progress("A", 0, 2), Progress("B", 0, 2), Progress("C", 0, 2), Progress("D", 0, 2)),
         "Lĩnh vực đạt tỷ lệ cao nhất: Y tế (đạt 50 %); thấp nhất: 4 lĩnh vực (cùng chưa có kết quả)."),
        ((Progress("Y tế", 5, 10), Progress("A", 0, 2)),
         "Lĩnh vực đạt tỷ lệ cao nhất: Y tế (đạt 50 %); thấp nhất: A (chưa có kết quả)."),
        ((Progress("Y tế", 0, 10), Progress("Giáo dục", 0, 20)), ""),
        ((Progress("Y tế", 10, 10), Progress("Giáo dục", 20, 20), Progress("A", 1, 2)),
         "Lĩnh vực đạt tỷ lệ thấp nhất: A (đạt 50 %)."),
        ((Progress("Y tế", 10, 10), Progress("Giáo dục", 20, 20)), ""),
        ((Progress("Y tế", 5, 10), Progress("Giáo dục", 10, 20), Progress("A", 1, 10)),
         "Lĩnh vực đạt tỷ lệ cao nhất: Y tế và Giáo dục (cùng đạt 50 %); thấp nhất: A (đạt 10 %)."),
    ],
)  # fmt: skip
def test_extremes_sentence(rows, sentence):
    assert sentences.extremes_sentence(rows) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((), ""),
        (((9, 10),), "Lĩnh vực A chưa hoàn thành chỉ tiêu."),
        (((10, 10),), "Lĩnh vực A đã hoàn thành chỉ tiêu."),
        (((1, 10), (2, 10)), "Chưa có lĩnh vực nào trong 2 lĩnh vực hoàn thành chỉ tiêu."),
        (((10, 10), (2, 10)), "Có 1/2 lĩnh vực hoàn thành chỉ tiêu: A."),
        (((10, 10), (12, 10)), "Cả 2 lĩnh vực đều đã hoàn thành chỉ tiêu."),
        (((1, 1),) * 4 + ((0, 1),), "Có 4/5 lĩnh vực hoàn thành chỉ tiêu."),
    ],
)
def test_completed_sentence(counts, sentence):
    rows = [Progress("ABCDE"[place], actual, target) for place, (actual, target) in enumerate(counts)]

    assert sentences.completed_sentence(rows) == sentence


@pytest.mark.parametrize(("name", "noun", "sentence"), [
    ("Lĩnh vực y tế", "lĩnh vực", "Lĩnh vực y tế đã hoàn thành chỉ tiêu."),
    ("lĩnh vực y tế", "lĩnh vực", "Lĩnh vực y tế đã hoàn thành chỉ tiêu."),
    ("Phong trào “Vì người nghèo”", "lĩnh vực", "Phong trào “Vì người nghèo” đã hoàn thành chỉ tiêu."),
    ("Quốc phòng - an ninh", "lĩnh vực", "Lĩnh vực Quốc phòng - an ninh đã hoàn thành chỉ tiêu."),
    ("Sở Y tế", "cơ quan", "Sở Y tế đã hoàn thành chỉ tiêu."),
])
def test_the_only_field_or_agency_is_named_once(name, noun, sentence):
    assert sentences.completed_sentence([Progress(name, 1, 1)], noun=noun) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 0, 0), "Chưa có nhiệm vụ nào đến hạn."),
        ((1, 0, 0), "Có 1 nhiệm vụ đến hạn, đã được thực hiện đúng hạn."),
        ((5, 0, 0), "Cả 5 nhiệm vụ đến hạn đều được thực hiện đúng hạn."),
        ((0, 0, 1), "Có 1 nhiệm vụ đến hạn, chưa được thực hiện."),
        ((0, 3, 0), "Cả 3 nhiệm vụ đến hạn đều được thực hiện chậm hạn."),
        ((1, 0, 1), "Trong 2 nhiệm vụ đến hạn, có 1 đúng hạn và 1 chưa thực hiện."),
        ((9, 2, 1), "Trong 12 nhiệm vụ đến hạn, có 9 đúng hạn, 2 chậm hạn và 1 chưa thực hiện."),
        ((0, 0, 2), "Cả 2 nhiệm vụ đến hạn đều chưa được thực hiện."),
        ((0, 1, 0), "Có 1 nhiệm vụ đến hạn, đã được thực hiện chậm hạn."),
    ],
)
def test_duties_sentence(counts, sentence):
    on_time, late, missing = counts

    assert sentences.duties_sentence(on_time=on_time, late=late, missing=missing) == sentence


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ((), "Các cơ quan có chỉ tiêu đều đã có điển hình được công nhận."),
        (("Sở Nội vụ",), "Sở Nội vụ chưa có điển hình được công nhận."),
        (("A", "B", "C"), "Có 3/12 cơ quan chưa có điển hình được công nhận: A, B và C."),
        (tuple("ABCDEFG"), "Có 7/12 cơ quan chưa có điển hình được công nhận."),
        (tuple("ABCDEFGHIJKL"), "Cả 12 cơ quan đều chưa có điển hình được công nhận."),
    ],
)
def test_silent_sentence(names, sentence):
    assert sentences.silent_sentence(names, total=12) == sentence


@pytest.mark.parametrize(("names", "sentence"), [
    ((), ""),
    (("Sở Y tế",), "Sở Y tế chưa có điển hình được công nhận."),
])
def test_silent_sentence_of_a_plan_with_one_agency(names, sentence):
    assert sentences.silent_sentence(names, total=1) == sentence


def test_party_plan_is_cited_with_a_comma_before_the_day():
    cited = sentences.cite_plan(doc_type="Kế hoạch", number="235-KH", symbol="TU", issued_on=date(2024, 11, 11),
                                issuer="Ban Thường vụ Tỉnh ủy", subject="Xây dựng điển hình", party=True)  # fmt: skip

    assert cited == "Kế hoạch số 235-KH/TU, ngày 11/11/2024 của Ban Thường vụ Tỉnh ủy về xây dựng điển hình"


def test_plan_without_number_and_day_is_cited_with_gaps():
    cited = sentences.cite_plan(doc_type="Kế hoạch", number=None, symbol="KH-SNN", issued_on=None, month=11, year=2021,
                                issuer="Sở Nông nghiệp", subject="Xây dựng điển hình")  # fmt: skip

    assert cited == f"Kế hoạch số {GAP}/KH-SNN ngày{GAP}tháng 11 năm 2021 của Sở Nông nghiệp về xây dựng điển hình"


def test_plan_with_number_and_day_is_cited_in_full():
    cited = sentences.cite_plan(doc_type="Kế hoạch", number="5", symbol="KH-UBND", issued_on=date(2019, 2, 4),
                                issuer="UBND huyện", subject="về việc tuyên truyền")  # fmt: skip

    assert cited == "Kế hoạch số 05/KH-UBND ngày 04 tháng 02 năm 2019 của UBND huyện về việc tuyên truyền"


def test_numbers_and_days_are_written_as_offices_write_them():
    assert [number_text(n) for n in ("40.80", "40.755", "12", "1234567.5")] == ["40,8", "40,76", "12", "1.234.567,5"]
    assert [share_text(163, 400), share_text(1, 3), share_text(2, 0)] == ["40,75", "33,33", "-"]
    assert [day_text(date(2024, 12, 5)), day_text(date(2019, 9, 4)), day_text(date(2025, 2, 9))] == [
        "05/12/2024", "04/9/2019", "09/02/2025",
    ]  # fmt: skip
    assert long_day_text(month=7, year=2023) == f"ngày{GAP}tháng 7 năm 2023"
    assert [document_number("05", "BC-SNV"), document_number("", "BC-SNV")] == ["05/BC-SNV", f"{GAP}/BC-SNV"]
    assert [listed(""), listed("A"), listed("AB"), listed("ABC")] == ["", "A", "A và B", "A, B và C"]
