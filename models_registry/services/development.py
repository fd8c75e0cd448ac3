"""The diary of an exemplar: support, assessments, places that took it over, publicity, consent, registration."""
from django.db import transaction

from audit.services import record as audit
from core.dates import short_day
from core.errors import InvalidInput, require
from core.text import normalised_name
from models_registry import rules
from models_registry.enums import Verdict
from models_registry.models import (
    Assessment,
    ExemplarRecord,
    Publication,
    PublicationConsent,
    RegistrationBatch,
    Replication,
    SupportAction,
)
from models_registry.services.records import reach_stage
from models_registry.transitions import EARLY, RECOGNISED
from plans.enums import Stage


def _past(on, today, field="on_date"):
    if on > today:
        raise InvalidInput({field: ["Ngày chưa đến; chỉ ghi việc đã làm."]})


@transaction.atomic
def support(record, *, on_date, what, person_in_charge, by, today, next_step="", next_on=None):
    """One act of support with the person in charge and the next step; a registered exemplar is nurtured from then."""
    require(rules.may_develop(by, record))
    _past(on_date, today)
    if next_on and next_on < on_date:
        raise InvalidInput({"next_on": ["Việc tiếp theo phải sau việc đã làm."]})
    row = SupportAction.objects.create(record=record, on_date=on_date, what=what, person_in_charge=person_in_charge,
                                       next_step=next_step, next_on=next_on, by=by)
    audit("models_registry.support", record, by=by, after={"what": what[:200], "next_step": next_step})
    if record.stage in (Stage.DISCOVERED, Stage.REGISTERED):
        reach_stage(record, Stage.NURTURING, on_date=on_date, by=by, note=what)
        record.refresh_from_db(fields=["stage"])
    return row


@transaction.atomic
def assess_many(records, *, period, words, by):
    """How many assessments of the period changed: `words` maps record ids to (verdict, text)."""
    changed = 0
    for record in records:
        verdict, text = words[record.pk]
        require(rules.may_develop(by, record))
        if verdict not in Verdict.values:
            raise InvalidInput(f"{record}: hãy chọn đánh giá.")
        changed += _assess(record, period, verdict, text, by)
    return changed


def _assess(record, period, verdict, text, by):
    row = Assessment.objects.filter(record=record, period=period).first() or Assessment(record=record, period=period)
    if (row.verdict, row.words) == (verdict, text):
        return False
    before, row.verdict, row.words, row.by = row.verdict, verdict, text, by
    row.save()
    audit("models_registry.assess", record, by=by, before={"verdict": before} if before else {},
          after={"period": period, "verdict": verdict})
    return True


@transaction.atomic
def replicate(record, *, adopter, on_date, evidence, by, today, result="", source=None, organization=None):
    """One more place that took the practice over; a recognised exemplar is replicated from then.

    `source` is the place it was learnt from, None its owner. Raises InvalidInput when the places would go in a circle.
    """
    require(rules.may_develop(by, record))
    _past(on_date, today)
    ExemplarRecord.objects.select_for_update().get(pk=record.pk)
    _refuse_circle(record, adopter, source)
    row = Replication.objects.create(record=record, source=source, adopter=adopter, organization=organization,
                                     on_date=on_date, result=result, evidence=evidence, by=by)
    audit("models_registry.replicate", record, by=by, after={"adopter": adopter, "evidence": evidence})
    if record.stage in RECOGNISED and record.stage != Stage.REPLICATED:
        reach_stage(record, Stage.REPLICATED, on_date=on_date, by=by, note=f"{adopter}. {evidence}")
        record.refresh_from_db(fields=["stage"])
    return row


def _refuse_circle(record, adopter, source):
    if source is not None and source.record_id != record.pk:
        raise InvalidInput({"source": ["Nơi học từ phải là nơi đã áp dụng chính mô hình này."]})
    names, step = {normalised_name(str(record.subject))}, source
    while step is not None:
        names.add(normalised_name(step.adopter))
        step = step.source
    if normalised_name(adopter) in names:
        raise InvalidInput({"adopter": ["Nơi này đã đứng trước trong chuỗi áp dụng, ghi nữa sẽ thành vòng."]})


