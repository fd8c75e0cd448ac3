"""What is done with an exemplar over the years: support, assessments, places that took it over, publicity, consent."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.fields import LineField, ProseField
from models_registry.enums import Verdict
from models_registry.models.records import ExemplarRecord
from organizations.models import Organization


class Noted(models.Model):
    """A row of a record's diary: who wrote it, when."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
                           verbose_name="người ghi")
    at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        abstract = True


class SupportAction(Noted):
    record = models.ForeignKey(ExemplarRecord, models.CASCADE, related_name="support_actions", verbose_name="hồ sơ")
    on_date = models.DateField("ngày")
    what = ProseField("đã làm gì")
    person_in_charge = LineField("người phụ trách", max_length=150)
    next_step = LineField("việc tiếp theo", max_length=300, blank=True)
    next_on = models.DateField("làm trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "hoạt động bồi dưỡng"
        ordering = ["-on_date", "-pk"]

    def __str__(self):
        return self.what[:80]


class Assessment(Noted):
    """The judgement of one period («2026-H1» the first half-year, «2026-N» the year); it changes no stage by itself."""

    record = models.ForeignKey(ExemplarRecord, models.CASCADE, related_name="assessments", verbose_name="hồ sơ")
    period = models.CharField("kỳ", max_length=7)
    verdict = models.CharField("đánh giá", max_length=10, choices=Verdict)
    words = ProseField("nhận xét", blank=True)

    class Meta:
        verbose_name = "đánh giá định kỳ"
        ordering = ["-period", "pk"]
        constraints = [models.UniqueConstraint(fields=["record", "period"], name="assessment_once_a_period")]

    def __str__(self):
        return f"{self.period_words}: {self.get_verdict_display()}"

    @property
    def period_words(self):
        year, part = self.period.split("-")
        return f"6 tháng đầu năm {year}" if part == "H1" else f"Năm {year}"


class Replication(Noted):
    """One place that took the practice over: from its owner, or from a place that had it before (`source`)."""

    record = models.ForeignKey(ExemplarRecord, models.CASCADE, related_name="replications", verbose_name="hồ sơ")
    source = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers",
                               verbose_name="học từ")
    adopter = LineField("nơi áp dụng", max_length=255)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="replications",
                                     verbose_name="cơ quan, đơn vị")
    on_date = models.DateField("áp dụng từ ngày")
    result = ProseField("kết quả", blank=True)
    evidence = LineField("minh chứng", max_length=255)

    class Meta:
        verbose_name = "nơi áp dụng"
        ordering = ["on_date", "pk"]
        constraints = [models.CheckConstraint(condition=Q(source=None) | ~Q(source=F("pk")),
                                              name="replication_is_not_its_own_source")]

    def __str__(self):
        return self.adopter


class Publication(Noted):
    record = models.ForeignKey(ExemplarRecord, models.CASCADE, related_name="publications", verbose_name="hồ sơ")
    on_date = models.DateField("ngày đăng")
    title = LineField("tên bài, chương trình", max_length=300)
    outlet = LineField("báo, đài, cổng", max_length=200)
    url = models.URLField("địa chỉ", max_length=500, blank=True)

    class Meta:
        verbose_name = "bài tuyên truyền"
        ordering = ["-on_date", "-pk"]

    def __str__(self):
        return self.title


class PublicationConsent(Noted):
    """The consent of the person or body to be published: dated, with its evidence, and revocable."""

    record = models.ForeignKey(ExemplarRecord, models.CASCADE, related_name="consents", verbose_name="hồ sơ")
    given_on = models.DateField("đồng ý ngày")
    given_by = LineField("người đồng ý", max_length=150)
    scope = LineField("đồng ý công bố những gì", max_length=300)
    evidence = LineField("văn bản, nơi lưu", max_length=255)
    revoked_on = models.DateField("rút đồng ý ngày", null=True, blank=True)

    class Meta:
        verbose_name = "đồng ý công bố"
        ordering = ["-given_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(revoked_on=None) | Q(revoked_on__gte=F("given_on")),
                                              name="consent_revoked_after_given")]

    def __str__(self):
        return f"{self.given_by}, {self.given_on:%d/%m/%Y}"
