from django.db.models import TextChoices


class ReportKind(TextChoices):
    RESULT = "result", "Báo cáo kết quả thực hiện Kế hoạch"


class Layout(TextChoices):
    STATE = "state", "Nhà nước"
    PARTY = "party", "Đảng"


class JobState(TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang lập"
    DONE = "done", "Xong"
    FAILED = "failed", "Không lập được"
