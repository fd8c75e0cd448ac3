"""Send a submission to the office, and take a nomination back."""
from secrets import choice

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audit.services import record as audit
from core.errors import InvalidInput, require
from models_registry.enums import Moment
from nominations import eligibility, rules
from nominations.models import Nomination, Submission
from nominations.services import registry
from nominations.services.council.agenda import leave_agenda, lock_agenda
from nominations.services.moving import move
from nominations.services.signing import require_sign_off
from plans.enums import SubjectType

RECEIPT_LETTERS = "23456789ABCDEFGHKLMNPQRTUVWXY"  # without those that are read as one another


@transaction.atomic
def submit_submission(submission, *, by, today, chosen=None):
    """The submission with its receipt code; its drafts and returned nominees (or those of `chosen` ids) are sent.

    Sent again by a second click it changes nothing. Raises NotAllowed, InvalidInput naming what is incomplete.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    require(rules.may_write(by, submission))
    require_sign_off(submission, by=by)
    rows = submission.nominations.filter(state__in=rules.EDITABLE)
    if chosen is not None:
        rows = rows.filter(pk__in=chosen)
    rows = list(rows.select_related("submission", "obligation__rule", "record__subject", "record__practice_model"))
    if not rows:
        if submission.first_submitted_at and (chosen is None or chosen):
            return submission
        raise InvalidInput("Chưa chọn đề cử nào để gửi.")
    if problems := [f"{row}: thiếu {', '.join(missing)}." for row in rows if (missing := missing_facts(row))]:
        raise InvalidInput({"": problems})
    return _send(submission, rows, by=by, today=today)


def missing_facts(nomination):
    """What a nomination still lacks before it can be sent, as words."""
    needed = [("achievement", "thành tích tóm tắt")]
    if nomination.subject_type == SubjectType.INDIVIDUAL:
        needed += [("birth_year", "năm sinh"), ("unit_text", "đơn vị, nơi ở")]
    if nomination.subject_type == SubjectType.HOUSEHOLD:
        needed += [("address", "địa chỉ")]
    return [label for name, label in needed if not getattr(nomination, name)]


def _send(submission, rows, *, by, today):
    now = timezone.now()
    for row in rows:
        record = registry.enter(row, by=by, today=today)
        move(row, "submit", by=by, submitted_at=now, record=record)
        row.record, row.submitted_at = record, now
        eligibility.keep(row, moment=Moment.SUBMITTED, as_of=today)
    receipt = submission.receipt_code or _free_receipt_code()
    Submission.objects.filter(pk=submission.pk).update(
        receipt_code=receipt, first_submitted_at=submission.first_submitted_at or now, submitted_at=now,
        sent_back_reason="", version=F("version") + 1)
    audit("nominations.submit_submission", submission, by=by, after={"receipt_code": receipt, "nominees": len(rows)})
    submission.refresh_from_db()
    return submission


def _free_receipt_code():
    """«DC-7K3M-9QXA»: random, so that nobody counts others' submissions by it; never a document number."""
    while True:
        letters = "".join(choice(RECEIPT_LETTERS) for _ in range(8))
        code = f"DC-{letters[:4]}-{letters[4:]}"
        if not Submission.objects.filter(receipt_code=code).exists():
            return code


@transaction.atomic
def withdraw_nomination(nomination, *, by, today, reason=""):
    """The nomination is the office's no longer; what only it brought into the registry stops counting."""
    on_agenda = lock_agenda(nomination)
    nomination = move(nomination, "withdraw", by=by, reason=reason)
    leave_agenda(on_agenda, by=by)
    registry.leave(Nomination.objects.select_related("record").get(pk=nomination.pk), by=by, today=today)
    return nomination
