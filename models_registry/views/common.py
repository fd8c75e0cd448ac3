"""What several views of the registry share."""
from django.contrib import messages
from django.core.exceptions import PermissionDenied

from core.errors import InvalidInput


def demand(verdict):
    """Answer 403 with the reason when the verdict refuses."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


def put_errors(form, error, also=None):
    """Show a refusal of a service beside the fields it speaks of; `also` maps names of the service to the form's."""
    for name, found in error.errors.items():
        name = (also or {}).get(name, name)
        for message in found:
            form.add_error(name if name in form.fields else None, message)


def tell(request, error):
    """Show a refusal of a service at the head of the next page."""
    found = [m for list_ in error.errors.values() for m in list_] if isinstance(error, InvalidInput) else [str(error)]
    for message in found:
        messages.error(request, message)
