"""The answer of a rule: allowed, or refused with a reason a person can act on."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """True when the act is allowed; otherwise `reason` says why not, in Vietnamese."""

    allowed: bool
    reason: str = ""

    def __bool__(self):
        return self.allowed


ALLOWED = Verdict(True)


def denied(reason):
    """A refusal; `reason` is a whole Vietnamese sentence."""
    return Verdict(False, reason)
