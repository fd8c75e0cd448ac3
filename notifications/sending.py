"""Send what is due: claim rows, let go of the lock, send, mark — so that a killed sender loses nothing.

Rows for one person that are due at once travel in one mail. A mail can be doubled only when a sender dies between the
server's «250» and our commit; it then bears the same Message-ID and the same content. Errors of the server wait by the
table below; a refused address fails for good.
"""
import logging
import smtplib
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from notifications.enums import MessageState
from notifications.models import OutboundMessage, OutboxPolicy

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
TIMEOUT = 20  # seconds for the server, well under the lease
RETRY_MINUTES = (1, 5, 15, 60, 240, 720, 720, 720)
OWN_FAULT_MINUTES = 60
TOGETHER = 30  # rows in one mail, at most
REFUSALS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)  # of this mail; a refused sender concerns all mails


class ServerAway(Exception):
    """The mail server cannot be reached now: no use to try the next mail."""


def send_due(*, now=None, limit=500):
    """How many rows were sent in this pass. It ends when nothing is due, after `limit` mails, or without a server."""
    sent, mailer = 0, None
    try:
        for _ in range(limit):
            batch = claim(now=now or timezone.now())
            if not batch:
                break
            mailer = mailer or get_connection(timeout=TIMEOUT)
            sent += _send(batch, mailer, now or timezone.now())
    except ServerAway:
        logger.warning("mail server not reached; the outbox waits")
    finally:
        if mailer:
            _close(mailer)
    return sent


def _due(now):
    return Q(state=MessageState.NEW, not_before__lte=now) | Q(state=MessageState.SENDING, lease_until__lt=now)


def claim(*, now):
    """The rows of the oldest due mail, now ours for LEASE; empty when nothing is due or all is stopped. No two senders
    get the same."""
    if OutboxPolicy.objects.filter(is_stopped=True).exists():
        return []
    with transaction.atomic():
        rows = OutboundMessage.objects.filter(_due(now)).order_by("not_before", "pk")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        first = rows.first()
        batch = [first, *_companions(first, rows)] if first else []
        mine = [row.pk for row in batch if _take(row, first, now)]
    return list(OutboundMessage.objects.filter(pk__in=mine).select_related("recipient").order_by("not_before", "pk"))


def _companions(first, rows):
    """What travels with the first row: fresh rows for the same person, or those of the mail that is tried again."""
    others = rows.exclude(pk=first.pk)
    if first.attempts:
        return others.filter(message_id=first.message_id)[:TOGETHER - 1]
    return others.filter(recipient=first.recipient_id, address=first.address, attempts=0)[:TOGETHER - 1]


def _take(row, first, now):
    return OutboundMessage.objects.filter(_due(now), pk=row.pk, attempts=row.attempts).update(
        state=MessageState.SENDING, attempts=F("attempts") + 1, lease_until=now + LEASE, message_id=first.message_id)


def _send(batch, mailer, moment):
    batch = [row for row in batch if not _let_go(row)]
    if not batch:
        return 0
    try:
        _mail(batch, mailer).send()
    except REFUSALS as error:
        _close(mailer)
        _fail(batch, error, moment, permanent=_code(error) >= 500)
    except (OSError, smtplib.SMTPException) as error:
        _close(mailer)
        _fail(batch, error, moment)
        raise ServerAway from error
    except Exception as error:  # a fault of our own must not stop the mails behind it
        logger.exception("mail %s not built", batch[0].message_id)
        _fail(batch, error, moment, wait_minutes=OWN_FAULT_MINUTES)
    else:
        return sum(_finish(row, state=MessageState.SENT, sent_at=moment, error="") for row in batch)
    return 0


def _let_go(row):
    """Whether the row, asked again right before sending, need not go any more."""
    refusal = no_longer_owed(row)
    if refusal:
        _finish(row, state=MessageState.SKIPPED, cancelled=refusal)
    return bool(refusal)


def no_longer_owed(row):
    """Why the mail needs not go any more; empty when it does."""
    return row.cancelled or ("" if row.recipient.is_active else "Tài khoản đã ngừng hoạt động.")


def _mail(batch, mailer):
    subject, body = texts_of(batch)
    return EmailMessage(
        subject=subject, body=body, from_email=settings.DEFAULT_FROM_EMAIL, to=[batch[0].address], connection=mailer,
        headers={"Message-ID": batch[0].message_id, "Auto-Submitted": "auto-generated",
                 "List-Unsubscribe": f"<{settings.SITE_URL}{reverse('notifications:preferences')}>"})


def texts_of(batch):
    """(subject, body) of the one mail that carries these rows."""
    if len(batch) == 1:
        return batch[0].subject, batch[0].body
    parts = [f"{number}. {row.subject}\n\n{row.body}" for number, row in enumerate(batch, start=1)]
    return (f"{len(batch)} việc: {batch[0].subject}",
            f"Anh/chị có {len(batch)} việc dưới đây.\n\n" + f"\n\n{'-' * 40}\n\n".join(parts))


def _code(error):
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code


def _fail(batch, error, moment, *, permanent=False, wait_minutes=None):
    for row in batch:
        if permanent or row.attempts > len(RETRY_MINUTES):
            _finish(row, state=MessageState.FAILED, error=str(error)[:1000])
        else:
            wait = timedelta(minutes=wait_minutes or RETRY_MINUTES[row.attempts - 1])
            _finish(row, state=MessageState.NEW, not_before=moment + wait, error=str(error)[:1000])


def _finish(row, **values):
    """1 when the row was still ours (a sender that slept past its lease changes nothing), else 0."""
    return OutboundMessage.objects.filter(
        pk=row.pk, state=MessageState.SENDING, attempts=row.attempts).update(lease_until=None, **values)


def _close(mailer):
    with suppress(OSError, smtplib.SMTPException):
        mailer.close()
