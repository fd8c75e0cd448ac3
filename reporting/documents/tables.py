"""Annex tables: which columns exist, and rows of values turned into rows of cells."""

from dataclasses import dataclass
from itertools import groupby

from reporting.documents.text import number_text
from reporting.documents.values import DUTIES, FIGURES, HANDOVER, LIST, QUOTAS
from reporting.layouts import is_landscape

NOTHING = "-"
TEXT, CENTRE, NUMBER = "text", "centre", "count"
SHORT_ROWS, TOGETHER = 8, 3  # rows that are kept together: all of a table, and the first and last of a longer one


@dataclass(frozen=True)
class Column:
    """A column: its head, the head above it when shared, how its cells stand, its share of the width."""

    head: str
    align: str
    weight: int
    above: str = ""


RESULTS = "Kết quả (lũy kế)"
COLUMNS = {
    QUOTAS: {
        "order": Column("STT", CENTRE, 11),
        "field_lead": Column("Lĩnh vực, cơ quan, đơn vị", TEXT, 48),
        "field": Column("Lĩnh vực", TEXT, 46),
        "lead": Column("Cơ quan chủ trì", TEXT, 34),
        "subject_label": Column("Đối tượng", TEXT, 25),
        "bound_text": Column("Chỉ tiêu", CENTRE, 18),
        "registered": Column("Đăng ký", NUMBER, 16, RESULTS),
        "nurturing": Column("Đang bồi dưỡng", NUMBER, 17, RESULTS),
        "recognised": Column("Công nhận", NUMBER, 17, RESULTS),
        "replicated": Column("Nhân rộng", NUMBER, 17, RESULTS),
        "actual": Column("Kết quả", NUMBER, 14),
        "percent_text": Column("Tỷ lệ (%)", NUMBER, 15),
        "shortfall_text": Column("Còn thiếu", NUMBER, 14),
        "note": Column("Ghi chú", TEXT, 30),
    },
    DUTIES: {
        "order": Column("STT", CENTRE, 12),
        "duty": Column("Nhiệm vụ", TEXT, 42),
        "bearer": Column("Cơ quan, đơn vị thực hiện", TEXT, 50),
        "due_text": Column("Thời hạn", CENTRE, 25),
        "done_text": Column("Ngày thực hiện", CENTRE, 25),
        "status_text": Column("Tình trạng", CENTRE, 22),
        "note": Column("Ghi chú", TEXT, 20),
    },
    LIST: {
        "order": Column("STT", CENTRE, 11),
        "person": Column("Họ và tên", TEXT, 34),
        "male": Column("Nam", CENTRE, 13, "Năm sinh"),
        "female": Column("Nữ", CENTRE, 13, "Năm sinh"),
        "post": Column("Chức vụ, đơn vị", TEXT, 42),
        "collective": Column("Tên tập thể", TEXT, 42),
        "household": Column("Tên hộ gia đình", TEXT, 42),
        "group": Column("Tên tập thể, hộ gia đình", TEXT, 42),
        "unit": Column("Địa chỉ, đơn vị chủ quản", TEXT, 40),
        "field": Column("Lĩnh vực", TEXT, 36),
        "merit": Column("Tóm tắt thành tích", TEXT, 74),
        "award": Column("Hình thức đề nghị", CENTRE, 34),
        "award_given": Column("Hình thức", CENTRE, 34),
        "former": Column("Khen thưởng đã có", TEXT, 30),
        "agency": Column("Cơ quan, đơn vị", TEXT, 60),
        "bound_text": Column("Chỉ tiêu", CENTRE, 18),
        "actual": Column("Kết quả", NUMBER, 18),
        "percent_text": Column("Tỷ lệ (%)", NUMBER, 18),
        "shortfall_text": Column("Còn thiếu", NUMBER, 18),
        "year": Column("Năm", CENTRE, 20),
        "added": Column("Trong năm", NUMBER, 24),
        "total": Column("Lũy kế", NUMBER, 24),
        "what": Column("Nội dung chưa thực hiện", TEXT, 60),
        "due_text": Column("Thời hạn", CENTRE, 25),
        "title": Column("Danh hiệu thi đua", TEXT, 60),
        "form": Column("Hình thức khen thưởng", TEXT, 60),
        "decided": Column("Số, ngày, tháng, năm của quyết định; cơ quan ban hành", TEXT, 75),
        "place": Column("STT", CENTRE, 15),
        "case": Column("Tên tập thể, cá nhân", TEXT, 56),
        "agree": Column("Đồng ý", NUMBER, 20, "Số thành viên"),
        "disagree": Column("Không đồng ý", NUMBER, 20, "Số thành viên"),
        "rest": Column("Ý kiến khác, không biểu quyết", NUMBER, 26, "Số thành viên"),
        "issued": Column("Phát ra", NUMBER, 16, "Số phiếu"),
        "returned": Column("Thu về", NUMBER, 16, "Số phiếu"),
        "valid": Column("Hợp lệ", NUMBER, 16, "Số phiếu"),
        "invalid": Column("Không hợp lệ", NUMBER, 18, "Số phiếu"),
        "yes": Column("Đồng ý", NUMBER, 17, "Số phiếu"),
        "no": Column("Không đồng ý", NUMBER, 18, "Số phiếu"),
        "others": Column("Khác, trắng", NUMBER, 18, "Số phiếu"),
        "share": Column("Tỷ lệ đồng ý", NUMBER, 22),
        "result": Column("Kết quả", CENTRE, 36),
        "note": Column("Ghi chú", TEXT, 24),
    },
}
TYPES = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Hộ gia đình", "pooled": "Tính gộp"}
COLUMNS[FIGURES] = {
    "order": Column("STT", CENTRE, 12),
    "name": Column("Lĩnh vực, cơ quan, đơn vị", TEXT, 58),
    **{f"{part}_{name}": Column(head, NUMBER, 15, above) for part, above in (
        ("min", "Chỉ tiêu"), ("period", "Kết quả trong kỳ"), ("total", "Kết quả lũy kế"))
       for name, head in TYPES.items()},
    "percent": Column("Tỷ lệ (%)", NUMBER, 16),
    "missing": Column("Còn thiếu", NUMBER, 15),
    "note": Column("Ghi chú", TEXT, 32),
}
COLUMNS[HANDOVER] = {
    "order": Column("STT", CENTRE, 12),
    "plan": Column("Kế hoạch", TEXT, 78),
    "span": Column("Thời gian", TEXT, 36),
    "quota": Column("Chỉ tiêu", CENTRE, 19),
    "result": Column("Kết quả", NUMBER, 18),
    "gap": Column("Còn thiếu", NUMBER, 18),
    "missing": Column("Còn thiếu", TEXT, 40),
    "duty": Column("Nhiệm vụ", TEXT, 36),
    "agency": Column("Cơ quan, đơn vị", TEXT, 36),
    "due": Column("Hạn", CENTRE, 27),
    "state": Column("Tình trạng", TEXT, 25),
    "contact": Column("Liên hệ", TEXT, 56),
    "dossier": Column("Hồ sơ, văn bản", TEXT, 54),
    "paper": Column("Văn bản", TEXT, 100),
    "step": Column("Bước tiếp theo", TEXT, 34),
    "kind": Column("Loại", TEXT, 34),
    "day": Column("Ngày", CENTRE, 24),
    "person": Column("Họ và tên", TEXT, 34),
    "role": Column("Vai trò", TEXT, 30),
    "deputy": Column("Vắng mặt, người thay", TEXT, 36),
    "before": Column("Trước hạn", TEXT, 28),
    "after": Column("Sau hạn", TEXT, 34),
    "head": Column("Báo cấp trên", TEXT, 38),
    "matter": Column("Nội dung", TEXT, 76),
}
PORTRAIT_QUOTAS = (
    "order", "field_lead", "subject_label", "bound_text", "actual", "percent_text", "shortfall_text", "note",
)  # fmt: skip
LANDSCAPE_QUOTAS = (
    "order", "field_lead", "subject_label", "bound_text", "registered", "nurturing", "recognised", "replicated",
    "percent_text", "shortfall_text", "note",
)  # fmt: skip
PORTRAIT_DUTIES = ("order", "duty", "bearer", "due_text", "done_text", "status_text", "note")
FEW_A_DUTY = 3  # agencies, on the average: above, a duty is told once over them
NAMING = {"field_lead", "field", "lead", "subject_label"}  # what a heading row may cover


