"""What a tab of the board shows, as plain rows: the table beside the picture and the spreadsheet print the same."""
from dataclasses import dataclass

from plans.enums import AssignmentVerb, ObligationStatus
from reporting.enums import Pace
from reporting.figures import board_totals
from reporting.wording import field_text, subject_text

LINE_HEADINGS = (
    "Lĩnh vực", "Cơ quan theo văn bản", "Cơ quan hiện nay", "Giao hay đề nghị", "Đối tượng", "Kỳ", "Chỉ tiêu",
    "Ít nhất", "Không quá", "Mục tiêu", "Đăng ký", "Bồi dưỡng", "Công nhận", "Nhân rộng", "Gửi cấp trên",
    "Được tính", "Mức cần có", "Còn thiếu", "Vượt", "Tiến độ", "Tình trạng", "Chốt ngày")


@dataclass(frozen=True)
class Table:
    """Headings and rows of values (texts, whole numbers, days, None); the last row sums when there is one."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple, ...]
    total: tuple | None = None


def line_table(groups):
    """One row a line, in the order of the groups on the screen, with the sums of exactly these rows."""
    rows = [row for group in groups for row in group.rows]
    return Table("Chỉ tiêu", LINE_HEADINGS, tuple(_line_row(row) for row in rows), _line_total(rows))


def _line_row(row):
    line = row.line
    return (
        field_text(line), line.bearer.name, line.current_bearer.name if line.current_bearer else row.succession
        or "chưa xác định cơ quan kế thừa", AssignmentVerb(line.verb).label, subject_text(line),
        row.window or "cả kỳ kế hoạch", row.bound, line.minimum, line.maximum, line.target, line.registered,
        line.nurturing, line.recognised, line.replicated, line.forwarded, line.actual, row.expected, line.shortfall,
        line.over, Pace(line.pace).label, ObligationStatus(line.status).label, line.closes_on)


def _line_total(rows):
    lines = [row.line for row in rows]
    totals = board_totals(lines)
    besides = f" (và {totals.without_figure} chỉ tiêu chưa có con số)" if totals.without_figure else ""
    return (f"Tổng cộng{besides}", *[None] * 6, totals.minimum.all, None, None, sum(x.registered for x in lines),
            sum(x.nurturing for x in lines), sum(x.recognised for x in lines), sum(x.replicated for x in lines),
            sum(x.forwarded for x in lines), totals.actual, None, totals.shortfall, totals.over or None,
            None, None, None)


def matrix_table(matrix):
    """Agencies by fields; a cell without a number of its own stays empty."""
    headings = ("Cơ quan", *(field.name for field in matrix.fields), "Cộng", "Chỉ tiêu", "Tiến độ")
    rows = tuple(
        (row.name, *(cell.counted if cell else None for cell in row.cells), row.whole.counted, row.whole.target,
         Pace(row.whole.pace).label)
        for row in matrix.rows)
    return Table("Ma trận", headings, rows)


def course_table(days):
    """Day by day what was added and what stands."""
    rows, total = [], 0
    for day, count in days:
        total += count
        rows.append((day, count, total))
    return Table("Theo thời gian", ("Ngày", "Thêm", "Lũy kế"), tuple(rows))
