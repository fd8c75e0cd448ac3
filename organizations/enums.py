from django.db.models import TextChoices


class OrganizationSystem(TextChoices):
    STATE = "state", "Nhà nước"
    PARTY = "party", "Đảng"
    FRONT = "front", "Mặt trận, đoàn thể"
    ARMED_FORCES = "armed_forces", "Lực lượng vũ trang"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    OTHER = "other", "Khác"


class OrganizationKind(TextChoices):
    PROVINCE_PC = "province_pc", "UBND tỉnh"
    DEPARTMENT = "department", "Sở, ban, ngành"
    DIVISION = "division", "Phòng, ban, đơn vị trực thuộc"
    DISTRICT_PC = "district_pc", "UBND huyện"
    COMMUNE_PC = "commune_pc", "UBND xã, phường, đặc khu"
    PARTY_COMMITTEE = "party_committee", "Cấp ủy"
    PARTY_BODY = "party_body", "Cơ quan tham mưu của cấp ủy"
    MASS_BODY = "mass_body", "Mặt trận, đoàn thể"
    FORCE = "force", "Công an, quân sự, biên phòng"
    SCHOOL = "school", "Trường, cơ sở giáo dục"
    HOSPITAL = "hospital", "Bệnh viện, đơn vị y tế"
    PRESS = "press", "Báo, đài"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    OTHER = "other", "Khác"


class ChangeKind(TextChoices):
    RENAME = "rename", "Đổi tên"
    MERGE = "merge", "Hợp nhất, sáp nhập"
    SPLIT = "split", "Chia, tách"
    DISSOLVE = "dissolve", "Giải thể, kết thúc hoạt động"
    TRANSFER_FUNCTION = "transfer_function", "Chuyển chức năng"


class ChangeSide(TextChoices):
    PREDECESSOR = "predecessor", "Trước sắp xếp"
    SUCCESSOR = "successor", "Kế thừa"
