"""Who is the same as whom: certain matches, hints in words, and what people decided about them."""
from dataclasses import dataclass

from django.db.models import Count, Q

from core.text import fold, normalised_name
from models_registry.models import Subject, SubjectDistinction
from plans.enums import SubjectType


def same_subject(*, type, name, birth_year=None, organization=None, unit_text=""):
    """The registry's subject that is certainly the same: name and birth year, or name and unit; None when unsure."""
    found = Subject.objects.filter(type=type, normalised_name=normalised_name(name)).select_related("merged_into")
    if birth_year:
        where = Q(organization=organization) | Q(organization=None)
        if unit_text:
            where |= Q(unit_text=unit_text)
        subject = found.filter(where, birth_year=birth_year).order_by("pk").first()
    else:
        subject = found.filter(organization=organization, unit_text=unit_text).order_by("pk").first()
    return subject and (subject.merged_into or subject)


def same_subjects(facts, *, among):
    """The subject of `among` that is certainly the same as each of `facts`, as `same_subject`. One query."""
    keys = [normalised_name(fact.name) for fact in facts]
    known = {}
    for subject in among.filter(normalised_name__in=set(keys) - {""}).select_related("merged_into").order_by("pk"):
        known.setdefault((subject.type, subject.normalised_name), []).append(subject)
    found = [next((s for s in known.get((fact.type, key), ()) if _is_certain(fact, s)), None)
             for fact, key in zip(facts, keys, strict=True)]
    return [subject and (subject.merged_into or subject) for subject in found]


def _is_certain(fact, subject):
    same_unit_text, own = subject.unit_text == fact.unit_text, subject.organization_id == fact.organization_id
    if not fact.birth_year:
        return own and same_unit_text
    elsewhere = bool(fact.unit_text) and same_unit_text
    return subject.birth_year == fact.birth_year and (own or subject.organization_id is None or elsewhere)


@dataclass(frozen=True)
class NameFacts:
    """What a hint compares: the words a person typed, before anything is stored."""

    type: str
    name: str
    birth_year: int | None = None
    organization_id: int | None = None
    unit_text: str = ""
    subject_id: int | None = None  # when the words are those of a stored subject


@dataclass(frozen=True)
class DuplicateHint:
    """A subject a person should look at, and why in words («trùng tên và năm sinh, khác đơn vị»)."""

    subject: Subject
    why: str
    by_name_alone: bool = False  # neither birth year nor unit speak for it: said only to who may see the subject


def possible_duplicates(facts, *, except_subjects=(), except_own=False):
    """The hints for each of `facts`, in their order, as lists. Two queries for any number; a hint never merges.

    Of pairs that a person told apart nothing is said any more; with `except_own` nothing of the agency's own subject
    either that the words certainly stand for.
    """
    keys = [normalised_name(fact.name) for fact in facts]
    known = {}
    candidates = Subject.objects.filter(normalised_name__in=set(keys) - {""}, merged_into=None).exclude(
        pk__in=except_subjects).select_related("organization").order_by("pk")[:500]
    for subject in candidates:
        known.setdefault((subject.type, subject.normalised_name), []).append(subject)
    apart = told_apart(fact.subject_id for fact in facts)
    found = []
    for fact, key in zip(facts, keys, strict=True):
        alike_named = known.get((fact.type, key), ())
        itself = {fact.subject_id} if fact.subject_id or not except_own else {_own_subject(fact, alike_named)}
        found.append([DuplicateHint(subject, why, _by_name_alone(fact, facts_of(subject))) for subject in alike_named
                      if subject.pk not in itself and frozenset((fact.subject_id, subject.pk)) not in apart
                      and (why := alike(fact, facts_of(subject)))])
    return found


def _own_subject(fact, subjects):
    """Id of the subject that words without one will be stored as, when it is of the same agency; None otherwise."""
    subject = next((subject for subject in subjects if _is_certain(fact, subject)), None)
    is_own = subject and fact.organization_id and subject.organization_id == fact.organization_id
    return subject.pk if is_own else None


def _by_name_alone(one, other):
    same_year = bool(one.birth_year) and one.birth_year == other.birth_year
    same_agency = bool(one.organization_id) and one.organization_id == other.organization_id
    return not (same_year or same_agency or same_unit(one, other))


def told_apart(subject_ids):
    """The pairs (frozensets of ids) that people decided are different, of these subjects. One query, or none."""
    wanted = {pk for pk in subject_ids if pk}
    if not wanted:
        return set()
    rows = SubjectDistinction.objects.filter(Q(one__in=wanted) | Q(other__in=wanted)).values_list("one", "other")
    return {frozenset(pair) for pair in rows}


def facts_of(subject):
    return NameFacts(subject.type, subject.name, subject.birth_year, subject.organization_id, subject.unit_text,
                     subject.pk)


@dataclass(frozen=True)
class Pair:
    """Two stored subjects that may be one, and why in words."""

    one: Subject
    other: Subject
    why: str


def alike_pairs(*, most=200):
    """The pairs of the whole registry that nobody decided about yet, by name; at most `most`. Three queries."""
    names = (Subject.objects.filter(merged_into=None).values("type", "normalised_name").annotate(total=Count("pk"))
             .filter(total__gt=1).order_by("normalised_name")[:most])
    wanted = Q(pk__in=[])
    for row in names:
        wanted |= Q(type=row["type"], normalised_name=row["normalised_name"])
    subjects = list(Subject.objects.filter(wanted, merged_into=None).select_related("organization").order_by("pk"))
    apart, pairs = told_apart(s.pk for s in subjects), []
    for n, one in enumerate(subjects):
        for other in subjects[n + 1:]:
            same_name = (one.type, one.normalised_name) == (other.type, other.normalised_name)
            undecided = same_name and frozenset((one.pk, other.pk)) not in apart
            if undecided and (why := alike(facts_of(one), facts_of(other))):
                pairs.append(Pair(one, other, why))
    return sorted(pairs, key=lambda pair: (pair.one.given_key, pair.one.pk, pair.other.pk))[:most]


def family(subject, *, user=None):
    """The subject with all that were merged into it, or into what it was merged into; for a `user` those they see."""
    head = subject.merged_into_id or subject.pk
    rows = Subject.objects.all() if user is None else Subject.objects.visible_to(user)
    return rows.filter(Q(pk=head) | Q(merged_into=head))


def alike(one, other):
    """Why two people or bodies of one name may be the same, in words; empty when their birth years differ."""
    if one.birth_year and other.birth_year and one.birth_year != other.birth_year:
        return ""
    same = ["tên"]
    if one.birth_year and one.birth_year == other.birth_year:
        same.append("năm sinh")
    unit = same_unit(one, other)
    if unit:
        same.append("đơn vị")
    if one.type == SubjectType.INDIVIDUAL and len(same) == 1 and one.birth_year and other.birth_year is None:
        return "trùng tên, khác đơn vị; hồ sơ kia chưa có năm sinh"
    words = same[0] if len(same) == 1 else f"{', '.join(same[:-1])} và {same[-1]}"
    return f"trùng {words}" + ("" if unit else ", khác đơn vị")


def same_unit(one, other):
    if one.unit_text and other.unit_text:
        return fold(one.unit_text) == fold(other.unit_text)
    return bool(one.organization_id) and one.organization_id == other.organization_id
