"""The doors into the registry: subjects, records, and the stage events that count."""
from django.db import transaction

from audit.services import record as audit
from core.dates import short_day
from core.errors import InvalidInput, require
from core.text import fold, given_name_key, normalised_name, sort_key
from models_registry import rules
from models_registry.duplicates import same_subject
from models_registry.models import Credit, ExemplarRecord, PracticeModel, StageEvent, Subject, SubjectKindTag
from models_registry.queries import obligation_refusal, stage_of
from models_registry.services.counting import note_change, note_change_of
from models_registry.transitions import WORDS, WORKFLOW
from plans.enums import RecordKind, Stage, SubjectType


def subject_keys(name, type_):
    """The stored keys of a subject's name: normalised for identity, folded for search, sortable in Vietnamese order."""
    given = given_name_key(name) if type_ in (SubjectType.INDIVIDUAL, SubjectType.HOUSEHOLD) else sort_key(name)
    return {"normalised_name": normalised_name(name)[:255], "search_key": fold(name)[:600],
            "sort_key": sort_key(name)[:1200], "given_key": given[:1200]}


@transaction.atomic
def ensure_subject(*, by, type, name, kinds=(), **values):
    """The subject of this name, type and birth year or unit; made when the registry has none."""
    subject = same_subject(type=type, name=name, birth_year=values.get("birth_year"),
                           organization=values.get("organization"), unit_text=values.get("unit_text", ""))
    if subject is None:
        subject = Subject.objects.create(type=type, name=name, **subject_keys(name, type), **values)
        audit("models_registry.create_subject", subject, by=by, after={"name": name, "type": type})
    for kind in kinds:
        SubjectKindTag.objects.get_or_create(subject=subject, kind=kind)
    return subject


@transaction.atomic
def ensure_record(*, by, subject, plan, field, organization, record_kind=RecordKind.EXEMPLAR, model_name="",
                  obligations=(), story=""):
    """The record of the subject in the plan and field, credited to `obligations` (at most one of each rule).

    Raises InvalidInput when an obligation cannot count this subject.
    """
    practice_model = _ensure_model(subject, model_name, by) if record_kind == RecordKind.MODEL else None
    record, created = ExemplarRecord.objects.get_or_create(
        subject=subject, plan=plan, field=field, record_kind=record_kind, practice_model=practice_model,
        defaults={"organization": organization, "story": story})
    if created:
        audit("models_registry.create_record", record, by=by, after={"plan": plan.code, "subject": subject.name})
    for obligation in obligations:
        credit(record, obligation, by=by)
    return record


def _ensure_model(subject, name, by):
    found = subject.practice_models.filter(search_key=fold(name)[:600]).first()
    if found is None:
        found = PracticeModel.objects.create(name=name, search_key=fold(name)[:600])
        found.owners.add(subject)
        audit("models_registry.create_practice_model", found, by=by, after={"name": name})
    return found


@transaction.atomic
def credit(record, obligation, *, by):
    """The record counts for the obligation. Raises InvalidInput with the reason when it cannot."""
    if refusal := obligation_refusal(record, obligation):
        raise InvalidInput({"obligation": [refusal]})
    known = Credit.objects.filter(record=record, rule=obligation.rule).first()
    if known and known.obligation_id == obligation.pk:
        return known
    if known:
        raise InvalidInput({"obligation": [f"Hồ sơ này đã được tính cho {known.obligation.bearer}."]})
    stored = Credit.objects.create(record=record, obligation=obligation, rule=obligation.rule)
    note_change([obligation.pk])
    audit("models_registry.credit", record, by=by, after={"obligation": _quota_words(obligation)})
    return stored


def _quota_words(obligation):
    """«Sở Nội vụ, từ 01/01/2021 đến hết 31/12/2025»: the quota as people tell it apart."""
    until = f" đến hết {short_day(obligation.window_end)}" if obligation.window_end else ""
    return f"{obligation.bearer}, từ {short_day(obligation.window_start)}{until}"


