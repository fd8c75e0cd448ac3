"""Frozen report snapshots, the jobs that render them and the stored files."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.fields import LineField
from plans.models import Plan
from reporting.enums import JobState, Layout, ReportKind, ReportState, SignatureState
from reporting.prints import DossierPrint  # noqa: F401 (a table of this app)
from reporting.targets import PaperTarget, about_nominees_seen_by  # noqa: F401 (a table of this app)


class ReportSnapshotQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Reports of the whole province and minutes are for officers and leaders,
        papers of a nominee for who sees it."""
        of_nominees = about_nominees_seen_by(user)
        if user.sees_whole_province:
            return self.filter(~Q(kind=ReportKind.MERIT) | of_nominees)
        return self.filter(of_nominees)

    def of_plans_and_sessions(self):
        """Without the papers of single nominees, which stand on the nominees' own pages."""
        return self.exclude(kind=ReportKind.MERIT)


class ReportSnapshot(models.Model):
    """The figures and words of one report as of a day, never changed; only its life as a paper goes on.

    `number` and `issued_on` are what the clerk wrote on the paper, never generated; `issued_sha256` is the hash of the
    PDF as it lay when the paper was issued.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField("mã", max_length=20, unique=True)
    check_code = models.CharField("mã kiểm tra", max_length=8, unique=True, null=True, blank=True, editable=False)
    kind = models.CharField("loại", max_length=12, choices=ReportKind, default=ReportKind.RESULT)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="report_snapshots",
                             verbose_name="kế hoạch")
    layout = models.CharField("thể thức", max_length=5, choices=Layout, default=Layout.STATE)
    as_of = models.DateField("số liệu đến hết ngày")
    title = LineField("tiêu đề", max_length=800)
    data = models.JSONField("nội dung")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
                                verbose_name="người lập")
    made_at = models.DateTimeField("lập lúc", auto_now_add=True)
    state = models.CharField("trạng thái", max_length=9, choices=ReportState, default=ReportState.DRAFT)
    number = LineField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issued_sha256 = models.CharField("SHA-256 khi ban hành", max_length=64, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
                                  verbose_name="người ghi ban hành")
    issued_at = models.DateTimeField("ghi ban hành lúc", null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
                                     verbose_name="người ghi thu hồi")
    withdrawn_at = models.DateTimeField("ghi thu hồi lúc", null=True, blank=True)
    withdrawal_reason = models.TextField("lý do thu hồi", max_length=1000, blank=True)

    objects = ReportSnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="only_a_draft_has_no_number", condition=(
                Q(state="draft", number="", issued_on=None, issued_sha256="")
                | (~Q(state="draft") & ~Q(number="") & ~Q(issued_sha256="") & Q(issued_on__isnull=False)))),
            models.CheckConstraint(name="only_a_handover_has_no_plan",
                                   condition=Q(plan__isnull=False) | Q(kind="handover")),
            models.CheckConstraint(name="withdrawn_report_has_a_reason", condition=(
                Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_at=None, withdrawal_reason=""))),
        ]

    def __str__(self):
        return f"{self.code} · {self.title}"

    def get_absolute_url(self):
        return reverse("reporting:report", args=[self.public_id])


class ReportJob(models.Model):
    """One rendering: at most two tries, then a reason that a person can read."""

    snapshot = models.OneToOneField(ReportSnapshot, models.CASCADE, related_name="job")
    state = models.CharField("trạng thái", max_length=8, choices=JobState, default=JobState.QUEUED)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField("lỗi", blank=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    done = models.PositiveIntegerField("số văn bản đã xong", default=0)
    total = models.PositiveIntegerField("số văn bản của tập", default=0)
    left_out = models.JSONField("văn bản không lập được", default=list, blank=True)

    class Meta:
        verbose_name = "việc lập báo cáo"
        constraints = [models.CheckConstraint(condition=~Q(state="running") | Q(lease_until__isnull=False),
                                              name="running_report_has_a_lease")]


class ReportFile(models.Model):
    """The stored bytes of a report: rendered once, never again."""

    snapshot = models.ForeignKey(ReportSnapshot, models.PROTECT, related_name="files")
    format = models.CharField("định dạng", max_length=4)
    stored_name = models.CharField(max_length=120, unique=True)
    size = models.PositiveIntegerField("dung lượng (byte)")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "tệp báo cáo"
        constraints = [models.UniqueConstraint(fields=["snapshot", "format"], name="file_once_a_format")]


class SignedCopy(models.Model):
    """The paper as it came back from the signer: bytes as sent, and what its signatures were worth that day."""

    snapshot = models.ForeignKey(ReportSnapshot, models.PROTECT, related_name="signed_copies")
    original_name = LineField("tên tệp", max_length=255)
    stored_name = models.CharField(max_length=120, unique=True)
    size = models.PositiveIntegerField("dung lượng (byte)")
    sha256 = models.CharField(max_length=64)
    signature = models.CharField("chữ ký", max_length=10, choices=SignatureState)
    words = models.TextField("kết quả kiểm tra chữ ký", max_length=2000)
    is_issued_file = models.BooleanField("ký trên đúng tệp đã lập")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+",
                                    verbose_name="người tải lên")
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản đã ký"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "sha256"], name="signed_copy_once_a_report")]


class ReportWording(models.Model):
    """The words of a draft as people changed them, beside its frozen figures: `texts` is {number of the paper in the
    snapshot: `documents.edits.edits_to_json`}. `version` tells two editors apart."""

    snapshot = models.OneToOneField(ReportSnapshot, models.CASCADE, related_name="wording")
    texts = models.JSONField("câu chữ đã sửa", default=dict)
    version = models.PositiveIntegerField("lần sửa", default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
                                   verbose_name="người sửa")
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        verbose_name = "câu chữ của dự thảo"
