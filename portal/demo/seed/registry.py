"""Seeded subjects, records, credits and stage events, in batches of bounded memory."""
from datetime import date, timedelta

from accounts.enums import Role
from models_registry.models import Credit, ExemplarRecord, StageEvent, Subject, SubjectKindTag
from models_registry.services import note_change
from plans.enums import Stage, SubjectKind, SubjectType
from plans.models import QuotaObligation
from portal.demo.seed.texts import subject_keys

BATCH = 2000
KINDS = {SubjectType.COLLECTIVE: SubjectKind.CLUB, SubjectType.INDIVIDUAL: SubjectKind.RESIDENT,
         SubjectType.HOUSEHOLD: SubjectKind.FARMER}
TYPES = (SubjectType.INDIVIDUAL, SubjectType.INDIVIDUAL, SubjectType.COLLECTIVE, SubjectType.HOUSEHOLD)
FIRST_DAY, DAYS = date(2021, 3, 1), 1800
# how far a further record got, as often as it stands here
LIVES = (
    (Stage.REGISTERED,), (Stage.REGISTERED, Stage.NURTURING), (Stage.REGISTERED, Stage.NURTURING, Stage.RECOGNISED),
    (Stage.REGISTERED, Stage.NURTURING, Stage.RECOGNISED), (Stage.REGISTERED, Stage.NURTURING, Stage.RECOGNISED),
    (Stage.REGISTERED, Stage.RECOGNISED, Stage.REPLICATING, Stage.REPLICATED),
    (Stage.REGISTERED, Stage.NURTURING, Stage.DROPPED))


def store_records(rng, plans, agencies, texts, count, office):
    """`count` further records spread over all obligations of both plans, about three stage events each."""
    owed = list(QuotaObligation.objects.filter(rule__plan__in=plans).select_related("rule").order_by("pk"))
    slugs = {agency.organization.pk: agency.slug for agency in agencies}
    events = 0
    for start in range(0, count, BATCH):
        rows = [_row(rng, texts, owed[n % len(owed)], slugs) for n in range(start, min(start + BATCH, count))]
        events += sum(len(row.life) for row in rows)
        store_rows(rows, texts, office[Role.OFFICER])
    return {"hồ sơ điển hình thêm": count, "bước phát triển của chúng": events}


def _row(rng, texts, obligation, slugs):
    subject_type = rng.choice(TYPES)
    owner, day = slugs[obligation.bearer_id], FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    life = [(stage, day + timedelta(days=40 * n)) for n, stage in enumerate(rng.choice(LIVES))]
    return RegistryRow(owner, subject_type, texts.nominee(owner, subject_type), texts.deed(owner), obligation,
                       obligation.bearer_id, life)


class RegistryRow:
    """One record to store: whose, of whom, for which obligation, and the stages with their days."""

    __slots__ = ("owner", "subject_type", "facts", "story", "obligation", "organization_id", "life", "number")

    def __init__(self, owner, subject_type, facts, story, obligation, organization_id, life, number=""):
        self.owner, self.subject_type, self.facts, self.story = owner, subject_type, facts, story
        self.obligation, self.organization_id, self.life, self.number = obligation, organization_id, life, number


def store_rows(rows, texts, by):
    """The stored records of the rows, in their order, with subject, kind, credit and events."""
    subjects = Subject.objects.bulk_create([_subject(texts, row) for row in rows], batch_size=BATCH)
    SubjectKindTag.objects.bulk_create(
        [SubjectKindTag(subject=s, kind=KINDS[row.subject_type]) for s, row in zip(subjects, rows, strict=True)],
        batch_size=BATCH)
    records = ExemplarRecord.objects.bulk_create(
        [_record(texts, s, row) for s, row in zip(subjects, rows, strict=True)], batch_size=BATCH)
    Credit.objects.bulk_create(
        [Credit(record=r, obligation=row.obligation, rule_id=row.obligation.rule_id)
         for r, row in zip(records, rows, strict=True)], batch_size=BATCH)
    events = [event for r, row in zip(records, rows, strict=True) for event in _events(texts, r, row, by)]
    StageEvent.objects.bulk_create(events, batch_size=BATCH)
    note_change(row.obligation.pk for row in rows)
    return records


def _subject(texts, row):
    facts = {**row.facts, "household_head": row.facts["name"][:150] if row.subject_type == "household" else ""}
    return Subject(public_id=texts.uuid(), type=row.subject_type, organization_id=row.organization_id, **facts,
                   **subject_keys(facts["name"], row.subject_type))


def _record(texts, subject, row):
    last = row.life[-1][0]
    return ExemplarRecord(
        public_id=texts.uuid(), subject=subject, plan_id=row.obligation.rule.plan_id, field_id=row.obligation.field_id,
        organization_id=row.organization_id, stage=last, story=row.story)


def _events(texts, record, row, by):
    return [StageEvent(
        record=record, stage=stage, on_date=day, by=by, note=texts.marked(row.owner, "stage-note", ""),
        decision_number=(row.number or "1/QĐ") if stage == Stage.RECOGNISED else "") for stage, day in row.life]
