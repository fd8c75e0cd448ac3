"""What mail servers gave back: delivery reports (RFC 3464) read, matched with what was sent, and answered.

A report acts only on a mail whose Message-ID and recipient it names: nobody who did not get the mail knows both.
"""
import logging
import re
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.queries import people_holding
from audit.services import record
from notifications.enums import MessageState
from notifications.models import OutboundMessage
from notifications.services import key_of, notify

logger = logging.getLogger(__name__)

LONGEST = 1024 * 1024  # bytes of one report; what is longer is not read
MOST_RECIPIENTS, MOST_PARTS = 20, 50
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}", re.ASCII)
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,200}>", re.ASCII)
PASSING = {"5.4.4", "5.2.2"}  # no route, mailbox full: reported as lasting, mostly over soon


@dataclass(frozen=True)
class Returned:
    """One recipient of one mail that did not get it. `is_lasting`: to try again would not help."""

    message_id: str
    address: str
    status: str
    words: str

    @property
    def is_lasting(self):
        return self.status.startswith("5.") and self.status not in PASSING


def read_report(content):
    """The Returned of a delivery report, given as bytes; empty for anything else, however broken. Never raises."""
    if len(content) > LONGEST:
        return []
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(content)
        parts = [part for _, part in zip(range(MOST_PARTS), message.walk(), strict=False)]
        message_id = _original_id(parts)
        found = [_returned(block, message_id) for block in _recipients(parts)] if message_id else []
    except Exception:  # whatever a stranger's mail holds must not stop the next one
        logger.warning("delivery report not understood", exc_info=True)
        return []
    return [one for one in found if one]


def _original_id(parts):
    """The Message-ID of the mail that was given back, from its headers inside the report."""
    for part in parts:
        if part.get_content_type() == "text/rfc822-headers":
            found = re.search(rb"^message-id:\s*(<[!-;=?-~]{1,200}>)", part.get_payload(decode=True) or b"",
                              re.I | re.M)
            if found:
                return found.group(1).decode("ascii")
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            found = MESSAGE_ID.search(str(part.get_payload(0).get("Message-ID", "")))
            if found:
                return found.group()
    return ""


def _recipients(parts):
    """The blocks of fields about one recipient each."""
    for part in parts:
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from [block for block in part.get_payload() if block.get("Action")][:MOST_RECIPIENTS]


def _returned(block, message_id):
    status = STATUS.search(str(block.get("Status", "")))
    address = _plain(block.get("Original-Recipient") or block.get("Final-Recipient")).strip("<>").lower()
    if not status or not address or str(block["Action"]).strip().lower() not in ("failed", "delayed"):
        return None
    words = f"{status.group()} {_plain(block.get('Diagnostic-Code'))}"
    return Returned(message_id, address[:254], status.group(), words.strip()[:500])


def _plain(field):
    """What stands behind the type («rfc822;», «smtp;») of a field, as one line that any database takes."""
    words = " ".join(str(field or "").partition(";")[2].split())
    return "".join(letter for letter in words if letter.isprintable())


@transaction.atomic
def take_report(content, *, now=None):
    """How many mails this report marked as not delivered; 0 for anything we did not send, or know already.

    A lasting refusal fails the mail, and so hands it to the agency's other people; a passing one is only noted on it.
    """
    return sum(_take(returned, now or timezone.now()) for returned in read_report(content))


def _take(returned, now):
    rows = OutboundMessage.objects.select_for_update(of=("self",)).select_related("recipient").filter(
        message_id=returned.message_id, address__iexact=returned.address, state=MessageState.SENT)
    rows = list(rows)
    for row in rows:
        row.error = f"Máy chủ thư trả lại: {returned.words}"
        if returned.is_lasting:
            row.state, row.bounced_at = MessageState.FAILED, now
            record("notifications.bounce", row, by=None, after={"address": row.address, "error": row.error})
    OutboundMessage.objects.bulk_update(rows, ["error", "state", "bounced_at"])
    if not rows or not returned.is_lasting:
        return 0
    _tell_office(rows[0], now)
    return len(rows)


def _tell_office(row, now):
    for officer in people_holding(Role.OFFICER, today=timezone.localdate(now)):
        notify(key=key_of("bounce", row.message_id, row.address, officer.pk), user=officer, now=now,
               url=row.get_absolute_url(), title=f"Thư gửi {row.recipient} bị trả lại"[:300],
               body=f"Địa chỉ {row.address}: {row.error} Đề nghị kiểm tra và cập nhật địa chỉ thư.")
