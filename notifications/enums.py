from django.db.models import TextChoices


class MessageState(TextChoices):
    NEW = "new", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
    SKIPPED = "skipped", "Không cần gửi nữa"


UNSENT = (MessageState.NEW, MessageState.SENDING)

# How a state is drawn (codes of the shared status looks).
STATE_LOOKS = {"new": "pending", "sending": "pending", "sent": "sent", "failed": "failed", "skipped": "waived"}

KINDS = (("duty", "Nhắc việc"), ("duty_act", "Tin về một việc"), ("nomination", "Đề cử"), ("quota", "Chỉ tiêu"))
