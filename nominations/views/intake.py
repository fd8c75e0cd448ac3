"""Nominees from a Word or Excel list: the file, the rows with their checks, confirmation, and undoing it as a whole."""
from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.confirming import confirmation
from core.errors import DomainError
from core.tables import open_tables, pasted_rows
from models_registry.enums import Result
from nominations import imports, queries, rules
from nominations.intake.kit import CONTENT_TYPE, make_kit
from nominations.intake.words import LABELS
from nominations.models import ListImport, Submission
from nominations.services import importing
from nominations.views.common import PAGE, demand, put_errors, tell
from nominations.views.intake_forms import ImportRowForm, ListFileForm
from plans.enums import SubjectKind

PASTED = "Các dòng dán từ Excel"
AT_ONCE = 20  # wrong rows whose forms stand open on one page
SHOWN = {"": "Tất cả", "can-sua": "Cần sửa", "can-xem": "Cần xem", "da-nhap": "Đã nhập"}


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request, public_id):
    """Choose the file; reading it leads to the rows. Below, the lists sent before, each to be undone."""
    submission = _submission(request, public_id)
    demand(rules.may_write(request.user, submission))
    form = ListFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        file, name = form.cleaned_data["file"], PASTED
        try:
            if file:
                name = file.name
                importing.note_upload(submission, by=request.user, file_name=name)
            blocks = open_tables(file.read(), name) if file else pasted_rows(form.cleaned_data["pasted"])
            return redirect(importing.start_import(submission, by=request.user, file_name=name, blocks=blocks))
        except DomainError as error:
            put_errors(form, error)
    return render(request, "nominations/intake_upload.html", {
        "submission": submission, "form": form, "lists": ListImport.objects.visible_to(request.user).filter(
            submission=submission).select_related("created_by")}, status=422 if form.errors else 200)


def _submission(request, public_id):
    rows = Submission.objects.visible_to(request.user).select_related("plan", "field", "organization")
    return get_object_or_404(rows, public_id=public_id)


def _list(request, public_id):
    rows = ListImport.objects.visible_to(request.user).select_related(
        "submission__plan", "submission__field", "submission__organization")
    return get_object_or_404(rows, public_id=public_id)


@require_safe
def preview(request, public_id):
    """The rows that were read, what is wrong or maybe twice, and the columns they came from."""
    listed = _list(request, public_id)
    return render(request, "nominations/intake_preview.html", _preview_context(request, listed))


def _preview_context(request, listed, form=None, number=None):
    today = timezone.localdate()
    faults = {row["n"]: imports.faults(row, today) for row in listed.rows}
    own = imports.notes_in_submission(listed.rows, listed.submission)
    chosen = request.GET.get("xem", "")
    rows = [row for row in listed.rows if _is_shown(row, chosen, faults, own)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    twins = imports.registry_notes(page.object_list, listed.submission)
    failed = imports.failure_notes(page.object_list, listed.submission)
    conditions = imports.outcomes(page.object_list, listed.submission, user=request.user, today=today)
    ready = [row for row in listed.rows if _is_ready(row, faults)]
    wrong = [row for row in listed.rows if faults[row["n"]] and not row["out"] and not row["key"]]
    return {
        "listed": listed, "submission": listed.submission, "page": page, "chosen": chosen, "tabs": SHOWN,
        "rows": [_shown(row, faults, own, twins[row["n"]] + failed[row["n"]], conditions)
                 for row in page.object_list], "labels": LABELS,
        "ready": len(ready), "wrong": len(wrong), "entered": listed.entered, "total": len(listed.rows),
        "corrections": _corrections(request, listed, wrong, faults, form, number),
        "may_write": rules.may_write(request.user, listed.submission)}


def _is_ready(row, faults):
    return not faults[row["n"]] and not row["out"] and not row["key"]


def _is_shown(row, chosen, faults, own):
    return {"can-sua": faults[row["n"]] and not row["key"], "da-nhap": row["key"],
            "can-xem": row["twins"] or row["n"] in own}.get(chosen, True)


def _shown(row, faults, own, told, conditions):
    notes = [f"giống dòng {', '.join(map(str, row['twins']))} của danh sách này"] if row["twins"] else []
    notes += [own[row["n"]]] if row["n"] in own else []
    return {"row": row, "values": row["values"], "faults": faults[row["n"]], "notes": notes + told,
            "missing": [] if faults[row["n"]] else imports.missing(row["values"]),
            **_conditions(conditions.get(row["n"], ()))}


def _conditions(outcomes):
    """The outcomes with those that fail named at once, and how many say what («2 đạt, 3 chưa đủ dữ liệu»)."""
    said = [outcome for outcome in outcomes if outcome.result != Result.NOT_APPLICABLE]
    counts = Counter(outcome.result for outcome in said)
    return {"outcomes": said, "failing": [o for o in said if o.result == Result.FAIL],
            "sums": ", ".join(f"{counts[result]} {result.label.lower()}" for result in Result if counts[result])}


def _corrections(request, listed, wrong, faults, form, number):
    """(row, sentences, form) of the wrong rows, and of the row the person chose to change."""
    asked = request.GET.get("sua", "")
    chosen = [row for row in listed.rows if str(row["n"]) == asked and not row["key"] and row not in wrong]
    rows = (chosen + wrong)[:AT_ONCE]
    return [(row, faults[row["n"]], form if number == row["n"] and form else ImportRowForm.of_row(row)) for row in rows]


@require_POST
def columns(request, public_id):
    """Read the list again with the columns the person chose."""
    listed = _list(request, public_id)
    chosen = {key.removeprefix("cot-"): value for key, value in request.POST.items()
              if key.startswith("cot-") and value in LABELS}
    return _act(request, listed, "Đã đọc lại danh sách theo các cột đã chọn.",
                lambda: importing.choose_columns(listed, by=request.user, roles=chosen))


@require_POST
def row(request, public_id):
    """Put one row right, leave it out or take it in again."""
    listed = _list(request, public_id)
    number = int(text) if (text := request.POST.get("dong", "")).isdecimal() and len(text) < 6 else 0
    if request.POST.get("viec") in ("bo", "lay-lai"):
        out = request.POST["viec"] == "bo"
        return _act(request, listed, f"Đã {'bỏ qua' if out else 'lấy lại'} dòng {number}.",
                    lambda: importing.correct_row(listed, by=request.user, number=number, out=out))
    form = ImportRowForm(request.POST, auto_id=f"dong{number}_%s")
    if not form.is_valid():
        context = _preview_context(request, listed, form, number)
        return render(request, "nominations/intake_preview.html", context, status=422)
    return _act(request, listed, f"Đã lưu dòng {number}.",
                lambda: importing.correct_row(listed, by=request.user, number=number, values=form.values()))


@require_POST
def confirm(request, public_id):
    """Enter the right rows as drafts."""
    listed = _list(request, public_id)
    before = listed.entered
    try:
        listed = importing.confirm_import(listed, by=request.user, today=timezone.localdate())
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, f"Đã nhập {listed.entered - before} đề cử vào hồ sơ. "
                                  "Khi chưa gửi, anh/chị có thể hoàn tác cả lần nhập.")
    return redirect(listed)


