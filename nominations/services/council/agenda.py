"""What a session votes on: appraised cases put on its agenda, in an order, taken off again before they are voted on."""
from django.db import transaction
from django.db.models import Max

from audit.services import record as audit
from core.errors import DomainError, InvalidInput, WrongState
from nominations.council_queries import OPEN_ITEMS, award_key, awards_known
from nominations.enums import ItemState, SessionState, VoteMode
from nominations.models import Ballot, CouncilItem, VoterRoll
from nominations.services.council.locking import locked_item, locked_session, move_item
from nominations.services.deciding import Refusal
from nominations.services.moving import move

LIVE = (SessionState.DRAFT, SessionState.RUNNING)


@transaction.atomic
def add_items(session, nominations, *, by):
    """(items, refusals): each appraised case goes to the end of the agenda, by itself; a case sits on one agenda."""
    stored = locked_session(session, by=by, states=LIVE)
    last = stored.items.aggregate(last=Max("position"))["last"] or 0
    known, done, refused = dict(awards_known()), [], []
    for nomination in nominations:
        try:
            with transaction.atomic():
                done.append(_add(stored, nomination, last + len(done) + 1, known, by))
        except DomainError as error:
            refused.append(Refusal(nomination, str(error)))
    return done, refused


def _add(session, nomination, position, known, by):
    """One case; the nomination that a session already saw once takes its old place in the tables, voted on anew."""
    if session.items.filter(nomination=nomination).exclude(state=ItemState.CARRIED).exists():
        raise WrongState("Phiên họp này đã có trường hợp đó.")
    nomination = move(nomination, "to_council", by=by, facts={"session": str(session)})
    session.items.filter(nomination=nomination).delete()
    key = award_key(nomination.proposed_award)
    award = known.get(key, nomination.proposed_award) if key else ""
    item = CouncilItem.objects.create(session=session, nomination=nomination, position=position, award=award,
                                      award_key=key)
    audit("nominations.add_item", item, by=by, after={"session": str(session)})
    return item


@transaction.atomic
def send_to_council(nomination, *, session, by):
    """The one case at the end of the session's agenda; raises the reason when it cannot be there."""
    done, refused = add_items(session, [nomination], by=by)
    if refused:
        raise WrongState(refused[0].reason)
    return done[0].nomination


@transaction.atomic
def council_again(nomination, *, reason, by):
    """A case that was voted on waits for another session; the former result stays in its minutes."""
    return move(nomination, "council_again", by=by, reason=reason)


@transaction.atomic
def remove_item(item, *, by):
    """Off the agenda before it is voted on; the case is an appraised one again."""
    stored = locked_item(item, by=by, states=LIVE)
    if stored.state != ItemState.WAITING:
        raise WrongState(f"Trường hợp này đang ở trạng thái «{stored.get_state_display()}», không bỏ ra được.")
    move(stored.nomination, "off_council", by=by, facts={"session": str(stored.session)})
    audit("nominations.remove_item", stored, by=by, before={"session": str(stored.session)})
    stored.delete()


@transaction.atomic
def place_item(item, *, up, by):
    """One place earlier or later on the agenda."""
    stored = locked_item(item, by=by, states=LIVE)
    rows = list(stored.session.items.order_by("position", "pk"))
    here = next(n for n, row in enumerate(rows) if row.pk == stored.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows, start=1):
        row.position = position
    CouncilItem.objects.bulk_update(rows, ["position"])
    audit("nominations.order_items", stored, by=by, before={"position": here + 1}, after={"position": there + 1})


@transaction.atomic
def set_award(item, *, key, by):
    """What the vote is about: recognition as an exemplar (""), or an award for which a rule was entered."""
    stored = locked_item(item, by=by, states=LIVE)
    known = dict(awards_known())
    if stored.state != ItemState.WAITING:
        raise WrongState("Chỉ chọn nội dung biểu quyết trước khi mở bỏ phiếu.")
    if key not in known:
        raise InvalidInput({"award": ["Hãy chọn nội dung biểu quyết trong danh sách."]})
    before = stored.award_text
    stored.award, stored.award_key = known[key] if key else "", key
    stored.save(update_fields=["award", "award_key"])
    audit("nominations.set_award", stored, by=by, before={"award": before}, after={"award": stored.award_text})
    return stored


def give_back(item, *, reason, by):
    """A case of a locked session that is left for a later one: appraised again, with the reason on the minutes."""
    item = move_item(item, "carry", by=by, reason=reason, carried_reason=reason)
    move(item.nomination, "off_council", by=by, facts={"session": str(item.session)})
    return item


def lock_agenda(nomination):
    """The open cases of the nomination under a lock: taken before the nomination's own, as everywhere."""
    return list(CouncilItem.objects.select_for_update().filter(nomination=nomination, state__in=OPEN_ITEMS))


def leave_agenda(items, *, by):
    """The agency withdrew the nomination: its case is closed without a vote, ballots already cast are destroyed."""
    for item in items:
        if item.mode == VoteMode.ELECTRONIC:
            destroy_ballots(item)
        move_item(item, "leave", by=None, facts={"withdrawn_by": str(by)})


def destroy_ballots(item):
    Ballot.objects.filter(item=item).delete()
    VoterRoll.objects.filter(item=item).delete()
