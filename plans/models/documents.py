"""The plan, the documents that make it, their legal bases and recipients, and its phases."""
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.fields import LineField, ProseField
from organizations.models import Organization
from plans.enums import DocSystem, DocumentRole, IssuedPrecision, PlanLevel, PlanStatus


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every plan for the office and leaders; for agencies the issued plans that give them something to do or that
        name them; none for others."""
        if user.is_office_staff:
            return self
        issued = self.exclude(status=PlanStatus.DRAFT)
        if user.is_leader:
            return issued
        return issued.filter(pk__in=self.concerning(user.organization_ids()))

    def concerning(self, organization_ids):
        """Ids of the plans in which one of the agencies bears, leads, coordinates, owes or receives something."""
        from plans.models import (  # noqa: PLC0415 - they build on plans
            BearerAssignment,
            DeadlineOccurrence,
            FieldCoordinator,
            FieldLead,
            QuotaObligation,
        )
        names = {"organization__in": organization_ids}
        first, *others = (  # without the models' order, which a union refuses
            rows.order_by().values(plan) for rows, plan in (
                (FieldLead.objects.filter(**names), "field__plan"),
                (FieldCoordinator.objects.filter(**names), "field__plan"),
                (QuotaObligation.objects.filter(bearer__in=organization_ids), "rule__plan"),
                (QuotaObligation.objects.filter(joint_bearers__in=organization_ids), "rule__plan"),
                (BearerAssignment.objects.filter(**names, obligation__isnull=False), "obligation__rule__plan"),
                (DeadlineOccurrence.objects.filter(**names), "milestone__plan"),
                (Recipient.objects.filter(**names), "document__plan"),
                (Plan.objects.filter(owner__in=organization_ids), "pk")))
        return first.union(*others)


class Plan(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField("mã kế hoạch", max_length=80, unique=True)
    alias = models.CharField("tên gọi ngắn", max_length=10, unique=True, null=True, blank=True)
    title = LineField("tên kế hoạch", max_length=800)
    level = models.CharField("cấp", max_length=12, choices=PlanLevel, default=PlanLevel.PROVINCE)
    owner = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="plans_owned",
                              verbose_name="cơ quan ban hành")
    scope = ProseField("phạm vi", blank=True)
    period_from = models.DateField("thực hiện từ ngày")
    period_to = models.DateField("đến hết ngày", null=True, blank=True, help_text="Để trống nếu kế hoạch không ghi.")
    preparation_ends_on = models.DateField("hết giai đoạn chuẩn bị", null=True, blank=True,
                                           help_text="Trước ngày này chưa tính tiến độ.")
    closing_on = models.DateField("ngày chốt kết quả", null=True, blank=True)
    status = models.CharField("trạng thái", max_length=8, choices=PlanStatus, default=PlanStatus.DRAFT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children",
                               verbose_name="kế hoạch cấp trên trong hệ thống")
    parent_number = LineField("số kế hoạch cấp trên", max_length=60, blank=True)
    parent_issued_on = models.DateField("ngày kế hoạch cấp trên", null=True, blank=True)
    stated_totals = models.JSONField("tổng số nêu trong văn bản", default=dict, blank=True)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    issued_at = models.DateTimeField("ban hành trên hệ thống lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        ordering = ["-period_from", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(period_to=None) | Q(period_to__gte=F("period_from")),
                                   name="plan_period_in_order"),
            models.CheckConstraint(condition=Q(preparation_ends_on=None) | Q(closing_on=None)
                                   | Q(closing_on__gt=F("preparation_ends_on")), name="plan_closes_after_preparation"),
            models.CheckConstraint(condition=Q(status="draft") | Q(issued_at__isnull=False),
                                   name="issued_plan_has_its_time"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plans:detail", args=[self.public_id])

    @property
    def is_draft(self):
        return self.status == PlanStatus.DRAFT


class Document(models.Model):
    """A paper of the plan. Number and day may be unknown; they are entered, never made up."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="documents", verbose_name="kế hoạch")
    role = models.CharField("vai trò", max_length=12, choices=DocumentRole, default=DocumentRole.PLAN)
    order = models.PositiveSmallIntegerField("thứ tự", default=1)
    number = LineField("số, ký hiệu", max_length=60, null=True, blank=True, help_text="Để trống nếu bản in để trống.")
    number_as_printed = LineField("số như bản in", max_length=80, blank=True)
    symbol = LineField("ký hiệu", max_length=40, blank=True)
    doc_type = LineField("tên loại", max_length=40, default="Kế hoạch")
    doc_system = models.CharField("hệ thống văn bản", max_length=5, choices=DocSystem, default=DocSystem.STATE)
    issuer = LineField("cơ quan ban hành (như bản in)", max_length=255, blank=True)
    place = LineField("địa danh", max_length=80, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issued_precision = models.CharField("mức biết ngày", max_length=7, choices=IssuedPrecision,
                                        default=IssuedPrecision.DAY)
    issued_month = models.DateField("tháng ban hành (ngày 01)", null=True, blank=True)
    issued_not_before = models.DateField("ban hành không trước ngày", null=True, blank=True)
    title = LineField("trích yếu", max_length=800, blank=True)
    signer_form = LineField("hình thức ký", max_length=120, blank=True)
    signer_position = LineField("chức vụ người ký", max_length=120, blank=True)
    signer_name = LineField("người ký", max_length=120, blank=True)
    signer_name_as_printed = LineField("người ký như bản in", max_length=120, blank=True)
    raw_text = models.TextField("nguyên văn", blank=True)
    clean_text = ProseField("văn bản đã hiệu chỉnh", blank=True)

    class Meta:
        verbose_name = "văn bản"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_precision="day", issued_on__isnull=False)
                | Q(issued_precision="month", issued_on=None, issued_month__isnull=False)
                | Q(issued_precision="unknown", issued_on=None),
                name="document_day_fits_its_precision"),
            models.UniqueConstraint(fields=["plan"], condition=Q(role="plan"), name="plan_has_one_plan_document"),
        ]

    def __str__(self):
        return f"{self.doc_type} {self.number or '(chưa có số)'}"

    @property
    def earliest_issue_day(self):
        """The issue day, or the first day it can have been: month known → its first day; else `issued_not_before`."""
        return self.issued_on or self.issued_month or self.issued_not_before


