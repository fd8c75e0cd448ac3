"""One's own notices; the outbox for the office and administrators."""
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.queries import history_of
from core.confirming import confirmation
from core.errors import DomainError, InvalidInput
from core.htmx import render_page
from core.kept import kept_or_post
from notifications import queries, rules, services
from notifications.enums import KINDS, NOT_GONE
from notifications.filters import OutboxFilter
from notifications.forms import MessageForm, PolicyForm
from notifications.models import Notice, OutboundMessage

PAGE_SIZE = 50


@require_safe
def notice_list(request):
    """The person's notices, unread first, then the newest."""
    rows = queries.unread_first(Notice.objects.visible_to(request.user))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "notifications/list.html", {
        "page": page, "unread": queries.unread_count(request.user),
        "may_see_outbox": rules.may_see_outbox(request.user)})


@require_POST
def notice_open(request, public_id):
    """Mark the notice as read and go to what it speaks of."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), public_id=public_id)
    services.open_notice(notice)
    if notice.url and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None):
        return redirect(notice.url)
    return redirect("notifications:list")


@require_POST
def notices_read(request):
    count = services.read_all(by=request.user)
    messages.success(request,
                     f"Đã đánh dấu đã đọc {count} thông báo." if count else "Không còn thông báo nào chưa đọc.")
    return redirect("notifications:list")


@require_safe
def outbox(request):
    """Every mail with its state, why, to whom; what waits and what failed is counted at the head."""
    verdict = rules.may_see_outbox(request.user)
    if not verdict:
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    rows = OutboundMessage.objects.visible_to(request.user)
    chosen = OutboxFilter(request.GET, rows.select_related("recipient"))
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "notifications/outbox.html", "notifications/_outbox.html", {
        "filter": chosen, "page": page, "standing": queries.outbox_standing(timezone.now()), "now": timezone.now(),
        "groups": queries.waiting_groups(), "progress": queries.sending_progress(timezone.now()),
        "policy": queries.policy(), "doubtful": queries.doubtful_addresses()})


@require_safe
def message(request, public_id):
    """One mail as it was or will be sent."""
    found = _message(request, public_id)
    return render(request, "notifications/message.html", {
        "message": found, "kind": dict(KINDS).get(found.kind, "Khác"),
        "may_retry": rules.may_retry(request.user, found),
        "may_hold": rules.may_hold(request.user, found), "may_edit": rules.may_edit(request.user, found),
        "together": queries.sent_together(found), "history": history_of(found)})


def _message(request, public_id):
    rows = OutboundMessage.objects.visible_to(request.user).select_related("recipient")
    return get_object_or_404(rows, public_id=public_id)


@require_POST
def message_retry(request, public_id):
    found = _message(request, public_id)
    asked = confirmation(request, f"Gửi lại thư «{found.subject}»?", label="Gửi lại", back_url=found.get_absolute_url(),
                         detail=f"Thư sẽ gửi đến {found.recipient.email or found.address}.")
    if asked:
        return asked
    try:
        services.retry_message(found, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Thư đã vào hàng chờ gửi lại.")
    return redirect(found)


# --- by hand --------------------------------------------------------------------------------------------------------

MOVES = {"gui": ("Cho gửi ngay", services.release_messages, "Đã cho gửi ngay {} thư."),
         "giu": ("Giữ lại", services.hold_messages, "Đã giữ lại {} thư.")}


@require_POST
def messages_move(request):
    """Release or hold the ticked mails, after one question that says how many."""
    verdict = rules.may_see_outbox(request.user)
    if not verdict:
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    back = _back(request)
    found = _ticked(request)
    if not found or request.POST.get("act") not in MOVES:
        messages.info(request, "Chưa chọn thư nào chờ gửi.")
        return redirect(back)
    label, act, done = MOVES[request.POST["act"]]
    asked = confirmation(request, f"{label} {len(found)} thư?", label=label, back_url=back)
    if asked:
        return asked
    messages.success(request, done.format(act(found, by=request.user)))
    return redirect(back)


@require_POST
def group_move(request):
    """Release or hold every mail of one named group that did not leave yet."""
    verdict = rules.may_see_outbox(request.user)
    if not verdict:
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    name, act = request.POST.get("group", "")[:300], request.POST.get("act")
    rows = OutboundMessage.objects.visible_to(request.user).filter(group=name, state__in=NOT_GONE) if name else []
    found = [row for row in rows if rules.may_hold(request.user, row)]
    if not found or act not in MOVES:
        messages.info(request, "Đợt này không còn thư nào chờ gửi.")
        return redirect("notifications:outbox")
    label, move, done = MOVES[act]
    asked = confirmation(request, f"{label} {len(found)} thư của đợt «{name}»?", label=label,
                         back_url=reverse("notifications:outbox"))
    if asked:
        return asked
    messages.success(request, done.format(move(found, by=request.user)))
    return redirect("notifications:outbox")


@require_safe
def progress(request):
    """The line that says how far a sending is, for a page that asks again every few seconds."""
    verdict = rules.may_see_outbox(request.user)
    if not verdict:
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    return render(request, "notifications/_progress.html", {
        "progress": queries.sending_progress(timezone.now()), "policy": queries.policy()})


def _ticked(request):
    """The ticked mails that did not leave yet; of something that is no id nothing is found."""
    try:
        ids = [UUID(text) for text in request.POST.getlist("message")[:1000]]
    except ValueError:
        return []
    rows = OutboundMessage.objects.visible_to(request.user).filter(public_id__in=ids)
    return [row for row in rows if rules.may_hold(request.user, row)]


def _back(request):
    query = request.POST.get("query", "")
    return f"{reverse('notifications:outbox')}{'?' + query if query else ''}"


@require_http_methods(["GET", "HEAD", "POST"])
def message_edit(request, public_id):
    """Other words for a mail that waits."""
    found = _message(request, public_id)
    verdict = rules.may_edit(request.user, found)
    if not verdict:
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    form = MessageForm(kept_or_post(request), initial={"subject": found.subject, "body": found.body})
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_message(found, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Đã sửa thư.")
            return redirect(found)
    return render(request, "notifications/edit.html", {"message": found, "form": form},
                  status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def policy(request):
    """How the whole outbox is run: stopped or not, how long reminders wait for a look."""
    verdict = rules.may_see_outbox(request.user)
    if not verdict:
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    stored = queries.policy()
    form = PolicyForm(kept_or_post(request), instance=queries.policy())
    if request.method == "POST" and form.is_valid():
        try:
            services.set_policy(by=request.user, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error("reason", error.errors["reason"])
        else:
            messages.success(request, "Đã đổi chế độ gửi thư.")
            return redirect("notifications:outbox")
    return render(request, "notifications/policy.html", {"form": form, "policy": stored},
                  status=422 if request.method == "POST" else 200)