@transaction.atomic
def move_credit(record, obligation, *, by):
    """The record counts for `obligation` instead of the one of the same rule it counted for so far."""
    former = Credit.objects.filter(record=record, rule=obligation.rule).exclude(obligation=obligation).first()
    if former:
        audit("models_registry.uncredit", record, by=by, before={"obligation": _quota_words(former.obligation)})
        former.delete()
        note_change([former.obligation_id])
    return credit(record, obligation, by=by)


@transaction.atomic
def drop_unfitting_credits(record, *, by):
    """Forget the credits that no longer fit after the subject was corrected (a collective that was an individual)."""
    for known in record.credits.select_related("obligation__rule", "obligation__field"):
        if obligation_refusal(record, known.obligation):
            audit("models_registry.uncredit", record, by=by, before={"obligation": _quota_words(known.obligation)})
            known.delete()
            note_change([known.obligation_id])


@transaction.atomic
def reach_stage(record, stage, *, on_date, by, decision_number="", decided_by_text="", note=""):
    """The stored event that `record` reached `stage` on `on_date`; figures count it from that day on."""
    ExemplarRecord.objects.select_for_update().get(pk=record.pk)
    event = StageEvent.objects.create(
        record=record, stage=stage, on_date=on_date, decision_number=decision_number, decided_by_text=decided_by_text,
        note=note, by=by)
    note_change_of(record=record)
    record.stage = stage_of(StageEvent.objects.filter(record=record).order_by("on_date", "pk").values_list(
        "stage", flat=True))
    record.save(update_fields=["stage"])
    audit("models_registry.reach_stage", record, by=by, reason=note,
          after={"stage": stage, "on_date": on_date, "decision_number": decision_number})
    return event


@transaction.atomic
def take_step(record, name, *, by, on_date, today, note="", decision_number="", decided_by_text=""):
    """The event of a step of the registry's workflow (bồi dưỡng, nhân rộng, tạm dừng …).

    Raises WrongState, NotAllowed, InvalidInput for a day to come, a missing reason or a missing decision number.
    """
    record = ExemplarRecord.objects.select_for_update().get(pk=record.pk)
    step = WORKFLOW.require(record, name, by, reason=note)
    if on_date > today:
        raise InvalidInput({"on_date": ["Ngày chưa đến; chỉ ghi việc đã làm."]})
    if WORDS[name].needs_decision and not decision_number.strip():
        raise InvalidInput({"decision_number": ["Hãy nhập số quyết định."]})
    return reach_stage(record, Stage(step.target), on_date=on_date, by=by, note=note, decision_number=decision_number,
                       decided_by_text=decided_by_text)


@transaction.atomic
def discover(*, by, organization, plan, field, type, name, today, story="", record_kind=RecordKind.EXEMPLAR,
             model_name="", **values):
    """The record of what an agency found, at stage «Phát hiện».

    When it is there already, the known record, with the new story below what was written; nothing is replaced. Raises
    NotAllowed, InvalidInput when another agency keeps the record of the same person or body there.
    """
    require(rules.may_discover(by))
    if organization.pk not in by.organization_ids():
        raise InvalidInput({"organization": ["Hãy chọn cơ quan của anh/chị."]})
    subject = ensure_subject(by=by, type=type, name=name, organization=organization, **values)
    record = ensure_record(by=by, subject=subject, plan=plan, field=field, organization=organization,
                           record_kind=record_kind, model_name=model_name, story=story)
    if not ExemplarRecord.objects.visible_to(by).filter(pk=record.pk).exists():
        raise InvalidInput({"name": [
            "Đối tượng này đã có hồ sơ điển hình trong lĩnh vực này; anh/chị trao đổi với Sở Nội vụ."]})
    _add_to_story(record, story, by=by)
    if not record.stage_events.exists():
        reach_stage(record, Stage.DISCOVERED, on_date=today, by=by)
    return record


def _add_to_story(record, story, *, by):
    """What a second discovery tells, below what the first told."""
    if story and story not in record.story:
        before, record.story = record.story, f"{record.story}\n\n{story}".strip()
        record.save(update_fields=["story"])
        audit("models_registry.write_profile", record, by=by, before={"story": before}, after={"story": record.story})
