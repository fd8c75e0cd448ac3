"""Files that belong to a nomination."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.fields import LineField
from nominations.enums import FileKind
from nominations.models.council import CouncilItem
from nominations.models.submissions import Nomination


class NominationFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of nominations the person may see, and of the cases before a member's council; without removed ones."""
        seen = Q(nomination__in=Nomination.objects.visible_to(user))
        papers = CouncilItem.objects.papers_of(user).values("nomination")
        return self.filter(seen | Q(nomination__in=papers), removed_at=None)


class NominationFile(models.Model):
    """One stored file; the row stays when the file is removed, its bytes do not."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="files", verbose_name="đề cử")
    kind = models.CharField("là", max_length=10, choices=FileKind, default=FileKind.EVIDENCE)
    original_name = LineField("tên tệp", max_length=255)
    stored_name = models.CharField(max_length=40, editable=False)
    extension = models.CharField(max_length=5, editable=False)
    size = models.PositiveIntegerField("dung lượng")
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+",
                                    verbose_name="người gửi")
    uploaded_at = models.DateTimeField("gửi lúc", auto_now_add=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField("bỏ lúc", null=True, blank=True)

    objects = NominationFileQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp của đề cử"
        ordering = ["pk"]

    def __str__(self):
        return self.original_name

    def get_absolute_url(self):
        return reverse("nominations:file", args=[self.public_id])

    @property
    def is_picture(self):
        return self.extension in ("png", "jpg", "jpeg")

    @property
    def opens_in_browser(self):
        return self.is_picture or self.extension == "pdf"
