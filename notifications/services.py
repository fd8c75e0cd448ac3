"""Write messages down once, in the transaction of their cause; sending is another's work."""
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from audit.services import record
from core.errors import InvalidInput, require
from notifications import rules
from notifications.enums import NOT_GONE, MessageState
from notifications.models import Heartbeat, Notice, OutboundMessage, OutboxPolicy
from notifications.waking import wake_after_commit

SENDER = "notifications.tasks.send_due_task"
AT_ONCE = 500
REPLACED = "Đã có thư nhắc mới hơn về việc này."


def key_of(*parts):
    """The unique key of a message: 64 hexadecimal digits of what makes it the same message."""
    return sha256("|".join(str(part) for part in parts).encode()).hexdigest()


def message_id_of(key):
    """The Message-ID of the mail of one row, the same at each attempt."""
    return f"<{key[:32]}@hoadep>"


@transaction.atomic
def notify(*, key, user, title, body="", url="", now=None):
    """The notice inside the application and whether it is new: exactly one for each key."""
    return Notice.objects.get_or_create(key=key, defaults=_notice_values(user, title, body, url, now))


def _notice_values(user, title, body="", url="", now=None):
    return {"user": user, "title": title, "body": body, "url": url, "created_at": now or timezone.now()}


@transaction.atomic
def notify_many(notices):
    """How many of the notices, each the values of `notify`, are new. Few queries for any number."""
    return _stored_new(Notice, {values["key"]: Notice(key=values["key"], **_notice_values(
        **{name: value for name, value in values.items() if name != "key"})) for values in notices})


@transaction.atomic
def enqueue(*, key, recipient, wake=True, **values):
    """The outbox row of one mail and whether it is new; nothing when the person has no address.

    `values`: subject, body and kind; source, reason, url, group, not_before and last_on where they are known. The
    sender is woken after the commit; with `wake=False` the caller does that once for many rows. With a `last_on` later
    attempts keep to the hours of sending; `group` names the mails that are held and released together.
    """
    if not recipient.email:
        return None, False
    row, is_new = OutboundMessage.objects.get_or_create(key=key, defaults=_mail_values(key, recipient, **values))
    if is_new and wake:
        wake_after_commit(SENDER)
    return row, is_new


def _mail_values(key, recipient, *, subject, body, kind, source="", reason="", url="", group="", not_before=None,
                 last_on=None):
    return {"recipient": recipient, "address": recipient.email, "kind": kind, "source": source, "reason": reason,
            "url": url, "subject": subject, "body": body, "not_before": not_before or timezone.now(),
            "last_on": last_on,
            "group": group, "message_id": message_id_of(key)}


@transaction.atomic
def enqueue_many(mails):
    """How many of the mails, each the values of `enqueue`, are new; nobody is woken. Few queries for any number."""
    return _stored_new(OutboundMessage, {values["key"]: OutboundMessage(key=values["key"], **_mail_values(**values))
                                         for values in mails if values["recipient"].email})


def _stored_new(model, rows):
    """How many of {key: unsaved row} were not there yet. IntegrityError when another writes one of them at this moment:
    to pass over conflicts would on SQLite pass over every other fault of a row too, and lose it."""
    keys = list(rows)
    for start in range(0, len(keys), AT_ONCE):
        for key in model.objects.filter(key__in=keys[start:start + AT_ONCE]).values_list("key", flat=True):
            del rows[key]
    model.objects.bulk_create(rows.values())
    return len(rows)


@transaction.atomic
def cancel_unsent(*, sources, reason):
    """How many mails of these sources will not go out any more.

    A row that nobody tried to send gives its key back, so that the same mail can be written anew when it is owed again;
    one that a sender holds right now keeps it, since it may have left already, and is not tried again.
    """
    sources, cancelled = list(sources), 0
    for start in range(0, len(sources), AT_ONCE):
        rows = list(OutboundMessage.objects.select_for_update().filter(
            source__in=sources[start:start + AT_ONCE], state__in=NOT_GONE, cancelled=""))
        for row in rows:
            row.cancelled = reason[:300]
            if row.state != MessageState.SENDING:
                row.state = MessageState.SKIPPED
            if row.attempts == 0:
                row.key = key_of(row.key, "cancelled", row.pk)
        OutboundMessage.objects.bulk_update(rows, ["cancelled", "state", "key"])
        cancelled += len(rows)
    return cancelled


