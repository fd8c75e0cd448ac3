"""How the office works on a nomination before it decides: takes it, asks others, holds it, plans, shares the work."""
from collections import Counter
from itertools import groupby

from django.db import transaction
from django.db.models import F

from audit.services import record as audit
from core.errors import InvalidInput, WrongState, require
from nominations import eligibility, rules
from nominations.enums import JUDGED, REFUSABLE, UNDECIDED, NominationState, Opinion, Planned
from nominations.models import Comment, Consultation, Nomination, SavedView
from nominations.notices import tell_agency
from nominations.services.deciding import each, recognise_nomination, reject_nomination
from nominations.services.moving import move


@transaction.atomic
def take_up(nomination, *, by):
    """Being appraised, by this officer when nobody had it."""
    nomination = move(nomination, "appraise", by=by)
    if nomination.assigned_to_id is None:
        _assign(nomination, by, by=by)
    return nomination


@transaction.atomic
def pass_nomination(nomination, *, by, today, note=""):
    """Appraised and found in order; a hard condition that fails refuses it. `note` is kept as an internal comment."""
    nomination = move(nomination, "pass", by=by)
    eligibility.require_eligible(nomination, as_of=today)
    if note.strip():
        Comment.objects.create(nomination=nomination, text=note, is_internal=True, by=by)
    return nomination


@transaction.atomic
def hold_nomination(nomination, *, reason, by):
    """Put aside while something is looked into; kept, not refused. The agency is not told why."""
    return move(nomination, "hold", by=by, reason=reason)


@transaction.atomic
def release_nomination(nomination, *, by):
    return move(nomination, "release", by=by)


# --- opinions of other bodies -----------------------------------------------------------------------------------------


@transaction.atomic
def consult(nomination, *, body, question, due_on, by, today):
    """One more body asked; the nomination waits for its answer."""
    if due_on is None or due_on < today:
        raise InvalidInput({"due_on": ["Hãy cho ngày trả lời từ hôm nay trở đi."]})
    stored = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if stored.state != NominationState.CONSULTING:
        stored = move(stored, "consult", by=by, facts={"body": body, "due_on": due_on})
    else:
        require(rules.may_decide(by, stored))
        audit("nominations.consult", stored, by=by, after={"body": body, "due_on": due_on})
    return Consultation.objects.create(nomination=stored, body=body, question=question, asked_on=today, due_on=due_on,
                                       by=by)


@transaction.atomic
def answer(consultation, *, opinion, words, on, by, today):
    """What the body said, on which day; when all have answered the appraisal goes on."""
    require(rules.may_decide(by, consultation.nomination))
    if opinion not in Opinion.values:
        raise InvalidInput({"opinion": ["Hãy chọn ý kiến."]})
    if on > today or on < consultation.asked_on:
        raise InvalidInput({"on": ["Ngày trả lời phải từ ngày hỏi đến hôm nay."]})
    stored = Consultation.objects.select_for_update().get(pk=consultation.pk)
    stored.opinion, stored.words, stored.answered_on = opinion, words, on
    stored.save(update_fields=["opinion", "words", "answered_on"])
    nomination = stored.nomination
    audit("nominations.answer", nomination, by=by, after={"body": stored.body, "opinion": stored.get_opinion_display()})
    open_ones = nomination.consultations.filter(answered_on=None).exists()
    if nomination.state == NominationState.CONSULTING and not open_ones:
        move(nomination, "end_consult", by=by)
    return stored


@transaction.atomic
def end_consulting(nomination, *, by):
    """Go on without the answers still out."""
    return move(nomination, "end_consult", by=by)


# --- comments ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def comment(nomination, *, text, is_internal, by):
    """A word of the office (internal or to the agency) or of the agency to the office."""
    require(rules.may_comment(by, nomination))
    if not text.strip():
        raise InvalidInput({"text": ["Hãy ghi nội dung."]})
    is_internal = is_internal and by.is_office_staff
    row = Comment.objects.create(nomination=nomination, text=text, is_internal=is_internal, by=by,
                                 organization_label=str(by.acting.organization or "") if by.acting else "")
    audit("nominations.comment_inside" if is_internal else "nominations.comment", nomination, by=by)
    if by.is_office_staff and not is_internal:
        _touch(nomination)
        nomination.refresh_from_db()
        tell_agency(nomination, title=f"Sở Nội vụ trao đổi về {nomination}", body=text)
    return row


