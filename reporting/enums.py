from django.db.models import TextChoices


class ReportKind(TextChoices):
    RESULT = "result", "Báo cáo kết quả thực hiện Kế hoạch"
    HALF_YEAR = "half_year", "Báo cáo 6 tháng"
    YEAR = "year", "Báo cáo năm"
    INTERIM = "interim", "Báo cáo sơ kết"
    FINAL = "final", "Báo cáo tổng kết"
    LETTERS = "letters", "Công văn đôn đốc từng cơ quan"
    LIST = "list", "Danh sách trích ngang"
    SUBMISSION = "submission", "Tờ trình đề nghị khen thưởng"
    DECISION = "decision", "Quyết định khen thưởng kèm danh sách"
    INVITATION = "invitation", "Giấy mời"
    LEADER_PAGE = "leader_page", "Một trang cho lãnh đạo"
    HANDOVER = "handover", "Hồ sơ bàn giao công việc"
    MERIT = "merit", "Báo cáo thành tích"
    MINUTES = "minutes", "Biên bản họp Hội đồng"
    COUNTING = "counting", "Biên bản kiểm phiếu"


PERIODS = (ReportKind.HALF_YEAR, ReportKind.YEAR, ReportKind.INTERIM, ReportKind.FINAL)
INTERNAL_KINDS = (ReportKind.LEADER_PAGE, ReportKind.HANDOVER)  # never issued: they have no number
# about one nominee or session, not about a plan
OWN_KINDS = (ReportKind.MERIT, ReportKind.MINUTES, ReportKind.COUNTING)
OF_PLANS = [choice for choice in ReportKind.choices if choice[0] not in OWN_KINDS]


class QuotaAnnex(TextChoices):
    """Tables that a report may carry besides its own, each on landscape pages."""

    FIELD = "field", "Theo lĩnh vực"
    AGENCY = "agency", "Theo cơ quan"
    UNIT = "unit", "Theo xã, phường, đơn vị"


class Named(TextChoices):
    """Whom a list, a proposal or a decision names."""

    WAITING = "waiting", "Đề cử đang chờ quyết định"
    RECOGNISED = "recognised", "Đề cử đã được công nhận"


class Decider(TextChoices):
    """In whose name a decision goes out."""

    OWNER = "owner", "Cơ quan ban hành kế hoạch"
    OFFICE = "office", "Cơ quan thường trực"


class Layout(TextChoices):
    STATE = "state", "Nhà nước"
    PARTY = "party", "Đảng"


class ReportState(TextChoices):
    """What the paper is to the world, whatever the making of its files."""

    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"
    WITHDRAWN = "withdrawn", "Đã thu hồi"


class SignatureState(TextChoices):
    """What the signatures of an uploaded PDF are worth; only `VALID` may be called signed."""

    VALID = "valid", "Đã ký số"
    UNTRUSTED = "untrusted", "Chưa xác thực chữ ký"
    BROKEN = "broken", "Chữ ký không hợp lệ"
    NONE = "none", "Bản quét"
    UNREADABLE = "unreadable", "Chưa xác thực chữ ký"


class JobState(TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang lập"
    DONE = "done", "Xong"
    FAILED = "failed", "Không lập được"


class Pace(TextChoices):
    """How a quota line stands on a day, compared with the ideal number of that day."""

    MET = "met", "Đạt"
    ON_TRACK = "on_track", "Đúng tiến độ"
    BEHIND = "behind", "Chậm"
    AT_RISK = "at_risk", "Nguy cơ không đạt"
    MISSED = "missed", "Không đạt"
    OVER = "over", "Vượt mức tối đa"
    NOT_DUE = "not_due", "Chưa đến kỳ"
    RUNNING = "running", "Đang thực hiện"
    NO_FIGURE = "no_figure", "Không giao số"
