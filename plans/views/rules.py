"""Pages of a quota rule: enter, correct, its figures over time, allocate, amend, withdraw."""
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.models import Organization
from plans import overview, rules, services
from plans.directory import province_of
from plans.forms.amendments import AllocationForm, FiguresForm, PaperForm, WithdrawForm, figures_initial, is_pending
from plans.forms.quotas import rule_sheet
from plans.forms.sheets import Part, Sheet
from plans.models import Document, QuotaObligation, QuotaRule
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
from plans.wording import bounds_words

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def rule_add(request, public_id):
    """A new rule, for one field when the address names it («?linh-vuc=»)."""
    plan, refusal = growing_plan(request, public_id)
    if refusal:
        return refusal
    field = _field_asked(request, plan)

    def make(data):
        return with_paper(rule_sheet(plan=plan, data=data, field=field, province=province_of(plan)), plan, data)

    def save(sheet):
        parts = _parts(sheet, plan, request)
        parts["values"] = with_key(parts["values"], request)
        if plan.is_draft:
            return services.save_rule(plan, by=request.user, **parts)
        return services.add_rule(plan, by=request.user, document=sheet["paper"].values(), today=today(), **parts)

    return edit_sheet(request, plan, make=make, save=save, template="plans/rule_form.html", model=QuotaRule,
                      context=_sentence, done=lambda saved: next_place(request, plan, "plans:rule_add", "chi-tieu"),
                      success="Đã thêm chỉ tiêu.")


def _field_asked(request, plan):
    asked = request.GET.get("linh-vuc")
    try:
        return get_object_or_404(plan.fields, public_id=asked) if asked else None
    except ValueError as error:
        raise BadRequest from error


@require_http_methods(FORM)
def rule_edit(request, public_id, rule_id):
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    rule = get_object_or_404(plan.rules, public_id=rule_id)

    def make(data):
        stored = overview.rules_with_parts(plan.rules).get(pk=rule.pk)
        return rule_sheet(plan=plan, data=data, rule=stored, province=province_of(plan))

    return edit_sheet(
        request, plan, make=make, template="plans/rule_form.html",
        context=lambda sheet: {**_sentence(sheet, rule, plan), "rule": rule},
        save=lambda sheet: services.save_rule(plan, by=request.user, rule=rule, **_parts(sheet, plan, request)),
        done=lambda saved: next_place(request, plan, "plans:rule_add", "chi-tieu"), success="Đã lưu chỉ tiêu.")


def _sentence(sheet, rule=None, plan=None):
    """The rule read back: what has been typed, or what is stored while nothing has."""
    if sheet.form.is_bound:
        return {"sentence": sheet.sentence()}
    stored = overview.rules_with_parts(plan.rules).get(pk=rule.pk) if rule else None
    return {"sentence": overview.rule_line(stored, plan).sentence if stored else ""}


def _parts(sheet, plan, request):
    form = sheet.form
    return {
        "values": {**form.values(), "bearer_category": settled_group(form.group(), request)},
        "subject_types": form.cleaned_data["subject_types"], "record_kinds": form.cleaned_data["record_kinds"],
        "fields": form.cleaned_data["fields_of_plan"], "phases": form.cleaned_data["phases"],
        "bearers": [settled(bearer, plan, request) for bearer in sheet.bearers()]}


@require_POST
def rule_sentence(request, public_id):
    """The sentence of a half-finished rule form, for htmx."""
    plan, refusal = growing_plan(request, public_id)
    if refusal:
        return refusal
    sheet = rule_sheet(plan=plan, data=request.POST, province=province_of(plan))
    return render(request, "plans/_sentence.html", {"sentence": sheet.sentence()})


# --- an issued rule -----------------------------------------------------------------------------------------------


@require_safe
def rule_page(request, public_id, rule_id):
    """The rule, who owes how much under it, and every figure it had with the document that set it."""
    plan, rule = _rule(request, public_id, rule_id)
    own = set(QuotaObligation.objects.visible_to(request.user).filter(rule=rule).values_list("pk", flat=True))
    return render(request, "plans/rule.html", {
        "plan": plan, "rule": rule, "today": today(), "line": overview.rule_line(rule, plan),
        "is_pending": is_pending(rule),
        "figures": [row for row in overview.figures_of(rule, today=today()) if row[0].pk in own],
        "allocations": (rule.allocations.select_related("document", "bearer")
                        if request.user.sees_whole_province else []),
        "may_amend": rules.may_amend(request.user, plan), "may_edit": rules.may_edit(request.user, plan)})


def _rule(request, public_id, rule_id):
    plan = visible_plan(request, public_id)
    return plan, get_object_or_404(overview.rules_with_parts(plan.rules), public_id=rule_id)


def _bearers(rule):
    return Organization.objects.filter(pk__in=rule.obligations.filter(withdrawn_on=None).values("bearer"))


