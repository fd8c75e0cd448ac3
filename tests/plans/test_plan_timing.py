"""Kinds of time on the milestone form and the codes they stand for."""
from datetime import date

import pytest

from core.errors import InvalidInput
from plans.forms.timing import times_of, values_of

YEARLY = {"recurrence": "yearly", "first_year": None, "last_year": None}


@pytest.mark.parametrize(("kind", "data", "codes"), [
    ("before_day", {"day": 30, "month": 9, "year": 2019}, ("day", "", "2019-09-30", "before", "within", "none")),
    ("before_day", {"day": 30, "month": 11, "every_year": True}, ("day", "", "--11-30", "before", "within", "yearly")),
    ("day", {"day": 5, "month": 12, "year": 2026}, ("day", "", "2026-12-05", "by_end", "within", "none")),
    ("ten_day", {"ten_day": 2, "month": 12, "every_year": True},
     ("ten_day", "--12-T2", "--12-T2", "by_end", "within", "yearly")),
    ("quarter", {"quarter": 1, "year": 2025}, ("quarter", "2025-Q1", "2025-Q1", "by_end", "within", "none")),
    ("quarters", {"quarter": 4, "year": 2021, "end_quarter": 1, "end_year": 2022},
     ("quarter", "2021-Q4", "2022-Q1", "by_end", "within", "none")),
    ("years", {"year": 2019, "end_year": 2020}, ("year", "2019", "2020", "by_end", "within", "none")),
    ("half_and_year", {}, ("half", "", "", "by_end", "about", "half_and_year")),
    ("periodic", {"recurrence": "quarterly"}, ("year", "", "", "by_end", "about", "quarterly")),
    ("undated", {}, ("none", "", "", "by_end", "undated", "none")),
    ("ongoing", {}, ("none", "", "", "by_end", "ongoing", "none")),
])
def test_a_kind_of_time_becomes_codes_and_comes_back(kind, data, codes):
    values = values_of(kind, data)

    read_kind, read = times_of(values)

    assert tuple(values[n] for n in ("unit", "start_code", "end_code", "boundary", "relation", "recurrence")) == codes
    assert read_kind == kind
    assert {name: read[name] for name in data} == data


def test_an_occasion_keeps_its_event():
    values = values_of("occasion", {"event_name": "Ngày sinh Bác", "event_on": date(2027, 5, 19)})

    assert (values["event_on"], values["event_name"]) == (date(2027, 5, 19), "Ngày sinh Bác")
    assert times_of(values)[0] == "occasion"


def test_what_no_kind_can_say_is_kept_as_codes():
    stored = {"unit": "day", "start_code": "2026-03-05", "end_code": "2026-04-10", "boundary": "before",
              "relation": "within", "recurrence": "none", "first_year": None, "last_year": None, "event_name": "",
              "event_on": None}

    kind, read = times_of(stored)

    assert kind == "code"
    assert values_of(kind, read) == stored


def test_a_day_that_no_calendar_has_is_refused():
    with pytest.raises(InvalidInput):
        values_of("day", {"day": 31, "month": 4, "year": 2026})
