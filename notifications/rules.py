"""Who may look into the outbox and send again."""
from core.verdicts import ALLOWED, denied
from notifications.enums import MessageState


def may_see_outbox(user):
    if user.is_office_staff or user.is_administrator:
        return ALLOWED
    return denied("Chỉ chuyên viên Sở Nội vụ và quản trị hệ thống được xem thư gửi đi.")


def may_retry(user, message):
    if message.state != MessageState.FAILED:
        return denied("Chỉ gửi lại được thư không gửi được.")
    return may_see_outbox(user)


def may_hold(user, message):
    if message.state not in (MessageState.NEW, MessageState.HELD):
        return denied("Chỉ giữ lại, gửi ngay hoặc sửa được thư chưa gửi.")
    return may_see_outbox(user)


def may_edit(user, message):
    """A mail that a server may have taken already must stay as it is."""
    if message.attempts:
        return denied("Thư đã được thử gửi, không sửa được nội dung nữa.")
    return may_hold(user, message)
