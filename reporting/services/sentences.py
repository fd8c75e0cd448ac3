"""Change the words of a draft around its frozen figures, and make its files anew from them."""
from django.core.files.storage import default_storage
from django.db import transaction

from audit.services import record
from core.errors import EditConflict, InvalidInput, WrongState, require
from reporting import preview, rules
from reporting.documents.edits import (
    bracketed,
    edited,
    edits_from_json,
    edits_to_json,
    paragraphs,
    pieces_after,
    read_edits,
)
from reporting.documents.values import from_json, to_json
from reporting.enums import JobState
from reporting.models import ReportJob, ReportSnapshot, ReportWording


@transaction.atomic
def edit_sentences(report, typed, *, by, version, paper=0, wake=None):
    """The wording after {place: `edits.Typed`} of one paper; its files are made again, `wake(job id)` after the commit.

    `version` is the wording's when the form was shown, 0 for the draft as rules wrote it. Nothing is done when nothing
    changed. Raises NotAllowed, WrongState once issued, EditConflict, InvalidInput by place («place+»: what follows it).
    """
    locked = ReportSnapshot.objects.select_for_update().get(pk=report.pk)
    require(rules.may_edit_sentences(by, locked))
    wording = ReportWording.objects.filter(snapshot=locked).first() or ReportWording(snapshot=locked, version=0)
    if wording.version != version:
        raise EditConflict(wording.changed_by, wording.changed_at)
    content, before = _paper(locked, paper), edits_of(wording, paper)
    edits, errors = read_edits(content, typed)
    if errors:
        raise InvalidInput(errors)
    edits = {place: edit for place, edit in before.items() if place not in typed} | edits
    if edits != before:
        _keep(wording, paper, edits, by)
        record("reporting.edit_sentences", locked, by=by, before=_told(content, before, edits, of=before),
               after=_told(content, before, edits, of=edits))
        _make_anew(locked, wake)
    return wording


def _paper(report, number):
    papers = report.data if isinstance(report.data, list) else [report.data]
    if not 0 <= number < len(papers):
        raise WrongState("Tập văn bản không có văn bản thứ này.")
    return from_json(papers[number])


def edits_of(wording, paper=0):
    """{place: Edit} of one paper; empty without a wording."""
    return edits_from_json(wording.texts.get(str(paper))) if wording else {}


def _keep(wording, paper, edits, by):
    wording.texts = {**wording.texts, str(paper): edits_to_json(edits)}
    wording.version += 1
    wording.changed_by = by
    wording.save()


def _told(content, before, after, *, of):
    """{where: the words} of the paragraphs that changed, for the log."""
    return {where(paragraph): words(paragraph, of.get(paragraph.place)) for paragraph in paragraphs(content)
            if before.get(paragraph.place) != after.get(paragraph.place)}


def where(paragraph):
    """«Mở đầu 1», «Phần II, đoạn 3», «Kết»: where a paragraph stands, counted as in the draft."""
    if paragraph.place[0] == "s":
        section, block = paragraph.place[1:].split(".")
        return f"Phần {int(section) + 1}, đoạn {int(block) + 1}"
    return f"Mở đầu {int(paragraph.place[1:]) + 1}" if paragraph.place[0] == "o" else "Đoạn kết"


def words(paragraph, edit):
    """The paragraph as it stands with what was added after it, in one text."""
    own = "(bỏ đoạn này)" if edit and edit.is_left_out else bracketed(pieces_after(paragraph, edit))
    return "\n".join([own, *(edit.added if edit else ())])


def _make_anew(report, wake):
    """Queue the job again and let the files of the former words go: nobody may fetch or issue them any more.

    The job comes first: a rendering that is just storing its files ends before they are looked for.
    """
    ReportJob.objects.filter(snapshot=report).update(state=JobState.QUEUED, tries=0, error="", lease_until=None,
                                                     finished_at=None)
    drop_files(report.files.all())
    if wake:
        transaction.on_commit(lambda: wake(report.job.pk), robust=True)


def drop_files(files):
    """Let stored files go; their bytes follow after the commit."""
    for file in files:
        file.delete()
        transaction.on_commit(lambda file=file: _forget(file), robust=True)


def _forget(file):
    default_storage.delete(file.stored_name)
    preview.forget(file.sha256)


def printed_data(report):
    """What is printed: the frozen snapshot as JSON with the words that people changed."""
    wording = ReportWording.objects.filter(snapshot=report).first()
    if wording is None or not any(wording.texts.values()):
        return report.data
    papers = report.data if isinstance(report.data, list) else [report.data]
    printed = [to_json(edited(from_json(data), edits)) if (edits := edits_of(wording, number)) else data
               for number, data in enumerate(papers)]
    return printed if isinstance(report.data, list) else printed[0]
