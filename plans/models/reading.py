"""A document being read: its text and what was proposed, kept until it becomes a plan. Only its reader sees it."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse

from core.fields import LineField


class ReadingState(models.TextChoices):
    WAITING = "waiting", "Chờ đọc"
    OPEN = "open", "Đang xem"
    FAILED = "failed", "Không đọc được"
    USED = "used", "Đã tạo kế hoạch"
    DROPPED = "dropped", "Đã bỏ"


class ReadingDraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person's own readings, while the person works in the office."""
        return self.filter(owner=user) if user.is_office_staff else self.none()


class ReadingDraft(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người đọc")
    name = LineField("tên", max_length=300)
    text = models.TextField("văn bản")
    proposals = models.JSONField("đề xuất", default=dict)
    decisions = models.JSONField("đã quyết", default=dict, blank=True)
    state = models.CharField("trạng thái", max_length=8, choices=ReadingState, default=ReadingState.OPEN)
    source = models.BinaryField("tệp chờ đọc", null=True, blank=True)
    source_name = LineField("tên tệp chờ đọc", max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField("số lần đã thử", default=0)
    problem = models.CharField("vì sao không đọc được", max_length=500, blank=True)
    plan = models.ForeignKey("plans.Plan", models.SET_NULL, null=True, blank=True, related_name="+",
                             verbose_name="kế hoạch đã tạo")
    created_at = models.DateTimeField("bắt đầu lúc", auto_now_add=True)
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects = ReadingDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đọc văn bản"
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["owner", "state"], name="reading_owner_state")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("plans:reading", args=[self.public_id])

    @property
    def is_waiting(self):
        return self.state == ReadingState.WAITING

    @property
    def is_open(self):
        return self.state == ReadingState.OPEN
