"""Quota lines in words."""
from datetime import date

import pytest

from plans.enums import Modality
from reporting.figures import board_totals, quota_lines
from reporting.wording import board_sentence, bound_text, figure_text, need_text, short_field
from tests.factories import OrganizationFactory, PlanFieldFactory, obligation_of
from tests.reporting.board_samples import count

DAY = date(2023, 6, 30)
pytestmark = pytest.mark.django_db


def line_of(actual, as_of=DAY, **rule):
    obligation = obligation_of(OrganizationFactory(), window=(date(2022, 3, 31), date(2025, 3, 31)), **rule)
    count(obligation, actual, on=date(2022, 6, 1))
    return quota_lines(obligation.rule.plan, as_of=as_of)[0]


@pytest.mark.parametrize(("rule", "actual", "bound", "figure"), [
    ({"min_count": 30}, 8, "30", "8/30"),
    ({"min_count": 5, "max_count": 7}, 4, "5–7", "4/5–7"),
    ({"min_count": 5, "max_count": 5}, 5, "đúng 05", "05/05"),
    ({"min_count": 3, "target_count": 10}, 2, "3, mục tiêu 10", "2/3, mục tiêu 10"),
    ({"min_count": 1, "target_count": 5, "modality": Modality.MAY}, 4, "khuyến khích từ 5, không giới hạn",
     "4 (khuyến khích từ 5, không giới hạn)"),
    ({"min_count": None, "max_count": 7}, 2, "không quá 7", "2 (không quá 7)"),
    ({"min_count": None, "modality": Modality.PENDING}, 3, "chưa phân bổ", "3 (chưa phân bổ)"),
    ({"min_count": None}, 3, "không giao số", "3 (không giao số)"),
])
def test_bounds_and_figures(rule, actual, bound, figure):
    line = line_of(actual, **rule)

    assert (bound_text(line), figure_text(line)) == (bound, figure)


@pytest.mark.parametrize(("rule", "actual", "as_of", "need"), [
    ({"min_count": 30}, 8, DAY, "cần thêm 22 trong 7 quý ≈ 4 mỗi quý"),
    ({"min_count": 30}, 28, date(2025, 1, 2), "cần thêm 2 trước hết ngày 31/3/2025"),
    ({"min_count": 30}, 28, date(2025, 3, 31), "cần thêm 2 ngay hôm nay"),
    ({"min_count": 30}, 28, date(2025, 4, 1), "còn thiếu 2"),
    ({"min_count": 30}, 30, DAY, ""),
    ({"min_count": 3, "max_count": 5}, 6, DAY, "vượt 1"),
])
def test_what_is_missing_and_by_when(rule, actual, as_of, need):
    assert need_text(line_of(actual, as_of, **rule), as_of) == need


@pytest.mark.parametrize(("name", "short"), [
    ("Điển hình tiên tiến trong phong trào thi đua “Đổi mới, sáng tạo” của ngành", "Đổi mới, sáng tạo"),
    ("Điển hình tiên tiến trong lĩnh vực y tế", "Y tế"),
    ("Gia đình, dòng họ", "Gia đình, dòng họ"),
])
def test_fields_in_few_words(name, short):
    obligation = obligation_of(OrganizationFactory(), field=PlanFieldFactory(name=name))

    assert short_field(quota_lines(obligation.rule.plan, as_of=DAY)[0]) == short


def test_the_sentence_never_adds_a_surplus_to_a_gap():
    field = PlanFieldFactory(name="Lĩnh vực y tế")
    window = (date(2022, 3, 31), date(2025, 3, 31))
    for minimum, actual in ((10, 12), (30, 8)):
        count(obligation_of(OrganizationFactory(), field=field, window=window, min_count=minimum), actual)
    lines = quota_lines(field.plan, as_of=DAY)

    assert board_sentence(lines, board_totals(lines), DAY) == (
        "Đến 30/6/2023: 20/40 điển hình được công nhận (45 %; phần vượt 2 không bù cho nơi còn thiếu). "
        "0/1 lĩnh vực đạt hoặc đúng tiến độ, 1 nguy cơ: Lĩnh vực y tế (cá nhân 8/30).")


def test_the_sentence_of_a_plan_without_figures_gives_no_share():
    obligation = obligation_of(OrganizationFactory(), min_count=None, modality=Modality.PENDING)
    lines = quota_lines(obligation.rule.plan, as_of=DAY)

    assert board_sentence(lines, board_totals(lines), DAY) == (
        "Đến 30/6/2023: 0 điển hình được công nhận; 1 chỉ tiêu chưa có con số.")


def test_what_is_only_on_track_is_not_said_to_be_reached_beside_what_was_missed():
    plan = PlanFieldFactory().plan
    for last_year, minimum, actual in ((2022, 3, 0), (2025, 10, 6)):
        window = (date(2022, 1, 1), date(last_year, 12, 31))
        quota = obligation_of(OrganizationFactory(), field=PlanFieldFactory(plan=plan), window=window,
                              min_count=minimum)
        count(quota, actual, on=date(2022, 6, 1))
    lines = quota_lines(plan, as_of=DAY)

    assert "1/2 lĩnh vực đạt hoặc đúng tiến độ, 1 không đạt." in board_sentence(lines, board_totals(lines), DAY)
