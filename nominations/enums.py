from django.db.models import TextChoices


class NominationState(TextChoices):
    """The life of a nomination case."""

    DRAFT = "draft", "Bản nháp"
    SUBMITTED = "submitted", "Đã gửi"
    APPRAISING = "appraising", "Đang thẩm định"
    CONSULTING = "consulting", "Đang lấy ý kiến"
    APPRAISED = "appraised", "Đã thẩm định, đạt"
    ON_HOLD = "on_hold", "Tạm dừng xét"
    RETURNED = "returned", "Trả lại bổ sung"
    DECIDED = "decided", "Đã công nhận"
    REJECTED = "rejected", "Không đạt"
    REVOKED = "revoked", "Đã thu hồi"
    WITHDRAWN = "withdrawn", "Đã rút"


class Planned(TextChoices):
    """A decision prepared and not yet published: for the office's eyes alone."""

    RECOGNISE = "recognise", "Dự kiến công nhận"
    REJECT = "reject", "Dự kiến không đạt"


class Opinion(TextChoices):
    AGREE = "agree", "Đồng ý"
    DISAGREE = "disagree", "Không đồng ý"
    OTHER = "other", "Ý kiến khác"


class FileKind(TextChoices):
    REPORT = "report", "Báo cáo thành tích"
    MINUTES = "minutes", "Biên bản bình xét"
    EVIDENCE = "evidence", "Minh chứng"
    PICTURE = "picture", "Ảnh"
    OTHER = "other", "Khác"


S = NominationState
WAITING = (S.SUBMITTED, S.APPRAISING)  # an officer can judge them now
WITH_OFFICE = (*WAITING, S.CONSULTING, S.APPRAISED, S.ON_HOLD)
UNDECIDED = (*WITH_OFFICE, S.RETURNED)
INTERNAL = (S.APPRAISING, S.CONSULTING, S.APPRAISED, S.ON_HOLD)  # an agency reads one word for all of them
INTERNAL_WORD = "Đang thẩm định"
