"""The head's word inside the agency."""
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from nominations import rules, services
from nominations.forms import SignOffForm
from nominations.models import Submission
from nominations.views.common import demand, posted, put_errors, tell


def _submission(request, public_id):
    rows = Submission.objects.visible_to(request.user).select_related("plan", "field", "organization")
    return get_object_or_404(rows, public_id=public_id)


@require_POST
def present(request, public_id):
    """Lay the list before the agency's head."""
    submission = _submission(request, public_id)
    demand(rules.may_write(request.user, submission))
    try:
        services.present(submission, by=request.user)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, "Đã trình lãnh đạo cơ quan.")
    return redirect(submission)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request, public_id):
    """Approve, or say what is to be changed."""
    submission = _submission(request, public_id)
    demand(rules.may_sign_off(request.user, submission))
    form = SignOffForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["word"] == "yes":
                services.sign_off(submission, by=request.user)
            else:
                services.send_back(submission, by=request.user, reason=form.cleaned_data["reason"])
        except DomainError as error:
            put_errors(form, error)
        else:
            messages.success(request, "Đã ghi ý kiến của lãnh đạo cơ quan.")
            return redirect(submission)
    return render(request, "nominations/act.html", {
        "form": form, "heading": f"Duyệt danh sách: {submission.field or submission.plan}", "label": "Ghi ý kiến",
        "back_url": submission.get_absolute_url()}, status=422 if form.errors else 200)
