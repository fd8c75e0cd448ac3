"""Deadlines of the five plans and of every kind of recurrence."""
from datetime import date

import pytest

from core.dates import weekday_name
from plans.calendar import DeadlineSpec, occurrences
from plans.enums import Boundary, DeadlineUnit, Recurrence, Relation

DAY, TEN_DAY, MONTH, QUARTER, HALF, YEAR, NO_UNIT = DeadlineUnit
BEFORE = Boundary.BEFORE
WITHIN, ABOUT, OCCASION, ONGOING, UNDATED = Relation
ONCE, YEARLY, HALF_YEARLY, HALF_AND_YEAR, QUARTERLY, MONTHLY = Recurrence
HORIZON = date(2026, 12, 31)

# Kế hoạch 12065/KH-UBND ngày 26/11/2021 của UBND tỉnh Khánh Hòa; kế hoạch tháng 11/2021 của Sở Nông nghiệp và PTNT
# tỉnh Lạng Sơn; Kế hoạch 105/KH-UBND ngày 11/9/2019 của UBND huyện Ia Pa; kế hoạch năm 2022 của một Đảng ủy Khối
# (không sớm hơn 24/02/2022); công văn ngày 11/12/2024 và Kế hoạch 235-KH/TU ngày 11/11/2024 của Khánh Hòa.
KHANH_HOA, LANG_SON, IA_PA = date(2021, 11, 26), date(2021, 11, 1), date(2019, 9, 11)
DANG_UY_KHOI, CONG_VAN, TINH_UY = date(2022, 2, 24), date(2024, 12, 11), date(2024, 11, 11)
ENDS = {KHANH_HOA: 2025, LANG_SON: 2025, IA_PA: 2020, DANG_UY_KHOI: 2025, CONG_VAN: None, TINH_UY: None}

NO_DAY_2022_2025 = ["2022 → –", "2023 → –", "2024 → –", "2025 → –"]
HALVES_FROM_2024 = ["2024Y → –", "2025H1 → –", "2025Y → –", "2026H1 → –", "2026Y → –"]
FIFTH_OF_DECEMBER = ["2024 → 04/12/2024 Thứ Tư", "2025 → 04/12/2025 Thứ Năm", "2026 → 04/12/2026 Thứ Sáu"]


def once(unit, start, end, **more):
    return DeadlineSpec(unit, start, end, **more)


def about(recurrence=YEARLY, unit=YEAR, **more):
    return DeadlineSpec(unit, relation=ABOUT, recurrence=recurrence, **more)


def before(end, recurrence=ONCE):
    return DeadlineSpec(DAY, end=end, boundary=BEFORE, recurrence=recurrence)


def occasion(day):
    return DeadlineSpec(DAY, relation=OCCASION, event_on=date.fromisoformat(day), event_name="Ngày sinh nhật Bác")


NOT_DATED, STANDING = DeadlineSpec(relation=UNDATED), DeadlineSpec(relation=ONGOING)

