"""Which numbers are sure: those with a bearer, a bound or words of choosing; a person looks at the others."""

import pytest

from plans.intake import read_text

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\n\nSố: 12/KH-UBND\n\nAn Giang, ngày 02 tháng 3 năm 2026\n\nKẾ HOẠCH\n"
    "Triển khai công tác thi đua năm 2026\n\n"
)
TAIL = "\n\nII. TỔ CHỨC THỰC HIỆN\n\nCác đơn vị thực hiện."
PLAIN = HEAD + "I. NỘI DUNG\n\n1. Công tác triển khai\n\n{}" + TAIL
ASKED = HEAD + "I. CHỈ TIÊU\n\n1. Mỗi xã giới thiệu không quá 09 tập thể.\n\n2. {}" + TAIL
FIELD = (
    HEAD + "I. CÁC LĨNH VỰC\n\n1. Lĩnh vực nông nghiệp\n\na) Sở Nông nghiệp và Môi trường chủ trì.\n\nb) {}\n\n"
    "2. Lĩnh vực y tế: Sở Y tế chủ trì lựa chọn không quá 09 tập thể." + TAIL
)
PLACES = pytest.mark.parametrize("place", [PLAIN, ASKED, FIELD], ids=["plain", "under «chỉ tiêu»", "in a field"])


def levels(place, sentence):
    """(number, level) of each quota that `sentence` gives where `place` puts it."""
    read = read_text(place.format(sentence))
    quotas = {f"general_quotas[{n}]": quota for n, quota in enumerate(read["general_quotas"])}
    for n, field in enumerate(read["fields"]):
        quotas |= {f"fields[{n}].quotas[{k}]": quota for k, quota in enumerate(field["quotas"])}
    return [
        (quota["min"], read["evidence"][path]["level"]) for path, quota in quotas.items() if quota["max"] != 9
    ]


@PLACES
@pytest.mark.parametrize(
    "sentence",
    [
        "Tham gia giao lưu 15 điển hình tiên tiến.",
        "Thành lập 03 tổ công tác gồm 15 cá nhân.",
        "Tổ chức hội nghị biểu dương 15 cá nhân.",
        "Đăng ký 15 cá nhân dự hội nghị trước ngày 10/6/2026.",
    ],
)
def test_guests_and_members_are_to_be_looked_at(place, sentence):
    assert levels(place, sentence) == [(15, "cần xem")]


@PLACES
@pytest.mark.parametrize(
    "sentence",
    [
        "Chọn 05 cá nhân làm giám khảo.",
        "Đề cử 03 cá nhân vào Ban Giám khảo.",
        "Giao Sở Văn hóa, Thể thao và Du lịch giới thiệu 20 gương trên sóng truyền hình.",
    ],
)
def test_persons_chosen_for_another_purpose_are_no_quota(place, sentence):
    assert levels(place, sentence) == []


@pytest.mark.parametrize(
    ("place", "level"), [(PLAIN, "cần xem"), (ASKED, "chắc chắn"), (FIELD, "cần xem")],
    ids=["plain", "under «chỉ tiêu»", "in a field"],
)
def test_a_bare_number_of_nobody_is_sure_only_under_words_that_ask(place, level):
    assert levels(place, "Nhân rộng 08 mô hình trên địa bàn.") == [(8, level)]


@PLACES
@pytest.mark.parametrize("sentence", ["Xây dựng ít nhất 08 mô hình.", "Lựa chọn 08 cá nhân."])
def test_a_bound_or_a_word_of_choosing_makes_a_number_sure(place, sentence):
    assert levels(place, sentence) == [(8, "chắc chắn")]


def test_a_second_step_without_its_bearer_is_to_be_looked_at():
    sentence = "Đến năm 2027, mỗi xã có ít nhất 01 mô hình được công nhận cấp tỉnh; đến năm 2030 có 03 mô hình trở lên."

    assert levels(PLAIN, sentence)[-1] == (3, "cần xem")
