"""What the board shows, made from quota lines: groups, attention, matrix, course over time, and the same as a table."""
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, timedelta

from django.conf import settings

from core import charts
from core.dates import quarter_days, quarter_of
from reporting import counts, pace, wording
from reporting.enums import Pace
from reporting.figures import BoardTotals, QuotaLine, board_totals, terms_of_lines
from reporting.made import once
from reporting.tallies import tally

ATTENTION_AT_MOST = 10
MATRIX_ROWS_AT_MOST = 150
MATRIX_FILLED_AT_LEAST = 30  # whole percent of the cells
RED_FIRST = {Pace.AT_RISK: 0, Pace.MISSED: 1, Pace.BEHIND: 2, Pace.OVER: 3}


@dataclass(frozen=True)
class Row:
    """One line ready to print. `pipeline` are those on the way, nearest to counting first;
    never a sum of the columns."""

    line: QuotaLine
    field: str
    subject: str
    window: str
    bearer: str
    succession: str
    bound: str
    figure: str
    need: str
    expected: int | None
    pipeline: tuple
    stale_days: int | None
    made: dict = dataclass_field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def bar_target(self):
        return None if self.line.pace == Pace.NO_FIGURE else self.line.minimum


@dataclass(frozen=True)
class Group:
    """Rows under one heading with their totals."""

    key: object
    name: str
    note: str
    rows: tuple[Row, ...]
    totals: BoardTotals
    pace: str
    gap: int
    made: dict = dataclass_field(default_factory=dict, init=False, repr=False, compare=False)


def board_rows(lines, *, as_of, today_name=False, today=None):
    """The rows of the lines; `today_name` prints the agency that bears each quota now. Silence is marked on the board
    of `today` only: what an earlier board shows cannot be hurried any more."""
    silence = as_of == today
    return [once([line], ("row", today_name, silence), lambda line=line: _row(line, as_of, today_name, silence))
            for line in lines]


def _row(line, as_of, today_name, silence):
    waiting = (("Đang bồi dưỡng", max(0, line.nurturing - line.actual)),
               ("Mới đăng ký", max(0, line.registered - max(line.nurturing, line.actual))))
    return Row(
        line=line, subject=wording.subject_text(line), window=wording.window_text(line),
        bearer=wording.bearer_text(line, today_name=today_name),
        succession="" if today_name else wording.succession_text(line), bound=wording.bound_text(line),
        figure=wording.figure_text(line), need=wording.need_text(line, as_of),
        expected=int(line.expected) if line.expected and line.closes_on >= as_of else None,
        pipeline=waiting, field=wording.short_field(line), stale_days=_stale_days(line, as_of) if silence else None)


def _stale_days(line, as_of):
    """Days since the agency was last heard, when it is too long and it is behind; else None."""
    if line.pace not in (Pace.AT_RISK, Pace.BEHIND):
        return None
    since = line.heard_on or max(line.window_start, line.plan.preparation_ends_on or line.window_start)
    days = (as_of - since).days
    return days if days > settings.STALE_AFTER_DAYS else None


def to_remind(rows):
    """The rows of agencies that can still catch up and exist."""
    return [row for row in attention(rows) if row.line.pace in (Pace.AT_RISK, Pace.BEHIND) and row.line.current_bearer]


def by_field(rows):
    """Groups by field, the one with most people behind first; rules over several fields last."""
    groups = _groups("field", rows, key=lambda row: row.line.field.pk if row.line.field else None,
                     name=lambda row: wording.field_text(row.line), note=lambda row: _quota_name(row.line))
    return sorted(groups, key=lambda group: (group.key is None, -group.gap))


def by_agency(rows, *, today_name=False):
    """Groups by the agency as written, or by the one that bears the quota now, most people behind first."""
    def bearer_of(row):
        return row.line.current_bearer or row.line.bearer if today_name else row.line.bearer
    groups = _groups("agency", rows, key=lambda row: bearer_of(row).pk, name=lambda row: row.bearer,
                     note=lambda row: row.succession)
    return sorted(groups, key=lambda group: -group.gap)


def _groups(kind, rows, *, key, name, note):
    members = {}
    for row in rows:
        members.setdefault(key(row), []).append(row)
    return [once(group, ("group", kind), lambda k=k, group=group: Group(
        key=k, name=name(group[0]), note=note(group[0]), rows=tuple(group),
        totals=board_totals([row.line for row in group]), pace=wording.worst([row.line for row in group]),
        gap=sum(row.line.gap for row in group))) for k, group in members.items()]


def _quota_name(line):
    """The field's second name, where the quota sentence calls it otherwise than the heading."""
    return f"trong câu giao chỉ tiêu: {line.field.name_in_quota}" if line.field and line.field.name_in_quota else ""


def attention(rows):
    """At most ten rows that need somebody, red first, then the widest gap, then the nearest closing day."""
    asking = [row for row in rows if row.line.pace in RED_FIRST]
    asking.sort(key=lambda row: (RED_FIRST[row.line.pace], -row.line.gap, row.line.closes_on or date.max))
    return asking[:ATTENTION_AT_MOST]


