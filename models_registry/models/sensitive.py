"""Facts about a person that few may read: kept only where a plan's policy switches them on."""
from django.conf import settings
from django.db import models

from core.fields import LineField, ProseField
from models_registry.models.records import Subject
from plans.models import Plan


class SensitivePolicy(models.Model):
    """Which of the sensitive facts a plan needs, who said so and why; without a row none is kept or shown."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="sensitive_policy", verbose_name="kế hoạch")
    fields = models.JSONField("thông tin được dùng", default=list)
    reason = ProseField("căn cứ")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người bật")
    at = models.DateTimeField("bật lúc", auto_now=True)

    class Meta:
        verbose_name = "chính sách thông tin nhạy cảm"

    def __str__(self):
        return f"Thông tin nhạy cảm: {self.plan}"


class SensitiveFact(models.Model):
    subject = models.OneToOneField(Subject, models.CASCADE, related_name="sensitive", verbose_name="đối tượng")
    ethnicity = LineField("dân tộc", max_length=60, blank=True)
    religion = LineField("tôn giáo", max_length=60, blank=True)
    is_party_member = models.BooleanField("đảng viên", null=True, blank=True)
    party_since = models.PositiveSmallIntegerField("năm vào Đảng", null=True, blank=True)

    class Meta:
        verbose_name = "thông tin nhạy cảm"

    def __str__(self):
        return f"Thông tin nhạy cảm của {self.subject}"
