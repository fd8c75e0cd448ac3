"""From rules to obligations and from milestones to occurrences: what an issued plan makes every agency owe.

Reads the plan and its parts, writes nothing: the same lists serve the preview of a draft and the issuing.
"""
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from organizations.models import CategoryMembership, Organization
from plans import before_days, calendar
from plans.enums import BearerKind, BearerMode, FieldMode, Modality
from plans.models import BearerAssignment, Phase, PlanField, QuotaRule
from plans.windows import windows_of


@dataclass(frozen=True)
class PlannedObligation:
    """One row that an agency will owe; `joint` are the further agencies that owe it together with `bearer`."""

    rule: QuotaRule
    field: PlanField | None
    bearer: Organization
    joint: tuple
    phase: Phase | None
    window_key: str
    window_start: date
    window_end: date | None
    modality: str
    min_count: int | None
    max_count: int | None
    target_count: int | None

    @property
    def identity(self):
        return self.rule.pk, self.field.pk if self.field else None, self.bearer.pk, self.window_key


@dataclass(frozen=True)
class PlannedOccurrence:
    milestone: object
    organization: Organization
    occurrence: calendar.Occurrence

    @property
    def identity(self):
        return self.milestone.pk, self.occurrence.key, self.organization.pk


def horizon(today):
    """The last day up to which recurring windows and duties are stored: the end of the next year."""
    return date(today.year + 1, 12, 31)


def planned_obligations(plan, *, until):
    """Every obligation of the plan's rules up to `until`, in the order of rules, fields, bearers and windows.

    Members of a group are read at the start of each window. A bearer of an overriding rule owes nothing under the rule
    it overrides. The number of queries does not depend on the number of rules.
    """
    rules = list(plan.rules.prefetch_related("fields", "phases", "bearers__organization").select_related("overrides"))
    all_fields, all_phases = list(plan.fields.all()), list(plan.phases.all())
    groups = Groups({rule.bearer_category_id for rule in rules if rule.bearer_category_id}, inherited_in(plan))
    return [planned for rule in rules
            for planned in _of_rule(plan, rule, rules, all_fields, all_phases, groups, until)]


def inherited_in(plan):
    """(rule id, agency id) of the bearers for whom somebody has confirmed an heir: their later windows are owed too."""
    return set(BearerAssignment.objects.filter(obligation__rule__plan=plan).values_list(
        "obligation__rule", "obligation__bearer"))


def _of_rule(plan, rule, rules, all_fields, all_phases, groups, until):
    fields = list(rule.fields.all()) or all_fields
    targets = fields if rule.field_mode == FieldMode.EACH else [fields[0] if len(fields) == 1 else None]
    for field in targets:
        for window in _windows(plan, rule, field, all_phases, until):
            off = {o.pk for other in rules if other.overrides_id == rule.pk for o in _bearers(other, groups, window)}
            owing = [o for o in _bearers(rule, groups, window) if o.pk not in off]
            yield from _rows(rule, field, window, owing)


def _windows(plan, rule, field, all_phases, until):
    period = field.window if field and field.own_from else (plan.period_from, plan.period_to)
    phases = list(rule.phases.all()) or all_phases
    return windows_of(rule.window_kind, period=period, until=until, phases=phases,
                      custom=(rule.window_from, rule.window_to), first_year=rule.first_year)


def _bearers(rule, groups, window):
    """The agencies that owe under the rule in the window and exist in it, or whose heir is confirmed."""
    if rule.bearer_kind == BearerKind.CATEGORY:
        return groups.members(rule.bearer_category_id, window.start)
    named = [bearer.organization for bearer in rule.bearers.all()]
    return [o for o in named if (not (o.valid_to and o.valid_to < window.start) or (rule.pk, o.pk) in groups.inherited)
            and not (window.end and o.valid_from and o.valid_from > window.end)]


def _rows(rule, field, window, owing):
    if rule.bearer_mode == BearerMode.JOINT and owing:
        owing, joint = owing[:1], tuple(owing[1:])
    else:
        joint = ()
    for bearer in owing:
        yield PlannedObligation(
            rule=rule, field=field, bearer=bearer, joint=joint, phase=window.phase, window_key=window.key,
            window_start=window.start, window_end=window.end, **figure_of(rule))


