"""The rule of pace on the worked example: preparation ends on 31/3/2022, agencies close on 31/3/2025."""
from datetime import date
from fractions import Fraction

import pytest

from reporting.enums import Pace
from reporting.pace import Span, expected, ideal_share, pace_of, quarters_left, span_of

SPAN = Span(date(2022, 3, 31), date(2025, 3, 31))
MID_2023 = date(2023, 6, 30)


def test_after_456_of_1096_days_the_ideal_share_is_456_of_1096():
    assert ideal_share(SPAN, MID_2023) == Fraction(456, 1096)


@pytest.mark.parametrize(("target", "as_of", "ideal", "actual", "pace"), [
    (10, MID_2023, "4.16", 4, Pace.ON_TRACK),
    (10, MID_2023, "4.16", 3, Pace.BEHIND),
    (10, MID_2023, "4.16", 2, Pace.AT_RISK),
    (30, MID_2023, "12.48", 12, Pace.ON_TRACK),
    (30, MID_2023, "12.48", 9, Pace.BEHIND),
    (30, MID_2023, "12.48", 8, Pace.AT_RISK),
    (20, date(2022, 6, 30), "1.66", 0, Pace.BEHIND),
    (10, date(2022, 4, 30), "0.27", 0, Pace.NOT_DUE),
])
def test_the_worked_example(target, as_of, ideal, actual, pace):
    assert f"{float(expected(target, SPAN, as_of)):.2f}" == ideal
    assert pace_of(target=target, actual=actual, maximum=None, span=SPAN, as_of=as_of) == pace


@pytest.mark.parametrize(("actual", "as_of", "pace"), [
    (10, date(2022, 4, 1), Pace.MET),
    (9, date(2025, 3, 31), Pace.BEHIND),  # a gap of one person is never red before the closing day is over
    (8, date(2025, 3, 31), Pace.BEHIND),
    (6, date(2025, 3, 31), Pace.AT_RISK),
    (9, date(2025, 4, 1), Pace.MISSED),
    (10, date(2025, 4, 1), Pace.MET),
])
def test_before_and_after_the_closing_day(actual, as_of, pace):
    assert pace_of(target=10, actual=actual, maximum=None, span=SPAN, as_of=as_of) == pace


def test_above_the_ceiling_is_said_and_not_hidden():
    assert pace_of(target=3, actual=11, maximum=10, span=SPAN, as_of=MID_2023) == Pace.OVER


def test_without_a_figure_there_is_no_judgement():
    assert pace_of(target=None, actual=0, maximum=None, span=SPAN, as_of=MID_2023) == Pace.NO_FIGURE


def test_without_an_end_nobody_is_late():
    open_span = Span(date(2022, 1, 1), None)

    assert pace_of(target=5, actual=1, maximum=None, span=open_span, as_of=MID_2023) == Pace.RUNNING


@pytest.mark.parametrize(("share", "gap", "pace"), [("0.75", 2, Pace.AT_RISK), ("0.3", 2, Pace.BEHIND),
                                                    ("0.75", 3, Pace.BEHIND)])
def test_the_red_thresholds_are_settings(settings, share, gap, pace):
    settings.PACE_RED_SHARE, settings.PACE_RED_GAP = share, gap

    assert pace_of(target=10, actual=2, maximum=None, span=SPAN, as_of=MID_2023) == pace


def test_preparation_and_closing_shorten_only_windows_that_contain_them():
    days = {"preparation_ends_on": date(2022, 3, 31), "closing_on": date(2025, 3, 31)}

    whole = span_of(window_start=date(2021, 1, 1), window_end=date(2025, 12, 31), **days)
    year = span_of(window_start=date(2023, 1, 1), window_end=date(2023, 12, 31), **days)

    assert whole == SPAN
    assert year == Span(date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(("as_of", "end", "quarters"), [
    (MID_2023, date(2025, 3, 31), 7),
    (date(2025, 1, 1), date(2025, 3, 31), 1),
    (date(2024, 12, 31), date(2025, 3, 31), 1),
    (date(2025, 3, 31), date(2025, 3, 31), 0),
    (MID_2023, None, 0),
])
def test_quarters_left_count_the_closing_quarter(as_of, end, quarters):
    assert quarters_left(as_of, end) == quarters
