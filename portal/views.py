"""Home by role, search over everything one may see, and what concerns one agency."""
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.text import clean_line
from models_registry.rules import may_discover
from organizations.models import Organization
from portal import queries
from portal.search import search
from portal.work import sections_for
from portal.work.duties import next_duty


@require_safe
def home(request):
    today = timezone.localdate()
    sections = sections_for(request.user, today)
    waiting = any(not panel.calm for section in sections for panel in section.panels)
    return render(request, "portal/home.html", {
        "sections": sections, "today": today, "has_role": bool(request.user.active_assignments),
        "may_discover": bool(may_discover(request.user)),
        "next_duty": None if waiting else next_duty(request.user, today), "waiting": waiting})


@require_safe
def search_page(request):
    text = clean_line(request.GET.get("q", ""))[:200]
    return render(request, "portal/search.html", {"search_query": text, "groups": search(request.user, text)})


@require_safe
def agency(request, public_id):
    organization = get_object_or_404(Organization.objects.visible_to(request.user), public_id=public_id)
    return render(request, "portal/agency.html", {
        "organization": organization, "plans": queries.agency_plans(organization, user=request.user),
        "people": queries.agency_people(organization, user=request.user, today=timezone.localdate())})
