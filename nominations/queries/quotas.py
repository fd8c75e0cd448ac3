"""For what an agency may nominate now, how much is missing, and what the plan asks of its nominees."""
from dataclasses import dataclass

from django.db.models import Q

from models_registry.queries import Standing, standings
from organizations.models import Organization
from plans.enums import CreditBy, PlanStatus, RecordKind, SubjectKind, SubjectType
from plans.models import DeadlineOccurrence, Plan, PlanField, QuotaObligation

OPEN_TO_ALL = (CreditBy.LEAD_AGENCY, CreditBy.SELECTOR)


@dataclass(frozen=True)
class Line:
    """One quota an agency can nominate for: whose it is, in which field, and how it stands."""

    obligation: QuotaObligation
    bearer: Organization
    is_own: bool
    standing: Standing

    @property
    def whose_text(self):
        """«Chỉ tiêu của cơ quan», with the agency the document names when it was inherited, or whose it is."""
        if not self.is_own:
            return f"Chỉ tiêu của {self.bearer}"
        inherited = self.obligation.bearer_id != self.bearer.pk
        return "Chỉ tiêu của cơ quan" + (f", kế thừa từ {self.obligation.bearer}" if inherited else "")

    @property
    def types_text(self):
        return ", ".join(SubjectType(t).label.lower() for t in self.obligation.rule.subject_types)

    @property
    def missing_text(self):
        """«còn thiếu 3 tập thể», «đã đủ 5/5», «chưa giao số»; of another agency's only what the plan asks."""
        standing = self.standing
        if not self.is_own:
            return f"{self.types_text}: {_asked_text(standing)}"
        if standing.minimum is None:
            return f"{self.types_text}: chưa giao số, đã có {standing.actual}"
        if standing.shortfall:
            return f"còn thiếu {standing.shortfall} {self.types_text} ({standing.actual}/{standing.minimum})"
        full = "đã đủ, không nhận thêm" if standing.room == 0 else "đã đủ"
        return f"{self.types_text}: {full} ({standing.actual}/{standing.minimum})"

    @property
    def window_text(self):
        start, end = self.obligation.window_start, self.obligation.window_end
        return f"từ {start:%d/%m/%Y}" + (f" đến hết {end:%d/%m/%Y}" if end else "")


def _asked_text(standing):
    """«ít nhất 20», «không quá 5»: the figures of the plan, nothing that was counted."""
    bounds = [("ít nhất", standing.minimum), ("không quá", standing.maximum)]
    return ", ".join(f"{word} {count}" for word, count in bounds if count is not None) or "chưa giao số"


@dataclass(frozen=True)
class Opening:
    """A plan and field for which the agency may nominate, with the quotas it would count for."""

    plan: Plan
    field: PlanField | None
    lines: tuple

    @property
    def has_own(self):
        return any(line.is_own for line in self.lines)

    @property
    def shortfall(self):
        return sum(line.standing.shortfall or 0 for line in self.lines if line.is_own)


def openings(organization, *, plans, today):
    """The openings of one agency among `plans` (a queryset the person may see), own quotas first. Eight queries."""
    lines = _lines(open_obligations(organization, plans=plans, today=today), organization, today)
    places = {}
    for line in lines:
        for field in _fields_of(line.obligation):
            plan = line.obligation.rule.plan
            places.setdefault((plan.pk, field and field.pk), (plan, field, []))[2].append(line)
    found = [Opening(plan, field, tuple(own_first(rows))) for plan, field, rows in places.values()]
    return sorted(found, key=lambda o: (not o.has_own, -o.plan.period_from.toordinal(), o.plan.pk,
                                        o.field.order if o.field else 0))


def lines_for(organization, *, plan, field, today):
    """The quota lines of one plan and field that a nomination of this agency may count for, own ones first."""
    rows = open_obligations(organization, plans=Plan.objects.filter(pk=plan.pk), today=today)
    fitting = [row for row in rows if field in _fields_of(row) or (field is None and row.field_id is None)]
    return own_first(_lines(fitting, organization, today))


def own_first(lines):
    """The agency's own by the document, then those it inherited, then those of others."""
    return sorted(lines, key=lambda line: (not line.is_own, line.is_own and line.obligation.bearer != line.bearer))


