"""Words between the office and an agency, and the answers of other bodies."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.errors import DomainError
from nominations import rules, services
from nominations.forms import AnswerForm, CommentForm
from nominations.models import Nomination
from nominations.views.common import demand, put_errors, tell


def _nomination(request, public_id):
    rows = Nomination.objects.visible_to(request.user).select_related("submission__plan")
    return get_object_or_404(rows, public_id=public_id)


@require_POST
def comment(request, public_id):
    """A word about the nomination; the office chooses whether the agency reads it."""
    nomination = _nomination(request, public_id)
    demand(rules.may_comment(request.user, nomination))
    form = CommentForm(request.POST, user=request.user)
    if form.is_valid():
        facts = form.cleaned_data
        services.comment(nomination, by=request.user, text=facts["text"], is_internal=facts.get("is_internal", False))
        messages.success(request, "Đã ghi trao đổi.")
        return redirect(_page(request, nomination) + "#trao-doi")
    return render(request, "nominations/act.html", {
        "form": form, "heading": f"Trao đổi về {nomination}", "label": "Ghi trao đổi",
        "back_url": _page(request, nomination)}, status=422)


def _page(request, nomination):
    name = "nominations:review" if request.user.sees_whole_province else "nominations:detail"
    return reverse(name, args=[nomination.public_id])


@require_POST
def answer(request, public_id):
    """What a body that was asked answered (`hoi` of the address names the question)."""
    nomination = _nomination(request, public_id)
    demand(rules.may_decide(request.user, nomination))
    asked = {str(row.public_id): row for row in nomination.consultations.filter(answered_on=None)}
    row = asked.get(request.GET.get("hoi", ""))
    if row is None:
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            services.answer(row, by=request.user, today=timezone.localdate(), **form.cleaned_data)
        except DomainError as error:
            put_errors(form, error) if hasattr(error, "errors") else tell(request, error)
        else:
            messages.success(request, f"Đã ghi ý kiến của {row.body}.")
            return redirect(_page(request, nomination))
    return render(request, "nominations/act.html", {
        "form": form, "heading": f"Ý kiến của {row.body}", "label": "Ghi ý kiến",
        "back_url": _page(request, nomination)}, status=422)
