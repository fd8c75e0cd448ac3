"""What the clerk enters about a paper: that it was issued, that it was withdrawn."""
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.errors import DomainError, InvalidInput
from core.kept import kept_or_post
from reporting import services
from reporting.forms import IssueForm, WithdrawForm
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
    report = get_object_or_404(ReportSnapshot.objects.visible_to(request.user).select_related("job", "plan"),
                               public_id=public_id)
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
