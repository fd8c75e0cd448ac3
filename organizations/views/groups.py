"""Groups of agencies with dated members, and the emulation clusters of a year."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.queries import history_of
from core.errors import DomainError
from core.kept import kept_or_post
from organizations import queries, rules, services
from organizations.filters import OrganizationFilter
from organizations.forms import AddMembersForm, CategoryForm, ClusterForm, EndMembershipsForm
from organizations.models import EmulationCluster, UnitCategory
from organizations.views.guard import for_editors, saved

CANDIDATES = 50  # on a page


@require_safe
def category_list(request):
    return render(request, "organizations/categories.html", {
        "categories": queries.categories_with_counts(timezone.localdate()),
        "may_edit": bool(rules.may_edit(request.user))})


@require_safe
def category_detail(request, public_id):
    category = get_object_or_404(UnitCategory, public_id=public_id)
    return render(request, "organizations/category.html", {
        "category": category, "memberships": category.memberships.select_related("organization"),
        "may_edit": bool(rules.may_edit(request.user)), "today": timezone.localdate(),
        "history": history_of(category, 20) if rules.may_edit(request.user) else None})


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def category_create(request):
    form = CategoryForm(kept_or_post(request))
    if request.method == "POST" and form.is_valid():
        code = services.free_category_code(form.cleaned_data["name"])
        made = saved(request, form, lambda: services.create_category(by=request.user, code=code, **form.cleaned_data))
        if made:
            messages.success(request, "Đã lập nhóm. Bước tiếp theo: thêm thành viên.")
            return redirect("organizations:add_members", made.public_id)
    return render(request, "organizations/form.html", {"form": form, "heading": "Lập nhóm đơn vị",
                                                       "tab": "categories"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def category_edit(request, public_id):
    category = get_object_or_404(UnitCategory, public_id=public_id)
    form = CategoryForm(kept_or_post(request), instance=category)
    if request.method == "POST" and form.is_valid():
        changed = saved(request, form,
                        lambda: services.update_category(category, by=request.user, **form.cleaned_data))
        if changed:
            messages.success(request, "Đã lưu nhóm.")
            return redirect(changed)
    return render(request, "organizations/form.html", {"form": form, "heading": f"Sửa nhóm: {category}",
                                                       "tab": "categories"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def add_members(request, public_id):
    """Search, tick, add: a page of agencies at a time."""
    category = get_object_or_404(UnitCategory, public_id=public_id)
    form = AddMembersForm(kept_or_post(request))
    if request.method == "POST" and form.is_valid():
        number = services.add_members(category, form.cleaned_data["organizations"], by=request.user,
                                      valid_from=form.cleaned_data["valid_from"])
        messages.success(request, f"Đã thêm {number} cơ quan vào nhóm.")
        return redirect(category)
    shown = OrganizationFilter(request.GET, queries.candidates_for(category))
    ticked = set(form.data.getlist("organizations")) if form.is_bound else set()
    return render(request, "organizations/add_members.html", {
        "category": category, "filter": shown, "form": form, "ticked": ticked,
        "page": Paginator(shown.qs, CANDIDATES).get_page(request.GET.get("page"))})


@require_POST
@for_editors
def end_memberships(request, public_id):
    category = get_object_or_404(UnitCategory, public_id=public_id)
    form = EndMembershipsForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(found for errors in form.errors.values() for found in errors))
        return redirect(category)
    leaving = category.memberships.filter(organization__in=form.cleaned_data["organizations"], valid_to=None)
    try:
        with transaction.atomic():
            for membership in leaving.select_related("organization", "category"):
                services.end_membership(membership, by=request.user, valid_to=form.cleaned_data["valid_to"])
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Đã ghi ngày ra khỏi nhóm.")
    return redirect(category)


@require_safe
def cluster_list(request):
    clusters = EmulationCluster.objects.prefetch_related("members")
    page = Paginator(clusters, 50).get_page(request.GET.get("page"))
    return render(request, "organizations/clusters.html", {
        "page": page, "may_edit": bool(rules.may_edit(request.user))})


@require_safe
def cluster_detail(request, public_id):
    cluster = get_object_or_404(EmulationCluster.objects.prefetch_related("members"), public_id=public_id)
    return render(request, "organizations/cluster.html", {
        "cluster": cluster, "may_edit": bool(rules.may_edit(request.user))})


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def cluster_create(request):
    return _cluster_form(request, None, "Lập cụm, khối thi đua")


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def cluster_edit(request, public_id):
    cluster = get_object_or_404(EmulationCluster, public_id=public_id)
    return _cluster_form(request, cluster, f"Sửa: {cluster}")


def _cluster_form(request, cluster, heading):
    initial = {} if cluster else {"year": timezone.localdate().year}
    form = ClusterForm(kept_or_post(request), instance=cluster, initial=initial)
    if request.method == "POST" and form.is_valid():
        stored = EmulationCluster.objects.filter(pk=cluster.pk).first() if cluster else None
        made = saved(request, form, lambda: services.save_cluster(stored, by=request.user, **form.cleaned_data))
        if made:
            messages.success(request, "Đã lưu cụm, khối thi đua.")
            return redirect(made)
    return render(request, "organizations/form.html", {"form": form, "heading": heading, "tab": "clusters"})
