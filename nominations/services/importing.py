"""Lists sent as files: read, corrected, confirmed row by row into drafts, and undone as a whole."""
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from audit.models import AuditEvent
from audit.services import record as audit
from core.errors import InvalidInput, WrongState, require
from nominations import imports, rules
from nominations.enums import NominationState
from nominations.intake import read_blocks
from nominations.intake.chars import plain
from nominations.models import ListImport, Nomination, Submission
from nominations.queries import lines_for
from nominations.services.drafting import _fill
from nominations.services.files import forget_files
from nominations.services.signing import forget_sign_off

REMEMBERED = 5  # lists of the agency whose chosen columns are proposed again
FILES_A_MINUTE = 6  # that one person may have read; reading costs seconds of the server
TOO_OFTEN = f"Anh/chị vừa tải lên {FILES_A_MINUTE} tệp trong một phút. Xin chờ khoảng một phút rồi tải tiếp."


@transaction.atomic
def note_upload(submission, *, by, file_name):
    """Put on the log that the person wants a file read; InvalidInput when too many were read in the last minute.

    Asked before the file is opened, so that files that fail count too.
    """
    require(rules.may_write(by, submission))
    lately = AuditEvent.objects.filter(actor=by, action="nominations.upload_list",
                                       at__gte=timezone.now() - timedelta(minutes=1))
    if lately.count() >= FILES_A_MINUTE:
        raise InvalidInput({"file": [TOO_OFTEN]})
    audit("nominations.upload_list", submission, by=by, after={"file": file_name[:255]})


@transaction.atomic
def start_import(submission, *, by, file_name, blocks):
    """The list read from the blocks of a file, with the columns as the agency chose them before.

    Raises NotAllowed, InvalidInput when there is no nominee in it.
    """
    require(rules.may_write(by, submission))
    reading = read_blocks(blocks, remembered=remembered_roles(submission.organization))
    if not reading.records and not reading.columns:
        raise InvalidInput("Không thấy danh sách nào trong tệp. "
                           "Tệp cần một bảng có cột «Họ và tên» hoặc «Tên tập thể».")
    listed = ListImport.objects.create(
        submission=submission, created_by=by, file_name=file_name, blocks=blocks, columns=reading.columns,
        rows=imports.rows_of(reading.records))
    audit("nominations.start_import", submission, by=by, after={"file": file_name, "rows": len(listed.rows)})
    return listed


def remembered_roles(organization):
    """{words of a head: column} that the agency chose when it corrected its last lists."""
    chosen = {}
    for listed in ListImport.objects.filter(submission__organization=organization).order_by("-pk")[:REMEMBERED]:
        heads = {column["key"]: plain(column["head"]) for column in listed.columns if column["head"]}
        for key, role in listed.roles.items():
            if key in heads:
                chosen.setdefault(heads[key], role)
    return chosen


@transaction.atomic
def choose_columns(listed, *, by, roles):
    """The list read again with `roles` {"table:column": role}; corrections of single rows are read over."""
    listed = _open(listed, by)
    if listed.entered:
        raise WrongState("Đã nhập một số dòng nên không đổi cột được nữa. Nếu cần, hãy hoàn tác cả lần nhập.")
    proposed = {column["key"]: column["role"] for column in listed.columns}
    listed.roles = {key: role for key, role in roles.items()
                    if key in proposed and (role != proposed[key] or key in listed.roles)}
    remembered = remembered_roles(listed.submission.organization)
    reading = read_blocks(listed.blocks, chosen=listed.roles, remembered=remembered)
    listed.columns, listed.rows = reading.columns, imports.rows_of(reading.records)
    listed.save(update_fields=["roles", "columns", "rows"])
    audit("nominations.choose_columns", listed.submission, by=by,
          after={"file": listed.file_name, "columns": listed.roles})
    return listed


@transaction.atomic
def correct_row(listed, *, by, number, values=None, out=None):
    """The list with one row's values corrected, or the row left out (or taken in again)."""
    listed = _open(listed, by)
    row = next((row for row in listed.rows if row["n"] == number and not row["key"]), None)
    if row is None:
        raise WrongState("Dòng này đã được nhập hoặc không còn trong danh sách.")
    if values is not None:
        row["values"] |= {name: values[name] for name in imports.FIELDS if name in values}
        row["values"]["sex"] = imports.sex_of_corrected(row)
        row["unread"] = {}  # the person has seen the words and saved the row
    if out is not None:
        row["out"] = out
    imports.with_twins(listed.rows)
    listed.save(update_fields=["rows"])
    return listed


