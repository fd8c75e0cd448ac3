from django.db.models import TextChoices


class MessageState(TextChoices):
    NEW = "new", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
    HELD = "held", "Giữ lại"
    SKIPPED = "skipped", "Không cần gửi nữa"


UNSENT = (MessageState.NEW, MessageState.SENDING)
NOT_GONE = (*UNSENT, MessageState.HELD)

# How a state is drawn (codes of the shared status looks).
STATE_LOOKS = {"new": "pending", "sending": "pending", "sent": "sent", "failed": "failed", "held": "waiting",
               "skipped": "waived"}

KINDS = (("duty", "Nhắc việc"), ("duty_act", "Tin về một việc"), ("nomination", "Đề cử"), ("quota", "Chỉ tiêu"))
