"""Quota lines in Vietnamese words: bounds, figures, what is missing, and the one sentence over a board."""
import re
from collections import Counter
from dataclasses import dataclass

from core.dates import short_day
from core.numbers import two_digits, viet_number, viet_percent
from plans.enums import Modality, Stage, SubjectType, WindowKind
from reporting.enums import Pace
from reporting.pace import quarters_left

NO_SUCCESSOR = "chưa xác định cơ quan kế thừa"
UNLIMITED = ", không giới hạn"
NOT_ALLOCATED = "chưa phân bổ"
COUNTED = {Stage.REGISTERED: "được đăng ký", Stage.RECOGNISED: "được công nhận", Stage.REPLICATED: "được nhân rộng",
           Stage.FORWARDED: "được gửi cấp trên", Stage.COMMENDED: "được khen thưởng"}
# From the worst to the best: a group is as good as its worst line.
SEVERITY = (Pace.AT_RISK, Pace.MISSED, Pace.BEHIND, Pace.OVER, Pace.RUNNING, Pace.NOT_DUE, Pace.ON_TRACK, Pace.MET,
            Pace.NO_FIGURE)
FINISHED = (Pace.MET, Pace.OVER, Pace.MISSED)
SENTENCE_WORDS = {Pace.MET: "đạt", Pace.ON_TRACK: "đúng tiến độ", Pace.BEHIND: "chậm", Pace.AT_RISK: "nguy cơ",
                  Pace.MISSED: "không đạt", Pace.OVER: "vượt mức tối đa", Pace.NOT_DUE: "chưa đến kỳ",
                  Pace.RUNNING: "đang thực hiện"}


def bound_text(line):
    """The bound as the plan sets it: «10», «5–7», «đúng 05», «3, mục tiêu 10», «khuyến khích từ 5, không giới hạn»."""
    if line.modality == Modality.PENDING:
        return NOT_ALLOCATED
    if not line.has_figure:
        return "không giao số"
    if line.modality == Modality.MAY:
        wished = line.target if line.target is not None else line.minimum
        ceiling = UNLIMITED.strip(", ") if line.maximum is None else f"không quá {viet_number(line.maximum)}"
        return f"khuyến khích từ {viet_number(wished)}, {ceiling}" if wished is not None else f"được phép, {ceiling}"
    if line.is_exact:
        return f"đúng {two_digits(line.minimum)}"
    if line.minimum is None:
        return (f"không quá {viet_number(line.maximum)}" if line.maximum is not None
                else f"mục tiêu {viet_number(line.target)}")
    bound = viet_number(line.minimum) + (f"–{viet_number(line.maximum)}" if line.maximum is not None else "")
    return bound + (f", mục tiêu {viet_number(line.target)}" if line.target is not None else "")


def figure_text(line):
    """What counts against the bound: «8/30», «4/5–7», «05/05», «2/3, mục tiêu 10», «3 (chưa phân bổ)»."""
    if line.is_exact and line.modality == Modality.MUST:
        return f"{two_digits(line.actual)}/{two_digits(line.minimum)}"
    bound = bound_text(line)
    if line.minimum is None or line.modality == Modality.MAY:
        return f"{viet_number(line.actual)} ({bound})"
    return f"{viet_number(line.actual)}/{bound}"


def subject_text(line):
    """«Tập thể», «Cá nhân, hộ gia đình», «Mọi đối tượng»."""
    types = line.rule.subject_types
    if len(types) == len(SubjectType):
        return "Mọi đối tượng"
    words = ", ".join(t.label for t in types)
    return words[:1] + words[1:].lower()


def window_text(line):
    """The window where it is not the plan's own: «năm 2025», the phase's name, «2019–2025»."""
    kind = line.rule.window_kind
    if line.phase:
        return line.phase.name
    if kind == WindowKind.CALENDAR_YEAR:
        return f"năm {line.window_key}"
    if kind in (WindowKind.CALENDAR_QUARTER, WindowKind.CALENDAR_MONTH):
        return f"{short_day(line.window_start)} – {short_day(line.window_end)}"
    if kind == WindowKind.CUSTOM:
        return (f"{line.window_start.year}–{line.window_end.year}"
                if line.window_start.year != line.window_end.year else f"năm {line.window_start.year}")
    return ""


def quota_year(line):
    """The calendar year that a quota is set for; None for a quota of another window."""
    return line.window_start.year if line.rule.window_kind == WindowKind.CALENDAR_YEAR else None


def field_text(line):
    """The field as the plan heads it; rules over several fields are named as such."""
    return line.field.name if line.field else "Các lĩnh vực tính gộp"


def day_label(as_of, today):
    """«hôm nay», or the day itself."""
    return "hôm nay" if as_of == today else short_day(as_of)


def short_field(line):
    """The field of a line in few words; empty for a rule over several fields."""
    return short_name(line.field.name) if line.field else ""


def short_name(name):
    """A field in few words: what stands in quotation marks, or the heading without
    «Điển hình tiên tiến trong …», «Về …»."""
    if quoted := re.search("“(.+?)”", name):
        return quoted.group(1)
    short = re.sub(r"^(điển hình( tiên tiến)? )?(trong lĩnh vực|trong|về) ", "", name, flags=re.IGNORECASE)
    return short[:1].upper() + short[1:]


