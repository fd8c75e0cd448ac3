"""Who may write into the registry."""
from accounts.enums import AGENCY_ROLES, Role
from core.verdicts import ALLOWED, denied
from models_registry.models import Credit
from plans.enums import Stage

DEVELOPED_ALONE = (Stage.DISCOVERED, Stage.REGISTERED, Stage.NURTURING)


def may_discover(user):
    """Anyone of an agency reports what was found."""
    if user.holds(*AGENCY_ROLES):
        return ALLOWED
    return denied("Chỉ cơ quan, đơn vị được ghi nhận điển hình mới phát hiện.")


def may_develop(user, record):
    """The office, the agency that registered the record, and the agencies to which counting opened it."""
    if user.is_office_staff:
        return ALLOWED
    mine = user.organization_ids(Role.SUBMITTER, Role.UNIT_HEAD, Role.LEAD_REVIEWER)
    if record.organization_id in mine or Credit.objects.opened_to(mine).filter(record=record).exists():
        return ALLOWED
    return denied("Chỉ chuyên viên Sở Nội vụ hoặc cơ quan phụ trách điển hình này được ghi bước phát triển.")


def may_revoke(user, record):
    if user.is_office_staff:
        return ALLOWED
    return denied("Chỉ chuyên viên Sở Nội vụ được ghi quyết định thu hồi công nhận.")


def may_merge(user):
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được gộp đối tượng trùng.")


def may_write_merit(user, subject):
    """Ratings and titles: the office, and the agencies that keep the subject or its records."""
    if user.is_office_staff:
        return ALLOWED
    mine = user.organization_ids(Role.SUBMITTER, Role.UNIT_HEAD)
    if subject.organization_id in mine or subject.records.filter(organization__in=mine).exists():
        return ALLOWED
    return denied("Chỉ Sở Nội vụ hoặc cơ quan quản lý đối tượng được ghi xếp loại, danh hiệu.")


def may_keep_conduct(user):
    """Disciplines, holds, revoked titles: the office's business alone."""
    if user.is_office_staff:
        return ALLOWED
    return denied("Chỉ chuyên viên Sở Nội vụ được ghi kỷ luật, tạm dừng xét, thu hồi danh hiệu.")


def may_read_conduct(user):
    """The office and leaders."""
    if user.sees_whole_province:
        return ALLOWED
    return denied("Kỷ luật chỉ Sở Nội vụ và lãnh đạo xem được.")


def may_find(user):
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được kết luận về điều kiện.")


def may_open_batches(user):
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được mở đợt đăng ký.")


def may_set_sensitive_policy(user):
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được bật thông tin nhạy cảm.")


def may_read_sensitive(user, record):
    """Officers, and the agency that registered the record."""
    if user.is_office_staff or record.organization_id in user.organization_ids(Role.SUBMITTER, Role.UNIT_HEAD):
        return ALLOWED
    return denied("Anh/chị không được xem thông tin nhạy cảm của hồ sơ này.")


def may_describe(user, subject):
    """Who a subject is: the office, and the agency that keeps it as long as nobody else's work rests on it."""
    if user.is_office_staff:
        return ALLOWED
    if subject.organization_id not in user.organization_ids(Role.SUBMITTER, Role.UNIT_HEAD):
        return denied("Chỉ Sở Nội vụ hoặc cơ quan quản lý đối tượng được sửa thông tin này.")
    if subject.records.exclude(organization=subject.organization_id, stage__in=DEVELOPED_ALONE).exists():
        return denied("Điển hình đã được công nhận; cần sửa tên, năm sinh thì anh/chị báo Sở Nội vụ.")
    return ALLOWED
