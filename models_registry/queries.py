"""Counts that come from stage events, and who is the same as whom."""
from django.db.models import Count, Exists, F, OuterRef, Q

from core.text import fold, normalised_name
from models_registry.models import Credit, ExemplarRecord, StageEvent, Subject
from plans.enums import Stage

BLOCKING = (Stage.DROPPED, Stage.REVOKED, Stage.ON_HOLD)


def not_blocked(as_of, prefix="record"):
    """The condition that the record is not dropped, revoked or on hold at the end of `as_of`."""
    resumed_later = StageEvent.objects.filter(
        record=OuterRef("record"), stage=Stage.RESUMED, on_date__lte=as_of).filter(
        Q(on_date__gt=OuterRef("on_date")) | Q(on_date=OuterRef("on_date"), pk__gt=OuterRef("pk")))
    blocked = StageEvent.objects.filter(
        Q(stage=Stage.REVOKED) | ~Exists(resumed_later), record=OuterRef(prefix), stage__in=BLOCKING,
        on_date__lte=as_of)
    return ~Exists(blocked)


def counted_by_obligation(obligations, *, as_of):
    """{obligation id: {stage: distinct subjects that reached it by `as_of`}}; absent when none. One query.

    The stage by which the rule counts is counted inside the obligation's window only; the other stages show the
    pipeline and count up to the window's end. Blocked records (dropped, revoked, on hold) count nowhere.
    """
    rows = (
        Credit.objects.filter(obligation__in=obligations, record__stage_events__on_date__lte=as_of)
        .filter(Q(obligation__window_end=None)
                | Q(record__stage_events__on_date__lte=F("obligation__window_end")))
        .filter(~Q(record__stage_events__stage=F("rule__counting_stage"))
                | Q(record__stage_events__on_date__gte=F("obligation__window_start")))
        .filter(not_blocked(as_of))
        .values_list("obligation_id", "record__stage_events__stage")
        .annotate(total=Count("record__subject", distinct=True)).order_by())
    counts = {}
    for obligation_id, stage, total in rows:
        counts.setdefault(obligation_id, {})[stage] = total
    return counts


def counted_records(obligation, *, stage, as_of):
    """The records behind one number of the board, in the order people are listed."""
    reached = StageEvent.objects.filter(record=OuterRef("pk"), stage=stage, on_date__lte=as_of)
    if obligation.window_end:
        reached = reached.filter(on_date__lte=obligation.window_end)
    if stage == obligation.rule.counting_stage:
        reached = reached.filter(on_date__gte=obligation.window_start)
    records = ExemplarRecord.objects.filter(Exists(reached), credits__obligation=obligation)
    return records.filter(not_blocked(as_of, prefix="pk")).select_related(
        "subject", "practice_model", "field").order_by("subject__given_key", "pk")


def obligation_refusal(record, obligation):
    """Why the obligation cannot count this record, in Vietnamese; empty when it can."""
    rule, subject = obligation.rule, record.subject
    if record.plan_id != rule.plan_id:
        return "Hồ sơ thuộc kế hoạch khác."
    if subject.type not in rule.subject_types:
        return f"Chỉ tiêu này không đếm {subject.get_type_display().lower()}."
    if record.record_kind not in rule.record_kinds:
        return f"Chỉ tiêu này không đếm {record.get_record_kind_display().lower()}."
    if obligation.field_id and record.field_id != obligation.field_id:
        return f"Chỉ tiêu này thuộc lĩnh vực «{obligation.field}»."
    if not obligation.field_id and rule.fields.exists() and not rule.fields.filter(pk=record.field_id).exists():
        return "Lĩnh vực của hồ sơ không thuộc chỉ tiêu này."
    if rule.subject_kinds and not subject.kind_tags.filter(kind__in=rule.subject_kinds).exists():
        return "Đối tượng không thuộc nhóm mà chỉ tiêu này đếm."
    return ""


def same_subject(*, type, name, birth_year=None, organization=None, unit_text=""):
    """The registry's subject that is certainly the same: name and birth year, or name and unit; None when unsure."""
    found = Subject.objects.filter(type=type, normalised_name=normalised_name(name), merged_into=None)
    if birth_year:
        return found.filter(birth_year=birth_year).filter(
            Q(organization=organization) | Q(unit_text=unit_text) | Q(organization=None)).first()
    return found.filter(organization=organization, unit_text=unit_text).first()


def possible_duplicates(*, type, name, birth_year=None, organization=None, unit_text="", visible=None):
    """(subject, why) pairs a person should look at; a hint never merges."""
    candidates = (Subject.objects.all() if visible is None else visible).filter(
        type=type, normalised_name=normalised_name(name), merged_into=None).select_related("organization")[:20]
    for subject in candidates:
        same = [word for word, holds in (
            ("năm sinh", birth_year and subject.birth_year == birth_year),
            ("đơn vị", (organization and subject.organization_id == organization.pk)
             or (unit_text and fold(unit_text) == fold(subject.unit_text)))) if holds]
        if same or not birth_year:
            yield subject, "trùng tên" + (f" và {', '.join(same)}" if same else "")
