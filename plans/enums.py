"""The closed vocabularies of plans, quotas and deadlines (Vietnamese labels, stable codes)."""
from django.db.models import TextChoices


class DocSystem(TextChoices):
    STATE = "state", "Nhà nước"
    PARTY = "party", "Đảng"
    OTHER = "other", "Đoàn thể"


class DocumentRole(TextChoices):
    PLAN = "plan", "Văn bản kế hoạch"
    TRANSMITTAL = "transmittal", "Văn bản triển khai"
    AMENDMENT = "amendment", "Văn bản điều chỉnh"
    ALLOCATION = "allocation", "Văn bản phân bổ chỉ tiêu"


class IssuedPrecision(TextChoices):
    DAY = "day", "Đủ ngày, tháng, năm"
    MONTH = "month", "Chỉ có tháng, năm"
    UNKNOWN = "unknown", "Không ghi ngày"


class PlanStatus(TextChoices):
    DRAFT = "draft", "Bản nháp"
    ISSUED = "issued", "Đã ban hành"
    CLOSED = "closed", "Đã kết thúc"


class PlanLevel(TextChoices):
    PROVINCE = "province", "Cấp tỉnh"
    DEPARTMENT = "department", "Sở, ban, ngành"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    PARTY_BLOC = "party_bloc", "Đảng ủy khối, trực thuộc"
    UNIT = "unit", "Cơ quan, đơn vị"


class AssignmentVerb(TextChoices):
    GIAO = "giao", "giao"
    DE_NGHI = "de_nghi", "đề nghị"
    TU_THUC_HIEN = "tu_thuc_hien", "tự thực hiện"


class SubjectType(TextChoices):
    """Stands in plans because quotas count subjects; models_registry uses it too."""

    COLLECTIVE = "collective", "Tập thể"
    INDIVIDUAL = "individual", "Cá nhân"
    HOUSEHOLD = "household", "Hộ gia đình"


class RecordKind(TextChoices):
    EXEMPLAR = "exemplar", "Điển hình"
    MODEL = "model", "Mô hình"


class Stage(TextChoices):
    """The stages of an exemplar record; COUNTING stages may be named by a quota rule."""

    DISCOVERED = "discovered", "Phát hiện"
    REGISTERED = "registered", "Đăng ký"
    NURTURING = "nurturing", "Bồi dưỡng"
    RECOGNISED = "recognised", "Công nhận"
    REPLICATING = "replicating", "Đang nhân rộng"
    REPLICATED = "replicated", "Đã nhân rộng"
    FORWARDED = "forwarded", "Gửi cấp trên"
    COMMENDED = "commended", "Khen thưởng"
    ON_HOLD = "on_hold", "Tạm dừng"
    RESUMED = "resumed", "Tiếp tục"
    DROPPED = "dropped", "Thôi bồi dưỡng"
    REVOKED = "revoked", "Thu hồi công nhận"


COUNTING_STAGES = (Stage.REGISTERED, Stage.RECOGNISED, Stage.REPLICATED, Stage.FORWARDED, Stage.COMMENDED)


class Modality(TextChoices):
    MUST = "must", "Phải đạt"
    MAY = "may", "Được phép, khuyến khích"
    PENDING = "pending", "Chờ phân bổ"


class QuotaUnit(TextChoices):
    COUNT = "count", "số lượng"
    PERCENT = "percent", "tỷ lệ %"


class FieldMode(TextChoices):
    EACH = "each", "Mỗi lĩnh vực một chỉ tiêu"
    POOLED = "pooled", "Gộp các lĩnh vực"


class BearerKind(TextChoices):
    NAMED = "named", "Cơ quan nêu tên"
    CATEGORY = "category", "Mỗi đơn vị trong nhóm"


class BearerMode(TextChoices):
    EACH = "each", "Mỗi cơ quan đủ chỉ tiêu"
    JOINT = "joint", "Các cơ quan cùng chịu một chỉ tiêu"


class CreditBy(TextChoices):
    LEAD_AGENCY = "lead_agency", "Cơ quan chủ trì"
    SUBMITTING_UNIT = "submitting_unit", "Đơn vị gửi"
    SELECTOR = "selector", "Cơ quan lựa chọn"