class LegalBasis(models.Model):
    document = models.ForeignKey(Document, models.CASCADE, related_name="legal_bases", verbose_name="văn bản")
    order = models.PositiveSmallIntegerField("thứ tự")
    number = LineField("số, ký hiệu", max_length=120, blank=True)
    name = LineField("tên văn bản", max_length=500, blank=True)
    issued_on = models.CharField("ngày (có thể chỉ năm, tháng)", max_length=10, blank=True)
    issuer = LineField("cơ quan ban hành", max_length=255, blank=True)
    doc_system = models.CharField("hệ thống", max_length=5, choices=DocSystem, blank=True)
    role = LineField("vai trò", max_length=120, blank=True)

    class Meta:
        verbose_name = "căn cứ"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.number or self.name


class Recipient(models.Model):
    """A line of «Nơi nhận» or, as addressee, of «Kính gửi»."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="recipients", verbose_name="văn bản")
    order = models.PositiveSmallIntegerField("thứ tự")
    name = LineField("nơi nhận", max_length=255)
    mode = LineField("để", max_length=20, blank=True, help_text="b/c, để biết …")
    is_addressee = models.BooleanField("kính gửi", default=False)
    organization = models.ForeignKey(Organization, models.SET_NULL, null=True, blank=True, related_name="+",
                                     verbose_name="cơ quan")

    class Meta:
        verbose_name = "nơi nhận"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class Phase(models.Model):
    """A named stretch of the plan; phases may overlap."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="phases", verbose_name="kế hoạch")
    code = models.CharField("mã", max_length=40)
    name = LineField("tên", max_length=200)
    order = models.PositiveSmallIntegerField("thứ tự", default=1)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    quote = ProseField("câu trong văn bản", blank=True)

    class Meta:
        verbose_name = "giai đoạn"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="phase_dates_in_order"),
            models.UniqueConstraint(fields=["plan", "code"], name="phase_code_once_a_plan"),
        ]

    def __str__(self):
        return self.name
