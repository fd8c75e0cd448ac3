"""Figures of quotas as of a day: one frozen line an obligation, and their totals. Everything that prints a number of a
plan (board, spreadsheet, report, command line) takes it from here.
"""
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from django.db.models import Min, OuterRef, Subquery
from django.utils import timezone

from models_registry.models import ExemplarRecord
from models_registry.queries import counted_by_obligation
from nominations.models import Submission
from organizations.models import Organization
from plans import generation
from plans.enums import AssignmentVerb, CreditBy, Modality, ObligationStatus, Stage, SubjectType
from plans.models import (
    BearerAssignment,
    FieldLead,
    ObligationFigure,
    Phase,
    Plan,
    PlanField,
    QuotaObligation,
    QuotaRule,
)
from plans.queries import obligations_standing
from plans.services.amendments import figure_on
from reporting import kept, pace
from reporting.tallies import tally, terms_of

NOTHING_COUNTED = {}
FUNNEL = (Stage.REGISTERED, Stage.NURTURING, Stage.RECOGNISED, Stage.REPLICATED, Stage.FORWARDED)


@dataclass(frozen=True)
class QuotaLine:
    """One obligation as of a day. Bounds are None where the plan gives none; stage counts are of distinct subjects.

    `current_bearer` is None when the bearer has ended and nobody confirmed who bears the quota now. `obligation_id` and
    `public_id` are None for an obligation that a draft plan would make. `heard_on` is the day on which the bearer
    last sent or registered something for the plan, whatever `as_of`; None when it never did.
    """

    plan: Plan
    rule: QuotaRule
    field: PlanField | None
    bearer: Organization
    current_bearer: Organization | None
    verb: str
    phase: Phase | None
    window_key: str
    window_start: date
    window_end: date | None
    modality: str
    minimum: int | None
    maximum: int | None
    target: int | None
    registered: int
    nurturing: int
    recognised: int
    replicated: int
    forwarded: int
    actual: int
    status: str
    pace: str
    expected: Fraction | None
    closes_on: date | None
    document: object = None
    heard_on: date | None = None
    obligation_id: int | None = None
    public_id: object = None
    made: dict = field(default_factory=dict, init=False, repr=False, compare=False)  # see reporting.made

    @property
    def shortfall(self):
        """How many are missing to the minimum, 0 or more; None without a minimum."""
        return None if self.minimum is None else max(0, self.minimum - self.actual)

    @property
    def over(self):
        """How many are above the ceiling, 0 or more; None without a ceiling."""
        return None if self.maximum is None else max(0, self.actual - self.maximum)

    @property
    def has_figure(self):
        return (self.minimum, self.maximum, self.target) != (None, None, None)

    @property
    def is_exact(self):
        return self.minimum is not None and self.minimum == self.maximum

    @cached_property
    def subject_type(self):
        """The only subject type the rule counts; None when it counts several together."""
        return self.rule.subject_types[0] if len(self.rule.subject_types) == 1 else None

    @property
    def gap(self):
        """How many are missing to the number expected by now; 0 when the line keeps pace."""
        return max(0, int(self.expected) - self.actual) if self.expected is not None else 0


@dataclass(frozen=True)
class Minimum:
    """Sums of minima; None where no line with a figure belongs to that type. `all` also holds rules that count several
    types together."""

    collective: int | None
    individual: int | None
    household: int | None
    all: int | None


@dataclass(frozen=True)
class BoardTotals:
    """Sums over the given lines. `counted` is Σ min(actual, minimum), so that a surplus never hides a gap; `percent` is
    of that, 0–100, None without any minimum; `actual_of_minimum` leaves out lines without a minimum."""

    obligations: int
    without_figure: int
    minimum: Minimum
    actual: int
    actual_of_minimum: int
    counted: int
    shortfall: int | None
    over: int

    @property
    def percent(self):
        return Fraction(100 * self.counted, self.minimum.all) if self.minimum.all else None


def quota_lines(plan, *, as_of, visible=None):
    """The plan's lines as of the day, in the order of rules, fields and bearers. At most three queries for any number.

    `visible` (a queryset of obligations) leaves only those. A draft plan shows what it would make agencies owe, with
    zero counts, to whoever may see all.
    """
    return lines_by_plan([plan], as_of=as_of, visible=visible)[plan.pk]


def lines_by_plan(plans, *, as_of, visible=None):
    """{plan id: lines} for several plans with the same number of queries as for one; drafts are read one by one."""
    lines = {plan.pk: [] for plan in plans}
    stored = [plan for plan in plans if not plan.is_draft]
    for plan in plans:
        if plan.is_draft and visible is None:
            lines[plan.pk] = _planned_lines(plan, as_of)
    if stored:
        lines |= _kept_lines(stored, as_of, visible)
    return lines


