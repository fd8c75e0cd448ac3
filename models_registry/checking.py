"""The facts behind a check: what the registry knows of a subject, the plan's conditions, and what was found."""
from dataclasses import replace

from django.db.models import Q

from models_registry.duplicates import family
from models_registry.eligibility import GENERAL, Condition, Headed, Merit, Outcome, Span, Title, evaluate
from models_registry.enums import Moment, Result, Sensitive
from models_registry.models import (
    Discipline,
    EligibilityFinding,
    EligibilityResult,
    ExemplarRecord,
    Headship,
    Hold,
    SensitiveFact,
    SensitivePolicy,
    StageEvent,
    Subject,
    SubjectKindTag,
    TitleRecord,
    YearlyRating,
)
from models_registry.queries import BLOCKING, written_for
from plans.enums import Stage

SIGNS = {Result.PASS: "✓", Result.FAIL: "✕", Result.UNKNOWN: "?", Result.NOT_APPLICABLE: "–", Result.WAIVED: "✓"}


def conditions(plan, field):
    """The conditions of the plan that hold in the field, and those that hold everywhere. One query."""
    rows = plan.eligibility_rules.filter(Q(field=None) | Q(field=field)).order_by("code", "pk")
    return [_condition(row) for row in rows] + list(GENERAL)


def _condition(row):
    return Condition(
        code=row.code, kind=row.kind, text=str(row), quote=row.quote, params=row.params or {},
        applies_to=tuple(part.strip() for part in (row.applies_to or "all").split(",")), severity=row.severity,
        na_allowed=row.na_allowed, rule_id=row.pk)


def used_fields(plan):
    """The sensitive facts the plan uses, in the order they are shown."""
    row = SensitivePolicy.objects.filter(plan=plan).first()
    return [field for field in Sensitive if row and field in row.fields]


def uses_discipline(subject):
    """Whether a plan for which the subject (or what was merged into it) has a record uses disciplines. Two queries."""
    rows = SensitivePolicy.objects.filter(plan__exemplar_records__subject__in=family(subject)).distinct()
    return any(Sensitive.DISCIPLINE in row.fields for row in rows)


def window_of(plan, field):
    """(first day, last day or None) of the years that are examined."""
    return field.window if field else (plan.period_from, plan.period_to)


def merit_of(subject, *, plan, as_of, for_office, record=None, selected=(), user=None):
    """What is known of the subject on the day. Nine queries.

    Disciplines and holds are known to the office alone, disciplines where the plan uses them. `selected` are ids of
    subjects put forward in the same plan and not decided yet. With a `user` only what they may read is looked at.
    """
    kin = list(family(subject, user=user).values_list("pk", flat=True))
    ratings = {(r.scheme, r.year): r.value for r in _read_by(user, YearlyRating.objects.filter(subject__in=kin))}
    titles = tuple(Title(t.title, t.year, t.is_achieved, t.commendation_kind, t.revoked_on)
                   for t in _read_by(user, TitleRecord.objects.filter(subject__in=kin)))
    party = SensitiveFact.objects.filter(subject=subject).first()
    member = party.is_party_member if party else None
    if member is None and any(scheme == "party_member" for scheme, _ in ratings):
        member = True
    return Merit(
        subject_type=subject.type, kinds=frozenset(subject.kind_tags.values_list("kind", flat=True)),
        position=subject.position, ratings=ratings, titles=titles, dissolved_on=subject.dissolved_on,
        disciplines=_spans(Discipline, kin) if for_office and Sensitive.DISCIPLINE in used_fields(plan) else None,
        holds=_spans(Hold, kin) if for_office else None,
        heads=_headed(kin, plan, as_of, set(selected), user), has_party_organisation=subject.has_party_organisation,
        party_since=party and party.party_since, is_party_member=member, registered_on=_registered_on(record))


def _read_by(user, rows):
    return rows if user is None else written_for(rows, user)


