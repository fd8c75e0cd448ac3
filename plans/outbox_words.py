"""What waits in the outbox and why, in words for a log line."""
from django.db.models import Count
from django.utils import timezone

from core.dates import short_day
from notifications.enums import MessageState
from notifications.models import OutboundMessage
from notifications.queries import policy
from plans.reminder_steps import sending_hours

AT_MOST = 3  # moments told one by one; what leaves later is told as a sum


def waiting_words(now):
    """(«26 thư chờ đến 07:30 ngày 23/11/2026 (ngoài giờ gửi)», …): every mail that did not leave by `now`."""
    rows = OutboundMessage.objects.filter(state=MessageState.NEW).order_by()
    held = OutboundMessage.objects.filter(state=MessageState.HELD).count()
    due = rows.filter(not_before__lte=now).count()
    again = rows.filter(not_before__gt=now, attempts__gt=0).count()
    later = list(rows.filter(not_before__gt=now, attempts=0).values_list("not_before").annotate(
        mails=Count("pk")).order_by("not_before"))
    return (*_due_words(due), *_later_words(later, now),
            *([f"{again} thư chờ gửi lại vì lần trước máy chủ thư không nhận"] if again else []),
            *([f"{held} thư đang được giữ lại"] if held else []))


def _due_words(due):
    stopped = policy()
    if not due:
        return
    if stopped.is_stopped:
        yield f"{due} thư đến giờ nhưng đang dừng gửi mọi thư ({stopped.reason})"
    else:
        yield f"{due} thư đến giờ nhưng chưa gửi được"


def _later_words(later, now):
    opens = sending_hours(now)
    for moment, mails in later[:AT_MOST]:
        local = timezone.localtime(moment)
        why = "ngoài giờ gửi" if opens > now and moment == opens else "thư gộp, hoặc còn thời gian xem trước"
        yield f"{mails} thư chờ đến {local:%H:%M} ngày {short_day(local.date())} ({why})"
    if rest := sum(mails for _, mails in later[AT_MOST:]):
        yield f"{rest} thư chờ đến sau đó"
