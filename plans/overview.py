"""What the pages of a plan show: its parts with their sentences, an agency's own part, what issuing would make."""
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from plans import calendar, generation
from plans.consistency import problems_of
from plans.models import (
    DeadlineOccurrence,
    FieldCoordinator,
    FieldLead,
    Milestone,
    ObligationFigure,
    PlanField,
    QuotaObligation,
    QuotaRule,
)
from plans.queries import duty_lines, obligations_as_of
from plans.services.amendments import figure_on
from plans.wording import (
    bounds_words,
    counted_words,
    deadline_words,
    document_words,
    facts_of,
    issue_day_words,
    rule_sentence,
)

SHOWN_DAYS = 3


@dataclass(frozen=True)
class RuleLine:
    """A rule in words: the whole sentence, the one to read under the name of its field, and its bounds alone.

    `is_said_before`: the rule above stands in the same sentence of the plan.
    """

    rule: QuotaRule
    sentence: str
    short_sentence: str
    bounds: str
    is_said_before: bool = False


@dataclass(frozen=True)
class FieldLine:
    """A field with the rules that hold for it alone; `leads` are (words, agency) pairs: «giao Sở Y tế»."""

    field: PlanField
    leads: list
    rules: list

    @property
    def has_own_period(self):
        """Whether the field's period is another than the plan's."""
        plan = self.field.plan
        return bool(self.field.own_from) and self.field.window != (plan.period_from, plan.period_to)


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone: the deadline in words, and its computed days «→ chậm nhất 29/11/2026 (Chủ nhật)»."""

    milestone: Milestone
    words: str
    days: list
    hidden: int
    who: str


@dataclass(frozen=True)
class PaperLine:
    document: object
    words: str
    day: str

    @property
    def shows_print(self):
        """Whether the number as printed says something else than the number."""
        printed = self.document.number_as_printed.removeprefix("Số").lstrip(": ").replace(" ", "")
        return bool(printed) and printed != (self.document.number or "").replace(" ", "")


@dataclass(frozen=True)
class Parts:
    papers: list
    phases: list
    fields: list
    pooled_rules: list
    milestones: list
    standing_duties: list
    conditions: list


def parts_of(plan, *, today):
    """Every part of the plan for its page and its editor. The number of queries does not depend on their number."""
    rules = list(_rule_lines(plan))
    alone = defaultdict(list)
    for line in rules:
        fields = line.rule.fields.all()
        if len(fields) == 1:
            above = alone[fields[0].pk][-1:]
            alone[fields[0].pk].append(
                replace(line, is_said_before=bool(above) and above[0].rule.quote == line.rule.quote))
    return Parts(
        papers=[PaperLine(d, document_words(d), issue_day_words(d)) for d in
                plan.documents.prefetch_related("legal_bases", "recipients__organization")],
        phases=list(plan.phases.all()),
        fields=[FieldLine(field, [(lead.get_verb_display(), lead.organization) for lead in field.leads.all()],
                          alone[field.pk]) for field in _fields(plan)],
        pooled_rules=[line for line in rules if len(line.rule.fields.all()) != 1],
        milestones=milestone_lines(plan, today=today),
        standing_duties=list(plan.standing_duties.all()),
        conditions=list(plan.eligibility_rules.select_related("field")))


def _fields(plan):
    fields = plan.fields.prefetch_related("leads__organization", "coordinators__organization", "criteria")
    for field in fields:
        field.plan = plan
    return fields


def _rule_lines(plan):
    for rule in rules_with_parts(plan.rules.all()):
        yield rule_line(rule, plan)


def rules_with_parts(rules):
    return rules.select_related("bearer_category", "overrides").prefetch_related(
        "fields", "phases", "bearers__organization")


def rule_line(rule, plan):
    facts = facts_of(rule, (plan.period_from, plan.period_to))
    return RuleLine(rule, rule_sentence(facts), rule_sentence(facts, names_field=len(facts.fields) != 1),
                    bounds_words(rule.min_count, rule.max_count, rule.target_count, modality=rule.modality))


def milestone_lines(plan, *, today):
    until = generation.horizon(today)
    milestones = plan.milestones.select_related(
        "document", "phase", "responsible_category", "via",
    ).prefetch_related("responsibles__organization", "chosen_days")
    return [milestone_line(plan, milestone, until) for milestone in milestones]


def milestone_line(plan, milestone, until):
    found = generation.occurrences_of(plan, milestone, until=until)
    days = list(dict.fromkeys(calendar.due_words("", occurrence) for occurrence in found))
    return MilestoneLine(milestone, words_of_milestone(milestone), days[-SHOWN_DAYS:], max(0, len(days) - SHOWN_DAYS),
                         _who(milestone))


def words_of_milestone(milestone):
    return deadline_words(
        start=milestone.start_code, end=milestone.end_code, boundary=milestone.boundary, relation=milestone.relation,
        recurrence=milestone.recurrence, event_name=milestone.event_name)


def _who(milestone):
    named = ", ".join(r.organization.name for r in milestone.responsibles.all())
    return named or milestone.responsible_text or str(milestone.responsible_category or "")


# --- one agency ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OwnPart:
    """What the plan asks of the agencies a person works for."""

    obligations: list
    duties: list
    led: list
    coordinated: list

    def __bool__(self):
        return bool(self.obligations or self.duties or self.led or self.coordinated)


def own_part(plan, user, *, today):
    """The obligations in force, the duties still open or late, the fields led and coordinated,
    for an agency's people."""
    mine = user.organization_ids()
    owed = obligations_as_of(plan, today).filter(
        Q(bearer__in=mine) | Q(joint_bearers__in=mine) | Q(assignments__organization__in=mine)).distinct()
    owed = owed.select_related("rule", "field", "bearer").prefetch_related("figures", "assignments__organization")
    duties = duty_lines(DeadlineOccurrence.objects.visible_to(user).filter(milestone__plan=plan), as_of=today)
    return OwnPart(
        obligations=[(o, bounds_of(o, today)) for o in owed],
        duties=[line for line in duties if line.status in ("open", "late", "no_due_date")
                and (not line.due_on or line.due_on.year <= today.year)],
        led=list(
            FieldLead.objects.filter(field__plan=plan, organization__in=mine).select_related("field", "organization")),
        coordinated=list(
            FieldCoordinator.objects.filter(field__plan=plan, organization__in=mine).select_related("field")))


