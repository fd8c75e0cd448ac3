"""A decision entered with a mistyped number or signer is put right without touching what it decided."""
from django.db import transaction
from django.db.models import F

from audit.services import changed_fields
from audit.services import record as audit
from core.errors import InvalidInput, require
from core.text import clean_line
from nominations import rules
from nominations.models import Decision, Nomination
from nominations.notices import tell_agency

NUMBER_LENGTH, SIGNER_LENGTH = 60, 150


@transaction.atomic
def correct_decision(decision, *, number, signer, signer_position="", reason, by):
    """The decision with number and signer as issued; every nomination it names follows, its agency is told the number.

    The day stays as it is, for figures count by it; states, credits and the registry's events stay too. An event of the
    registry is never changed: it keeps the number it was entered with, and the record's page prints the number the
    decision has today. Raises NotAllowed, InvalidInput beside the field: no number, no reason, nothing changed, or
    another decision of the same day with that number.
    """
    require(rules.may_correct_decision(by))
    stored = Decision.objects.select_for_update().get(pk=decision.pk)
    values = {"number": clean_line(number), "signer": clean_line(signer),
              "signer_position": clean_line(signer_position)}
    _check(stored, values, reason)
    before, after = changed_fields(stored, values)
    if not after:
        raise InvalidInput("Số và người ký vẫn như đã ghi, chưa có gì để sửa.")
    for name, value in after.items():
        setattr(stored, name, value)
    stored.save(update_fields=[*after])
    audit("nominations.correct_decision", stored, by=by, reason=reason, before=before, after=after)
    if "number" in after:
        _carry_number(stored, before["number"], reason, by)
    return stored


def _check(decision, values, reason):
    errors, number = {}, values["number"]
    if not number:
        errors["number"] = ["Hãy nhập số quyết định như đã ban hành."]
    elif len(number) > NUMBER_LENGTH:
        errors["number"] = [f"Số quyết định không quá {NUMBER_LENGTH} ký tự."]
    elif Decision.objects.exclude(pk=decision.pk).filter(number=number, signed_on=decision.signed_on).exists():
        errors["number"] = [f"Đã có quyết định khác số {number}, ngày {decision.signed_on:%d/%m/%Y}."]
    for name in ("signer", "signer_position"):
        if len(values[name]) > SIGNER_LENGTH:
            errors[name] = [f"Không quá {SIGNER_LENGTH} ký tự."]
    if not reason.strip():
        errors["reason"] = ["Hãy ghi lý do sửa."]
    if errors:
        raise InvalidInput(errors)


def _carry_number(decision, old, reason, by):
    """The nominations repeat the number; each has the correction in its history and its agency hears of it."""
    Nomination.objects.filter(decision=decision).update(decision_number=decision.number, version=F("version") + 1)
    for nomination in Nomination.objects.filter(decision=decision).select_related("submission").order_by("pk"):
        audit("nominations.correct_decision", nomination, by=by, reason=reason,
              before={"decision_number": old}, after={"decision_number": decision.number})
        tell_agency(nomination, title=f"Sửa số quyết định: {nomination}",
                    body=f"Số đúng là {decision.number}, ngày {decision.signed_on:%d/%m/%Y}; "
                         f"số đã ghi trước đây: {old}. Lý do: {reason}")
