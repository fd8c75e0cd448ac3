"""When a plan's agencies are reminded and in which words; days on which offices are closed."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.fields import LineField, ProseField
from plans.models.documents import Plan


class ReminderSetting(models.Model):
    """A plan's own rules of reminding; a plan without a row follows the defaults, which are those of this table.

    Numbers are days, as «14, 7, 3, 1». Null: nobody is told at that stage. An empty text: the wording of the system.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="reminder_setting", verbose_name="kế hoạch")
    before_day = LineField("trước hạn là một ngày", max_length=60, default="14, 7, 3, 1")
    before_interval = LineField("trước hạn là tháng, quý, nửa năm, năm", max_length=60, default="30, 14, 7, 1")
    at_start_and_middle = models.BooleanField("nhắc cả khi bắt đầu và ở giữa thời gian thực hiện", default=True)
    after = LineField("sau hạn", max_length=60, blank=True, default="1, 3, 7")
    weeks_after = models.PositiveSmallIntegerField("rồi hằng tuần, đến tuần thứ", default=8)
    head_after = models.PositiveSmallIntegerField("quá hạn, báo lãnh đạo đơn vị từ ngày thứ", null=True, blank=True,
                                                  default=3)
    office_after = models.PositiveSmallIntegerField("quá hạn, đưa vào danh sách đôn đốc từ ngày thứ", null=True,
                                                    blank=True, default=7)
    text_ordered = ProseField("lời mở đầu với cơ quan được giao", blank=True)
    text_asked = ProseField("lời mở đầu với cơ quan được đề nghị", blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "lịch nhắc của kế hoạch"
        constraints = [models.CheckConstraint(condition=Q(weeks_after__lte=12), name="reminders_end_within_12_weeks")]


class DayOff(models.Model):
    """A day that the office entered: closed, or worked although a weekend. A year with rows is taken from
    them alone."""

    day = models.DateField("ngày", unique=True)
    is_working = models.BooleanField("làm bù", default=False)
    name = LineField("tên", max_length=120)
    source = LineField("văn bản", max_length=255)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "ngày nghỉ"
        ordering = ["day"]

    def __str__(self):
        return f"{self.day:%d/%m/%Y} {self.name}"


class CalendarFeed(models.Model):
    """A private address of a person's duties for calendar programs. Who has the address reads; delete it to revoke."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="kế hoạch")
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField("đọc lần cuối", null=True, blank=True)

    class Meta:
        verbose_name = "địa chỉ lịch"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "plan"], name="calendar_feed_once_a_plan"),
            models.UniqueConstraint(fields=["user"], condition=Q(plan=None), name="calendar_feed_of_all_plans_once"),
        ]

    def __str__(self):
        return f"Lịch của {self.user}" + (f": {self.plan}" if self.plan_id else "")

    def get_absolute_url(self):
        return f"{reverse('plans:feed')}?ma={self.public_id}"
