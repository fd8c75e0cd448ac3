from django.db.models import TextChoices


class MessageState(TextChoices):
    NEW = "new", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
    HELD = "held", "Giữ lại"
    SKIPPED = "skipped", "Không cần gửi nữa"


class Frequency(TextChoices):
    """How often duty mails come; nobody can switch them off whole, and what is urgent always comes at once."""

    INSTANT = "instant", "Ngay khi có việc"
    DAILY = "daily", "Mỗi ngày một thư, 7 giờ 30"
    WEEKLY = "weekly", "Mỗi tuần một thư, sáng ngày làm việc đầu tuần"


UNSENT = (MessageState.NEW, MessageState.SENDING)
NOT_GONE = (*UNSENT, MessageState.HELD)

# How a state is drawn (codes of the shared status looks).
STATE_LOOKS = {"new": "pending", "sending": "pending", "sent": "sent", "failed": "failed", "held": "waiting",
               "skipped": "waived"}

KINDS = (("duty", "Nhắc việc"), ("inner", "Việc nội bộ"), ("duty_act", "Tin về một việc"),
         ("nomination", "Đề cử"), ("quota", "Chỉ tiêu"))
OPTIONAL_KINDS = ("inner",)  # a person may do without these mails; the notices inside the application stay