@dataclass(frozen=True)
class Cell:
    text: str
    align: str
    span: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    kind: str = ""


@dataclass(frozen=True)
class Table:
    """A table to print: column widths in percent, one or two head rows, body rows; `marked` names each row by its
    place, `ends` says that its last row is the last of the table and not of a part."""

    widths: tuple[str, ...]
    heads: tuple[tuple[Cell, ...], ...]
    rows: tuple[Row, ...]
    landscape: bool
    marked: bool = False
    ends: bool = True

    @property
    def is_short(self):
        """Whether the table stays on one page when it stands in the text."""
        return len(self.rows) <= SHORT_ROWS


def build_table(annex):
    """The annex as a table; KeyError for an unknown kind or column."""
    columns = {key: COLUMNS[annex.kind][key] for key in annex.columns}
    if annex.kind == DUTIES:
        return _duty_table(annex.duty_rows, columns)
    if annex.kind in (LIST, FIGURES, HANDOVER):
        return _list_table(annex, list(columns.values()))
    rows = annex.quota_rows
    return Table(
        widths=_widths(columns.values()),
        heads=_heads(list(columns.values())),
        rows=tuple(_row(row, columns, before) for before, row in zip((None, *rows), rows, strict=False)),
        landscape=is_landscape(len(columns)),
    )


