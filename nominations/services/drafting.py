"""Prepare a submission: begin it, add, correct and take out nominees."""
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import AuditEvent
from audit.services import changed_fields
from audit.services import record as audit
from core.errors import EditConflict, InvalidInput, WrongState, require
from core.text import fold, normalised_name, sort_key
from models_registry.queries import in_words_of
from nominations import rules
from nominations.enums import NominationState
from nominations.models import Nomination, Submission
from nominations.queries import LABELS, fitting_lines, lines_for
from nominations.services.files import forget_files
from nominations.services.signing import forget_sign_off
from plans.enums import RecordKind, SubjectType

NOMINEE_FIELDS = (
    "subject_type", "record_kind", "subject_kind", "name", "model_name", "birth_year", "sex", "position", "unit_text",
    "address", "achievement", "proposed_award", "obligation", "has_party_organisation")


@transaction.atomic
def create_submission(*, by, organization, plan, field, form_key, today):
    """The draft begun with `form_key`; the same key again returns the draft it made the first time.

    Raises NotAllowed for another's agency, InvalidInput when the agency can nominate nothing there.
    """
    known = Submission.objects.filter(form_key=form_key, organization=organization).first()
    if known:
        return known
    submission = Submission(form_key=form_key, plan=plan, field=field, organization=organization, created_by=by,
                            is_on_behalf=by.is_office_staff and organization.pk not in by.organization_ids())
    require(rules.may_write(by, submission))
    if not lines_for(organization, plan=plan, field=field, today=today):
        raise InvalidInput("Cơ quan của anh/chị không có chỉ tiêu và không gửi được đề cử cho lĩnh vực này.")
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
    except IntegrityError:  # the same key was stored a moment ago
        return Submission.objects.get(form_key=form_key, organization=organization)
    audit("nominations.create_submission", submission, by=by, after={"plan": plan.code, "field": str(field or "")})
    return submission


@transaction.atomic
def add_nominee(submission, *, by, values, today, key=None):
    """A new nominee in the draft. `key` (UUID made with the form) makes a second click find the first one's row."""
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    require(rules.may_write(by, submission))
    if key and (known := submission.nominations.filter(public_id=key).first()):
        return known
    nomination = Nomination(submission=submission, **({"public_id": key} if key else {}))
    _fill(nomination, values, today)
    nomination.save(force_insert=True)
    forget_sign_off(submission)
    audit("nominations.add_nominee", nomination, by=by, after={"name": nomination.name})
    return nomination


@transaction.atomic
def write_note(submission, *, by, note):
    """The submission with its note to the office."""
    stored = Submission.objects.select_for_update().get(pk=submission.pk)
    require(rules.may_write(by, stored))
    before, after = changed_fields(stored, {"note": note})
    if after:
        stored.note = note
        stored.version += 1
        stored.save(update_fields=["note", "version"])
        audit("nominations.write_note", stored, by=by, before=before, after=after)
    return stored


@transaction.atomic
def carry_over(submission, records, *, by, today):
    """New nominees taken from records of the registry, with what is known there; those in the list already stay."""
    known = set(submission.nominations.values_list("record", flat=True))
    return [_from_record(submission, record, by, today) for record in records if record.pk not in known]


def _from_record(submission, record, by, today):
    subject = in_words_of({submission.organization_id}, [record.subject])[0]
    values = {name: getattr(subject, name) for name in
              ("name", "birth_year", "sex", "position", "unit_text", "address")}
    kinds = list(subject.kind_tags.values_list("kind", flat=True))
    nomination = add_nominee(submission, by=by, today=today, values={
        **values, "subject_type": subject.type, "record_kind": record.record_kind, "achievement": record.story,
        "subject_kind": kinds[0] if kinds else "", "model_name": str(record.practice_model or "")})
    nomination.record = record
    nomination.save(update_fields=["record"])
    return nomination


@transaction.atomic
def copy_nominees(submission, nominations, *, by, today):
    """New nominees with what former nominations of the same agency said; names already in the list are left out."""
    here = {normalised_name(name) for name in submission.nominations.values_list("name", flat=True)}
    made = []
    for former in nominations:
        if normalised_name(former.name) not in here:
            here.add(normalised_name(former.name))
            made.append(add_nominee(submission, by=by, today=today, values={
                name: getattr(former, name) for name in NOMINEE_FIELDS if name != "obligation"}))
    return made


