"""Submissions of agencies and the nominations in them, from draft to decision."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.enums import Role
from core.fields import LineField, ProseField
from models_registry.models import ExemplarRecord
from nominations.enums import INTERNAL, INTERNAL_WORD, NominationState, Planned
from organizations.models import Organization
from plans.enums import RecordKind, SubjectType
from plans.models import FieldLead, Plan, PlanField, QuotaObligation


def fields_led_by(user):
    """Ids of the fields that the agencies lead for which the person reviews."""
    led = user.organization_ids(Role.LEAD_REVIEWER)
    return FieldLead.objects.filter(organization__in=led).values("field")


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An agency's own; what was sent at least once also for officers and leaders, and for a lead agency's
        reviewers in the fields it leads; never another's draft."""
        own, sent = Q(organization__in=user.organization_ids()), Q(first_submitted_at__isnull=False)
        if user.sees_whole_province:
            return self.filter(own | sent | Q(is_on_behalf=True, created_by=user))
        return self.filter(own | sent & Q(field__in=fields_led_by(user)) if user.holds(Role.LEAD_REVIEWER) else own)


class Submission(models.Model):
    """One dossier of one agency for one plan and field; holds many nominees."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    receipt_code = models.CharField("mã tiếp nhận", max_length=12, unique=True, null=True, blank=True)
    form_key = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="submissions", verbose_name="kế hoạch")
    field = models.ForeignKey(PlanField, models.PROTECT, null=True, blank=True, related_name="submissions",
                              verbose_name="lĩnh vực")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="submissions",
                                     verbose_name="cơ quan đề nghị")
    note = ProseField("ghi chú gửi Sở Nội vụ", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_on_behalf = models.BooleanField("Sở Nội vụ nhập thay", default=False)
    presented_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    presented_at = models.DateTimeField("trình lãnh đạo lúc", null=True, blank=True)
    signed_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
                                      related_name="+", verbose_name="lãnh đạo duyệt")
    signed_off_at = models.DateTimeField("lãnh đạo duyệt lúc", null=True, blank=True)
    sent_back_reason = ProseField("lý do lãnh đạo chưa duyệt", blank=True)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    first_submitted_at = models.DateTimeField("gửi lần đầu lúc", null=True, blank=True)
    submitted_at = models.DateTimeField("gửi lần gần nhất lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ đề nghị"
        ordering = ["-pk"]

    def __str__(self):
        return f"Đề nghị của {self.organization}"

    def get_absolute_url(self):
        return reverse("nominations:submission", args=[self.public_id])


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As its submission; a nomination that was never sent is the agency's alone.

        Submissions are asked for by their ids, without a join: long lists are counted by an index.
        """
        mine = Submission.objects.filter(organization__in=user.organization_ids())
        own, sent = Q(submission__in=mine.values("pk")), Q(submitted_at__isnull=False)
        if user.sees_whole_province:
            typed = Submission.objects.filter(is_on_behalf=True, created_by=user)
            return self.filter(own | sent | Q(submission__in=typed.values("pk")))
        led = Q(submission__field__in=fields_led_by(user)) if user.holds(Role.LEAD_REVIEWER) else None
        return self.filter(own | sent & led if led else own)


class Nomination(models.Model):
    """One nominee put forward for one obligation."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="nominations", verbose_name="hồ sơ")
    obligation = models.ForeignKey(QuotaObligation, models.PROTECT, null=True, blank=True, related_name="nominations",
                                   verbose_name="chỉ tiêu")
    state = models.CharField("trạng thái", max_length=10, choices=NominationState, default=NominationState.DRAFT)
    subject_type = models.CharField("loại", max_length=10, choices=SubjectType)
    record_kind = models.CharField("là", max_length=8, choices=RecordKind, default=RecordKind.EXEMPLAR)
    subject_kind = models.CharField("thuộc nhóm", max_length=14, blank=True)
    name = LineField("họ và tên / tên tập thể / chủ hộ", max_length=255)
    model_name = LineField("tên mô hình", max_length=300, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    sex = models.CharField("giới", max_length=6, blank=True, choices=[("male", "Nam"), ("female", "Nữ")])
    position = LineField("chức vụ, nghề nghiệp", max_length=200, blank=True)
    unit_text = LineField("đơn vị, nơi ở", max_length=255, blank=True)
    address = LineField("địa chỉ", max_length=255, blank=True)
    achievement = ProseField("thành tích tóm tắt", blank=True, max_length=20000)
    proposed_award = LineField("hình thức đề nghị", max_length=255, blank=True)
    has_party_organisation = models.BooleanField("có tổ chức đảng", null=True, blank=True)
    declared = models.JSONField("kê khai xếp loại, danh hiệu", default=list, blank=True)
    search_key = models.CharField(max_length=600, editable=False, db_index=True)
    sort_key = models.CharField(max_length=1200, editable=False)
    record = models.ForeignKey(ExemplarRecord, models.PROTECT, null=True, blank=True, related_name="nominations",
                               verbose_name="hồ sơ điển hình")
    submitted_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    return_reason = ProseField("lý do trả lại", blank=True)
    return_due_on = models.DateField("bổ sung trước hết ngày", null=True, blank=True)
    decision_number = LineField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    decided_at = models.DateTimeField("thời điểm quyết định", null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey("nominations.Decision", models.PROTECT, null=True, blank=True,
                                 related_name="nominations", verbose_name="quyết định")
    revoked_on = models.DateField("thu hồi từ ngày", null=True, blank=True)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
                                    related_name="assigned_nominations", verbose_name="người xử lý")
    handle_by = models.DateField("hạn xử lý", null=True, blank=True)
    planned = models.CharField("dự kiến", max_length=9, choices=Planned, blank=True)
    planned_reason = ProseField("lý do dự kiến", blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "đề cử"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="decided") | Q(decided_on__isnull=False, record__isnull=False)
                                   & ~Q(decision_number=""), name="decided_nomination_has_its_decision"),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(return_reason=""),
                                   name="returned_nomination_has_a_reason"),
            models.CheckConstraint(condition=Q(decided_at=None, decided_by=None)
                                   | Q(decided_at__isnull=False, decided_by__isnull=False),
                                   name="nomination_decided_at_and_by_together"),
        ]
        indexes = [
            models.Index(fields=["state", "-submitted_at"], name="nomination_by_state"),
            models.Index(fields=["state", "submitted_at", "submission"], name="nomination_counted_by_state"),
            models.Index(fields=["submitted_at", "id"], name="nomination_by_time"),
            models.Index(fields=["sort_key", "id"], name="nomination_by_name"),
            models.Index(fields=["planned"], name="nomination_with_a_plan", condition=~Q(planned="")),
        ]

    def __str__(self):
        return self.model_name or self.name

    def get_absolute_url(self):
        return reverse("nominations:detail", args=[self.public_id])

    def get_state_display(self):
        """The state in words that everybody may read; how far the office is stays the office's."""
        return INTERNAL_WORD if self.state in INTERNAL else self.office_state

    @property
    def office_state(self):
        return NominationState(self.state).label
