"""Whole dossiers as one PDF: asked for on their pages, drawn behind the request, fetched by who asked."""
import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from core.errors import DomainError
from core.htmx import render_page
from nominations.models import Nomination, Submission
from reporting import services
from reporting.enums import JobState
from reporting.models import DossierPrint
from reporting.tasks import print_dossier_task
from reporting.views.reports import PROGRESS

logger = logging.getLogger(__name__)


def wake(print_id):
    """Tell the worker; when the queue is away the sweep finds the print within a minute."""
    try:
        print_dossier_task.delay(print_id)
    except Exception as error:  # the queue's client raises many kinds
        logger.warning("The queue is away, the sweep will find print %s: %s", print_id, error)


@require_POST
def print_submission(request, public_id):
    """Every nominee of the submission that the person may see."""
    submission = get_object_or_404(Submission.objects.visible_to(request.user), public_id=public_id)
    return redirect(services.print_dossier(submission, by=request.user, wake=wake))


@require_POST
def print_nomination(request, public_id):
    """One nominee with what the submission says."""
    rows = Nomination.objects.visible_to(request.user).select_related("submission")
    nomination = get_object_or_404(rows, public_id=public_id)
    return redirect(services.print_dossier(nomination.submission, nomination=nomination, by=request.user, wake=wake))


def _print(request, public_id):
    rows = DossierPrint.objects.visible_to(request.user).select_related("submission__field", "submission__plan",
                                                                        "submission__organization", "nomination")
    return get_object_or_404(rows, public_id=public_id)


@require_safe
def print_page(request, public_id):
    """How far the print is, and where it can be fetched; htmx asks for the progress alone."""
    asked = _print(request, public_id)
    state = PROGRESS[JobState(asked.state)]
    target = asked.nomination or asked.submission
    return render_page(request, "reporting/print.html", "_progress.html", {
        "print": asked, "target": target, "status_url": asked.get_absolute_url(),
        "job": {"state": state, "label": str(asked), "percent": None,
                "reason": asked.error if asked.state == JobState.FAILED else ""},
        "download_url": f"{asked.get_absolute_url()}tai-ve/",
        "refresh_seconds": 3 if state in ("pending", "running") else None})


@require_safe
def print_download(request, public_id):
    """The bytes as they were drawn."""
    asked = _print(request, public_id)
    try:
        content = services.fetch_print(asked, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(asked)
    return HttpResponse(content, content_type="application/pdf", headers={
        "Content-Disposition": content_disposition_header(True, f"{asked}.pdf"),
        "X-Content-Type-Options": "nosniff"})
