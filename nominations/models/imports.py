"""A list that an agency sent as a file: what was read, what a person corrected, what became of it."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.fields import LineField
from nominations.models.submissions import Submission


class ListImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The lists of the agencies for which the person writes nominations, and, for an officer, of the dossiers the
        officer began on an agency's behalf; of nobody else, whatever the role."""
        own = Q(submission__organization__in=user.organization_ids("nguoi_nop", "lanh_dao_don_vi"))
        if user.is_office_staff:
            return self.filter(own | Q(submission__is_on_behalf=True, submission__created_by=user))
        return self.filter(own)


class ListImport(models.Model):
    """One file on its way into a submission; `rows` are plain values, no nomination, until a person confirms.

    A row: {"n", "line", "sheet", "values" (fields of a nomination), "twins" (numbers of rows alike), "out"
    (left out by the person), "key" (public id of the nomination made of it, or "")}.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="imports", verbose_name="hồ sơ")
    file_name = LineField("tệp", max_length=255)
    blocks = models.JSONField(default=list)
    columns = models.JSONField("các cột", default=list)
    roles = models.JSONField("cột đã chọn", default=dict)
    rows = models.JSONField("các dòng", default=list)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    confirmed_at = models.DateTimeField("nhập lúc", null=True, blank=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    objects = ListImportQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhập danh sách"
        ordering = ["-pk"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("nominations:import_preview", args=[self.public_id])

    @property
    def entered(self):
        """How many rows became nominations."""
        return sum(bool(row["key"]) for row in self.rows)