@transaction.atomic
def confirm_import(listed, *, by, today):
    """The list, its right rows now nominees of the submission; wrong rows stay for correction."""
    listed = _open(listed, by)
    waiting = [row for row in listed.rows if not row["key"] and not row["out"]]
    ready = [row for row in waiting if not imports.faults(row, today)]
    if not ready and not listed.entered:
        raise InvalidInput("Chưa có dòng nào đưa vào hồ sơ được. Hãy sửa các dòng được đánh dấu.")
    made = import_nominees(listed.submission, ready, by=by, batch_key=listed.public_id, today=today)
    for row, nomination in zip(ready, made, strict=True):
        row["key"] = str(nomination.public_id)
    listed.confirmed_at = listed.confirmed_at or timezone.now()
    if all(row["key"] or row["out"] for row in listed.rows):
        listed.blocks = []  # what the file held besides is needed no more
    listed.save(update_fields=["rows", "confirmed_at", "blocks"])
    return listed


@transaction.atomic
def import_nominees(submission, rows, *, by, batch_key, today):
    """The nominees made of `rows`, in their order; with the same `batch_key` a row makes only one."""
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    require(rules.may_write(by, submission))
    lines = lines_for(submission.organization, plan=submission.plan, field=submission.field, today=today)
    keys = [imports.key_of(batch_key, row) for row in rows]
    known = {n.public_id: n for n in submission.nominations.filter(public_id__in=keys)}
    made = []
    for row, key in zip(rows, keys, strict=True):
        nomination = known.get(key) or _made_of(submission, row, key, lines, by=by, today=today)
        made.append(nomination)
    if rows:
        forget_sign_off(submission)
        audit("nominations.import_nominees", submission, by=by, after={"rows": len(rows), "batch": str(batch_key)})
    return made


def _made_of(submission, row, key, lines, *, by, today):
    nomination = Nomination(submission=submission, public_id=key)
    _fill(nomination, row["values"], today, lines)
    nomination.save(force_insert=True)
    audit("nominations.add_nominee", nomination, by=by, after={"name": nomination.name})
    return nomination


@transaction.atomic
def undo_import(listed, *, by):
    """The list with none of its nominees in the submission; WrongState when one was sent already."""
    listed = _locked(listed, by)
    made = list(_made(listed).select_for_update())
    if any(nomination.state != NominationState.DRAFT or nomination.submitted_at for nomination in made):
        raise WrongState("Có đề cử của lần nhập này đã gửi Sở Nội vụ nên không hoàn tác được cả lần nhập.")
    _remove(listed.submission, made)
    for row in listed.rows:
        row["key"] = ""
    listed.confirmed_at, listed.undone_at, listed.blocks = None, timezone.now(), []
    listed.save(update_fields=["rows", "confirmed_at", "undone_at", "blocks"])
    audit("nominations.undo_import", listed.submission, by=by, before={
        "file": listed.file_name, "nominees": [nomination.name for nomination in made]})
    return listed


def _remove(submission, nominations):
    """Take drafts out all at once: thousands one by one would take minutes."""
    forget_files(nominations)
    forget_sign_off(submission)
    Nomination.objects.filter(pk__in=[nomination.pk for nomination in nominations]).delete()


@transaction.atomic
def discard_import(listed, *, by):
    """The list is gone; nominees made of it stay."""
    listed = _locked(listed, by)
    audit("nominations.discard_import", listed.submission, by=by, before={"file": listed.file_name})
    listed.delete()


def _made(listed):
    keys = [row["key"] for row in listed.rows if row["key"]]
    return Nomination.objects.filter(submission=listed.submission, public_id__in=keys)


def _locked(listed, by):
    stored = ListImport.objects.select_for_update().get(pk=listed.pk)
    require(rules.may_write(by, stored.submission))
    return stored


def _open(listed, by):
    stored = _locked(listed, by)
    if stored.undone_at:
        raise WrongState("Lần nhập này đã hoàn tác. Xin tải tệp lên lại.")
    return stored
