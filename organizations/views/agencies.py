"""The list of agencies and the page of each."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.queries import history_of
from core.confirming import confirmation
from core.errors import DomainError
from core.htmx import render_page
from core.kept import kept_or_post
from organizations import queries, rules, services
from organizations.filters import OrganizationFilter
from organizations.forms import MergeForm, OrganizationForm, RenameForm
from organizations.models import Organization
from organizations.views.guard import for_editors, saved

PAGE_SIZE = 50


@require_safe
def agency_list(request):
    visible = Organization.objects.visible_to(request.user).select_related("parent")
    shown = OrganizationFilter(request.GET, visible.order_by("sort_key", "pk"))
    page = Paginator(shown.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "organizations/list.html", "organizations/_table.html", {
        "filter": shown, "page": page, "may_edit": bool(rules.may_edit(request.user)), "today": timezone.localdate()})


@require_safe
def agency_detail(request, public_id):
    organization = _agency(request, public_id)
    may_edit = bool(rules.may_edit(request.user))
    return render(request, "organizations/detail.html", {
        "organization": organization, **queries.agency_facts(organization), "may_edit": may_edit,
        "merge_form": MergeForm() if may_edit and not organization.is_confirmed else None,
        "history": history_of(organization, 20) if may_edit else None, "today": timezone.localdate()})


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def agency_create(request):
    form = OrganizationForm(kept_or_post(request))
    if request.method == "POST" and form.is_valid():
        made = saved(request, form, lambda: services.create_organization(by=request.user, **form.cleaned_data))
        if made:
            messages.success(request, f"Đã thêm {made}.")
            return redirect(made)
    return render(request, "organizations/form.html", {"form": form, "heading": "Thêm cơ quan, đơn vị"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def agency_edit(request, public_id):
    organization = _agency(request, public_id)
    form = OrganizationForm(kept_or_post(request), instance=organization)
    if request.method == "POST" and form.is_valid():
        changed = saved(request, form, lambda: services.update_organization(
            organization, by=request.user, **form.cleaned_data))
        if changed:
            messages.success(request, "Đã lưu thông tin cơ quan.")
            return redirect(changed)
    return render(request, "organizations/form.html", {
        "form": form, "heading": f"Sửa: {organization}", "organization": organization})


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def agency_rename(request, public_id):
    organization = _agency(request, public_id)
    form = RenameForm(kept_or_post(request))
    if request.method == "POST" and form.is_valid():
        renamed = saved(request, form, lambda: services.rename_organization(
            organization, by=request.user, today=timezone.localdate(), **form.cleaned_data))
        if renamed:
            messages.success(request, "Đã đổi tên. Kế hoạch và báo cáo trước ngày này vẫn giữ tên cũ.")
            return redirect(renamed)
    return render(request, "organizations/form.html", {
        "form": form, "heading": f"Đổi tên: {organization}", "organization": organization})


@require_POST
@for_editors
def agency_confirm(request, public_id):
    organization = _agency(request, public_id)
    services.confirm_organization(organization, by=request.user)
    messages.success(request, f"Đã xác nhận {organization}.")
    return redirect(organization)


@require_POST
@for_editors
def agency_merge(request, public_id):
    organization = _agency(request, public_id)
    form = MergeForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Anh/chị chọn cơ quan để gộp vào.")
        return redirect(organization)
    into = form.cleaned_data["into"]
    asked = confirmation(request, f"Gộp «{organization}» vào «{into}»?", label="Gộp", danger=True,
                         detail="Bản ghi chưa xác nhận sẽ bị xóa khỏi danh mục.",
                         back_url=organization.get_absolute_url())
    if asked:
        return asked
    try:
        services.merge_unconfirmed(organization, into=into, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(organization)
    messages.success(request, f"Đã gộp vào {into}.")
    return redirect(into)


def _agency(request, public_id):
    visible = Organization.objects.visible_to(request.user).select_related("parent")
    return get_object_or_404(visible, public_id=public_id)