MILESTONES = [
    ("S0-M01", once(QUARTER, "2021-Q4", "2022-Q1"), KHANH_HOA, ["2021Q4-2022Q1 → 31/03/2022 Thứ Năm"]),
    ("S0-M02", about(first_year=2022, last_year=2024), KHANH_HOA, NO_DAY_2022_2025[:3]),
    ("S0-M03", about(first_year=2022), KHANH_HOA, NO_DAY_2022_2025),
    ("S0-M04", once(QUARTER, "2023-Q1", "2023-Q2", event_on=date(2023, 6, 11)), KHANH_HOA,
     ["2023Q1-2023Q2 → 30/06/2023 Thứ Sáu"]),
    ("S0-M05", once(QUARTER, "2025-Q1", "2025-Q1"), KHANH_HOA, ["2025Q1 → 31/03/2025 Thứ Hai"]),
    ("S0-M06", once(QUARTER, "2025-Q2", "2025-Q2"), KHANH_HOA, ["2025Q2 → 30/06/2025 Thứ Hai"]),
    ("S0-M07", NOT_DATED, KHANH_HOA, ["undated → –"]),
    ("S0-M08", NOT_DATED, KHANH_HOA, ["undated → –"]),
    ("S0-M09", about(first_year=2022), KHANH_HOA, NO_DAY_2022_2025),
    ("S0-M10", NOT_DATED, KHANH_HOA, ["undated → –"]),
    ("S1-M01", once(QUARTER, "2021-Q4", ""), LANG_SON, ["2021Q4 → 31/12/2021 Thứ Sáu"]),
    ("S1-M02", about(first_year=2022), LANG_SON, NO_DAY_2022_2025),
    ("S1-M03", about(first_year=2022), LANG_SON, NO_DAY_2022_2025),
    ("S1-M04", once(YEAR, "", "2023"), LANG_SON, ["2023 → 31/12/2023 Chủ nhật"]),
    ("S1-M05", once(QUARTER, "2025-Q1", "2025-Q2"), LANG_SON, ["2025Q1-2025Q2 → 30/06/2025 Thứ Hai"]),
    ("S1-M06", STANDING, LANG_SON, []),
    ("S2-M01", before("2019-09-30"), IA_PA, ["once → 29/09/2019 Chủ nhật"]),
    ("S2-M02", once(YEAR, "2019", "2020"), IA_PA, ["2019-2020 → 31/12/2020 Thứ Năm"]),
    ("S2-M03", once(YEAR, "2020", "2020"), IA_PA, ["2020 → 31/12/2020 Thứ Năm"]),
    ("S2-M04", once(YEAR, "2020", "2020"), IA_PA, ["2020 → 31/12/2020 Thứ Năm"]),
    ("S2-M05", once(YEAR, "2020", "2020"), IA_PA, ["2020 → 31/12/2020 Thứ Năm"]),
    ("S3-M01", once(YEAR, "2022", "2022"), DANG_UY_KHOI, ["2022 → 31/12/2022 Thứ Bảy"]),
    ("S3-M02", before("2023-03-30"), DANG_UY_KHOI, ["once → 29/03/2023 Thứ Tư"]),
    ("S3-M03", NOT_DATED, DANG_UY_KHOI, ["undated → –"]),
    ("S3-M04", occasion("2023-05-19"), DANG_UY_KHOI, ["once → 19/05/2023 Thứ Sáu, nhân dịp"]),
    ("S3-M05", once(YEAR, "2023", "2025"), DANG_UY_KHOI, ["2023-2025 → 31/12/2025 Thứ Tư"]),
    ("S3-M06", before("2025-03-30"), DANG_UY_KHOI, ["once → 29/03/2025 Thứ Bảy"]),
    ("S3-M07", NOT_DATED, DANG_UY_KHOI, ["undated → –"]),
    ("S3-M08", occasion("2025-05-19"), DANG_UY_KHOI, ["once → 19/05/2025 Thứ Hai, nhân dịp"]),
    ("S3-M09", about(HALF_AND_YEAR, HALF), DANG_UY_KHOI,
     [f"{year}{part} → –" for year in range(2022, 2026) for part in ("H1", "Y")]),
    ("S4-M01", about(HALF_AND_YEAR, HALF), CONG_VAN, HALVES_FROM_2024),
    ("S4-M02", before("--11-30", YEARLY), CONG_VAN, ["2025 → 29/11/2025 Thứ Bảy", "2026 → 29/11/2026 Chủ nhật"]),
    ("S4-M03", about(), CONG_VAN, ["2024 → –", "2025 → –", "2026 → –"]),
    ("S4-M04", before("--12-05", YEARLY), TINH_UY, FIFTH_OF_DECEMBER),
    ("S4-M05", before("--12-05", YEARLY), TINH_UY, FIFTH_OF_DECEMBER),
    ("S4-M06", about(HALF_AND_YEAR, HALF), TINH_UY, HALVES_FROM_2024),
    ("S4-M07", about(HALF_AND_YEAR, HALF), TINH_UY, HALVES_FROM_2024),
    ("S4-M08", DeadlineSpec(TEN_DAY, "--12-T2", "--12-T2", recurrence=YEARLY), TINH_UY,
     ["2024 → 20/12/2024 Thứ Sáu", "2025 → 20/12/2025 Thứ Bảy", "2026 → 20/12/2026 Chủ nhật"]),
    ("S4-M09", NOT_DATED, TINH_UY, ["undated → –"]),
    ("S4-M10", NOT_DATED, TINH_UY, ["undated → –"]),
]


