"""Reorganisations as they are recorded and confirmed."""
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.queries import history_of
from core.kept import kept_or_post
from organizations import queries, rules, services
from organizations.enums import ChangeSide
from organizations.forms import ENDING_KINDS, ChangeForm, PartyFormSet
from organizations.models import OrganizationChange
from organizations.views.guard import for_editors, saved


@require_safe
def change_list(request):
    changes = queries.changes_with_parties(OrganizationChange.objects.all())
    page = Paginator(changes, 50).get_page(request.GET.get("page"))
    return render(request, "organizations/changes.html", {
        "page": page, "may_edit": bool(rules.may_edit(request.user))})


@require_safe
def change_detail(request, public_id):
    change = get_object_or_404(queries.changes_with_parties(OrganizationChange.objects.all()), public_id=public_id)
    may_edit = bool(rules.may_edit(request.user))
    return render(request, "organizations/change.html", {
        "change": change, "may_edit": may_edit, "history": history_of(change) if may_edit else None})


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def change_create(request):
    """Kind, day, document, agencies before and after. It is a proposal: obligations move plan by plan."""
    data = kept_or_post(request)
    form, parties = ChangeForm(data), PartyFormSet(data, prefix="ben")
    if request.method == "POST" and form.is_valid() and parties.is_valid():
        made = saved(request, form, lambda: _record(request.user, form, parties))
        if made:
            messages.success(request, "Đã ghi nhận. Nghĩa vụ chỉ tiêu và thời hạn chưa chuyển: chuyên viên xác nhận "
                                      "cơ quan kế thừa ở từng kế hoạch.")
            return redirect(made)
    return render(request, "organizations/change_form.html", {"form": form, "parties": parties})


@require_POST
@for_editors
def change_confirm(request, public_id):
    change = get_object_or_404(OrganizationChange, public_id=public_id)
    services.confirm_change(change, by=request.user)
    messages.success(request, "Đã xác nhận lần sắp xếp này.")
    return redirect(change)


@transaction.atomic
def _record(user, form, parties):
    """The change with its parties, and the end of the agencies that end with it."""
    values = dict(form.cleaned_data)
    ends = values.pop("ends_predecessors") and values["kind"] in ENDING_KINDS
    before, after = parties.parties(ChangeSide.PREDECESSOR), parties.parties(ChangeSide.SUCCESSOR)
    change = services.record_change(by=user, predecessors=before, successors=after, **values)
    heirs = {organization for organization, _ in after}
    ending = [organization for organization, _ in before if organization not in heirs]
    if ends:
        services.end_organizations(ending, by=user, last_day=values["effective_on"] - timedelta(days=1),
                                   reason=values["legal_basis"])
    return change
