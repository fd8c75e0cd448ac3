"""The rows of the queue and of the dossiers as plain values: a page of fifty is printed without an object a name."""
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from core.addresses import addresses_of
from core.text import shortened
from models_registry.checking import marks
from models_registry.duplicates import NameFacts
from nominations.enums import WITH_OFFICE, NominationState, Planned
from nominations.models import Nomination, Submission
from nominations.queries.doubles import notes_by_facts
from nominations.words import status_of, words_by
from plans.enums import RecordKind, Stage, SubjectType

TYPES, PLANS_MADE = dict(SubjectType.choices), dict(Planned.choices)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """What one line of the queue prints; `fails` and `unknowns` are None for what was never checked."""

    pk: int
    public_id: UUID
    address: str
    name: str
    receipt_code: str
    kind: str
    field: str
    agency: str
    sent: str
    record_id: int | None
    fails: int | None
    unknowns: int | None
    notes: list
    handle_by: date | None
    officer: str
    state: str
    look: str
    word: str
    planned: str

    def __str__(self):
        return self.name


def queue_rows(ids, *, user):
    """The nominations with these ids as rows, in the order of the ids. Four queries."""
    found = {row["pk"]: row for row in Nomination.objects.filter(pk__in=ids).values("pk", *COLUMNS)}
    rows = [found[pk] for pk in ids if pk in found]
    notes = notes_by_facts([(row["pk"], _place(row), _facts(row)) for row in rows], user=user)
    checked = marks([row["record_id"] for row in rows])
    address = addresses_of("nominations:review")
    return [_row(row, address(row["public_id"]), notes[row["pk"]], checked.get(row["record_id"]), user) for row in rows]


RECEIPT, AGENCY, AGENCY_NAME = "submission__receipt_code", "submission__organization", "submission__organization__name"
FIELD, PLAN = "submission__field__name", "submission__plan__title"
COUNTED_AT, FORWARDED_TO = "obligation__rule__counting_stage", "obligation__rule__forward_to"
OFFICER, OFFICER_LOGIN = "assigned_to__full_name", "assigned_to__username"
SUBJECT, MERGED_INTO = "record__subject", "record__subject__merged_into"
COLUMNS = ("public_id", "submission_id", "record_id", "state", "record_kind", "subject_type", "name", "model_name",
           "birth_year", "unit_text", "submitted_at", "handle_by", "planned", RECEIPT, AGENCY, AGENCY_NAME, FIELD, PLAN,
           COUNTED_AT, FORWARDED_TO, OFFICER, OFFICER_LOGIN, SUBJECT, MERGED_INTO)


def _place(row):
    return row["submission_id"], row["record_kind"]


def _facts(row):
    return NameFacts(row["subject_type"], row["name"], row["birth_year"], row[AGENCY], row["unit_text"],
                     row[MERGED_INTO] or row[SUBJECT])


def _row(row, address, notes, mark, user):
    words = words_by(Stage(row[COUNTED_AT] or Stage.RECOGNISED), row[FORWARDED_TO] or "")
    look, word = status_of(row["state"], words, inside=user.sees_whole_province)
    fails, unknowns = mark or (None, None)
    return QueueRow(
        pk=row["pk"], public_id=row["public_id"], address=address, name=row["model_name"] or row["name"],
        receipt_code=row[RECEIPT] or "", agency=row[AGENCY_NAME], field=shortened(row[FIELD] or row[PLAN], 60),
        kind="Mô hình" if row["record_kind"] == RecordKind.MODEL else TYPES[row["subject_type"]],
        sent=f"{timezone.localtime(row['submitted_at']):%d/%m/%Y %H:%M}", record_id=row["record_id"], fails=fails,
        unknowns=unknowns, notes=notes, handle_by=row["handle_by"], officer=row[OFFICER] or row[OFFICER_LOGIN] or "",
        state=row["state"], look=look, word=word, planned=PLANS_MADE.get(row["planned"], ""))


@dataclass(frozen=True, slots=True)
class DossierRow:
    """What one line of the dossiers prints: how many nominees the person may see in it, in all and in each state."""

    pk: int
    address: str
    field: str
    plan: str
    agency: str
    receipt_code: str
    sent: str
    total: int
    returned: int
    drafts: int
    waiting: int
    decided: int
    rejected: int
    revoked: int
    withdrawn: int


def dossier_rows(ids, *, user):
    """The submissions with these ids as rows, in the order of the ids. Two queries."""
    found = {row["pk"]: row for row in Submission.objects.filter(pk__in=ids).values(
        "pk", "public_id", "receipt_code", "submitted_at", "field__name", "plan__title", "organization__name")}
    counted = Nomination.objects.visible_to(user).filter(submission__in=ids).order_by()
    states = {}
    for pk, state, total in counted.values_list("submission", "state").annotate(Count("pk")):
        states.setdefault(pk, {})[state] = total
    address = addresses_of("nominations:submission")
    return [_dossier(found[pk], address(found[pk]["public_id"]), states.get(pk, {})) for pk in ids if pk in found]


def _dossier(row, address, states):
    field, plan, sent = row["field__name"], row["plan__title"], row["submitted_at"]
    return DossierRow(
        pk=row["pk"], address=address, field=field or plan, plan=shortened(plan, 90) if field else "",
        agency=row["organization__name"], receipt_code=row["receipt_code"] or "",
        sent=f"{timezone.localtime(sent):%H:%M %d/%m/%Y}" if sent else "", total=sum(states.values()),
        returned=states.get(NominationState.RETURNED, 0), drafts=states.get(NominationState.DRAFT, 0),
        waiting=sum(states.get(state, 0) for state in WITH_OFFICE), decided=states.get(NominationState.DECIDED, 0),
        rejected=states.get(NominationState.REJECTED, 0), revoked=states.get(NominationState.REVOKED, 0),
        withdrawn=states.get(NominationState.WITHDRAWN, 0))
