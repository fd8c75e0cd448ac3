"""The lists behind the figures of a paper, counted as of its day by what drafted it, so that list and paper agree.

A key is a name and, after «@», whose: «shortfall», «actual@f:<field>», «target@b:<agency>», «added@since:2023-01-01».
"""
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from plans.enums import OccurrenceStatus
from reporting import wording
from reporting.content import due_duties, heirless_agencies, progress_by_agency, progress_by_field
from reporting.documents.text import day_text, number_text, share_text
from reporting.figures import FUNNEL, board_totals, quota_lines

STAGES = {stage.value: stage.label for stage in FUNNEL}
RECORDS = {"actual": "", **{name: name for name in STAGES}}
WHOLE = ("", "all")


@dataclass(frozen=True)
class ListedRow:
    """Finished texts in the order of the columns; `url` leads on from the first."""

    cells: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True)
class FigureList:
    """What is behind a figure: `total` is the figure as counted now, as of the paper's day;
    `words` are columns of text."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[ListedRow, ...]
    total: str
    words: int = 1


def figure_url(report, key):
    """Where the figure of a paper leads: the records behind it, or the list of what was added up; empty without any."""
    if not key or not report.plan_id:
        return ""
    name, _, scope = key.partition("@")
    whose = {"o": "nghia_vu", "f": "linh_vuc"}.get(scope.partition(":")[0])
    if name in RECORDS and (scope in WHOLE or whose):
        query = {"den": report.as_of.isoformat(), "giai_doan": RECORDS[name]}
        if whose:
            query[whose] = scope.partition(":")[2]
        return f"{reverse('reporting:numbers', args=[report.plan.public_id])}?{urlencode(query)}"
    return f"{reverse('reporting:figure', args=[report.public_id])}?{urlencode({'so': key})}"


def figure_list(report, key):
    """The `FigureList` of a key; None for one that no paper uses."""
    name, _, scope = key.partition("@")
    if not report.plan_id:
        return None
    lines = quota_lines(report.plan, as_of=report.as_of)
    if name in ADDED:
        return _over_time(report, name, scope, lines)
    if name in LINES:
        chosen = _scoped(lines, scope)
        return None if chosen is None else _of_lines(report, name, chosen)
    if name.startswith("duties"):
        return _of_duties(report, name)
    return _of_groups(report, name, scope, lines)


def _scoped(lines, scope):
    """The lines of a field, an agency, an obligation, of all; None for a scope that is not known."""
    kind, _, value = scope.partition(":")
    if scope in WHOLE:
        return lines
    if scope == "pooled":
        return [line for line in lines if not line.field]
    if scope == "expected":
        return [line for line in lines if line.expected]
    found = {"f": lambda line: line.field and line.field.public_id, "b": lambda line: line.bearer.public_id,
             "o": lambda line: line.public_id, "w": wording.quota_year}.get(kind)
    return [line for line in lines if str(found(line)) == value] if found else None


def _counted(line):
    return min(line.actual, line.minimum) if line.minimum is not None else 0


LINES = {
    "target": ("Chỉ tiêu tối thiểu", lambda line: line.minimum or 0),
    "counted": ("Tính vào chỉ tiêu tối thiểu", _counted),
    "percent": ("Tính vào chỉ tiêu tối thiểu", _counted),
    "shortfall": ("Còn thiếu", lambda line: line.shortfall or 0),
    "surplus": ("Vượt chỉ tiêu tối thiểu",
                lambda line: line.actual - _counted(line) if line.minimum is not None else 0),
    "expected": ("Mức cần có đến ngày chốt", lambda line: int(line.expected or 0)),
    "actual": ("Kết quả", lambda line: line.actual),
    **{name: (label, lambda line, name=name: getattr(line, name)) for name, label in STAGES.items()},
}  # fmt: skip


def _of_lines(report, name, lines):
    """Each quota with the part it has in the sum."""
    label, value = LINES[name]
    shown = [line for line in lines if value(line) or name == "percent" and line.minimum]
    total = sum(value(line) for line in lines)
    least = board_totals(lines).minimum.all or 0
    columns = ("Chỉ tiêu", "Cơ quan", "Chỉ tiêu tối thiểu", "Kết quả",
               *([label] if name not in ("target", "actual") else []))
    rows = tuple(ListedRow((*_named(line), _number(line.minimum), number_text(line.actual),
                            *([number_text(value(line))] if len(columns) == 5 else [])),
                           figure_url(report, f"actual@o:{line.public_id}")) for line in shown)
    return FigureList(label if name != "percent" else "Tỷ lệ so với chỉ tiêu (%)", columns, rows,
                      share_text(total, least) if name == "percent" else number_text(total), words=2)


def _named(line):
    quota = " · ".join(filter(None, (wording.field_text(line), wording.subject_text(line), wording.window_text(line))))
    return quota, line.bearer.name


def _number(value):
    return "-" if value is None else number_text(value)


ADDED = {"added": "Có thêm trong kỳ", "total": "Lũy kế"}


def _over_time(report, name, scope, lines):
    """Each quota before and after: from a day on, or over a year."""
    start, end = _span(scope, report.as_of)
    if start is None:
        return None
    at_end = quota_lines(report.plan, as_of=end)
    # what stood before the plan is told with its first year
    is_first_year = scope == f"y:{report.plan.period_from.year}"
    at_start = [] if is_first_year else quota_lines(report.plan, as_of=start - timedelta(days=1))
    after, before = ({line.public_id: line.actual for line in found} for found in (at_end, at_start))
    by_id = {line.public_id: line for line in (*at_end, *lines)}
    rows = []
    for public_id, line in by_id.items():
        then, now = before.get(public_id, 0), after.get(public_id, 0)
        if then or now:
            rows.append(ListedRow((*_named(line), number_text(then), number_text(now), number_text(now - then)),
                                  figure_url(report, f"actual@o:{public_id}")))
    total = sum(after.values()) - (sum(before.values()) if name == "added" else 0)
    columns = ("Chỉ tiêu", "Cơ quan", f"Trước ngày {day_text(start)}", f"Đến ngày {day_text(end)}", "Có thêm")
    return FigureList(ADDED[name], columns, tuple(rows), number_text(total), words=2)


def _span(scope, as_of):
    """(first day, last day) of «since:2023-01-01» or «y:2023»; Nones for anything else."""
    kind, _, value = scope.partition(":")
    try:
        if kind == "since":
            return date.fromisoformat(value), as_of
        if kind == "y":
            return date(int(value), 1, 1), min(date(int(value), 12, 31), as_of)
    except ValueError:
        pass
    return None, None


GROUPS = {
    "fields_all": ("Lĩnh vực của Kế hoạch", lambda row: True),
    "fields": ("Lĩnh vực có chỉ tiêu", lambda row: row.target),
    "fields_done": ("Lĩnh vực hoàn thành chỉ tiêu", lambda row: row.target and row.actual >= row.target),
    "agencies_all": ("Cơ quan thực hiện", lambda row: True),
    "agencies": ("Cơ quan có chỉ tiêu", lambda row: row.target),
    "agencies_done": ("Cơ quan hoàn thành chỉ tiêu", lambda row: row.target and row.actual >= row.target),
    "agencies_silent": ("Cơ quan chưa có kết quả", lambda row: row.target and not row.actual),
    "agencies_behind": ("Cơ quan còn thiếu so với chỉ tiêu", lambda row: row.actual < row.target),
}  # fmt: skip


def _of_groups(report, name, scope, lines):
    """Fields or agencies that fit, each with what it owes and has."""
    if name == "agencies_heirless":
        rows = tuple(ListedRow((found,)) for found in heirless_agencies(lines))
        return FigureList("Cơ quan đã kết thúc, chưa xác định cơ quan kế thừa", ("Cơ quan",), rows,
                          number_text(len(rows)))
    if name not in GROUPS:
        return None
    heading, fits = GROUPS[name]
    is_field = name.startswith("fields")
    found = progress_by_field(report.plan, lines) if is_field else progress_by_agency(lines)
    share = scope.removeprefix("share:") if scope.startswith("share:") else None
    rows = [row for row in found if fits(row) and (share is None or row.target and row.percent_text == share)]
    columns = ("Lĩnh vực" if is_field else "Cơ quan", "Chỉ tiêu tối thiểu", "Tính vào chỉ tiêu", "Tỷ lệ (%)",
               "Còn thiếu")
    return FigureList(heading if share is None else f"{heading}, đạt {share} %", columns, tuple(
        ListedRow((row.name, number_text(row.target) if row.target else "-", number_text(row.actual), row.percent_text,
                   number_text(max(row.target - row.actual, 0)) if row.target else "-")) for row in rows),
        number_text(len(rows)))


DUTIES = {
    "duties": ("Nhiệm vụ đến hạn", None),
    "duties_on_time": ("Nhiệm vụ thực hiện đúng hạn", OccurrenceStatus.DONE),
    "duties_late": ("Nhiệm vụ thực hiện chậm hạn", OccurrenceStatus.DONE_LATE),
    "duties_missing": ("Nhiệm vụ chưa thực hiện", OccurrenceStatus.LATE),
}  # fmt: skip


def _of_duties(report, name):
    if name not in DUTIES:
        return None
    heading, status = DUTIES[name]
    duties = [duty for duty in due_duties(report.plan, report.as_of) if status in (None, duty.status)]
    rows = tuple(ListedRow((duty.milestone.title, duty.organization.name, day_text(duty.due_on),
                            day_text(duty.received_on) if duty.received_on else "", duty.status.label))
                 for duty in duties)
    return FigureList(heading, ("Nhiệm vụ", "Cơ quan", "Thời hạn", "Ngày thực hiện", "Tình trạng"), rows,
                      number_text(len(rows)), words=5)
