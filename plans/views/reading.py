"""Read a plan from its document: upload or paste, look at the proposals beside the text, confirm, open the draft."""

import logging
import re
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError, InvalidInput
from core.uploads import DOCUMENT_LIMIT
from plans import rules
from plans.importing import readings
from plans.intake.additions import KINDS
from plans.intake.checks import points_to_check
from plans.intake.rows import GROUPS, rows_of
from plans.models import ReadingDraft
from plans.models.reading import ReadingState
from plans.tasks import read_document_task
from plans.views.common import refused

logger = logging.getLogger(__name__)
PROGRESS = {ReadingState.WAITING: "running", ReadingState.FAILED: "failed"}
FORM = ["GET", "HEAD", "POST"]


class StartForm(forms.Form):
    file = forms.FileField(
        label="Tệp .docx, .pdf có chữ hoặc .txt",
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt"}),
    )
    text = forms.CharField(label="Hoặc dán nội dung văn bản", required=False, widget=forms.Textarea(attrs={"rows": 12}))

    def clean(self):
        values = super().clean()
        if not values.get("file") and not (values.get("text") or "").strip():
            raise forms.ValidationError("Chọn một tệp hoặc dán nội dung văn bản.")
        return values


@dataclass(frozen=True)
class Segment:
    """A piece of the text that belongs to the same rows; `group` colours it."""

    text: str
    group: str = ""
    anchor: str = ""
    looks: bool = False


@require_http_methods(FORM)
def read(request):
    """The page that takes a file or pasted text, with the readings that still wait."""
    if refusal := refused(request, rules.may_create(request.user)):
        return refusal
    form = StartForm(request.POST, request.FILES) if request.method == "POST" else StartForm()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_start(form.cleaned_data, request.user))
        except DomainError as error:
            form.add_error("file" if form.cleaned_data.get("file") else "text", str(error))
    unfinished = (ReadingState.OPEN, ReadingState.WAITING, ReadingState.FAILED)
    waiting = ReadingDraft.objects.visible_to(request.user).filter(state__in=unfinished)
    waiting = waiting.defer("text", "proposals", "source")[:20]
    return render(
        request, "plans/reading_start.html", {"form": form, "waiting": waiting}, status=422 if form.errors else 200
    )


def _start(values, user):
    file = values.get("file")
    data = file.read(DOCUMENT_LIMIT + 1) if file else values["text"].encode()
    name = file.name if file else "Văn bản dán.txt"
    if readings.is_long(data, name):
        return readings.queue_reading(by=user, data=data, filename=name, wake=wake)
    if not file:
        return readings.start_reading(by=user, text=values["text"])
    return readings.start_reading(by=user, data=data, filename=name)


def wake(reading_id):
    """Tell the worker; when the queue is away the sweep finds the reading within a minute."""
    try:
        read_document_task.delay(reading_id)
    except Exception as error:  # the queue's client raises many kinds
        logger.warning("The queue is away, the sweep will find reading %s: %s", reading_id, error)


@require_http_methods(FORM)
def reading(request, public_id):
    """The text and its proposals; POST keeps what was corrected, and with `tao` makes the draft plan."""
    if refusal := refused(request, rules.may_create(request.user)):
        return refusal
    found = get_object_or_404(ReadingDraft.objects.visible_to(request.user).select_related("plan"), public_id=public_id)
    if found.state in PROGRESS:
        return _progress(request, found)
    if request.headers.get("HX-Request") == "true" and request.method != "POST":
        return HttpResponse(headers={"HX-Refresh": "true"})
    if not found.is_open:
        return redirect(found.plan) if found.plan else redirect("plans:read")
    if request.method != "POST":
        return _page(request, found)
    try:
        found, errors = readings.save_reading(found, by=request.user, posted=request.POST)
        if errors:
            return _page(request, found, errors=errors)
        if "them" in request.POST:
            return _add(request, found)
        if "tao" in request.POST:
            plan = readings.create_plan_from(found, by=request.user)
            messages.success(request, "Đã tạo bản nháp kế hoạch từ văn bản. Hãy xem lại trước khi ban hành.")
            return redirect("plans:edit", plan.public_id)
    except InvalidInput as error:
        return _page(request, found, problems=[message for group in error.errors.values() for message in group])
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("plans:read")
    messages.success(request, "Đã lưu. Chưa tạo kế hoạch nào.")
    return redirect(found)


