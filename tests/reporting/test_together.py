"""Words that stay on one line: the same letters, other places to break."""
import pytest

from reporting.documents.measure import fit_lines
from reporting.documents.together import stretches, with_no_breaks
from reporting.templatetags.together import head, together


@pytest.mark.parametrize(("text", "kept"), [
    ("có 384/400 điển hình, đạt 96 % chỉ tiêu, còn thiếu 3.", ["có 384/400", "đạt 96 %", "thiếu 3."]),
    ("Sở Lao động - Thương binh và Xã hội (còn thiếu 3)", ["Sở Lao động -", "thiếu 3)"]),
    ("số 12065/KH-UBND ngày 26 tháng 11 năm 2021, giai đoạn 2021 - 2025,",
     ["số 12065/KH-UBND", "ngày 26", "tháng 11", "năm 2021,", "đoạn 2021 - 2025,"]),
    ("theo khoản 2 Điều 3, Phụ lục II và khóa XIII", ["khoản 2", "Điều 3,", "lục II", "khóa XIII"]),
    ("Ủy ban giao Sở Nội vụ, Ban Thường vụ; ban tổ chức, sở khác", ["Sở Nội vụ,", "Ban Thường vụ;"]),
    ("- Phối hợp với các cơ quan", []), (f"mã {'9' * 60}", [])])
def test_numbers_hyphens_and_names_stay_with_their_words(text, kept):
    pieces = stretches(text)

    assert [words for words, is_kept in pieces if is_kept] == kept
    assert "".join(words for words, _ in pieces) == text


def test_a_pdf_keeps_every_sign_and_a_word_file_only_its_names_as_they_are():
    text = "Sở Nội vụ <b> có 3 điển hình"

    assert together(text) == (
        '<span class="together">Sở Nội vụ</span> &lt;b&gt; <span class="together">có 3</span> điển hình')
    assert with_no_breaks(text) == "Sở Nội vụ <b> có\u00a03 điển hình"


def test_the_head_of_a_column_leaves_no_syllable_alone():
    assert head("Cơ quan, đơn vị") == 'Cơ quan, <span class="together">đơn vị</span>'
    assert [head(text) for text in ("STT", "Tỷ lệ (%)", "Hộ gia đình")] == ["STT", "Tỷ lệ (%)", "Hộ gia đình"]


def test_a_title_breaks_neither_within_a_usual_word_nor_before_a_number():
    title = ("Tổng kết thực hiện Kế hoạch về xây dựng và nhân rộng điển hình tiên tiến trên địa bàn huyện "
             "từ năm 2019 đến năm 2020")

    lines = fit_lines([title], limit_mm=120, size_pt=14, face="Bold")

    assert " ".join(lines) == title and len(lines) == 3
    assert not any(line.endswith(("điển", "tiên", "năm", "nhân", "địa")) for line in lines)
