"""The public page of a paper's code: whether it is in force, and nothing of what it says."""
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reporting import checking
from reporting.papers_public import checked_paper


@login_not_required
@never_cache
@require_safe
def check(request):
    """A place to type the code of a paper; with one in the address, on to its page."""
    typed = request.GET.get("ma", "").strip()
    if code := checking.typed_code(typed):
        return redirect("reporting:check_code", checking.shown_code(code))
    return _page(request, {"typed": typed, "is_wrong": bool(typed)})


@login_not_required
@never_cache
@require_safe
def check_code(request, code):
    """What the code stands for; a wrong one is answered alike whatever is wrong with it."""
    address = request.META.get("REMOTE_ADDR") or "127.0.0.1"
    if checking.guesses_too_often(address):
        answer = _page(request, {"is_tired": True, "minutes": checking.MINUTES}, status=429)
        answer["Retry-After"] = checking.MINUTES * 60
        return answer
    paper = checked_paper(checking.typed_code(code))
    if paper is None:
        checking.count_miss(address)
        return _page(request, {"typed": code[:20], "is_wrong": True}, status=404)
    return _page(request, {"paper": paper, "typed": paper.code})


def _page(request, context, status=200):
    answer = render(request, "reporting/check.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer
