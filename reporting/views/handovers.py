"""A hand-over pack for a new officer."""
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.kept import kept_or_post
from reporting import rules, services
from reporting.enums import ReportKind
from reporting.forms_handover import HandoverForm
from reporting.views.reports import demand, wake


@require_http_methods(["GET", "HEAD", "POST"])
def handover_create(request):
    """Choose whose work changes hands; the pack is made like every report."""
    demand(rules.may_prepare(request.user, ReportKind.HANDOVER))
    form = HandoverForm(kept_or_post(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(services.prepare_handover(
                form.desk, by=request.user, today=timezone.localdate(), layout=form.paper_layout, wake=wake))
        except DomainError as error:
            form.add_error(None, str(error))
    return render(request, "reporting/handover_form.html", {"form": form})