@transaction.atomic
def update_nominee(nomination, *, by, values, today, version=None):
    """The corrected nominee. Raises EditConflict when someone saved since `version`, WrongState, NotAllowed."""
    stored = Nomination.objects.select_for_update().get(pk=nomination.pk)
    _editable(stored, by)
    if version is not None and stored.version != version:
        raise _conflict(stored)
    before, after = changed_fields(stored, {n: v for n, v in values.items() if n in NOMINEE_FIELDS})
    _fill(stored, values, today)
    stored.version += 1
    stored.save()
    if after:
        forget_sign_off(stored.submission)
        audit("nominations.update_nominee", stored, by=by, before=before, after=after)
    return stored


def _conflict(stored):
    event = AuditEvent.objects.for_object(stored).filter(action="nominations.update_nominee").first()
    fields = [LABELS[name] for name in (event.after if event else ()) if name in LABELS]
    return EditConflict(event and event.actor_label, event.at if event else timezone.now(), fields)


def _editable(nomination, by):
    if nomination.state not in rules.EDITABLE:
        raise WrongState(rules.may_edit(by, nomination).reason)
    require(rules.may_edit(by, nomination))


def _fill(nomination, values, today, lines=None):
    """Put the values on the nominee, with the obligation that counts it; refuse what can never be right.

    `lines` are the quota lines of the submission when the caller asked for them already.
    """
    for name in NOMINEE_FIELDS:
        if name in values:
            setattr(nomination, name, values[name])
    errors = {}
    if not nomination.name:
        errors["name"] = ["Hãy nhập tên."]
    if nomination.subject_type not in SubjectType.values:
        errors["subject_type"] = ["Hãy chọn loại đối tượng."]
    if nomination.record_kind == RecordKind.MODEL and not nomination.model_name:
        errors["model_name"] = ["Hãy nhập tên mô hình."]
    if nomination.subject_type == SubjectType.COLLECTIVE:
        nomination.birth_year, nomination.sex = None, ""
    if nomination.birth_year and not 1900 <= nomination.birth_year <= today.year:
        errors["birth_year"] = [f"Năm sinh phải từ 1900 đến {today.year}."]
    if errors:
        raise InvalidInput(errors)
    nomination.obligation = _obligation_for(nomination, today, lines)
    key = f"{nomination.name} {nomination.model_name} {nomination.unit_text}"
    nomination.search_key, nomination.sort_key = fold(key)[:600], sort_key(nomination.name)[:1200]


def _obligation_for(nomination, today, lines=None):
    """The chosen obligation when it can count the nominee, else the agency's first that can; None when none can."""
    submission = nomination.submission
    if lines is None:
        lines = lines_for(submission.organization, plan=submission.plan, field=submission.field, today=today)
    lines = fitting_lines(lines, subject_type=nomination.subject_type, record_kind=nomination.record_kind,
                          subject_kind=nomination.subject_kind)
    choices = [line.obligation for line in lines]
    if nomination.obligation in choices:
        return nomination.obligation
    return choices[0] if choices else None


@transaction.atomic
def declare_merit(nomination, *, by, rows):
    """The nominee with the ratings and titles the agency declares; they enter the registry when it is sent."""
    stored = Nomination.objects.select_for_update().get(pk=nomination.pk)
    _editable(stored, by)
    before = {"rows": len(stored.declared)}
    stored.declared = rows
    stored.version += 1
    stored.save(update_fields=["declared", "version"])
    audit("nominations.declare_merit", stored, by=by, before=before, after={"rows": len(rows)})
    return stored


@transaction.atomic
def remove_nominee(nomination, *, by):
    """The draft nominee is gone; what was sent once is withdrawn instead."""
    stored = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if stored.state != NominationState.DRAFT:
        raise WrongState("Đề cử này đã gửi, không bỏ khỏi danh sách được; nếu không đề nghị nữa, hãy rút đề cử.")
    _editable(stored, by)
    audit("nominations.remove_nominee", stored.submission, by=by, before={"name": stored.name})
    forget_files([stored])
    forget_sign_off(stored.submission)
    stored.delete()


@transaction.atomic
def delete_draft(submission, *, by):
    """The submission that was never sent is gone with its nominees; the log keeps what it was."""
    stored = Submission.objects.select_for_update().get(pk=submission.pk)
    require(rules.may_write(by, stored))
    if stored.first_submitted_at or stored.nominations.exclude(state=NominationState.DRAFT).exists():
        raise WrongState("Hồ sơ đã gửi Sở Nội vụ, không xóa được.")
    audit("nominations.delete_draft", stored, by=by, before={
        "plan": stored.plan.code, "nominees": list(stored.nominations.values_list("name", flat=True))})
    forget_files(stored.nominations.all())
    stored.nominations.all().delete()
    stored.delete()
