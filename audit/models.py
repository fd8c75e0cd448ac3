"""Who did what, when, in which role: one row an act, inserted and never changed."""
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class AuditEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole log for administrators; others see the history of an object on its own page."""
        return self if user.is_administrator else self.none()

    def for_object(self, obj):
        """The events of one object, newest first."""
        return self.filter(object_type=obj._meta.label, object_id=obj.pk).select_related("actor").order_by("-pk")


class AuditEvent(models.Model):
    at = models.DateTimeField("thời điểm", auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
                              verbose_name="người thực hiện")
    actor_label = models.CharField("tên người thực hiện", max_length=200, blank=True)
    role = models.CharField("vai trò", max_length=30, blank=True)
    organization_label = models.CharField("cơ quan", max_length=255, blank=True)
    action = models.CharField("hành động", max_length=60)
    object_type = models.CharField("loại đối tượng", max_length=60)
    object_id = models.BigIntegerField("khóa đối tượng")
    object_label = models.CharField("đối tượng", max_length=300, blank=True)
    before = models.JSONField("trước", default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField("sau", default=dict, encoder=DjangoJSONEncoder)
    reason = models.TextField("lý do", blank=True)
    request_id = models.CharField("mã yêu cầu", max_length=36, blank=True)
    address = models.CharField("địa chỉ mạng", max_length=45, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = "sự kiện nhật ký"
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_by_object"),
            models.Index(fields=["-at"], name="audit_newest_first"),
        ]

    def __str__(self):
        return f"{self.action} {self.object_label}"


class AuditSeal(models.Model):
    """One link of the chain over a run of events: HMAC of the former link, the bounds and the digests of the rows.

    `rows` is one line an event, «id digest», so that a check can name the first row that was changed.
    """

    first_event = models.BigIntegerField("từ sự kiện", unique=True)
    last_event = models.BigIntegerField("đến sự kiện", unique=True)
    rows = models.TextField("dấu từng sự kiện", default="")
    digest = models.CharField("dấu niêm", max_length=64)
    sealed_at = models.DateTimeField("niêm lúc", auto_now_add=True)

    class Meta:
        verbose_name = "niêm nhật ký"
        constraints = [
            models.CheckConstraint(condition=models.Q(last_event__gte=models.F("first_event")),
                                   name="audit_seal_bounds_in_order"),
        ]

    def __str__(self):
        return f"{self.first_event}–{self.last_event}"