def _duty_table(rows, columns):
    """A row a duty and agency; a duty that falls on many heads its agencies once.
    No column for remarks when there are none."""
    if not any(row.note for row in rows):
        columns = {key: column for key, column in columns.items() if key != "note"}
    groups = [list(own) for _, own in groupby(rows, key=lambda row: row.duty)]
    if len(rows) < FEW_A_DUTY * len(groups):
        printed = [_row(row, columns, None) for row in rows]
    else:
        columns = {key: column for key, column in columns.items() if key != "duty"}
        printed = [row for own in groups for row in (
            Row((Cell(own[0].duty, TEXT, span=len(columns)),), kind="group"),
            *(_row(row, columns, None) for row in own))]
    return Table(_widths(columns.values()), _heads(list(columns.values())), tuple(printed), is_landscape(len(columns)))


def _list_table(annex, columns):
    rows = tuple(_list_row(row, columns) for row in annex.list_rows)
    return Table(_widths(columns), _heads(columns), rows, annex.is_wide or is_landscape(len(columns)))


def _list_row(row, columns):
    if row.is_group:
        return Row((Cell(row.cells[0], TEXT, span=len(columns)),), kind="group")
    cells = tuple(Cell(text, column.align) for text, column in zip(row.cells, columns, strict=True))
    return Row(cells, kind="total" if row.is_total else "group" if row.is_subtotal else "")


def _widths(columns):
    columns = list(columns)
    total = sum(column.weight for column in columns)
    return tuple(f"{100 * column.weight / total:.2f}%" for column in columns)


def _heads(columns):
    if not any(column.above for column in columns):
        return (tuple(Cell(column.head, CENTRE) for column in columns),)
    upper = []
    for place, column in enumerate(columns):
        if not column.above:
            upper.append(Cell(column.head, CENTRE, rows=2))
        elif place == 0 or columns[place - 1].above != column.above:
            span = sum(1 for other in columns if other.above == column.above)
            upper.append(Cell(column.above, CENTRE, span=span))
    return tuple(upper), tuple(Cell(column.head, CENTRE) for column in columns if column.above)


def _row(row, columns, before):
    for kind in ("total", "group"):
        if getattr(row, f"is_{kind}", False):
            return Row(_spanned(row, columns), kind=kind)
    return Row(tuple(Cell(_text(row, key, before), column.align) for key, column in columns.items()))


def _spanned(row, columns):
    """A group or total row: its name across all naming columns, then its figures."""
    cells, name = [], row.field or ("Tổng cộng" if row.is_total else row.lead)
    for key, column in columns.items():
        if key not in NAMING:
            cells.append(Cell(_text(row, key, None), column.align))
        elif name is not None:
            cells.append(Cell(name, CENTRE if row.is_total else TEXT, span=len(NAMING & set(columns))))
            name = None
    return tuple(cells)


def _text(row, key, before):
    if key in {"field_lead", "field", "lead"}:
        return _name(row, key, before)
    value = getattr(row, key)
    if isinstance(value, int):
        return number_text(value)
    return value or ("" if key in {"note", "order", *NAMING} else NOTHING)


def _name(row, key, before):
    """Lead of a row, and its field where the row above does not announce it."""
    field = "" if before is not None and before.field == row.field else row.field
    if key != "field_lead":
        return row.lead if key == "lead" else field
    return f"{field}: {row.lead}" if field and row.lead else field or row.lead
