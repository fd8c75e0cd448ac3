"""The leader's page of a plan at one click."""
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.errors import DomainError
from reporting import forms, rules, services
from reporting.enums import JobState, ReportKind
from reporting.queries import plans_for
from reporting.views.reports import AUTO_FETCH, demand, wake

NO_PLACE = ("{} chưa có địa danh nên trang in chỗ trống trước ngày. Chuyên viên ghi địa danh ở "
            "mục «Cơ quan», rồi anh/chị tải lại trang.")


@require_POST
def leader_page(request, public_id):
    """Make the page when there is none of these figures; then the file, or how far its making is."""
    plan = get_object_or_404(plans_for(request.user), public_id=public_id)
    demand(rules.may_prepare(request.user, ReportKind.LEADER_PAGE))
    try:
        report = services.take_leader_page(plan, as_of=forms.BoardForm(request.POST).as_of, by=request.user,
                                           today=timezone.localdate(), wake=wake)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("reporting:board", plan.public_id)
    if not report.data["head"]["place"]:
        messages.warning(request, NO_PLACE.format(report.data["head"]["issuer_name"]))
    if report.job.state == JobState.DONE:
        return redirect("reporting:download", report.public_id)
    return redirect(f"{report.get_absolute_url()}?{AUTO_FETCH}=1")
