"""Change an issued plan by a document: the former figures stay in force up to the day before."""
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from audit.services import record
from core.errors import InvalidInput, require
from plans import generation, reminders, rules
from plans.enums import DocumentRole, Modality, QuotaUnit, Recurrence
from plans.models import DeadlineOccurrence, ObligationFigure, QuotaObligation
from plans.services.drafts import check_rule, save_field_with_quotas, save_milestone, save_rule
from plans.services.issuing import add_document, store_missing


@dataclass(frozen=True)
class AmendedObligation:
    """What an amendment does to one obligation; bounds as they are the day before and from the day on."""

    obligation: QuotaObligation
    before: tuple[int | None, int | None, int | None]
    after: tuple[int | None, int | None, int | None]
    effective_on: date


BOUNDS = ("min_count", "max_count", "target_count")


def preview_amendment(rule, *, bounds, effective_on, bearer=None):
    """The effect of new `bounds` (min_count, max_count, target_count by name) on every obligation still open then."""
    after = tuple(bounds.get(name) for name in BOUNDS)
    return [AmendedObligation(o, _bounds_on(o, effective_on), after, effective_on)
            for o in _open_obligations(rule, effective_on, bearer)]


def _open_obligations(rule, effective_on, bearer):
    rows = rule.obligations.filter(withdrawn_on=None).select_related("bearer").prefetch_related("figures")
    rows = rows.filter(bearer=bearer) if bearer else rows
    return [o for o in rows if not o.window_end or o.window_end >= effective_on]


def _bounds_on(obligation, day):
    figure = figure_on(obligation.figures.all(), day)
    return tuple(getattr(figure, name) for name in BOUNDS)


def figure_on(figures, day):
    """The figure in force on `day`: the last with effective_on ≤ day, else the first. `figures` are in order of day."""
    in_force = [figure for figure in figures if figure.effective_on <= day]
    return in_force[-1] if in_force else next(iter(figures))


@transaction.atomic
def amend_figures(rule, *, by, document, bounds, effective_on, bearer=None, reason=""):
    """New bounds for the rule's open obligations (or only `bearer`'s) from `effective_on`, by `document` (values).

    Raises InvalidInput when bounds contradict each other or the document has no number and day.
    """
    if by is not None:
        require(rules.may_amend(by, rule.plan))
    if rule.modality == Modality.PENDING or rule.unit == QuotaUnit.PERCENT:
        raise InvalidInput(
            {"__all__": ["Chỉ tiêu này nhận con số do phân bổ. Muốn đổi số, hãy phân bổ lại bằng văn bản mới."]})
    check_rule(bounds, bearers=None, existing=rule)
    affected = preview_amendment(rule, bounds=bounds, effective_on=effective_on, bearer=bearer)
    if not affected:
        raise InvalidInput({"effective_on": ["Không có nghĩa vụ nào còn hiệu lực từ ngày này."]})
    paper = add_document(rule.plan, DocumentRole.AMENDMENT, document)
    for row in affected:
        ObligationFigure.objects.update_or_create(
            obligation=row.obligation, effective_on=row.effective_on,
            defaults={"modality": rule.modality, "document": paper, "reason": reason,
                      **dict(zip(BOUNDS, row.after, strict=True))})
    if bearer is None:
        type(rule).objects.filter(pk=rule.pk).update(**dict(zip(BOUNDS, affected[0].after, strict=True)))
    record("plans.amend_figures", rule.plan, by=by, reason=reason,
           before={"rule": rule.code, "bounds": affected[0].before},
           after={"rule": rule.code, "bounds": affected[0].after, "effective_on": effective_on,
                  "bearer": str(bearer or "mọi cơ quan"), "document": str(paper)})
    return affected


@transaction.atomic
def withdraw_rule(rule, *, by, document, effective_on, reason=""):
    """The rule's obligations end the day before `effective_on`; reports as of earlier days still show them."""
    if by is not None:
        require(rules.may_amend(by, rule.plan))
    paper = add_document(rule.plan, DocumentRole.AMENDMENT, document)
    count = rule.obligations.filter(withdrawn_on=None).update(withdrawn_on=effective_on)
    record("plans.withdraw_rule", rule.plan, by=by, reason=reason, before={"rule": rule.code, "obligations": count},
           after={"withdrawn_on": effective_on, "document": str(paper)})
    return count