@dataclass(frozen=True)
class Cell:
    """One agency in one field; `target` None where the plan sets no number for the field alone."""

    counted: int
    target: int | None
    maximum: int | None
    pace: str
    name: str
    obligation: object = None


@dataclass(frozen=True)
class MatrixRow:
    name: str
    cells: tuple[Cell | None, ...]
    whole: Cell
    made: dict = dataclass_field(default_factory=dict, init=False, repr=False, compare=False)


@dataclass(frozen=True)
class Matrix:
    """Agencies by fields; `refusal` says in words why it is not drawn."""

    fields: tuple
    rows: tuple[MatrixRow, ...]
    refusal: str = ""


def matrix(rows, fields, *, as_of, today_name=False):
    """The matrix, or why bars serve better. One query, only when a rule counts several fields together."""
    groups = by_agency(rows, today_name=today_name)
    pooled = [row.line for row in rows if not row.line.field]
    if refusal := _refusal(rows, fields, len(groups), bool(pooled)):
        return Matrix(tuple(fields), (), refusal)
    spread = tally(counts.counted_by_field, terms_of_lines(pooled), as_of=as_of, empty={})
    return Matrix(tuple(fields), tuple(
        once(group.rows, "matrix", lambda group=group: _matrix_row(group, fields, spread),
             beside=[spread.get(row.line.obligation_id) for row in group.rows if not row.line.field])
        for group in groups))


def _refusal(rows, fields, agencies, pooled):
    if len(fields) < 2:
        return "Kế hoạch không chia lĩnh vực nên không có ma trận."
    if agencies > MATRIX_ROWS_AT_MOST:
        return f"Có {agencies} cơ quan, quá {MATRIX_ROWS_AT_MOST} hàng nên ma trận khó đọc. Xin xem theo cơ quan."
    filled = agencies * len(fields) if pooled else len({(row.line.bearer.pk, row.line.field.pk) for row in rows})
    share = 100 * filled // (agencies * len(fields)) if agencies else 0
    if share < MATRIX_FILLED_AT_LEAST:
        return (f"Chỉ {share} % số ô có chỉ tiêu ({filled}/{agencies * len(fields)} ô), nên ma trận gần như trống. "
                "Xin xem biểu đồ theo cơ quan bên dưới.")
    return ""


def _matrix_row(group, fields, spread):
    own, pooled = {}, []
    for row in group.rows:
        if row.line.field:
            own.setdefault(row.line.field.pk, []).append(row.line)
        else:
            pooled.append(row.line)
    cells = tuple(_cell(group.name, field, own.get(field.pk), pooled, spread) for field in fields)
    return MatrixRow(group.name, cells, _sum_cell(group.name, [row.line for row in group.rows]))


def _cell(agency, field, own, pooled, spread):
    """The field's own lines summed; else what rules over several fields counted in it; None without either."""
    name = f"{agency}, {field.name}"
    if own:
        return _sum_cell(name, own)
    counted = sum(spread[line.obligation_id].get(field.pk, 0) for line in pooled)
    return Cell(counted, None, None, "", name) if pooled else None


def _sum_cell(name, lines):
    totals = board_totals(lines)
    ceilings = [line.maximum for line in lines]
    return Cell(totals.actual, totals.minimum.all, sum(ceilings) if None not in ceilings else None,
                wording.worst(lines), name, lines[0].public_id if len(lines) == 1 else None)


def course(lines, days, *, as_of, today, name=""):
    """The burn-up of the lines: counted steps from `days` [(day, count)], ideal steps at the ends of quarters, target;
    None when there is nothing to reach or no day to reach it by."""
    owed = [line for line in lines if line.minimum is not None and line.closes_on]
    if not owed or len(owed) < len(lines):
        return None
    total, points = 0, []
    for day, count in days:
        total += count
        points.append((day, total))
    first = min([min(line.window_start for line in owed), *(day for day, _ in days)])
    last = max(line.closes_on for line in owed)
    return charts.burn_up(points=points, target=sum(line.minimum for line in owed), from_day=first, to_day=last,
                          ideal=_ideal(owed, first, last), today=as_of, name=name,
                          today_label=wording.day_label(as_of, today))


def _ideal(lines, first, last):
    return [(day, int(sum(pace.expected(line.minimum, _span(line), day) for line in lines)))
            for day in _quarter_ends(first, last)]


def _span(line):
    return pace.span_of(window_start=line.window_start, window_end=line.window_end,
                        preparation_ends_on=line.plan.preparation_ends_on, closing_on=line.plan.closing_on)


def _quarter_ends(first, last):
    """The last days of the quarters from `first` to `last`, and `last` itself."""
    days, day = [], first
    while day < last:
        end = quarter_days(day.year, quarter_of(day))[1]
        days.append(min(end, last))
        day = end + timedelta(days=1)
    return days or [last]