def _kept_lines(plans, as_of, visible):
    """{plan id: lines} of issued plans, from what is kept where nothing changed; only the visible ones."""
    by_key = {("lines", plan.pk, as_of): plan for plan in plans}
    found = kept.recall(list(by_key), lambda keys: _stored_lines({key: by_key[key] for key in keys}, as_of))
    if visible is None:
        return {key[1]: lines for key, lines in found.items()}
    seen = set(visible.filter(rule__plan__in=plans).values_list("pk", flat=True))
    return {key[1]: [line for line in lines if line.obligation_id in seen] for key, lines in found.items()}


def _stored_lines(plans, as_of):
    """{key: lines} as of the day, for {key: plan}; a line of which nothing changed stays the very same."""
    grounds = kept.recall([("ground", plan.pk, as_of) for plan in plans.values()],
                          lambda keys: _grounds(keys, plans.values(), as_of), about=kept.plan_acts)
    terms = {ground.row.pk: ground.terms for found in grounds.values() for ground in found}
    counts = tally(counted_by_obligation, terms, as_of=as_of, empty=NOTHING_COUNTED)
    heard = _heard([plan.pk for plan in plans.values()])
    return {key: [ground.line(plan, counts[ground.row.pk], heard.get((plan.pk, ground.row.bearer_id)), as_of)
                  for ground in grounds["ground", plan.pk, as_of]] for key, plan in plans.items()}


@dataclass
class Ground:
    """What the plan says of one obligation as of a day, and the line last made of it."""

    row: QuotaObligation
    figure: ObligationFigure
    bearer: Organization
    verb: str | None
    terms: tuple
    made: tuple = (None, None, None)

    def line(self, plan, counts, heard_on, as_of):
        known_counts, known_heard, line = self.made
        if line is None or known_counts != counts or known_heard != heard_on:
            line = _stored_line(plan, self, counts, heard_on, as_of)
            self.made = counts, heard_on, line
        return line


def _grounds(keys, plans, as_of):
    """{key: [Ground]} in the order of rules, fields and bearers. One query, two where an heir was named."""
    wanted = [plan for plan in plans if ("ground", plan.pk, as_of) in keys]
    figures = defaultdict(list)
    for figure in _figures(obligations_standing(wanted, as_of), as_of):
        figures[figure.obligation_id].append(figure)
    heirs = Organization.objects.in_bulk({found[0].heir for found in figures.values()} - {None})
    grounds = {key: [] for key in keys}
    for dated in figures.values():
        row = dated[0].obligation
        grounds["ground", row.rule.plan_id, as_of].append(Ground(
            row, figure_on(dated, as_of), heirs.get(dated[0].heir, row.bearer), dated[0].verb, terms_of(row)))
    return grounds


def _figures(obligations, as_of):
    """The dated figures of the obligations in their order, each with its obligation, the verb towards the bearer and
    the id of the agency that was named in its place by the day."""
    verb = FieldLead.objects.filter(field=OuterRef("obligation__field"), organization=OuterRef("obligation__bearer"))
    heir = BearerAssignment.objects.filter(obligation=OuterRef("obligation"), from_date__lte=as_of).order_by(
        "-from_date", "-pk")
    return ObligationFigure.objects.filter(obligation__in=obligations).select_related(
        "document", *(f"obligation__{name}" for name in ("rule", "field", "bearer", "phase"))).defer(
        "document__raw_text", "document__clean_text").annotate(
        verb=Subquery(verb.values("verb")[:1]), heir=Subquery(heir.values("organization")[:1])).order_by(
        *(f"obligation__{name}" for name in QuotaObligation._meta.ordering), "effective_on", "pk")


def _heard(plan_ids):
    """{(plan id, agency id): the day its agency last sent or registered something for the plan}; absent when never.

    One query, which asks once an agency and not once a quota."""
    own = {"plan": OuterRef("rule__plan"), "organization": OuterRef("bearer")}
    sent = Submission.objects.filter(**own, submitted_at__isnull=False).order_by("-pk")
    found = ExemplarRecord.objects.filter(**own).order_by("-pk")
    one_each = QuotaObligation.objects.filter(rule__plan__in=plan_ids).order_by().values(
        "rule__plan", "bearer").annotate(one=Min("pk"))
    rows = QuotaObligation.objects.filter(pk__in=one_each.values("one")).order_by().values_list(
        "rule__plan", "bearer", Subquery(sent.values("submitted_at")[:1]), Subquery(found.values("created_at")[:1]))
    return {(plan, bearer): max(timezone.localdate(at) for at in moments if at)
            for plan, bearer, *moments in rows if any(moments)}


def _stored_line(plan, ground, counts, heard_on, as_of):
    row, bearer = ground.row, ground.bearer
    return _line(
        plan, row, as_of=as_of, counts=counts, figure=ground.figure,
        current_bearer=None if _has_ended(bearer, as_of) else bearer, verb=ground.verb, document=ground.figure.document,
        obligation_id=row.pk, public_id=row.public_id, heard_on=heard_on)


