"""Keep the files of a nomination, and take them out again."""
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from audit.services import record as audit
from core.errors import InvalidInput, require
from core.uploads import MIB, check_upload, store_upload, stored_path
from nominations import rules
from nominations.models import Nomination, NominationFile

MOST_FILES, MOST_BYTES = 20, 64 * MIB


def add_file(nomination, file, *, kind, by):
    """The stored file of the nomination. Raises InvalidInput (field `file`), NotAllowed.

    What may be looked at cheaply comes first: the right to write, the room left, then the file itself.
    """
    require(rules.may_edit(by, nomination))
    _check_room(nomination, file.size or 0)
    checked = check_upload(file)
    stored_name = store_upload(checked)
    try:
        return _keep(nomination, checked, stored_name, kind, by)
    except BaseException:
        stored_path(stored_name).unlink(missing_ok=True)
        raise


@transaction.atomic
def _keep(nomination, checked, stored_name, kind, by):
    locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
    require(rules.may_edit(by, locked))
    _check_room(locked, checked.size)
    row = NominationFile.objects.create(
        nomination=locked, kind=kind, original_name=checked.original_name, stored_name=stored_name,
        extension=checked.extension, size=checked.size, sha256=checked.sha256, uploaded_by=by)
    audit("nominations.add_file", locked, by=by, after={"file": row.original_name, "sha256": row.sha256})
    return row


def _check_room(nomination, size):
    rows = nomination.files.filter(removed_at=None)
    if rows.count() >= MOST_FILES:
        raise InvalidInput({"file": [f"Một đề cử có nhiều nhất {MOST_FILES} tệp; hãy gộp hoặc bỏ bớt."]})
    if (rows.aggregate(total=Sum("size"))["total"] or 0) + size > MOST_BYTES:
        raise InvalidInput({"file": [f"Các tệp của một đề cử nhiều nhất {MOST_BYTES // MIB} MB; hãy bỏ bớt."]})


@transaction.atomic
def remove_file(file, *, by):
    """The file is gone from the disk after this act; its row and the log keep its name and hash."""
    locked = Nomination.objects.select_for_update().get(pk=file.nomination_id)
    require(rules.may_edit(by, locked))
    stored = NominationFile.objects.select_for_update().get(pk=file.pk)
    if stored.removed_at:
        return stored
    stored.removed_at, stored.removed_by = timezone.now(), by
    stored.save(update_fields=["removed_at", "removed_by"])
    audit("nominations.remove_file", locked, by=by, before={"file": stored.original_name, "sha256": stored.sha256})
    _erase_after([stored.stored_name])
    return stored


def forget_files(nominations):
    """The files of nominations that are about to be deleted go from the disk after this act."""
    _erase_after(list(NominationFile.objects.filter(nomination__in=nominations).values_list("stored_name", flat=True)))


def _erase_after(names):
    transaction.on_commit(lambda: [stored_path(name).unlink(missing_ok=True) for name in names])
