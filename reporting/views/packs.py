"""The single files of a pack of letters."""
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from core.errors import DomainError
from reporting import services
from reporting.limits import ZIP
from reporting.models import ReportSnapshot


@require_safe
def pack_download(request, public_id):
    """Each letter as PDF and Word in one ZIP file, as they were made once."""
    report = get_object_or_404(ReportSnapshot.objects.visible_to(request.user), public_id=public_id)
    try:
        stored, data = services.fetch_report(report, by=request.user, kind=ZIP)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(report)
    return HttpResponse(data, content_type="application/zip", headers={
        "Content-Disposition": content_disposition_header(True, f"{report.code} {report.get_kind_display()}.zip"),
        "Content-Length": str(stored.size), "X-Content-Type-Options": "nosniff"})
