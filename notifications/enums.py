from django.db.models import TextChoices


class MessageState(TextChoices):
    NEW = "new", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
    SKIPPED = "skipped", "Không cần gửi nữa"
