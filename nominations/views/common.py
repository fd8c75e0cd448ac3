"""What several views of nominations share."""
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404

from core.errors import InvalidInput
from nominations.models import Submission

PAGE = 50


def page_of(request, rows):
    """The asked page of 50 rows; a page number that is none gives the nearest."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def posted(request):
    """The values of a sent form, also of an empty one; None when the form is only shown."""
    return request.POST if request.method == "POST" else None


def demand(verdict):
    """Answer 403 with the reason when the verdict refuses."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


def put_errors(form, error):
    """Show a refusal of a service beside the fields it speaks of."""
    if not isinstance(error, InvalidInput):
        form.add_error(None, str(error))
        return
    for name, found in error.errors.items():
        for message in found:
            form.add_error(name if name in form.fields else None, message)


def tell(request, error):
    """Show a refusal of a service at the head of the next page."""
    found = [m for list_ in error.errors.values() for m in list_] if isinstance(error, InvalidInput) else [str(error)]
    for message in found:
        messages.error(request, message)


def say_what_was_typed(request, form):
    """When somebody else was first and the page has the form no more: what was typed and is not written, to copy."""
    seats = getattr(form, "seats", {})
    typed = [f"{field.label.lower()} «{form.data[field.html_name].strip()}»" for field in form
             if isinstance(field.field, forms.CharField | forms.IntegerField) and not field.is_hidden
             and form.data.get(field.html_name, "").strip()]
    if marked := sum(bool(form.data.get(name)) for name in seats):
        typed.insert(0, f"ý kiến của {marked} thành viên")
    if typed:
        messages.warning(request, f"Chưa ghi điều anh/chị vừa nhập: {', '.join(typed)}.")


def agency_of(user, roles):
    """The agency the person acts for: of the acting role when it is one of `roles`, else of the first such role."""
    acting = user.acting
    if acting is not None and acting.role in roles and acting.organization_id:
        return acting.organization
    return next((a.organization for a in user.active_assignments if a.role in roles and a.organization_id), None)


def uuid_of(text):
    """The UUID of an address or form value; 404 for anything else."""
    try:
        return UUID(str(text))
    except ValueError as error:
        raise Http404 from error


def submission_of(request, public_id):
    """The submission of the address if the person may see it, with what its head prints; else 404."""
    rows = Submission.objects.visible_to(request.user).select_related("plan", "field", "organization", "created_by")
    return get_object_or_404(rows, public_id=public_id)
