"""Write messages down once, in the transaction of their cause; sending is another's work."""
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from audit.services import record
from core.errors import require
from notifications import rules
from notifications.enums import UNSENT, MessageState
from notifications.models import Heartbeat, Notice, OutboundMessage
from notifications.waking import wake_after_commit

SENDER = "notifications.tasks.send_due_task"
AT_ONCE = 500


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
def enqueue(*, key, recipient, subject, body, kind, source="", reason="", not_before=None, wake=True):
    """The outbox row of one mail and whether it is new; nothing when the person has no address.

    The sender is woken after the commit; with `wake=False` the caller does that once for many rows.
    """
    if not recipient.email:
        return None, False
    row, is_new = OutboundMessage.objects.get_or_create(key=key, defaults={
        "recipient": recipient, "address": recipient.email, "kind": kind, "source": source, "reason": reason,
        "subject": subject, "body": body, "not_before": not_before or timezone.now(),
        "message_id": f"<{key[:32]}@hoadep>"})
    if is_new and wake:
        wake_after_commit(SENDER)
    return row, is_new


@transaction.atomic
def cancel_unsent(*, sources, reason):
    """How many mails of these sources will not go out any more.

    A row that nobody tried to send gives its key back, so that the same mail can be written anew when it is owed again;
    one that a sender holds right now keeps it, since it may have left already, and is not tried again.
    """
    sources, cancelled = list(sources), 0
    for start in range(0, len(sources), AT_ONCE):
        rows = list(OutboundMessage.objects.select_for_update().filter(
            source__in=sources[start:start + AT_ONCE], state__in=UNSENT, cancelled=""))
        for row in rows:
            row.cancelled = reason[:300]
            if row.state == MessageState.NEW:
                row.state = MessageState.SKIPPED
            if row.attempts == 0:
                row.key = key_of(row.key, "cancelled", row.pk)
        OutboundMessage.objects.bulk_update(rows, ["cancelled", "state", "key"])
        cancelled += len(rows)
    return cancelled


def open_notice(notice, *, now=None):
    """Remember when the person first opened the notice."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now or timezone.now())


def read_all(*, by, now=None):
    """How many notices of the person were still unread."""
    return Notice.objects.visible_to(by).filter(read_at=None).update(read_at=now or timezone.now())


@transaction.atomic
def retry_message(message, *, by, now=None):
    """Queue a failed mail again, to the address the person has now. Raises NotAllowed for any other state."""
    message = OutboundMessage.objects.select_for_update().select_related("recipient").get(pk=message.pk)
    require(rules.may_retry(by, message))
    before = {"address": message.address, "state": message.state}
    message.state, message.attempts, message.not_before = MessageState.NEW, 0, now or timezone.now()
    message.address = message.recipient.email or message.address
    message.save(update_fields=["state", "attempts", "not_before", "address"])
    record("notifications.retry", message, by=by, before=before,
           after={"address": message.address, "state": message.state})
    wake_after_commit(SENDER)
    return message


def beat(name="beat", now=None):
    """Remember that the named background process is alive."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now or timezone.now()})