def found(spec, issued_on=date(2024, 1, 1), *, last_year=None, until=HORIZON, strict_before=True):
    period_to = date(last_year, 12, 31) if last_year else None
    return occurrences(spec, issued_on=issued_on, period_from=None, period_to=period_to, until=until,
                       strict_before=strict_before)


def line(occurrence):
    day = occurrence.due_on
    soft = ", nhân dịp" if occurrence.is_soft else ""
    return f"{occurrence.key} → " + (f"{day:%d/%m/%Y} {weekday_name(day)}{soft}" if day else "–")


def windows(spec, *args, **kwargs):
    return [(o.key, str(o.window_start), str(o.window_end)) for o in found(spec, *args, **kwargs)]


@pytest.mark.parametrize(("spec", "issued_on", "expected"), [row[1:] for row in MILESTONES],
                         ids=[row[0] for row in MILESTONES])
def test_every_milestone_of_the_five_plans_falls_on_its_days(spec, issued_on, expected):
    lines = [line(occurrence) for occurrence in found(spec, issued_on, last_year=ENDS[issued_on])]

    assert lines == expected


def test_the_five_plans_hold_74_occurrences_7_undated_tasks_and_1_ongoing_duty():
    made = [found(spec, issued_on, last_year=ENDS[issued_on]) for _, spec, issued_on, _ in MILESTONES]
    undated = [group for group in made if group and group[0].key == "undated"]

    assert len(MILESTONES) == 40
    assert (sum(map(len, made)) - len(undated), len(undated), made.count(())) == (74, 7, 1)


@pytest.mark.parametrize(("spec", "issued_on", "expected"), [
    (once(QUARTER, "2021-Q4", "2022-Q1"), KHANH_HOA, [("2021Q4-2022Q1", "2021-11-26", "2022-03-31")]),
    (once(YEAR, "2019", "2020"), IA_PA, [("2019-2020", "2019-09-11", "2020-12-31")]),
    (NOT_DATED, TINH_UY, [("undated", "2024-11-11", "None")]),
    (DeadlineSpec(TEN_DAY, end="--12-T2", recurrence=YEARLY, first_year=2026), TINH_UY,
     [("2026", "2026-12-11", "2026-12-20")]),
    (before("--11-30", YEARLY), CONG_VAN, [("2025", "2025-01-01", "2025-11-29"), ("2026", "2026-01-01", "2026-11-29")]),
    (before("2019-09-30"), IA_PA, [("once", "2019-09-11", "2019-09-29")]),
])
def test_windows_start_no_earlier_than_the_issue_day(spec, issued_on, expected):
    assert windows(spec, issued_on) == expected


def test_no_occurrence_ends_before_the_issue_day_but_one_may_end_on_it():
    spec = before("--11-30", YEARLY)

    assert [o.key for o in found(spec, date(2024, 11, 29))] == ["2024", "2025", "2026"]
    assert [o.key for o in found(spec, date(2024, 11, 30))] == ["2025", "2026"]
    assert found(once(QUARTER, "2023-Q4", ""), date(2024, 1, 1)) == ()


