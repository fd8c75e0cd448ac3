"""Quota rules and the obligations that follow from them: one row a debtor and window."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.fields import LineField, ProseField
from organizations.models import Organization, UnitCategory
from plans.enums import (
    BearerKind,
    BearerMode,
    CreditBy,
    FieldMode,
    Modality,
    QuotaUnit,
    RecordKind,
    Stage,
    SubjectType,
    WindowKind,
)
from plans.models.documents import Document, Phase, Plan
from plans.models.fields import PlanField

BOUNDS_IN_ORDER = (
    (Q(min_count=None) | Q(max_count=None) | Q(max_count__gte=F("min_count")))
    & (Q(target_count=None) | Q(min_count=None) | Q(target_count__gte=F("min_count")))
    & (Q(target_count=None) | Q(max_count=None) | Q(max_count__gte=F("target_count"))))
PENDING_HAS_NO_BOUND = ~Q(modality="pending") | Q(min_count=None, max_count=None, target_count=None)


class QuotaRule(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rules", verbose_name="kế hoạch")
    code = models.CharField("mã", max_length=40)
    order = models.PositiveSmallIntegerField("thứ tự")
    fields = models.ManyToManyField(PlanField, related_name="rules", blank=True, verbose_name="lĩnh vực",
                                    help_text="Không chọn: mọi lĩnh vực của kế hoạch.")
    field_mode = models.CharField("cách tính theo lĩnh vực", max_length=6, choices=FieldMode, default=FieldMode.POOLED)
    counts_collective = models.BooleanField("tập thể", default=False)
    counts_individual = models.BooleanField("cá nhân", default=False)
    counts_household = models.BooleanField("hộ gia đình", default=False)
    counts_exemplar = models.BooleanField("điển hình", default=True)
    counts_model = models.BooleanField("mô hình", default=True)
    subject_kinds = models.JSONField("chỉ tính loại", default=list, blank=True)
    unit = models.CharField("đơn vị tính", max_length=7, choices=QuotaUnit, default=QuotaUnit.COUNT)
    percent_min = models.PositiveSmallIntegerField("tỷ lệ tối thiểu (%)", null=True, blank=True)
    min_count = models.PositiveIntegerField("ít nhất", null=True, blank=True)
    max_count = models.PositiveIntegerField("không quá", null=True, blank=True)
    target_count = models.PositiveIntegerField("mục tiêu", null=True, blank=True)
    modality = models.CharField("tính chất", max_length=7, choices=Modality, default=Modality.MUST)
    allocator = LineField("cơ quan phân bổ", max_length=255, blank=True)
    bearer_kind = models.CharField("ai chịu chỉ tiêu", max_length=8, choices=BearerKind, default=BearerKind.NAMED)
    bearer_orgs = models.ManyToManyField(Organization, through="RuleBearer", related_name="quota_rules", blank=True)
    bearer_category = models.ForeignKey(UnitCategory, models.PROTECT, null=True, blank=True,
                                        related_name="quota_rules", verbose_name="nhóm đơn vị")
    bearer_mode = models.CharField("mỗi cơ quan hay chung", max_length=5, choices=BearerMode, default=BearerMode.EACH)
    credit_by = models.CharField("tính cho", max_length=15, choices=CreditBy, default=CreditBy.LEAD_AGENCY)
    window_kind = models.CharField("kỳ tính", max_length=16, choices=WindowKind, default=WindowKind.PLAN)
    phases = models.ManyToManyField(Phase, related_name="rules", blank=True, verbose_name="giai đoạn")
    window_from = models.DateField("kỳ riêng: từ ngày", null=True, blank=True)
    window_to = models.DateField("kỳ riêng: đến hết ngày", null=True, blank=True)
    first_year = models.PositiveSmallIntegerField("năm đầu", null=True, blank=True)
    counting_stage = models.CharField("tính khi", max_length=11, choices=Stage, default=Stage.RECOGNISED)
    draw_from = LineField("chọn từ", max_length=255, blank=True)
    forward_to = LineField("gửi đến", max_length=255, blank=True)
    overrides = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="overridden_by",
                                  verbose_name="thay cho chỉ tiêu")
    quote = ProseField("câu trong văn bản", blank=True)
    locator = LineField("mục trong văn bản", max_length=60, blank=True)
    interpretation = ProseField("cách hiểu", blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField("xác nhận ngày", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "chỉ tiêu"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="rule_code_once_a_plan"),
            models.CheckConstraint(condition=BOUNDS_IN_ORDER, name="rule_bounds_in_order"),
            models.CheckConstraint(condition=PENDING_HAS_NO_BOUND, name="pending_rule_has_no_bound"),
            models.CheckConstraint(condition=Q(counts_collective=True) | Q(counts_individual=True)
                                   | Q(counts_household=True), name="rule_counts_some_subject_type"),
            models.CheckConstraint(condition=Q(counts_exemplar=True) | Q(counts_model=True),
                                   name="rule_counts_some_record_kind"),
            models.CheckConstraint(condition=Q(bearer_kind="category", bearer_category__isnull=False)
                                   | Q(bearer_kind="named", bearer_category=None),
                                   name="rule_bearers_named_or_category"),
            models.CheckConstraint(condition=Q(window_kind="custom", window_from__isnull=False,
                                               window_to__gte=F("window_from"))
                                   | (~Q(window_kind="custom") & Q(window_from=None, window_to=None)),
                                   name="custom_window_whole_and_in_order"),
            models.CheckConstraint(condition=~Q(unit="percent") | Q(min_count=None, max_count=None),
                                   name="percent_rule_has_no_count"),
        ]

    def __str__(self):
        return self.code

    @property
    def subject_types(self):
        """The counted subject types, in the order collective, individual, household."""
        return [t for t in SubjectType if getattr(self, f"counts_{t.value}")]

    @property
    def record_kinds(self):
        return [k for k in RecordKind if getattr(self, f"counts_{k.value}")]

    @property
    def is_exact(self):
        return self.min_count is not None and self.min_count == self.max_count


class RuleBearer(models.Model):
    rule = models.ForeignKey(QuotaRule, models.CASCADE, related_name="bearers", verbose_name="chỉ tiêu")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="cơ quan")
    order = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "cơ quan chịu chỉ tiêu"
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["rule", "organization"], name="bearer_once_a_rule")]


class QuotaAllocation(models.Model):
    """A figure set later by a document: for one bearer, or for every bearer of the rule when null."""

    rule = models.ForeignKey(QuotaRule, models.PROTECT, related_name="allocations", verbose_name="chỉ tiêu")
    bearer = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+",
                               verbose_name="cơ quan")
    document = models.ForeignKey(Document, models.PROTECT, related_name="allocations", verbose_name="văn bản phân bổ")
    min_count = models.PositiveIntegerField("ít nhất")
    max_count = models.PositiveIntegerField("không quá", null=True, blank=True)
    effective_on = models.DateField("có hiệu lực từ ngày")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "phân bổ chỉ tiêu"
        ordering = ["effective_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(max_count=None) | Q(max_count__gte=F("min_count")),
                                              name="allocation_bounds_in_order")]


class ObligationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for officers and leaders; for an agency those it bears or bore, of issued plans."""
        if user.sees_whole_province:
            return self if user.is_office_staff else self.exclude(rule__plan__status="draft")
        mine = user.organization_ids()
        return self.filter(Q(bearer__in=mine) | Q(joint_bearers__in=mine) | Q(assignments__organization__in=mine)
                           ).exclude(rule__plan__status="draft").distinct()


