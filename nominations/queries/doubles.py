"""What an agency could put forward again, and who may be there twice."""
from core.text import normalised_name
from models_registry.duplicates import NameFacts, alike, possible_duplicates
from models_registry.models import ExemplarRecord
from models_registry.queries import BLOCKING
from nominations.enums import NominationState
from nominations.models import Nomination


def facts_of(nomination):
    return NameFacts(nomination.subject_type, nomination.name, nomination.birth_year,
                     nomination.submission.organization_id, nomination.unit_text,
                     _head_of(nomination.record.subject) if nomination.record_id else None)


def _head_of(subject):
    """Id of the subject as the registry counts it: what it was merged into, or itself."""
    return subject.merged_into_id or subject.pk


def carried_over(submission, *, user):
    """Records the agency registered for the plan and field that stand in no live list yet, by name."""
    rows = ExemplarRecord.objects.visible_to(user).filter(
        organization=submission.organization_id, plan=submission.plan_id).exclude(stage__in=BLOCKING)
    if submission.field_id:
        rows = rows.filter(field=submission.field_id)
    busy = Nomination.objects.filter(submission__plan=submission.plan_id, record__isnull=False).exclude(
        state__in=(NominationState.WITHDRAWN, NominationState.REJECTED))
    return rows.exclude(pk__in=busy.values("record")).select_related(
        "subject", "practice_model", "field", "plan", "organization").order_by("subject__given_key", "pk")


def former_nominations(submission, *, user):
    """What the same agency put forward before in other lists, newest first; each name once is the caller's choice."""
    rows = Nomination.objects.visible_to(user).filter(submission__organization=submission.organization_id)
    return rows.exclude(submission=submission).exclude(state=NominationState.DRAFT).select_related(
        "submission__plan", "submission__field", "obligation__rule").order_by("-submitted_at", "-pk")


def duplicate_notes(nominations, *, user):
    """{nomination id: list of sentences}: who may be there twice. Two queries.

    An agency is told that a duplicate exists, and the name only of what it may see itself; officers see the subject.
    """
    return notes_by_facts([(n.pk, (n.submission_id, n.record_kind), facts_of(n)) for n in nominations], user=user)


def notes_by_facts(rows, *, user):
    """The same for rows of (nomination id, a key of the list and kind in which it stands, its NameFacts)."""
    hints = possible_duplicates([facts for _, _, facts in rows], except_own=True)
    notes = {pk: _sentences(found, user) for (pk, _, _), found in zip(rows, hints, strict=True)}
    for pk, why in _twice_in_list(rows):
        notes[pk].append(f"{why} với một dòng khác trong danh sách này")
    return notes


def notes_while_typing(facts, *, user):
    """The sentences for words that are just being typed."""
    return _sentences(possible_duplicates([facts], except_own=True)[0], user)


def _sentences(hints, user):
    """Each sentence once: an agency does not learn how many there are, nor that another one knows a mere name."""
    told = [hint for hint in hints if user.sees_whole_province or not hint.by_name_alone]
    return list(dict.fromkeys(_sentence(hint, user) for hint in told))


def _sentence(hint, user):
    if user.sees_whole_province:
        unit = hint.subject.unit_text or (hint.subject.organization and hint.subject.organization.name) or ""
        return f"{hint.why}: {hint.subject.name}" + (f", {unit}" if unit else "")
    return f"{hint.why} với một đối tượng đã có trong hệ thống"


def _twice_in_list(rows):
    """(nomination id, why) for nominees that stand twice in the same list."""
    groups = {}
    for pk, place, facts in rows:
        groups.setdefault((place, facts.type, normalised_name(facts.name)), []).append((pk, facts))
    for group in groups.values():
        for pk, facts in group:
            whys = {alike(facts, other) for twin, other in group if twin != pk} - {""}
            yield from ((pk, why) for why in sorted(whys))


def possible_twins(nomination):
    """(subject, why) for the officer's dossier page: other subjects of the registry that may be the same."""
    hints = possible_duplicates([facts_of(nomination)], except_own=True)[0]
    return [(hint.subject, hint.why) for hint in hints]
