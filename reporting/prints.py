"""Dossiers drawn as one PDF for one person: a table of its own, as nothing of reports is in it."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from nominations.models import Nomination, Submission
from reporting.enums import JobState


class DossierPrintQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What the person asked for, as long as they may see the dossier (and what only the office reads in it)."""
        rows = self.filter(asked_by=user, submission__in=Submission.objects.visible_to(user))
        rows = rows.filter(Q(nomination=None) | Q(nomination__in=Nomination.objects.visible_to(user)))
        return rows if user.sees_whole_province else rows.filter(is_inside=False)


class DossierPrint(models.Model):
    """One dossier (or one nominee of it) as one PDF, drawn for the eyes of one person and kept for a day."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+", verbose_name="hồ sơ")
    nomination = models.ForeignKey(Nomination, models.CASCADE, null=True, blank=True, related_name="+",
                                   verbose_name="đề cử")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+",
                                 verbose_name="người yêu cầu")
    asked_as = models.ForeignKey("accounts.RoleAssignment", models.CASCADE, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField("yêu cầu lúc", auto_now_add=True)
    is_inside = models.BooleanField("có phần nội bộ Sở Nội vụ", default=False)
    state = models.CharField("trạng thái", max_length=8, choices=JobState, default=JobState.QUEUED)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField("lỗi", blank=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    stored_name = models.CharField(max_length=120, blank=True, editable=False)
    size = models.PositiveIntegerField("dung lượng (byte)", default=0)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = DossierPrintQuerySet.as_manager()

    class Meta:
        verbose_name = "bản in hồ sơ"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="running") | Q(lease_until__isnull=False),
                                   name="running_print_has_a_lease"),
            models.CheckConstraint(condition=~Q(state="done") | ~Q(stored_name=""), name="finished_print_has_a_file"),
        ]

    def __str__(self):
        return f"Hồ sơ {self.nomination or self.submission.receipt_code or self.submission}"

    def get_absolute_url(self):
        return reverse("reporting:print", args=[self.public_id])
