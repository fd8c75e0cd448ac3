"""Reminder days and the words beside a computed day."""
from datetime import date, timedelta

import pytest

from plans.calendar import Occurrence, ReminderRules, due_words, reminder_days
from plans.enums import DeadlineUnit

DAY, QUARTER, HALF = DeadlineUnit.DAY, DeadlineUnit.QUARTER, DeadlineUnit.HALF
NO_AFTER = ReminderRules(after=())


def weekend(day):
    return day.weekday() >= 5


def due(day, start=None, **more):
    return Occurrence("2026", start, day, day, **more)


def reminders(occurrence, unit=DAY, **more):
    return [(f"{day:%d/%m}", step) for day, step in reminder_days(occurrence, unit=unit, is_day_off=weekend, **more)]


def test_reminders_of_a_sunday_move_to_working_days_before():
    assert reminders(due(date(2026, 11, 29)), rules=NO_AFTER) == [
        ("13/11", "before_14"), ("20/11", "before_7"), ("26/11", "before_3"), ("27/11", "before_1")]


def test_after_the_day_reminders_come_on_1_3_7_days_and_weekly_and_never_before_it_is_missed():
    friday = date(2026, 12, 4)

    made = reminders(due(friday), rules=ReminderRules(before_day=(), weekly_until=21))

    assert made == [("07/12", "after_1"), ("11/12", "after_7"), ("18/12", "after_14"), ("25/12", "after_21")]


def test_weekly_reminders_end_after_a_year():
    made = reminder_days(due(date(2026, 12, 1)), unit=DAY, is_day_off=lambda day: False)

    assert made[-1] == (date(2026, 12, 1) + timedelta(days=364), "after_364")
    assert len(made) == 4 + 3 + 51


def test_an_interval_is_reminded_at_its_start_and_middle_too():
    quarter = due(date(2025, 3, 31), date(2025, 1, 1))

    assert reminders(quarter, QUARTER, rules=NO_AFTER) == [
        ("01/01", "start"), ("14/02", "middle"), ("28/02", "before_30"), ("17/03", "before_14"), ("24/03", "before_7"),
        ("28/03", "before_1")]


def test_a_short_interval_has_no_reminder_before_it_begins():
    rest_of_march = due(date(2026, 3, 31), date(2026, 3, 23))

    assert reminders(rest_of_march, QUARTER, rules=NO_AFTER) == [
        ("23/03", "start"), ("24/03", "before_7"), ("27/03", "middle"), ("30/03", "before_1")]


def test_reminders_do_not_precede_the_issue_day():
    saturday = date(2026, 11, 14)

    assert reminders(due(date(2026, 11, 29)), rules=NO_AFTER, not_before=saturday) == [
        ("16/11", "before_14"), ("20/11", "before_7"), ("26/11", "before_3"), ("27/11", "before_1")]
    assert reminders(due(date(2026, 11, 29)), rules=NO_AFTER, not_before=date(2026, 11, 27))[0] == ("27/11", "before_1")


def test_a_day_brings_one_reminder_the_nearest():
    tuesday = due(date(2026, 12, 8))

    assert reminders(tuesday, rules=NO_AFTER)[-2:] == [("04/12", "before_3"), ("07/12", "before_1")]
    assert reminders(due(date(2026, 12, 7)), rules=NO_AFTER)[-1] == ("04/12", "before_1")


@pytest.mark.parametrize("occurrence", [
    Occurrence("2026H1", date(2026, 1, 1), date(2026, 6, 30), None), Occurrence("undated", None, None, None),
])
def test_without_a_day_there_is_nothing_to_remind(occurrence):
    assert reminders(occurrence, HALF) == []


def test_an_occasion_is_never_late_and_a_chosen_day_counts_as_a_day():
    occasion = due(date(2025, 5, 19), date(2025, 5, 19), is_soft=True)
    chosen = Occurrence("2026H1", date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 8), is_chosen=True)

    assert [step for _, step in reminders(occasion)] == ["before_14", "before_7", "before_1"]
    assert reminders(chosen, HALF, rules=NO_AFTER)[0] == ("24/06", "before_14")


@pytest.mark.parametrize(("text", "occurrence", "words"), [
    ("trước ngày 30/11 hàng năm", due(date(2026, 11, 29)),
     "trước ngày 30/11 hàng năm → chậm nhất 29/11/2026 (Chủ nhật)"),
    ("Quý I, II năm 2023", due(date(2023, 6, 30)), "Quý I, II năm 2023 → chậm nhất 30/6/2023 (Thứ Sáu)"),
    ("định kỳ 6 tháng, năm", Occurrence("2025H1", None, date(2025, 6, 30), None),
     "định kỳ 6 tháng, năm → không ghi ngày"),
    ("định kỳ 6 tháng, năm", Occurrence("2025H1", None, date(2025, 6, 30), date(2025, 7, 5), is_chosen=True),
     "định kỳ 6 tháng, năm → chậm nhất 05/7/2025 (Thứ Bảy), do cơ quan ấn định"),
    ("kỷ niệm 133 năm Ngày sinh nhật Bác", due(date(2023, 5, 19), is_soft=True),
     "kỷ niệm 133 năm Ngày sinh nhật Bác → nhân dịp 19/5/2023 (Thứ Sáu)"),
])
def test_the_words_of_the_plan_stand_beside_the_computed_day(text, occurrence, words):
    assert due_words(text, occurrence) == words
