"""Milestones, their occurrences for each responsible agency, chosen days, and what was handed in."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.fields import LineField, ProseField
from organizations.models import Organization, UnitCategory
from plans.enums import AssignmentVerb, Boundary, DeadlineUnit, Recurrence, Relation
from plans.models.documents import Document, Phase, Plan


class Milestone(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="milestones", verbose_name="kế hoạch")
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="milestones",
                                 verbose_name="văn bản")
    phase = models.ForeignKey(Phase, models.SET_NULL, null=True, blank=True, related_name="milestones",
                              verbose_name="giai đoạn")
    code = models.CharField("mã", max_length=40)
    order = models.PositiveSmallIntegerField("thứ tự")
    title = LineField("việc phải làm", max_length=300)
    quote = ProseField("câu trong văn bản", blank=True)
    second_quote = ProseField("câu liên quan", blank=True)
    locator = LineField("mục trong văn bản", max_length=60, blank=True)
    deliverable = LineField("sản phẩm", max_length=300, blank=True)
    deliverable_kind = models.CharField("loại sản phẩm", max_length=8, default="other", choices=[
        ("plan", "Kế hoạch"), ("report", "Báo cáo"), ("list", "Danh sách"), ("event", "Hội nghị, sự kiện"),
        ("other", "Khác")])
    recipient_text = LineField("nơi nhận", max_length=255, blank=True)
    recipient = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+",
                                  verbose_name="cơ quan nhận")
    via = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+",
                            verbose_name="gửi qua")
    responsible_text = LineField("ai phải làm (như văn bản)", max_length=500, blank=True)
    responsible_category = models.ForeignKey(UnitCategory, models.PROTECT, null=True, blank=True,
                                             related_name="milestones", verbose_name="nhóm phải làm")
    unit = models.CharField("đơn vị thời gian", max_length=8, choices=DeadlineUnit, default=DeadlineUnit.DAY)
    start_code = models.CharField("từ", max_length=12, blank=True)
    end_code = models.CharField("đến", max_length=12, blank=True)
    boundary = models.CharField("mốc cuối", max_length=6, choices=Boundary, default=Boundary.BY_END)
    relation = models.CharField("tính chất thời hạn", max_length=8, choices=Relation, default=Relation.WITHIN)
    recurrence = models.CharField("lặp lại", max_length=13, choices=Recurrence, default=Recurrence.NONE)
    first_year = models.PositiveSmallIntegerField("năm đầu", null=True, blank=True)
    last_year = models.PositiveSmallIntegerField("năm cuối", null=True, blank=True)
    event_name = LineField("sự kiện", max_length=300, blank=True)
    event_on = models.DateField("ngày sự kiện", null=True, blank=True)
    event_actual_name = LineField("tên thực tế", max_length=300, blank=True)
    event_actual_on = models.DateField("ngày thực tế", null=True, blank=True)
    after = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="sau mốc")
    before = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+",
                               verbose_name="trước mốc")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "mốc"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="milestone_code_once_a_plan"),
            models.CheckConstraint(condition=Q(first_year=None) | Q(last_year=None)
                                   | Q(last_year__gte=F("first_year")), name="milestone_years_in_order"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plans:milestone", args=[self.public_id])


class MilestoneResponsible(models.Model):
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="responsibles", verbose_name="mốc")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="cơ quan")
    verb = models.CharField("giao hay đề nghị", max_length=12, choices=AssignmentVerb, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "cơ quan phải làm"
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["milestone", "organization"],
                                               name="responsible_once_a_milestone")]


class ChosenDay(models.Model):
    """A day the office set for a duty without one: for one occurrence key, or for a whole series («half», «year»)."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="chosen_days", verbose_name="mốc")
    applies_to = models.CharField("áp dụng cho", max_length=40)
    day_code = models.CharField("ngày", max_length=12, help_text="2026-07-05 hoặc --07-05")
    reason = ProseField("lý do")
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    chosen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "ngày do cơ quan ấn định"
        ordering = ["pk"]


class OccurrenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for officers and leaders; an agency's own otherwise; drafts of plans only for officers."""
        if user.is_office_staff:
            return self
        issued = self.exclude(milestone__plan__status="draft")
        if user.is_leader:
            return issued
        mine = user.organization_ids()
        return issued.filter(Q(organization__in=mine) | Q(assignments__organization__in=mine)).distinct()


class DeadlineOccurrence(models.Model):
    """One duty of one agency. `due_on` is the last acceptable day, inclusive; null: the plan names no day."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="occurrences", verbose_name="mốc")
    key = models.CharField("kỳ", max_length=40)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="occurrences", verbose_name="cơ quan")
    window_start = models.DateField("từ ngày", null=True, blank=True)
    window_end = models.DateField("đến hết ngày", null=True, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    is_chosen = models.BooleanField("do cơ quan ấn định", default=False)
    is_soft = models.BooleanField("nhân dịp", default=False)
    closed_as = models.CharField("đóng vì", max_length=24, blank=True, choices=[
        ("waived", "Được miễn"), ("closed_by_reorganisation", "Sắp xếp tổ chức")])
    closed_on = models.DateField("đóng ngày", null=True, blank=True)
    closed_reason = ProseField("lý do đóng", blank=True)
    opened_at = models.DateTimeField("cơ quan đã xem lúc", null=True, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = "thời hạn"
        ordering = ["milestone__order", "window_end", "organization__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "key", "organization"], name="occurrence_once_an_agency"),
            models.CheckConstraint(condition=Q(closed_as="", closed_on=None)
                                   | (~Q(closed_as="") & Q(closed_on__isnull=False)),
                                   name="occurrence_closed_with_its_day"),
        ]
        indexes = [models.Index(fields=["due_on"], name="occurrence_by_due_day")]

    def __str__(self):
        return f"{self.milestone.code} · {self.key} · {self.organization}"

    def get_absolute_url(self):
        return reverse("plans:occurrence", args=[self.public_id])

    def organization_on(self, day):
        """The agency that owes the duty on `day`: the last confirmed assignment up to then, else the original."""
        passed_on = [a for a in self.assignments.all() if a.from_date <= day]
        return passed_on[-1].organization if passed_on else self.organization


class DeadlineExtension(models.Model):
    """A later day for one agency; the original day stays for the on-time figures."""

    occurrence = models.ForeignKey(DeadlineOccurrence, models.CASCADE, related_name="extensions")
    new_due_on = models.DateField("hạn mới")
    reason = ProseField("lý do")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "gia hạn"
        ordering = ["pk"]


class Deliverable(models.Model):
    """What an agency handed in for an occurrence; only an accepted or waiting one keeps it from being late."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(DeadlineOccurrence, models.PROTECT, related_name="deliverables")
    received_on = models.DateField("ngày nhận")
    number = LineField("số văn bản", max_length=60, blank=True)
    note = ProseField("ghi chú", blank=True)
    stored_name = models.CharField(max_length=80, blank=True)
    original_name = LineField("tên tệp", max_length=255, blank=True)
    size = models.PositiveIntegerField("dung lượng (byte)", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    returned_on = models.DateField("trả lại ngày", null=True, blank=True)
    return_reason = ProseField("lý do trả lại", blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "sản phẩm đã nộp"
        ordering = ["received_on", "pk"]


class StandingDuty(models.Model):
    """A duty without any deadline («thường xuyên»); never overdue."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="standing_duties", verbose_name="kế hoạch")
    order = models.PositiveSmallIntegerField("thứ tự")
    who = LineField("ai", max_length=300)
    what = ProseField("việc")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "nhiệm vụ thường xuyên"
        ordering = ["order", "pk"]