def _progress(request, found):
    """What the person sees while a long file is read, or when it could not be read."""
    fragment = request.headers.get("HX-Request") == "true"
    return render(
        request,
        "_progress.html" if fragment else "plans/reading_progress.html",
        {
            "reading": found,
            "job": {
                "state": PROGRESS[found.state],
                "label": f"Đọc «{found.name}»",
                "percent": None,
                "reason": found.problem,
            },
            "status_url": found.get_absolute_url(),
            "refresh_seconds": 3 if found.is_waiting else None,
        },
    )


def _add(request, found):
    """One more row from words of the text; what was typed stays beside its refusal."""
    place = request.POST.get("them-linh-vuc", "")
    try:
        found, path = readings.add_row(
            found,
            by=request.user,
            kind=request.POST.get("them-loai", ""),
            words=request.POST.get("them-cau", ""),
            field=int(place) if re.fullmatch(r"\d{1,3}", place) else None,
        )
    except InvalidInput as error:
        return _page(request, found, adding=request.POST, refused_addition=str(error))
    row = next(row for row in rows_of(found.proposals, found.decisions) if row.path == path)
    messages.success(request, f"Đã thêm «{row.label}». Xem lại rồi chọn «Nhận».")
    return redirect(f"{found.get_absolute_url()}#{row.anchor}")


@require_POST
def reading_drop(request, public_id):
    if refusal := refused(request, rules.may_create(request.user)):
        return refusal
    found = get_object_or_404(ReadingDraft.objects.visible_to(request.user), public_id=public_id)
    try:
        readings.drop_reading(found, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Đã bỏ bản đọc.")
    return redirect("plans:read")


def _page(request, found, *, errors=None, problems=(), adding=None, refused_addition=""):
    rows = rows_of(found.proposals, found.decisions, errors)
    groups = [(code, name, [row for row in rows if row.group == code]) for code, name in GROUPS]
    waiting = [row for row in rows if row.is_open]
    anchors = {row.path: row.anchor for row in rows}
    points = (
        []
        if errors
        else [(words, anchors.get(path, "")) for words, path in points_to_check(found.proposals, found.decisions)]
    )
    return render(
        request,
        "plans/reading.html",
        {
            "reading": found,
            "segments": segments(found.text, rows),
            "waiting": waiting,
            "points": points,
            "errors": errors,
            "problems": problems,
            "groups": [(code, name, items) for code, name, items in groups if items],
            "attached": found.proposals.get("attached"),
            "kinds": KINDS,
            "adding": {name: (adding or {}).get(f"them-{name}", "") for name in ("loai", "cau")},
            "adding_field": (adding or {}).get("them-linh-vuc", ""),
            "field_names": [(str(n), field["name"]) for n, field in enumerate(found.proposals.get("fields", ()))],
            "refused_addition": refused_addition,
        },
        status=422 if errors or problems or refused_addition else 200,
    )


def segments(text, rows):
    """The text in pieces; each piece shows the narrowest row that rests on it."""
    marked = sorted(
        (row for row in rows if row.start is not None and row.end > row.start), key=lambda row: row.start - row.end
    )
    edges = sorted({0, len(text), *(row.start for row in marked), *(row.end for row in marked)})
    places = {edge: n for n, edge in enumerate(edges)}
    owner = [None] * len(edges)
    for row in marked:
        owner[places[row.start] : places[row.end]] = [row] * (places[row.end] - places[row.start])
    return [
        Segment(text[a:b], row.group, row.anchor, row.level == "cần xem") if row else Segment(text[a:b])
        for a, b, row in zip(edges, edges[1:], owner, strict=False)
        if b > a
    ]
