"""Pages of a milestone: enter, correct, the computed days while typing, a new deadline by a document."""
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from plans import overview, rules, services
from plans.directory import link_named, province_of
from plans.forms.amendments import DeadlineForm, PaperForm, deadline_initial
from plans.forms.milestones import milestone_sheet
from plans.forms.sheets import Part, Sheet
from plans.generation import horizon
from plans.models import Document, Milestone
from plans.views.common import (
    draft_plan,
    edit_sheet,
    growing_plan,
    refused,
    settled,
    settled_group,
    today,
    visible_plan,
    with_key,
)
from plans.views.fields import next_place, with_paper

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def milestone_add(request, public_id):
    plan, refusal = growing_plan(request, public_id)
    if refusal:
        return refusal

    def make(data):
        return with_paper(milestone_sheet(plan=plan, data=data, province=province_of(plan)), plan, data)

    def save(sheet):
        parts = _parts(sheet, plan, request)
        parts["values"] = with_key(parts["values"], request)
        if plan.is_draft:
            return services.save_milestone(plan, by=request.user, **parts)
        return services.add_milestone(plan, by=request.user, document=sheet["paper"].values(), today=today(), **parts)

    return edit_sheet(request, plan, make=make, save=save, template="plans/milestone_form.html", model=Milestone,
                      context=lambda sheet: computed(sheet, plan),
                      done=lambda saved: next_place(request, plan, "plans:milestone_add", "moc"),
                      success="Đã thêm mốc thời gian.")


@require_http_methods(FORM)
def milestone_edit(request, public_id, milestone_id):
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    milestone = get_object_or_404(plan.milestones, public_id=milestone_id)

    def make(data):
        stored = plan.milestones.select_related(
            "phase", "document", "after", "before", "via", "responsible_category").get(pk=milestone.pk)
        return milestone_sheet(plan=plan, data=data, milestone=stored, province=province_of(plan))

    return edit_sheet(
        request, plan, make=make, template="plans/milestone_form.html",
        context=lambda sheet: {**computed(sheet, plan, milestone), "milestone": milestone},
        save=lambda sheet: services.save_milestone(plan, by=request.user, milestone=milestone,
                                                   **_parts(sheet, plan, request)),
        done=lambda saved: next_place(request, plan, "plans:milestone_add", "moc"), success="Đã lưu mốc thời gian.")


def computed(sheet, plan, milestone=None):
    """The deadline in words and its days: of what has been typed, or of the stored milestone while nothing has."""
    if sheet.form.is_bound:
        found = sheet.form.computed(plan)
        return {"words": found[0], "days": found[1]} if found else {"words": "", "days": []}
    if milestone is None:
        return {"words": "", "days": []}
    line = overview.milestone_line(plan, overview_milestone(plan, milestone), horizon(today()))
    return {"words": line.words, "days": line.days}


def overview_milestone(plan, milestone):
    return plan.milestones.select_related("document", "responsible_category").prefetch_related(
        "responsibles__organization", "chosen_days").get(pk=milestone.pk)


def _parts(sheet, plan, request):
    form = sheet.form
    place = form.cleaned_data["recipient_text"].partition("(")[0]
    values = {**form.values(), "responsible_category": settled_group(form.group(), request),
              "recipient": link_named([place], province_of(plan))[0][0],
              "via": settled(form.cleaned_data["via"], plan, request)}
    return {"values": values, "responsibles": [(settled(o, plan, request), verb) for o, verb in sheet.responsibles()]}


@require_POST
def milestone_days(request, public_id):
    """The days of a half-finished milestone form, for htmx."""
    plan, refusal = growing_plan(request, public_id)
    if refusal:
        return refusal
    sheet = milestone_sheet(plan=plan, data=request.POST, province=province_of(plan))
    return render(request, "plans/_days.html", computed(sheet, plan))


@require_http_methods(FORM)
def milestone_amend(request, public_id, milestone_id):
    """A new deadline by a document: duties not yet due move, what was handed in stays."""
    plan = visible_plan(request, public_id)
    milestone = get_object_or_404(plan.milestones, public_id=milestone_id)
    if refusal := refused(request, rules.may_amend(request.user, plan)):
        return refusal

    def make(data):
        return Sheet(Part("form", DeadlineForm(data, initial=deadline_initial(milestone))),
                     Part("paper", PaperForm(data, prefix="van_ban")), data=data)

    def save(sheet):
        return services.amend_milestone(
            milestone, by=request.user, document=with_key(sheet["paper"].values(), request),
            values=sheet.form.values(), today=today(), reason=sheet.form.cleaned_data["reason"])

    return edit_sheet(
        request, plan, make=make, save=save, model=Document, template="plans/milestone_amend.html",
        context=lambda sheet: {"milestone": milestone, "now": overview.milestone_line(
            plan, overview_milestone(plan, milestone), horizon(today())), **computed(sheet, plan, milestone)},
        done=lambda saved: f"{reverse('plans:detail', args=[plan.public_id])}#moc",
        success="Đã điều chỉnh thời hạn. Các thời hạn chưa đến đã chuyển theo.")
