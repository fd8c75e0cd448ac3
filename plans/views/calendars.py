"""The calendar of duties by month and quarter; private feeds for calendar programs."""
import re
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.confirming import confirmation
from plans import reminder_steps, services
from plans.agenda import feed_of, months_of
from plans.forms.calendars import FeedForm
from plans.models import CalendarFeed

ROMAN = ("I", "II", "III", "IV")


@require_safe
def month(request):
    """A month, or the three of a quarter, with the duties the person may see on their days."""
    today = timezone.localdate()
    first, length = _shown(request, today)
    firsts = [_shifted(first, number) for number in range(length)]
    return render(request, "plans/calendar.html", {
        "months": months_of(request.user, firsts, today=today, days_off=reminder_steps.days_off()), "today": today,
        "is_quarter": length == 3, "title": _title(first, length), "this": _code(first, length),
        "before": _code(_shifted(first, -length), length), "after": _code(_shifted(first, length), length),
        "other": _code(first.replace(day=1) if length == 3 else _quarter_start(first), 4 - length),
        "weekdays": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")})


def _shown(request, today):
    """(first day, months) of «?ky=2026-11» or «?ky=2026-Q4»; this month for anything else."""
    match = re.fullmatch(r"(20\d\d)-(?:(0[1-9]|1[0-2])|Q([1-4]))", request.GET.get("ky", ""), re.ASCII)
    if not match:
        return today.replace(day=1), 1
    year, number, quarter = match.groups()
    return (date(int(year), int(number), 1), 1) if number else (date(int(year), 3 * int(quarter) - 2, 1), 3)


def _shifted(first, months):
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _quarter_start(first):
    return date(first.year, (first.month - 1) // 3 * 3 + 1, 1)


def _code(first, length):
    return f"{first:%Y-%m}" if length == 1 else f"{first.year}-Q{(first.month + 2) // 3}"


def _title(first, length):
    if length == 1:
        return f"Tháng {first.month} năm {first.year}"
    return f"Quý {ROMAN[(first.month - 1) // 3]} năm {first.year}"


# --- feeds ----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request):
    """The person's private addresses, to be put into Outlook, Google Calendar or a telephone."""
    form = FeedForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        services.open_feed(by=request.user, plan=form.cleaned_data["plan"])
        messages.success(request, "Đã lập địa chỉ lịch.")
        return redirect("plans:feeds")
    rows = request.user.calendar_feeds.select_related("plan")
    return render(request, "plans/feeds.html", {
        "form": form, "feeds": [(row, request.build_absolute_uri(row.get_absolute_url())) for row in rows]},
        status=422 if request.method == "POST" else 200)


@require_POST
def feed_revoke(request):
    number = request.POST.get("feed", "")
    found = get_object_or_404(request.user.calendar_feeds, pk=int(number) if number.isdecimal() else 0)
    asked = confirmation(request, "Thu hồi địa chỉ lịch này?", label="Thu hồi", danger=True,
                         back_url="/moc/lich/dia-chi/",
                         detail="Lịch đã thêm vào Outlook, Google hay điện thoại sẽ không cập nhật nữa.")
    if asked:
        return asked
    services.revoke_feed(found, by=request.user)
    messages.success(request, "Đã thu hồi.")
    return redirect("plans:feeds")


@login_not_required
@never_cache
@require_safe
def feed(request):
    """The feed behind a private address, with what its person may see now; 404 once revoked or the account closed."""
    found = get_object_or_404(CalendarFeed.objects.select_related("user", "plan"), public_id=_secret(request),
                              user__is_active=True)
    now = timezone.now()
    CalendarFeed.objects.filter(pk=found.pk).update(read_at=now)
    content = feed_of(found.user, plan=found.plan, today=timezone.localdate(now), now=now)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={
        "Content-Disposition": 'inline; filename="hoa-dep.ics"', "X-Robots-Tag": "noindex"})


def _secret(request):
    try:
        return UUID(request.GET.get("ma", ""))
    except ValueError as error:
        raise Http404 from error