def _touch(nomination):
    Nomination.objects.filter(pk=nomination.pk).update(version=F("version") + 1)


# --- decisions prepared and published together ------------------------------------------------------------------------


CAN_BE_PLANNED = {"": REFUSABLE, Planned.RECOGNISE: JUDGED, Planned.REJECT: REFUSABLE}


@transaction.atomic
def plan_decision(nomination, *, planned, by, reason=""):
    """The decision prepared for publication; empty takes the preparation back. Nobody outside the office sees it."""
    stored = Nomination.objects.select_for_update().get(pk=nomination.pk)
    require(rules.may_decide(by, stored))
    if planned and planned not in Planned.values:
        raise InvalidInput({"planned": ["Hãy chọn kết quả dự kiến."]})
    if stored.state not in CAN_BE_PLANNED[planned]:
        raise WrongState(f"Đề cử đang ở trạng thái «{stored.office_state}», chưa dự kiến kết quả được.")
    if planned == Planned.REJECT and not reason.strip():
        raise InvalidInput({"reason": ["Hãy ghi lý do không đạt."]})
    before = stored.planned
    stored.planned, stored.planned_reason, stored.version = planned, reason, stored.version + 1
    stored.save(update_fields=["planned", "planned_reason", "version"])
    audit("nominations.plan_decision", stored, by=by, reason=reason, before={"planned": before},
          after={"planned": planned})
    return stored


def publish(nominations, *, by, today, **decision):
    """(done, refusals): what was prepared is decided, each by itself; recognitions under the one decision."""
    def act(nomination):
        if nomination.planned == Planned.REJECT:
            return reject_nomination(nomination, reason=nomination.planned_reason, by=by)
        return recognise_nomination(nomination, by=by, today=today, **decision)
    return each([n for n in nominations if n.planned], act)


# --- who does what ----------------------------------------------------------------------------------------------------

GROUPS = {
    "": lambda n: n.pk, "field": lambda n: (n.submission.plan_id, n.submission.field_id or 0),
    "agency": lambda n: n.submission.organization_id,
}


@transaction.atomic
def assign(nominations, officers=(), *, by, together="", handle_by=None):
    """The nominations shared among the officers, the one with the least open work first, to be handled by a day.

    `together` keeps what belongs to one field («field») or one agency («agency») in one hand. Without officers only the
    day is set, without a day the known one stays. Raises InvalidInput when neither is given.
    """
    require(rules.may_share_work(by))
    officers = list(officers)
    if together not in GROUPS or not (officers or handle_by):
        raise InvalidInput({"officers": ["Hãy chọn người xử lý hoặc ghi hạn xử lý."]})
    load = Counter(dict.fromkeys((o.pk for o in officers), 0))
    for officer in officers:
        load[officer.pk] = Nomination.objects.filter(assigned_to=officer, state__in=UNDECIDED).count()
    rows = sorted(nominations, key=GROUPS[together])
    for _, group in groupby(rows, key=GROUPS[together]):
        chosen = min(officers, key=lambda officer: load[officer.pk]) if officers else None
        for nomination in group:
            _assign(nomination, chosen, handle_by, by=by)
            if chosen:
                load[chosen.pk] += 1
    return rows


def _assign(nomination, officer, handle_by=None, *, by):
    values = {name: value for name, value in (("assigned_to", officer), ("handle_by", handle_by)) if value}
    before = {name: getattr(nomination, name) for name in values}
    Nomination.objects.filter(pk=nomination.pk).update(**values)
    for name, value in values.items():
        setattr(nomination, name, value)
    audit("nominations.assign", nomination, by=by, before=_logged(before), after=_logged(values))


def _logged(values):
    """A person by name, a day as it is."""
    return {name: str(value or "") if name == "assigned_to" else value for name, value in values.items()}


@transaction.atomic
def save_view(*, user, name, query):
    """The person's view of that name with these conditions."""
    if not name.strip():
        raise InvalidInput({"name": ["Hãy đặt tên bộ lọc."]})
    row, _ = SavedView.objects.update_or_create(user=user, name=name.strip()[:60], defaults={"query": query[:1000]})
    return row


@transaction.atomic
def forget_view(view):
    view.delete()
