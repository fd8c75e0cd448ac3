"""Make a report: freeze its figures, render them in the background, keep the bytes."""
import logging
from dataclasses import asdict, replace
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from audit.services import record
from core.errors import DomainError, InvalidInput, WrongState, require
from reporting import layouts, rules
from reporting.awarding import wrong_position
from reporting.checking import check_url, new_code, shown_code
from reporting.documents.values import to_json
from reporting.enums import JobState, ReportKind
from reporting.limits import DOCX, PDF, ZIP
from reporting.models import ReportFile, ReportJob, ReportSnapshot
from reporting.nominees import check_names
from reporting.offices import issuing_office, written_head
from reporting.packs import made_before, make_pack_files
from reporting.papers import papers_of
from reporting.periods import beyond_plan
from reporting.rendering import RenderFailed, render
from reporting.services.queue import TRIES_AT_MOST, left_over
from reporting.services.sentences import drop_files, printed_data

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # longer than the rendering process may take for both formats
FORMATS = (PDF, DOCX)
PDF_ALONE = (ReportKind.COUNTING,)  # figures of a vote are not edited after it
INTERRUPTED = "Máy chủ dừng giữa chừng khi đang lập báo cáo. Anh/chị bấm «Lập lại»."


class FileDamaged(DomainError):
    """The stored bytes are gone or are not those that were stored."""

    default_message = "Tệp báo cáo đã lưu không còn nguyên vẹn nên không tải về được. Xin báo quản trị hệ thống."


@transaction.atomic
def prepare_report(plan, *, as_of, paper, by, today, kind=ReportKind.RESULT, layout=layouts.STATE, wake=None):
    """The frozen snapshot and its job, in one transaction; `wake(job id)` is called after the commit and may fail.

    Raises NotAllowed, WrongState for a draft plan, InvalidInput for a layout that cannot be printed, a day in future,
    or a paper of names that would name nobody.
    """
    if by is not None:
        require(rules.may_prepare(by, kind))
    if plan.is_draft:
        raise WrongState("Kế hoạch chưa ban hành nên chưa có báo cáo.")
    if as_of > today:
        raise InvalidInput({"as_of": ["Ngày chốt số liệu không thể ở tương lai."]})
    if reason := beyond_plan(kind, plan, as_of):
        raise InvalidInput({"as_of": [reason]})
    if layout not in layouts.PRINTABLE:
        raise InvalidInput({"layout": ["Thể thức này chưa in được."]})
    if issuing_office(plan, layout) is None:
        raise WrongState("Chưa có cơ quan nào đứng tên văn bản. Anh/chị ghi cơ quan thường trực ở mục «Cơ quan» trước.")
    check_names(kind, plan, as_of=as_of, paper=paper)
    if kind == ReportKind.DECISION and (wrong := wrong_position(plan, paper, layout)):
        raise InvalidInput({"position": [wrong]})
    snapshot = _freeze(ReportKind(kind), plan, as_of, paper, by, today, layout)
    job = ReportJob.objects.create(snapshot=snapshot)
    record("reporting.prepare_report", snapshot, by=by, after={
        "plan": plan.code, "kind": str(kind), "as_of": as_of, **asdict(paper)})
    if wake:
        transaction.on_commit(lambda: wake(job.pk), robust=True)
    return snapshot


def _freeze(kind, plan, as_of, paper, by, today, layout):
    """The stored snapshot of a paper about a plan."""
    def draft(code):
        papers = papers_of(kind, plan, as_of=as_of, paper=paper, snapshot_code=code, layout=layout)
        if not papers:
            raise InvalidInput({"kind": ["Không có cơ quan nào còn thiếu chỉ tiêu nên không có công văn đôn đốc."]})
        return _written(papers, as_of, today)

    return freeze(draft, today=today, kind=kind, plan=plan, layout=layout, as_of=as_of, made_by=by)


def _written(papers, as_of, today):
    """The papers with the month they go out in."""
    return [replace(found, head=written_head(found.head, as_of=as_of, today=today)) for found in papers]


