"""Seeded dossiers: submissions of up to five nominees, in every state, with the records that stand behind them."""
from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.enums import Role
from core.text import sort_key
from nominations.enums import NominationState
from nominations.models import Nomination, Submission
from nominations.services.submitting import RECEIPT_LETTERS
from plans.enums import Stage
from plans.models import QuotaObligation
from portal.demo.seed.registry import FIRST_DAY, TYPES, RegistryRow, store_rows
from portal.demo.seed.texts import FOLDED

BATCH, NOMINEES = 500, 5
# of what was sent, as often as it stands here
OFTEN = {
    NominationState.SUBMITTED: 12, NominationState.APPRAISING: 4, NominationState.CONSULTING: 2,
    NominationState.APPRAISED: 3, NominationState.ON_HOLD: 1, NominationState.RETURNED: 4, NominationState.DECIDED: 16,
    NominationState.REJECTED: 4, NominationState.REVOKED: 1, NominationState.WITHDRAWN: 2}
STATES = [state for state, times in OFTEN.items() for _ in range(times)]
# stages after the registration, with the days between them
LATER = {
    NominationState.DECIDED: [(Stage.RECOGNISED, 30)], NominationState.WITHDRAWN: [(Stage.DROPPED, 30)],
    NominationState.REVOKED: [(Stage.RECOGNISED, 30), (Stage.REVOKED, 31)]}


def store_cases(rng, plans, agencies, texts, count, office):
    """`count` nominations in submissions of the agencies in turn; one submission of six was never sent."""
    owed = _obligations(plans)
    sizes = []
    while sum(sizes) < count:
        sizes.append(min(rng.randint(1, NOMINEES), count - sum(sizes)))
    for start in range(0, len(sizes), BATCH):
        part = [(n, sizes[n]) for n in range(start, min(start + BATCH, len(sizes)))]
        _store_batch(rng, part, owed, agencies, texts, office[Role.OFFICER])
    return {"hồ sơ đề nghị": len(sizes), "đề cử": count}


def _obligations(plans):
    """{bearer id: its obligations in both plans}."""
    found = {}
    for row in QuotaObligation.objects.filter(rule__plan__in=plans).select_related("rule").order_by("pk"):
        found.setdefault(row.bearer_id, []).append(row)
    return found


def _store_batch(rng, part, owed, agencies, texts, officer):
    cases = [_case(rng, number, size, owed, agencies[number % len(agencies)], texts) for number, size in part]
    Submission.objects.bulk_create([case.submission for case in cases])
    rows = [nominee.row for case in cases for nominee in case.nominees if nominee.row]
    records = iter(store_rows(rows, texts, officer))
    for case in cases:
        for nominee in case.nominees:
            nominee.nomination.record = next(records) if nominee.row else None
    Nomination.objects.bulk_create([_finished(n.nomination, officer) for case in cases for n in case.nominees])


class _Nominee:
    def __init__(self, nomination, row):
        self.nomination, self.row = nomination, row


class _Case:
    def __init__(self, submission, nominees):
        self.submission, self.nominees = submission, nominees


def _case(rng, number, size, owed, agency, texts):
    obligation = rng.choice(owed[agency.organization.pk])
    day = FIRST_DAY + timedelta(days=rng.randrange(1900))
    sent_at = None if number % 6 == 5 else _at(day)
    submission = Submission(
        public_id=texts.uuid(), form_key=texts.uuid(), plan_id=obligation.rule.plan_id, field_id=obligation.field_id,
        organization=agency.organization, created_by=agency.clerk,
        note=texts.marked(agency.slug, "submission-note", ""), first_submitted_at=sent_at, submitted_at=sent_at,
        receipt_code=_receipt(rng, number) if sent_at else None)
    return _Case(submission, [_nominee(rng, submission, obligation, agency, texts, day) for _ in range(size)])


def _at(day):
    return datetime.combine(day, time(9, 30), timezone.get_current_timezone())


def _receipt(rng, number):
    """A code of the office's alphabet that no other number gives."""
    letters, base = [], len(RECEIPT_LETTERS)
    for _ in range(4):
        number, rest = divmod(number, base)
        letters.append(RECEIPT_LETTERS[rest])
    return f"DC-{''.join(rng.choices(RECEIPT_LETTERS, k=4))}-{''.join(letters)}"


def _nominee(rng, submission, obligation, agency, texts, day):
    owner, subject_type = agency.slug, rng.choice(TYPES)
    facts, deed = texts.nominee(owner, subject_type), texts.deed(owner)
    state = rng.choice(STATES) if submission.first_submitted_at else NominationState.DRAFT
    key = f"{facts['name']}  {facts['unit_text']}"
    nomination = Nomination(
        public_id=texts.uuid(), submission=submission, obligation=obligation, state=state, subject_type=subject_type,
        achievement=deed, submitted_at=submission.submitted_at, search_key=FOLDED(key)[:600],
        sort_key=sort_key(facts["name"])[:1200], **facts)
    if state == NominationState.RETURNED:
        nomination.return_reason = texts.marked(owner, "return_reason", "Thiếu số liệu của năm gần nhất.")
        nomination.return_due_on = day + timedelta(days=20)
    return _Nominee(nomination, _row(nomination, owner, facts, deed, obligation, day))


def _row(nomination, owner, facts, deed, obligation, day):
    """What the nomination brought into the registry; None for a draft."""
    if nomination.state == NominationState.DRAFT:
        return None
    life = [(Stage.REGISTERED, day),
            *((stage, day + timedelta(days=after)) for stage, after in LATER.get(nomination.state, ()))]
    return RegistryRow(owner, nomination.subject_type, facts, deed, obligation,
                       nomination.submission.organization_id, life, number="2/QĐ-UBND")


def _finished(nomination, officer):
    """The nomination with its decision, when it has one."""
    if nomination.state in (NominationState.DECIDED, NominationState.REVOKED):
        nomination.decided_on = timezone.localdate(nomination.submitted_at) + timedelta(days=30)
        nomination.decision_number, nomination.decided_by = "2/QĐ-UBND", officer
        nomination.decided_at = _at(nomination.decided_on)
    if nomination.state == NominationState.REVOKED:
        nomination.revoked_on = nomination.decided_on + timedelta(days=1)
    return nomination
