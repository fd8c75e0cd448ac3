"""Conditions held against facts: years, thresholds, heads, what is not known, what does not apply."""
from datetime import date

import pytest

from models_registry.eligibility import Condition, Headed, Merit, Span, Title, applies, evaluate, meets, years_examined
from models_registry.enums import Result as R

S3 = (date(2021, 1, 1), date(2025, 12, 31))
GOOD, BEST, PLAIN, BAD = ("Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành nhiệm vụ",
                          "Không hoàn thành nhiệm vụ")
PARTY = Condition("E2", "party_member_rating", "đảng viên", severity="block", applies_to=("individual",), params={
    "floor": "hoàn thành tốt nhiệm vụ", "top": "hoàn thành xuất sắc nhiệm vụ",
    "needed": {"so_ket_3_nam": 1, "tong_ket_5_nam": 2}})


def member(*values, first=2021):
    return Merit("individual", ratings={("party_member", first + n): v for n, v in enumerate(values) if v})


@pytest.mark.parametrize(("values", "day", "result"), [
    ((GOOD, BEST), date(2023, 3, 29), R.PASS),
    ((GOOD, GOOD), date(2023, 3, 29), R.FAIL),
    ((GOOD, None), date(2023, 3, 29), R.UNKNOWN),
    ((BEST, None), date(2023, 3, 29), R.UNKNOWN),
    ((GOOD, BEST, PLAIN, BEST), date(2025, 3, 29), R.FAIL),
    ((GOOD, BEST, GOOD, BEST), date(2025, 3, 29), R.PASS),
    ((GOOD, BEST, GOOD, GOOD), date(2025, 3, 29), R.FAIL),
    ((GOOD, BEST, None, GOOD), date(2025, 3, 29), R.UNKNOWN),
])
def test_party_members_need_so_many_excellent_years_and_none_below_good(values, day, result):
    outcome = evaluate(PARTY, member(*values), window=S3, as_of=day)

    assert outcome.result == result


def test_a_year_below_the_floor_is_named_in_the_evidence():
    outcome = evaluate(PARTY, member(GOOD, BEST, PLAIN, BEST), window=S3, as_of=date(2025, 3, 29))

    assert outcome.evidence == "Năm 2023 dưới mức «hoàn thành tốt nhiệm vụ»."


def test_years_before_joining_the_party_are_left_out():
    merit = Merit("individual", ratings={("party_member", 2022): BEST}, party_since=2022)

    assert evaluate(PARTY, merit, window=S3, as_of=date(2023, 3, 29)).result == R.PASS


def test_one_who_is_no_party_member_is_not_judged_as_one():
    merit = Merit("individual", is_party_member=False)

    assert evaluate(PARTY, merit, window=S3, as_of=date(2023, 3, 29)).result == R.NOT_APPLICABLE


@pytest.mark.parametrize(("window", "day", "years"), [
    (S3, date(2023, 3, 29), (2021, 2022)), (S3, date(2025, 3, 29), (2021, 2022, 2023, 2024)),
    (S3, date(2027, 1, 1), (2021, 2022, 2023, 2024, 2025)), (S3, date(2021, 6, 1), ()),
    ((date(2024, 5, 1), None), date(2026, 2, 1), (2024, 2025))])
def test_the_years_examined_end_with_the_last_finished_one(window, day, years):
    assert years_examined(window, day) == years


@pytest.mark.parametrize(("given", "result"), [
    ({2021: BEST, 2022: BEST}, R.PASS), ({2021: BEST, 2022: GOOD}, R.FAIL), ({2021: BEST}, R.UNKNOWN),
    ({}, R.UNKNOWN)])
def test_a_rating_of_every_year_fails_on_one_bad_year_and_waits_for_a_missing_one(given, result):
    every = Condition("E1", "annual_rating", "hằng năm xuất sắc", params={"values": [BEST], "every_year": True})
    merit = Merit("individual", ratings={("official", year): value for year, value in given.items()})

    assert evaluate(every, merit, window=S3, as_of=date(2023, 3, 29)).result == result


@pytest.mark.parametrize(("given", "result"), [
    ({2021: GOOD, 2022: BEST}, R.PASS), ({2021: GOOD, 2022: GOOD}, R.FAIL), ({2021: GOOD}, R.UNKNOWN)])
def test_a_rating_without_years_is_met_by_any_year(given, result):
    some = Condition("E1", "rating", "được đánh giá xuất sắc", params={"values": [BEST]})
    merit = Merit("individual", ratings={("official", year): value for year, value in given.items()})

    assert evaluate(some, merit, window=S3, as_of=date(2023, 3, 29)).result == result


@pytest.mark.parametrize(("wanted", "given", "same"), [
    (GOOD, BEST, True), (BEST, GOOD, False), (PLAIN, BAD, False), ("Gia đình văn hóa", "GIA ĐÌNH VĂN HOÁ", True),
    ("trong sạch vững mạnh", "Trong sạch, vững mạnh tiêu biểu", True),
    ("chuẩn an toàn về an ninh trật tự", "An toàn an ninh trật tự", True), ("văn hóa", "Xuất sắc", False)])
def test_values_are_the_same_by_meaning_and_higher_steps_meet_lower_ones(wanted, given, same):
    assert meets(wanted, given) is same


