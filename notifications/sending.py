"""Send what is due: claim rows, let go of the lock, send, mark — so that a killed sender loses nothing.

Rows for one person that are due at once travel in one mail. A mail can be doubled only when a sender dies between the
server's «250» and our commit; it then bears the same Message-ID and the same content. Errors of the server wait by the
table below; a refused address fails for good.
"""
import logging
import smtplib
from contextlib import suppress
from datetime import timedelta
from time import monotonic

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp
from django.db import OperationalError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from notifications.enums import MessageState
from notifications.models import OutboundMessage, OutboxPolicy
from notifications.one_click import unsubscribe_headers
from notifications.services import message_id_of

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
TIMEOUT = 15  # seconds for each answer of the server; a mail has five, which end within three quarters of a lease
RETRY_MINUTES = (1, 5, 15, 60, 240, 720, 720, 720)
OWN_FAULT_MINUTES = 60
TOGETHER = 30  # rows in one mail, at most
CLAIMED = 25  # mails taken at once; those not begun within a quarter of a lease are given back
TABLE = OutboundMessage._meta.db_table
# The two statements that each mail needs, written out: to build them anew by queryset took a third of a sender's time.
ASK_OURS = f"SELECT id, attempts, cancelled FROM {TABLE} WHERE state = 'sending' AND id IN"  # noqa: S608 - our table
MARK_SENT = (f"UPDATE {TABLE} SET state = 'sent', sent_at = %s, error = '', lease_until = NULL "  # noqa: S608
             "WHERE id = %s AND state = 'sending' AND attempts = %s")
REFUSALS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)  # of this mail; a refused sender concerns all mails


class ServerAway(Exception):
    """The mail server cannot be reached now: no use to try the next mail."""


class Overtaken(Exception):
    """Another sender took a row between our look and our mark; happens only where rows cannot be locked."""


def send_due(*, now=None, limit=500):
    """How many rows were sent in this pass. It ends when nothing is due, after some `limit` mails, or without a server.

    A given `now` is the moment of the whole pass, for what is due and what is written down;
    leases go on with the clock.
    """
    sent, mails, mailer, start = 0, 0, None, monotonic()
    try:
        while mails < limit:
            began, moment = monotonic(), now or timezone.now()
            until = moment + LEASE + (timedelta(seconds=began - start) if now else timedelta())
            batches = claim(now=moment, mails=min(CLAIMED, limit - mails), until=until)
            if not batches:
                break
            mailer = mailer or get_connection(timeout=TIMEOUT)
            mails += len(batches)
            sent += _send_all(batches, mailer, now, began)
    except ServerAway:
        logger.warning("mail server not reached; the outbox waits")
    finally:
        if mailer:
            _close(mailer)
    return sent


def _send_all(batches, mailer, now, began):
    """How many rows went; what was claimed and not tried, since the server or the time was gone, is given back.

    `began`: monotonic seconds right before the claim, so that a slow claim shortens our time and not another's.
    """
    sent, left = 0, list(batches)
    try:
        while left and _in_time(began):
            sent += _send(left.pop(0), mailer, now or timezone.now(), began)
    finally:
        for batch in left:
            _give_back(batch)
    return sent


def _in_time(began):
    """Whether a mail begun now ends within the lease, even when the server is slow."""
    return monotonic() - began < LEASE.total_seconds() / 4


def _give_back(batch):
    """Free for any sender at once, without an attempt; a row that was never tried bears its own Message-ID again."""
    for row in batch:
        own = {} if row.attempts > 1 else {"message_id": message_id_of(row.key)}
        _finish(row, state=MessageState.NEW, attempts=row.attempts - 1, **own)


def _due(now):
    return Q(state=MessageState.NEW, not_before__lte=now) | Q(state=MessageState.SENDING, lease_until__lt=now)


def claim(*, now, mails=1, until=None):
    """The rows of the oldest due mails, a list for each mail, ours `until` then or for LEASE; none when all is stopped.

    No two senders get the same row.
    """
    if OutboxPolicy.objects.filter(is_stopped=True).exists():
        return []
    with suppress(Overtaken), transaction.atomic():
        rows = OutboundMessage.objects.filter(_due(now)).order_by("not_before", "pk").select_related("recipient")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        groups = _grouped(rows, list(rows[:mails]))
        _take(groups, now, until or now + LEASE)
        return groups
    return []


def _grouped(rows, oldest):
    """What travels in each mail: fresh rows for the same person, or those of the mail that is tried again."""
    fresh = {(row.recipient_id, row.address) for row in oldest if not row.attempts}
    again = {row.message_id for row in oldest if row.attempts}
    groups = {}
    people = {recipient for recipient, _ in fresh}
    companions = rows.filter(Q(attempts=0, recipient__in=people) | Q(attempts__gt=0, message_id__in=again))
    for row in companions[:TOGETHER * len(oldest)] if oldest else ():
        key = row.message_id if row.attempts else (row.recipient_id, row.address)
        group = groups.setdefault(key, [])
        if (key in fresh or key in again) and len(group) < TOGETHER:
            group.append(row)
    return [group for group in groups.values() if group]


