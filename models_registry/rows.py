"""The rows of the registry's lists as plain values."""
from dataclasses import dataclass

from core.addresses import addresses_of
from core.text import shortened
from models_registry.models import ExemplarRecord
from plans.enums import RecordKind, Stage, SubjectType

STAGE_LOOKS = {"discovered": "open", "registered": "submitted", "nurturing": "running", "recognised": "recognised",
               "replicating": "on_track", "replicated": "met", "on_hold": "soon", "dropped": "withdrawn",
               "revoked": "rejected"}
STAGES, TYPES = dict(Stage.choices), dict(SubjectType.choices)
PRINTED = ("public_id", "record_kind", "stage", "is_new_factor", "subject__type", "subject__name",
           "subject__birth_year", "subject__unit_text", "subject__address", "subject__organization",
           "practice_model__name",
           "plan__title", "field__name", "organization__name")


@dataclass(frozen=True, slots=True)
class RecordRow:
    """What one line of the registry prints; `owner` is whose the model is, empty for an exemplar."""

    address: str
    name: str
    owner: str
    kind: str
    is_new_factor: bool
    unit: str
    field: str
    agency: str
    look: str
    stage: str


def printed_records():
    """Records with what a line prints and nothing else; their subjects may still be put into an agency's own words."""
    return ExemplarRecord.objects.select_related(
        "subject", "practice_model", "plan", "field", "organization").only(*PRINTED)


def record_rows(records):
    """The records, read with all they refer to, as rows in their order. No query."""
    address = addresses_of("models_registry:record")
    return [_row(record, address(record.public_id)) for record in records]


def _row(record, address):
    subject, model = record.subject, record.practice_model
    return RecordRow(
        address=address, name=str(record), owner=str(subject) if model else "",
        kind="Mô hình" if record.record_kind == RecordKind.MODEL else TYPES[subject.type],
        is_new_factor=record.is_new_factor, unit=subject.unit_text or subject.address,
        field=shortened(str(record.field or record.plan), 70), agency=str(record.organization),
        look=STAGE_LOOKS.get(record.stage, record.stage), stage=STAGES[record.stage])
