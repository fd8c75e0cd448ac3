"""What a nomination does in the registry: its subject, its record, its credit and the stages it brings."""
from core.errors import InvalidInput
from core.text import fold, normalised_name
from models_registry import services as registry
from models_registry.models import Credit, ExemplarRecord
from models_registry.queries import BLOCKING, counted_records, standings
from nominations import eligibility
from nominations.enums import UNDECIDED, NominationState
from nominations.queries import obligation_on
from nominations.words import counting_stage
from plans.enums import RecordKind, Stage, SubjectType
from plans.models import QuotaObligation

LIVE = (*UNDECIDED, NominationState.DECIDED)


def enter(nomination, *, by, today):
    """The record of the nominee, credited and registered on `today` when it was not yet."""
    record = _record(nomination, by)
    if nomination.declared:
        source = f"{nomination.submission.organization} kê khai"[:255]
        registry.declare(record.subject, nomination.declared, by=by, source=source)
    if _keeps(nomination, record):
        registry.drop_unfitting_credits(record, by=by)
        _credit(record, nomination, by)
        _register(record, counting_stage(nomination), by, today)
    return record


def _keeps(nomination, record):
    """Whether the record is the nominating agency's own. Another's waits for the decision as it is: a credit would open
    its diary to whoever guessed a name, a stage would change what the other agency wrote."""
    return record.organization_id == nomination.submission.organization_id


def _register(record, stage, by, today):
    """Registered and not dropped any more; where registration is what counts (`stage`), it waits for the decision."""
    if record.stage == Stage.DROPPED:
        registry.reach_stage(record, Stage.RESUMED, on_date=today, by=by, note="Cơ quan đề cử lại")
    if stage != Stage.REGISTERED and not record.stage_events.filter(stage=Stage.REGISTERED).exists():
        registry.reach_stage(record, Stage.REGISTERED, on_date=today, by=by)


def _record(nomination, by):
    submission = nomination.submission
    subject = _subject(nomination, by)
    if nomination.record and nomination.record.subject_id == subject.pk and _same_model(nomination):
        return nomination.record
    return registry.ensure_record(
        by=by, subject=subject, plan=submission.plan, field=submission.field, organization=submission.organization,
        record_kind=nomination.record_kind, model_name=nomination.model_name, story=nomination.achievement)


def _same_model(nomination):
    if nomination.record_kind != RecordKind.MODEL:
        return True
    return nomination.record.practice_model.search_key == fold(nomination.model_name)[:600]


def _subject(nomination, by):
    """The known subject corrected in place when only this nomination stands behind it; found or made otherwise."""
    facts = _facts(nomination)
    if nomination.record:
        subject = nomination.record.subject
        alone = (_keeps(nomination, nomination.record) and subject.records.count() == 1
                 and not nomination.record.nominations.exclude(pk=nomination.pk).exists())
        if alone:
            return registry.correct_subject(subject, by=by, type=nomination.subject_type, name=nomination.name, **facts)
        if _is_same(subject, nomination):
            return subject
    kinds = [nomination.subject_kind] if nomination.subject_kind else []
    return registry.ensure_subject(
        by=by, type=nomination.subject_type, name=nomination.name, kinds=kinds,
        organization=nomination.submission.organization, **facts)


def _facts(nomination):
    facts = {name: getattr(nomination, name) for name in ("birth_year", "sex", "position", "unit_text", "address")}
    if nomination.has_party_organisation is not None:
        facts["has_party_organisation"] = nomination.has_party_organisation
    if nomination.subject_type == SubjectType.HOUSEHOLD:
        facts["household_head"] = nomination.name[:150]
    return facts


def _is_same(subject, nomination):
    return (subject.type == nomination.subject_type
            and subject.normalised_name == normalised_name(nomination.name)[:255]
            and subject.birth_year == nomination.birth_year)


