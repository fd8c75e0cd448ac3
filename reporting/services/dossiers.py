"""Print a whole dossier: ask for it, draw it in the background for the eyes of who asked, keep it for a day."""
import contextlib
import logging
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from audit.services import record
from core.errors import WrongState
from core.uploads import stored_path
from reporting.dossiers import content_of
from reporting.enums import JobState
from reporting.models import DossierPrint
from reporting.rendering import RenderFailed, render_dossier
from reporting.services.queue import TRIES_AT_MOST, left_over

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # longer than the rendering process may take
KEPT_FOR = timedelta(hours=24)
FOLDER = "dossiers"
NO_LONGER = "Anh/chị không còn được xem hồ sơ này nên bản in không được lập."
BROKEN = "Không lập được bản in do lỗi hệ thống. Xin báo quản trị hệ thống."
INTERRUPTED = "Máy chủ dừng giữa chừng khi đang lập bản in. Anh/chị bấm «In cả hồ sơ» lần nữa."


@transaction.atomic
def print_dossier(submission, *, by, nomination=None, wake=None):
    """The queued print of a submission, or of one nominee of it, as `by` sees it now; `wake(id)` after the commit.

    One that waits already is returned instead of a second one.
    """
    waiting = DossierPrint.objects.visible_to(by).filter(
        submission=submission, nomination=nomination, state__in=(JobState.QUEUED, JobState.RUNNING))
    if known := waiting.first():
        return known
    chosen = by.acting if getattr(by, "acting_only", False) else None
    asked = DossierPrint.objects.create(submission=submission, nomination=nomination, asked_by=by, asked_as=chosen,
                                        is_inside=by.sees_whole_province)
    record("reporting.print_dossier", nomination or submission, by=by)
    if wake:
        transaction.on_commit(lambda: wake(asked.pk), robust=True)
    return asked


def run_print(print_id, *, now=None):
    """Draw the print when it is due; nothing when another process has it or it is over. Safe to repeat."""
    asked = _claim(print_id, now or timezone.now())
    if asked is None:
        return
    try:
        data = _drawn(asked)
    except (RenderFailed, WrongState) as error:
        _give_back(asked, str(error))
    except Exception:
        logger.exception("Print of a dossier %s failed", asked.pk)
        _give_back(asked, BROKEN)
    else:
        _store(asked, data)


def _claim(print_id, now):
    due = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)
    claimed = DossierPrint.objects.filter(due, pk=print_id, tries__lt=TRIES_AT_MOST).update(
        state=JobState.RUNNING, tries=F("tries") + 1, lease_until=now + LEASE)
    rows = DossierPrint.objects.select_related("submission__plan", "submission__field", "submission__organization",
                                               "submission__created_by", "submission__signed_off_by", "asked_by")
    return rows.get(pk=print_id) if claimed else None


def _drawn(asked):
    """The bytes; WrongState when the person lost sight of the dossier since."""
    user = _as_asked(asked)
    if user is None or not DossierPrint.objects.visible_to(user).filter(pk=asked.pk).exists():
        raise WrongState(NO_LONGER)
    content, files = content_of(asked, user=user, today=timezone.localdate())
    return render_dossier(content, {name: stored_path(file.stored_name) for name, file in files.items()})


def _as_asked(asked):
    """The person with the role they had chosen; None when they hold it no more."""
    user = asked.asked_by
    if not user.is_active:
        return None
    if asked.asked_as_id:
        user.acting = next((row for row in user.all_assignments if row.pk == asked.asked_as_id), None)
        user.acting_only = True
        return user if user.acting else None
    return user


def _give_back(asked, reason):
    over = asked.tries >= TRIES_AT_MOST or reason == NO_LONGER
    _held(asked).update(state=JobState.FAILED if over else JobState.QUEUED, error=reason, lease_until=None,
                        finished_at=timezone.now() if over else None)


def _held(asked):
    """The row while the lease taken for this try still stands."""
    return DossierPrint.objects.filter(pk=asked.pk, state=JobState.RUNNING, tries=asked.tries)


def _store(asked, data):
    """Keep the bytes, once: who lost the lease in between keeps nothing."""
    name = default_storage.save(f"{FOLDER}/{uuid4().hex}.pdf", ContentFile(data))
    kept = _held(asked).update(state=JobState.DONE, lease_until=None, error="", finished_at=timezone.now(),
                               stored_name=name, size=len(data), sha256=sha256(data).hexdigest())
    if not kept:
        _erase(name)


def fetch_print(asked, *, by):
    """The bytes, checked against their hash; who fetched them is on the log. Raises WrongState."""
    try:
        with default_storage.open(asked.stored_name) as file:
            content = file.read()
    except (OSError, ValueError):
        content = b""
    if asked.state != JobState.DONE or sha256(content).hexdigest() != asked.sha256:
        raise WrongState("Bản in chưa lập xong hoặc không còn được giữ. Anh/chị in lại từ trang hồ sơ.")
    record("reporting.fetch_dossier", asked.nomination or asked.submission, by=by, after={"sha256": asked.sha256})
    return content


def sweep_prints(*, now=None):
    """Do what was queued but never woken or was left half-done, forget prints of yesterday. How many were due."""
    now = now or timezone.now()
    due = left_over(DossierPrint, now=now, error=INTERRUPTED)
    for print_id in due:
        run_print(print_id, now=now)
    _forget(now)
    return len(due)


def _forget(now):
    """Prints older than a day go, with their bytes; so do files whose print is gone (its draft was deleted)."""
    DossierPrint.objects.filter(asked_at__lt=now - KEPT_FOR).exclude(state=JobState.RUNNING).delete()
    kept = set(DossierPrint.objects.exclude(stored_name="").values_list("stored_name", flat=True))
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return
    for name in names:
        path = f"{FOLDER}/{name}"
        if path not in kept and default_storage.get_modified_time(path) < now - LEASE:
            _erase(path)


def _erase(name):
    with contextlib.suppress(OSError):
        default_storage.delete(name)
