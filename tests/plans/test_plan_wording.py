"""Sentences that read a rule, a deadline or a document back."""
from dataclasses import replace
from datetime import date

import pytest

from plans.models import Document
from plans.wording import RuleFacts, bounds_words, deadline_words, document_words, period_words, rule_sentence

ALL = ("collective", "individual", "household")
COMMUNES = RuleFacts(subject_types=ALL, least=5, most=7, category="Mỗi xã",
                     period=(date(2019, 1, 1), date(2020, 12, 31)))
SECTOR = RuleFacts(subject_types=("collective",), least=10, bearers=("Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
                   fields=("Quốc phòng - an ninh",), field_mode="each", period=(date(2021, 1, 1), date(2025, 12, 31)))


def test_a_range_for_each_unit_of_a_group_reads_as_the_plan_says():
    assert rule_sentence(COMMUNES) == (
        "Mỗi xã chọn từ 5 đến 7 mô hình, điển hình (gộp mọi lĩnh vực) trong cả kỳ 2019 - 2020; tính khi được công nhận")


def test_every_named_agency_owes_the_whole_figure_or_all_owe_it_together():
    each, joint = rule_sentence(SECTOR), rule_sentence(replace(SECTOR, bearer_mode="joint"))

    assert each == (
        "Mỗi cơ quan (Công an tỉnh; Bộ Chỉ huy Quân sự tỉnh) chọn ít nhất 10 tập thể trong lĩnh vực «Quốc phòng"
        " - an ninh» trong cả kỳ 2021 - 2025; tính khi được công nhận")
    assert joint.startswith("Các cơ quan Công an tỉnh; Bộ Chỉ huy Quân sự tỉnh cùng chọn ít nhất 10 tập thể")


@pytest.mark.parametrize(("changes", "part"), [
    ({"modality": "pending", "least": None, "most": None, "allocator": "UBND tỉnh"},
     "chọn mô hình, điển hình theo số lượng do UBND tỉnh phân bổ"),
    ({"modality": "may", "least": None, "most": None, "target": 5},
     "có thể chọn mô hình, điển hình, khuyến khích từ 5 trở lên"),
    ({"most": None, "target": 10}, "chọn mô hình, điển hình, ít nhất 5, mục tiêu 10"),
    ({"most": 5}, "chọn đúng 5 mô hình, điển hình"),
    ({"unit": "percent", "percent": 20, "least": None, "most": None}, "chọn ít nhất 20 % mô hình, điển hình"),
    ({"least": None, "most": None}, "chọn mô hình, điển hình, không ấn định số lượng"),
    ({"record_kinds": ("model",), "subject_types": ("collective",)}, "từ 5 đến 7 mô hình của tập thể"),
    ({"subject_types": ("collective", "individual")}, "từ 5 đến 7 tập thể, cá nhân (tính chung)"),
    ({"window_kind": "calendar_year", "first_year": 2025}, "mỗi năm kể từ năm 2025"),
    ({"window_kind": "phase", "phases": ("Giai đoạn 1", "Giai đoạn 2")},
     "trong từng giai đoạn (Giai đoạn 1; Giai đoạn 2)"),
    ({"stage": "forwarded", "forward_to": "Ban Thường vụ Tỉnh ủy"}, "tính khi gửi Ban Thường vụ Tỉnh ủy"),
    ({"category": "Xã miền núi"}, "Mỗi đơn vị trong nhóm «Xã miền núi» chọn"),
    ({"overrides": "Q02"}, "thay cho chỉ tiêu Q02 với các đơn vị này"),
])
def test_each_kind_of_rule_has_its_words(changes, part):
    assert part in rule_sentence(replace(COMMUNES, **changes))


@pytest.mark.parametrize(("bounds", "words"), [
    ((10, None), "ít nhất 10"), ((5, 5), "đúng 5"), ((None, 7), "không quá 7"),
    ((None, None), "không ấn định số lượng"),
    ((1200, None), "ít nhất 1.200")])
def test_bounds_in_words(bounds, words):
    assert bounds_words(*bounds) == words


@pytest.mark.parametrize(("days", "words"), [
    ((date(2025, 1, 1), date(2025, 12, 31)), "năm 2025"),
    ((date(2022, 3, 1), date(2024, 6, 30)), "từ 01/3/2022 đến 30/6/2024"),
    ((date(2024, 11, 11), None), "từ 11/11/2024, không ghi ngày kết thúc"), ((None, None), "…")])
def test_periods_in_words(days, words):
    assert period_words(*days) == words


@pytest.mark.parametrize(("times", "words"), [
    ({"end": "--11-30", "boundary": "before", "recurrence": "yearly"}, "trước ngày 30 tháng 11 hằng năm"),
    ({"start": "2023-Q1", "end": "2023-Q2"}, "từ Quý I năm 2023 đến Quý II năm 2023"),
    ({"relation": "about", "recurrence": "half_and_year"}, "định kỳ 6 tháng, năm"),
    ({"relation": "occasion", "event_name": "ngày truyền thống"}, "nhân dịp ngày truyền thống"),
    ({"relation": "undated"}, "không ghi thời hạn"), ({"relation": "ongoing"}, "thường xuyên")])
def test_deadlines_in_words(times, words):
    assert deadline_words(**times) == words


@pytest.mark.parametrize(("values", "words"), [
    ({"number": "12065/KH-UBND", "issued_on": date(2021, 11, 26)}, "số 12065/KH-UBND ngày 26/11/2021"),
    ({"issued_precision": "month", "issued_month": date(2021, 11, 1)}, "chưa có số, tháng 11/2021"),
    ({"number": "56-KH/TU", "issued_precision": "unknown"}, "số 56-KH/TU, chưa có ngày")])
def test_unknown_numbers_and_days_are_said_not_made_up(values, words):
    assert document_words(Document(**values)) == words
