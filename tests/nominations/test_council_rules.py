from types import SimpleNamespace

import pytest

from core.errors import InvalidInput
from nominations.council_rules import (
    Figures,
    figures,
    has_quorum,
    passes,
    percent_text,
    present_needed,
    yes_needed,
)
from nominations.services.council.results import paper_figures


def rule(percent, *, strict=False, num=2, den=3):
    return SimpleNamespace(min_percent=percent, is_strict=strict, quorum_num=num, quorum_den=den)


@pytest.mark.parametrize(("yes", "base", "percent", "strict", "expected"), [
    (13, 15, 90, False, False), (14, 15, 90, False, True), (9, 10, 90, False, True), (8, 9, 90, False, False),
    (5, 10, 50, True, False), (6, 10, 50, True, True), (5, 9, 50, True, True), (5, 10, 50, False, True),
    (2, 3, 67, False, False), (0, 0, 50, True, False),
])
def test_a_vote_passes_by_whole_numbers_alone(yes, base, percent, strict, expected):
    assert passes(yes, base, rule(percent, strict=strict)) is expected


@pytest.mark.parametrize("base", range(1, 60))
@pytest.mark.parametrize(("percent", "strict"), [(90, False), (80, False), (50, True), (67, False), (1, True)])
def test_the_number_needed_is_the_smallest_that_passes(base, percent, strict):
    need = yes_needed(base, rule(percent, strict=strict))

    assert passes(need, base, rule(percent, strict=strict))
    assert not passes(need - 1, base, rule(percent, strict=strict))


@pytest.mark.parametrize(("present", "total", "expected"), [(6, 9, True), (5, 9, False), (10, 15, True), (9, 14, False),
                                                            (10, 14, True), (0, 0, False)])
def test_two_thirds_of_the_members_make_a_quorum(present, total, expected):
    assert has_quorum(present, total, rule(50)) is expected
    assert not total or (present >= present_needed(total, rule(50))) is expected


@pytest.mark.parametrize(("yes", "base", "text"), [(8, 9, "88,9 %"), (9, 9, "100 %"), (1, 3, "33,3 %"),
                                                   (2, 3, "66,7 %"), (1, 2, "50 %"), (0, 7, "0 %"), (0, 0, "0 %"),
                                                   (1, 16, "6,3 %")])
def test_a_percentage_has_one_decimal_and_a_comma(yes, base, text):
    assert percent_text(yes, base) == text


def test_the_figures_are_the_whole_membership():
    found = figures(total=15, voters=12, yes=9, no=1, other=1, blank=1)

    assert found == Figures(yes=9, no=1, other=1, blank=1, invalid=0, not_voted=3)
    assert (found.total, found.cast) == (15, 12)


@pytest.mark.parametrize("numbers", [{"yes": 13, "no": 0}, {"yes": 10, "no": 2, "other": 1}, {"yes": -1, "no": 2}])
def test_more_votes_than_voters_and_negative_ones_are_refused(numbers):
    with pytest.raises(InvalidInput):
        figures(total=15, voters=12, **numbers)


def test_paper_ballots_that_say_nothing_are_blank():
    found = paper_figures(9, 8, issued=8, returned=7, invalid=1, yes=4, no=1)

    assert found == Figures(yes=4, no=1, other=0, blank=1, invalid=1, not_voted=2)


@pytest.mark.parametrize(("numbers", "field"), [
    ({"issued": 9, "returned": 8, "invalid": 0, "yes": 8, "no": 0}, "issued"),
    ({"issued": 7, "returned": 8, "invalid": 0, "yes": 7, "no": 0}, "returned"),
    ({"issued": 8, "returned": 7, "invalid": 8, "yes": 0, "no": 0}, "invalid"),
    ({"issued": 8, "returned": 8, "invalid": 1, "yes": 7, "no": 1}, "yes"),
])
def test_paper_totals_that_contradict_each_other_are_refused_beside_the_field(numbers, field):
    with pytest.raises(InvalidInput) as refused:
        paper_figures(9, 8, **numbers)

    assert list(refused.value.errors) == [field]
