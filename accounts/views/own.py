"""What everybody does with their own account: sign in and out, password, profile, role to act in."""
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import services
from accounts.forms import ChangePasswordForm, ProfileForm, SignInForm
from accounts.middleware import ACTING
from accounts.models import User
from core.errors import InvalidInput
from core.kept import kept_or_post


@method_decorator([login_not_required, never_cache], name="dispatch")
class SignIn(LoginView):
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form):
        response = super().form_valid(form)
        services.record_sign_in(self.request.user)
        return response


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        messages.success(request, "Anh/chị đã đăng xuất.")
        return response


class ChangePassword(PasswordChangeView):
    form_class = ChangePasswordForm

    def form_valid(self, form):
        user = self.request.user
        try:
            services.change_password(user, password=form.cleaned_data["new_password1"])
        except InvalidInput as error:
            form.add_error("new_password1", str(error))
            return self.form_invalid(form)
        update_session_auth_hash(self.request, user)
        messages.success(self.request, "Đã đổi mật khẩu. Từ lần đăng nhập sau, anh/chị dùng mật khẩu mới.")
        return redirect("/")


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    """Own name, address and telephone; roles are read here and given by administrators."""
    person = User.objects.visible_to(request.user).get(pk=request.user.pk)
    form = ProfileForm(kept_or_post(request), instance=person)
    if request.method == "POST" and form.is_valid():
        services.update_account(request.user, by=request.user, **form.cleaned_data)
        messages.success(request, "Đã lưu thông tin của anh/chị.")
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


@require_POST
def switch_role(request):
    """Act in one role, or in all of them at once (empty value); back to the page the choice was made on."""
    chosen = request.POST.get("role", "")
    mine = {str(assignment.pk): assignment for assignment in request.user.all_assignments}
    if chosen in mine:
        request.session[ACTING] = mine[chosen].pk
        messages.info(request, f"Anh/chị đang làm việc với tư cách: {mine[chosen]}.")
    elif not chosen:
        request.session.pop(ACTING, None)
        messages.info(request, "Anh/chị đang làm việc với mọi vai trò của mình.")
    return redirect(_own_page(request, request.POST.get("next", "")))


def _own_page(request, address):
    """The address when it leads to this site, else the first page."""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else reverse("portal:home")
