"""What a record tells about itself: who it is, what was done, with which result, and how others can do the same."""
from django.db import transaction

from audit.services import changed_fields
from audit.services import record as audit
from core.errors import require
from models_registry import rules
from models_registry.models import Profile, Subject
from models_registry.services.records import drop_unfitting_credits, ensure_subject
from models_registry.services.subjects import correct_subject

PROFILE = ("results", "contact", "cost", "conditions")


@transaction.atomic
def write_profile(record, *, by, **values):
    """Store the story of the record and its profile (`story` and the fields of Profile); the log keeps what stood."""
    require(rules.may_develop(by, record))
    profile = Profile.objects.select_for_update().filter(record=record).first() or Profile(record=record)
    story = {"story": values["story"]} if "story" in values else {}
    facts = {name: values[name] for name in PROFILE if name in values}
    before, after = (dict(was, **now) for was, now in zip(changed_fields(record, story), changed_fields(profile, facts),
                                                          strict=True))
    if not after:
        return record
    for obj, new in ((record, story), (profile, facts)):
        for name, value in new.items():
            setattr(obj, name, value)
    record.save(update_fields=["story"])
    profile.save()
    audit("models_registry.write_profile", record, by=by, before=before, after=after)
    return record


@transaction.atomic
def describe_subject(record, *, by, kinds, **values):
    """Store who the record is about; `kinds` are all its kinds from now on. Raises NotAllowed."""
    subject = Subject.objects.select_for_update().get(pk=record.subject_id)
    require(rules.may_describe(by, subject))
    correct_subject(subject, by=by, **values)
    former = set(subject.kind_tags.values_list("kind", flat=True))
    if former != set(kinds):
        subject.kind_tags.exclude(kind__in=kinds).delete()
        for kind in kinds:
            subject.kind_tags.get_or_create(kind=kind)
        audit("models_registry.correct_subject", subject, by=by, before={"kinds": sorted(former)},
              after={"kinds": sorted(kinds)})
    for each in subject.records.all():
        drop_unfitting_credits(each, by=by)
    return subject


@transaction.atomic
def add_owner(record, *, by, type, name, unit_text=""):
    """One more owner of the record's practice model: the subject of this name, made when the registry has none."""
    require(rules.may_develop(by, record))
    owner = ensure_subject(by=by, type=type, name=name, organization=record.organization, unit_text=unit_text)
    if not record.practice_model.owners.filter(pk=owner.pk).exists():
        record.practice_model.owners.add(owner)
        audit("models_registry.add_owner", record, by=by, after={"owner": owner.name})
    return owner


@transaction.atomic
def remove_owner(record, owner, *, by):
    """The subject owns the practice model no more; whoever the record stands for stays its owner."""
    require(rules.may_develop(by, record))
    if owner.pk != record.subject_id and record.practice_model.owners.filter(pk=owner.pk).exists():
        record.practice_model.owners.remove(owner)
        audit("models_registry.remove_owner", record, by=by, before={"owner": owner.name})
