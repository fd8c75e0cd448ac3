"""The conditions of the plan held against a nomination: while it is written, when it is sent, when it is appraised."""
from django.utils import timezone

from core.errors import InvalidInput
from models_registry import services as registry
from models_registry.checking import check, check_record, conditions, merit_of, merits_of, typed_merit, window_of
from models_registry.duplicates import NameFacts, same_subject, same_subjects
from models_registry.eligibility import Title, applies, years_examined
from models_registry.enums import Moment, RatingScheme, Result
from models_registry.models import Subject
from nominations.enums import UNDECIDED
from nominations.models import ConditionAtReturn, Nomination
from plans.enums import SubjectType

RATED = {"annual_rating": None, "rating": None, "party_org_rating": RatingScheme.PARTY_ORG,
         "party_member_rating": RatingScheme.PARTY_MEMBER}
TITLED = ("annual_title", "annual_household_title", "collective_standard", "commune_standard")


def typed_facts(nomination, today=None):
    """What the nomination itself says, as facts of a check; one not sent yet could be sent on `today` at
    the earliest."""
    declared = nomination.declared or []
    facts = {
        "subject_type": nomination.subject_type, "position": nomination.position,
        "kinds": frozenset([nomination.subject_kind] if nomination.subject_kind else []),
        "has_party_organisation": nomination.has_party_organisation,
        "ratings": {(row["scheme"], row["year"]): row["value"] for row in declared if row["kind"] == "rating"},
        "titles": tuple(Title(row["title"], row["year"], row["value"] == "yes") for row in declared
                        if row["kind"] == "title")}
    return {**facts, "nominated_on": _nominated_on(nomination) or today}


def _nominated_on(nomination):
    """The day it was first sent; None before. One that came back keeps that day: sending registers, and what a
    nomination itself registered does not precede it."""
    if not nomination.submitted_at:
        return None
    first = nomination.submission.first_submitted_at if nomination.return_reason else None
    return timezone.localdate(first or nomination.submitted_at)


def outcomes(nomination, *, user, today):
    """What each condition says now, for the eyes of this person.

    An agency is told only from what it typed and from subjects it may see itself; the office from everything.
    """
    plan, field = nomination.submission.plan, nomination.submission.field
    if user.sees_whole_province and nomination.record_id:
        return _for_office(nomination, today)
    known = _known_to(user, nomination, plan, today)
    merit = typed_merit(typed_facts(nomination, today), known)
    return check(conditions(plan, field), merit, window=window_of(plan, field), as_of=today)


def _known_to(user, nomination, plan, today):
    """The registry's facts of the nominee when the person may see the subject; None otherwise."""
    subject = nomination.record.subject if nomination.record_id else same_subject(
        type=nomination.subject_type, name=nomination.name, birth_year=nomination.birth_year,
        organization=nomination.submission.organization, unit_text=nomination.unit_text)
    if subject is None or not Subject.objects.visible_to(user).filter(pk=subject.pk).exists():
        return None
    return merit_of(subject, plan=plan, as_of=today, for_office=False, record=nomination.record,
                    selected=selected_in(plan), user=user)


def selected_in(plan):
    """Ids of the subjects put forward in the plan whose nomination is not decided yet. One query."""
    return set(Nomination.objects.filter(submission__plan=plan, state__in=UNDECIDED, record__isnull=False)
               .values_list("record__subject", flat=True))


def fails_in_list(submission, nominations, today):
    """{nomination id: sentences} of conditions that fail by what the nominations themselves say. One query."""
    rows = conditions(submission.plan, submission.field)
    window = window_of(submission.plan, submission.field)
    return {n.pk: [o.condition.text for o in check(rows, typed_merit(typed_facts(n, today)), window=window, as_of=today)
                   if o.result == Result.FAIL] for n in nominations}


def outcomes_in_list(submission, nominations, *, user, today):
    """What each condition says of each of these nominations (stored or not), in their order, as lists. Six queries.

    From what they say themselves and from subjects of the registry that the person may see; nothing is kept.
    """
    rows = conditions(submission.plan, submission.field)
    window = window_of(submission.plan, submission.field)
    facts = [NameFacts(n.subject_type, n.name, n.birth_year, submission.organization_id, n.unit_text)
             for n in nominations]
    subjects = same_subjects(facts, among=Subject.objects.visible_to(user))
    merits = merits_of([subject for subject in subjects if subject], user=user)
    known = [subject and merits[subject.pk] for subject in subjects]
    return [check(rows, typed_merit(typed_facts(n, today), merit), window=window, as_of=today) if n.subject_type else []
            for n, merit in zip(nominations, known, strict=True)]


def keep(nomination, *, moment, as_of):
    """Store what the conditions say at this moment; returns it."""
    found = _for_office(nomination, as_of)
    registry.keep_results(nomination.record, found, moment=moment, on=as_of)
    return found


def _for_office(nomination, as_of):
    return check_record(nomination.record, as_of=as_of, selected=selected_in(nomination.submission.plan),
                        typed=typed_facts(nomination))


def keep_at_return(nomination, *, as_of):
    """Store what each condition says as the nomination goes back, in place of what an earlier return kept."""
    nomination.conditions_at_return.all().delete()
    ConditionAtReturn.objects.bulk_create(ConditionAtReturn(
        nomination=nomination, code=o.condition.code, text=o.condition.text, result=o.result, evidence=o.evidence)
        for o in _for_office(nomination, as_of))


def changed_since_return(nomination, now):
    """({code: how the condition stood at the return} of the outcomes `now` that differ, those asked no more).

    Both empty when the nomination never went back. One query.
    """
    kept = {row.code: row for row in nomination.conditions_at_return.all()}
    changed = {o.condition.code: was for o in now if (was := kept.get(o.condition.code))
               and (was.result, was.evidence) != (o.result, o.evidence)}
    asked = {o.condition.code for o in now}
    return changed, [row for row in kept.values() if row.code not in asked]


def require_eligible(nomination, *, as_of):
    """Refuse a positive decision when a hard condition fails; what is unknown or waived never stops it."""
    found = keep(nomination, moment=Moment.APPRAISED, as_of=as_of)
    if failing := [f"Không đạt điều kiện bắt buộc «{o.condition.text}»: {o.evidence}" for o in found if o.blocks]:
        raise InvalidInput({"": [*failing, "Nếu được miễn, hãy ghi kết luận miễn kèm lý do ở mục Điều kiện."]})


# --- what an agency declares ------------------------------------------------------------------------------------------


def declarable(nomination, today):
    """{("rating", scheme) or ("title", name): (label, years, values asked)}: the lines of the declaration page."""
    plan, field = nomination.submission.plan, nomination.submission.field
    merit, window = typed_merit(typed_facts(nomination)), window_of(plan, field)
    years, lines = years_examined(window, today), {}
    for row in conditions(plan, field):
        if applies(row, merit)[0] is False:
            continue
        if row.kind in RATED:
            collective = nomination.subject_type == SubjectType.COLLECTIVE
            scheme = RATED[row.kind] or (RatingScheme.COLLECTIVE if collective else RatingScheme.OFFICIAL)
            lines.setdefault(("rating", scheme), (scheme.label, years, row.values))
        elif row.kind in TITLED:
            for value in row.values:
                lines.setdefault(("title", value), (value, years, ()))
    return lines