def _planned_lines(plan, as_of):
    """The lines of a draft: what it would make agencies owe, nothing counted yet."""
    until = plan.period_to or date(max(as_of.year, plan.period_from.year), 12, 31)
    verbs = {(lead.field_id, lead.organization_id): lead.verb
             for lead in FieldLead.objects.filter(field__plan=plan)}
    return [
        _line(plan, row, as_of=as_of, counts={}, figure=row, current_bearer=row.bearer,
              verb=verbs.get((row.field.pk if row.field else None, row.bearer.pk)))
        for row in generation.planned_obligations(plan, until=until)]


def _line(plan, row, *, as_of, counts, figure, current_bearer, verb, **identity):
    span = pace.span_of(window_start=row.window_start, window_end=row.window_end,
                        preparation_ends_on=plan.preparation_ends_on, closing_on=plan.closing_on)
    actual = counts.get(row.rule.counting_stage, 0)
    binding = None if figure.modality == Modality.PENDING else figure.min_count
    return QuotaLine(
        plan=plan, rule=row.rule, field=row.field, bearer=row.bearer, current_bearer=current_bearer,
        verb=verb or _usual_verb(row.rule, row.bearer), phase=row.phase, window_key=row.window_key,
        window_start=row.window_start, window_end=row.window_end, modality=figure.modality, minimum=figure.min_count,
        maximum=figure.max_count, target=figure.target_count, actual=actual,
        **{stage.value: counts.get(stage, 0) for stage in FUNNEL},
        status=obligation_status(figure, actual=actual, is_open=row.window_end is None or as_of <= row.window_end),
        pace=pace.pace_of(target=binding, actual=actual, maximum=figure.max_count, span=span, as_of=as_of),
        expected=pace.expected(binding, span, as_of), closes_on=span.end, **identity)


def _usual_verb(rule, bearer):
    """The verb towards an agency that no field names: the Party, the Front and mass bodies are asked, never ordered."""
    if rule.credit_by == CreditBy.SELECTOR:
        return AssignmentVerb.TU_THUC_HIEN
    return AssignmentVerb.DE_NGHI if bearer.was_asked_not_ordered else AssignmentVerb.GIAO


def _has_ended(organization, day):
    return organization.valid_to is not None and organization.valid_to < day


def obligation_status(figure, *, actual, is_open):
    """What the arithmetic says: nothing to judge, above the ceiling, met, short, or still running.

    Without a minimum nothing is short: a target alone is wished for, not owed.
    """
    if figure.modality == Modality.PENDING:
        return ObligationStatus.PENDING_ALLOCATION
    if (figure.min_count, figure.max_count, figure.target_count) == (None, None, None):
        return ObligationStatus.NOT_QUANTIFIED
    if figure.max_count is not None and actual > figure.max_count:
        return ObligationStatus.OVER
    if figure.min_count is None:
        below = figure.target_count is not None and actual < figure.target_count
        return ObligationStatus.RUNNING if below and is_open else ObligationStatus.MET
    if actual >= figure.min_count:
        return ObligationStatus.MET
    return ObligationStatus.RUNNING if is_open else ObligationStatus.SHORT


def board_totals(lines):
    """The totals of the lines; a shortfall is the sum of the lines' shortfalls, since one agency's surplus does not
    cover another's gap."""
    binding = [line for line in lines if line.minimum is not None]
    return BoardTotals(
        obligations=len(lines),
        without_figure=sum(not line.has_figure for line in lines),
        minimum=_minimum(binding),
        actual=sum(line.actual for line in lines),
        actual_of_minimum=sum(line.actual for line in binding),
        counted=sum(min(line.actual, line.minimum) for line in binding),
        shortfall=sum(line.shortfall for line in binding) if binding else None,
        over=sum(line.over or 0 for line in lines))


def _minimum(binding):
    sums = defaultdict(int)
    for line in binding:
        sums["all"] += line.minimum
        if line.subject_type:
            sums[line.subject_type.value] += line.minimum
    return Minimum(**{name: sums.get(name) for name in (*(t.value for t in SubjectType), "all")})


@dataclass(frozen=True)
class PlanShape:
    """How many fields, lead agencies and rules the plan has."""

    fields: int
    lead_agencies: int
    rules: int


def plan_shape(plan):
    """Counted from the plan itself, also where no obligation mentions a field. Three queries."""
    leads = FieldLead.objects.filter(field__plan=plan)
    return PlanShape(fields=plan.fields.count(), lead_agencies=leads.values("organization").distinct().count(),
                     rules=plan.rules.count())


def terms_of_lines(lines):
    """{obligation id: its terms} of the stored obligations of the lines, for `tally`."""
    return {line.obligation_id: terms_of(line) for line in lines if line.obligation_id}


def obligations_of(lines):
    """The stored obligations of the lines as a queryset, for the lists behind their numbers."""
    return QuotaObligation.objects.filter(pk__in=[line.obligation_id for line in lines if line.obligation_id])