@transaction.atomic
def skip_replaced(mails, *, now):
    """How many older mails stay home since one of `mails` (see `enqueue_many`) tells its person of the
    same source anew.

    Only those that would leave by the same day, or should have left: with both, somebody would read two different
    numbers of days about one duty. What somebody holds, or a server has before it, stays as it is.
    """
    newer = {(mail["source"], mail["recipient"].pk): mail["not_before"] for mail in mails if mail["recipient"].email}
    rows = OutboundMessage.objects.filter(
        state=MessageState.NEW, cancelled="", kind__in={mail["kind"] for mail in mails},
        source__in={source for source, _ in newer}).exclude(key__in=[mail["key"] for mail in mails])
    replaced = [row.pk for row in rows if (leaves := newer.get((row.source, row.recipient_id)))
                and (row.not_before <= now or timezone.localdate(row.not_before) == timezone.localdate(leaves))]
    return OutboundMessage.objects.filter(pk__in=replaced, state=MessageState.NEW).update(
        state=MessageState.SKIPPED, cancelled=REPLACED)


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


# --- held, released, edited by hand ---------------------------------------------------------------------------------


def release_messages(messages, *, by, now=None):
    """How many of these mails may leave at once; those that left meanwhile are passed over."""
    done = _move(messages, by, "notifications.release", state=MessageState.NEW, not_before=now or timezone.now())
    if done:
        wake_after_commit(SENDER)
    return done


def hold_messages(messages, *, by):
    """How many of these mails stay until somebody releases them."""
    return _move(messages, by, "notifications.hold", state=MessageState.HELD)


@transaction.atomic
def _move(messages, by, action, **values):
    require(rules.may_see_outbox(by))
    rows = OutboundMessage.objects.select_for_update().filter(pk__in=[message.pk for message in messages])
    found = [row for row in rows.order_by("pk") if rules.may_hold(by, row)]
    for row in found:
        record(action, row, by=by, before={"state": row.state, "not_before": row.not_before}, after=values)
    OutboundMessage.objects.filter(pk__in=[row.pk for row in found]).update(**values)
    return len(found)


@transaction.atomic
def edit_message(message, *, by, subject, body):
    """Other words for a mail that no server has seen yet."""
    message = OutboundMessage.objects.select_for_update().get(pk=message.pk)
    require(rules.may_edit(by, message))
    before = {"subject": message.subject, "body": message.body}
    message.subject, message.body = subject, body
    message.save(update_fields=["subject", "body"])
    record("notifications.edit", message, by=by, before=before, after={"subject": subject, "body": body})
    return message


@transaction.atomic
def set_policy(*, by, is_stopped, hours_of_grace, reason=""):
    """Stop or open the whole outbox; how long reminders wait for a look. `by` None is the system."""
    if by is not None:
        require(rules.may_see_outbox(by))
    if is_stopped and not reason.strip():
        raise InvalidInput({"reason": ["Hãy ghi lý do dừng gửi thư."]})
    before = OutboxPolicy.objects.filter(pk=1).values("is_stopped", "reason", "hours_of_grace").first() or {}
    values = {"is_stopped": is_stopped, "reason": reason if is_stopped else "", "hours_of_grace": hours_of_grace}
    policy, _ = OutboxPolicy.objects.update_or_create(pk=1, defaults={**values, "changed_by": by})
    record("notifications.set_policy", policy, by=by, before=before, after=values, reason=reason)
    if not is_stopped:
        wake_after_commit(SENDER)
    return policy


def beat(name="beat", now=None):
    """Remember that the named background process is alive."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now or timezone.now()})
