"""What the office adds to a nomination: decisions, comments, opinions of other bodies, and views of the queue."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.fields import LineField, ProseField
from models_registry.enums import Result
from nominations.enums import Opinion
from nominations.models.submissions import Nomination


class Decision(models.Model):
    """A decision or other document as it was issued: its number is entered, never made."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = LineField("số quyết định", max_length=60)
    signed_on = models.DateField("ngày ký")
    signer = LineField("người ký", max_length=150, blank=True)
    signer_position = LineField("chức vụ người ký", max_length=150, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "quyết định"
        ordering = ["-signed_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["number", "signed_on"], name="decision_once_a_day")]

    def __str__(self):
        return f"{self.number}, {self.signed_on:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("nominations:decision", args=[self.public_id])


class Comment(models.Model):
    """A word about a nomination; internal ones are for the office and leaders alone."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="comments", verbose_name="đề cử")
    text = ProseField("nội dung", max_length=4000)
    is_internal = models.BooleanField("nội bộ Sở Nội vụ", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người viết")
    organization_label = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField("viết lúc", auto_now_add=True)

    class Meta:
        verbose_name = "trao đổi"
        ordering = ["pk"]

    def __str__(self):
        return self.text[:80]


class Consultation(models.Model):
    """A body asked for its opinion, until when, and what it answered."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="consultations", verbose_name="đề cử")
    body = LineField("cơ quan được hỏi", max_length=255)
    question = ProseField("nội dung hỏi", max_length=2000, blank=True)
    asked_on = models.DateField("hỏi ngày")
    due_on = models.DateField("trả lời trước hết ngày")
    answered_on = models.DateField("trả lời ngày", null=True, blank=True)
    opinion = models.CharField("ý kiến", max_length=8, choices=Opinion, blank=True)
    words = ProseField("nội dung trả lời, số văn bản", max_length=4000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lấy ý kiến"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="opinion_due_after_asking"),
            models.CheckConstraint(condition=Q(answered_on=None, opinion="")
                                   | (Q(answered_on__isnull=False) & ~Q(opinion="")),
                                   name="opinion_with_its_day"),
        ]

    def __str__(self):
        return f"Lấy ý kiến {self.body}"


class ConditionAtReturn(models.Model):
    """What one condition said when the nomination last went back to its agency; never changed, replaced at a return."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="conditions_at_return",
                                   verbose_name="đề cử")
    code = models.CharField("mã điều kiện", max_length=40)
    text = ProseField("điều kiện")
    result = models.CharField("kết quả", max_length=14, choices=Result)
    evidence = ProseField("căn cứ", blank=True)

    class Meta:
        verbose_name = "điều kiện lúc trả lại"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.code}: {self.get_result_display()}"


class SavedView(models.Model):
    """The conditions of a person's queue under a name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = LineField("tên", max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        verbose_name = "bộ lọc đã lưu"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="view_name_once_a_person")]

    def __str__(self):
        return self.name
