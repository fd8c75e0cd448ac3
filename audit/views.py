"""The log for administrators: read, filtered, never changed."""
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit import queries, rules, words
from audit.filters import EventFilter
from audit.models import AuditEvent
from core.htmx import render_page

PAGE_SIZE = 50


@require_safe
def event_list(request):
    verdict = rules.may_read_log(request.user)
    if not verdict:
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    shown = EventFilter(request.GET, AuditEvent.objects.visible_to(request.user).order_by("-pk"), request=request)
    page = Paginator(shown.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [(queries.line_in_log(event), words.type_words(event.object_type), event) for event in page.object_list]
    return render_page(request, "audit/list.html", "audit/_table.html",
                       {"filter": shown, "page": page, "lines": lines})
