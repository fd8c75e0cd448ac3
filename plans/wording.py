"""What a plan's parts say, in one sentence each (pure: values in, Vietnamese out)."""
from dataclasses import dataclass
from datetime import date

from core.dates import short_day, viet_partial
from core.numbers import viet_number
from plans.enums import (
    BearerKind,
    BearerMode,
    Boundary,
    FieldMode,
    IssuedPrecision,
    Modality,
    QuotaUnit,
    RecordKind,
    Recurrence,
    Relation,
    Stage,
    SubjectType,
    WindowKind,
)


@dataclass(frozen=True)
class RuleFacts:
    """A quota rule as values: what a form holds and what a stored rule holds read the same."""

    subject_types: tuple = ()
    record_kinds: tuple = (RecordKind.EXEMPLAR, RecordKind.MODEL)
    least: int | None = None
    most: int | None = None
    target: int | None = None
    modality: str = Modality.MUST
    unit: str = QuotaUnit.COUNT
    percent: int | None = None
    allocator: str = ""
    bearers: tuple[str, ...] = ()
    category: str = ""
    bearer_mode: str = BearerMode.EACH
    fields: tuple[str, ...] = ()
    field_mode: str = FieldMode.POOLED
    window_kind: str = WindowKind.PLAN
    period: tuple[date | None, date | None] = (None, None)
    custom: tuple[date | None, date | None] = (None, None)
    phases: tuple[str, ...] = ()
    first_year: int | None = None
    stage: str = Stage.RECOGNISED
    draw_from: str = ""
    forward_to: str = ""
    overrides: str = ""


def rule_sentence(facts, *, names_field=True):
    """«Mỗi xã chọn từ 5 đến 7 mô hình (gộp mọi lĩnh vực) trong cả kỳ 2019 - 2020; tính khi được công nhận».

    `names_field` False where the sentence stands under the name of its only field.
    """
    verb = "có thể chọn" if facts.modality == Modality.MAY else "chọn"
    main = [_bearer_words(facts), verb, _amount_words(facts), _field_words(facts) if names_field else "",
            _window_words(facts)]
    tail = [_source_words(facts), _stage_words(facts), _override_words(facts)]
    sentence = " ".join(part for part in main if part)
    return "; ".join([sentence, *filter(None, tail)])


def facts_of(rule, period):
    """The facts of a stored rule; reads its fields, phases, bearers (prefetch them for many) and groups."""
    fields = list(rule.fields.all())
    if len(fields) == 1 and fields[0].own_from:
        period = (fields[0].own_from, fields[0].own_to)
    return RuleFacts(
        subject_types=tuple(rule.subject_types), record_kinds=tuple(rule.record_kinds), least=rule.min_count,
        most=rule.max_count, target=rule.target_count, modality=rule.modality, unit=rule.unit,
        percent=rule.percent_min, allocator=rule.allocator, bearer_mode=rule.bearer_mode,
        bearers=tuple(bearer.organization.name for bearer in rule.bearers.all()),
        category=rule.bearer_category.name if rule.bearer_kind == BearerKind.CATEGORY else "",
        fields=tuple(field.name for field in fields), field_mode=rule.field_mode,
        window_kind=rule.window_kind, period=period, custom=(rule.window_from, rule.window_to),
        phases=tuple(phase.name for phase in rule.phases.all()), first_year=rule.first_year,
        stage=rule.counting_stage, draw_from=rule.draw_from, forward_to=rule.forward_to,
        overrides=rule.overrides.code if rule.overrides_id else "")


def bounds_words(least, most, target=None, *, modality=Modality.MUST):
    """«ít nhất 10», «từ 5 đến 7», «đúng 5», «ít nhất 3, mục tiêu 10», «khuyến khích từ 5 trở lên», «chờ phân bổ»."""
    if modality == Modality.PENDING:
        return "chờ phân bổ"
    goal = f"mục tiêu {viet_number(target)}" if target is not None else ""
    if least is not None and least == most:
        words = f"đúng {viet_number(least)}"
    elif least is not None and most is not None:
        words = f"từ {viet_number(least)} đến {viet_number(most)}"
    elif least is not None:
        words = f"ít nhất {viet_number(least)}"
    elif most is not None:
        words = f"không quá {viet_number(most)}"
    elif target is not None:
        return f"khuyến khích từ {viet_number(target)} trở lên" if modality == Modality.MAY else goal
    else:
        return "không ấn định số lượng"
    return f"{words}, {goal}" if goal else words


def _bearer_words(facts):
    if facts.category:
        name = facts.category
        return name if name.casefold().startswith(("mỗi ", "từng ")) else f"Mỗi đơn vị trong nhóm «{name}»"
    if not facts.bearers:
        return "Cơ quan (chưa chọn)"
    if len(facts.bearers) == 1:
        return facts.bearers[0]
    names = "; ".join(facts.bearers)
    return f"Các cơ quan {names} cùng" if facts.bearer_mode == BearerMode.JOINT else f"Mỗi cơ quan ({names})"


def _amount_words(facts):
    things = counted_words(facts.subject_types, facts.record_kinds)
    if facts.modality == Modality.PENDING:
        return f"{things} theo số lượng do {facts.allocator or 'cấp trên'} phân bổ"
    if facts.unit == QuotaUnit.PERCENT:
        share = "…" if facts.percent is None else viet_number(facts.percent)
        return f"ít nhất {share} % {things}"
    bounds = bounds_words(facts.least, facts.most, facts.target, modality=facts.modality)
    return f"{things}, {bounds}" if bounds.startswith(("khuyến", "không ấn", "mục tiêu")) or "," in bounds \
        else f"{bounds} {things}"


