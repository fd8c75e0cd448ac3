"""Reminders that a server refused for good: to the agency's other people, else reported to the office."""
import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.queries import people_holding
from notifications.enums import MessageState
from notifications.models import OutboundMessage
from notifications.services import SENDER, enqueue, key_of, notify
from notifications.waking import wake_after_commit
from plans.models import DeadlineOccurrence
from plans.queries import duty_line
from plans.reminder_letters import REMINDED_ROLES, people_by_agency
from plans.reminder_steps import is_owed, sending_hours
from plans.reminders import KIND, with_parts

logger = logging.getLogger(__name__)

LOOKED_BACK = timedelta(days=30)
AT_ONCE = 200  # failures looked at in one pass
SOURCE = "occurrence-"
NOBODY = "Đã báo Sở Nội vụ: cơ quan không còn ai khác nhận được thư."


def pass_on_failed(*, now):
    """How many mails were newly written for other people of agencies whose mail failed for good.

    Each failure is answered once; the answer stands on its row. One that raises is logged and stops no other.
    """
    rows = OutboundMessage.objects.filter(
        state=MessageState.FAILED, passed_on="", kind=KIND, source__startswith=SOURCE,
        created_at__gte=now - LOOKED_BACK)
    written = 0
    for message in rows.order_by("pk")[:AT_ONCE]:
        try:
            written += _answer(message.pk, now)
        except Exception:
            logger.exception("failed mail %s not passed on", message.pk)
    if written:
        wake_after_commit(SENDER)
    return written


@transaction.atomic
def _answer(pk, now):
    message = OutboundMessage.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=pk)
    if message.passed_on or message.state != MessageState.FAILED:
        return 0
    today = timezone.localdate(now)
    row = with_parts(DeadlineOccurrence.objects.filter(pk=message.source.removeprefix(SOURCE))).first()
    line = row and duty_line(row, as_of=today)
    if not row or not is_owed(line):
        message.passed_on, people = "Việc không còn phải nhắc nữa.", []
    else:
        message.passed_on, people = _others(message, line.current_organization, now)
    written = sum(_write(message, person, now) for person in people)
    message.save(update_fields=["passed_on"])
    return written


def _others(message, agency, now):
    """(the answer in words, the people to write to): nobody who was written to on this occasion already."""
    same = OutboundMessage.objects.filter(source=message.source, group=message.group)
    reached = same.exclude(state__in=[MessageState.FAILED, MessageState.SKIPPED]).select_related("recipient").first()
    if reached:
        return f"Cơ quan còn người khác nhận thư này: {reached.recipient}.", []
    roles = people_by_agency({agency.pk}, timezone.localdate(now)).get(agency.pk, {})
    tried = set(same.values_list("address", flat=True))
    for role in REMINDED_ROLES:
        found = [p for p in roles.get(role, ()) if p.email and p.email not in tried]
        if found:
            return f"Đã gửi thay cho {', '.join(str(person) for person in found)}."[:300], found
    _report(message, agency, now)
    return NOBODY, []


def _write(message, person, now):
    """1 when the letter is new to this person; the notice inside the application goes with it."""
    key = key_of("instead", message.key, person.pk)
    opening = f"Thư này gửi anh/chị vì không gửi được đến {message.recipient} ({message.address})."
    notify(key=key, user=person, title=message.subject, body=opening, url=message.url, now=now)
    return enqueue(key=key, recipient=person, kind=KIND, source=message.source, url=message.url, group=message.group,
                   subject=message.subject, body=f"{opening}\n\n{message.body}", last_on=message.last_on, wake=False,
                   not_before=sending_hours(now, last_on=message.last_on),
                   reason=f"Nhận thay {message.recipient}, thư không gửi được. {message.reason}"[:300])[1]


def _report(message, agency, now):
    for officer in people_holding(Role.OFFICER, today=timezone.localdate(now)):
        notify(key=key_of("undelivered", message.key, officer.pk), user=officer,
               url=message.get_absolute_url(), now=now,
               title=f"{agency}: không còn ai nhận được thư nhắc việc"[:300],
               body=f"Thư «{message.subject}» gửi {message.recipient} ({message.address}) bị từ chối: "
                    f"{message.error[:300]}. "
                    "Đề nghị cập nhật địa chỉ thư của cơ quan hoặc liên hệ trực tiếp.")