def test_before_a_day_can_be_read_with_that_day_included():
    strict, lenient = (found(before("2025-03-30"), strict_before=strict)[0].due_on for strict in (True, False))

    assert (strict, lenient) == (date(2025, 3, 29), date(2025, 3, 30))


def test_before_an_interval_means_before_it_begins():
    spec = DeadlineSpec(QUARTER, end="2025-Q2", boundary=BEFORE)

    assert {found(spec, strict_before=strict)[0].due_on for strict in (True, False)} == {date(2025, 3, 31)}


@pytest.mark.parametrize("start", ["", "--12-05"])
def test_a_day_named_at_both_ends_is_still_one_day(start):
    spec = DeadlineSpec(DAY, start, "--12-05", BEFORE, recurrence=YEARLY)

    assert [line(o) for o in found(spec, TINH_UY)] == FIFTH_OF_DECEMBER


def test_before_a_month_of_every_year_ends_with_the_month_before():
    spec = DeadlineSpec(MONTH, end="--01", boundary=BEFORE, recurrence=YEARLY, first_year=2026)

    assert [(o.key, o.due_on) for o in found(spec)] == [("2026", date(2025, 12, 31)), ("2027", date(2026, 12, 31))]


def test_before_new_year_ends_in_the_year_before():
    spec = before("--01-01", YEARLY)

    assert [(o.key, o.due_on) for o in found(spec, date(2025, 6, 1))] == [
        ("2026", date(2025, 12, 31)), ("2027", date(2026, 12, 31))]


def test_the_leap_day_is_28_february_in_common_years():
    spec = DeadlineSpec(DAY, end="--02-29", recurrence=YEARLY)

    assert [o.due_on for o in found(spec)] == [date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28)]


def test_a_yearly_interval_may_run_over_new_year():
    spec = DeadlineSpec(MONTH, "--12", "--01", recurrence=YEARLY)

    assert windows(spec, date(2025, 1, 10), until=date(2027, 1, 31)) == [
        ("2024", "2025-01-10", "2025-01-31"), ("2025", "2025-12-01", "2026-01-31"),
        ("2026", "2026-12-01", "2027-01-31")]


@pytest.mark.parametrize(("spec", "expected"), [
    (DeadlineSpec(HALF, recurrence=HALF_YEARLY), ["2026H1 → 30/06/2026 Thứ Ba", "2026H2 → 31/12/2026 Thứ Năm"]),
    (DeadlineSpec(HALF, recurrence=HALF_AND_YEAR), ["2026H1 → 30/06/2026 Thứ Ba", "2026Y → 31/12/2026 Thứ Năm"]),
    (about(HALF_YEARLY, HALF), ["2026H1 → –", "2026H2 → –"]),
    (DeadlineSpec(QUARTER, recurrence=QUARTERLY), [
        "2026Q1 → 31/03/2026 Thứ Ba", "2026Q2 → 30/06/2026 Thứ Ba", "2026Q3 → 30/09/2026 Thứ Tư",
        "2026Q4 → 31/12/2026 Thứ Năm"]),
    (DeadlineSpec(DAY, end="---20", boundary=BEFORE, recurrence=QUARTERLY), [
        "2026Q1 → 19/03/2026 Thứ Năm", "2026Q2 → 19/06/2026 Thứ Sáu", "2026Q3 → 19/09/2026 Thứ Bảy",
        "2026Q4 → 19/12/2026 Thứ Bảy"]),
])
def test_series_inside_a_year(spec, expected):
    assert [line(o) for o in found(spec, date(2026, 1, 1))] == expected


def test_monthly_duties_fall_on_the_day_or_the_last_day_of_the_month():
    spec = DeadlineSpec(DAY, end="---31", recurrence=MONTHLY)

    made = found(spec, date(2026, 2, 10), until=date(2026, 4, 30))

    assert [line(o) for o in made] == [
        "2026-02 → 28/02/2026 Thứ Bảy", "2026-03 → 31/03/2026 Thứ Ba", "2026-04 → 30/04/2026 Thứ Năm"]
    assert [str(o.window_start) for o in made] == ["2026-02-10", "2026-03-01", "2026-04-01"]


