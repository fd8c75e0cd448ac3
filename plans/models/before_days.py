"""How the office reads «trước ngày …»: without the named day, or up to its end."""
from django.conf import settings
from django.db import models

from core.fields import ProseField


class BeforeDayRule(models.Model):
    """A decision of the office, in force from `set_at` until the next one; without any the named day is
    not included."""

    is_strict = models.BooleanField("không kể ngày được nêu")
    reason = ProseField("lý do")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField("từ lúc")

    class Meta:
        verbose_name = "cách hiểu «trước ngày»"
        ordering = ["-set_at", "-pk"]

    def __str__(self):
        return "Không kể ngày được nêu" if self.is_strict else "Kể cả ngày được nêu"
