"""What anybody may know of a paper whose code they hold: whether it is in force, never what it says."""
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from reporting.checking import shown_code
from reporting.enums import ReportState, SignatureState
from reporting.models import ReportSnapshot
from reporting.services.issuing import head_of


@dataclass(frozen=True)
class PublicPaper:
    """The whole of it; hashes only of what was issued."""

    code: str
    kind: str
    agency: str
    state: str
    number: str
    issued_on: date | None
    withdrawn_on: date | None
    sha256: str
    signed_sha256: str


def checked_paper(code):
    """The paper of a stored code, or None."""
    report = ReportSnapshot.objects.filter(check_code=code).first() if code else None
    if report is None:
        return None
    head = head_of(report)
    signed = report.signed_copies.filter(signature=SignatureState.VALID).first()
    return PublicPaper(
        code=shown_code(report.check_code), kind=report.get_kind_display(), state=report.state, number=report.number,
        agency=head.get("issuer_name") or " ".join(head.get("issuer_lines") or ()), issued_on=report.issued_on,
        withdrawn_on=timezone.localdate(report.withdrawn_at) if report.state == ReportState.WITHDRAWN else None,
        sha256=report.issued_sha256, signed_sha256=signed.sha256 if signed else "")