def bounds_of(obligation, day):
    """«ít nhất 10» as it is on the day; reads the prefetched figures."""
    figure = figure_on(obligation.figures.all(), day)
    return bounds_words(figure.min_count, figure.max_count, figure.target_count, modality=figure.modality)


# --- before issuing -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Planned:
    """One rule and what it makes agencies owe; `lines` are (agency, field, window, bounds)."""

    line: RuleLine
    lines: list
    minimum: int


@dataclass(frozen=True)
class PlannedDays:
    line: MilestoneLine
    agencies: int
    count: int


@dataclass(frozen=True)
class Preview:
    rules: list
    milestones: list
    problems: list
    totals: list
    obligations: int
    without_figure: int
    occurrences: int

    @property
    def is_blocked(self):
        return any(problem.is_blocking for problem in self.problems)


def preview_of(plan, *, today):
    """What issuing the plan would make, and what does not fit. The number of queries does not depend on its size."""
    until = generation.horizon(today)
    planned = defaultdict(list)
    for row in generation.planned_obligations(plan, until=until):
        planned[row.rule.pk].append(row)
    rules = [_planned(line, planned[line.rule.pk]) for line in _rule_lines(plan)]
    days = defaultdict(list)
    for row in generation.planned_occurrences(plan, until=until):
        days[row.milestone.pk].append(row)
    milestones = [PlannedDays(line, len({row.organization.pk for row in days[line.milestone.pk]}),
                              len(days[line.milestone.pk])) for line in milestone_lines(plan, today=today)]
    everything = [row for found in planned.values() for row in found]
    return Preview(
        rules=rules, milestones=milestones, problems=problems_of(plan, today=today), totals=totals_of(everything),
        obligations=len(everything), without_figure=sum(row.min_count is None for row in everything),
        occurrences=sum(line.count for line in milestones))


def _planned(line, rows):
    return Planned(line, [
        (row.bearer, row.field, row.window_key if row.window_key not in ("plan", "custom") else "", bounds_words(
            row.min_count, row.max_count, row.target_count, modality=row.modality), row.joint) for row in rows],
        sum(row.min_count or 0 for row in rows))


def totals_of(rows):
    """(«tập thể», 180) …: sums of the least numbers by what is counted, and all together when that is more than one."""
    sums = Counter()
    for row in rows:
        sums[counted_words(row.rule.subject_types, row.rule.record_kinds)] += row.min_count or 0
    counted = [(label, number) for label, number in sums.items() if number]
    return [*counted, ("tổng cộng", sum(sums.values()))] if len(counted) > 1 else counted


# --- a rule's figures -----------------------------------------------------------------------------------------------


def figures_of(rule, *, today):
    """(obligation, bounds today, every figure it had with its document) for each obligation of the rule."""
    rows = QuotaObligation.objects.filter(rule=rule).select_related("field", "bearer", "phase").prefetch_related(
        "assignments__organization",
        Prefetch("figures",
                 queryset=ObligationFigure.objects.select_related("document").order_by("effective_on", "pk")))
    return [(row, bounds_of(row, today), [
        (figure, bounds_words(figure.min_count, figure.max_count, figure.target_count, modality=figure.modality))
        for figure in row.figures.all()]) for row in rows]


# --- the list -------------------------------------------------------------------------------------------------------


def with_counts(plans):
    """Plans with `field_count`, `rule_count`, `milestone_count` and their owner. One query."""
    counts = {f"{name}_count": _count_of(model) for name, model in (
        ("field", PlanField), ("rule", QuotaRule), ("milestone", Milestone))}
    return plans.select_related("owner").prefetch_related("documents").annotate(**counts)


def _count_of(model):
    rows = model.objects.filter(plan=OuterRef("pk")).order_by().values("plan").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(rows), 0)
