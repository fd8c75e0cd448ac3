"""Decisions as they were issued, with those they name."""
from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import InvalidInput
from core.paging import page_of_whole
from core.verdicts import ALLOWED, denied
from nominations import council_queries, rules, services
from nominations.forms import CorrectDecisionForm
from nominations.models import Decision, Nomination
from nominations.views.common import PAGE, demand, page_of, posted, put_errors
from nominations.views.review import LAST_DECISION, last_decision


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
        "decision": decision, "page": page, "may_correct": rules.may_correct_decision(request.user),
        "votes": council_queries.votes_of(page.object_list)})


@require_http_methods(["GET", "HEAD", "POST"])
def decision_correct(request, public_id):
    """Put a mistyped number or signer right; the day is not corrected here, figures count by it."""
    seen = Decision.objects.all() if request.user.sees_whole_province else Decision.objects.none()
    decision = get_object_or_404(seen, public_id=public_id)
    demand(rules.may_correct_decision(request.user))
    form = CorrectDecisionForm(posted(request), initial={
        name: getattr(decision, name) for name in ("number", "signer", "signer_position")})
    if form.is_valid():
        try:
            corrected = services.correct_decision(decision, by=request.user, **form.cleaned_data)
        except InvalidInput as error:
            put_errors(form, error)
        else:
            _follow_last(request, decision, corrected)
            messages.success(request, f"Đã sửa quyết định số {corrected.number}.")
            return redirect(corrected)
    return render(request, "nominations/decision_correct.html", {"decision": decision, "form": form},
                  status=422 if form.errors else 200)


def _follow_last(request, before, now):
    """The decision offered for the next dossiers is the corrected one, when it was this one."""
    last = last_decision(request)
    if (last.get("decision_number"), last.get("decided_on")) == (before.number, before.signed_on.isoformat()):
        request.session[LAST_DECISION] = {**last, "decision_number": now.number, "signer": now.signer,
                                          "signer_position": now.signer_position}