FAMILY = Condition("E3", "annual_household_title", "gia đình văn hóa hằng năm", applies_to=("household",),
                   severity="block", params={"values": ["Gia đình văn hóa", "Gia đình tiêu biểu"], "every_year": True})


@pytest.mark.parametrize(("titles", "result"), [
    ((Title("Gia đình văn hóa", 2021), Title("Gia đình tiêu biểu", 2022)), R.PASS),
    ((Title("Gia đình văn hóa", 2021), Title("Gia đình văn hóa", 2022, is_achieved=False)), R.FAIL),
    ((Title("Gia đình văn hóa", 2021),), R.UNKNOWN),
    ((Title("Gia đình văn hóa", 2021), Title("Gia đình văn hóa", 2022, revoked_on=date(2023, 1, 5))), R.UNKNOWN),
    ((Title("Gia đình văn hóa", 2021), Title("Gia đình văn hóa", 2022, revoked_on=date(2023, 9, 5))), R.PASS),
    ((Title("Gia đình văn hóa", 2021), Title("Gia đình văn hóa", 2022, kind="thematic")), R.UNKNOWN)])
def test_titles_count_by_year_until_revoked_and_never_on_thematic_grounds(titles, result):
    outcome = evaluate(FAMILY, Merit("household", titles=titles), window=S3, as_of=date(2023, 3, 29))

    assert outcome.result == result


def test_a_collective_needs_each_of_several_standards():
    both = Condition("E4", "collective_standard", "văn hóa, an ninh", params={"values": ["văn hóa", "an ninh trật tự"]})
    merit = Merit("collective", titles=(Title("Cơ quan văn hóa", 2022),))

    outcome = evaluate(both, merit, window=S3, as_of=date(2023, 3, 29))

    assert (outcome.result, outcome.evidence) == (
        R.UNKNOWN, "«an ninh trật tự»: Chưa có dữ liệu năm 2021, 2022.")


PARTY_ORG = Condition("E5", "party_org_rating", "tổ chức đảng vững mạnh", severity="block", na_allowed=True,
                      applies_to=("collective",), params={"values": ["trong sạch vững mạnh"]})


@pytest.mark.parametrize(("has_one", "result"), [(False, R.NOT_APPLICABLE), (True, R.UNKNOWN), (None, R.UNKNOWN)])
def test_an_enterprise_without_a_party_organisation_is_not_judged_by_one(has_one, result):
    merit = Merit("collective", has_party_organisation=has_one)

    assert evaluate(PARTY_ORG, merit, window=S3, as_of=date(2023, 3, 29)).result == result


LEADER = Condition("E6", "leader_requires_collective_exemplar", "tập thể là điển hình", severity="block",
                   applies_to=("individual.head",))


@pytest.mark.parametrize(("standing", "result"), [("none", R.FAIL), ("selected", R.UNKNOWN), ("recognised", R.PASS)])
def test_a_head_stands_or_falls_with_the_collective(standing, result):
    merit = Merit("individual", heads=(Headed("Phòng Trồng trọt", standing),))

    outcome = evaluate(LEADER, merit, window=S3, as_of=date(2023, 3, 29))

    assert (outcome.result, outcome.blocks) == (result, standing == "none")


def test_a_deputy_is_left_to_the_reviewer_and_others_are_not_meant():
    deputy = Merit("individual", kinds=frozenset(["official"]), position="Phó Trưởng phòng")
    clerk = Merit("individual", kinds=frozenset(["official"]), position="Chuyên viên")

    assert [evaluate(LEADER, m, window=S3, as_of=date(2023, 3, 29)).result for m in (deputy, clerk)] == [
        R.UNKNOWN, R.NOT_APPLICABLE]


@pytest.mark.parametrize(("kinds", "result"), [
    ({"armed_forces"}, R.PASS), ({"school"}, R.FAIL), (set(), R.UNKNOWN)])
def test_a_kind_that_is_not_stated_fails_nobody(kinds, result):
    army = Condition("E7", "subject_kind", "lực lượng vũ trang", params={"values": ["armed_forces"]})

    outcome = evaluate(army, Merit("collective", kinds=frozenset(kinds)), window=S3, as_of=date(2023, 3, 29))

    assert outcome.result == result


@pytest.mark.parametrize(("holds", "result"), [
    (None, R.UNKNOWN), ((), R.PASS), ((Span("Đang thanh tra", date(2023, 1, 1)),), R.FAIL),
    ((Span("Đã xong", date(2022, 1, 1), date(2022, 6, 1)),), R.PASS)])
def test_a_hold_stops_while_it_lasts_and_is_unknown_to_those_who_may_not_read_it(holds, result):
    condition = Condition("H", "not_on_hold", "không tạm dừng", severity="block")

    assert evaluate(condition, Merit("individual", holds=holds), window=S3, as_of=date(2023, 3, 29)).result == result


def test_excepted_kinds_are_not_meant():
    condition = Condition("E", "annual_rating", "x", params={"except_kinds": ["head"]})

    assert applies(condition, Merit("individual", kinds=frozenset(["head"])))[0] is False


def test_a_condition_of_an_unknown_kind_goes_to_the_reviewer():
    outcome = evaluate(Condition("N", "no_event", "không có tệ nạn"), Merit("collective"), window=S3,
                       as_of=date(2023, 3, 29))

    assert (outcome.result, outcome.evidence) == (R.UNKNOWN, "Cán bộ xem xét theo minh chứng.")
