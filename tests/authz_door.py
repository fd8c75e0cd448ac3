"""Asking the site many thousands of times: the middleware is loaded once, and nothing stays of what a request did."""
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from time import time
from zipfile import ZipFile

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.test import RequestFactory

from audit.models import AuditEvent
from config.middleware import BEGAN, SEEN

FORM = "application/x-www-form-urlencoded"
CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]{64}|khong-co|G1")  # addresses and tokens
CHANGING_HEADERS = {"Content-Length", "Content-Security-Policy"}


@dataclass(frozen=True)
class Page:
    """What a person was shown: `face` is a seal of all but what differs at every request, `canaries` hidden texts in
    it, `acts` how many lines the request left in the log."""

    status: int
    face: str
    canaries: frozenset
    acts: int


class Door(BaseHandler):
    """The whole site behind its middleware, without a server."""

    def __init__(self, people):
        super().__init__()
        self.load_middleware()
        self.factory = RequestFactory()
        self.sessions = {role: signed_in(person) for role, person in people.items()}
        self._seen = cache(self._page)

    def ask(self, role, method, address, headers=None, enforce_csrf_checks=False):
        """The answer, with `acts`: how many lines a POST left in the log."""
        request = self.factory.generic(method, address, content_type=FORM, **(headers or {}))
        request._dont_enforce_csrf_checks = not enforce_csrf_checks
        request.COOKIES = {settings.SESSION_COOKIE_NAME: self.sessions[role]} if role in self.sessions else {}
        with transaction.atomic():
            before = AuditEvent.objects.count() if method == "POST" else 0
            response = self.get_response(request)
            response.acts = (AuditEvent.objects.count() if method == "POST" else 0) - before
            transaction.set_rollback(True)
        return response

    def page(self, role, address, method="GET", is_htmx=False):
        """What `ask` answers; asked but once, since every request is undone."""
        return self._seen(role, address, method, is_htmx)

    def _page(self, role, address, method, is_htmx):
        response = self.ask(role, method, address, {"HTTP_HX_REQUEST": "true"} if is_htmx else {})
        content = b"".join(response.streaming_content) if response.streaming else response.content
        headers = sorted((k, v) for k, v in response.headers.items() if k not in CHANGING_HEADERS)
        face = repr((response.status_code, headers, CHANGING.sub("·", content.decode(errors="replace"))))
        return Page(response.status_code, sha256(face.encode()).hexdigest(), canaries_in(content), response.acts)


def signed_in(person):
    """The key of a session that begins now."""
    now = int(time())
    session = SessionStore()
    session.update({SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                    HASH_SESSION_KEY: person.get_session_auth_hash(), BEGAN: now, SEEN: now})
    session.create()
    return session.session_key


def canaries_in(content):
    """The hidden texts in a page, also in a spreadsheet or document, which is a packed folder."""
    if content.startswith(b"PK"):
        archive = ZipFile(BytesIO(content))
        content = b" ".join(archive.read(name) for name in archive.namelist())
    return frozenset(re.findall(r"BIMAT-(?:HS|HD|KH)-\w+", content.decode(errors="replace")))
