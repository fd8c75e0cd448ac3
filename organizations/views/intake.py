"""Agencies from Excel: the file, the rows with their checks, confirmation, undoing it as a whole."""
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.confirming import confirmation
from core.errors import DomainError
from core.tables import open_tables
from organizations import importing
from organizations.enums import OrganizationKind, OrganizationSystem
from organizations.models import OrganizationImport
from organizations.views.guard import for_editors, saved

PAGE_SIZE = 50


class TableFileForm(forms.Form):
    file = forms.FileField(label="Bảng Excel (.xlsx) hoặc Word (.docx)", widget=forms.FileInput(
        attrs={"accept": ".xlsx,.docx"}), help_text="Nhiều nhất 5.000 dòng, 16 MB. Chưa có gì được lưu khi tải lên.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def upload(request):
    form = TableFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        listed = saved(request, form, lambda: importing.start_import(
            by=request.user, file_name=file.name, blocks=open_tables(file.read(), file.name)))
        if listed:
            return redirect(listed)
    return render(request, "organizations/intake_upload.html", {
        "form": form, "lists": OrganizationImport.objects.select_related("created_by")[:20]},
        status=422 if form.errors else 200)


@require_safe
@for_editors
def preview(request, public_id):
    listed = get_object_or_404(OrganizationImport, public_id=public_id)
    faults = importing.problems_of(listed)
    page = Paginator(listed.rows, PAGE_SIZE).get_page(request.GET.get("page"))
    kinds, systems = dict(OrganizationKind.choices), dict(OrganizationSystem.choices)
    shown = [(row, kinds[row["values"]["kind"]], systems[row["values"]["system"]], faults[row["n"]])
             for row in page.object_list]
    waiting = [row for row in listed.rows if not row["key"]]
    return render(request, "organizations/intake_preview.html", {
        "listed": listed, "page": page, "rows": shown, "entered": listed.entered, "total": len(listed.rows),
        "ready": sum(not faults[row["n"]] for row in waiting), "wrong": sum(bool(faults[row["n"]]) for row in waiting)})


@require_POST
@for_editors
def confirm(request, public_id):
    listed = get_object_or_404(OrganizationImport, public_id=public_id)
    before = listed.entered
    try:
        listed = importing.confirm_import(listed, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Đã nhập {listed.entered - before} cơ quan, đơn vị.")
    return redirect(listed)


@require_POST
@for_editors
def undo(request, public_id):
    listed = get_object_or_404(OrganizationImport, public_id=public_id)
    question = confirmation(
        request, f"Hoàn tác lần nhập {listed}?", label="Hoàn tác cả lần nhập", danger=True,
        back_url=listed.get_absolute_url(), detail=f"{listed.entered} cơ quan của lần nhập này bị xóa khỏi danh mục.")
    if question:
        return question
    try:
        importing.undo_import(listed, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(listed)
    messages.success(request, "Đã hoàn tác cả lần nhập.")
    return redirect("organizations:intake")
