"""Fields (lĩnh vực) of a plan, who leads and coordinates them, and what they ask of an exemplar."""
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from core.fields import LineField, ProseField
from organizations.models import Organization
from plans.enums import AssignmentVerb, SubjectKind, SubjectType
from plans.models.documents import Plan


class PlanField(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="fields", verbose_name="kế hoạch")
    code = models.CharField("mã", max_length=40)
    order = models.PositiveSmallIntegerField("thứ tự")
    section = LineField("mục", max_length=20, blank=True)
    name = LineField("tên lĩnh vực", max_length=500)
    name_in_quota = LineField("tên trong câu chỉ tiêu", max_length=500, blank=True,
                              help_text="Khi câu giao chỉ tiêu gọi lĩnh vực bằng tên khác với đề mục.")
    is_implicit = models.BooleanField("văn bản không chia lĩnh vực", default=False)
    own_from = models.DateField("thời gian riêng: từ ngày", null=True, blank=True)
    own_to = models.DateField("thời gian riêng: đến hết ngày", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "lĩnh vực"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="field_code_once_a_plan"),
            models.CheckConstraint(condition=Q(own_from=None, own_to=None) | Q(own_to__gte=F("own_from")),
                                   name="field_own_period_whole_and_in_order"),
        ]

    def __str__(self):
        return self.name

    @property
    def window(self):
        """(first day, last day or None): the field's own period, else the plan's."""
        return (self.own_from, self.own_to) if self.own_from else (self.plan.period_from, self.plan.period_to)


class FieldLead(models.Model):
    field = models.ForeignKey(PlanField, models.CASCADE, related_name="leads", verbose_name="lĩnh vực")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="led_fields", verbose_name="cơ quan")
    verb = models.CharField("giao hay đề nghị", max_length=12, choices=AssignmentVerb, default=AssignmentVerb.GIAO)
    order = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "cơ quan chủ trì"
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["field", "organization"], name="lead_once_a_field")]

    def __str__(self):
        return str(self.organization)


class FieldCoordinator(models.Model):
    """A coordinating agency, or a group in the plan's words («các cơ quan, đơn vị liên quan»)."""

    field = models.ForeignKey(PlanField, models.CASCADE, related_name="coordinators", verbose_name="lĩnh vực")
    order = models.PositiveSmallIntegerField("thứ tự", default=1)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True,
                                     related_name="coordinated_fields", verbose_name="cơ quan")
    text = LineField("như trong văn bản", max_length=255)

    class Meta:
        verbose_name = "cơ quan phối hợp"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text


class FieldCriterion(models.Model):
    field = models.ForeignKey(PlanField, models.CASCADE, related_name="criteria", verbose_name="lĩnh vực")
    subject_type = models.CharField("loại đối tượng", max_length=10, choices=SubjectType)
    subject_kind = models.CharField("riêng cho", max_length=14, choices=SubjectKind, blank=True)
    text = ProseField("tiêu chí")

    class Meta:
        verbose_name = "tiêu chí"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["field", "subject_type", "subject_kind"],
                                               name="criterion_once_a_kind")]

    def __str__(self):
        return self.text[:80]


class EligibilityRule(models.Model):
    """A hard condition of the plan as data; `field` null holds for the whole plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="eligibility_rules", verbose_name="kế hoạch")
    field = models.ForeignKey(PlanField, models.CASCADE, null=True, blank=True, related_name="eligibility_rules",
                              verbose_name="lĩnh vực")
    code = models.CharField("mã", max_length=40)
    kind = models.CharField("loại điều kiện", max_length=60)
    params = models.JSONField("tham số", default=dict)
    applies_to = LineField("áp dụng cho", max_length=120, blank=True)
    severity = models.CharField("mức", max_length=6, default="warn",
                                choices=[("block", "Chặn"), ("warn", "Cảnh báo"), ("manual", "Cán bộ xác nhận")])
    na_allowed = models.BooleanField("được ghi «không áp dụng»", default=False)
    text = ProseField("nội dung", blank=True)
    quote = ProseField("câu trong văn bản", blank=True)

    class Meta:
        verbose_name = "điều kiện"
        ordering = ["code", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="eligibility_code_once_a_plan")]

    def __str__(self):
        return self.text or self.kind
