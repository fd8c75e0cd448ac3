"""The lists of nominations as sheets: the rows, order and labels of the screen."""
from core.spreadsheets import Sheet
from models_registry.checking import marks
from nominations import queries
from nominations.words import state_words

MOST = 20_000
QUEUE = ("Tên", "Mã tiếp nhận", "Loại", "Năm sinh", "Đơn vị, nơi ở", "Lĩnh vực", "Kế hoạch", "Cơ quan gửi", "Gửi lúc",
         "Điều kiện", "Trùng", "Hạn xử lý", "Người xử lý", "Trạng thái", "Số văn bản", "Ngày văn bản")
SUBMISSIONS = ("Lĩnh vực", "Kế hoạch", "Cơ quan", "Mã tiếp nhận", "Gửi lúc", "Đề cử", "Trả lại bổ sung", "Bản nháp",
               "Đã gửi", "Được chấp nhận", "Không đạt", "Đã thu hồi", "Đã rút")
NOMINEES = ("Tên", "Tên mô hình", "Loại", "Năm sinh", "Giới", "Chức vụ, nghề nghiệp", "Đơn vị, nơi ở", "Địa chỉ",
            "Thành tích tóm tắt", "Tính cho", "Trạng thái")


def queue_sheet(nominations, *, user):
    """What the queue shows, every page of it."""
    rows = list(queries.list_rows(nominations)[:MOST])
    notes, checked = queries.duplicate_notes(rows, user=user), marks([row.record_id for row in rows])
    return Sheet("Thẩm định", QUEUE, tuple((
        str(row), row.submission.receipt_code, _type(row), row.birth_year, row.unit_text or row.address,
        str(row.submission.field or ""), str(row.submission.plan), str(row.submission.organization), row.submitted_at,
        _mark(checked.get(row.record_id)), "; ".join(notes[row.pk]), row.handle_by, str(row.assigned_to or ""),
        state_words(row, user), row.decision_number, row.decided_on) for row in rows))


def submissions_sheet(submissions, *, user):
    rows = queries.with_counts(submissions, user=user)[:MOST]
    return Sheet("Đề cử", SUBMISSIONS, tuple((
        str(row.field or ""), str(row.plan), str(row.organization), row.receipt_code, row.submitted_at, row.total,
        row.returned, row.drafts, row.waiting, row.decided, row.rejected, row.revoked,
        row.withdrawn) for row in rows))


def nominees_sheet(nominations, *, user):
    """The nominees of one list."""
    return Sheet("Danh sách đề cử", NOMINEES, tuple((
        row.name, row.model_name, _type(row), row.birth_year, row.get_sex_display(), row.position, row.unit_text,
        row.address, row.achievement, str(row.obligation.bearer) if row.obligation else "không tính chỉ tiêu",
        state_words(row, user)) for row in queries.list_rows(nominations)))


def _type(row):
    return "Mô hình" if row.record_kind == "model" else row.get_subject_type_display()


def _mark(found):
    if not found:
        return ""
    fails, unknown = found
    parts = [f"{fails} không đạt"] * bool(fails) + [f"{unknown} cần xem"] * bool(unknown)
    return ", ".join(parts) or "Đạt"
