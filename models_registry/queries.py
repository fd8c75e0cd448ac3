"""Counts that come from stage events, how obligations stand, and who is the same as whom."""
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from accounts.enums import Role
from accounts.models import User
from audit.models import AuditEvent
from models_registry.models import CountChange, ExemplarRecord, StageEvent, Subject
from plans.enums import Stage
from plans.models import ObligationFigure

BLOCKING = (Stage.DROPPED, Stage.REVOKED, Stage.ON_HOLD)
MAIN = (Stage.DISCOVERED, Stage.REGISTERED, Stage.NURTURING, Stage.RECOGNISED, Stage.REPLICATING, Stage.REPLICATED)


def not_blocked(as_of, prefix="record"):
    """The condition that the record is not dropped, revoked or on hold at the end of `as_of`."""
    resumed_later = StageEvent.objects.filter(
        record=OuterRef("record"), stage=Stage.RESUMED, on_date__lte=as_of).filter(
        Q(on_date__gt=OuterRef("on_date")) | Q(on_date=OuterRef("on_date"), pk__gt=OuterRef("pk")))
    blocked = StageEvent.objects.filter(
        Q(stage=Stage.REVOKED) | ~Exists(resumed_later), record=OuterRef(prefix), stage__in=BLOCKING,
        on_date__lte=as_of)
    return ~Exists(blocked)


def counted_by_obligation(obligations, *, as_of):
    """{obligation id: {stage: distinct subjects that reached it by `as_of`}}; absent when none. One query.

    The stage by which the rule counts is counted inside the obligation's window only; the other stages show the
    pipeline and count up to the window's end. Blocked records (dropped, revoked, on hold) count nowhere. A subject
    merged into another counts as that other.
    """
    credit, rule = "record__credits__obligation", "record__credits__rule__counting_stage"
    rows = (
        StageEvent.objects.filter(  # one call, so that every condition speaks of the same credit
            Q(**{f"{credit}__window_end": None}) | Q(on_date__lte=F(f"{credit}__window_end")),
            Q(on_date__gte=F(f"{credit}__window_start")) | Q(stage__lt=F(rule)) | Q(stage__gt=F(rule)),
            **{f"{credit}__in": obligations}, on_date__lte=as_of)
        .filter(not_blocked(as_of))
        .values_list(f"{credit}_id", "stage")
        .annotate(total=Count(Coalesce("record__subject__merged_into", "record__subject"), distinct=True)).order_by())
    counts = {}
    for obligation_id, stage, total in rows:
        counts.setdefault(obligation_id, {})[stage] = total
    return counts


def written_for(rows, user):
    """The rows with a writer (`by`) that this person may read: an agency's own people's, the office's and the system's.

    Two agencies may put the same person forward: neither reads what the other wrote.
    """
    if user.sees_whole_province:
        return rows
    writers = User.objects.filter(
        Q(assignments__organization__in=user.organization_ids()) | Q(assignments__role=Role.OFFICER))
    return rows.filter(Q(by=None) | Q(by__in=writers.values("pk")))


OWN_WORDS = ("name", "birth_year", "sex", "position", "unit_text", "address", "household_head")
IDENTITY = ("name", "birth_year", "unit_text")


def in_own_words(subjects, user):
    """The subjects as `in_words_of` the person's agencies; as they are stored for people of the province."""
    return list(subjects) if user.sees_whole_province else in_words_of(set(user.organization_ids()), subjects)


def in_words_of(agencies, subjects):
    """The subjects, never to be saved, with what these agencies (ids) said of those that another agency keeps.

    What says who it is (name, birth year, unit) stands when they said nothing more. At most two queries.
    """
    subjects = list(subjects)
    foreign = [subject for subject in subjects if subject.organization_id not in agencies]
    said = _said_by(agencies, foreign) if foreign else {}
    for subject in foreign:
        words = said.get(subject.pk) or {name: getattr(subject, name) for name in IDENTITY}
        for name in OWN_WORDS:
            setattr(subject, name, words.get(name, None if name == "birth_year" else ""))
    return subjects


def _said_by(agencies, subjects):
    """{subject id: words} of the agencies' last nomination of each, else of what they kept before it was merged."""
    said = {row.pop("merged_into"): row for row in Subject.objects.filter(
        organization__in=agencies, merged_into__in=subjects).order_by("pk").values("merged_into", *OWN_WORDS)}
    sent = "records__nominations__"
    rows = Subject.objects.filter(pk__in=[s.pk for s in subjects], **{f"{sent}submission__organization__in": agencies})
    for pk, *words in rows.order_by(f"{sent}pk").values_list("pk", *(f"{sent}{name}" for name in OWN_WORDS[:-1])):
        said[pk] = dict(zip(OWN_WORDS, words, strict=False))
    return said