class QuotaObligation(models.Model):
    """What one agency owes in one window. Figures are dated rows; the bearer changes by confirmed assignment only."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    rule = models.ForeignKey(QuotaRule, models.PROTECT, related_name="obligations", verbose_name="chỉ tiêu")
    field = models.ForeignKey(PlanField, models.PROTECT, null=True, blank=True, related_name="obligations",
                              verbose_name="lĩnh vực")
    bearer = models.ForeignKey(Organization, models.PROTECT, related_name="obligations",
                               verbose_name="cơ quan theo văn bản")
    joint_bearers = models.ManyToManyField(Organization, related_name="joint_obligations", blank=True)
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="obligations")
    window_key = models.CharField("kỳ", max_length=40)
    window_start = models.DateField("từ ngày")
    window_end = models.DateField("đến hết ngày", null=True, blank=True)
    added_on = models.DateField("thêm từ ngày", null=True, blank=True)
    withdrawn_on = models.DateField("thôi áp dụng từ ngày", null=True, blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = "nghĩa vụ chỉ tiêu"
        ordering = ["rule__order", "field__order", "bearer__sort_key", "window_start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "field", "bearer", "window_key"],
                                    condition=Q(field__isnull=False), name="obligation_once_a_field_and_window"),
            models.UniqueConstraint(fields=["rule", "bearer", "window_key"], condition=Q(field=None),
                                    name="pooled_obligation_once_a_window"),
            models.CheckConstraint(condition=Q(window_end=None) | Q(window_end__gte=F("window_start")),
                                   name="obligation_window_in_order"),
        ]

    def __str__(self):
        return f"{self.rule.code} · {self.bearer} · {self.window_key}"

    def bearer_on(self, day):
        """The agency that bears the obligation on `day`: the last confirmed assignment up to then,
        else the original."""
        passed_on = [a for a in self.assignments.all() if a.from_date <= day]
        return passed_on[-1].organization if passed_on else self.bearer


class ObligationFigure(models.Model):
    """The bounds of an obligation from a day on; the row in force is the last with effective_on ≤ the day asked."""

    obligation = models.ForeignKey(QuotaObligation, models.CASCADE, related_name="figures", verbose_name="nghĩa vụ")
    effective_on = models.DateField("có hiệu lực từ ngày")
    modality = models.CharField("tính chất", max_length=7, choices=Modality)
    min_count = models.PositiveIntegerField("ít nhất", null=True, blank=True)
    max_count = models.PositiveIntegerField("không quá", null=True, blank=True)
    target_count = models.PositiveIntegerField("mục tiêu", null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="figures",
                                 verbose_name="văn bản")
    reason = ProseField("lý do", blank=True)

    class Meta:
        verbose_name = "mức chỉ tiêu"
        ordering = ["effective_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "effective_on"], name="figure_once_a_day"),
            models.CheckConstraint(condition=BOUNDS_IN_ORDER, name="figure_bounds_in_order"),
            models.CheckConstraint(condition=PENDING_HAS_NO_BOUND, name="pending_figure_has_no_bound"),
        ]


class BearerAssignment(models.Model):
    """A person confirmed that from `from_date` another agency bears the obligation or owes the occurrence."""

    obligation = models.ForeignKey(QuotaObligation, models.CASCADE, null=True, blank=True, related_name="assignments")
    occurrence = models.ForeignKey("plans.DeadlineOccurrence", models.CASCADE, null=True, blank=True,
                                   related_name="assignments")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="bearer_assignments",
                                     verbose_name="cơ quan kế thừa")
    from_date = models.DateField("từ ngày")
    basis = LineField("căn cứ", max_length=255)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "chuyển giao nghĩa vụ"
        ordering = ["from_date", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(obligation__isnull=False, occurrence=None)
                                   | Q(obligation=None, occurrence__isnull=False),
                                   name="assignment_of_obligation_or_occurrence"),
            models.UniqueConstraint(fields=["obligation", "from_date"], name="obligation_one_bearer_a_day"),
            models.UniqueConstraint(fields=["occurrence", "from_date"], name="occurrence_one_bearer_a_day"),
        ]