def _credit(record, nomination, by):
    """Credit the obligation unless the record counts for another bearer of the same rule: the office settles that."""
    obligation = nomination.obligation
    if obligation is not None and not Credit.objects.filter(record=record, rule=obligation.rule).exists():
        registry.credit(record, obligation, by=by)


def leave(nomination, *, by, today):
    """The agency's own record that only this withdrawn nomination brought in stops being counted as registered."""
    record = nomination.record
    if not _keeps(nomination, record):
        return
    others = record.nominations.exclude(pk=nomination.pk).filter(state__in=LIVE)
    earlier = record.stage_events.exclude(stage=Stage.REGISTERED).exists()
    if record.stage == Stage.REGISTERED and not earlier and not others.exists():
        registry.reach_stage(record, Stage.DROPPED, on_date=today, by=by, note="Cơ quan rút đề cử")


def decide(nomination, *, decision_number, decided_on, by, today, waiver):
    """The counting stage reached on the decision's day, in the window that contains it; whether it counts there.

    Locks the obligation when a ceiling is in force. Raises InvalidInput when the record is put aside, and beside
    `waiver` when the ceiling is reached and no reason is given.
    """
    record = ExemplarRecord.objects.select_for_update().get(pk=nomination.record_id)
    stage = counting_stage(nomination)
    _refuse_put_aside(record, stage, decided_on)
    eligibility.require_eligible(nomination, as_of=decided_on)
    obligation = _credited(record, nomination, decided_on, by)
    if obligation is not None:
        _keep_ceiling(record, obligation, stage, today, waiver)
    registry.reach_stage(record, stage, on_date=decided_on, by=by, decision_number=decision_number, note=waiver)
    return obligation


def _refuse_put_aside(record, stage, day):
    if record.stage == Stage.REVOKED:
        raise InvalidInput("Công nhận trước đây của điển hình này đã bị thu hồi nên không công nhận lại được trong "
                           "cùng hồ sơ điển hình. Hãy ghi kết quả «Không đạt» kèm lý do.")
    if record.stage in BLOCKING:
        raise InvalidInput(f"Điển hình này đang ở giai đoạn «{record.get_stage_display()}». "
                           "Hãy ghi «Tiếp tục» trong hồ sơ điển hình trước.")
    if stage == Stage.FORWARDED and record.subject.dissolved_on and record.subject.dissolved_on <= day:
        raise InvalidInput(f"{record.subject} đã giải thể từ ngày {record.subject.dissolved_on:%d/%m/%Y}, "
                           "không gửi cấp trên được.")


def _credited(record, nomination, day, by):
    """The obligation the record counts for on `day`, its credit moved there from another window; None when none."""
    if nomination.obligation is None:
        return None
    known = Credit.objects.filter(record=record, rule=nomination.obligation.rule).select_related("obligation").first()
    wanted = obligation_on(known.obligation if known else nomination.obligation, day)
    if wanted is not None and not (known and known.obligation_id == wanted.pk):
        registry.move_credit(record, wanted, by=by)
    return wanted


def _keep_ceiling(record, obligation, stage, today, waiver):
    locked = QuotaObligation.objects.select_for_update().get(pk=obligation.pk)
    standing = standings([locked], as_of=today)[locked.pk]
    if standing.room != 0 or waiver.strip():
        return
    person = record.subject.merged_into_id or record.subject_id
    counted = counted_records(locked, stage=stage, as_of=today)
    if any((r.subject.merged_into_id or r.subject_id) == person for r in counted):
        return
    raise InvalidInput({"waiver": [
        f"{locked.bearer} đã đủ {standing.actual}/{standing.maximum} theo chỉ tiêu «không quá {standing.maximum}». "
        "Muốn thêm, hãy ghi lý do vượt mức."]})


def revoke(nomination, *, on, number, reason, by):
    """The record counts no more from the day of the revocation."""
    record = ExemplarRecord.objects.select_for_update().get(pk=nomination.record_id)
    registry.reach_stage(record, Stage.REVOKED, on_date=on, by=by, decision_number=number, note=reason)