@transaction.atomic
def add_field(plan, *, by, document, today, **parts):
    """A field, with its rules, that `document` (values) adds to an issued plan; owed and shown from its day on."""
    return _supplement(plan, save_field_with_quotas, by=by, document=document, today=today, parts=parts)


@transaction.atomic
def add_rule(plan, *, by, document, today, **parts):
    """A quota rule that `document` adds to an issued plan; reports as of earlier days do not show it."""
    return _supplement(plan, save_rule, by=by, document=document, today=today, parts=parts)


@transaction.atomic
def add_milestone(plan, *, by, document, today, values, **parts):
    """A milestone that `document` adds to an issued plan; its duties begin with the document's day."""
    return _supplement(plan, save_milestone, by=by, document=document, today=today, parts={"values": values, **parts},
                       is_of_document=True)


def _supplement(plan, save, *, by, document, today, parts, is_of_document=False):
    if by is not None:
        require(rules.may_amend(by, plan))
    paper = add_document(plan, DocumentRole.AMENDMENT, document)
    if is_of_document:
        parts["values"] = {**parts["values"], "document": paper}
    part = save(plan, by=by, amendment=paper, **parts)
    made = store_missing(plan, until=generation.horizon(today), added_on=paper.issued_on)
    record("plans.supplement", plan, by=by, after={"document": str(paper), "name": str(part), **made})
    return part


@transaction.atomic
def amend_milestone(milestone, *, by, document, values, today, reason=""):
    """New deadline words for a milestone from the document's day: occurrences not yet due move, the rest stay."""
    if by is not None:
        require(rules.may_amend(by, milestone.plan))
    paper = add_document(milestone.plan, DocumentRole.AMENDMENT, document)
    before = {name: getattr(milestone, name) for name in values}
    for name, value in values.items():
        setattr(milestone, name, value)
    milestone.version += 1
    milestone.save()
    moved = move_open_occurrences(milestone, today=today)
    store_missing(milestone.plan, until=generation.horizon(today))
    record("plans.amend_milestone", milestone.plan, by=by, reason=reason, before={"code": milestone.code, **before},
           after={**values, "moved": moved, "document": str(paper)})
    return moved


def move_open_occurrences(milestone, *, today):
    """How many stored duties, not handed in and not yet past their day, got a new window or day.

    A duty told once keeps its row when its words change («Quý II» to «Quý III»); a recurring duty whose interval the
    new words no longer know is closed as waived.
    """
    until = generation.horizon(today)
    planned = {o.key: o for o in generation.occurrences_of(milestone.plan, milestone, until=until)}
    moved = 0
    for row in DeadlineOccurrence.objects.select_for_update(of=("self",)).filter(
            milestone=milestone, closed_as="", deliverables=None):
        if row.due_on and row.due_on < today and not row.is_chosen:
            continue
        new = planned.get(row.key) or _only_one(milestone, planned)
        if new is None:
            _close_replaced(row, until, today)
        elif (row.key, row.window_start, row.window_end, row.due_on) != (
                new.key, new.window_start, new.window_end, new.due_on):
            row.key = new.key
            row.window_start, row.window_end, row.due_on = new.window_start, new.window_end, new.due_on
            row.is_chosen, row.is_soft = new.is_chosen, new.is_soft
            row.save()
            reminders.forget_unsent([row], reason="Mốc đã đổi ngày.")
            moved += 1
    return moved


def _only_one(milestone, planned):
    """The single occurrence of a duty told once, else None."""
    return next(iter(planned.values())) if milestone.recurrence == Recurrence.NONE and len(planned) == 1 else None


def _close_replaced(row, until, today):
    """An interval still to come that the milestone's new words do not have."""
    if row.window_end and today <= row.window_end <= until:
        row.closed_as, row.closed_on = "waived", today
        row.closed_reason = "Mốc đã đổi kỳ theo văn bản điều chỉnh."
        row.save()
        reminders.forget_unsent([row], reason=row.closed_reason)