def freeze(draft, *, today, **values):
    """The stored snapshot of the papers that `draft(code)` gives, under the next free code of the year; another report
    made at the same time takes its own. Raises WrongState after five codes taken by others."""
    for _ in range(5):
        code, check = _next_code(today.year), new_code()
        papers = [replace(found, check_code=shown_code(check), check_url=check_url(check)) for found in draft(code)]
        title = (*papers[0].head.subject_lines,) if len(papers) == 1 else (
            f"{len(papers)} công văn đôn đốc: {values['plan'].title}",)
        try:
            with transaction.atomic():
                return ReportSnapshot.objects.create(
                    code=code, check_code=check, title=" ".join(title)[:800],
                    data=to_json(papers if len(papers) > 1 else papers[0]), **values)
        except IntegrityError:
            continue
    raise WrongState("Nhiều báo cáo đang được lập cùng lúc. Xin thử lại sau ít giây.")


def _next_code(year):
    """«BC-2026-0007»."""
    prefix = f"BC-{year}-"
    last = (ReportSnapshot.objects.filter(code__startswith=prefix).order_by("-code")
            .values_list("code", flat=True).first())
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04}"


def run_job(job_id, *, now=None):
    """Render the job's snapshot when it is due; nothing when another process has it or it is over. Safe to repeat."""
    job = _claim(job_id, now or timezone.now())
    if job is None:
        return
    try:
        data = printed_data(job.snapshot)
        files = _pack(job, data) if isinstance(data, list) else {
            kind: render(data, kind) for kind in formats_of(job.snapshot)}
    except RenderFailed as error:
        _give_back(job, error.reason)
    except Exception:
        logger.exception("Report job %s failed", job.pk)
        _give_back(job, "Không lập được báo cáo do lỗi hệ thống. Xin báo quản trị hệ thống.")
    else:
        _store(job, files)


def _pack(job, papers):
    """The files of a pack; how many letters are done shows on its page, those that could not be made stay named there.
    When single letters are to be tried again, the others stay as they were made."""
    kept = _letters_made(job) if any(row.get("again") for row in job.left_out) else None
    left_out = [row for row in job.left_out if not row.get("again")] if kept else ()
    files, left_out = make_pack_files(papers, on_done=lambda count: _note_progress(job, count, len(papers)), kept=kept,
                                      left_out=left_out)
    _held(job).update(left_out=left_out)
    return files


def _letters_made(job):
    """The single letters in the stored ZIP; None when it is gone or damaged: all are made anew then."""
    stored = job.snapshot.files.filter(format=ZIP).first()
    try:
        return made_before(stored_bytes(stored)) if stored else None
    except FileDamaged:
        return None


def _note_progress(job, done, total):
    """Tell how many letters are there, and hold the job for another lease; a lost one is not taken back."""
    until = timezone.now() + LEASE
    if _held(job).update(done=done, total=total, lease_until=until):
        job.lease_until = until


def formats_of(snapshot):
    """The kinds of file a paper is made in."""
    return FORMATS[:1] if snapshot.kind in PDF_ALONE else FORMATS


def _claim(job_id, now):
    """The job with a lease of its own, or None. A lease that ran out may be taken over."""
    due = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)
    claimed = ReportJob.objects.filter(due, pk=job_id, tries__lt=TRIES_AT_MOST).update(
        state=JobState.RUNNING, tries=F("tries") + 1, lease_until=now + LEASE)
    return ReportJob.objects.select_related("snapshot").get(pk=job_id) if claimed else None


def _give_back(job, reason):
    """Queue the job again, or end it with the reason after the last try."""
    over = job.tries >= TRIES_AT_MOST
    _held(job).update(state=JobState.FAILED if over else JobState.QUEUED, error=reason, lease_until=None,
                      finished_at=timezone.now() if over else None)


