"""Write messages down once, in the transaction of their cause; sending is another's work."""
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from notifications.models import Heartbeat, Notice, OutboundMessage


def key_of(*parts):
    """The unique key of a message: 64 hexadecimal digits of what makes it the same message."""
    return sha256("|".join(str(part) for part in parts).encode()).hexdigest()


@transaction.atomic
def notify(*, key, user, title, body="", url="", now=None):
    """The notice inside the application and whether it is new: exactly one for each key."""
    return Notice.objects.get_or_create(
        key=key, defaults={"user": user, "title": title, "body": body, "url": url,
                           "created_at": now or timezone.now()})


@transaction.atomic
def enqueue(*, key, recipient, subject, body, kind, source="", reason="", not_before=None):
    """The outbox row of one mail and whether it is new; nothing when the person has no address."""
    if not recipient.email:
        return None, False
    return OutboundMessage.objects.get_or_create(key=key, defaults={
        "recipient": recipient, "address": recipient.email, "kind": kind, "source": source, "reason": reason,
        "subject": subject, "body": body, "not_before": not_before or timezone.now(),
        "message_id": f"<{key[:32]}@hoadep>"})


def beat(name="beat", now=None):
    """Remember that the named background process is alive."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now or timezone.now()})
