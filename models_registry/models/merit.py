"""What a subject earned year by year, and what stands against it; every row names its source."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.fields import LineField, ProseField
from models_registry.enums import CommendationKind, Moment, RatingScheme, Result
from models_registry.models.records import ExemplarRecord, Subject
from plans.models import EligibilityRule


class Entered(models.Model):
    """A row with its source, who wrote it and when."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    source = LineField("nguồn, văn bản", max_length=255)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
                           verbose_name="người ghi")
    at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        abstract = True


class YearlyRating(Entered):
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="ratings", verbose_name="đối tượng")
    scheme = models.CharField("loại xếp loại", max_length=12, choices=RatingScheme)
    year = models.PositiveSmallIntegerField("năm")
    value = LineField("kết quả", max_length=120)
    is_verified = models.BooleanField("Sở Nội vụ đã kiểm tra", default=False)

    class Meta:
        verbose_name = "xếp loại hằng năm"
        ordering = ["year", "scheme", "pk"]
        constraints = [models.UniqueConstraint(fields=["subject", "scheme", "year"], name="rating_once_a_year")]

    def __str__(self):
        return f"{self.get_scheme_display()} {self.year}: {self.value}"


class TitleRecord(Entered):
    """A title or standard of one year, reached or (said expressly) not reached."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="titles", verbose_name="đối tượng")
    title = LineField("danh hiệu, hình thức khen thưởng, tiêu chuẩn", max_length=255)
    year = models.PositiveSmallIntegerField("năm")
    is_achieved = models.BooleanField("đạt", default=True)
    decision_number = LineField("số quyết định", max_length=60, blank=True)
    authority = LineField("cơ quan công nhận", max_length=255, blank=True)
    commendation_kind = models.CharField("loại hình", max_length=12, choices=CommendationKind,
                                         default=CommendationKind.MERIT)
    is_verified = models.BooleanField("Sở Nội vụ đã kiểm tra", default=False)
    revoked_on = models.DateField("bị thu hồi ngày", null=True, blank=True)

    class Meta:
        verbose_name = "danh hiệu, khen thưởng"
        ordering = ["year", "title", "pk"]

    def __str__(self):
        return f"{self.title} {self.year}"


class Discipline(Entered):
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="disciplines", verbose_name="đối tượng")
    level = LineField("hình thức", max_length=120)
    from_date = models.DateField("từ ngày")
    to_date = models.DateField("hết hiệu lực ngày", null=True, blank=True)
    reason = ProseField("lý do", blank=True)

    class Meta:
        verbose_name = "kỷ luật"
        ordering = ["-from_date", "pk"]
        constraints = [models.CheckConstraint(condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                                              name="discipline_dates_in_order")]

    def __str__(self):
        return f"{self.level} từ {self.from_date:%d/%m/%Y}"


class Hold(Entered):
    """Not to be put forward while something is being looked into; the record is kept and refused nothing for good."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="holds", verbose_name="đối tượng")
    from_date = models.DateField("từ ngày")
    to_date = models.DateField("đến hết ngày", null=True, blank=True)
    reason = ProseField("lý do")

    class Meta:
        verbose_name = "tạm dừng xét"
        ordering = ["-from_date", "pk"]
        constraints = [models.CheckConstraint(condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                                              name="hold_dates_in_order")]

    def __str__(self):
        return f"Tạm dừng xét từ {self.from_date:%d/%m/%Y}"


class Headship(Entered):
    person = models.ForeignKey(Subject, models.CASCADE, related_name="heads", verbose_name="người đứng đầu")
    collective = models.ForeignKey(Subject, models.CASCADE, related_name="headships", verbose_name="tập thể")
    from_date = models.DateField("từ ngày")
    to_date = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "người đứng đầu"
        ordering = ["-from_date", "pk"]
        constraints = [models.CheckConstraint(condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                                              name="headship_dates_in_order")]

    def __str__(self):
        return f"{self.person} đứng đầu {self.collective}"


class EligibilityResult(models.Model):
    """What one condition said at one moment, kept as it was said then."""

    record = models.ForeignKey(ExemplarRecord, models.CASCADE, related_name="eligibility_results")
    code = models.CharField("mã điều kiện", max_length=40)
    rule = models.ForeignKey(EligibilityRule, models.SET_NULL, null=True, blank=True, related_name="results")
    moment = models.CharField("lúc", max_length=10, choices=Moment)
    result = models.CharField("kết quả", max_length=14, choices=Result)
    severity = models.CharField("mức", max_length=6)
    text = ProseField("điều kiện")
    evidence = ProseField("căn cứ", blank=True)
    checked_on = models.DateField("ngày kiểm tra")

    class Meta:
        verbose_name = "kết quả kiểm tra điều kiện"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "code", "moment"], name="result_once_a_moment")]

    def __str__(self):
        return f"{self.code}: {self.get_result_display()}"


class EligibilityFinding(models.Model):
    """What an officer found about a condition, or that it was waived: by whom, when and why; the last one holds."""

    record = models.ForeignKey(ExemplarRecord, models.CASCADE, related_name="eligibility_findings")
    code = models.CharField("mã điều kiện", max_length=40)
    result = models.CharField("kết luận", max_length=14, choices=Result)
    words = ProseField("căn cứ")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người kết luận")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "kết luận về điều kiện"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.code}: {self.get_result_display()}"