def counted_words(subject_types, record_kinds):
    """What one counts: «tập thể», «cá nhân, hộ gia đình (tính chung)», «mô hình, điển hình», «mô hình của tập thể»."""
    types = [SubjectType(t) for t in subject_types]
    kinds = {RecordKind(k) for k in record_kinds}
    named = "" if len(types) in (0, len(SubjectType)) else ", ".join(t.label.lower() for t in types)
    together = " (tính chung)" if named and len(types) > 1 else ""
    if kinds == {RecordKind.MODEL}:
        return f"mô hình của {named}{together}" if named else "mô hình"
    if kinds == {RecordKind.EXEMPLAR}:
        return f"điển hình là {named}{together}" if named else "điển hình"
    return f"{named}{together}" if named else "mô hình, điển hình"


def _field_words(facts):
    count = len(facts.fields)
    if count == 1:
        return f"trong lĩnh vực «{facts.fields[0]}»"
    if facts.field_mode == FieldMode.EACH:
        return "trong mỗi lĩnh vực" if not count else f"trong mỗi lĩnh vực ({'; '.join(facts.fields)})"
    return "(gộp mọi lĩnh vực)" if not count else f"(gộp {count} lĩnh vực: {'; '.join(facts.fields)})"


def _window_words(facts):
    since = f" kể từ năm {facts.first_year}" if facts.first_year else ""
    recurring = {WindowKind.CALENDAR_YEAR: "mỗi năm", WindowKind.CALENDAR_QUARTER: "mỗi quý",
                 WindowKind.CALENDAR_MONTH: "mỗi tháng"}
    if facts.window_kind in recurring:
        return recurring[facts.window_kind] + since
    if facts.window_kind == WindowKind.PHASE:
        return f"trong từng giai đoạn ({'; '.join(facts.phases)})" if facts.phases else "trong từng giai đoạn"
    if facts.window_kind == WindowKind.CUSTOM:
        return f"trong thời gian {period_words(*facts.custom)}"
    return f"trong cả kỳ {period_words(*facts.period)}"


def period_words(start, end):
    """«2019 - 2020», «năm 2025», «từ 01/3/2022 đến 30/6/2024», «từ năm 2024, không ghi ngày kết thúc»; "…" unknown."""
    if start is None:
        return "…"
    whole = (start.month, start.day) == (1, 1)
    if end is None:
        return f"từ {'năm ' + str(start.year) if whole else short_day(start)}, không ghi ngày kết thúc"
    if whole and (end.month, end.day) == (12, 31):
        return f"năm {start.year}" if start.year == end.year else f"{start.year} - {end.year}"
    return f"từ {short_day(start)} đến {short_day(end)}"


def _source_words(facts):
    return f"chọn từ: {facts.draw_from}" if facts.draw_from else ""


def _stage_words(facts):
    where = facts.forward_to or "cấp trên"
    return {
        Stage.REGISTERED: "tính khi đăng ký", Stage.RECOGNISED: "tính khi được công nhận",
        Stage.REPLICATED: "tính khi đã nhân rộng", Stage.COMMENDED: "tính khi được khen thưởng",
        Stage.FORWARDED: f"tính khi gửi {where}",
    }.get(Stage(facts.stage), "")


def _override_words(facts):
    return f"thay cho chỉ tiêu {facts.overrides} với các đơn vị này" if facts.overrides else ""


# --- deadlines --------------------------------------------------------------------------------------------------

REPEATED = {
    Recurrence.YEARLY: "hằng năm", Recurrence.HALF_YEARLY: "sáu tháng một lần",
    Recurrence.HALF_AND_YEAR: "định kỳ 6 tháng, năm", Recurrence.QUARTERLY: "hằng quý",
    Recurrence.MONTHLY: "hằng tháng",
}


def deadline_words(*, start="", end="", boundary=Boundary.BY_END, relation=Relation.WITHIN, recurrence=Recurrence.NONE,
                   event_name=""):
    """The deadline a milestone's values state: «trước ngày 30 tháng 11 hằng năm», «Quý I đến Quý II năm 2023»."""
    if relation == Relation.ONGOING:
        return "thường xuyên"
    if relation == Relation.OCCASION:
        return f"nhân dịp {event_name}" if event_name else f"nhân dịp {viet_partial(end or start)}"
    repeated = REPEATED.get(recurrence, "")
    if not (start or end):
        return repeated or "không ghi thời hạn"
    last = viet_partial(end or start)
    words = f"trước {last}" if boundary == Boundary.BEFORE else last
    if start and start != end and end:
        words = f"từ {viet_partial(start)} đến {words}"
    return f"{words} {repeated}".strip()


# --- documents --------------------------------------------------------------------------------------------------


def document_words(document):
    """«số 12065/KH-UBND ngày 26/11/2021», «chưa có số, tháng 11/2021», «số 56-KH/TU, chưa có ngày»."""
    number = f"số {document.number}" if document.number else "chưa có số"
    if document.issued_precision == IssuedPrecision.DAY:
        return f"{number} ngày {short_day(document.issued_on)}"
    return f"{number}, {issue_day_words(document)}"


def issue_day_words(document):
    """«26/11/2021», «tháng 11/2021» or «chưa có ngày»."""
    if document.issued_precision == IssuedPrecision.DAY and document.issued_on:
        return short_day(document.issued_on)
    if document.issued_precision == IssuedPrecision.MONTH and document.issued_month:
        month = document.issued_month
        return f"tháng {month.month:02}/{month.year}" if month.month < 3 else f"tháng {month.month}/{month.year}"
    return "chưa có ngày"
