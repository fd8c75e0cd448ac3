"""Subjects, practice models and exemplar records with the dated, unchangeable stages they reached."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from core.fields import LineField, ProseField
from organizations.models import Organization
from plans.enums import RecordKind, Stage, SubjectKind, SubjectType
from plans.models import Plan, PlanField, QuotaObligation, QuotaRule


class SubjectQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for officers and leaders; for an agency those it keeps and those of records it may see."""
        if user.sees_whole_province:
            return self
        seen = ExemplarRecord.objects.visible_to(user)
        return self.filter(Q(organization__in=user.organization_ids()) | Q(pk__in=seen.values("subject")))


class Subject(models.Model):
    """A collective, an individual or a household, once however often it is put forward."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    type = models.CharField("loại đối tượng", max_length=10, choices=SubjectType)
    name = LineField("tên", max_length=255)
    normalised_name = models.CharField(max_length=255, editable=False, db_index=True)
    search_key = models.CharField(max_length=600, editable=False, db_index=True)
    sort_key = models.CharField(max_length=1200, editable=False)
    given_key = models.CharField(max_length=1200, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="subjects",
                                     verbose_name="cơ quan, đơn vị quản lý")
    unit_text = LineField("đơn vị, nơi ở", max_length=255, blank=True)
    address = LineField("địa chỉ", max_length=255, blank=True)
    position = LineField("chức vụ, nghề nghiệp", max_length=200, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    sex = models.CharField("giới", max_length=6, blank=True, choices=[("male", "Nam"), ("female", "Nữ")])
    household_head = LineField("chủ hộ", max_length=150, blank=True)
    dissolved_on = models.DateField("giải thể ngày", null=True, blank=True)
    has_party_organisation = models.BooleanField("có tổ chức đảng", null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from",
                                    verbose_name="đã gộp vào")

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = "đối tượng"
        ordering = ["given_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(birth_year=None) | Q(type="individual")
                                   | Q(type="household"), name="birth_year_of_persons_only"),
            models.CheckConstraint(condition=Q(birth_year=None) | Q(birth_year__gte=1900, birth_year__lte=2100),
                                   name="birth_year_plausible"),
        ]
        indexes = [models.Index(fields=["given_key", "id"], name="subject_by_given_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("models_registry:subject", args=[self.public_id])


class SubjectDistinction(models.Model):
    """A person decided that two subjects of one name are different people or bodies: no hint speaks of them again."""

    one = models.ForeignKey(Subject, models.CASCADE, related_name="+", verbose_name="đối tượng")
    other = models.ForeignKey(Subject, models.CASCADE, related_name="+", verbose_name="khác với")
    reason = ProseField("căn cứ", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người kết luận")
    at = models.DateTimeField("kết luận lúc", auto_now_add=True)

    class Meta:
        verbose_name = "kết luận khác người"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="distinction_once_a_pair"),
            models.CheckConstraint(condition=Q(one__lt=models.F("other")), name="distinction_names_the_older_first"),
        ]

    def __str__(self):
        return f"{self.one} khác {self.other}"


class SubjectKindTag(models.Model):
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="kind_tags")
    kind = models.CharField("loại", max_length=14, choices=SubjectKind)

    class Meta:
        verbose_name = "loại của đối tượng"
        constraints = [models.UniqueConstraint(fields=["subject", "kind"], name="kind_once_a_subject")]

    def __str__(self):
        return f"{self.subject}: {self.get_kind_display()}"


class PracticeModel(models.Model):
    """A way of doing something (mô hình) that others can take over."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = LineField("tên mô hình", max_length=300)
    search_key = models.CharField(max_length=600, editable=False, db_index=True)
    summary = ProseField("tóm tắt", blank=True)
    started_on = models.DateField("bắt đầu", null=True, blank=True)
    owners = models.ManyToManyField(Subject, related_name="practice_models", verbose_name="chủ mô hình")

    class Meta:
        verbose_name = "mô hình"
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


class RegistrationBatch(models.Model):
    """A round of registration of a plan: the first one, or a supplementary one; closed after its lock day."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="registration_batches", verbose_name="kế hoạch")
    name = LineField("tên đợt", max_length=200)
    is_supplementary = models.BooleanField("đợt bổ sung", default=False)
    opens_on = models.DateField("mở từ ngày")
    locks_on = models.DateField("khóa sau ngày")

    class Meta:
        verbose_name = "đợt đăng ký"
        ordering = ["-opens_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(locks_on__gte=models.F("opens_on")),
                                              name="batch_locks_after_it_opens")]

    def __str__(self):
        return self.name

    def is_open_on(self, day):
        return self.opens_on <= day <= self.locks_on


class ExemplarRecordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for officers and leaders; for an agency those it registered or that were opened to it by counting."""
        if user.sees_whole_province:
            return self
        mine = user.organization_ids()
        return self.filter(Q(organization__in=mine) | Q(pk__in=Credit.objects.opened_to(mine).values("record")))


