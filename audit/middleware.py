"""Remembers the request's id and address for the audit events written while it runs."""
from uuid import uuid4

from audit.context import CURRENT, RequestFacts


class AuditContextMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = CURRENT.set(RequestFacts(str(uuid4()), request.META.get("REMOTE_ADDR", "")[:45]))
        try:
            return self.get_response(request)
        finally:
            CURRENT.reset(token)
