"""Issue a plan, keep its recurring rows coming, allocate pending figures, close it."""
from django.db import transaction
from django.utils import timezone

from audit.services import record
from core.errors import InvalidInput, WrongState, require
from plans import generation, reminders, rules
from plans.enums import DocumentRole, Modality, PlanStatus, QuotaUnit
from plans.models import DeadlineOccurrence, Document, ObligationFigure, Plan, QuotaAllocation, QuotaObligation
from plans.services.heirs import hand_on_duties, hand_on_obligations


@transaction.atomic
def issue_plan(plan, *, by, today):
    """The plan in force: obligations and duties stored up to the end of next year, agencies may see it.

    Raises NotAllowed, WrongState when someone issued it first, InvalidInput when a blocking problem is left.
    """
    from plans.consistency import blocking_problems  # noqa: PLC0415 - reads generation, which reads half the app
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if by is not None:
        require(rules.may_issue(by, plan))
    if plan.status != PlanStatus.DRAFT:
        raise WrongState("Kế hoạch này đã được ban hành.")
    if problems := blocking_problems(plan, today=today):
        raise InvalidInput({"__all__": [problem.message for problem in problems]})
    plan.status, plan.issued_at = PlanStatus.ISSUED, timezone.now()
    plan.save(update_fields=["status", "issued_at"])
    made = store_missing(plan, until=generation.horizon(today))
    record("plans.issue", plan, by=by, before={"status": "draft"}, after={"status": "issued", **made})
    return plan


@transaction.atomic
def extend_horizon(plan, *, today):
    """{"obligations": n, "occurrences": n} added so that rows reach the end of next year; safe to run again."""
    made = store_missing(plan, until=generation.horizon(today))
    if any(made.values()):
        record("plans.extend_horizon", plan, by=None, after=made)
    return made


def store_missing(plan, *, until, added_on=None):
    """Store every planned obligation and duty up to `until` that is not there yet.

    `added_on`: the day of the document that adds to the plan; obligations whose window began before stand from then on.
    """
    return {"obligations": len(_store_obligations(plan, until, added_on)),
            "occurrences": len(_store_occurrences(plan, until))}


def _store_obligations(plan, until, added_on):
    known = set(QuotaObligation.objects.filter(rule__plan=plan).values_list(
        "rule_id", "field_id", "bearer_id", "window_key"))
    missing = [p for p in generation.planned_obligations(plan, until=until) if p.identity not in known]
    withdrawn = set(QuotaObligation.objects.filter(rule__plan=plan, withdrawn_on__isnull=False).values_list(
        "rule_id", flat=True))
    missing = [p for p in missing if p.rule.pk not in withdrawn]
    stored = QuotaObligation.objects.bulk_create(
        QuotaObligation(rule=p.rule, field=p.field, bearer=p.bearer, phase=p.phase, window_key=p.window_key,
                        window_start=p.window_start, window_end=p.window_end,
                        added_on=added_on if added_on and p.window_start < added_on else None) for p in missing)
    ObligationFigure.objects.bulk_create(
        ObligationFigure(obligation=row, effective_on=min(plan.period_from, row.window_start), modality=p.modality,
                         min_count=p.min_count, max_count=p.max_count, target_count=p.target_count)
        for row, p in zip(stored, missing, strict=True))
    for row, p in zip(stored, missing, strict=True):
        if p.joint:
            row.joint_bearers.set(p.joint)
    _repeat_allocations(stored)
    hand_on_obligations(plan, stored)
    return stored


def _repeat_allocations(obligations):
    """A figure allocated to a whole rule holds for windows that are stored after it too."""
    for row in obligations:
        for allocation in row.rule.allocations.all():
            if allocation.bearer_id in (None, row.bearer_id):
                _set_figure(row, allocation)


def _store_occurrences(plan, until):
    known = set(DeadlineOccurrence.objects.filter(milestone__plan=plan).values_list(
        "milestone_id", "key", "organization_id"))
    missing = [p for p in generation.planned_occurrences(plan, until=until) if p.identity not in known]
    stored = DeadlineOccurrence.objects.bulk_create(
        DeadlineOccurrence(
            milestone=p.milestone, organization=p.organization, key=p.occurrence.key,
            window_start=p.occurrence.window_start, window_end=p.occurrence.window_end, due_on=p.occurrence.due_on,
            is_chosen=p.occurrence.is_chosen, is_soft=p.occurrence.is_soft)
        for p in missing)
    hand_on_duties(plan, stored)
    return stored


@transaction.atomic
def allocate(rule, *, by, document, min_count, max_count=None, bearer=None, effective_on=None):
    """Give a pending rule its figure by a document (values by name): from its day on, for `bearer` or for all.

    Raises InvalidInput when the rule is not pending or the document has no number and day.
    """
    if by is not None:
        require(rules.may_amend(by, rule.plan))
    if rule.modality != Modality.PENDING and rule.unit != QuotaUnit.PERCENT:
        raise InvalidInput({"__all__": ["Chỉ tiêu này đã có con số; hãy dùng «Điều chỉnh chỉ tiêu»."]})
    paper = add_document(rule.plan, DocumentRole.ALLOCATION, document)
    allocation = QuotaAllocation.objects.create(
        rule=rule, bearer=bearer, document=paper, min_count=min_count, max_count=max_count, made_by=by,
        effective_on=effective_on or paper.issued_on)
    for obligation in rule.obligations.filter(**({"bearer": bearer} if bearer else {})):
        _set_figure(obligation, allocation)
    record("plans.allocate", rule.plan, by=by, before={"rule": rule.code, "figure": "chờ phân bổ"},
           after={"rule": rule.code, "min_count": min_count, "max_count": max_count,
                  "bearer": str(bearer or "mọi cơ quan"), "document": str(paper)})
    return allocation


def _set_figure(obligation, allocation):
    ObligationFigure.objects.update_or_create(
        obligation=obligation, effective_on=allocation.effective_on,
        defaults={"modality": Modality.MUST, "min_count": allocation.min_count, "max_count": allocation.max_count,
                  "target_count": None, "document": allocation.document, "reason": "Phân bổ chỉ tiêu"})


def add_document(plan, role, values):
    """A further document of an issued plan; its number and day are required here, since it changes figures."""
    missing = {name: ["Hãy nhập, vì con số thay đổi theo văn bản này."]
               for name in ("number", "issued_on") if not values.get(name)}
    if missing:
        raise InvalidInput(missing)
    return Document.objects.create(plan=plan, role=role, order=plan.documents.count() + 1, **values)


@transaction.atomic
def close_plan(plan, *, by, reason):
    """The plan takes no further nominations or reminders; its figures stay."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    require(rules.may_amend(by, plan))
    plan.status = PlanStatus.CLOSED
    plan.save(update_fields=["status"])
    open_duties = DeadlineOccurrence.objects.select_for_update(of=("self",)).filter(milestone__plan=plan, closed_as="")
    reminders.forget_unsent(open_duties.order_by("pk"), reason="Kế hoạch đã kết thúc.")
    record("plans.close", plan, by=by, before={"status": "issued"}, after={"status": "closed"}, reason=reason)
    return plan
