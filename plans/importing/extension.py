"""The extension keys: organizations, categories, rules, milestones and conditions in full."""
import re

from organizations.enums import OrganizationKind, OrganizationSystem
from plans.enums import (
    COUNTING_STAGES,
    BearerMode,
    Boundary,
    CreditBy,
    DeadlineUnit,
    FieldMode,
    Modality,
    QuotaUnit,
    RecordKind,
    Recurrence,
    Relation,
    SubjectKind,
    SubjectType,
    WindowKind,
)
from plans.importing import wording
from plans.importing.proposal import (
    CategoryProposal,
    EligibilityProposal,
    MemberProposal,
    MilestoneProposal,
    OrganizationProposal,
    RuleProposal,
)

STAGES = tuple(stage.value for stage in COUNTING_STAGES)
DELIVERABLE_KINDS = ("plan", "report", "list", "event", "other")
ORGANIZATION_LINES = {"short_name": 120, "printed_name": 500, "printed_superior": 500, "document_symbol": 30,
                      "place": 80, "phone": 40}
CODE_MARK = re.compile(r"[a-z0-9_-]+")


def organizations_of(place, province):
    """The agencies that the file describes, each once a province."""
    found = {}
    for item in place.items("organizations", 5000):
        name, code = item.text("name", 255, required=True), item.text("province_code", 40) or province
        if (name, code) in found:
            item.note("name", "trùng tên trong cùng một tỉnh")
        found[name, code] = OrganizationProposal(
            name, code, tuple(_organization_values(item).items()), item.text("parent", 255), _former_names(item))
    return tuple(found.values())


def _organization_values(place):
    values = {key: place.text(key, limit) if not key.startswith("printed") else _lines(place, key, limit)
              for key, limit in ORGANIZATION_LINES.items() if place.has(key)}
    return {**values, "system": place.choice("system", OrganizationSystem.values, "state"),
            "kind": place.choice("kind", OrganizationKind.values, "other"), "valid_from": place.day("valid_from"),
            "valid_to": place.day("valid_to"), "is_office": place.flag("is_office")}


def _lines(place, key, limit):
    """The printed lines at `key` (line breaks kept)."""
    found = place.value.get(key)
    if not isinstance(found, str) or len(found) > limit:
        place.note(key, f"phải là chuỗi ký tự, tối đa {limit}")
        return ""
    return found


def _former_names(place):
    return tuple((n.text("name", 255, required=True), n.day("from"), n.day("to"))
                 for n in place.items("former_names", 50))


def categories_of(place):
    """The groups with their dated members."""
    found = {}
    for item in place.items("categories", 200):
        code = item.text("code", 80, required=True)
        if not CODE_MARK.fullmatch(code) or code in found:
            item.note("code", "phải là mã riêng gồm chữ thường không dấu, số và gạch nối")
        members = tuple(MemberProposal(m.text("organization", 255, required=True), m.day("from"), m.day("to"))
                        for m in item.items("members", 5000))
        found[code] = CategoryProposal(code, item.text("name", 255, required=True), item.text("note", 2000), members)
    return tuple(found.values())


def criteria_of(place):
    """(subject type, kind or "", text) of a field's `criteria`: keys «collective», «individual.head» or «all»."""
    rows = []
    criteria = place.child("criteria")
    for key in criteria.value:
        kind, _, special = str(key).partition(".")
        if kind not in (*SubjectType.values, "all") or (special and special not in SubjectKind.values):
            criteria.note(str(key)[:60], "không phải loại đối tượng")
            continue
        types = place.choices("subject_types", SubjectType.values, SubjectType.values) if kind == "all" else (kind,)
        rows += [(found, special, criteria.text(key, 4000)) for found in types]
    return tuple(rows)


def extended_rule(place):
    """One rule of the extension."""
    window = place.child("window")
    is_share = place.choice("unit", QuotaUnit.values, "count") == "percent"
    rule = RuleProposal(
        code=place.text("code", 40, required=True), fields=place.texts("fields", 40, 300),
        field_mode=place.choice("field_mode", FieldMode.values, "each"),
        subject_types=place.choices("subject_types", SubjectType.values),
        subject_kinds=place.choices("subject_kinds", SubjectKind.values),
        record_kinds=place.choices("record_kinds", RecordKind.values, RecordKind.values),
        unit="percent" if is_share else "count", percent_min=place.whole("min", 0, 100) if is_share else None,
        min_count=None if is_share else place.whole("min"), max_count=None if is_share else place.whole("max"),
        target_count=None if is_share else place.whole("target"),
        modality=place.choice("modality", Modality.values, "pending" if is_share else "must"),
        bearers=place.texts("bearers", 255), category=place.text("category", 80),
        bearer_mode=place.choice("bearer_mode", BearerMode.values, "each"),
        credit_by=place.choice("credit_by", CreditBy.values, "lead_agency"),
        window_kind=window.choice("kind", WindowKind.values, "plan"), phases=window.texts("phases", 40),
        window_from=window.day("from"), window_to=window.day("to"), first_year=window.year("first_year"),
        counting_stage=place.choice("counting_stage", STAGES, "recognised"), allocator=place.text("allocator", 255),
        draw_from=place.text("draw_from", 255), forward_to=place.text("forward_to", 255),
        overrides=place.text("overrides", 40), quote=place.text("quote", 2000), locator=place.text("locator", 60),
        interpretation=place.text("interpretation", 2000))
    _check_rule(place, rule)
    return rule


