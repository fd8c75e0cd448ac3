"""Send what is due: claim a row, let go of the lock, send, mark — so that a killed sender loses nothing.

A mail can be doubled only when a sender dies between the server's «250» and our commit; it then bears the same
Message-ID. Errors of the server wait by the table below; a refused address fails for good.
"""
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from notifications.enums import MessageState
from notifications.models import OutboundMessage

LEASE = timedelta(seconds=120)
RETRY_MINUTES = (1, 5, 15, 60, 240, 720, 720, 720)


def send_due(*, now=None, limit=500):
    """How many messages were sent in this pass; stops when nothing is due or after `limit` messages."""
    sent = 0
    mailer = None
    for _ in range(limit):
        message = claim(now=now or timezone.now())
        if message is None:
            break
        mailer = mailer or get_connection(timeout=20)
        sent += _send(message, mailer, now)
    if mailer:
        mailer.close()
    return sent


def claim(*, now):
    """The oldest due message, now ours for LEASE; None when nothing is due. Two senders never get the same one."""
    due = Q(state=MessageState.NEW, not_before__lte=now) | Q(state=MessageState.SENDING, lease_until__lt=now)
    with transaction.atomic():
        rows = OutboundMessage.objects.filter(due).order_by("not_before", "pk")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        message = rows.first()
        if message is None:
            return None
        taken = OutboundMessage.objects.filter(due, pk=message.pk, attempts=message.attempts).update(
            state=MessageState.SENDING, attempts=F("attempts") + 1, lease_until=now + LEASE)
    if not taken:
        return claim(now=now)
    message.refresh_from_db()
    return message


def _send(message, mailer, now):
    moment = now or timezone.now()
    if refusal := no_longer_owed(message):
        _finish(message, state=MessageState.SKIPPED, error=refusal)
        return 0
    try:
        EmailMessage(
            subject=message.subject, body=message.body, from_email=settings.DEFAULT_FROM_EMAIL, to=[message.address],
            headers={"Message-ID": message.message_id}, connection=mailer).send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        permanent = _code(error) >= 500
        _fail(message, error, moment, permanent=permanent)
        return 0
    except (OSError, smtplib.SMTPException) as error:
        mailer.close()
        _fail(message, error, moment, permanent=False)
        return 0
    return _finish(message, state=MessageState.SENT, sent_at=moment, error="")


def _code(error):
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return getattr(error, "smtp_code", 0)


def no_longer_owed(message):
    """Why the mail needs not go any more; empty when it does. Asked again right before sending."""
    return "" if message.recipient.is_active else "Tài khoản đã ngừng hoạt động."


def _fail(message, error, moment, *, permanent):
    if permanent or message.attempts > len(RETRY_MINUTES):
        _finish(message, state=MessageState.FAILED, error=str(error)[:1000])
    else:
        wait = timedelta(minutes=RETRY_MINUTES[message.attempts - 1])
        _finish(message, state=MessageState.NEW, not_before=moment + wait, error=str(error)[:1000])


def _finish(message, **values):
    """1 when the row was still ours (a sender that slept past its lease changes nothing), else 0."""
    return OutboundMessage.objects.filter(
        pk=message.pk, state=MessageState.SENDING, attempts=message.attempts).update(lease_until=None, **values)
