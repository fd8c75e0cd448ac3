"""The simple shape: quotas with a basis, deadlines with a kind; what a reader of documents proposes."""
import re
from dataclasses import replace
from datetime import date

from plans.importing import wording
from plans.importing.proposal import CategoryProposal, MilestoneProposal, PhaseProposal, RuleProposal

ALL_TYPES = ("collective", "individual", "household")
BOTH_KINDS = ("exemplar", "model")
# subject_type of the file → (subject types, narrowing kinds, record kinds)
SUBJECTS = {
    "collective": (("collective",), (), BOTH_KINDS),
    "individual": (("individual",), (), BOTH_KINDS),
    "household": (("household",), (), BOTH_KINDS),
    "model": (ALL_TYPES, (), ("model",)),
    "exemplar": (ALL_TYPES, (), ("exemplar",)),
    "model_or_exemplar": (ALL_TYPES, (), BOTH_KINDS),
    "club": (("collective",), ("club",), BOTH_KINDS),
    "enterprise": (("collective",), ("enterprise",), BOTH_KINDS),
    "cooperative": (("collective",), ("cooperative",), BOTH_KINDS),
    "residential_area": (("collective",), ("village",), BOTH_KINDS),
    "clan": (("collective",), ("clan",), BOTH_KINDS),
    "school": (("collective",), ("school",), BOTH_KINDS),
    "other": (ALL_TYPES, ("other",), BOTH_KINDS),
}
BASES = ("per_field", "per_lead", "per_unit", "per_unit_category", "per_plan")
CREDIT = {"per_field": "lead_agency", "per_lead": "lead_agency", "per_plan": "selector",
          "per_unit": "submitting_unit", "per_unit_category": "submitting_unit"}
SCOPES = ("whole", "year", "phase", "quarter", "month")
CALENDAR = {"year": "calendar_year", "quarter": "calendar_quarter", "month": "calendar_month"}
KINDS = ("date", "month", "quarter", "half", "year", "range", "yearday", "yearmonth", "yearquarter", "monthday",
         "relative", "recurring")
RECURRENCES = {"annual": "yearly", "semiannual": "half_yearly", "quarterly": "quarterly", "monthly": "monthly"}
SERIES_UNIT = {"yearly": "year", "half_yearly": "half", "half_and_year": "half", "quarterly": "quarter",
               "monthly": "month"}
DELIVERABLES = (("report", "báo cáo"), ("list", "danh sách"), ("list", "danh mục"), ("list", "hồ sơ"),
                ("list", "đăng ký"), ("plan", "kế hoạch"), ("event", "hội nghị"))
EVERY_UNIT = "Mỗi cơ quan, đơn vị, địa phương"


class Gathered:
    """Groups and phases that the plan's words name on the way; each once."""

    def __init__(self, phases=()):
        self.groups = {}
        self.phases = {phase.code: phase for phase in phases}

    def group(self, name):
        """The local code of the group called `name`."""
        code = wording.slug(name) or "nhom"
        self.groups.setdefault(code, CategoryProposal(code=code, name=name[:255], is_local=True))
        return code

    def phase(self, first, last):
        """The code of the phase from year `first` to year `last`; one already named with the same days is taken."""
        starts_on, ends_on = date(first, 1, 1), date(last, 12, 31)
        for phase in self.phases.values():
            if (phase.starts_on, phase.ends_on) == (starts_on, ends_on):
                return phase.code
        name = f"Giai đoạn {first} - {last}" if first != last else f"Năm {first}"
        code = f"GD-{first}-{last}" if first != last else f"NAM-{first}"
        self.phases[code] = PhaseProposal(code=code, name=name, starts_on=starts_on, ends_on=ends_on)
        return code

    def agencies_or_group(self, text):
        """(agencies named one by one, "") or ((), code of the group) that `text` means."""
        named = wording.bodies_in(text)
        return (named, "") if named else ((), self.group(text))


