from django.db.models import TextChoices


class Role(TextChoices):
    """What a person is in an agency; one person may hold several."""

    SUBMITTER = "nguoi_nop", "Người nộp hồ sơ"
    UNIT_HEAD = "lanh_dao_don_vi", "Lãnh đạo đơn vị"
    LEAD_REVIEWER = "chu_tri", "Cơ quan chủ trì lĩnh vực"
    OFFICER = "chuyen_vien", "Chuyên viên Sở Nội vụ"
    COUNCIL_MEMBER = "hoi_dong", "Thành viên Hội đồng"
    LEADER = "lanh_dao", "Lãnh đạo"
    ADMINISTRATOR = "quan_tri", "Quản trị"


AGENCY_ROLES = (Role.SUBMITTER.value, Role.UNIT_HEAD.value, Role.LEAD_REVIEWER.value)
