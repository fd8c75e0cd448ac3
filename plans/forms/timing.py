"""When something is due, as people say it: a kind of time with its own inputs, and the stored codes it stands for.

Pure: values in, values out; `times_of(values_of(kind, data))` gives the same kind and data back.
"""
from core.dates import PartialDate
from plans.enums import Boundary, Recurrence, Relation

KINDS = [
    ("day", "Đến hết một ngày"), ("before_day", "Trước một ngày"), ("ten_day", "Tuần của tháng (thượng, trung, hạ)"),
    ("month", "Trong một tháng"), ("quarter", "Trong một quý"), ("quarters", "Từ quý đến quý"), ("half", "Sáu tháng"),
    ("year", "Trong một năm"), ("years", "Từ năm đến năm"), ("half_and_year", "Định kỳ 6 tháng, năm (không ghi ngày)"),
    ("periodic", "Định kỳ khác, không ghi ngày"), ("occasion", "Nhân dịp một sự kiện"),
    ("undated", "Không ghi thời hạn"), ("ongoing", "Thường xuyên"), ("code", "Khác (ghi mã thời gian)")]

# The inputs that a kind reads; the form shows only these.
INPUTS = {
    "day": ("day", "month", "year", "every_year"), "before_day": ("day", "month", "year", "every_year"),
    "ten_day": ("ten_day", "month", "year", "every_year"), "month": ("month", "year", "every_year"),
    "quarter": ("quarter", "year", "every_year"), "quarters": ("quarter", "year", "end_quarter", "end_year"),
    "half": ("half", "year", "every_year"), "year": ("year",), "years": ("year", "end_year"), "half_and_year": (),
    "periodic": ("recurrence",), "occasion": ("event_name", "event_on"), "undated": (), "ongoing": (),
    "code": ("unit", "start_code", "end_code", "boundary", "relation", "recurrence"),
}
YEARS = ("half_and_year", "periodic")  # these, and every_year, may name their first and last year
REQUIRED = {
    "day": ("day", "month"), "before_day": ("day", "month"), "ten_day": ("ten_day", "month"), "month": ("month",),
    "quarter": ("quarter",), "quarters": ("quarter", "year", "end_quarter", "end_year"), "half": ("half",),
    "year": ("year",), "years": ("year", "end_year"), "periodic": ("recurrence",), "occasion": ("event_name",),
    "code": ("unit",),
}
PARTS = {"day": ("month", "day"), "before_day": ("month", "day"), "ten_day": ("month", "ten_day"),
         "month": ("month",), "quarter": ("quarter",), "half": ("half",), "year": ()}
UNITS = {"before_day": "day", "quarters": "quarter", "years": "year", "half_and_year": "half", "periodic": "year",
         "occasion": "day", "undated": "none", "ongoing": "none"}


def values_of(kind, data):
    """Stored values (unit, codes, boundary, relation, recurrence, years, event) of a kind of time and its inputs.

    Raises InvalidInput for a day that no calendar has.
    """
    values = {
        "unit": UNITS.get(kind, kind), "start_code": "", "end_code": "", "boundary": Boundary.BY_END,
        "relation": Relation.WITHIN, "recurrence": Recurrence.NONE, "first_year": None, "last_year": None,
        "event_name": data.get("event_name") or "", "event_on": data.get("event_on")}
    if kind == "code":
        return {**values, **{name: data.get(name) or values.get(name) for name in INPUTS["code"]}, **_years(data)}
    if kind in ("undated", "ongoing"):
        return {**values, "relation": Relation.UNDATED if kind == "undated" else Relation.ONGOING}
    if kind in YEARS:
        recurrence = Recurrence.HALF_AND_YEAR if kind == "half_and_year" else data["recurrence"]
        return {**values, "relation": Relation.ABOUT, "recurrence": recurrence, **_years(data)}
    if kind == "occasion":
        code = data["event_on"].isoformat() if data.get("event_on") else ""
        return {**values, "relation": Relation.OCCASION, "start_code": code, "end_code": code}
    return {**values, **_dated(kind, data)}


def _years(data):
    return {"first_year": data.get("first_year"), "last_year": data.get("last_year")}


def _dated(kind, data):
    if kind in ("quarters", "years"):
        quarters = kind == "quarters"
        start = PartialDate(year=data["year"], quarter=data["quarter"] if quarters else None)
        end = PartialDate(year=data["end_year"], quarter=data["end_quarter"] if quarters else None)
        return {"start_code": str(start), "end_code": str(end)}
    every_year = bool(data.get("every_year"))
    part = PartialDate(year=None if every_year else data.get("year"), **{name: data[name] for name in PARTS[kind]})
    code = str(PartialDate.parse(str(part)))
    is_day = kind in ("day", "before_day")
    return {"start_code": "" if is_day else code, "end_code": code,
            "boundary": Boundary.BEFORE if kind == "before_day" else Boundary.BY_END,
            **({"recurrence": Recurrence.YEARLY, **_years(data)} if every_year else {})}


def times_of(values):
    """(kind, inputs) of stored values; kind «code» for what no other kind can say."""
    years = {"first_year": values["first_year"], "last_year": values["last_year"]}
    kind, inputs = _kind_of(values, PartialDate.parse(values["start_code"]) if values["start_code"] else None,
                            PartialDate.parse(values["end_code"]) if values["end_code"] else None)
    inputs = {**years, "event_name": values["event_name"], "event_on": values["event_on"], **inputs}
    if kind != "code" and _same(values_of(kind, inputs), values):
        return kind, inputs
    return "code", {**years, "event_name": values["event_name"], "event_on": values["event_on"],
                    **{name: values[name] for name in INPUTS["code"]}}


def _same(made, stored):
    """Whether the inputs say what is stored; a day that is stored as an interval of one day counts as the same."""
    kept = {name: value for name, value in made.items() if name not in ("unit", "start_code")}
    start = stored["start_code"] if stored["start_code"] != stored["end_code"] else made["start_code"]
    return all(stored[name] == value for name, value in kept.items()) and start == made["start_code"]


def _kind_of(values, start, end):
    if values["relation"] in (Relation.UNDATED, Relation.ONGOING):
        return str(values["relation"]), {}
    if values["relation"] == Relation.OCCASION:
        return "occasion", {}
    if values["relation"] == Relation.ABOUT:
        is_half = values["recurrence"] == Recurrence.HALF_AND_YEAR
        return ("half_and_year", {}) if is_half else ("periodic", {"recurrence": values["recurrence"]})
    if end is None:
        return "code", {}
    inputs = {name: getattr(end, name) for name in ("day", "ten_day", "month", "quarter", "half", "year")}
    if start and start != end:
        kind = {"quarter": "quarters", "year": "years"}.get(end.unit, "code")
        return kind, {"year": start.year, "quarter": start.quarter, "end_year": end.year, "end_quarter": end.quarter}
    kind = "before_day" if end.unit == "day" and values["boundary"] == Boundary.BEFORE else end.unit
    return (kind if end.month or end.unit != "day" else "code"), {
        **inputs, "every_year": values["recurrence"] == Recurrence.YEARLY}
