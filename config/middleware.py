"""What holds for every request: whose address counts, how long a session lasts, what browsers may keep."""
from time import time

from django.conf import settings
from django.contrib import auth

BEGAN, SEEN = "session_began", "session_seen"
TOUCH_EVERY = 60  # seconds; a write per request would be waste


class ProxyAddressMiddleware:
    """Put the client's address where Django looks for it: the entry that our outermost trusted proxy wrote.

    With no proxy declared the header is a forgery and is ignored.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        count = settings.PROXY_COUNT
        trusted = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-count:] if count else []
        if len(trusted) == count > 0 and trusted[0].strip():
            request.META["REMOTE_ADDR"] = trusted[0].strip()
        return self.get_response(request)


class SessionLimitsMiddleware:
    """Sign out who has been signed in too long; keep the session of who is at work alive."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self.check(request, int(time()))
        return self.get_response(request)

    def check(self, request, now):
        session = request.session
        if now - session.setdefault(BEGAN, now) > settings.SESSION_LONGEST_AGE:
            auth.logout(request)
        elif now - session.get(SEEN, 0) > TOUCH_EVERY:
            session[SEEN] = now


class HeadersMiddleware:
    """No shared computer keeps a signed-in page; browsers get no device they are not asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.setdefault("Cache-Control", "no-store, private")
        return response
