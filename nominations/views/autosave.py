"""What a form that saves itself while one types is told."""
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, EditConflict


def wants_autosave(request):
    return request.method == "POST" and request.POST.get("autosave") == "1"


def autosaved(form, act):
    """The answer to a form that saves itself: when it was stored and where it goes on, or why it was not."""
    if not form.is_valid():
        words = "; ".join(f"{form[name].label}: {found[0]}" if name in form.fields else str(found[0])
                          for name, found in form.errors.items())
        return JsonResponse({"saved": False, "reason": words}, status=422)
    try:
        nomination = act()
    except DomainError as error:
        status = 409 if isinstance(error, EditConflict) else 422
        return JsonResponse({"saved": False, "reason": str(error)}, status=status)
    return JsonResponse({"saved": True, "at": f"{timezone.localtime():%H:%M}", "version": nomination.version,
                         "action": reverse("nominations:nominee_edit", args=[nomination.public_id])})
