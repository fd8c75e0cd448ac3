"""The report of merit of a nominee, made and fetched by its agency or the office; the minutes of a session."""
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError, InvalidInput
from core.htmx import render_page, wants_piece
from nominations.models import CouncilSession, Nomination
from reporting import rules, services
from reporting.enums import JobState, ReportKind
from reporting.forms_own_papers import MeritForm
from reporting.merit import usual_merit_layout
from reporting.models import ReportSnapshot
from reporting.views.reports import PROGRESS, wake

MINUTES = {"bien-ban": ReportKind.MINUTES, "kiem-phieu": ReportKind.COUNTING}
SHOWN_AT_MOST = 10


@require_http_methods(["GET", "HEAD", "POST"])
def merit_page(request, public_id):
    """What was made for the nominee, how far the newest is, and the form that makes another."""
    rows = Nomination.objects.visible_to(request.user).select_related(
        "submission__organization__parent", "submission__plan", "record__subject")
    nomination = get_object_or_404(rows, public_id=public_id)
    verdict = rules.may_make_merit(request.user, nomination)
    if request.method == "POST" and not verdict:
        raise PermissionDenied(verdict.reason)
    form = MeritForm(request.POST if request.method == "POST" else None, initial={
        "award": nomination.proposed_award, "layout": usual_merit_layout(nomination)})
    if request.method == "POST" and form.is_valid() and _made(request, nomination, form):
        return redirect("reporting:merit", nomination.public_id)
    return _merit_page(request, nomination, form if verdict else None)


def _made(request, nomination, form):
    """Whether the paper is queued; what refused it stands beside its field."""
    try:
        services.prepare_merit(nomination, by=request.user, today=timezone.localdate(), wake=wake, **form.cleaned_data)
    except InvalidInput as error:
        for name, found in error.errors.items():
            form.add_error(name if name in form.fields else None, found)
    except DomainError as error:
        form.add_error(None, str(error))
    return form.is_valid()


def _merit_page(request, nomination, form):
    papers = list(ReportSnapshot.objects.visible_to(request.user).filter(target__nomination=nomination)
                  .select_related("job", "made_by").order_by("-made_at", "-pk")[:SHOWN_AT_MOST])
    newest = papers[0] if papers else None
    state = PROGRESS[JobState(newest.job.state)] if newest else ""
    page = render_page(request, "reporting/merit.html", "_progress.html", {
        "nomination": nomination, "form": form, "papers": papers, "newest": newest, "status_url": request.path,
        "job": {"state": state, "label": f"Báo cáo thành tích {newest.code}" if newest else "", "percent": None,
                "reason": newest.job.error if state == "failed" else ""},
        "refresh_seconds": 3 if state in ("pending", "running") else None})
    if wants_piece(request) and state in ("done", "failed"):
        page["HX-Refresh"] = "true"  # the files are on the page by now
    return page


@require_POST
def minutes_make(request, public_id, kind):
    """Freeze the minutes as the session stands and go on to their page."""
    session = get_object_or_404(CouncilSession.objects.visible_to(request.user).select_related("council__organization"),
                                public_id=public_id)
    verdict = rules.may_print_minutes(request.user)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    try:
        report = services.prepare_minutes(session, kind=MINUTES[kind], by=request.user, today=timezone.localdate(),
                                          layout=request.POST.get("layout") or "state", wake=wake)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(session)
    return redirect(report)