def test_recurring_duties_stop_with_the_plan_and_with_the_day_asked_for():
    spec = DeadlineSpec(QUARTER, recurrence=QUARTERLY)

    assert [o.key for o in found(spec, date(2025, 7, 1), last_year=2025)] == ["2025Q3", "2025Q4"]
    assert [o.key for o in found(spec, date(2026, 1, 1), until=date(2026, 9, 29))] == ["2026Q1", "2026Q2"]


def test_a_duty_told_once_is_given_however_far_it_lies():
    assert [o.key for o in found(once(YEAR, "2030", ""), until=date(2025, 1, 1))] == ["2030"]


@pytest.mark.parametrize(("spec", "key"), [
    (once(MONTH, "2025-04", ""), "2025-04"), (once(MONTH, "2025-12", "2026-02"), "2025-12..2026-02"),
    (once(HALF, "2025-H1", ""), "2025H1"), (once(DAY, "2025-03-01", "2025-03-20"), "once"),
    (once(TEN_DAY, "2025-03-T1", ""), "once"), (once(DAY, "", "--11-30"), "once"),
    (once(QUARTER, "--Q1", ""), "2024Q1"),
])
def test_a_duty_told_once_is_known_by_its_interval_or_as_the_only_one(spec, key):
    assert [o.key for o in found(spec)] == [key]


def test_a_day_without_year_told_once_is_the_next_one_after_the_issue():
    assert found(once(DAY, "", "--03-31"), date(2024, 4, 1))[0].due_on == date(2025, 3, 31)


def test_chosen_days_of_a_series_fall_in_every_year_and_are_marked():
    spec = about(HALF_AND_YEAR, HALF, chosen_days={"half": "--07-05", "year": "--12-10"})

    made = found(spec, TINH_UY)

    assert [(o.key, str(o.due_on), o.is_chosen, o.stated_due_on) for o in made] == [
        ("2024Y", "2024-12-10", True, None), ("2025H1", "2025-07-05", True, None), ("2025Y", "2025-12-10", True, None),
        ("2026H1", "2026-07-05", True, None), ("2026Y", "2026-12-10", True, None)]


def test_a_chosen_day_of_one_occurrence_beats_its_series_and_keeps_the_stated_day():
    spec = DeadlineSpec(DAY, end="--11-30", boundary=BEFORE, recurrence=YEARLY,
                        chosen_days={"year": "2026-11-16", "2025": "2025-11-20"})

    assert [(str(o.due_on), str(o.stated_due_on)) for o in found(spec, CONG_VAN)] == [
        ("2025-11-20", "2025-11-29"), ("2026-11-16", "2026-11-29")]


def test_an_undated_task_and_a_year_get_the_day_the_office_chose():
    undated = DeadlineSpec(relation=UNDATED, chosen_days={"undated": "--03-31"})
    review = once(YEAR, "2023", "2023", chosen_days={"2023": "2023-07-14"})

    assert [(o.due_on, o.is_chosen, o.window_end) for o in found(undated, KHANH_HOA)] == [
        (date(2022, 3, 31), True, None)]
    assert [(o.due_on, o.stated_due_on, o.window_end) for o in found(review, LANG_SON)] == [
        (date(2023, 7, 14), date(2023, 12, 31), date(2023, 12, 31))]


@pytest.mark.parametrize(("code", "spec", "issued_on"), [row[:3] for row in MILESTONES])
def test_keys_are_unique_in_a_milestone_and_do_not_depend_on_the_horizon(code, spec, issued_on):
    near, far = (found(spec, issued_on, until=until) for until in (HORIZON, date(2030, 12, 31)))

    assert far[: len(near)] == near
    assert len({o.key for o in far}) == len(far), code