@require_POST
def undo(request, public_id):
    """Take all nominees of the list out of the submission, after a question."""
    listed = _list(request, public_id)
    question = confirmation(request, f"Hoàn tác lần nhập {listed}?", label="Hoàn tác cả lần nhập", danger=True,
                            back_url=listed.get_absolute_url(),
                            detail=f"{listed.entered} đề cử của lần nhập này bị bỏ khỏi hồ sơ.")
    if question:
        return question
    try:
        importing.undo_import(listed, by=request.user)
    except DomainError as error:
        tell(request, error)
        return redirect(listed)
    messages.success(request, "Đã hoàn tác cả lần nhập.")
    return redirect("nominations:intake", listed.submission.public_id)


@require_POST
def discard(request, public_id):
    """Throw the list away; nothing of it was entered, or what was entered stays."""
    listed = _list(request, public_id)
    submission = listed.submission
    question = confirmation(request, f"Bỏ danh sách {listed}?", label="Bỏ danh sách", danger=True,
                            back_url=listed.get_absolute_url(),
                            detail="Các dòng chưa nhập không còn nữa; đề cử đã nhập vẫn ở trong hồ sơ.")
    if question:
        return question
    try:
        importing.discard_import(listed, by=request.user)
    except DomainError as error:
        tell(request, error)
        return redirect(listed)
    messages.success(request, "Đã bỏ danh sách.")
    return redirect("nominations:intake", submission.public_id)


def _act(request, listed, done, act):
    try:
        act()
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, done)
    return redirect(listed)


@require_safe
def kit(request, public_id):
    """«Mẫu đề cử - <cơ quan>.xlsx» with the choices and the quotas that are left."""
    submission = _submission(request, public_id)
    demand(rules.may_write(request.user, submission))
    return _workbook(submission, "Mẫu đề cử")


@require_safe
def faulty(request, public_id):
    """The rows that still need correction, marked, in the same form."""
    listed = _list(request, public_id)
    today = timezone.localdate()
    rows = [(row["values"] | {"typed": row.get("unread", {})}, faults) for row in listed.rows
            if not row["key"] and not row["out"] and (faults := imports.faults(row, today))]
    return _workbook(listed.submission, "Cần sửa", rows)


def _workbook(submission, name, rows=()):
    today, place = timezone.localdate(), str(submission.field or submission.plan)
    lines = queries.lines_for(submission.organization, plan=submission.plan, field=submission.field, today=today)
    quotas = [f"{line.whose_text}: {line.missing_text}" for line in lines]
    content = make_kit(organization=submission.organization, place=place, quotas=quotas, rows=rows, today=today,
                       groups=dict(SubjectKind.choices))
    return HttpResponse(content, content_type=CONTENT_TYPE, headers={
        "Content-Disposition": content_disposition_header(True, f"{name} - {submission.organization}.xlsx")})