def open_obligations(organization, *, plans, today):
    """Obligations of issued plans that count a nomination of this agency: its own, and those of lead agencies and
    selectors, who take nominations of any agency. Of recurring windows only the present (or last begun) one."""
    mine = Q(bearer=organization) | Q(joint_bearers=organization) | Q(assignments__organization=organization)
    rows = (
        QuotaObligation.objects.filter(mine | Q(rule__credit_by__in=OPEN_TO_ALL), rule__plan__in=plans,
                                       rule__plan__status=PlanStatus.ISSUED, window_start__lte=today)
        .exclude(withdrawn_on__lte=today).distinct()
        .select_related("rule__plan", "field__plan", "bearer")
        .prefetch_related("assignments__organization", "joint_bearers", "rule__fields", "rule__plan__fields"))
    latest = {}
    for row in sorted(rows, key=lambda o: o.window_start):
        if row.rule.credit_by in OPEN_TO_ALL or is_own(row, organization, today):
            latest[row.rule_id, row.field_id, row.bearer_id] = row
    return sorted(latest.values(), key=lambda o: (o.rule.order, o.bearer.sort_key, o.pk))


def is_own(obligation, organization, today):
    """Whether the agency bears the obligation on the day, alone or together with others."""
    joint = [o.pk for o in obligation.joint_bearers.all()]
    return obligation.bearer_on(today).pk == organization.pk or organization.pk in joint


def _lines(obligations, organization, today):
    known = standings(obligations, as_of=today) if obligations else {}
    return [Line(o, o.bearer_on(today), is_own(o, organization, today), known[o.pk]) for o in obligations]


def _fields_of(obligation):
    """The fields in which a nomination can count for the obligation; one None for a plan without fields."""
    if obligation.field_id:
        return [obligation.field]
    return list(obligation.rule.fields.all()) or list(obligation.rule.plan.fields.all()) or [None]


def fitting_lines(lines, *, subject_type, record_kind, subject_kind=""):
    """Those of `lines` whose rule counts such a nominee."""
    return [line for line in lines
            if subject_type in line.obligation.rule.subject_types and record_kind in line.obligation.rule.record_kinds
            and (not line.obligation.rule.subject_kinds or subject_kind in line.obligation.rule.subject_kinds)]


def obligation_on(obligation, day):
    """The obligation of the same rule, field and bearer whose window contains `day`; None when none does."""
    if _covers(obligation, day):
        return obligation
    siblings = QuotaObligation.objects.filter(
        rule=obligation.rule_id, field=obligation.field_id, bearer=obligation.bearer_id, window_start__lte=day)
    return siblings.filter(Q(window_end=None) | Q(window_end__gte=day)).order_by("-window_start").first()


def _covers(obligation, day):
    return obligation.window_start <= day and (obligation.window_end is None or day <= obligation.window_end)


def bearer_now(nomination, today):
    """The agency that bears the nomination's obligation on the day; None when no quota counts it."""
    return nomination.obligation.bearer_on(today) if nomination.obligation else None


def next_duty(organization, plan, *, today):
    """The agency's next dated duty under the plan; None when there is none."""
    rows = DeadlineOccurrence.objects.filter(organization=organization, milestone__plan=plan, due_on__gte=today,
                                             closed_as="")
    return rows.select_related("milestone").order_by("due_on", "pk").first()


def office():
    """The standing agency of emulation and commendation, whom one can ask; None when nobody marked it."""
    return Organization.objects.filter(is_office=True).order_by("pk").first()


@dataclass(frozen=True)
class Condition:
    """A condition of the plan as a sentence, and to whom it applies («tập thể, cá nhân»; empty: to all)."""

    text: str
    applies_to: str


def conditions_of(submission):
    """The plan's conditions that hold for the submission's field. One query."""
    rows = submission.plan.eligibility_rules.filter(Q(field=None) | Q(field=submission.field_id))
    return [Condition(str(row), _types_in_words(row.applies_to)) for row in rows]


def _types_in_words(text):
    codes = [code.strip() for code in text.split(",") if code.strip()]
    return "" if "all" in codes else ", ".join(_type_in_words(code) for code in codes)


def _type_in_words(code):
    """«tập thể», «tập thể: xã, phường, đặc khu» for collective.commune; other words as the plan's data has them."""
    words = {**dict(SubjectType.choices), **dict(SubjectKind.choices), **dict(RecordKind.choices)}
    return ": ".join(str(words.get(part, part)).lower() for part in code.split("."))


def has_ceiling(obligation):
    """Whether a figure of the obligation says «không quá»."""
    return obligation is not None and obligation.figures.filter(max_count__isnull=False).exists()