def merits_of(subjects, *, user):
    """{subject id: Merit} of what ratings, titles and kinds say, for long lists. Four queries for any number.

    Only what the person may read is looked at. Heads, disciplines, holds and sensitive facts stay unknown here:
    the page of the one nominee tells of them.
    """
    heads = {subject.pk: subject.merged_into_id or subject.pk for subject in subjects}
    wanted = set(heads.values())
    kin = {pk: merged or pk for pk, merged in Subject.objects.visible_to(user).filter(
        Q(pk__in=wanted) | Q(merged_into__in=wanted)).values_list("pk", "merged_into")}
    ratings, titles, kinds = {}, {}, {}
    for row in written_for(YearlyRating.objects.filter(subject__in=kin), user):
        ratings.setdefault(kin[row.subject_id], {})[row.scheme, row.year] = row.value
    for row in written_for(TitleRecord.objects.filter(subject__in=kin), user):
        titles.setdefault(kin[row.subject_id], []).append(
            Title(row.title, row.year, row.is_achieved, row.commendation_kind, row.revoked_on))
    for subject, kind in SubjectKindTag.objects.filter(subject__in=heads).values_list("subject", "kind"):
        kinds.setdefault(subject, []).append(kind)
    return {s.pk: Merit(
        subject_type=s.type, kinds=frozenset(kinds.get(s.pk, ())), position=s.position,
        ratings=ratings.get(heads[s.pk], {}), titles=tuple(titles.get(heads[s.pk], ())), dissolved_on=s.dissolved_on,
        has_party_organisation=s.has_party_organisation,
        is_party_member=True if any(scheme == "party_member" for scheme, _ in ratings.get(heads[s.pk], ())) else None)
        for s in subjects}


def _spans(model, kin):
    return tuple(Span(str(row), row.from_date, row.to_date) for row in model.objects.filter(subject__in=kin))


def _headed(kin, plan, as_of, selected, user=None):
    """The collectives the person heads on the day, with how they stand in the plan."""
    rows = _read_by(user, Headship.objects.filter(Q(to_date=None) | Q(to_date__gte=as_of), person__in=kin,
                                                  from_date__lte=as_of).select_related("collective"))
    return tuple(Headed(row.collective.name, _standing(row.collective, plan, as_of, selected)) for row in rows)


def _standing(collective, plan, as_of, selected):
    records = ExemplarRecord.objects.filter(subject__in=family(collective), plan=plan).exclude(stage__in=BLOCKING)
    if StageEvent.objects.filter(record__in=records, stage=Stage.RECOGNISED, on_date__lte=as_of).exists():
        return "recognised"
    return "selected" if collective.pk in selected else "none"


def _registered_on(record):
    if record is None:
        return None
    event = record.stage_events.filter(stage=Stage.REGISTERED).order_by("on_date").first()
    return event and event.on_date


def typed_merit(facts, known=None):
    """What is being typed laid over what is known: `facts` are fields of Merit, empty ones left out."""
    merit = known or Merit(subject_type=facts["subject_type"])
    ratings = {**(merit.ratings or {}), **facts.get("ratings", {})}
    titles = (*merit.titles, *facts.get("titles", ()))
    kinds = merit.kinds | facts.get("kinds", frozenset())
    rest = {n: v for n, v in facts.items() if n not in ("ratings", "titles", "kinds") and v not in (None, "")}
    return replace(merit, ratings=ratings, titles=titles, kinds=kinds, **rest)


def check(rows, merit, *, window, as_of):
    """The outcome of each condition, in their order; conditions for other types of subjects are left out."""
    found = [evaluate(row, merit, window=window, as_of=as_of) for row in rows]
    return [o for o in found if o.result != Result.NOT_APPLICABLE or _speaks_of(o.condition, merit.subject_type)]


def _speaks_of(condition, subject_type):
    return any(part == "all" or part.split(".")[0] == subject_type for part in condition.applies_to)


def with_findings(outcomes, record):
    """The outcomes with what officers found or waived in place of what the facts say. One query."""
    if record is None:
        return list(outcomes)
    found = {row.code: row for row in EligibilityFinding.objects.filter(record=record).select_related("by")}
    return [_found(outcome, found.get(outcome.condition.code)) for outcome in outcomes]


def _found(outcome, finding):
    if finding is None:
        return outcome
    return Outcome(outcome.condition, Result(finding.result), finding.words, by=str(finding.by))


def check_record(record, *, as_of, selected=(), for_office=True, typed=None):
    """The outcomes of a stored record: facts of the registry, words of the nomination, findings of officers."""
    merit = merit_of(record.subject, plan=record.plan, as_of=as_of, for_office=for_office, record=record,
                     selected=selected)
    merit = typed_merit({"subject_type": record.subject.type, **(typed or {})}, merit)
    outcomes = check(conditions(record.plan, record.field), merit, as_of=as_of,
                     window=window_of(record.plan, record.field))
    return with_findings(outcomes, record)


def marks(records):
    """{record id: (fails, unknowns)} of the last stored check of each. One query."""
    rows = EligibilityResult.objects.filter(record__in=records).order_by("moment").values_list(
        "record", "code", "moment", "result")
    last = {}
    for record, code, moment, result in rows:
        if moment == Moment.APPRAISED or (record, code) not in last:
            last[record, code] = result
    counts = {}
    for (record, _), result in last.items():
        fails, unknown = counts.get(record, (0, 0))
        counts[record] = (fails + (result == Result.FAIL), unknown + (result == Result.UNKNOWN))
    return counts
