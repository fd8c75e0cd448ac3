"""Suggestions while an agency's name is typed."""
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.text import clean_line
from plans import rules
from plans.directory import agencies_called, agencies_like
from plans.views.common import refused


@require_safe
def agencies(request):
    """A piece with the agencies that fit what was typed, and the offer to add one when none bears that name."""
    if refusal := refused(request, rules.may_create(request.user)):
        return refusal
    typed = clean_line(request.GET.get("q", ""))[:255]
    found = agencies_like(typed) if len(typed) > 1 else []
    return render(request, "plans/_agencies_found.html", {
        "found": found, "typed": typed, "offers_new": len(typed) > 3 and not agencies_called(typed)})
