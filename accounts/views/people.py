"""Pages of the administrator: accounts, their roles, passwords."""
from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import queries, rules, services
from accounts.filters import AccountFilter
from accounts.forms import EndRoleForm, NewAccountForm, ProfileForm, RoleForm
from accounts.models import User
from audit.queries import history_of
from core.confirming import confirmation
from core.errors import DomainError, InvalidInput
from core.htmx import render_page
from core.kept import kept_or_post

PAGE_SIZE = 50


def for_administrators(view):
    """The page opens for administrators only; everybody else reads why not."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        verdict = rules.may_manage_accounts(request.user)
        if not verdict:
            return render(request, "403.html", {"reason": verdict.reason}, status=403)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_administrators
def account_list(request):
    shown = AccountFilter(request.GET, User.objects.visible_to(request.user))
    page = Paginator(shown.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = queries.accounts_with_roles(page.object_list)
    return render_page(request, "accounts/list.html", "accounts/_table.html", {"filter": shown, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
@never_cache
def account_create(request):
    form = NewAccountForm(kept_or_post(request))
    if request.method == "POST" and form.is_valid():
        try:
            person, password = services.create_account(by=request.user, **form.cleaned_data)
        except InvalidInput as error:
            _show(form, error)
        else:
            return _password_page(request, person, password, heading="Đã tạo tài khoản")
    return render(request, "accounts/create.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def account_edit(request, public_id):
    person = _person(request, public_id)
    form = ProfileForm(kept_or_post(request), instance=person)
    if request.method == "POST" and form.is_valid():
        services.update_account(person, by=request.user, **form.cleaned_data)
        messages.success(request, "Đã lưu thông tin tài khoản.")
        return redirect("accounts:edit", public_id)
    return _account_page(request, public_id, form)


@require_POST
@for_administrators
def role_grant(request, public_id):
    person, form = _person(request, public_id), RoleForm(request.POST)
    if not form.is_valid():
        return _account_page(request, public_id, ProfileForm(instance=person), role_form=form)
    try:
        services.grant_role(person, by=request.user, **form.cleaned_data)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Đã giao vai trò. Các phiên đang mở của người này đã kết thúc.")
    return redirect("accounts:edit", public_id)


@require_POST
@for_administrators
def role_end(request, public_id):
    person = _person(request, public_id)
    form = EndRoleForm(request.POST, user=person)
    if not form.is_valid():
        messages.error(request, "Chưa kết thúc được vai trò: ngày chưa đúng dạng ngày/tháng/năm.")
        return redirect("accounts:edit", public_id)
    assignment, last_day = form.cleaned_data["assignment"], form.cleaned_data["last_day"]
    asked = confirmation(request, f"Kết thúc vai trò «{assignment}» của {person}?", label="Kết thúc vai trò",
                         danger=True, back_url=_address(person))
    if asked:
        return asked
    return _try(request, person, "Đã kết thúc vai trò.",
                lambda: services.end_role(assignment, by=request.user, last_day=last_day))


@require_POST
@for_administrators
@never_cache
def password_reset(request, public_id):
    """The one-time password stands on the answer itself: it is stored nowhere, so no redirect could show it."""
    person = _person(request, public_id)
    asked = confirmation(request, f"Đặt lại mật khẩu của {person}?", label="Đặt lại mật khẩu",
                         detail="Mật khẩu cũ hết hiệu lực và mọi phiên đang mở của người này kết thúc.",
                         back_url=_address(person))
    if asked:
        return asked
    return _password_page(request, person, services.reset_password(person, by=request.user),
                          heading="Đã đặt lại mật khẩu")


@require_POST
@for_administrators
def account_disable(request, public_id):
    person = _person(request, public_id)
    asked = confirmation(request, f"Khóa tài khoản của {person}?", label="Khóa tài khoản", danger=True,
                         detail="Người này bị đăng xuất ngay và không đăng nhập được nữa. Dữ liệu đã nhập vẫn giữ "
                                "nguyên.",
                         back_url=_address(person))
    if asked:
        return asked
    return _try(request, person, "Đã khóa tài khoản.", lambda: services.disable_account(person, by=request.user))


@require_POST
@for_administrators
def account_enable(request, public_id):
    person = _person(request, public_id)
    return _try(request, person, "Đã mở lại tài khoản.", lambda: services.enable_account(person, by=request.user))


def _person(request, public_id):
    return get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)


def _address(person):
    return person.get_absolute_url()


def _account_page(request, public_id, form, role_form=None):
    person = _person(request, public_id)  # anew: a refused form has written on the other one
    return render(request, "accounts/edit.html", {
        "person": person, "form": form, "role_form": role_form or RoleForm(),
        "assignments": person.assignments.select_related("organization").order_by("pk"),
        "history": history_of(person)}, status=200 if role_form is None else 422)


def _password_page(request, person, password, *, heading):
    return render(request, "accounts/password.html", {"person": person, "password": password, "heading": heading})


def _try(request, person, success, act):
    """Do the act, say how it went, go back to the account."""
    try:
        act()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, success)
    return redirect(_address(person))


def _show(form, error):
    for name, found in error.errors.items():
        form.add_error(name if name in form.fields else None, found)
