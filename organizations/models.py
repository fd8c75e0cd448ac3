"""Agencies as they were on any day: names, kinds, groups, changes and successors."""
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.dates import short_day
from core.fields import LineField, ProseField
from organizations.enums import ChangeKind, ChangeSide, OrganizationKind, OrganizationSystem


def valid_on(day, prefix=""):
    """The condition «in force on `day`» over a pair valid_from, valid_to (both inclusive, null is open)."""
    return (Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day}))


def dates_in_order(name):
    return models.CheckConstraint(
        condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name=name)


class OrganizationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every signed-in person may know which agencies exist."""
        return self if user.is_authenticated else self.none()

    def existing_on(self, day):
        return self.filter(valid_on(day))


class Organization(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.SlugField("mã", max_length=80, unique=True)
    name = LineField("tên", max_length=255)
    short_name = LineField("tên gọi tắt", max_length=120, blank=True)
    printed_name = ProseField("tên in trên văn bản", blank=True, help_text="Từ 1 đến 3 dòng, ngắt dòng như khi in.")
    printed_superior = ProseField("cơ quan chủ quản in trên văn bản", blank=True)
    document_symbol = LineField("ký hiệu văn bản", max_length=30, blank=True, help_text="Ví dụ: SNV")
    place = LineField("địa danh", max_length=80, blank=True)
    system = models.CharField("hệ thống", max_length=20, choices=OrganizationSystem, default=OrganizationSystem.STATE)
    kind = models.CharField("loại", max_length=20, choices=OrganizationKind, default=OrganizationKind.OTHER)
    province_code = models.SlugField("tỉnh", max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children",
                               verbose_name="cơ quan cấp trên")
    valid_from = models.DateField("hoạt động từ", null=True, blank=True)
    valid_to = models.DateField("hoạt động đến hết ngày", null=True, blank=True)
    is_confirmed = models.BooleanField("đã xác nhận", default=True)
    is_office = models.BooleanField("cơ quan thường trực thi đua, khen thưởng", default=False)
    email = models.EmailField("thư điện tử", blank=True)
    phone = LineField("điện thoại", max_length=40, blank=True)
    search_key = models.CharField(max_length=400, editable=False, db_index=True)
    sort_key = models.CharField(max_length=1200, editable=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan, đơn vị"
        ordering = ["sort_key", "pk"]
        constraints = [
            dates_in_order("organization_dates_in_order"),
            models.UniqueConstraint(fields=["name", "province_code"], name="organization_name_once_per_province"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organizations:detail", args=[self.public_id])

    def exists_on(self, day):
        return (not self.valid_from or self.valid_from <= day) and (not self.valid_to or day <= self.valid_to)

    @property
    def was_asked_not_ordered(self):
        """Party, Front and mass bodies are asked («đề nghị»), never ordered."""
        return self.system in (OrganizationSystem.PARTY, OrganizationSystem.FRONT)


class OrganizationName(models.Model):
    """A name that an agency bore for a time; the present one is on the agency too."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="names", verbose_name="cơ quan")
    name = LineField("tên", max_length=255)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "tên theo thời gian"
        ordering = [F("valid_from").asc(nulls_first=True), "pk"]
        constraints = [dates_in_order("organization_name_dates_in_order")]

    def __str__(self):
        return self.name


class OrganizationChange(models.Model):
    """A reorganisation: what was merged, split, renamed, dissolved or handed over, when and by which document."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField("loại sắp xếp", max_length=20, choices=ChangeKind)
    effective_on = models.DateField("có hiệu lực từ ngày")
    legal_basis = LineField("căn cứ", max_length=255, blank=True)
    note = ProseField("ghi chú", blank=True)
    is_confirmed = models.BooleanField("đã xác nhận", default=False)

    class Meta:
        verbose_name = "sắp xếp tổ chức"
        ordering = ["-effective_on", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()} từ {short_day(self.effective_on)}"

    def get_absolute_url(self):
        return reverse("organizations:change", args=[self.public_id])


class OrganizationChangeParty(models.Model):
    change = models.ForeignKey(OrganizationChange, models.CASCADE, related_name="parties")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="change_parties",
                                     verbose_name="cơ quan")
    side = models.CharField("vai", max_length=12, choices=ChangeSide)
    function = LineField("chức năng chuyển giao", max_length=255, blank=True)

    class Meta:
        verbose_name = "bên trong sắp xếp"
        constraints = [
            models.UniqueConstraint(fields=["change", "organization", "side", "function"], name="change_party_once"),
        ]


class UnitCategory(models.Model):
    """A group of agencies that a plan addresses as «mỗi xã», «các cơ quan, đơn vị»; members come and go by date."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.SlugField("mã", max_length=80, unique=True)
    name = LineField("tên nhóm", max_length=255)
    note = ProseField("ghi chú", blank=True)

    class Meta:
        verbose_name = "nhóm đơn vị"
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organizations:category", args=[self.public_id])


class CategoryMembership(models.Model):
    category = models.ForeignKey(UnitCategory, models.CASCADE, related_name="memberships", verbose_name="nhóm")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="category_memberships",
                                     verbose_name="cơ quan")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "thành viên nhóm"
        ordering = ["organization__sort_key", "pk"]
        constraints = [
            dates_in_order("category_membership_dates_in_order"),
            models.UniqueConstraint(fields=["category", "organization", "valid_from"], name="category_membership_once"),
        ]


class EmulationCluster(models.Model):
    """Cụm, khối thi đua of one year."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = LineField("tên", max_length=255)
    kind = models.CharField("loại", max_length=10, choices=[("cum", "Cụm"), ("khoi", "Khối")])
    year = models.PositiveSmallIntegerField("năm")
    members = models.ManyToManyField(Organization, related_name="clusters", blank=True, verbose_name="thành viên")

    class Meta:
        verbose_name = "cụm, khối thi đua"
        ordering = ["-year", "name"]
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="cluster_name_once_a_year")]

    def __str__(self):
        return f"{self.name} ({self.year})"

    def get_absolute_url(self):
        return reverse("organizations:cluster", args=[self.public_id])


class OrganizationImport(models.Model):
    """Agencies read from an Excel file, for a person to confirm; `rows` are plain values, no agency, until then.

    A row: {"n", "values" (fields of an agency; "parent" as a name), "key" (public id of the agency made of it, or "")}.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    file_name = LineField("tệp", max_length=255)
    rows = models.JSONField("các dòng", default=list)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần nhập cơ quan"
        ordering = ["-pk"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("organizations:import_preview", args=[self.public_id])

    @property
    def entered(self):
        """How many rows became agencies."""
        return sum(bool(row["key"]) for row in self.rows)