class WindowKind(TextChoices):
    PLAN = "plan", "Cả kỳ kế hoạch"
    PHASE = "phase", "Từng giai đoạn"
    CALENDAR_YEAR = "calendar_year", "Hằng năm"
    CALENDAR_QUARTER = "calendar_quarter", "Hằng quý"
    CALENDAR_MONTH = "calendar_month", "Hằng tháng"
    CUSTOM = "custom", "Khoảng thời gian riêng"


class DeadlineUnit(TextChoices):
    DAY = "day", "ngày"
    TEN_DAY = "ten_day", "tuần (thượng, trung, hạ)"
    MONTH = "month", "tháng"
    QUARTER = "quarter", "quý"
    HALF = "half", "sáu tháng"
    YEAR = "year", "năm"
    NONE = "none", "không ghi thời gian"


class Boundary(TextChoices):
    BY_END = "by_end", "chậm nhất ngày cuối"
    BEFORE = "before", "trước ngày (không kể ngày đó)"


class Relation(TextChoices):
    WITHIN = "within", "phải xong trong khoảng"
    ABOUT = "about", "về khoảng thời gian, không ghi ngày"
    OCCASION = "occasion", "nhân dịp"
    ONGOING = "ongoing", "thường xuyên"
    UNDATED = "undated", "không ghi thời hạn"


class Recurrence(TextChoices):
    NONE = "none", "một lần"
    YEARLY = "yearly", "hằng năm"
    HALF_YEARLY = "half_yearly", "sáu tháng một lần"
    HALF_AND_YEAR = "half_and_year", "sáu tháng và năm"
    QUARTERLY = "quarterly", "hằng quý"
    MONTHLY = "monthly", "hằng tháng"


class OccurrenceStatus(TextChoices):
    """Computed from the stored facts as of a day; only WAIVED and CLOSED_BY_REORGANISATION are stored."""

    OPEN = "open", "Đang mở"
    DONE = "done", "Đã xong"
    DONE_LATE = "done_late", "Xong muộn"
    LATE = "late", "Quá hạn"
    WAIVED = "waived", "Được miễn"
    CLOSED_BY_REORGANISATION = "closed_by_reorganisation", "Đóng do sắp xếp tổ chức"
    NO_DUE_DATE = "no_due_date", "Không ghi ngày"


class ObligationStatus(TextChoices):
    """The arithmetic status of an obligation (the pace status of the board is reporting's)."""

    PENDING_ALLOCATION = "pending_allocation", "Chưa phân bổ"
    NOT_QUANTIFIED = "not_quantified", "Không có chỉ tiêu số"
    OVER = "over", "Vượt mức"
    MET = "met", "Đạt"
    SHORT = "short", "Chưa đạt"
    RUNNING = "running", "Đang thực hiện"


class SubjectKind(TextChoices):
    """Kinds that criteria and narrow quotas ask for; one subject may have several."""

    AGENCY = "agency", "Cơ quan, đơn vị"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    COOPERATIVE = "cooperative", "Hợp tác xã"
    VILLAGE = "village", "Thôn, tổ dân phố"
    COMMUNE = "commune", "Xã, phường, đặc khu"
    CLAN = "clan", "Dòng họ"
    CLUB = "club", "Câu lạc bộ, tổ, nhóm"
    SCHOOL = "school", "Trường, cơ sở giáo dục"
    HEALTH_UNIT = "health_unit", "Đơn vị y tế"
    ARMED_FORCES = "armed_forces", "Lực lượng vũ trang"
    MASS_BODY = "mass_body", "Hội, đoàn thể"
    HEAD = "head", "Người đứng đầu"
    OFFICIAL = "official", "Cán bộ, công chức, viên chức"
    WORKER = "worker", "Người lao động"
    ENTREPRENEUR = "entrepreneur", "Doanh nhân"
    TEACHER = "teacher", "Nhà giáo"
    STUDENT = "student", "Học sinh, sinh viên"
    HEALTH_WORKER = "health_worker", "Người làm y tế"
    FARMER = "farmer", "Nông dân"
    RESIDENT = "resident", "Người dân"
    RELIGIOUS = "religious", "Chức sắc tôn giáo"
    OTHER = "other", "Khác"
