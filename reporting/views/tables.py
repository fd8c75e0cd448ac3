"""The tables of a stored paper as a spreadsheet."""
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from reporting.annex_sheets import annexes_of
from reporting.models import ReportSnapshot
from reporting.services.tables import fetch_tables
from reporting.spreadsheets import CONTENT_TYPE


@require_safe
def report_tables(request, public_id):
    """Every annex of the frozen paper, a sheet each; 404 for a paper without one."""
    report = get_object_or_404(ReportSnapshot.objects.visible_to(request.user), public_id=public_id)
    annexes = annexes_of(report.data)
    if not annexes:
        raise Http404
    content = fetch_tables(report, annexes, by=request.user)
    return HttpResponse(content, content_type=CONTENT_TYPE, headers={
        "Content-Disposition": content_disposition_header(True, f"{report.code} phụ lục.xlsx"),
        "X-Content-Type-Options": "nosniff"})
