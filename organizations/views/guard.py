"""What the pages of this app share."""
from functools import wraps

from django.contrib import messages
from django.shortcuts import render

from core.errors import DomainError, InvalidInput
from organizations import rules


def for_editors(view):
    """The page opens for the office and administrators; everybody else reads why not."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        verdict = rules.may_edit(request.user)
        if not verdict:
            return render(request, "403.html", {"reason": verdict.reason}, status=403)
        return view(request, *args, **kwargs)

    return guarded


def saved(request, form, act):
    """What `act()` returns, or None with the service's refusal beside the field it names."""
    try:
        return act()
    except InvalidInput as error:
        for name, found in error.errors.items():
            form.add_error(name if name in form.fields else None, found)
    except DomainError as error:
        messages.error(request, str(error))
    return None