def _check_rule(place, rule):
    """Note what contradicts itself in one rule."""
    if not rule.subject_types:
        place.note("subject_types", "cần ít nhất một trong: collective, individual, household")
    if bool(rule.bearers) == bool(rule.category):
        place.note("bearers", "cần các cơ quan nêu tên hoặc một nhóm («category»), đúng một trong hai")
    bounds = [n for n in (rule.min_count, rule.target_count, rule.max_count) if n is not None]
    if bounds != sorted(bounds):
        place.note("min", "phải theo thứ tự min ≤ target ≤ max")
    if rule.modality == "pending" and bounds:
        place.note("modality", "chỉ tiêu chờ phân bổ thì chưa có con số")
    days = rule.window_from, rule.window_to
    if rule.window_kind == "custom" and not (all(days) and days[0] <= days[1]):
        place.note("window", "kỳ riêng cần đủ ngày đầu và ngày cuối, theo thứ tự")
    if rule.window_kind == "phase" and not rule.phases:
        place.note("window", "kỳ theo giai đoạn cần mã giai đoạn")


def extended_milestone(place, code):
    """One milestone with its `spec`."""
    spec, event = place.child("spec"), place.child("spec").child("event")
    first, last = spec.year("first_year"), spec.year("last_year")
    if first and last and last < first:
        spec.note("last_year", "trước năm đầu")
    return MilestoneProposal(
        code=code, title=place.text("title", 300, required=True), unit=spec.choice("unit", DeadlineUnit.values, "none"),
        start_code=_deadline(spec, "start"), end_code=_deadline(spec, "end"),
        boundary=spec.choice("boundary", Boundary.values, "by_end"),
        relation=spec.choice("relation", Relation.values, "within"),
        recurrence=spec.choice("recurrence", Recurrence.values, "none"), first_year=first, last_year=last,
        event_name=event.text("name", 300), event_on=event.day("on"),
        event_actual_name=event.text("actual_name", 300), event_actual_on=event.day("actual_on"),
        phase=place.text("phase", 40), document=place.choice("document", ("plan", "transmittal", "amendment"), "plan"),
        quote=place.text("quote", 4000) or place.text("source_quote", 4000),
        second_quote=place.text("second_quote", 4000), locator=place.text("locator", 60),
        deliverable=place.text("deliverable"), recipient_text=place.text("recipient", 255), via=place.text("via", 255),
        deliverable_kind=place.choice("deliverable_kind", DELIVERABLE_KINDS, "other"),
        responsible_text=place.text("responsible", 500), responsible_orgs=place.texts("responsible_orgs", 255),
        category=place.text("responsible_category", 80), after=place.text("after", 40), before=place.text("before", 40),
        done_by=place.choice("done_by", ("plan", "transmittal", "amendment"), ""))


def _deadline(place, key):
    code = place.text(key, 12)
    if code and not wording.unit_of(code):
        place.note(key, "không phải thời hạn hợp lệ (ví dụ 2026-09-30, 2026-Q2, --11-15, --12-T2)")
        return ""
    return code


def eligibility_of(place):
    """The hard conditions: in full with `kind`, or as the words of the document, which a person then checks."""
    return tuple(_condition(item, n) for n, item in enumerate(place.items("eligibility", 1000), 1))


def _condition(place, number):
    params = dict(place.child("params").value)
    if excepted := place.choices("except_kinds", SubjectKind.values):
        params["except_kinds"] = list(excepted)
    if len(str(params)) > 4000:
        place.note("params", "quá dài")
    return EligibilityProposal(
        code=place.text("code", 40) or f"E{number:02}", kind=place.text("kind", 60) or "statement",
        params=tuple(params.items()), applies_to=_applies_to(place),
        severity=place.choice("severity", ("block", "warn", "manual"), "manual"), na_allowed=place.flag("na_allowed"),
        text=place.text("rule", 1000), quote=place.text("quote", 4000) or place.text("source_quote", 4000),
        field=place.text("field", 40))


def _applies_to(place):
    """«collective, individual.head»: subject types, with a kind after the dot; a plain string stays as it is."""
    if isinstance(place.value.get("applies_to"), str):
        return place.text("applies_to", 120)
    return ", ".join(place.texts("applies_to", 60, 20))[:120]
