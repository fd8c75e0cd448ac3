"""Which role a person acts in, and that a first password is changed before anything else."""
from django.contrib import messages
from django.urls import reverse

from core.htmx import redirect_htmx

ACTING = "acting_role"  # session key: id of the chosen role; absent: all roles at once
ALWAYS_OPEN = {"accounts:change_password", "accounts:sign_out", "accounts:sign_in", "alive", "ready"}


class ActingRoleMiddleware:
    """Let the person act in the role they chose, as long as it is in force."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and ACTING in request.session:
            self.choose(request)
        return self.get_response(request)

    def choose(self, request):
        chosen = [a for a in request.user.all_assignments if a.pk == request.session[ACTING]]
        if chosen:
            request.user.acting = chosen[0]
            request.user.acting_only = True
        else:
            del request.session[ACTING]


class FirstPasswordMiddleware:
    """A person with a password that somebody else chose reaches nothing but the form to change it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not (user.is_authenticated and user.must_change_password):
            return None
        if request.resolver_match.view_name in ALWAYS_OPEN:
            return None
        messages.info(request, "Trước khi làm việc, anh/chị hãy đặt mật khẩu của riêng mình.")
        return redirect_htmx(request, reverse("accounts:change_password"))
