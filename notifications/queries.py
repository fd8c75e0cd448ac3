"""How the outbox and the background processes stand."""
from notifications.enums import MessageState
from notifications.models import Heartbeat, Notice, OutboundMessage


def oldest_unsent(now):
    """The moment the oldest due, unsent message could have gone; None when nothing waits."""
    waiting = OutboundMessage.objects.filter(
        state__in=[MessageState.NEW, MessageState.SENDING], not_before__lte=now)
    return waiting.order_by("not_before").values_list("not_before", flat=True).first()


def last_beat(name="beat"):
    """When the named background process was last alive; None when never."""
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()


def unread_count(user):
    return Notice.objects.visible_to(user).filter(read_at=None).count()
