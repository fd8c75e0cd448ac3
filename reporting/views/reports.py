"""The report centre: the list, a new report, its progress, its file."""
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError, InvalidInput
from core.htmx import render_page, wants_piece
from core.kept import kept_or_post
from plans.enums import PlanStatus
from reporting import rules, services
from reporting.annex_sheets import annexes_of
from reporting.checking import shown_code
from reporting.enums import JobState, ReportKind
from reporting.filters import ReportFilter
from reporting.forms import ReportForm
from reporting.limits import DOCX, PDF
from reporting.models import ReportSnapshot
from reporting.nominees import NobodyNamed, without_award
from reporting.packs import counted_done, percent_done
from reporting.periods import half_year_name
from reporting.queries import plan_name, plans_for
from reporting.remembered import first_values, without_half_year_report
from reporting.transitions import WORKFLOW
from reporting.views.jobs import PROGRESS, wake
from reporting.views.papers import paper_context

PAGE = 50
AUTO_FETCH = "tu-tai"  # in the address of a page that fetches its file as soon as that is made
CONTENT_TYPES = {
    PDF: "application/pdf", DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


def demand(verdict):
    if not verdict:
        raise PermissionDenied(verdict.reason)


def _reports(user):
    return ReportSnapshot.objects.visible_to(user).select_related("plan", "job", "made_by", "issued_by", "withdrawn_by")


def _report(request, public_id):
    return get_object_or_404(_reports(request.user), public_id=public_id)


@require_safe
def report_list(request):
    demand(rules.may_see_reports(request.user))
    shown = ReportFilter(request.GET, _reports(request.user).of_plans_and_sessions().order_by("-made_at", "-pk"),
                         request=request)
    page = Paginator(shown.qs, PAGE).get_page(request.GET.get("page"))
    return render_page(request, "reporting/reports.html", "reporting/_reports.html", {
        "filter": shown, "page": page, "may_make": bool(rules.may_make_report(request.user)), **_lacking(request)})


def _lacking(request):
    """Plans whose half-year report nobody made yet, with the day of its figures; nothing to who makes none."""
    if not rules.may_make_report(request.user):
        return {}
    day, plans = without_half_year_report(plans_for(request.user), today=timezone.localdate())
    return {"lacking": [(plan, plan_name(plan)) for plan in plans], "latest_day": day,
            "period": half_year_name(day)}


@require_http_methods(["GET", "HEAD", "POST"])
def report_create(request):
    demand(rules.may_make_report(request.user))
    plans = plans_for(request.user).exclude(status=PlanStatus.DRAFT).order_by("-period_from", "code")
    if request.method == "POST" and "goi-y" in request.POST:
        return redirect(_proposing_url(request))
    form = ReportForm(kept_or_post(request), plans=plans, initial=_initial(request, plans))
    nobody = None
    if request.method == "POST" and form.is_valid() and _award_is_settled(form):
        try:
            report = services.prepare_report(
                form.cleaned_data["plan"], as_of=form.cleaned_data["as_of"], layout=form.cleaned_data["layout"],
                kind=form.cleaned_data["kind"], paper=form.paper, by=request.user,
                today=timezone.localdate(), wake=wake)
        except InvalidInput as error:
            nobody = form.cleaned_data["plan"] if isinstance(error, NobodyNamed) else None
            for name, found in error.errors.items():
                form.add_error(name if name in form.fields else None, found)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(report)
    return render(request, "reporting/report_form.html", {"form": form, "has_plans": plans.exists(), "nobody": nobody})


def _proposing_url(request):
    """The form again with the proposals for the kind and plan that are chosen in it."""
    chosen = {name: request.POST.get(name, "") for name in ("kind", "plan")}
    return f"{reverse('reporting:create')}?{urlencode(chosen)}"


def _award_is_settled(form):
    """Whether every nominee of the paper has a form of award, or somebody chose to leave it blank;
    else the form asks."""
    values = form.cleaned_data
    lacking = "" if values.get("without_award") else without_award(
        values["kind"], values["plan"], as_of=values["as_of"], paper=form.paper)
    if lacking:
        form.ask_for_award(lacking)
    return not lacking


def _initial(request, plans):
    """Plan, kind and day of the address, else the newest plan and today; the rest as the last paper of them had it."""
    asked = [plan for plan in plans if str(plan.public_id) == request.GET.get("plan")] or list(plans[:1])
    if not asked:
        return {}
    kind = request.GET.get("kind") if request.GET.get("kind") in ReportKind.values else ReportKind.RESULT
    values = first_values(asked[0], kind, today=timezone.localdate())
    return values | ({"as_of": request.GET["as_of"]} if request.GET.get("as_of") else {})


@require_safe
def report_page(request, public_id):
    """What the report says and how far its making is; htmx asks for the progress alone."""
    report = _report(request, public_id)
    download_url = reverse("reporting:download", args=[report.public_id])
    job = {"state": PROGRESS[JobState(report.job.state)], "label": f"Báo cáo {report.code}{counted_done(report.job)}",
           "percent": percent_done(report.job),
           "reason": report.job.error if report.job.state == JobState.FAILED else ""}
    fetches = AUTO_FETCH in request.GET
    response = render_page(request, "reporting/report.html", "_progress.html", {
        **({} if wants_piece(request) else paper_context(request, report)), "report": report,
        "files": list(report.files.order_by("pk")), "job": job,
        "status_url": report.get_absolute_url() + (f"?{AUTO_FETCH}=1" if fetches else ""), "fetches": fetches,
        "download_url": download_url, "refresh_seconds": 3 if job["state"] in ("pending", "running") else None,
        "steps": [{"label": step.label, "style": step.style,
                   "url": reverse(f"reporting:{step.name}", args=[report.public_id])}
                  for step in WORKFLOW.available(report, request.user)],
        "has_tables": bool(annexes_of(report.data)),
        "check_code": shown_code(report.check_code) if report.check_code else "",
        "signed_copies": list(report.signed_copies.select_related("uploaded_by")),
        "may_add_signed_copy": bool(rules.may_add_signed_copy(request.user, report)),
        "may_retry": bool(rules.may_retry(request.user, report.job)),
        "may_retry_letter": job["state"] == "done" and bool(rules.may_retry_letter(request.user, report.job))})
    if wants_piece(request) and job["state"] in ("done", "failed"):
        response["HX-Refresh"] = "true"  # files, pages and the next steps are on the page by now
    return response


@require_POST
def report_retry(request, public_id):
    report, number = _report(request, public_id), request.POST.get("van_ban", "")
    try:
        if number.isdecimal() and len(number) < 6:
            services.retry_letter(report, int(number), by=request.user, wake=wake)
        else:
            services.retry_report(report, by=request.user, wake=wake)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(report)


@require_safe
def report_download(request, public_id, kind=PDF):
    """The stored bytes, as they were rendered once."""
    report = _report(request, public_id)
    try:
        stored, data = services.fetch_report(report, by=request.user, kind=kind)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(report)
    name = f"{report.code} {report.get_kind_display()}.{'docx' if kind == DOCX else 'pdf'}"
    return HttpResponse(data, content_type=CONTENT_TYPES[kind], headers={
        "Content-Disposition": content_disposition_header(True, name),
        "Content-Length": str(stored.size), "X-Content-Type-Options": "nosniff"})
