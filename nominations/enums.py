from django.db.models import TextChoices


class NominationState(TextChoices):
    """The life of a nomination case; later steps (appraisal, council) come between submitted and decided."""

    DRAFT = "draft", "Bản nháp"
    SUBMITTED = "submitted", "Đã gửi"
    RETURNED = "returned", "Trả lại bổ sung"
    DECIDED = "decided", "Đã công nhận"
    REJECTED = "rejected", "Không đạt"
    WITHDRAWN = "withdrawn", "Đã rút"


class FileKind(TextChoices):
    REPORT = "report", "Báo cáo thành tích"
    MINUTES = "minutes", "Biên bản bình xét"
    EVIDENCE = "evidence", "Minh chứng"
    PICTURE = "picture", "Ảnh"
    OTHER = "other", "Khác"


UNDECIDED = (NominationState.SUBMITTED, NominationState.RETURNED)
