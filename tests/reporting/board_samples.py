"""Records that count for an obligation, made the short way; the services are tested in their own app."""
from datetime import date

from models_registry.models import Credit, StageEvent
from plans.enums import Stage
from tests.factories import RecordFactory, SubjectFactory


def count(obligation, how_many, *, on=date(2022, 6, 1), stage=None, subject_type=None, subject=None, field=None):
    """`how_many` records that reached the rule's counting stage (or `stage`) on the day; the records."""
    return [_record(obligation, on, stage or obligation.rule.counting_stage, subject_type, subject, field)
            for _ in range(how_many)]


def _record(obligation, on, stage, subject_type, subject, field):
    subject = subject or SubjectFactory(
        type=subject_type or obligation.rule.subject_types[0], organization=obligation.bearer)
    record = RecordFactory(subject=subject, field=field or obligation.field or obligation.rule.plan.fields.first(),
                           plan=obligation.rule.plan, organization=obligation.bearer, stage=Stage(stage))
    Credit.objects.create(record=record, obligation=obligation, rule=obligation.rule)
    reach(record, stage, on)
    return record


def reach(record, stage, on):
    return StageEvent.objects.create(record=record, stage=stage, on_date=on)
