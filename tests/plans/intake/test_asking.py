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


def test_the_rules_have_names_of_their_own():
    names = [name for name, *_ in PASSED_OVER]

    assert len(set(names)) == len(names)