def quota(place, *, code, field, leads, owner, gathered):
    """The rule that one quota of the simple shape means; `field` is a field code or "", `leads` its agencies."""
    types, kinds, records = place.choice("subject_type", SUBJECTS, SUBJECTS["other"])
    text = place.text("source_quote", 2000)
    basis = place.choice("basis", BASES, "per_field" if field else "per_plan")
    rule = RuleProposal(
        code=code, fields=(field,) if field else (), field_mode="each" if field else "pooled", subject_types=types,
        subject_kinds=kinds, record_kinds=records, quote=text, credit_by=CREDIT[basis], counting_stage=_stage(text))
    rule = _with_bounds(rule, place, text)
    rule = _with_bearers(rule, basis, place.text("unit_category"), leads, owner, gathered)
    return _with_window(rule, place, gathered)


def _stage(text):
    if re.search(r"gửi về|giới thiệu|đề cử", text):
        return "forwarded"
    return "registered" if re.search(r"đăng ký", text) else "recognised"


def _with_bounds(rule, place, text):
    least, most = place.whole("min"), place.whole("max")
    if least is not None and most is not None and most < least:
        place.note("max", "nhỏ hơn «min»")
        most = None
    if place.choice("unit", ("count", "percent"), "count") == "percent":
        return _share(rule, place, least, most)
    if least is None and most is None:
        return replace(rule, modality="pending", interpretation="Văn bản không ghi số: chờ phân bổ.")
    if most is not None and most != least and least is not None and _is_open_range(text, least, most):
        return replace(rule, min_count=least, target_count=most, interpretation=(
            f"«Tối thiểu từ {least} - {most}»: hiểu {least} là mức tối thiểu, {most} là mục tiêu, không phải trần; "
            "cần người có thẩm quyền xác nhận."))
    return replace(rule, min_count=least, max_count=most)


def _share(rule, place, least, most):
    for name, value in (("min", least), ("max", most)):
        if value is not None and value > 100:
            place.note(name, "tỷ lệ phần trăm phải từ 0 đến 100")
    note = f" Không quá {most}%." if most is not None else ""
    return replace(rule, unit="percent", percent_min=least if least is not None and least <= 100 else None,
                   modality="pending", interpretation="Tỷ lệ phần trăm: quy ra số khi có văn bản phân bổ." + note)


def _is_open_range(text, least, most):
    return re.search(rf"(?:tối thiểu|ít nhất)\s+(?:từ\s+)?0*{least}\s*(?:-|–|đến)\s*0*{most}\b", text.casefold())


def _with_bearers(rule, basis, unit_category, leads, owner, gathered):
    own = (owner,) if owner else ()
    if basis in ("per_field", "per_lead"):
        joint = basis == "per_field" and len(leads) > 1
        return replace(rule, bearers=leads or own, bearer_mode="joint" if joint else "each")
    if basis == "per_plan":
        return replace(rule, bearers=own)
    if basis == "per_unit" and unit_category and not wording.bodies_in(unit_category):
        return replace(rule, bearers=(unit_category,))
    named, group = gathered.agencies_or_group(unit_category or EVERY_UNIT)
    return replace(rule, bearers=named, category=group)


def _with_window(rule, place, gathered):
    scope, label = place.choice("period_scope", SCOPES, "whole"), place.text("scope_label", 40)
    years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", label)]
    if scope == "whole" or (scope == "phase" and not years):
        return rule
    if scope == "phase":
        return replace(rule, window_kind="phase", phases=(gathered.phase(years[0], years[-1]),))
    if scope == "year" and years:
        each = range(years[0], years[-1] + 1) if years[0] <= years[-1] <= years[0] + 30 else years[:1]
        return replace(rule, window_kind="phase", phases=tuple(gathered.phase(year, year) for year in each))
    return replace(rule, window_kind=CALENDAR[scope], first_year=years[0] if years else None)


