"""Who may read the whole log."""
from core.verdicts import ALLOWED, denied


def may_read_log(user):
    return ALLOWED if user.is_administrator else denied("Chỉ quản trị hệ thống được xem nhật ký.")
