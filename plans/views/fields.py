"""Pages of a field: enter it with its quotas in one form, correct it."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from plans import services
from plans.directory import link_named, province_of
from plans.forms.amendments import PaperForm
from plans.forms.fields import field_sheet
from plans.forms.sheets import Part
from plans.models import PlanField
from plans.views.common import draft_plan, edit_sheet, growing_plan, settled, today, with_key

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def field_add(request, public_id):
    """One form for the field and its usual quotas; on an issued plan also the document that adds it."""
    plan, refusal = growing_plan(request, public_id)
    if refusal:
        return refusal

    def make(data):
        sheet = field_sheet(data=data, province=province_of(plan), with_quotas=True)
        return with_paper(sheet, plan, data)

    def save(sheet):
        quotas = sheet["quotas"]
        parts = {**_parts(sheet, plan, request), "quotas": quotas.quotas(), "quota_values": quotas.values()}
        parts["values"] = with_key(parts["values"], request)
        if plan.is_draft:
            return services.save_field_with_quotas(plan, by=request.user, **parts)
        return services.add_field(plan, by=request.user, document=sheet["paper"].values(), today=today(), **parts)

    return edit_sheet(request, plan, make=make, save=save, template="plans/field.html", model=PlanField,
                      done=lambda saved: next_place(request, plan, "plans:field_add", "linh-vuc"),
                      success="Đã thêm lĩnh vực.")


@require_http_methods(FORM)
def field_edit(request, public_id, field_id):
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    field = get_object_or_404(plan.fields, public_id=field_id)

    def make(data):
        stored = plan.fields.get(pk=field.pk)
        return field_sheet(data=data, field=stored, province=province_of(plan))

    def save(sheet):
        followers = _rules_borne_by_leads(field)
        saved = services.save_field(plan, by=request.user, field=field, **_parts(sheet, plan, request))
        leads = [lead.organization for lead in saved.leads.select_related("organization")]
        for rule in followers if leads else ():
            services.save_rule(plan, by=request.user, rule=rule, values={}, bearers=leads)
        return saved

    return edit_sheet(request, plan, make=make, save=save, template="plans/field.html", context={
        "field": field, "rules": services.rules_of_field_alone(field)},
        done=lambda saved: next_place(request, plan, "plans:field_add", "linh-vuc"), success="Đã lưu lĩnh vực.")


def _rules_borne_by_leads(field):
    """The field's own rules that exactly its lead agencies bear: they follow when the leads change."""
    leads = [lead.organization_id for lead in field.leads.all()]
    return [rule for rule in services.rules_of_field_alone(field)
            if [bearer.organization_id for bearer in rule.bearers.all()] == leads]


def _parts(sheet, plan, request):
    return {
        "values": sheet.form.values(), "criteria": sheet.criteria(),
        "leads": [(settled(lead, plan, request), verb) for lead, verb in sheet.leads()],
        "coordinators": link_named(sheet.form.cleaned_data["coordinators"], province_of(plan))}


def with_paper(sheet, plan, data):
    """The sheet, with the document that changes the plan when it is issued already."""
    if not plan.is_draft:
        part = Part("paper", PaperForm(data, prefix="van_ban"))
        sheet.parts[part.name], sheet.labels[part.name] = part.form, part.label
    return sheet


def next_place(request, plan, again, section):
    """«Lưu và thêm» opens the empty form again; else back to the editor, or to the page of an issued plan."""
    if "again" in request.POST:
        return reverse(again, args=[plan.public_id])
    name = "plans:edit" if plan.is_draft else "plans:detail"
    return f"{reverse(name, args=[plan.public_id])}#{section}"
