"""The list of plans, a plan's page, its editor, the check before issuing, issuing and closing."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.queries import history_of
from core.confirming import confirmation
from core.errors import DomainError
from core.htmx import render_page
from plans import overview, rules, services
from plans.consistency import problems_of
from plans.filters import PlanFilter
from plans.forms.amendments import ClosingForm
from plans.forms.documents import DocumentForm, PlanForm, plan_initial
from plans.forms.sheets import Part, Sheet
from plans.models import Plan
from plans.views.common import draft_plan, edit_sheet, new_key, refused, settled, today, visible_plan
from plans.wording import document_words, issue_day_words, period_words

PAGE_SIZE = 50
NEWEST_ACTS, ALL_ACTS = 10, 1000
FORM = ["GET", "HEAD", "POST"]


@require_safe
def plan_list(request):
    shown = PlanFilter(request.GET, Plan.objects.visible_to(request.user))
    page = Paginator(overview.with_counts(shown.qs), PAGE_SIZE).get_page(request.GET.get("page"))
    for plan in page.object_list:
        plan.papers = [overview.PaperLine(d, document_words(d), issue_day_words(d))
                       for d in plan.documents.all() if d.role in ("plan", "transmittal")]
    return render_page(request, "plans/list.html", "plans/_table.html", {
        "filter": shown, "page": page, "may_create": rules.may_create(request.user)})


@require_safe
def plan_detail(request, public_id):
    plan = visible_plan(request, public_id)
    user = request.user
    history, has_more = _history(request, plan)
    return render(request, "plans/detail.html", {
        "plan": plan, "parts": overview.parts_of(plan, today=today()), "today": today(),
        "own": overview.own_part(plan, user, today=today()) if user.organization_ids() and not plan.is_draft else None,
        "may_edit": rules.may_edit(user, plan), "may_amend": rules.may_amend(user, plan),
        "is_staff": user.is_office_staff, "children": Plan.objects.visible_to(user).filter(parent=plan),
        "parent": plan.parent if plan.parent_id and Plan.objects.visible_to(user).filter(pk=plan.parent_id) else None,
        "period": period_words(plan.period_from, plan.period_to),
        "history": history, "has_more_history": has_more, "shows_all_history": "lich-su" in request.GET})


def _history(request, plan):
    """(the newest acts or all of them as asked, whether there are more); (None, False) for agencies."""
    if not request.user.sees_whole_province:
        return None, False
    if request.GET.get("lich-su") == "tat-ca":
        return history_of(plan, limit=ALL_ACTS), False
    found = history_of(plan, limit=NEWEST_ACTS + 1)
    return found[:NEWEST_ACTS], len(found) > NEWEST_ACTS


@require_http_methods(FORM)
def plan_create(request):
    if refusal := refused(request, rules.may_create(request.user)):
        return refusal

    def make(data):
        return Sheet(Part("form", PlanForm(data, parents=_parents(request))),
                     Part("document", DocumentForm(data, prefix="van_ban", with_title=False)), data=data)

    def save(sheet):
        values = sheet.form.values()
        values["owner"] = settled(values["owner"], None, request) if values["owner"] else None
        paper = {**sheet["document"].values(), "title": values["title"]}
        if not paper["issuer"] and values["owner"]:
            paper["issuer"] = values["owner"].name
        key = new_key(request)
        return services.create_plan(by=request.user, values={**values, **({"public_id": key} if key else {})},
                                    document=paper)

    return edit_sheet(
        request, None, make=make, save=save, template="plans/create.html", model=Plan,
        done=lambda plan: reverse("plans:edit", args=[plan.public_id]),
        success="Đã tạo bản nháp. Hãy nhập tiếp lĩnh vực, chỉ tiêu và mốc thời gian.")


def _parents(request, plan=None):
    return Plan.objects.visible_to(request.user).exclude(pk=plan.pk if plan else None)


@require_safe
def plan_edit(request, public_id):
    """The editor of a draft: every section with what it holds and what can be added."""
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    parts = overview.parts_of(plan, today=today())
    return render(request, "plans/edit.html", {
        "plan": plan, "parts": parts, "today": today(), "problems": problems_of(plan, today=today()),
        "period": period_words(plan.period_from, plan.period_to)})


@require_http_methods(FORM)
def plan_facts(request, public_id):
    """The plan's own facts: title, issuer, period, parent plan."""
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal

    def make(data):
        stored = Plan.objects.select_related("owner", "parent").get(pk=plan.pk)
        return Sheet(Part("form", PlanForm(data, initial=plan_initial(stored), parents=_parents(request, plan))),
                     data=data)

    def save(sheet):
        values = sheet.form.values()
        values["owner"] = settled(values["owner"], plan, request) if values["owner"] else None
        return services.update_plan(plan, by=request.user, values=values)

    return edit_sheet(request, plan, make=make, save=save, template="plans/facts.html",
                      done=lambda saved: reverse("plans:edit", args=[plan.public_id]),
                      success="Đã lưu thông tin kế hoạch.")


