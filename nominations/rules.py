"""Who may do what with nominations."""
from accounts.enums import Role
from core.verdicts import ALLOWED, denied
from plans.enums import PlanStatus

WRITERS = (Role.SUBMITTER, Role.UNIT_HEAD)
EDITABLE = ("draft", "returned")


def may_nominate(user):
    """Who prepares nominations for an agency at all."""
    if user.holds(*WRITERS):
        return ALLOWED
    return denied("Chỉ người nộp hồ sơ hoặc lãnh đạo cơ quan, đơn vị được lập đề cử.")


def may_write(user, submission):
    """The agency's own people, and the officer who began it on the agency's behalf, while the plan is in force."""
    on_behalf = submission.is_on_behalf and submission.created_by_id == user.pk and user.is_office_staff
    if not on_behalf and submission.organization_id not in user.organization_ids(*WRITERS):
        return denied("Chỉ cơ quan lập hồ sơ này được sửa, gửi hoặc rút.")
    if submission.plan.status != PlanStatus.ISSUED:
        return denied("Kế hoạch đã kết thúc, không nhận thêm đề cử.")
    return ALLOWED


def may_sign_off(user, submission):
    """The head of the agency whose list it is."""
    if submission.organization_id in user.organization_ids(Role.UNIT_HEAD):
        return ALLOWED
    return denied("Chỉ lãnh đạo cơ quan, đơn vị được duyệt danh sách này.")


def may_edit(user, nomination):
    """A nominee is edited while it is a draft or was returned."""
    if nomination.state not in EDITABLE:
        return denied(f"Đề cử đang ở trạng thái «{nomination.get_state_display()}», không sửa được. "
                      "Nếu cần sửa, anh/chị đề nghị Sở Nội vụ trả lại.")
    return may_write(user, nomination.submission)


def owns(user, nomination):
    return may_write(user, nomination.submission)


def may_decide(user, nomination):
    if user.is_office_staff:
        return ALLOWED
    return denied("Chỉ chuyên viên Sở Nội vụ được xét hồ sơ.")


def may_correct_decision(user):
    """Who puts the number or the signer of a decision right."""
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được sửa quyết định đã ghi.")


def may_comment(user, nomination):
    """The office, and the agency's own people once it was sent."""
    if user.is_office_staff:
        return ALLOWED
    if nomination.submission.organization_id in user.organization_ids(*WRITERS) and nomination.submitted_at:
        return ALLOWED
    return denied("Chỉ Sở Nội vụ và cơ quan đề nghị được trao đổi về hồ sơ này.")


def may_share_work(user):
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được phân công xử lý.")


def may_run_sessions(user, obj):
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được chuẩn bị và ghi phiên họp.")