class ExemplarRecord(models.Model):
    """One subject's life as exemplar or model of one plan: years long. `stage` is the last stage event's."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    record_kind = models.CharField("là", max_length=8, choices=RecordKind, default=RecordKind.EXEMPLAR)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="records", verbose_name="đối tượng")
    practice_model = models.ForeignKey(PracticeModel, models.PROTECT, null=True, blank=True, related_name="records",
                                       verbose_name="mô hình")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="exemplar_records", verbose_name="kế hoạch")
    field = models.ForeignKey(PlanField, models.PROTECT, null=True, blank=True, related_name="exemplar_records",
                              verbose_name="lĩnh vực")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="exemplar_records",
                                     verbose_name="cơ quan đăng ký")
    stage = models.CharField("giai đoạn", max_length=11, choices=Stage, default=Stage.DISCOVERED)
    story = ProseField("thành tích tóm tắt", blank=True)
    batch = models.ForeignKey(RegistrationBatch, models.PROTECT, null=True, blank=True, related_name="records",
                              verbose_name="đợt đăng ký")
    is_new_factor = models.BooleanField("nhân tố mới", default=False)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    objects = ExemplarRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ điển hình"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "plan", "field", "record_kind"],
                                    condition=Q(field__isnull=False, practice_model=None),
                                    name="record_once_a_subject_and_field"),
            models.CheckConstraint(condition=~Q(record_kind="model") | Q(practice_model__isnull=False),
                                   name="model_record_names_its_model"),
        ]

    def __str__(self):
        return str(self.practice_model or self.subject)

    def get_absolute_url(self):
        return reverse("models_registry:record", args=[self.public_id])


class CreditQuerySet(models.QuerySet):
    def opened_to(self, organizations):
        """The credits that open a record to the agencies (ids) for which it counts, or that inherited the quota.

        A quota opens what its keeper put forward to it. Who puts forward somebody whom another agency keeps has its own
        nomination and its decision: that it counts opens nothing of what the other wrote.
        """
        theirs = Q(obligation__bearer__in=organizations) | Q(obligation__assignments__organization__in=organizations)
        return self.known_to_keeper().filter(theirs)

    def known_to_keeper(self):
        """Without the credits that a decision for another agency brought: they are not the keeper's business."""
        opened = Q(obligation__bearer=F("record__organization")) | Exists(_put_forward_by_keeper())
        return self.filter(opened | ~Exists(_decided_for_another()))


def _put_forward_by_keeper():
    """The credit's record when its own agency sent it to the office under the credit's rule."""
    return ExemplarRecord.objects.filter(
        pk=OuterRef("record"), nominations__submitted_at__isnull=False, nominations__obligation__rule=OuterRef("rule"),
        nominations__submission__organization=F("organization"))


def _decided_for_another():
    """The credit's record when it was decided upon for an agency that does not keep it."""
    agency = "nominations__submission__organization"
    return ExemplarRecord.objects.filter(
        Q(**{f"{agency}__lt": F("organization")}) | Q(**{f"{agency}__gt": F("organization")}),
        pk=OuterRef("record"), nominations__decided_at__isnull=False, nominations__obligation__rule=OuterRef("rule"))


class Credit(models.Model):
    """The record counts for this obligation: at most one of each rule."""

    record = models.ForeignKey(ExemplarRecord, models.CASCADE, related_name="credits", verbose_name="hồ sơ")
    obligation = models.ForeignKey(QuotaObligation, models.PROTECT, related_name="credits", verbose_name="nghĩa vụ")
    rule = models.ForeignKey(QuotaRule, models.PROTECT, related_name="credits", verbose_name="chỉ tiêu")

    objects = CreditQuerySet.as_manager()

    class Meta:
        verbose_name = "tính vào chỉ tiêu"
        constraints = [models.UniqueConstraint(fields=["record", "rule"], name="credit_once_a_rule")]

    def __str__(self):
        return f"{self.record}: {self.obligation}"


class StageEvent(models.Model):
    """The record reached `stage` on a day; never changed, never deleted: a mistake is followed by another event."""

    record = models.ForeignKey(ExemplarRecord, models.PROTECT, related_name="stage_events", verbose_name="hồ sơ")
    stage = models.CharField("giai đoạn", max_length=11, choices=Stage)
    on_date = models.DateField("ngày")
    decision_number = LineField("số quyết định", max_length=60, blank=True)
    decided_by_text = LineField("cơ quan quyết định", max_length=255, blank=True)
    note = ProseField("ghi chú, lý do", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
                           verbose_name="người ghi")
    at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bước phát triển"
        ordering = ["on_date", "pk"]
        indexes = [
            models.Index(fields=["record", "stage", "on_date"], name="stage_event_of_record"),
            models.Index(fields=["record", "stage", "on_date"], name="stage_event_that_blocks",
                         condition=Q(stage__in=["dropped", "revoked", "on_hold"])),  # few: every count asks for them
        ]

    def __str__(self):
        return f"{self.get_stage_display()} {self.on_date:%d/%m/%Y}"
