"""Plans as boards and reports name them."""
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from plans.enums import DocumentRole
from plans.models import Document, Plan, QuotaObligation
from reporting.figures import board_totals, lines_by_plan
from reporting.made import once
from reporting.wording import board_sentence, worst


def plans_for(user):
    """The plans the person may see, each with the type and number of its document."""
    document = Document.objects.filter(plan=OuterRef("pk"), role=DocumentRole.PLAN)
    return Plan.objects.visible_to(user).select_related("owner").annotate(
        document_type=Subquery(document.values("doc_type")[:1]),
        document_number=Subquery(document.values("number")[:1]))


def plan_name(plan):
    """«Kế hoạch 12065/KH-UBND» or «Kế hoạch của Sở Y tế (chưa có số)», for a plan from `plans_for`."""
    kind = plan.document_type or "Kế hoạch"
    return f"{kind} {plan.document_number}" if plan.document_number else f"{kind} của {plan.owner} (chưa có số)"


def visible_obligations(user):
    """None for whoever sees every obligation, else those of the person's agencies."""
    return None if user.sees_whole_province else QuotaObligation.objects.visible_to(user)


@dataclass(frozen=True)
class BoardLine:
    """One plan in the list of boards."""

    plan: Plan
    name: str
    sentence: str
    pace: str
    has_lines: bool


def board_lines(plans, *, as_of, user):
    """A line for each of `plans`. The number of queries does not grow with issued plans."""
    lines = lines_by_plan(plans, as_of=as_of, visible=visible_obligations(user))
    return [BoardLine(plan, plan_name(plan), *_told(lines[plan.pk], as_of), bool(lines[plan.pk])) for plan in plans]


def _told(lines, as_of):
    """The sentence and the worst pace of a plan's lines."""
    def told():
        return board_sentence(lines, board_totals(lines), as_of), worst(lines)
    return once(lines, ("told", as_of), told) if lines else told()
