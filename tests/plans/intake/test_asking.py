"""The table of words that ask for nothing: each holds an example, which its own words pass over."""

import re

import pytest

from plans.intake.asking import PASSED_OVER
from plans.intake.quotas import quotas_in
from plans.intake.text import plain


@pytest.mark.parametrize(("name", "words", "example"), PASSED_OVER, ids=[name for name, *_ in PASSED_OVER])
def test_the_example_of_a_rule_asks_for_nothing(name, words, example):
    number = re.search(r"(?:it nhat )?\d", plain(example)).start()

    assert re.search(words, plain(example)) or re.search(words, plain(example[:number]))
    assert quotas_in(example) == []


@pytest.mark.parametrize(("sentence", "found"), [
    ("Toàn tỉnh xây dựng ít nhất 30 mô hình.", [("model", 30, None, "chắc chắn")]),
    ("Toàn tỉnh xây dựng 30 mô hình.", []),
    ("Mỗi xã có ít nhất 01 mô hình được công nhận cấp tỉnh.", [("model", 1, None, "chắc chắn")]),
    ("Xây dựng 07 mô hình được công nhận sáng kiến.", []),
    ("Tuyên dương không quá 10 tập thể và 15 cá nhân.",
     [("collective", None, 10, "chắc chắn"), ("individual", None, 15, "chắc chắn")]),
    ("Tỉnh đã tuyên dương 10 tập thể.", []),
    ("Sở Công Thương giới thiệu 05 tập thể tham gia hội chợ.", [("collective", 5, 5, "cần xem")]),
])
def test_words_near_to_a_count_ask_only_where_they_do(sentence, found):
    assert [(q.subject_type, q.min, q.max, q.level) for q in quotas_in(sentence)] == found


def test_the_rules_have_names_of_their_own():
    names = [name for name, *_ in PASSED_OVER]

    assert len(set(names)) == len(names)
