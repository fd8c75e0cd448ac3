"""Switch sensitive facts on for a plan, keep them, and let them be read: each reading is on the log."""
from django.db import transaction
from django.utils import timezone

from audit.services import record as audit
from core.errors import InvalidInput, WrongState, require
from models_registry import rules
from models_registry.checking import used_fields, uses_discipline
from models_registry.duplicates import family
from models_registry.enums import Sensitive
from models_registry.models import Discipline, SensitiveFact, SensitivePolicy
from plans.enums import SubjectType

COLUMNS = {Sensitive.ETHNICITY: ("ethnicity",), Sensitive.RELIGION: ("religion",),
           Sensitive.PARTY: ("is_party_member", "party_since"), Sensitive.DISCIPLINE: ()}
FOUNDING_OF_THE_PARTY = 1930


@transaction.atomic
def set_sensitive_policy(plan, *, fields, reason, by):
    """The facts the plan uses from now on; an empty list switches all off (what was kept is no longer shown)."""
    require(rules.may_set_sensitive_policy(by))
    if unknown := set(fields) - set(Sensitive.values):
        raise InvalidInput({"fields": [f"Không có mục {', '.join(sorted(unknown))}."]})
    if not reason.strip():
        raise InvalidInput({"reason": ["Hãy ghi căn cứ."]})
    known = SensitivePolicy.objects.filter(plan=plan).first()
    before = known.fields if known else []
    row, _ = SensitivePolicy.objects.update_or_create(
        plan=plan, defaults={"fields": sorted(fields), "reason": reason, "by": by})
    audit("models_registry.set_sensitive_policy", plan, by=by, reason=reason, before={"fields": _labels(before)},
          after={"fields": _labels(row.fields)})
    return row


def _labels(fields):
    """What the log calls the facts: the administrator reads it, and knows no codes."""
    return [str(Sensitive(field).label) for field in fields]


def fields_for(plan, user, *, subject_type):
    """The sensitive facts of the plan that this kind of person may ask for; disciplines are the office's alone.

    A collective has no ethnicity, religion or Party membership: nothing of the kind is asked about it.
    """
    hidden = set() if user.sees_whole_province else {Sensitive.DISCIPLINE}
    return [field for field in _facts_of(plan, subject_type) if field not in hidden]


def _facts_of(plan, subject_type):
    is_body = subject_type == SubjectType.COLLECTIVE
    return [field for field in used_fields(plan) if field == Sensitive.DISCIPLINE or not is_body]


@transaction.atomic
def read_sensitive(record, *, by):
    """{label: value} of what the record's plan uses; that it was read, by whom, is on the log (the values are not)."""
    require(rules.may_read_sensitive(by, record))
    fields = fields_for(record.plan, by, subject_type=record.subject.type)
    fact = SensitiveFact.objects.filter(subject=record.subject).first() or SensitiveFact(subject=record.subject)
    audit("models_registry.read_sensitive", record, by=by, after={"fields": [str(field) for field in fields]})
    return {field.label: _words(fact, field) for field in fields}


@transaction.atomic
def read_disciplines(subject, *, by):
    """The disciplines of the subject; that they were read, by whom, is on the log. Raises NotAllowed, WrongState."""
    require(rules.may_read_conduct(by))
    if not uses_discipline(subject):
        raise WrongState("Không kế hoạch nào có điển hình này dùng thông tin kỷ luật.")
    audit("models_registry.read_discipline", subject, by=by)
    return list(Discipline.objects.filter(subject__in=family(subject)))


def _words(fact, field):
    if field == Sensitive.DISCIPLINE:
        return "; ".join(str(row) for row in Discipline.objects.filter(subject__in=family(fact.subject)))
    if field == Sensitive.PARTY:
        word = {True: "Đảng viên", False: "Không phải đảng viên", None: ""}[fact.is_party_member]
        return f"{word}, vào Đảng năm {fact.party_since}" if word and fact.party_since else word
    return getattr(fact, field.value)


@transaction.atomic
def write_sensitive(record, *, values, by):
    """Store the facts that the plan uses; others are refused. The log names the facts, never their values."""
    require(rules.may_read_sensitive(by, record))
    allowed = {column for field in _facts_of(record.plan, record.subject.type) for column in COLUMNS[field]}
    if set(values) - allowed:
        raise InvalidInput("Kế hoạch này không dùng thông tin đó.")
    _check_party(values, record.subject)
    fact, _ = SensitiveFact.objects.update_or_create(subject=record.subject, defaults=values)
    audit("models_registry.write_sensitive", record, by=by, after={"fields": sorted(values)})
    return fact


def _check_party(values, subject):
    """The year one joined the Party: of members alone, since its founding on 3/2/1930, within the person's life."""
    year = values.get("party_since")
    if year is None:
        return
    first, last = max(FOUNDING_OF_THE_PARTY, subject.birth_year or 0), timezone.localdate().year
    if not first <= year <= last:
        raise InvalidInput({"party_since": [f"Năm vào Đảng phải trong khoảng từ {first} đến {last}."]})
    if values.get("is_party_member") is False:
        raise InvalidInput({"party_since": ["Chỉ ghi năm vào Đảng của đảng viên."]})