def _take(groups, now, until):
    """Mark the rows as ours; those of one mail bear the Message-ID of its first. One query, and one a merged mail."""
    _mark_ours([row for group in groups for row in group if row.message_id == group[0].message_id], now, until)
    for group in groups:
        joined = [row for row in group if row.message_id != group[0].message_id]
        _mark_ours(joined, now, until, message_id=group[0].message_id)


def _mark_ours(rows, now, until, **values):
    if not rows:
        return
    taken = OutboundMessage.objects.filter(_due(now), pk__in=[row.pk for row in rows]).update(
        state=MessageState.SENDING, attempts=F("attempts") + 1, lease_until=until, **values)
    if taken != len(rows):
        raise Overtaken
    for row in rows:
        row.state, row.attempts = MessageState.SENDING, row.attempts + 1
        row.message_id = values.get("message_id", row.message_id)


def _send(batch, mailer, moment, began):
    """How many rows went. What is asked last before the mail leaves: whether it is ours and has to go at all."""
    if not _tried(batch, mailer, moment, lambda: _open(mailer)):
        return 0
    batch = _to_go(batch, began)
    if not batch or not _tried(batch, mailer, moment, lambda: _mail(batch, mailer).send()):
        return 0
    return sum(_mark_sent(row, moment) for row in batch)


def _open(mailer):
    if isinstance(mailer, smtp.EmailBackend):
        mailer.open()  # and leave it open: by itself the backend connects anew for each mail


def _tried(batch, mailer, moment, act):
    """Whether `act` went well; if not, the rows wait or have failed. Raises ServerAway when others would fail too."""
    try:
        act()
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
        return True
    return False


def _to_go(batch, began):
    """The rows that go now; none when the time is gone or another sender took one of them,
    as it then sends them all."""
    held = _held(batch)
    if not _in_time(began) or any(held.get(row.pk, (0,))[0] != row.attempts for row in batch):
        _give_back(batch)
        return []
    return [row for row in batch if not _let_go(row, held[row.pk][1])]


def _held(batch):
    """{row id: (attempts, why it need not go any more)} of the rows that some sender holds."""
    marks = ", ".join(["%s"] * len(batch))
    with connection.cursor() as cursor:
        cursor.execute(f"{ASK_OURS} ({marks})", [row.pk for row in batch])
        return {pk: (attempts, cancelled) for pk, attempts, cancelled in cursor.fetchall()}


def _let_go(row, cancelled):
    """Whether the row need not go any more."""
    refusal = cancelled or ("" if row.recipient.is_active else "Tài khoản đã ngừng hoạt động.")
    if refusal:
        _finish(row, state=MessageState.SKIPPED, cancelled=refusal)
    return bool(refusal)


def _mail(batch, mailer):
    subject, body = texts_of(batch)
    return EmailMessage(
        subject=subject, body=body, from_email=settings.DEFAULT_FROM_EMAIL, to=[batch[0].address], connection=mailer,
        headers={"Message-ID": batch[0].message_id, "Auto-Submitted": "auto-generated", **unsubscribe_headers(batch)})


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
    """The rows of one mail wait until the same moment: apart they would be two mails with one Message-ID."""
    wait = timedelta(minutes=wait_minutes or RETRY_MINUTES[min(batch[0].attempts, len(RETRY_MINUTES)) - 1])
    again = min(_again_at(row, moment + wait) for row in batch)
    for row in batch:
        if permanent or row.attempts > len(RETRY_MINUTES):
            _finish(row, state=MessageState.FAILED, error=str(error)[:1000])
        else:
            _finish(row, state=MessageState.NEW, not_before=again, error=str(error)[:1000])


def _again_at(row, moment):
    """`moment`, or for a mail that keeps to the hours of sending the next of them."""
    return moment if row.last_on is None else import_string(settings.SENDING_HOURS)(moment, last_on=row.last_on)


def _mark_sent(row, moment):
    """As `_finish`; what a server has taken is worth asking a busy database thrice, or the mail would go again."""
    for _ in range(2):
        with suppress(OperationalError):
            return _marked(row, moment)
    return _marked(row, moment)


def _marked(row, moment):
    with connection.cursor() as cursor:
        cursor.execute(MARK_SENT, [connection.ops.adapt_datetimefield_value(moment), row.pk, row.attempts])
        return cursor.rowcount


def _finish(row, **values):
    """1 when the row was still ours (a sender that slept past its lease changes nothing), else 0."""
    return OutboundMessage.objects.filter(
        pk=row.pk, state=MessageState.SENDING, attempts=row.attempts).update(**{"lease_until": None, **values})


def _close(mailer):
    with suppress(OSError, smtplib.SMTPException):
        mailer.close()
