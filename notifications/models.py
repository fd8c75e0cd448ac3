"""Messages: written down once in the transaction of their cause, sent later, read in the application."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.fields import LineField, ProseField
from notifications.enums import STATE_LOOKS, Frequency, MessageState


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user)


class Notice(models.Model):
    """What a person is told inside the application, exactly once by its key."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices",
                             verbose_name="người nhận")
    title = LineField("tiêu đề", max_length=300)
    body = ProseField("nội dung", blank=True)
    url = models.CharField("đường dẫn", max_length=300, blank=True)
    created_at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread_by_user")]

    def __str__(self):
        return self.title


class OutboundMessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole outbox for the office and administrators; none of it for anybody else."""
        return self if user.is_office_staff or user.is_administrator else self.none()


class OutboundMessage(models.Model):
    """One mail to one person (outbox row). `key` makes it unique; Message-ID is fixed, so a repeat is the same mail.

    Rows that went out in one mail share its `message_id`. `cancelled` says why a row need not go any more; `passed_on`
    who got it instead, or was told, when it could not be delivered; `bounced_at` when a server took it and gave it back
    later. `group` names the mails of one occasion.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.CharField(max_length=64, unique=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="messages",
                                  verbose_name="người nhận")
    address = models.EmailField("địa chỉ")
    kind = models.CharField("loại", max_length=40)
    source = models.CharField("nguồn", max_length=120, blank=True, help_text="đối tượng làm phát sinh thư")
    reason = LineField("vì sao gửi", max_length=300, blank=True)
    url = models.CharField("việc", max_length=300, blank=True, help_text="trang của việc mà thư nói đến")
    subject = LineField("tiêu đề", max_length=300)
    body = ProseField("nội dung")
    not_before = models.DateTimeField("không gửi trước")
    state = models.CharField("trạng thái", max_length=10, choices=MessageState, default=MessageState.NEW)
    lease_until = models.DateTimeField("đang được gửi đến", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    message_id = models.CharField(max_length=120)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    error = models.TextField("lỗi", blank=True)
    cancelled = LineField("vì sao thôi gửi", max_length=300, blank=True)
    last_on = models.DateField("ngày cuối của việc", null=True, blank=True, help_text=(
        "thư có ngày này giữ giờ làm việc, trừ khi như vậy thì lỡ ngày; để trống: gửi giờ nào cũng được"))
    group = LineField("đợt", max_length=300, blank=True)
    bounced_at = models.DateTimeField("bị trả lại lúc", null=True, blank=True)
    passed_on = LineField("không gửi được thì báo ai", max_length=300, blank=True)

    objects = OutboundMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "thư chờ gửi"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["not_before"], condition=Q(state__in=["new", "sending"]),
                                name="outbound_message_due"),
                   models.Index(fields=["source"], name="outbound_message_by_source")]
        constraints = [
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False),
                                   name="sent_message_has_its_time"),
            models.CheckConstraint(condition=~Q(state="sending") | Q(lease_until__isnull=False),
                                   name="message_being_sent_has_a_lease"),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("notifications:message", args=[self.public_id])

    @property
    def look(self):
        return STATE_LOOKS[self.state]


class OutboxPolicy(models.Model):
    """How the whole outbox is run; at most one row. While `is_stopped` nothing leaves, as after a restored backup.

    `hours_of_grace`: so long a reminder waits for somebody to hold it; 0 sends at once.
    """

    is_stopped = models.BooleanField("dừng gửi mọi thư", default=False)
    reason = LineField("lý do dừng", max_length=255, blank=True)
    hours_of_grace = models.PositiveSmallIntegerField("thư nhắc tự gửi nếu không ai giữ lại sau (giờ)", default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "chế độ gửi thư"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="outbox_policy_is_one_row"),
                       models.CheckConstraint(condition=Q(hours_of_grace__lte=72), name="outbox_grace_within_72_hours")]

    def __str__(self):
        return "Chế độ gửi thư"


class DeliveryPreference(models.Model):
    """How often a person wants mails about duties, and whether those of OPTIONAL_KINDS at all; no row: at once, all."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="delivery_preference")
    frequency = models.CharField("thư nhắc việc đến", max_length=8, choices=Frequency, default=Frequency.INSTANT)
    gets_optional = models.BooleanField("nhận cả thư không bắt buộc", default=True)


class AbsenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user)


class Absence(models.Model):
    """Days (both inclusive) on which a deputy is told of duties too, in the place of the person."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người thay")
    first_on = models.DateField("vắng từ ngày")
    last_on = models.DateField("đến hết ngày")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "vắng mặt"
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="absence_days_in_order"),
            models.CheckConstraint(condition=~Q(deputy=F("user")), name="absence_deputy_is_another"),
        ]

    def __str__(self):
        return f"{self.user} vắng {self.first_on:%d/%m/%Y} – {self.last_on:%d/%m/%Y}, {self.deputy} nhận thay"


class Heartbeat(models.Model):
    """When a background process was last alive."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
