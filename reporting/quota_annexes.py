"""Quota tables by field, by agency, by unit: groups with subtotals that add up to the total,
kinds of subjects apart."""
from datetime import timedelta

from organizations.enums import OrganizationKind
from plans.enums import Modality
from reporting import wording
from reporting.documents.tables import NOTHING
from reporting.documents.text import day_text, number_text, share_text
from reporting.documents.values import FIGURES, Annex, ListRow
from reporting.enums import QuotaAnnex
from reporting.figures import board_totals, quota_lines

POOLED = "pooled"  # rules that count several kinds of subjects together
TYPES = ("collective", "individual", "household", POOLED)
TITLES = {QuotaAnnex.FIELD: "Biểu chỉ tiêu theo lĩnh vực",
          QuotaAnnex.AGENCY: "Biểu chỉ tiêu theo cơ quan chủ trì, thực hiện",
          QuotaAnnex.UNIT: "Biểu chỉ tiêu theo xã, phường, đơn vị"}
NOTE = ("Ghi chú: chỉ tiêu là số tối thiểu Kế hoạch giao; “-” là không giao bằng số; kết quả tính theo "
        "số {counted}; tỷ lệ và số còn thiếu không lấy phần vượt của nơi này bù cho nơi khác.")


def quota_annexes(chosen, plan, *, as_of, since=None):
    """An `Annex` for each chosen `QuotaAnnex`, in their order; `since` adds the results of the period from that day."""
    lines = quota_lines(plan, as_of=as_of)
    before = {line.obligation_id: line.actual for line in quota_lines(plan, as_of=since - timedelta(days=1))} if (
        since and since > plan.period_from) else None
    return tuple(_annex(kind, lines, before, as_of) for kind in QuotaAnnex if kind in chosen)


def said_of(chosen, first):
    """The sentence that names the chosen annexes, with places {first}, {first + 1} … for their numbers;
    empty for none."""
    words = [kind.label.lower() for kind in QuotaAnnex if kind in chosen]
    places = [f"{{{first + place}}}" for place in range(len(words))]
    return [f"Biểu chi tiết chỉ tiêu {', '.join(words)} nêu tại {', '.join(places)} kèm theo."] if words else []


def _annex(kind, lines, before, as_of):
    types = [name for name in TYPES if any(_type(line) == name for line in lines)]
    parts = ["min", "total"] if before is None else ["min", "period", "total"]
    columns = ("order", "name", *(f"{part}_{name}" for part in parts for name in types), "percent", "missing", "note")
    table = _Table(types, before)
    return Annex(kind=FIGURES, title_lines=(TITLES[kind], f"đến ngày {day_text(as_of)}"), columns=columns, is_wide=True,
                 list_rows=tuple(_rows(kind, lines, table)), note=NOTE.format(counted=wording.counted_word(lines)))


def _rows(kind, lines, table):
    """A subtotal a group, a row for each name within it, and the total of all; agencies that divide nothing by field
    stand in one row each."""
    group_of, name_of = WAYS[kind]
    is_flat = kind == QuotaAnnex.AGENCY and not any(line.field for line in lines)
    for order, (group, own) in enumerate(_grouped(lines, group_of).items(), 1):
        yield table.row(str(order), group, own, is_subtotal=not is_flat)
        if is_flat:
            continue
        for place, (name, rows) in enumerate(_grouped(own, name_of).items(), 1):
            yield table.row(f"{order}.{place}", name, rows)
    if lines:
        yield table.row("", "Tổng cộng", lines, is_total=True)


def _grouped(lines, name_of):
    groups = {}
    for line in lines:
        groups.setdefault(name_of(line), []).append(line)
    return groups


def _type(line):
    return line.subject_type.value if line.subject_type else POOLED


def _kind_of_body(line):
    return OrganizationKind(line.bearer.kind).label


WAYS = {
    QuotaAnnex.FIELD: (wording.field_text, lambda line: line.bearer.name),
    QuotaAnnex.AGENCY: (lambda line: line.bearer.name, wording.field_text),
    QuotaAnnex.UNIT: (_kind_of_body, lambda line: line.bearer.name),
}


class _Table:
    """Rows of one table: the kinds of subjects of its columns, and what counted before the period."""

    def __init__(self, types, before):
        self.types, self.before = types, before

    def row(self, order, name, lines, **kind):
        totals = board_totals(lines)
        return ListRow((order, name, *self._figures(lines), share_text(totals.counted, totals.minimum.all or 0),
                        NOTHING if totals.shortfall is None else number_text(totals.shortfall),
                        _note(lines, totals, summed=any(kind.values()))), **kind)

    def _figures(self, lines):
        of_type = [[line for line in lines if _type(line) == name] for name in self.types]
        yield from (_sum(own, lambda line: line.minimum) for own in of_type)
        if self.before is not None:
            yield from (_sum(own, lambda line: line.actual - self.before.get(line.obligation_id, 0)) for own in of_type)
        yield from (_sum(own, lambda line: line.actual) for own in of_type)


def _sum(lines, figure):
    """The sum of the figures there are; «-» where there is none."""
    found = [value for value in map(figure, lines) if value is not None]
    return number_text(sum(found)) if found else NOTHING


def _note(lines, totals, *, summed):
    """What a reader must know of the row: nothing allotted yet, above the ceiling, who bears it now."""
    pending = sum(line.modality == Modality.PENDING for line in lines)
    said = [("chưa phân bổ" if pending == len(lines) else f"{number_text(pending)} chỉ tiêu chưa phân bổ")
            if pending else "",
            f"vượt {number_text(totals.over)}" if totals.over else ""]
    if not summed:
        said += dict.fromkeys(wording.succession_text(line) for line in lines)
    text = "; ".join(part for part in said if part)
    return text[:1].upper() + text[1:]