def bearer_text(line, *, today_name=False):
    """The agency as the plan names it, or the one that bears the quota now."""
    if not today_name:
        return line.bearer.name
    return line.current_bearer.name if line.current_bearer else f"{line.bearer.name} ({NO_SUCCESSOR})"


def succession_text(line):
    """«nay là Sở Nông nghiệp và Môi trường», or that no successor is confirmed; empty when nothing changed."""
    if line.current_bearer is None:
        return NO_SUCCESSOR
    return f"nay là {line.current_bearer.name}" if line.current_bearer != line.bearer else ""


def need_text(line, as_of):
    """What is missing and by when: «cần thêm 22 trong 7 quý ≈ 4 mỗi quý», «còn thiếu 3», «vượt 1»; empty when met."""
    if line.over:
        return f"vượt {viet_number(line.over)}"
    if not line.shortfall or line.modality == Modality.PENDING:
        return ""
    if line.pace == Pace.MISSED:
        return f"còn thiếu {viet_number(line.shortfall)}"
    quarters = quarters_left(as_of, line.closes_on)
    if quarters == 0:
        return f"cần thêm {viet_number(line.shortfall)}" + (" ngay hôm nay" if line.closes_on == as_of else "")
    if quarters == 1:
        return f"cần thêm {viet_number(line.shortfall)} trước hết ngày {short_day(line.closes_on)}"
    each = -(-line.shortfall // quarters)
    return f"cần thêm {viet_number(line.shortfall)} trong {quarters} quý ≈ {viet_number(each)} mỗi quý"


def counted_word(lines):
    """«được công nhận»: the stage that counts, when all lines share it; «được tính» otherwise."""
    stages = {line.rule.counting_stage for line in lines}
    return COUNTED.get(stages.pop(), "được tính") if len(stages) == 1 else "được tính"


def worst(lines):
    """The worst pace among the lines."""
    return min((line.pace for line in lines), key=SEVERITY.index, default=Pace.NO_FIGURE)


@dataclass(frozen=True)
class Unit:
    """What the sentence counts: a field, an agency or a single quota."""

    name: str
    lines: tuple


def units_of(lines):
    """(«lĩnh vực», units) where quotas belong to fields; else by agency; else each quota by itself."""
    if any(line.field for line in lines):
        return "lĩnh vực", _units(lines, key=lambda line: line.field and line.field.pk, name=short_field)
    if len({line.bearer.pk for line in lines}) > 1:
        return "đơn vị", _units(lines, key=lambda line: line.bearer.pk, name=lambda line: line.bearer.name)
    return "chỉ tiêu", [Unit(_quota_name(line), (line,)) for line in lines]


def _units(lines, *, key, name):
    groups = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return [Unit(name(group[0]), tuple(group)) for group in groups.values()]


def _quota_name(line):
    return " ".join(filter(None, (subject_text(line).lower(), window_text(line))))


def board_sentence(lines, totals, as_of):
    """«Đến 30/6/2023: 163/400 điển hình được công nhận (40,8 %). 7/10 lĩnh vực đúng tiến độ, 2 chậm, 1 nguy cơ: …»"""
    if not lines:
        return f"Đến {short_day(as_of)}: kế hoạch chưa có chỉ tiêu nào."
    counted = counted_word(lines)
    if totals.minimum.all is None:
        said = f"{viet_number(totals.actual)} điển hình {counted}; {_without_figure(totals)}."
        return f"Đến {short_day(as_of)}: {said}"
    share = viet_percent(totals.counted, totals.minimum.all)
    head = f"{viet_number(totals.actual_of_minimum)}/{viet_number(totals.minimum.all)} điển hình {counted}"
    surplus = totals.actual_of_minimum - totals.counted
    more = f"; phần vượt {viet_number(surplus)} không bù cho nơi còn thiếu" if surplus and totals.shortfall else ""
    besides = f" Ngoài ra, {_without_figure(totals)}." if totals.without_figure else ""
    return f"Đến {short_day(as_of)}: {head} ({share} %{more}). {_paces(lines)}{besides}"


def _without_figure(totals):
    return f"{viet_number(totals.without_figure)} chỉ tiêu chưa có con số"


def _paces(lines):
    noun, units = units_of(lines)
    paces = [(unit, worst(unit.lines)) for unit in units]
    paces = [(unit, pace) for unit, pace in paces if pace != Pace.NO_FIGURE]
    counts = Counter(pace for _, pace in paces)
    good = counts.pop(Pace.MET, 0) + counts.pop(Pace.ON_TRACK, 0)
    closed = all(pace in FINISHED for _, pace in paces)
    said = [f"{good}/{len(paces)} {noun} {'đạt' if closed else 'đạt hoặc đúng tiến độ'}"]
    said += [f"{counts[pace]} {SENTENCE_WORDS[pace]}" for pace in reversed(SEVERITY) if counts.get(pace)]
    red = [unit for unit, pace in paces if pace == Pace.AT_RISK]
    named = f": {'; '.join(_named(unit, noun) for unit in red)}" if 0 < len(red) <= 3 else ""
    return ", ".join(said) + named + "."


def _named(unit, noun):
    if noun == "chỉ tiêu":
        return f"{unit.name} {figure_text(unit.lines[0])}"
    red = [line for line in unit.lines if line.pace == Pace.AT_RISK]
    return f"{unit.name} ({', '.join(f'{subject_text(line).lower()} {figure_text(line)}' for line in red)})"
