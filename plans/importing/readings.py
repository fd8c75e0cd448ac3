"""From a document to a draft plan: read, correct, confirm. Nothing is a plan before it is confirmed."""
from django.db import transaction
from django.utils import timezone

from audit.services import record
from core.errors import InvalidInput, WrongState, require
from core.text import clean_line
from plans import rules, services
from plans.importing.saving import import_plan
from plans.intake import read_document, read_text
from plans.intake.additions import with_addition
from plans.intake.rows import confirmed, confirmed_recipients, rows_of, with_answers
from plans.models import ReadingDraft
from plans.models.reading import ReadingState

CLOSED = "Bản đọc này đã được dùng hoặc đã bỏ. Muốn đọc lại, hãy đưa văn bản vào lần nữa."


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
    """Put the reading away; its text is not kept."""
    reading = _open(reading, by)
    reading.state, reading.text, reading.proposals = ReadingState.DROPPED, "", {}
    reading.save(update_fields=["state", "text", "proposals", "changed_at"])
    record("plans.drop_reading", reading, by=by)


def _open(reading, by):
    require(rules.may_create(by))
    reading = ReadingDraft.objects.visible_to(by).select_for_update().get(pk=reading.pk)
    if not reading.is_open:
        raise WrongState(CLOSED)
    return reading
