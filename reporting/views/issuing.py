"""What the clerk enters about a paper: that it was issued, that it was withdrawn."""
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError, InvalidInput
from core.kept import kept_or_post
from reporting import rules, services
from reporting.forms import IssueForm, SignedCopyForm, WithdrawForm
from reporting.models import ReportSnapshot
from reporting.transitions import WORKFLOW


@require_http_methods(["GET", "HEAD", "POST"])
def report_issue(request, public_id):
    """Number and day as they stand on the paper."""
    return _entered(request, public_id, "issue", IssueForm, _issue,
                    heading="Ghi ban hành văn bản", said="Đã ghi ban hành văn bản.",
                    text="Tệp PDF đang lưu được giữ nguyên từ đây và không dàn lại nữa.")


@require_http_methods(["GET", "HEAD", "POST"])
def report_withdraw(request, public_id):
    return _entered(request, public_id, "withdraw", WithdrawForm, _withdraw,
                    heading="Ghi thu hồi văn bản", said="Đã ghi thu hồi văn bản.",
                    text="Văn bản vẫn được lưu, trang kiểm tra báo không còn hiệu lực.")


def _issue(report, values, by):
    services.issue_report(report, number=values["number"], issued_on=values["issued_on"], by=by,
                          today=timezone.localdate())


def _withdraw(report, values, by):
    services.withdraw_report(report, reason=values["reason"], by=by)


def _entered(request, public_id, name, form_class, act, *, heading, said, text):
    """One form of one transition: 403 to who may not, back to the report when its state does not allow it."""
    report = _report(request, public_id)
    verdict = WORKFLOW.transition(name).may(request.user, report)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    if not (verdict := WORKFLOW.check(report, name, request.user)):
        messages.error(request, verdict.reason)
        return redirect(report)
    form = form_class(kept_or_post(request))
    if request.method == "POST" and form.is_valid() and _done(form, act, report, request.user):
        messages.success(request, said)
        return redirect(report)
    return render(request, "reporting/act.html", {
        "report": report, "form": form, "heading": heading, "text": text, "label": WORKFLOW.transition(name).label,
        "back_url": report.get_absolute_url()})


def _done(form, act, report, by):
    """Whether the act was done; what refused it stands beside its field."""
    try:
        act(report, form.cleaned_data, by)
    except InvalidInput as error:
        for name, found in error.errors.items():
            form.add_error(name if name in form.fields else None, found)
    except DomainError as error:
        form.add_error(None, str(error))
    else:
        return True
    return False


def _report(request, public_id):
    return get_object_or_404(ReportSnapshot.objects.visible_to(request.user).select_related("job", "plan"),
                             public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def signed_copy_add(request, public_id):
    """Send the paper as it came back from the signer."""
    report = _report(request, public_id)
    if not request.user.is_office_staff:
        raise PermissionDenied(rules.may_add_signed_copy(request.user, report).reason)
    if not (verdict := rules.may_add_signed_copy(request.user, report)):
        messages.error(request, verdict.reason)
        return redirect(report)
    form = SignedCopyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _done(form, _add_copy, report, request.user):
        messages.success(request, "Đã lưu bản đã tải lên; kết quả kiểm tra chữ ký ghi bên dưới.")
        return redirect(report)
    return render(request, "reporting/act.html", {
        "report": report, "form": form, "heading": "Tải lên bản đã ký", "label": "Tải lên", "has_file": True,
        "back_url": report.get_absolute_url()})


def _add_copy(report, values, by):
    services.add_signed_copy(report, values["file"], by=by)


@require_safe
def signed_copy_download(request, public_id):
    """The bytes as sent: the newest copy, or the one whose hash the address names."""
    report = _report(request, public_id)
    try:
        copy, content = services.fetch_signed_copy(report, by=request.user, sha256=request.GET.get("ban", "")[:64])
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(report)
    return HttpResponse(content, content_type="application/pdf", headers={
        "Content-Disposition": content_disposition_header(True, copy.original_name),
        "X-Content-Type-Options": "nosniff"})