def figure_of(rule):
    """The bounds an obligation of this rule starts with; a null minimum is inherited from the overridden rule.

    A share in percent is a figure to be allocated: it binds once a document says how many that is.
    """
    if rule.modality == Modality.PENDING or rule.unit == "percent":
        return {"modality": Modality.PENDING, "min_count": None, "max_count": None, "target_count": None}
    least = rule.min_count
    if least is None and rule.overrides:
        least = rule.overrides.min_count
    return {"modality": rule.modality, "min_count": least, "max_count": rule.max_count,
            "target_count": rule.target_count}


def planned_occurrences(plan, *, until, milestones=None):
    """Every duty of every responsible agency up to `until`; ongoing duties give none."""
    wanted = list(milestones if milestones is not None else plan.milestones.all())
    wanted = _with_parts(plan, wanted)
    groups = Groups({m.responsible_category_id for m in wanted if m.responsible_category_id})
    return [planned for milestone in wanted for planned in _of_milestone(plan, milestone, groups, until)]


def _with_parts(plan, milestones):
    return plan.milestones.filter(pk__in=[m.pk for m in milestones]).select_related(
        "document", "responsible_category").prefetch_related("responsibles__organization", "chosen_days")


def _of_milestone(plan, milestone, groups, until):
    for occurrence in occurrences_of(plan, milestone, until=until):
        day = occurrence.window_start or first_day_of(plan, milestone)
        for organization in _responsible(plan, milestone, groups, day):
            yield PlannedOccurrence(milestone, organization, occurrence)


def occurrences_of(plan, milestone, *, until, strict_before=None):
    """The occurrences of the milestone's words, before they are multiplied by responsible agencies.

    «Trước ngày …» is read as the office decided, else as `strict_before` says.
    """
    return calendar.occurrences(
        spec_of(milestone), issued_on=first_day_of(plan, milestone), period_from=plan.period_from,
        period_to=plan.period_to, until=until,
        strict_before=before_days.strict_for(plan) if strict_before is None else strict_before)


def spec_of(milestone):
    """The milestone's deadline words as values, with the days the office chose (the last choice wins)."""
    return calendar.DeadlineSpec(
        unit=milestone.unit, start=milestone.start_code, end=milestone.end_code, boundary=milestone.boundary,
        relation=milestone.relation, recurrence=milestone.recurrence, first_year=milestone.first_year,
        last_year=milestone.last_year, event_on=milestone.event_on, event_name=milestone.event_name,
        chosen_days={choice.applies_to: choice.day_code for choice in milestone.chosen_days.all()})


def first_day_of(plan, milestone):
    """The day from which the milestone can bind: its document's issue day, or the earliest that day can have been."""
    document = milestone.document or plan_document(plan)
    return (document.earliest_issue_day if document else None) or plan.period_from


def plan_document(plan):
    """The document with role «plan»; one query for any number of calls on the same plan object."""
    if not hasattr(plan, "_plan_document"):
        plan._plan_document = plan.documents.filter(role="plan").first()
    return plan._plan_document


def _responsible(plan, milestone, groups, day):
    """Members of the group on `day`; a named agency owes even after its end:
    its duty waits for a confirmed successor."""
    if milestone.responsible_category_id:
        return groups.members(milestone.responsible_category_id, day)
    named = [r.organization for r in milestone.responsibles.all()]
    if not named and not milestone.responsible_text and plan.owner:
        named = [plan.owner]
    return named


class Groups:
    """Members of several categories on any day, read with one query; `inherited` are (rule, bearer) with an heir."""

    def __init__(self, category_ids, inherited=frozenset()):
        self.inherited = inherited
        self._rows = defaultdict(list)
        memberships = CategoryMembership.objects.filter(category__in=category_ids).select_related("organization")
        for row in memberships.order_by("organization__sort_key", "organization_id"):
            self._rows[row.category_id].append(row)

    def members(self, category_id, day):
        """The agencies that were members on `day`, each once, in Vietnamese order."""
        found = {row.organization_id: row.organization for row in self._rows[category_id]
                 if (not row.valid_from or row.valid_from <= day) and (not row.valid_to or day <= row.valid_to)}
        return list(found.values())
