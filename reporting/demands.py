"""What a plan asks for, in the words that fit its kind: agencies that lead fields, units that each owe a number, or one
number for the issuing body itself."""
from core.numbers import viet_number
from plans.enums import AssignmentVerb, BearerKind, Modality, WindowKind
from plans.wording import bounds_words, counted_words

EACH_PERIOD = {WindowKind.CALENDAR_YEAR: "mỗi năm", WindowKind.CALENDAR_QUARTER: "mỗi quý",
               WindowKind.CALENDAR_MONTH: "mỗi tháng"}
VERBS = ((AssignmentVerb.GIAO, "giao"), (AssignmentVerb.DE_NGHI, "đề nghị"))


def demand_text(lines):
    """«giao và đề nghị 12 cơ quan, đơn vị chủ trì xây dựng, nhân rộng ít nhất 400 điển hình tiên tiến», «yêu cầu lựa chọn
    đúng 20 điển hình tiên tiến», «yêu cầu mỗi đơn vị thuộc nhóm … lựa chọn …»; empty when no line bears a minimum.
    """
    owed = [line for line in lines if line.minimum]
    if not owed:
        return ""
    if is_led(lines):
        bearers = len({line.bearer.pk for line in lines})
        return (f"{_verbs(lines)} {viet_number(bearers)} cơ quan, đơn vị chủ trì xây dựng, nhân rộng "
                f"{_sum_words(owed)} điển hình tiên tiến")
    if any(_is_for_each(line.rule) for line in lines):
        return "yêu cầu " + "; ".join(_rule_words(rule, own) for rule, own in _by_rule(lines))
    return f"yêu cầu lựa chọn {_sum_words(owed)} điển hình tiên tiến"


def is_led(lines):
    """Whether agencies lead fields of the plan and answer for the numbers of these."""
    return any(line.field is not None and not _is_for_each(line.rule) for line in lines)


def _is_for_each(rule):
    return rule.bearer_kind == BearerKind.CATEGORY


def _verbs(lines):
    said = [word for verb, word in VERBS if any(line.verb == verb for line in lines)]
    return " và ".join(said) or "giao"


def _sum_words(lines):
    """«đúng 20», «từ 57 đến 99», «ít nhất 400»: the sum of the bounds as far as all lines have them."""
    least = sum(line.minimum for line in lines)
    most = sum(line.maximum for line in lines) if all(line.maximum is not None for line in lines) else None
    return bounds_words(least, most)


def _by_rule(lines):
    rules = {}
    for line in lines:
        rules.setdefault(line.rule.pk, (line.rule, []))[1].append(line)
    return rules.values()


def _rule_words(rule, lines):
    """«mỗi đơn vị thuộc nhóm “Xã, thị trấn” (9 đơn vị) lựa chọn từ 5 đến 7 mô hình, điển hình»."""
    things = counted_words(rule.subject_types, rule.record_kinds)
    bounds = bounds_words(rule.min_count, rule.max_count, rule.target_count, modality=rule.modality)
    amount = f"số {things} do {rule.allocator or 'cấp có thẩm quyền'} phân bổ" if rule.modality == Modality.PENDING else (
        f"{things}, {bounds}" if "," in bounds or bounds.startswith("khuyến") else f"{bounds} {things}")
    return " ".join(filter(None, [_bearer_words(rule, lines), "lựa chọn", amount, EACH_PERIOD.get(rule.window_kind, "")]))


def _bearer_words(rule, lines):
    if not _is_for_each(rule):
        return "; ".join(dict.fromkeys(line.bearer.name for line in lines))
    name, count = rule.bearer_category.name, viet_number(len({line.bearer.pk for line in lines}))
    if name.casefold().startswith(("mỗi ", "từng ")):
        lower = name[:1].lower() + name[1:]
        return f"{lower[:-1]}; {count} đơn vị)" if lower.endswith(")") else f"{lower} ({count} đơn vị)"
    return f"mỗi đơn vị thuộc nhóm “{name}” ({count} đơn vị)"
