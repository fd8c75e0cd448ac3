"""From a document to a draft plan: read, correct, confirm. Nothing is a plan before it is confirmed."""
import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audit.services import record
from core.errors import InvalidInput, WrongState, require
from core.text import clean_line
from core.uploads import DOCUMENT_LIMIT
from plans import rules, services
from plans.importing.saving import import_plan
from plans.intake import read_document, read_text
from plans.intake.additions import with_addition
from plans.intake.rows import confirmed, confirmed_recipients, rows_of, with_answers
from plans.models import ReadingDraft
from plans.models.reading import ReadingState

CLOSED = "Bản đọc này đã được dùng hoặc đã bỏ. Muốn đọc lại, hãy đưa văn bản vào lần nữa."


SYNCHRONOUS = {"pdf": 200_000, "docx": 150_000, "txt": 150_000}  # bytes that are read within some two seconds
TRIES_AT_MOST, UNREADABLE = 2, "Không đọc được văn bản này. Hãy dán riêng phần chỉ tiêu và mốc thời gian."

logger = logging.getLogger(__name__)


def is_long(data, filename):
    """Whether a file is read in the background: the person sees that it is being read, no request waits for it."""
    return len(data) > SYNCHRONOUS.get(filename.rpartition(".")[2].lower(), DOCUMENT_LIMIT)


@transaction.atomic
def queue_reading(*, by, data, filename, wake=None):
    """A reading that waits for the worker, whom `wake(pk)` tells. Raises InvalidInput when the file is too large."""
    require(rules.may_create(by))
    if len(data) > DOCUMENT_LIMIT:
        raise InvalidInput(f"Tệp lớn hơn {DOCUMENT_LIMIT // (1 << 20)} MB. Xin chia nhỏ tệp hoặc dán nội dung.")
    reading = ReadingDraft.objects.create(owner=by, name=clean_line(filename)[:300], source=data,
                                          source_name=clean_line(filename)[:300], state=ReadingState.WAITING)
    record("plans.queue_reading", reading, by=by)
    if wake:
        transaction.on_commit(lambda: wake(reading.pk), robust=True)
    return reading


def run_reading(pk):
    """Read what waits; a second run of the same row, or of one that was dropped, changes nothing."""
    waiting = ReadingDraft.objects.filter(pk=pk, state=ReadingState.WAITING)
    reading = waiting.filter(tries__lt=TRIES_AT_MOST).first()
    if reading is None:
        return
    waiting.update(tries=F("tries") + 1)
    try:
        proposals = read_document(bytes(reading.source), reading.source_name)
    except InvalidInput as error:
        waiting.update(state=ReadingState.FAILED, source=None, problem=str(error)[:500])
        return
    except Exception:  # whatever a file holds, the person gets a sentence
        logger.exception("Reading %s failed", pk)
        waiting.update(state=ReadingState.FAILED, source=None, problem=UNREADABLE)
        return
    shown, title = proposals.pop("text"), proposals["header"]["title"] or reading.source_name
    waiting.update(state=ReadingState.OPEN, source=None, text=shown, proposals=proposals,
                   name=clean_line(title)[:300], changed_at=timezone.now())


def sweep_readings():
    """Read what was never announced; end what was interrupted twice. How many were due."""
    waiting = ReadingDraft.objects.filter(state=ReadingState.WAITING)
    waiting.filter(tries__gte=TRIES_AT_MOST, created_at__lt=timezone.now() - timedelta(minutes=10)).update(
        state=ReadingState.FAILED, source=None, problem=UNREADABLE)
    due = list(waiting.filter(tries__lt=TRIES_AT_MOST, created_at__lt=timezone.now() - timedelta(minutes=1))
               .order_by("pk").values_list("pk", flat=True)[:5])
    for pk in due:
        run_reading(pk)
    return len(due)


def start_reading(*, by, data=None, filename="", text=""):
    """A reading of a file's bytes or of pasted text. Raises InvalidInput when it cannot be read."""
    require(rules.may_create(by))
    proposals = read_document(data, filename) if data is not None else read_text(text)
    shown = proposals.pop("text")
    title = proposals["header"]["title"] or filename or "Văn bản dán"
    with transaction.atomic():
        reading = ReadingDraft.objects.create(owner=by, name=clean_line(title)[:300], text=shown, proposals=proposals)
        record("plans.read_document", reading, by=by)
    return reading


@transaction.atomic
def save_reading(reading, *, by, posted):
    """Keep what was typed and decided; (reading, {input name: error}). With errors nothing is kept."""
    reading = _open(reading, by)
    reading.proposals, reading.decisions, errors = with_answers(reading.proposals, reading.decisions, posted)
    if not errors:
        reading.save(update_fields=["proposals", "decisions", "changed_at"])
    return reading, errors


@transaction.atomic
def add_row(reading, *, by, kind, words, field=None):
    """Add what the reader passed over, from words of the text; (reading, path of the first new row).

    Raises InvalidInput when the words hold nothing of that kind; nothing is kept then.
    """
    reading = _open(reading, by)
    reading.proposals, path = with_addition(reading.proposals, reading.text, kind=kind, words=words, field=field)
    reading.save(update_fields=["proposals", "changed_at"])
    return reading, path


@transaction.atomic
def create_plan_from(reading, *, by):
    """The draft plan of the rows that were taken. Raises InvalidInput while rows wait to be looked at."""
    reading = _open(reading, by)
    waiting = [row for row in rows_of(reading.proposals, reading.decisions) if row.is_open]
    if waiting:
        raise InvalidInput(f"Còn {len(waiting)} điểm chưa xem. Với mỗi điểm, chọn «Nhận» hoặc «Bỏ».")
    plan = import_plan(confirmed(reading.proposals, reading.decisions), by=by, today=timezone.localdate())
    names = confirmed_recipients(reading.proposals, reading.decisions)
    paper = plan.documents.filter(role="transmittal").first() or plan.documents.get(role="plan")
    if names and not paper.recipients.exists():
        services.set_recipients(paper, by=by, rows=[{"name": name[:255]} for name in names])
    reading.state, reading.plan = ReadingState.USED, plan
    reading.save(update_fields=["state", "plan", "changed_at"])
    return plan


@transaction.atomic
def drop_reading(reading, *, by):
    """Put the reading away, read or not; its text is not kept."""
    reading = _open(reading, by, also=(ReadingState.WAITING, ReadingState.FAILED))
    reading.state, reading.text, reading.proposals, reading.source = ReadingState.DROPPED, "", {}, None
    reading.save(update_fields=["state", "text", "proposals", "source", "changed_at"])
    record("plans.drop_reading", reading, by=by)


def _open(reading, by, also=()):
    require(rules.may_create(by))
    reading = ReadingDraft.objects.visible_to(by).select_for_update().get(pk=reading.pk)
    if not reading.is_open and reading.state not in also:
        raise WrongState(CLOSED)
    return reading
