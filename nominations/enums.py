from django.db.models import TextChoices


class NominationState(TextChoices):
    """The life of a nomination case."""

    DRAFT = "draft", "Bản nháp"
    SUBMITTED = "submitted", "Đã gửi"
    APPRAISING = "appraising", "Đang thẩm định"
    CONSULTING = "consulting", "Đang lấy ý kiến"
    APPRAISED = "appraised", "Đã thẩm định, đạt"
    COUNCIL = "council", "Đang trình Hội đồng"
    PASSED = "passed", "Hội đồng thông qua"
    NOT_PASSED = "not_passed", "Hội đồng không thông qua"
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


class CouncilPosition(TextChoices):
    """What a person is on a council, in the order in which lists name them."""

    CHAIR = "chair", "Chủ tịch"
    VICE = "vice", "Phó Chủ tịch"
    MEMBER = "member", "Ủy viên"
    SECRETARY = "secretary", "Thư ký"


class Denominator(TextChoices):
    """Of how many the percentage of a vote is taken."""

    ALL = "all", "Tổng số thành viên Hội đồng"
    PRESENT = "present", "Số thành viên có mặt"


class SessionState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    RUNNING = "running", "Đang họp"
    ENDED = "ended", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã hủy"


class Presence(TextChoices):
    """How a member takes part in a session; nothing is assumed before the roll is called."""

    UNKNOWN = "", "Chưa điểm danh"
    PRESENT = "present", "Có mặt"
    ABSENT = "absent", "Vắng mặt"
    LETTER = "letter", "Gửi ý kiến bằng văn bản"


class ItemState(TextChoices):
    """The life of one case on the agenda of a session."""

    WAITING = "waiting", "Chưa biểu quyết"
    VOTING = "voting", "Đang bỏ phiếu"
    CLOSED = "closed", "Đã chốt kết quả"
    CARRIED = "carried", "Chuyển phiên sau"
    LEFT = "left", "Cơ quan đã rút đề cử"


class VoteMode(TextChoices):
    """How a vote is taken; open and secret ones never share a table."""

    NAMED = "named", "Biểu quyết công khai, ghi tên"
    TOTALS = "totals", "Biểu quyết công khai, ghi tổng số"
    PAPER = "paper", "Bỏ phiếu kín bằng phiếu giấy"
    ELECTRONIC = "electronic", "Bỏ phiếu kín điện tử"


SECRET_MODES = (VoteMode.PAPER, VoteMode.ELECTRONIC)


class VoteResult(TextChoices):
    PASSED = "passed", "Thông qua"
    NOT_PASSED = "not_passed", "Không thông qua"


class FileKind(TextChoices):
    REPORT = "report", "Báo cáo thành tích"
    MINUTES = "minutes", "Biên bản bình xét"
    EVIDENCE = "evidence", "Minh chứng"
    PICTURE = "picture", "Ảnh"
    OTHER = "other", "Khác"


S = NominationState
WAITING = (S.SUBMITTED, S.APPRAISING)  # an officer can judge them now
VOTED = (S.PASSED, S.NOT_PASSED)  # the council has spoken, the authority decides
JUDGED = (*WAITING, S.APPRAISED, S.PASSED)  # a decision can be prepared or made from here
REFUSABLE = (*JUDGED, S.NOT_PASSED)
WITH_OFFICE = (*WAITING, S.CONSULTING, S.APPRAISED, S.COUNCIL, *VOTED, S.ON_HOLD)
UNDECIDED = (*WITH_OFFICE, S.RETURNED)
# An agency reads one word for all of these:
INTERNAL = (S.APPRAISING, S.CONSULTING, S.APPRAISED, S.COUNCIL, *VOTED, S.ON_HOLD)
INTERNAL_WORD = "Đang thẩm định"