def _amendable(request, public_id, rule_id):
    plan, rule = _rule(request, public_id, rule_id)
    return plan, rule, refused(request, rules.may_amend(request.user, plan))


def _back(plan, rule):
    return lambda saved: reverse("plans:rule", args=[plan.public_id, rule.public_id])


def _paper_and(form, data):
    return Sheet(Part("form", form), Part("paper", PaperForm(data, prefix="van_ban")), data=data)


@require_http_methods(FORM)
def rule_allocate(request, public_id, rule_id):
    """Give a waiting rule its figure, by a document."""
    plan, rule, refusal = _amendable(request, public_id, rule_id)
    if refusal:
        return refusal

    def save(sheet):
        return services.allocate(rule, by=request.user, document=with_key(sheet["paper"].values(), request),
                                 **sheet.form.cleaned_data)

    return edit_sheet(
        request, plan, model=Document, save=save, template="plans/rule_allocate.html", check=_is_unseen(request),
        done=_back(plan, rule),
        make=lambda data: _paper_and(AllocationForm(data, bearers=_bearers(rule)), data),
        context=lambda sheet: {"rule": rule, "line": overview.rule_line(rule, plan), **_effect(sheet, rule, request)},
        success="Đã phân bổ chỉ tiêu. Các báo cáo trước ngày có hiệu lực giữ nguyên.")


@require_http_methods(FORM)
def rule_amend(request, public_id, rule_id):
    """New figures by a document; the effect on every agency is shown before it is confirmed."""
    plan, rule, refusal = _amendable(request, public_id, rule_id)
    if refusal:
        return refusal

    def save(sheet):
        data, paper = sheet.form.cleaned_data, with_key(sheet["paper"].values(), request)
        return services.amend_figures(
            rule, by=request.user, document=paper, bounds=sheet.form.bounds(), bearer=data["bearer"],
            effective_on=data["effective_on"] or paper["issued_on"], reason=data["reason"])

    return edit_sheet(
        request, plan, model=Document, save=save, template="plans/rule_amend.html", check=_is_unseen(request),
        done=_back(plan, rule),
        make=lambda data: _paper_and(FiguresForm(data, initial=figures_initial(rule), bearers=_bearers(rule)), data),
        context=lambda sheet: {"rule": rule, "line": overview.rule_line(rule, plan), **_effect(sheet, rule, request)},
        success="Đã điều chỉnh chỉ tiêu. Các báo cáo trước ngày có hiệu lực giữ con số cũ.")


def _typed(request):
    """What decides the effect, as typed: the effect that was shown belongs to exactly this."""
    names = ("form", "bearer", "effective_on", "min_count", "max_count", "target_count", "van_ban-issued_on")
    return "|".join(request.POST.get(name, "") for name in names)


def _is_unseen(request):
    """Whether the typed figures have not been shown with their effect yet: then they are shown, not saved."""
    return request.method == "POST" and request.POST.get("previewed") != _typed(request)


def _effect(sheet, rule, request):
    """(agency, window, from, to) for every obligation that the typed figures change;
    nothing while they are unfinished."""
    if not sheet.form.is_bound or not sheet.is_valid():
        return {"effect": None}
    data = sheet.form.cleaned_data
    bounds = {name: data.get(name) for name in ("min_count", "max_count", "target_count")}
    day = data["effective_on"] or sheet["paper"].cleaned_data["issued_on"]
    changed = services.preview_amendment(rule, bounds=bounds, effective_on=day, bearer=data["bearer"])
    now = {row.pk: words for row, words, _ in overview.figures_of(rule, today=day)}
    return {"previewed": _typed(request),
            "effect": [(row.obligation, now[row.obligation.pk], bounds_words(*row.after, modality=_modality(rule)),
                        row.effective_on) for row in changed],
            "difference": sum((row.after[0] or 0) - (row.before[0] or 0) for row in changed)}


def _modality(rule):
    return "must" if is_pending(rule) else rule.modality


@require_http_methods(FORM)
def rule_withdraw(request, public_id, rule_id):
    """The rule holds no longer from a day on, by a document."""
    plan, rule, refusal = _amendable(request, public_id, rule_id)
    if refusal:
        return refusal

    def save(sheet):
        data, paper = sheet.form.cleaned_data, with_key(sheet["paper"].values(), request)
        return services.withdraw_rule(rule, by=request.user, document=paper, reason=data["reason"],
                                      effective_on=data["effective_on"] or paper["issued_on"])

    return edit_sheet(
        request, plan, model=Document, save=save, template="plans/rule_withdraw.html", done=_back(plan, rule),
        make=lambda data: _paper_and(WithdrawForm(data), data),
        context={"rule": rule, "line": overview.rule_line(rule, plan)},
        success="Đã thôi áp dụng chỉ tiêu. Các báo cáo trước ngày đó vẫn có chỉ tiêu này.")