@transaction.atomic
def publish(record, *, on_date, title, outlet, by, today, url=""):
    """An article or broadcast about the exemplar, with its link."""
    require(rules.may_develop(by, record))
    _past(on_date, today)
    row = Publication.objects.create(record=record, on_date=on_date, title=title, outlet=outlet, url=url, by=by)
    audit("models_registry.publish", record, by=by, after={"title": title, "outlet": outlet})
    return row


@transaction.atomic
def consent(record, *, given_on, given_by, scope, evidence, by, today):
    """The consent to be published, as it was given."""
    require(rules.may_develop(by, record))
    _past(given_on, today, "given_on")
    row = PublicationConsent.objects.create(record=record, given_on=given_on, given_by=given_by, scope=scope,
                                            evidence=evidence, by=by)
    audit("models_registry.consent", record, by=by, after={"given_by": given_by, "scope": scope})
    return row


@transaction.atomic
def revoke_consent(given, *, on, by, today):
    """From the day on nothing may be published on this consent; that it once was given stays written.

    Revoked again (a second click, an old page) it keeps its first day.
    """
    require(rules.may_develop(by, given.record))
    _past(on, today, "on")
    if on < given.given_on:
        raise InvalidInput({"on": ["Ngày rút trước ngày đồng ý."]})
    stored = PublicationConsent.objects.select_for_update().get(pk=given.pk)
    if stored.revoked_on:
        return stored
    stored.revoked_on = on
    stored.save(update_fields=["revoked_on"])
    audit("models_registry.revoke_consent", stored.record, by=by, after={"revoked_on": on})
    return stored


# --- rounds of registration -------------------------------------------------------------------------------------------


@transaction.atomic
def open_batch(*, plan, name, opens_on, locks_on, by, is_supplementary=False):
    require(rules.may_open_batches(by))
    if locks_on < opens_on:
        raise InvalidInput({"locks_on": ["Ngày khóa phải sau ngày mở."]})
    batch = RegistrationBatch.objects.create(plan=plan, name=name, opens_on=opens_on, locks_on=locks_on,
                                             is_supplementary=is_supplementary)
    audit("models_registry.open_batch", batch, by=by, after={"plan": plan.code, "locks_on": locks_on})
    return batch


@transaction.atomic
def register(batch, records, *, by, today, reason=""):
    """The records registered in the round, on `today`; those registered before are left as they are.

    After the lock day the office alone enters records, with a `reason` that stands in their history.
    """
    late = _require_open(batch, by=by, today=today, reason=reason)
    done = []
    for record in records:
        require(rules.may_develop(by, record))
        if record.plan_id != batch.plan_id or record.stage not in EARLY or record.batch_id:
            continue
        ExemplarRecord.objects.filter(pk=record.pk).update(batch=batch)
        if not record.stage_events.filter(stage=Stage.REGISTERED).exists():
            reach_stage(record, Stage.REGISTERED, on_date=today, by=by, note=f"{batch}{late}")
        audit("models_registry.register", record, by=by, reason=reason, after={"batch": str(batch)})
        done.append(record)
    return done


def _require_open(batch, *, by, today, reason):
    """What the history says of an entry after the lock day, empty before it; InvalidInput when none is possible."""
    if batch.is_open_on(today):
        return ""
    if today < batch.opens_on:
        raise InvalidInput({"batch": [f"«{batch}» mở từ ngày {short_day(batch.opens_on)}."]})
    if not by.is_office_staff:
        raise InvalidInput({"batch": [f"«{batch}» đã khóa sau ngày {short_day(batch.locks_on)}; cần ghi bổ sung thì "
                                      "anh/chị báo Sở Nội vụ."]})
    if not reason.strip():
        raise InvalidInput({"reason": [f"Đợt này đã khóa sau ngày {short_day(batch.locks_on)}; hãy ghi lý do."]})
    return f". Ghi sau khi khóa: {reason}"
