"""The closed vocabularies of merit and its checks (Vietnamese labels, stable codes)."""
from django.db.models import TextChoices


class RatingScheme(TextChoices):
    OFFICIAL = "official", "Xếp loại cá nhân"
    PARTY_MEMBER = "party_member", "Xếp loại đảng viên"
    PARTY_ORG = "party_org", "Xếp loại tổ chức đảng, đoàn thể"
    COLLECTIVE = "collective", "Xếp loại tập thể"


class CommendationKind(TextChoices):
    """On what a title or commendation rests; the two last are no basis for one that rewards long merit."""

    MERIT = "merit", "Công trạng"
    SERVICE = "service", "Quá trình cống hiến, niên hạn"
    THEMATIC = "thematic", "Chuyên đề"
    EXCEPTIONAL = "exceptional", "Đột xuất"


class Result(TextChoices):
    """What a condition says about a nominee; a missing year is UNKNOWN, never FAIL."""

    PASS = "pass", "Đạt"  # noqa: S105 (no password)
    FAIL = "fail", "Không đạt"
    UNKNOWN = "unknown", "Chưa đủ dữ liệu"
    NOT_APPLICABLE = "not_applicable", "Không áp dụng"
    WAIVED = "waived", "Được miễn"


class Verdict(TextChoices):
    """The judgement of a period."""

    KEEP = "keep", "Giữ vững"
    STRENGTHEN = "strengthen", "Cần bồi dưỡng thêm"
    PROPOSE = "propose", "Đề nghị công nhận"
    DROP = "drop", "Đề nghị thôi"


class Sensitive(TextChoices):
    """Facts that are off until a plan's policy switches them on."""

    ETHNICITY = "ethnicity", "Dân tộc"
    RELIGION = "religion", "Tôn giáo"
    PARTY = "party", "Đảng viên"
    DISCIPLINE = "discipline", "Kỷ luật"


class Moment(TextChoices):
    SUBMITTED = "submitted", "Khi gửi"
    APPRAISED = "appraised", "Khi thẩm định"


# From the lowest to the highest; what a document asks is met by a higher one too.
LADDER = ("không hoàn thành nhiệm vụ", "hoàn thành nhiệm vụ", "hoàn thành tốt nhiệm vụ", "hoàn thành xuất sắc nhiệm vụ")

# Which kinds (codes of SubjectKind) a body may be of, and which a person or household.
COLLECTIVE_KINDS = ("agency", "enterprise", "cooperative", "village", "commune", "clan", "club", "school",
                    "health_unit", "armed_forces", "mass_body", "other")
PERSON_KINDS = ("head", "official", "worker", "entrepreneur", "teacher", "student", "health_worker", "farmer",
                "resident", "religious", "armed_forces", "other")
