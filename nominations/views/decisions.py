"""Decisions as they were issued, with those they name."""
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.paging import page_of_whole
from core.verdicts import ALLOWED, denied
from nominations import council_queries
from nominations.models import Decision, Nomination
from nominations.views.common import PAGE, demand, page_of


def _demand_sight(user):
    demand(ALLOWED if user.sees_whole_province else denied("Mục này dành cho Sở Nội vụ và lãnh đạo."))


@require_safe
def decision_list(request):
    """Every decision entered, the newest first."""
    _demand_sight(request.user)
    rows = Decision.objects.annotate(total=Count("nominations")).order_by("-signed_on", "-pk")
    return render(request, "nominations/decisions.html", {"page": page_of(request, rows)})


@require_safe
def decision_detail(request, public_id):
    """One decision and whom it names, by name."""
    _demand_sight(request.user)
    decision = get_object_or_404(Decision, public_id=public_id)
    named = Nomination.objects.visible_to(request.user).filter(decision=decision).order_by("sort_key", "pk")
    printed = Nomination.objects.select_related("submission__organization", "obligation__rule")
    page = page_of_whole(request.GET.get("page"), named, printed, size=PAGE)
    return render(request, "nominations/decision.html", {
        "decision": decision, "page": page, "votes": council_queries.votes_of(page.object_list)})
