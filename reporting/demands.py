"""What a plan asks for, in the words that fit its kind: agencies that lead fields, units that each owe a number, or one
number for the issuing body itself."""
from core.numbers import viet_number
from plans.enums import AssignmentVerb, BearerKind, Modality, WindowKind
from plans.wording import bounds_words, counted_words
from reporting.documents.figures import unmarked

EACH_PERIOD = {WindowKind.CALENDAR_YEAR: "mỗi năm", WindowKind.CALENDAR_QUARTER: "mỗi quý",
               WindowKind.CALENDAR_MONTH: "mỗi tháng"}
VERBS = ((AssignmentVerb.GIAO, "giao"), (AssignmentVerb.DE_NGHI, "đề nghị"))


def demand_text(lines, mark=unmarked):
    """«giao và đề nghị 12 cơ quan, đơn vị chủ trì xây dựng, nhân rộng ít nhất 400 điển hình tiên tiến», «yêu cầu lựa
    chọn đúng 20 điển hình tiên tiến», «yêu cầu mỗi đơn vị thuộc nhóm … lựa chọn …»; empty when no line bears a minimum.

    `mark` is put around the figures that have a list (see `documents.figures`).
    """
    owed = [line for line in lines if line.minimum]
    if not owed:
        return ""
    if is_led(lines):
        bearers = mark(viet_number(len({line.bearer.pk for line in lines})), "agencies_all")
        return (f"{_verbs(lines)} {bearers} cơ quan, đơn vị chủ trì xây dựng, nhân rộng "
                f"{_sum_words(owed, mark)} điển hình tiên tiến")
    if any(_is_for_each(line.rule) for line in lines):
        return "yêu cầu " + "; ".join(_rule_words(rule, own) for rule, own in _by_rule(lines))
    return f"yêu cầu lựa chọn {_sum_words(owed, mark)} điển hình tiên tiến"


def is_led(lines):
    """Whether agencies lead fields of the plan and answer for the numbers of these."""
    return any(line.field is not None and not _is_for_each(line.rule) for line in lines)


def _is_for_each(rule):
    return rule.bearer_kind == BearerKind.CATEGORY


def _verbs(lines):
    said = [word for verb, word in VERBS if any(line.verb == verb for line in lines)]
    return " và ".join(said) or "giao"


def _sum_words(lines, mark):
    """«đúng 20», «từ 57 đến 99», «ít nhất 400»: the sum of the bounds as far as all lines have them."""
    least = sum(line.minimum for line in lines)
    most = sum(line.maximum for line in lines) if all(line.maximum is not None for line in lines) else None
    return bounds_words(least, most).replace(viet_number(least), mark(viet_number(least), "target"), 1)


def _by_rule(lines):
    rules = {}
    for line in lines:
        rules.setdefault(line.rule.pk, (line.rule, []))[1].append(line)
    return rules.values()


def _rule_words(rule, lines):
    """«mỗi đơn vị thuộc nhóm “Xã, thị trấn” (9 đơn vị) lựa chọn từ 5 đến 7 mô hình, điển hình»."""
    things = counted_words(rule.subject_types, rule.record_kinds)
    who, when = _bearer_words(rule, lines), EACH_PERIOD.get(rule.window_kind, "")
    if rule.modality == Modality.PENDING:
        return f"{who} lựa chọn {things} theo số lượng do {rule.allocator or 'cấp có thẩm quyền'} phân bổ"
    if rule.modality == Modality.MAY and rule.min_count is None and rule.max_count is None:
        amount = f"từ {viet_number(rule.target_count)} {things} trở lên" if rule.target_count else things
        return _joined(f"khuyến khích {who} lựa chọn {amount}", when)
    goal = f", mục tiêu {viet_number(rule.target_count)}" if rule.target_count is not None else ""
    return _joined(f"{who} lựa chọn {bounds_words(rule.min_count, rule.max_count)} {things}", when) + goal


def _joined(*words):
    return " ".join(filter(None, words))


def _bearer_words(rule, lines):
    if not _is_for_each(rule):
        return "; ".join(dict.fromkeys(line.bearer.name for line in lines))
    name, count = rule.bearer_category.name, viet_number(len({line.bearer.pk for line in lines}))
    if name.casefold().startswith(("mỗi ", "từng ")):
        lower = name[:1].lower() + name[1:]
        return f"{lower[:-1]}; {count} đơn vị)" if lower.endswith(")") else f"{lower} ({count} đơn vị)"
    return f"mỗi đơn vị thuộc nhóm “{name}” ({count} đơn vị)"
