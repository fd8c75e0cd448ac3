"""What the office does with a nomination that was sent."""
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, InvalidInput
from models_registry import services as registry_services
from models_registry.enums import Moment
from nominations import eligibility
from nominations.models import Decision, Nomination
from nominations.notices import tell_agency
from nominations.services import registry
from nominations.services.moving import move
from nominations.words import words_of


@dataclass(frozen=True)
class Refusal:
    """A nomination that a bulk decision left as it was, and why."""

    nomination: Nomination
    reason: str


@transaction.atomic
def recognise_nomination(nomination, *, decision_number, decided_on, by, today, waiver="", signer="",
                         signer_position=""):
    """Enter the decision in the registry, where it counts from its day on, and tell the agency.

    The stage is the one by which the quota counts (công nhận, chọn gửi cấp trên …). `counted_in` on the returned
    nomination is the obligation that counts it, None when its day lies in no window or no quota counts it.
    Raises WrongState when someone decided first, NotAllowed, InvalidInput (beside `waiver` at a ceiling).
    """
    check_decision(decision_number, decided_on, today)
    nomination = move(
        nomination, "recognise", by=by, decision_number=decision_number.strip(), decided_on=decided_on,
        decided_at=timezone.now(), decided_by=by,
        decision=_decision(decision_number.strip(), decided_on, signer, signer_position, by),
        facts={"decision_number": decision_number, "decided_on": decided_on, **({"waiver": waiver} if waiver else {})})
    counted_in = registry.decide(nomination, decision_number=decision_number, decided_on=decided_on, by=by,
                                 today=today, waiver=waiver)
    _follow_window(nomination, counted_in)
    words = words_of(nomination)
    tell_agency(nomination, title=f"{words.done}: {nomination}",
                body=f"{words.number}: {decision_number}. {words.day}: {decided_on:%d/%m/%Y}.")
    nomination.counted_in = counted_in
    return nomination


def _decision(number, signed_on, signer, position, by):
    """The decision of this number and day, with the signer when one was given."""
    row, _ = Decision.objects.select_for_update().get_or_create(
        number=number, signed_on=signed_on, defaults={"made_by": by})
    if signer and row.signer != signer:
        row.signer, row.signer_position = signer, position
        row.save(update_fields=["signer", "signer_position"])
    return row


def _follow_window(nomination, counted_in):
    """Name the window that counts it; another bearer's quota stays unnamed, its agency is not this one's business."""
    if counted_in is None or counted_in.pk == nomination.obligation_id:
        return
    if counted_in.bearer_id == nomination.obligation.bearer_id:
        Nomination.objects.filter(pk=nomination.pk).update(obligation=counted_in)
        nomination.refresh_from_db()


def check_decision(number, day, today):
    """Raise InvalidInput for a document without number or day, or with a day to come."""
    errors = {}
    if not number.strip():
        errors["decision_number"] = ["Hãy nhập số văn bản như đã ban hành."]
    if day is None:
        errors["decided_on"] = ["Hãy nhập ngày của văn bản."]
    elif day > today:
        errors["decided_on"] = ["Ngày của văn bản chưa đến."]
    if errors:
        raise InvalidInput(errors)


def recognise_many(nominations, *, decision_number, decided_on, by, today, **facts):
    """(recognised nominations, refusals): each by itself, under one decision; one refused leaves the others done."""
    check_decision(decision_number, decided_on, today)
    return each(nominations, lambda nomination: recognise_nomination(
        nomination, decision_number=decision_number, decided_on=decided_on, by=by, today=today, **facts))


def each(nominations, act):
    """(done, refusals) of an act on each by itself; one refused leaves the others done."""
    done, refused = [], []
    for nomination in nominations:
        try:
            done.append(act(nomination))
        except DomainError as error:
            refused.append(Refusal(nomination, str(error)))
    return done, refused


@transaction.atomic
def return_nomination(nomination, *, reason, due_on, by, today):
    """Back to the agency, with what is missing and the day until which to send it again.

    What each condition says now is kept beside what it will say when the nomination comes again.
    """
    if due_on is None or due_on < today:
        raise InvalidInput({"due_on": ["Hãy cho ngày bổ sung từ hôm nay trở đi."]})
    nomination = move(nomination, "return", by=by, reason=reason, return_reason=reason, return_due_on=due_on,
                      facts={"due_on": due_on})
    eligibility.keep_at_return(nomination, as_of=today)
    tell_agency(nomination, title=f"Trả lại bổ sung: {nomination}",
                body=f"Lý do: {reason}\nBổ sung trước hết ngày {due_on:%d/%m/%Y}.")
    return nomination


@transaction.atomic
def reject_nomination(nomination, *, reason, by):
    """Refused, with the reason the agency reads; the exemplar stays registered."""
    nomination = move(nomination, "reject", by=by, reason=reason)
    tell_agency(nomination, title=f"Không đạt: {nomination}", body=f"Lý do: {reason}")
    return nomination


@transaction.atomic
def revoke_nomination(nomination, *, number, on, reason, by, today):
    """The recognition is withdrawn by a decision: from its day the record counts no more, before it did."""
    if not number.strip():
        raise InvalidInput({"number": ["Hãy nhập số quyết định thu hồi."]})
    if on is None or on > today:
        raise InvalidInput({"on": ["Hãy nhập ngày của quyết định thu hồi, không sau hôm nay."]})
    if nomination.decided_on and on < nomination.decided_on:
        raise InvalidInput({"on": ["Ngày thu hồi trước ngày công nhận."]})
    nomination = move(nomination, "revoke", by=by, reason=reason, revoked_on=on,
                      facts={"decision_number": number, "revoked_on": on})
    registry.revoke(nomination, on=on, number=number, reason=reason, by=by)
    tell_agency(nomination, title=f"Thu hồi công nhận: {nomination}",
                body=f"Quyết định số {number}, ngày {on:%d/%m/%Y}. Lý do: {reason}")
    return nomination


@transaction.atomic
def find(nomination, *, code, result, words, by, today):
    """An officer's finding about a condition of the plan, or its waiver; the kept check follows."""
    if not any(o.condition.code == code for o in eligibility.outcomes(nomination, user=by, today=today)):
        raise InvalidInput({"code": ["Kế hoạch không có điều kiện này."]})
    registry_services.find(nomination.record, code=code, result=result, words=words, by=by)
    eligibility.keep(nomination, moment=Moment.APPRAISED, as_of=today)


@transaction.atomic
def reopen_nomination(nomination, *, reason, by):
    """A refused nomination is looked at again."""
    return move(nomination, "reopen", by=by, reason=reason)
