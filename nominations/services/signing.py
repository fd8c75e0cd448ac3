"""The agency's own head sees a list before the office does."""
from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from audit.services import record as audit
from core.errors import InvalidInput, WrongState, require
from nominations import rules
from nominations.models import Submission
from notifications.services import key_of, notify
from organizations.models import valid_on

EMPTY = {"presented_at": None, "presented_by": None, "signed_off_at": None, "signed_off_by": None}


def _locked(submission):
    return Submission.objects.select_for_update().get(pk=submission.pk)


def _set(submission, **values):
    Submission.objects.filter(pk=submission.pk).update(**values)
    submission.refresh_from_db()
    return submission


@transaction.atomic
def present(submission, *, by):
    """The list waits for the head's word; the heads of the agency are told."""
    stored = _locked(submission)
    require(rules.may_write(by, stored))
    if not stored.nominations.filter(state__in=rules.EDITABLE).exists():
        raise InvalidInput("Danh sách chưa có đề cử nào để trình.")
    if stored.presented_at:
        raise WrongState("Danh sách này đã được trình lãnh đạo cơ quan.")
    _set(stored, **{**EMPTY, "presented_at": timezone.now(), "presented_by": by, "sent_back_reason": ""})
    audit("nominations.present", stored, by=by)
    for head in _heads(stored.organization_id):
        notify(key=key_of("present", stored.pk, stored.presented_at.isoformat(), head.pk), user=head,
               title=f"Danh sách đề cử chờ duyệt: {stored.field or stored.plan}"[:300], url=stored.get_absolute_url(),
               body=f"{by} trình anh/chị duyệt trước khi gửi Sở Nội vụ.")
    return stored


def _heads(organization_id):
    return User.objects.filter(
        valid_on(timezone.localdate(), "assignments__"), assignments__organization=organization_id,
        assignments__role=Role.UNIT_HEAD, is_active=True).distinct().order_by("pk")


@transaction.atomic
def sign_off(submission, *, by):
    """Approved by the head; any later change of the list takes the approval back."""
    stored = _locked(submission)
    require(rules.may_sign_off(by, stored))
    if not stored.presented_at or stored.signed_off_at:
        raise WrongState("Danh sách này không chờ duyệt.")
    _set(stored, signed_off_at=timezone.now(), signed_off_by=by)
    audit("nominations.sign_off", stored, by=by)
    return stored


@transaction.atomic
def send_back(submission, *, by, reason):
    """Not approved yet, with the reason for the one who presented it."""
    stored = _locked(submission)
    require(rules.may_sign_off(by, stored))
    if not stored.presented_at or stored.signed_off_at:
        raise WrongState("Danh sách này không chờ duyệt.")
    if not reason.strip():
        raise InvalidInput({"reason": ["Hãy ghi điều cần sửa."]})
    presenter, at = stored.presented_by, stored.presented_at
    _set(stored, **{**EMPTY, "sent_back_reason": reason})
    audit("nominations.send_back", stored, by=by, reason=reason)
    notify(key=key_of("send-back", stored.pk, at.isoformat(), presenter.pk), user=presenter,
           title=f"Lãnh đạo chưa duyệt: {stored.field or stored.plan}"[:300], body=reason,
           url=stored.get_absolute_url())
    return stored


def forget_sign_off(submission):
    """The list changed: an approval of what it was holds no more, it is to be presented again. A list that waits goes
    on waiting."""
    Submission.objects.filter(pk=submission.pk, signed_off_at__isnull=False).update(
        **EMPTY, sent_back_reason="Danh sách đã sửa sau khi được duyệt, cần trình lại.")


def require_sign_off(submission, *, by):
    """Refuse to send what waits for the head or what the head sent back, except by the head."""
    if submission.signed_off_at or rules.may_sign_off(by, submission):
        return
    if submission.presented_at:
        raise WrongState("Danh sách đang chờ lãnh đạo cơ quan duyệt, chưa gửi được.")
    if submission.sent_back_reason:
        raise WrongState("Lãnh đạo cơ quan chưa duyệt danh sách này; hãy sửa rồi trình lại trước khi gửi.")
