"""One's own page of how mails come and who stands in during an absence."""
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import InvalidInput
from core.kept import kept_or_post
from notifications import preferences as services
from notifications import queries
from notifications.enums import Frequency
from notifications.forms import AbsenceForm, FrequencyForm
from notifications.models import Absence
from notifications.one_click import one_click_of


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    """Two short forms on one page; `act` says which one was sent."""
    user, today = request.user, timezone.localdate()
    data = kept_or_post(request)
    act = data.get("act") if data else None
    often = FrequencyForm(data if act == "frequency" else None, initial={
        "frequency": queries.frequencies_of([user]).get(user.pk, Frequency.INSTANT),
        "gets_optional": user.pk not in queries.without_optional_mails([user])}, has_optional=user.is_office_staff)
    absence = AbsenceForm(data if act == "absence" else None, deputies=queries.possible_deputies(user, today=today))
    if request.method == "POST" and _saved(request, act, often, absence, today):
        messages.success(request, "Đã lưu.")
        return redirect("notifications:preferences")
    return render(request, "notifications/preferences.html", {
        "often": often, "absence": absence, "today": today,
        "absences": Absence.objects.visible_to(user).filter(last_on__gte=today).select_related("deputy"),
    }, status=422 if request.method == "POST" else 200)


def _saved(request, act, often, absence, today):
    if act == "frequency" and often.is_valid():
        services.set_frequency(by=request.user, **often.cleaned_data)
        return True
    if act != "absence" or not absence.is_valid():
        return False
    try:
        services.enter_absence(by=request.user, today=today, **absence.cleaned_data)
    except InvalidInput as error:
        for name, texts in error.errors.items():
            absence.add_error(name, texts)
        return False
    return True


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def one_click(request):
    """What the button «unsubscribe» of a mail program sends (RFC 8058), without sign-in;
    the link alone changes nothing."""
    if request.method != "POST":
        return redirect("notifications:preferences")
    found = one_click_of(request.GET.get("ma", ""))
    if found is None or request.POST.get("List-Unsubscribe") != "One-Click":
        raise PermissionDenied("Địa chỉ này không còn dùng được.")
    user, of_optional = found
    services.fewer_mails(user, of_optional=of_optional)
    return HttpResponse("Đã ghi nhận.", content_type="text/plain; charset=utf-8")


@require_POST
def absence_end(request):
    try:
        public_id = UUID(request.POST.get("absence", ""))
    except ValueError as error:
        raise Http404 from error
    absence = get_object_or_404(Absence.objects.visible_to(request.user), public_id=public_id)
    services.end_absence(absence, by=request.user)
    messages.success(request, "Đã bỏ.")
    return redirect("notifications:preferences")
