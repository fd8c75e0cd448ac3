"""Inner steps of the office before a final day, and the anniversaries that such days are joined to."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.fields import LineField
from plans.models.deadlines import Milestone


class InnerStep(models.Model):
    """How many working days the office gives a step; without rows the usual steps apply (`plans.backward`)."""

    order = models.PositiveSmallIntegerField("thứ tự", unique=True)
    name = LineField("bước", max_length=120)
    working_days = models.PositiveSmallIntegerField("số ngày làm việc")

    class Meta:
        verbose_name = "bước nội bộ"
        ordering = ["order"]


class InnerTask(models.Model):
    """A step that somebody accepted, with its days as they were then; it never moves by itself.

    `final_on` is the day it was laid back from; when the deadline is another one today, the page says so.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="inner_tasks", verbose_name="mốc")
    key = models.CharField("kỳ", max_length=40, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự")
    name = LineField("bước", max_length=120)
    first_on = models.DateField("từ ngày")
    last_on = models.DateField("đến hết ngày")
    final_on = models.DateField("lùi từ ngày")
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
                                    verbose_name="người phụ trách")
    done_on = models.DateField("xong ngày", null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "việc nội bộ"
        ordering = ["first_on", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "key", "order"], name="inner_task_once_a_period"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="inner_task_days_in_order"),
        ]

    def __str__(self):
        return self.name


class Anniversary(models.Model):
    """A day of every year that conferences and honours are joined to; `origin_year` is what the years are
    counted from."""

    month = models.PositiveSmallIntegerField("tháng")
    day = models.PositiveSmallIntegerField("ngày")
    name = LineField("tên", max_length=160)
    origin_year = models.PositiveSmallIntegerField("năm gốc", null=True, blank=True)
    source = LineField("văn bản", max_length=255)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "ngày kỷ niệm"
        ordering = ["month", "day", "pk"]
        constraints = [models.UniqueConstraint(fields=["month", "day", "name"], name="anniversary_once"),
                       models.CheckConstraint(condition=Q(month__range=(1, 12), day__range=(1, 31)),
                                              name="anniversary_is_a_day")]

    def __str__(self):
        return f"{self.day:02}/{self.month:02} {self.name}"

    def words(self, year):
        """«Ngày sinh Chủ tịch Hồ Chí Minh (140 năm)»: the number in round years only."""
        years = year - self.origin_year if self.origin_year else 0
        return f"{self.name} ({years} năm)" if years > 0 and years % 5 == 0 else self.name
