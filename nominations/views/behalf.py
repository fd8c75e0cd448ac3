"""An officer enters a list for an agency that sent it on paper."""
from uuid import UUID, uuid4

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.verdicts import ALLOWED, denied
from nominations import queries, services
from nominations.models import Submission
from nominations.views.common import demand, tell
from organizations.models import Organization, valid_on
from plans.models import Plan, PlanField


@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """Choose the agency, then plan and field; the list is the officer's until it is sent, and the agency's too."""
    demand(ALLOWED if request.user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được nhập thay cơ quan."))
    agencies = Organization.objects.filter(valid_on(timezone.localdate())).order_by("sort_key", "pk")
    chosen = agencies.filter(public_id=_uuid(request.GET.get("co-quan"))).first()
    if request.method == "POST" and chosen:
        return _begin(request, chosen)
    openings = queries.openings(chosen, plans=Plan.objects.visible_to(request.user), today=timezone.localdate()) \
        if chosen else []
    drafts = Submission.objects.visible_to(request.user).filter(is_on_behalf=True, first_submitted_at=None)
    return render(request, "nominations/behalf.html", {
        "agencies": agencies, "organization": chosen, "openings": openings, "form_key": uuid4(),
        "drafts": queries.with_counts(drafts, user=request.user).order_by("-pk")[:20]})


def _uuid(text):
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _begin(request, organization):
    plan = get_object_or_404(Plan.objects.visible_to(request.user), public_id=_uuid(request.POST.get("plan")))
    field = get_object_or_404(PlanField, plan=plan, public_id=_uuid(request.POST["field"])) \
        if request.POST.get("field") else None
    try:
        submission = services.create_submission(
            by=request.user, organization=organization, plan=plan, field=field, today=timezone.localdate(),
            form_key=_uuid(request.POST.get("form_key")) or uuid4())
    except DomainError as error:
        tell(request, error)
        return redirect(request.get_full_path())
    return redirect(submission)
