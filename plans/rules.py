"""Who may do what with plans, their figures and their deadlines."""
from core.verdicts import ALLOWED, denied
from plans.enums import PlanStatus


def may_create(user):
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được nhập kế hoạch.")


def may_edit(user, plan):
    """Drafts are edited freely by the office; an issued plan changes only by a document."""
    if not user.is_office_staff:
        return denied("Chỉ chuyên viên Sở Nội vụ được sửa kế hoạch.")
    if plan.status != PlanStatus.DRAFT:
        return denied("Kế hoạch đã ban hành. Muốn thay đổi, hãy dùng «Điều chỉnh kế hoạch» và nêu văn bản điều chỉnh.")
    return ALLOWED


def may_amend(user, plan):
    """Figures, duties and bearers of an issued plan are changed by the office, with a document."""
    if not user.is_office_staff:
        return denied("Chỉ chuyên viên Sở Nội vụ được điều chỉnh kế hoạch.")
    if plan.status != PlanStatus.ISSUED:
        return denied("Chỉ điều chỉnh kế hoạch đã ban hành và chưa kết thúc.")
    return ALLOWED


def may_issue(user, plan):
    if not user.is_office_staff:
        return denied("Chỉ chuyên viên Sở Nội vụ được ban hành kế hoạch trên hệ thống.")
    if plan.status != PlanStatus.DRAFT:
        return denied("Kế hoạch này đã được ban hành.")
    return ALLOWED


def may_see_board(user, plan):
    """The whole board is for the office and leaders; agencies see their own rows."""
    if user.sees_whole_province or user.organization_ids():
        return ALLOWED
    return denied("Vai trò hiện tại không xem bảng chỉ tiêu.")


def may_hand_in(user, occurrence, *, today):
    """Only the agency that owes the duty now, or the office on its behalf."""
    if user.is_office_staff or occurrence.organization_on(today).pk in user.organization_ids():
        return ALLOWED
    return denied("Chỉ cơ quan chịu trách nhiệm hoặc chuyên viên Sở Nội vụ được nộp.")


def may_manage_duty(user):
    """Receive, return, extend, waive, choose a day, confirm a successor."""
    return ALLOWED if user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được làm việc này.")


def may_see_unreachable(user):
    if user.is_office_staff or user.is_administrator:
        return ALLOWED
    return denied("Chỉ chuyên viên Sở Nội vụ và quản trị hệ thống xem được danh sách này.")
