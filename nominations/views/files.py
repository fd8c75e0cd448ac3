"""Files of a nomination: several sent at once, read by those who may, taken out by those who may edit."""
from django.contrib import messages
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from core.confirming import confirmation
from core.errors import DomainError, InvalidInput
from core.uploads import stored_path
from nominations import rules, services
from nominations.enums import FileKind
from nominations.models import Nomination, NominationFile
from nominations.views.common import demand, tell

TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


@require_POST
def upload(request, public_id):
    """Each file by itself: what is refused keeps none of the others back."""
    rows = Nomination.objects.visible_to(request.user).select_related("submission__plan")
    nomination = get_object_or_404(rows, public_id=public_id)
    demand(rules.may_edit(request.user, nomination))
    kind = request.POST.get("kind")
    kind = kind if kind in FileKind.values else FileKind.EVIDENCE
    results = [_take(request, nomination, file, kind) for file in request.FILES.getlist("file")]
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"files": results}, status=200 if all(row["ok"] for row in results) else 422)
    return _say(request, nomination, results)


def _take(request, nomination, file, kind):
    try:
        stored = services.add_file(nomination, file, kind=kind, by=request.user)
    except InvalidInput as error:
        return {"name": file.name, "ok": False, "reason": " ".join(error.errors.get("file", [str(error)]))}
    except DomainError as error:
        return {"name": file.name, "ok": False, "reason": str(error)}
    return {"name": stored.original_name, "ok": True, "reason": ""}


def _say(request, nomination, results):
    stored = [row["name"] for row in results if row["ok"]]
    if stored:
        messages.success(request, f"Đã nhận {len(stored)} tệp: {', '.join(stored)}.")
    for row in results:
        if not row["ok"]:
            messages.error(request, f"{row['name']}: {row['reason']}")
    if not results:
        messages.error(request, "Chưa chọn tệp nào.")
    return redirect(nomination.get_absolute_url() + "#tep")


def _file(request, public_id):
    rows = NominationFile.objects.visible_to(request.user).select_related("nomination__submission__plan")
    return get_object_or_404(rows, public_id=public_id)


@require_safe
def download(request, public_id):
    """The file under its own name; pictures and PDF open in the browser when the address says `xem`."""
    file = _file(request, public_id)
    try:
        content = open(stored_path(file.stored_name), "rb")  # noqa: SIM115 (the response closes it)
    except OSError as error:
        raise Http404 from error
    shown = "xem" in request.GET and file.opens_in_browser
    return FileResponse(content, as_attachment=not shown, filename=file.original_name,
                        content_type=TYPES[file.extension] if shown else "application/octet-stream")


@require_POST
def remove(request, public_id):
    """Take a file out, after a question."""
    file = _file(request, public_id)
    demand(rules.may_edit(request.user, file.nomination))
    back = file.nomination.get_absolute_url() + "#tep"
    if page := confirmation(request, f"Bỏ tệp {file}?", label="Bỏ tệp", back_url=back, danger=True):
        return page
    try:
        services.remove_file(file, by=request.user)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, f"Đã bỏ tệp {file}.")
    return redirect(back)
