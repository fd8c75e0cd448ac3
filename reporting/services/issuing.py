"""Say that a paper was issued, with what the clerk wrote on it, and that it was withdrawn."""
from django.db import transaction
from django.utils import timezone

from audit.services import record
from core.errors import InvalidInput, WrongState
from core.text import clean_line
from reporting import layouts
from reporting.enums import ReportState
from reporting.limits import PDF
from reporting.models import ReportSnapshot
from reporting.transitions import WORKFLOW


@transaction.atomic
def issue_report(report, *, number, issued_on, by, today):
    """The paper in force under the number and day written on it; its PDF is held to its hash from now on.

    A number of digits alone is completed by the symbol that the paper prints. Raises InvalidInput, WrongState,
    NotAllowed.
    """
    ReportSnapshot.objects.select_for_update().get(pk=report.pk)  # nobody changes its words or files from here on
    number = full_number(report, number)
    _check(report, number, issued_on, today)
    stored = report.files.filter(format=PDF).first()
    if stored is None:
        raise WrongState("Tệp của văn bản chưa lập xong nên chưa ghi ban hành được.")
    return _move(report, "issue", by=by, number=number, issued_on=issued_on, issued_sha256=stored.sha256, issued_by=by,
                 issued_at=timezone.now())


@transaction.atomic
def withdraw_report(report, *, reason, by):
    """The paper no longer in force; its bytes stay. Raises InvalidInput without a reason, WrongState, NotAllowed."""
    return _move(report, "withdraw", by=by, reason=reason, withdrawal_reason=reason.strip(), withdrawn_by=by,
                 withdrawn_at=timezone.now())


def full_number(report, number):
    """«125» as the paper prints it, «125/BC-SNV»; anything else as it was typed."""
    number = clean_line(number)
    head = head_of(report)
    if not (number.isdigit() and head.get("symbol")):
        return number
    style = layouts.style_by_code(papers_in(report)[0]["style_code"])
    return f"{number.zfill(2)}{style.words['number-join']}{head['symbol']}"


def papers_in(report):
    """The frozen papers as stored: one, or every letter of a pack."""
    return report.data if isinstance(report.data, list) else [report.data]


def head_of(report):
    """The frozen head of the first paper; empty when there is none."""
    papers = papers_in(report)
    return papers[0].get("head", {}) if papers else {}


def _check(report, number, issued_on, today):
    if not any(sign.isdigit() for sign in number):
        raise InvalidInput({"number": ["Xin ghi số đã lấy khi ban hành, ví dụ 125/BC-SNV."]})
    if len(number) > 60:
        raise InvalidInput({"number": ["Số, ký hiệu không quá 60 ký tự."]})
    if issued_on > today:
        raise InvalidInput({"issued_on": ["Ngày ban hành không thể ở tương lai."]})
    if issued_on < report.as_of:
        raise InvalidInput({"issued_on": [f"Số liệu chốt đến hết ngày {report.as_of:%d/%m/%Y} nên văn bản không thể "
                                          "ban hành trước ngày đó."]})
    taken = ReportSnapshot.objects.filter(number__iexact=number, issued_on__year=issued_on.year).exclude(pk=report.pk)
    if other := taken.first():
        raise InvalidInput({"number": [f"Số này đã ghi cho {other.code}, ban hành ngày {other.issued_on:%d/%m/%Y}."]})


def _move(report, name, *, by, reason="", **values):
    """Lock, ask the table, save the named fields, record the act."""
    locked = ReportSnapshot.objects.select_for_update(of=("self",)).select_related("job").get(pk=report.pk)
    step = WORKFLOW.require(locked, name, by, reason=reason)
    before = {"state": str(locked.state)}
    locked.state = ReportState(step.target)
    for field, value in values.items():
        setattr(locked, field, value)
    locked.save(update_fields=["state", *values])
    told = {key: value for key, value in values.items() if key in ("number", "issued_on", "issued_sha256")}
    record(f"reporting.{name}_report", locked, by=by, before=before, after={"state": str(locked.state), **told},
           reason=reason)
    return locked