def count_versions(obligation_ids):
    """{obligation id: version of its counts}; absent means 0. One query.

    Whoever reads the version first and counts after it may keep the counts under that version: every act that changes
    them raises it in its own transaction, so what is kept under the version of today's data is never older than they.
    The conditions of the rule and the window are not part of it.
    """
    ids = list(obligation_ids)
    # many ids of one plan lie close together, and two bounds are read quicker than a long list
    asked = Q(obligation__in=ids) if len(ids) < 100 else Q(obligation__gte=min(ids), obligation__lte=max(ids))
    wanted = set(ids)
    changes = CountChange.objects.filter(asked).order_by().values_list("obligation_id").annotate(Sum("weight"))
    return {pk: version for pk, version in changes if pk in wanted}


def counted_records(obligation, *, stage, as_of):
    """The records behind one number of the board, in the order people are listed."""
    reached = StageEvent.objects.filter(record=OuterRef("pk"), stage=stage, on_date__lte=as_of)
    if obligation.window_end:
        reached = reached.filter(on_date__lte=obligation.window_end)
    if stage == obligation.rule.counting_stage:
        reached = reached.filter(on_date__gte=obligation.window_start)
    records = ExemplarRecord.objects.filter(Exists(reached), credits__obligation=obligation)
    return records.filter(not_blocked(as_of, prefix="pk")).select_related(
        "subject", "practice_model", "field").order_by("subject__given_key", "pk")


@dataclass(frozen=True)
class Standing:
    """The bounds of an obligation in force on a day and what counts for it; None where the plan gives no bound."""

    minimum: int | None
    maximum: int | None
    actual: int
    registered: int

    @property
    def shortfall(self):
        return None if self.minimum is None else max(0, self.minimum - self.actual)

    @property
    def room(self):
        """How many more fit under the ceiling; None without one."""
        return None if self.maximum is None else max(0, self.maximum - self.actual)


def standings(obligations, *, as_of):
    """{obligation id: Standing} as of the day, for a list of obligations with their rules. Two queries."""
    figures = {figure.obligation_id: figure for figure in ObligationFigure.objects.filter(
        obligation__in=obligations, effective_on__lte=as_of).order_by("effective_on", "pk")}
    counts = counted_by_obligation(obligations, as_of=as_of)
    return {o.pk: _standing(figures.get(o.pk), counts.get(o.pk, {}), o.rule.counting_stage) for o in obligations}


def _standing(figure, counts, stage):
    return Standing(
        minimum=figure.min_count if figure else None, maximum=figure.max_count if figure else None,
        actual=counts.get(stage, 0), registered=counts.get(Stage.REGISTERED, 0))


def obligation_refusal(record, obligation):
    """Why the obligation cannot count this record, in Vietnamese; empty when it can."""
    rule, subject = obligation.rule, record.subject
    if record.plan_id != rule.plan_id:
        return "Hồ sơ thuộc kế hoạch khác."
    if subject.type not in rule.subject_types:
        return f"Chỉ tiêu này không đếm {subject.get_type_display().lower()}."
    if record.record_kind not in rule.record_kinds:
        return f"Chỉ tiêu này không đếm {record.get_record_kind_display().lower()}."
    if obligation.field_id and record.field_id != obligation.field_id:
        return f"Chỉ tiêu này thuộc lĩnh vực «{obligation.field}»."
    if not obligation.field_id and rule.fields.exists() and not rule.fields.filter(pk=record.field_id).exists():
        return "Lĩnh vực của hồ sơ không thuộc chỉ tiêu này."
    if rule.subject_kinds and not subject.kind_tags.filter(kind__in=rule.subject_kinds).exists():
        return "Đối tượng không thuộc nhóm mà chỉ tiêu này đếm."
    return ""


def stage_of(events):
    """The stage that these events, in order of day, make: the furthest reached, unless the record was put aside since.

    Forwarding and commendation count for quotas but leave the record where it is; a revoked record stays revoked.
    """
    furthest, aside = Stage.DISCOVERED, None
    for stage in events:
        if stage in BLOCKING:
            aside = stage if aside != Stage.REVOKED else aside
        elif stage == Stage.RESUMED and aside != Stage.REVOKED:
            aside = None
        elif stage in MAIN:
            furthest = max(furthest, stage, key=MAIN.index)
    return Stage(aside or furthest)


@dataclass(frozen=True)
class Merge:
    """One merge as the log tells it: which name went, when, by whom and why."""

    name: str
    at: object
    by: str
    reason: str


def merges_of(subject):
    """What was merged into the subject, newest first. One query."""
    events = AuditEvent.objects.for_object(subject).filter(action="models_registry.merge_subjects")
    return [Merge(e.before.get("subject", ""), e.at, e.actor_label, e.reason) for e in events]
