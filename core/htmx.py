"""One address answers a browser with a page and htmx with a piece of it."""
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_vary_headers


def wants_piece(request):
    """Whether htmx asks to change a part of the page it shows; going back in history asks for the whole."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(request, full_template, piece_template, context=None, *, status=None):
    """The whole page for a browser, the piece for htmx."""
    template = piece_template if wants_piece(request) else full_template
    response = render(request, template, context or {}, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
    return response


def redirect_htmx(request, to, *args, **kwargs):
    """Send the browser to another page, also out of an htmx request, which would follow a 302 by itself."""
    if not getattr(request, "htmx", None):
        return redirect(to, *args, **kwargs)
    return HttpResponse(status=204, headers={"HX-Redirect": resolve_url(to, *args, **kwargs)})
