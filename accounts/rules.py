"""Who may manage accounts, and what even an administrator may not do."""
from django.utils import timezone

from accounts.enums import Role
from accounts.models import RoleAssignment
from core.verdicts import ALLOWED, denied


def may_manage_accounts(user):
    return ALLOWED if user.is_administrator else denied("Chỉ quản trị hệ thống được quản lý tài khoản.")


def may_disable(user, person):
    """Nobody shuts themselves or the last administrator out."""
    if not user.is_administrator:
        return may_manage_accounts(user)
    if user == person:
        return denied("Anh/chị không thể tự khóa tài khoản đang dùng.")
    return _leaves_an_administrator(person)


def may_end_role(user, assignment):
    """The last role of administration stays with somebody."""
    if not user.is_administrator:
        return may_manage_accounts(user)
    if assignment.role != Role.ADMINISTRATOR:
        return ALLOWED
    return _leaves_an_administrator(assignment.user)


def _leaves_an_administrator(person):
    others = RoleAssignment.objects.in_force_on(timezone.localdate()).filter(
        role=Role.ADMINISTRATOR, user__is_active=True, valid_to=None)
    if others.exclude(user=person).exists() or not others.filter(user=person).exists():
        return ALLOWED
    return denied("Đây là quản trị duy nhất đang hoạt động. Hãy giao quyền quản trị cho người khác trước.")
