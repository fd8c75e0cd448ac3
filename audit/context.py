"""What the current request adds to every audit event: its id, address and acting role."""
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class RequestFacts:
    request_id: str = ""
    address: str = ""


OUTSIDE_A_REQUEST = RequestFacts()
CURRENT = ContextVar("audit_request", default=OUTSIDE_A_REQUEST)