@require_POST
def plan_delete(request, public_id):
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    asked = confirmation(
        request, f"Xóa bản nháp «{plan.title}»?", label="Xóa bản nháp", danger=True,
        back_url=reverse("plans:edit", args=[plan.public_id]),
        detail="Toàn bộ lĩnh vực, chỉ tiêu, mốc thời gian đã nhập của bản nháp này sẽ mất và không lấy lại được.")
    if asked:
        return asked
    try:
        services.delete_plan(plan, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("plans:edit", plan.public_id)
    messages.success(request, f"Đã xóa bản nháp «{plan.title}».")
    return redirect("plans:list")


@require_safe
def plan_preview(request, public_id):
    """What issuing would make, and what does not fit, each problem with a link to the part at fault."""
    plan, refusal = draft_plan(request, public_id)
    if refusal:
        return refusal
    shown = overview.preview_of(plan, today=today())
    return render(request, "plans/preview.html", {
        "plan": plan, "preview": shown, "problems": [(problem, place_of(plan, problem)) for problem in shown.problems],
        "period": period_words(plan.period_from, plan.period_to)})


ROUTES = {"planfield": "plans:field_edit", "quotarule": "plans:rule_edit", "milestone": "plans:milestone_edit"}


def place_of(plan, problem):
    """(address, label) of the page on which the problem is put right."""
    target = problem.target
    kind = target._meta.model_name if target is not None else ""
    if kind in ROUTES:
        return reverse(ROUTES[kind], args=[plan.public_id, target.public_id]), f"Sửa {target._meta.verbose_name}"
    if kind == "phase":
        return reverse("plans:phase_edit", args=[plan.public_id, target.code]), "Sửa giai đoạn"
    return reverse("plans:edit", args=[plan.public_id]), "Mở phần soạn thảo"


@require_POST
def plan_issue(request, public_id):
    plan = visible_plan(request, public_id)
    if refusal := refused(request, rules.may_create(request.user)):
        return refusal
    asked = confirmation(
        request, f"Ban hành kế hoạch «{plan.title}» trên hệ thống?", label="Ban hành",
        back_url=reverse("plans:preview", args=[plan.public_id]),
        detail="Chỉ tiêu và thời hạn được giao cho từng cơ quan; các cơ quan nhìn thấy kế hoạch và nhận "
               "nhắc hạn. Từ đó, muốn thay đổi phải có văn bản điều chỉnh.")
    if asked:
        return asked
    try:
        services.issue_plan(plan, by=request.user, today=today())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("plans:preview" if plan.is_draft else "plans:detail", plan.public_id)
    messages.success(request, "Đã ban hành kế hoạch. Các cơ quan đã nhìn thấy phần việc của mình.")
    return redirect("plans:detail", plan.public_id)


@require_http_methods(FORM)
def plan_close(request, public_id):
    plan = visible_plan(request, public_id)
    if refusal := refused(request, rules.may_amend(request.user, plan)):
        return refusal
    return edit_sheet(
        request, plan, make=lambda data: Sheet(Part("form", ClosingForm(data)), data=data), is_new=True,
        save=lambda sheet: services.close_plan(plan, by=request.user, **sheet.form.cleaned_data),
        template="plans/close.html", done=lambda saved: reverse("plans:detail", args=[plan.public_id]),
        success="Đã kết thúc kế hoạch. Số liệu giữ nguyên để báo cáo.")