def _held(job):
    """The job's row while the lease taken for this try still stands; new words end it."""
    return ReportJob.objects.filter(pk=job.pk, state=JobState.RUNNING, tries=job.tries, lease_until=job.lease_until)


@transaction.atomic
def _store(job, files):
    """Keep the bytes of each format, once: who lost the lease in between stores nothing."""
    if not _held(job).update(state=JobState.DONE, lease_until=None, error="", finished_at=timezone.now()):
        return
    drop_files(job.snapshot.files.filter(format__in=list(files)))
    kept = {kind: store_file(job.snapshot, kind, data) for kind, data in files.items()}
    record("reporting.store_report", job.snapshot, by=None,
           after={kind: {"size": file.size, "sha256": file.sha256} for kind, file in kept.items()})


def store_file(snapshot, kind, data):
    """The row of a stored file; its name says nothing about the paper."""
    name = default_storage.save(f"reports/{snapshot.as_of.year}/{uuid4().hex}.{kind}", ContentFile(data))
    return ReportFile.objects.create(snapshot=snapshot, format=kind, stored_name=name, size=len(data),
                                     sha256=sha256(data).hexdigest())


def sweep_jobs(*, now=None):
    """Do what was queued but never woken or was left half-done; end what was interrupted twice. How many were due."""
    now = now or timezone.now()
    due = left_over(ReportJob, now=now, error=INTERRUPTED)
    for job_id in due:
        run_job(job_id, now=now)
    return len(due)


@transaction.atomic
def retry_report(snapshot, *, by, wake=None):
    """Queue a failed report again with the same frozen figures. Raises NotAllowed, WrongState."""
    job = ReportJob.objects.select_for_update().get(snapshot=snapshot)
    if job.state != JobState.FAILED:
        raise WrongState("Chỉ lập lại được báo cáo không lập được.")
    require(rules.may_retry(by, job))
    ReportJob.objects.filter(pk=job.pk).update(state=JobState.QUEUED, tries=0, error="", finished_at=None)
    record("reporting.retry_report", snapshot, by=by)
    if wake:
        transaction.on_commit(lambda: wake(job.pk), robust=True)


@transaction.atomic
def retry_letter(snapshot, number, *, by, wake=None):
    """Try a letter of a pack (1, 2 …) again that could not be made; the others stay as they are.
    Raises NotAllowed, WrongState."""
    job = ReportJob.objects.select_for_update().select_related("snapshot").get(snapshot=snapshot)
    require(rules.may_retry_letter(by, job))
    rows = [{**row, "again": True} if row.get("at") == number - 1 else row for row in job.left_out]
    if job.state != JobState.DONE or rows == job.left_out:
        raise WrongState("Văn bản này đã lập được hoặc cả tập đang được lập lại. Xin tải lại trang.")
    ReportJob.objects.filter(pk=job.pk).update(state=JobState.QUEUED, tries=0, error="", finished_at=None,
                                               left_out=rows)
    record("reporting.retry_report", snapshot, by=by,
           after={"to": rows[[row.get("at") for row in rows].index(number - 1)]["to"]})
    if wake:
        transaction.on_commit(lambda: wake(job.pk), robust=True)


@transaction.atomic
def fetch_report(snapshot, *, by, kind=PDF):
    """(file row, bytes) of the stored file of this kind, checked against its hash.
    Raises NotAllowed, WrongState, FileDamaged."""
    require(rules.may_fetch(by, snapshot))
    stored = snapshot.files.filter(format=kind).first()
    if stored is None:
        raise WrongState("Báo cáo chưa lập xong.")
    content = stored_bytes(stored)
    record("reporting.fetch_report", snapshot, by=by, after={"sha256": stored.sha256})
    return stored, content


def stored_bytes(stored):
    """The bytes of a file row as they were stored. Raises FileDamaged."""
    try:
        with default_storage.open(stored.stored_name) as file:
            content = file.read()
    except OSError:
        raise FileDamaged from None
    if sha256(content).hexdigest() != stored.sha256:
        raise FileDamaged
    return content
