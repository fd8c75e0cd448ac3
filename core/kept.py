"""Nothing typed is lost when a session ends: a refused form waits until its writer has signed in again.

A POST that comes too late is kept in the session with its address, for the person who last worked in this browser
(a signed cookie tells), and goes back to them once: a view that reads `kept_or_post` shows its form filled in; any
other page is replaced by one that offers to send the same form again.
"""
import re

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import SimpleLazyObject

from core.htmx import redirect_htmx

LIMIT = 256 * 1024  # bytes of a form
SESSION_KEY = "kept_form"
COOKIE = "nguoi_dung_gan_nhat"
COOKIE_AGE = 24 * 60 * 60  # seconds: longer than any session
NEVER_KEPT = re.compile(r"csrfmiddlewaretoken|password|passwd|mat_khau|token|secret|^confirmed$", re.IGNORECASE)
WORDS = "Nội dung anh/chị vừa gõ đã được giữ lại. Hãy kiểm tra rồi bấm Lưu."


def kept_or_post(request):
    """What a form is filled with: the POST, or on a GET what was kept for this page, or None."""
    return request.POST if request.method == "POST" else getattr(request, "kept", None) or None


class KeepTypedMiddleware:
    """Stands before the door that sends strangers to the sign-in page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.kept = QueryDict()
        waiting = self.waiting_for(request)
        if waiting:
            request.kept = SimpleLazyObject(lambda: hand_over(request, waiting))
        response = self.get_response(request)
        if waiting and SESSION_KEY in request.session and response.status_code not in {403, 404}:
            response = offer_again(request, waiting)
        if waiting:
            request.session.pop(SESSION_KEY, None)
        remember_person(request, response)
        return response

    def waiting_for(self, request):
        """The kept form when this is its page and its writer; another person's is thrown away unread."""
        if not request.user.is_authenticated or SESSION_KEY not in request.session:
            return None
        kept = request.session[SESSION_KEY]
        if not constant_time_compare(kept["person"], person_mark(request.user)):
            del request.session[SESSION_KEY]
            return None
        return kept if request.method == "GET" and request.get_full_path() == kept["path"] else None

    def process_view(self, request, view, args, kwargs):
        if request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if request.method == "POST" and not is_side_question(request):
            keep(request, request.get_signed_cookie(COOKIE, default="", salt=COOKIE))
            return to_sign_in(request)
        return HttpResponse(status=401) if getattr(request, "htmx", None) else None


def is_side_question(request):
    """Whether a page asks another address about a form still being typed («đọc lại», «tính ngày»).

    Keeping that would push the form itself out, and signing in would tear the person away from what they type.
    """
    htmx = getattr(request, "htmx", None)
    return bool(htmx) and (htmx.current_url_abs_path or request.path).partition("?")[0] != request.path


def keep(request, person):
    """Keep the form for `person` (their mark); nothing without a person, or when it is too big or has no text."""
    form = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if not NEVER_KEPT.search(name):
            form.setlist(name, values)
    body = form.urlencode()
    if person and body and len(body) <= LIMIT:
        request.session[SESSION_KEY] = {"path": request.get_full_path(), "person": person, "body": body}


def hand_over(request, waiting):
    """The kept form, once; the page says where its text comes from."""
    request.session.pop(SESSION_KEY, None)
    messages.info(request, WORDS)
    return QueryDict(waiting["body"])


def offer_again(request, waiting):
    """A page for addresses that take forms but show none, or whose view knows nothing of kept forms."""
    fields = [(name, value) for name, values in QueryDict(waiting["body"]).lists() for value in values]
    return render(request, "core/kept.html", {"action": waiting["path"], "fields": fields,
                                              "texts": [value for _, value in fields if len(value.split()) > 1]})


def to_sign_in(request):
    """To the sign-in page and back to the address of the form afterwards, also out of an htmx request."""
    query = QueryDict(mutable=True)
    query[REDIRECT_FIELD_NAME] = request.get_full_path()
    return redirect_htmx(request, f"{resolve_url(settings.LOGIN_URL)}?{query.urlencode(safe='/')}")


def person_mark(user):
    return salted_hmac("core.kept.person", str(user.pk), algorithm="sha256").hexdigest()


def remember_person(request, response):
    """The signed cookie that says, without naming them, who last worked in this browser."""
    if not request.user.is_authenticated:
        return
    mark = person_mark(request.user)
    if request.get_signed_cookie(COOKIE, default="", salt=COOKIE) != mark:
        response.set_signed_cookie(COOKIE, mark, salt=COOKIE, max_age=COOKIE_AGE, httponly=True,
                                   secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")


@login_not_required
def csrf_failure(request, reason=""):
    """A form whose token went stale (signed in again in another tab) comes back to its writer; the rest is refused."""
    if request.user.is_authenticated and came_from_here(request):
        keep(request, person_mark(request.user))
        return redirect_htmx(request, request.get_full_path())
    if is_late_form(request):
        keep(request, request.get_signed_cookie(COOKIE, default="", salt=COOKIE))
        return to_sign_in(request)
    return render(request, "core/csrf.html", status=403)


def is_late_form(request):
    """Whether a form of a page behind the sign-in comes without session and token: both ended while it was typed."""
    if request.user.is_authenticated or not came_from_here(request) or is_side_question(request):
        return False
    return bool(request.resolver_match) and getattr(request.resolver_match.func, "login_required", True)


def came_from_here(request):
    """Whether the browser says that the form was on a page of this site."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
