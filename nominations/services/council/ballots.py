"""Secret ballots cast by members on their own pages: nothing kept tells who chose what."""
from secrets import SystemRandom

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import record as audit
from core.errors import InvalidInput, NotAllowed, WrongState, require
from nominations.council_queries import can_vote_online, hall, rule_for, rule_verdict, seat_of
from nominations.council_rules import FEWEST_BALLOTS, figures, mode_fits
from nominations.enums import ItemState, Opinion, SessionState, VoteMode
from nominations.models import Ballot, ClosedBallot, CouncilItem, VoterRoll
from nominations.services.council.agenda import destroy_ballots
from nominations.services.council.locking import locked_item, move_item
from nominations.services.council.results import prepare, require_quorum, settle


@transaction.atomic
def open_ballot(item, *, by):
    """Members with accounts may vote from now on. Raises for lack of a rule, of a quorum, or of five such members."""
    stored = locked_item(item, by=by)
    rule = rule_for(stored.award_key, stored.session.held_on)
    require(rule_verdict(stored, rule))
    require(mode_fits(VoteMode.ELECTRONIC, rule))
    if stored.session.items.filter(state=ItemState.VOTING).exists():
        raise WrongState("Phiên họp đang bỏ phiếu một trường hợp; hãy chốt kết quả trường hợp ấy trước.")
    room = hall(stored, rule)
    require_quorum(room, rule)
    online = sum(can_vote_online(seat) for seat in room.eligible)
    if online < FEWEST_BALLOTS:
        raise WrongState(f"Chỉ {online} thành viên được biểu quyết có tài khoản; bỏ phiếu kín điện tử cần ít nhất "
                         f"{FEWEST_BALLOTS} người. Hãy dùng phiếu giấy.")
    return move_item(stored, "open_vote", by=by, rule=rule, mode=VoteMode.ELECTRONIC, opened_at=timezone.now())


@transaction.atomic
def cast_ballot(item, *, choice, by):
    """One member's ballot, once. The log says that it was cast; what it says is in the ballot alone.

    The roll and the ballot are written together under the lock of the case, so that a vote is never counted after
    closing and never twice. Raises NotAllowed for who may not vote, WrongState when it is closed or was cast.
    """
    stored = CouncilItem.objects.select_for_update(of=("self",)).select_related("session", "rule").get(pk=item.pk)
    if choice not in Opinion.values:
        raise InvalidInput({"secret_choice": ["Hãy chọn một ý kiến."]})
    if (stored.state, stored.mode, stored.session.state) != (ItemState.VOTING, VoteMode.ELECTRONIC,
                                                             SessionState.RUNNING):
        raise WrongState("Trường hợp này không mở bỏ phiếu (chưa mở, hoặc đã đóng).")
    seat = seat_of(by, stored.session)
    if seat is None or seat not in hall(stored, stored.rule).eligible:
        raise NotAllowed("Anh/chị không tham gia bỏ phiếu trường hợp này (vắng mặt hoặc có liên quan).")
    try:
        with transaction.atomic():
            VoterRoll.objects.create(item=stored, seat=seat)
    except IntegrityError as error:
        raise WrongState("Anh/chị đã bỏ phiếu trường hợp này.") from error
    _into_the_box(stored, choice)
    audit("nominations.cast_ballot", stored, by=by)


def _into_the_box(item, choice):
    """One more ballot, and all of them written anew in random order: a copy of the tables taken now pairs nobody.

    The rows of the roll lie in the order of voting; the ballots would too if each were merely added.
    """
    choices = [*Ballot.objects.filter(item=item).values_list("choice", flat=True), choice]
    Ballot.objects.filter(item=item).delete()
    _write_shuffled(Ballot, item, choices)


def _write_shuffled(model, item, choices):
    SystemRandom().shuffle(choices)
    model.objects.bulk_create(model(item=item, choice=choice) for choice in choices)


@transaction.atomic
def close_electronic(item, *, by, reason=""):
    """Counts the ballots, rewrites them in random order under new keys and destroys the ones that were cast.

    Raises WrongState with fewer than five: so few would tell who said what.
    """
    stored, rule, room = prepare(item, VoteMode.ELECTRONIC, by=by)
    choices = list(Ballot.objects.filter(item=stored).values_list("choice", flat=True))
    if len(choices) < FEWEST_BALLOTS:
        raise WrongState(f"Mới có {len(choices)} phiếu; cần ít nhất {FEWEST_BALLOTS} phiếu để không đoán được ai chọn "
                         "gì. Hãy chờ thêm, hoặc hủy lượt bỏ phiếu và dùng phiếu giấy.")
    _write_shuffled(ClosedBallot, stored, choices)
    Ballot.objects.filter(item=stored).delete()
    found = figures(total=room.total, voters=room.total, yes=choices.count(Opinion.AGREE),
                    no=choices.count(Opinion.DISAGREE), other=choices.count(Opinion.OTHER))
    return settle(stored, rule, room, VoteMode.ELECTRONIC, found, by=by, reason=reason, issued=len(room.eligible))


@transaction.atomic
def cancel_vote(item, *, reason, by):
    """The ballots cast so far are destroyed unread; the case can be voted on anew."""
    stored = move_item(locked_item(item, by=by), "cancel_vote", by=by, reason=reason, mode="", rule=None,
                       opened_at=None)
    destroy_ballots(stored)
    return stored
