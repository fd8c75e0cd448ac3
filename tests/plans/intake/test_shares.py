"""Shares among those chosen are pointed out to the person; other percentages are passed over."""

import pytest

from plans.intake import read_document, read_text
from plans.intake.checks import points_to_check
from plans.intake.shares import shares_in
from tests.plans.intake.unseen_documents_c import ANNEX


@pytest.mark.parametrize(
    "sentence",
    [
        "Mỗi đơn vị giới thiệu 05 cá nhân, trong đó ít nhất 30% là nữ.",
        "Tỷ lệ điển hình là người trực tiếp lao động, sản xuất chiếm tối thiểu 40%.",
        "Ưu tiên lao động trực tiếp (không dưới 70%), lao động nữ (không dưới 40%).",
        "Cơ cấu: người dân tộc thiểu số bảo đảm từ 20% trở lên trong số cá nhân được chọn.",
    ],
)
def test_a_share_among_those_chosen_is_noticed(sentence):
    ((start, end),) = shares_in(sentence)

    assert "%" in sentence[start:end]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tập thể đề nghị phải có trên 70% cá nhân đạt danh hiệu Lao động tiên tiến.",
        "Năm 2025 có 1.204 cá nhân điển hình, trong đó 61,4% là nữ.",
        "Giảm ít nhất 2% hộ nghèo là người dân tộc thiểu số mỗi năm.",
        "Tăng 15% số mô hình so với năm trước, ưu tiên vùng sâu, vùng xa.",
        "Lựa chọn ít nhất 05 tập thể, 10 cá nhân là nữ.",
    ],
)
def test_other_percentages_are_passed_over(sentence):
    assert shares_in(sentence) == []


def test_the_share_stands_among_the_points_to_check():
    read = read_document(ANNEX, "ke-hoach.docx")

    points = [words for words, _ in points_to_check(read, {}) if "tỷ lệ" in words]
    assert points == [
        "Văn bản nêu tỷ lệ: «Tỷ lệ điển hình là người trực tiếp lao động, sản xuất chiếm ít nhất 40%, trong đó ít "
        "nhất 30% là nữ». Tỷ lệ này không thành chỉ tiêu; thêm thành điều kiện nếu cần."
    ]


def test_a_number_of_nobody_that_is_not_said_to_be_chosen_is_to_be_looked_at():
    text = "KẾ HOẠCH\nXây dựng điển hình năm 2026\n\nI. NHIỆM VỤ\n1. Bồi dưỡng 20 cá nhân.\n2. Lựa chọn 10 tập thể.\n"

    read = read_text(text)

    levels = [read["evidence"][f"general_quotas[{n}]"]["level"] for n in range(2)]
    assert [quota["min"] for quota in read["general_quotas"]] == [20, 10]
    assert levels == ["cần xem", "chắc chắn"]
