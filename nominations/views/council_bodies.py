"""Keeping councils, the terms of their members, and the rules by which they vote."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.confirming import confirmation
from core.errors import DomainError
from nominations import rules
from nominations.models import Council, VoteRule
from nominations.queries import office
from nominations.services import council as services
from nominations.services.council.bodies import has_sat
from nominations.views.common import demand, page_of, posted, put_errors
from nominations.views.council_common import (
    attempt,
    council_of,
    demand_sight,
    demand_staff,
    member_of,
    rule_of,
)
from nominations.views.council_forms import CouncilForm, MemberForm, RuleForm

GET_POST = ["GET", "HEAD", "POST"]


def _form_page(request, form, *, heading, label, back, status=200):
    return render(request, "nominations/council_form.html", {
        "form": form, "heading": heading, "label": label, "back_url": back}, status=422 if form.errors else status)


def _stored(form, act):
    """What the service gave, or None with its refusal beside the fields."""
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data)
    except DomainError as error:
        put_errors(form, error)
        return None


@require_safe
def council_list(request):
    """Every council with its members of today."""
    demand_sight(request.user)
    rows = Council.objects.visible_to(request.user).select_related("organization").order_by("name", "pk")
    return render(request, "nominations/council_bodies.html", {
        "page": page_of(request, rows), "may_run": request.user.is_office_staff})


@require_http_methods(GET_POST)
def council_new(request):
    demand_staff(request.user)
    form = CouncilForm(posted(request), initial={"organization": office()})
    body = _stored(form, lambda **values: services.create_council(by=request.user, **values))
    if body is not None:
        messages.success(request, f"Đã lập {body}. Hãy thêm các thành viên.")
        return redirect(body)
    return _form_page(request, form, heading="Lập Hội đồng", label="Lập Hội đồng",
                      back=reverse("nominations:councils"))


@require_safe
def council_detail(request, public_id):
    """The council with all terms, those of today first."""
    body, today = council_of(request, public_id), timezone.localdate()
    terms = list(body.members.select_related("user"))
    return render(request, "nominations/council.html", {
        "council": body, "may_run": request.user.is_office_staff,
        "present": [t for t in terms if t.valid_from <= today and (t.valid_to is None or today <= t.valid_to)],
        "others": [t for t in terms if not (t.valid_from <= today and (t.valid_to is None or today <= t.valid_to))]})


@require_http_methods(GET_POST)
def council_edit(request, public_id):
    body = council_of(request, public_id)
    demand(rules.may_run_sessions(request.user, body))
    form = CouncilForm(posted(request), initial={
        "name": body.name, "organization": body.organization, "authority": body.authority})
    if _stored(form, lambda **values: services.update_council(body, by=request.user, **values)):
        messages.success(request, "Đã lưu.")
        return redirect(body)
    return _form_page(request, form, heading=f"Sửa {body}", label="Lưu", back=body.get_absolute_url())


@require_http_methods(GET_POST)
def member_new(request, public_id):
    body = council_of(request, public_id)
    demand(rules.may_run_sessions(request.user, body))
    form = MemberForm(posted(request), initial={"valid_from": timezone.localdate()})
    member = _stored(form, lambda **values: services.add_member(body, by=request.user, **values))
    if member is not None:
        messages.success(request, f"Đã thêm {member}.")
        return redirect(reverse("nominations:council_member_new", args=[body.public_id])
                        if "them-tiep" in request.POST else body)
    return render(request, "nominations/council_form.html", {
        "form": form, "heading": "Thêm thành viên", "label": "Thêm thành viên", "more": "Thêm và nhập người tiếp",
        "back_url": body.get_absolute_url()}, status=422 if form.errors else 200)


@require_http_methods(GET_POST)
def member_edit(request, public_id):
    """Corrects a term, or ends it by its last day."""
    member = member_of(request, public_id)
    demand(rules.may_run_sessions(request.user, member.council))
    names = ("name", "title", "position", "valid_from", "valid_to", "user")
    form = MemberForm(posted(request), initial={name: getattr(member, name) for name in names})
    if _stored(form, lambda **values: _save_member(member, by=request.user, **values)):
        messages.success(request, f"Đã lưu {member}.")
        return redirect(member.council)
    return render(request, "nominations/council_form.html", {
        "form": form, "heading": f"Nhiệm kỳ của {member}", "label": "Lưu",
        "back_url": member.council.get_absolute_url(),
        "remove_url": None if has_sat(member) else reverse("nominations:council_member_remove",
                                                           args=[member.public_id])},
        status=422 if form.errors else 200)


def _save_member(member, *, valid_to, by, **values):
    """A last day that is new is the end of the term; anything else is a correction."""
    same = all(getattr(member, name) == value for name, value in values.items())
    if same and valid_to and valid_to != member.valid_to:
        return services.end_term(member, on=valid_to, by=by)
    return services.update_member(member, valid_to=valid_to, by=by, **values)


@require_POST
def member_remove(request, public_id):
    """Takes out a term entered by mistake, after a question."""
    member = member_of(request, public_id)
    demand(rules.may_run_sessions(request.user, member.council))
    back = member.council.get_absolute_url()
    if page := confirmation(request, f"Bỏ {member} khỏi danh sách?", label="Bỏ", back_url=back, danger=True):
        return page
    attempt(request, lambda: services.remove_member(member, by=request.user), f"Đã bỏ {member}.")
    return redirect(back)


# --- rules of voting --------------------------------------------------------------------------------------------------


@require_safe
def rule_list(request):
    """Every rule with its source and whether somebody has checked it."""
    demand_sight(request.user)
    rows = VoteRule.objects.select_related("verified_by")
    return render(request, "nominations/council_rules.html", {
        "page": page_of(request, rows), "may_run": request.user.is_office_staff, "today": timezone.localdate()})


@require_http_methods(GET_POST)
def rule_new(request):
    demand_staff(request.user)
    form = RuleForm(posted(request))
    if _stored(form, lambda **values: services.add_rule(by=request.user, **values)):
        messages.success(request, "Đã thêm quy tắc. Quy tắc chỉ được dùng sau khi có người kiểm tra.")
        return redirect("nominations:council_rules")
    return _form_page(request, form, heading="Thêm quy tắc biểu quyết", label="Thêm quy tắc",
                      back=reverse("nominations:council_rules"))


@require_http_methods(GET_POST)
def rule_edit(request, public_id):
    rule = rule_of(request, public_id)
    demand(rules.may_run_sessions(request.user, rule))
    form = RuleForm(posted(request), instance=rule)
    if _stored(form, lambda **values: services.update_rule(rule, by=request.user, **values)):
        messages.success(request, "Đã lưu quy tắc.")
        return redirect("nominations:council_rules")
    return _form_page(request, form, heading="Sửa quy tắc biểu quyết", label="Lưu",
                      back=reverse("nominations:council_rules"))


@require_POST
def rule_verify(request, public_id):
    """A person says that the rule stands in its source as written here."""
    rule = rule_of(request, public_id)
    demand(rules.may_run_sessions(request.user, rule))
    if page := confirmation(request, "Anh/chị đã đối chiếu quy tắc này với văn bản?", label="Đã kiểm tra",
                            back_url=reverse("nominations:council_rules")):
        return page
    attempt(request, lambda: services.verify_rule(rule, by=request.user, today=timezone.localdate()),
            "Đã ghi việc kiểm tra; từ nay biểu quyết được theo quy tắc này.")
    return redirect("nominations:council_rules")


@require_POST
def rule_end(request, public_id):
    """The rule holds until the end of today."""
    rule = rule_of(request, public_id)
    demand(rules.may_run_sessions(request.user, rule))
    if page := confirmation(request, "Thôi áp dụng quy tắc này sau hôm nay?", label="Thôi áp dụng",
                            back_url=reverse("nominations:council_rules"), danger=True):
        return page
    attempt(request, lambda: services.end_rule(rule, on=timezone.localdate(), by=request.user),
            "Quy tắc hết áp dụng sau hôm nay.")
    return redirect("nominations:council_rules")