def milestone(place, *, code, issued_on, gathered, document=""):
    """The milestone that one deadline of the simple shape means."""
    text = place.text("source_quote", 4000)
    deliverable, who = place.text("deliverable"), place.text("responsible", 500)
    recipient, via = split_via(place.text("recipient", 255))
    agencies, group = gathered.agencies_or_group(who) if who else ((), "")
    found = MilestoneProposal(
        code=code, title=place.text("title", 300, required=True), quote=text, deliverable=deliverable,
        deliverable_kind=deliverable_kind(deliverable), recipient_text=recipient, via=via, responsible_text=who,
        responsible_orgs=agencies, category=group, document=document)
    return due(found, place.child("due"), text, issued_on) if place.has("due") else found


def split_via(text):
    """(recipient, agency through which it goes) of «UBND tỉnh (qua Sở Nội vụ)»."""
    found = re.fullmatch(r"(.*?)\s*\(\s*qua\s+(.*?)\s*\)", text)
    return found.groups() if found else (text, "")


def deliverable_kind(text):
    return next((kind for kind, word in DELIVERABLES if word in text.casefold()), "other")


def due(found, place, text, issued_on):
    """`found` with the deadline at `place`: kind, value, to, recurrence."""
    kind = place.choice("kind", KINDS, "")
    recurrence = place.choice("recurrence", RECURRENCES, "none")
    if kind == "relative":
        return _relative(found, place, text, issued_on)
    if kind == "recurring":
        return _series(found, recurrence if recurrence != "none" else "yearly", text)
    value, last = place.text("value", 12), place.text("to", 12)
    if not kind or not _sound(place, value, last, is_range=kind == "range"):
        return found
    return _dated(found, value, last or value, recurrence, text)


def _sound(place, value, last, is_range):
    wrong = [key for key, code in (("value", value), ("to", last)) if code and not wording.unit_of(code)]
    wrong += [key for key, code in (("value", value), ("to", last)) if not code and (key == "value" or is_range)]
    for key in wrong:
        place.note(key, "không phải thời hạn hợp lệ (ví dụ 2026-09-30, 2026-Q2, --11-15, ---20)")
    return not wrong


def _dated(found, first, last, recurrence, text):
    unit = wording.unit_of(last)
    if unit == "month" and first == last and (part := _part_of_month(text)):
        unit, first, last = "ten_day", f"{first}-{part}", f"{last}-{part}"
    if not wording.has_year(last) and recurrence == "none":
        recurrence = "monthly" if last.startswith("---") else "yearly"
    before = unit == "day" and first == last and wording.BEFORE_A_DAY.search(text)
    occasion = unit == "day" and first == last and recurrence == "none" and wording.OCCASION.search(text)
    return replace(
        found, unit=unit, end_code=last, start_code="" if unit == "day" and first == last and not occasion else first,
        boundary="before" if before else "by_end", relation="occasion" if occasion else "within", recurrence=recurrence,
        event_on=date.fromisoformat(last) if occasion else None)


def _part_of_month(text):
    return next((part for part, words in wording.TEN_DAYS if any(word in text.casefold() for word in words)), "")


def _series(found, recurrence, text):
    if recurrence == "half_yearly" and wording.SIX_MONTHS_AND_YEAR.search(text):
        recurrence = "half_and_year"
    return replace(found, unit=SERIES_UNIT[recurrence], relation="about", recurrence=recurrence)


def _relative(found, place, text, issued_on):
    """A time from the day of issue becomes a day; from any other event it stays without a day."""
    if not wording.DURATION.fullmatch(place.text("value", 12)):
        place.note("value", "không phải khoảng thời gian hợp lệ (ví dụ P15D, P10WD, P2W)")
        return found
    if not issued_on or not wording.FROM_ISSUE.search(text.casefold()):
        return found
    last = wording.after_duration(issued_on, place.text("value", 12))
    return replace(found, unit="day", end_code=last.isoformat(), relation="within")


def merged_series(milestones):
    """«Định kỳ 6 tháng, năm» comes as two milestones on the same words: they are one duty with two series."""
    yearly = {m.quote for m in milestones if m.recurrence == "yearly" and m.relation == "about"}
    both = {m.quote for m in milestones if m.recurrence == "half_and_year" and m.quote in yearly}
    return tuple(m for m in milestones if not (m.quote in both and m.recurrence == "yearly" and m.relation == "about"))
