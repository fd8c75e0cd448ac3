"""How «trước ngày …» is read: the decision in force, what another one would move, and its confirmation."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.kept import kept_or_post
from plans import before_days, rules, services
from plans.forms.before_days import BeforeDayForm
from plans.models import BeforeDayRule
from plans.views.common import refused
from plans.views.duties import put_errors

SHOWN = 100  # groups of days in the preview; the number of all stands above


@require_http_methods(["GET", "HEAD", "POST"])
def before_rule(request):
    """First the list of days that would move, then, with `seen`, the change itself."""
    if refusal := refused(request, rules.may_manage_duty(request.user)):
        return refusal
    today, strict, effect = timezone.localdate(), before_days.is_strict(), None
    form = BeforeDayForm(kept_or_post(request), initial={"is_strict": "1" if strict else "0"})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            if "seen" in request.POST:
                moved = services.set_before_rule(by=request.user, today=today, seen=request.POST["seen"], **values)
                messages.success(request, f"Đã đổi cách hiểu; {moved} thời hạn có ngày mới và cơ quan đã được báo.")
                return redirect("plans:before_rule")
        except DomainError as error:
            put_errors(form, error)
        if values["is_strict"] == strict:
            form.add_error("is_strict", "Cách này đang được áp dụng.") if not form.errors else None
        else:
            effect = services.effect_of(is_strict=values["is_strict"], today=today)
    return render(request, "plans/before_rule.html", {
        "form": form, "is_strict": strict, "effect": effect, "groups": effect.groups()[:SHOWN] if effect else [],
        "shown": SHOWN, "history": BeforeDayRule.objects.select_related("set_by")},
        status=422 if form.errors else 200)
