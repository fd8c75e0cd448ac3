"""Keep the paper as it came back from the signer, with what its signatures are worth."""
from django.core.files.storage import default_storage
from django.db import transaction

from audit.services import record
from core.errors import InvalidInput, NotAllowed, WrongState, require
from core.uploads import check_upload, store_upload, stored_path
from reporting import rules
from reporting.limits import PDF
from reporting.models import ReportSnapshot, SignedCopy
from reporting.services.reports import FileDamaged
from reporting.signatures import judge


def add_signed_copy(report, file, *, by):
    """The stored copy; a bad signature does not refuse the file, it is kept and called what it is.

    Raises InvalidInput (field `file`), NotAllowed also for a report that is not issued.
    """
    require(rules.may_add_signed_copy(by, report))
    checked = check_upload(file)
    if checked.extension != "pdf":
        raise InvalidInput({"file": ["Bản đã ký phải là tệp PDF."]})
    judgement = judge(checked.content)
    stored_name = store_upload(checked)
    try:
        return _keep(report, checked, stored_name, judgement, by)
    except BaseException:
        stored_path(stored_name).unlink(missing_ok=True)
        raise


@transaction.atomic
def _keep(report, checked, stored_name, judgement, by):
    locked = ReportSnapshot.objects.select_for_update(of=("self",)).get(pk=report.pk)
    require(rules.may_add_signed_copy(by, locked))
    if locked.signed_copies.filter(sha256=checked.sha256).exists():
        raise InvalidInput({"file": ["Tệp này đã có trong báo cáo."]})
    copy = SignedCopy.objects.create(
        snapshot=locked, original_name=checked.original_name, stored_name=stored_name, size=checked.size,
        sha256=checked.sha256, signature=judgement.state, words=judgement.words, uploaded_by=by,
        is_issued_file=_continues(locked, checked.content))
    record("reporting.add_signed_copy", locked, by=by, after={
        "file": copy.original_name, "sha256": copy.sha256, "signature": str(copy.signature)})
    return copy


def _continues(report, content):
    """Whether the copy is the stored PDF with signatures appended to it."""
    stored = report.files.filter(format=PDF).first()
    try:
        with default_storage.open(stored.stored_name) as file:
            return content.startswith(file.read())
    except (OSError, AttributeError):
        return False


@transaction.atomic
def fetch_signed_copy(report, *, by, sha256=""):
    """(copy, bytes): the newest, or the one of this hash. Raises NotAllowed, WrongState without any, FileDamaged."""
    if not (verdict := rules.may_see_reports(by)):
        raise NotAllowed(verdict.reason)
    copies = report.signed_copies.filter(sha256=sha256) if sha256 else report.signed_copies.all()
    copy = copies.first()
    if copy is None:
        raise WrongState("Báo cáo chưa có bản đã ký.")
    try:
        content = stored_path(copy.stored_name).read_bytes()
    except OSError:
        raise FileDamaged from None
    record("reporting.fetch_signed_copy", report, by=by, after={"sha256": copy.sha256})
    return copy, content
