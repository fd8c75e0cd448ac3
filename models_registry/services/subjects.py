"""Keep each person or body once in the registry: correct, merge, tell apart."""
from django.db import transaction
from django.db.models import Q

from audit.services import changed_fields
from audit.services import record as audit
from core.errors import InvalidInput, require
from models_registry import rules
from models_registry.models import Subject, SubjectDistinction
from models_registry.services.counting import note_change_of
from models_registry.services.records import subject_keys


@transaction.atomic
def correct_subject(subject, *, by, **values):
    """Store corrected facts of a subject; the log keeps the former ones."""
    before, after = changed_fields(subject, values)
    if not after:
        return subject
    for field, value in values.items():
        setattr(subject, field, value)
    for field, value in subject_keys(subject.name, subject.type).items():
        setattr(subject, field, value)
    subject.save()
    audit("models_registry.correct_subject", subject, by=by, before=before, after=after)
    return subject


@transaction.atomic
def merge_subjects(loser, winner, *, by, reason):
    """Both names stand for `winner` from now on and count once; nothing of the loser is lost.

    The records of both stay as they are, with their events and credits: figures and pages follow `merged_into`.
    Raises NotAllowed, InvalidInput (without a reason, or for two that cannot be one).
    """
    require(rules.may_merge(by))
    loser, winner = _both(loser, winner)
    if not reason.strip():
        raise InvalidInput({"reason": ["Hãy ghi căn cứ để gộp hai đối tượng này."]})
    if loser.pk == winner.pk or loser.type != winner.type or winner.merged_into_id or loser.merged_into_id:
        raise InvalidInput("Chỉ gộp hai đối tượng khác nhau, cùng loại, cả hai còn dùng.")
    Subject.objects.filter(merged_into=loser).update(merged_into=winner)
    loser.merged_into = winner
    loser.save(update_fields=["merged_into"])
    note_change_of(record__subject__in=Subject.objects.filter(Q(merged_into=winner) | Q(pk=winner.pk)))
    for kind in set(loser.kind_tags.values_list("kind", flat=True)):
        winner.kind_tags.get_or_create(kind=kind)
    for model in loser.practice_models.all():
        model.owners.add(winner)
    audit("models_registry.merge_subjects", winner, by=by, reason=reason, before={"subject": loser.name},
          after={"subject": winner.name, "merged": str(loser.public_id)})
    return winner


def _both(one, other):
    rows = {row.pk: row for row in Subject.objects.select_for_update().filter(pk__in=[one.pk, other.pk])}
    return rows[one.pk], rows[other.pk]


@transaction.atomic
def tell_apart(one, other, *, by, reason=""):
    """The decision that the two are different; hints name them no more. The same decision again changes nothing."""
    require(rules.may_merge(by))
    if one.pk == other.pk:
        raise InvalidInput("Hãy chọn hai đối tượng khác nhau.")
    one, other = sorted(_both(one, other), key=lambda subject: subject.pk)
    kept, made = SubjectDistinction.objects.get_or_create(one=one, other=other, defaults={"by": by, "reason": reason})
    if made:
        audit("models_registry.tell_apart", one, by=by, reason=reason, after={"other": other.name})
    return kept
