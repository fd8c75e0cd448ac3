"""How a result is closed: the figures of the whole membership, the rule's percentage, and what follows for the case."""
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from audit.services import record as audit
from core.errors import InvalidInput, WrongState, require
from nominations.council_queries import hall, rule_for, rule_verdict
from nominations.council_rules import figures, mode_fits, passes, percent_text
from nominations.enums import ItemState, Opinion, Planned, SessionState, VoteMode, VoteResult
from nominations.models import ItemConflict, NamedVote
from nominations.services.appraising import plan_decision
from nominations.services.council.agenda import give_back
from nominations.services.council.locking import locked_item, move_item, require_text_seen, who_came_first
from nominations.services.moving import move


@transaction.atomic
def mark_conflicts(item, reasons, *, by):
    """Exactly these seats step out of the case: `reasons` gives a reason by the id of a seat."""
    stored = locked_item(item, by=by)
    if stored.state != ItemState.WAITING:
        raise WrongState("Chỉ ghi người có liên quan trước khi bỏ phiếu.")
    seats = {seat.pk: seat for seat in stored.session.seats.filter(pk__in=reasons)}
    stored.conflicts.all().delete()
    ItemConflict.objects.bulk_create(
        ItemConflict(item=stored, seat=seat, reason=reasons[pk]) for pk, seat in sorted(seats.items()))
    audit("nominations.mark_conflict", stored, by=by, after={"members": [str(seat) for seat in seats.values()]})
    return stored


@transaction.atomic
def write_opinions(item, *, text, by, seen=""):
    """What was said about the case; also after its result is closed, while the minutes are written.

    `seen`: mark of the text that the writer had before. Raises InvalidInput when it is another one by now.
    """
    stored = locked_item(item, by=by, states=(SessionState.RUNNING, SessionState.ENDED))
    require_text_seen(stored, stored.opinions, seen, "nominations.write_opinions")
    before, stored.opinions = stored.opinions, text
    stored.save(update_fields=["opinions"])
    audit("nominations.write_opinions", stored, by=by, before={"opinions": before}, after={"opinions": text})
    return stored


@transaction.atomic
def carry(item, *, reason, by):
    """Left for a later session; the case is an appraised one again."""
    return give_back(locked_item(item, by=by), reason=reason, by=by)


# --- closing ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def close_totals(item, *, yes, no, by, other=0, blank=0, reason=""):
    """An open vote of which the secretary counted the hands; who is left over of the membership did not vote."""
    stored, rule, room = prepare(item, VoteMode.TOTALS, by=by)
    found = figures(total=room.total, voters=len(room.eligible), yes=yes, no=no, other=other, blank=blank)
    return settle(stored, rule, room, VoteMode.TOTALS, found, by=by, reason=reason)


@transaction.atomic
def close_named(item, choices, *, by, reason=""):
    """An open vote by name: `choices` gives an opinion by the id of a seat; who is not in it did not vote."""
    stored, rule, room = prepare(item, VoteMode.NAMED, by=by)
    found = named_figures(choices, room)
    NamedVote.objects.bulk_create(NamedVote(item=stored, seat_id=pk, choice=choice)
                                  for pk, choice in sorted(choices.items()))
    return settle(stored, rule, room, VoteMode.NAMED, found, by=by, reason=reason)


def named_figures(choices, room):
    """The figures of named choices. Raises InvalidInput for a seat that may not vote and for an unknown opinion."""
    eligible = {seat.pk for seat in room.eligible}
    if set(choices) - eligible:
        raise InvalidInput("Có người không được biểu quyết trường hợp này (vắng mặt hoặc có liên quan).")
    if set(choices.values()) - set(Opinion.values):
        raise InvalidInput("Hãy chọn đồng ý, không đồng ý hoặc ý kiến khác.")
    said = list(choices.values())
    return figures(total=room.total, voters=len(eligible), yes=said.count(Opinion.AGREE),
                   no=said.count(Opinion.DISAGREE), other=said.count(Opinion.OTHER))


@transaction.atomic
def close_paper(item, *, issued, returned, invalid, yes, no, counting_board, by, reason=""):
    """A secret ballot on paper of which only the totals are typed; a valid ballot that says nothing is a blank one."""
    stored, rule, room = prepare(item, VoteMode.PAPER, by=by)
    found = paper_figures(room.total, len(room.eligible), issued=issued, returned=returned, invalid=invalid, yes=yes,
                          no=no)
    if not counting_board.strip():
        raise InvalidInput({"counting_board": ["Hãy ghi tên Trưởng ban và thành viên ban kiểm phiếu."]})
    return settle(stored, rule, room, VoteMode.PAPER, found, by=by, reason=reason, issued=issued,
                  counting_board=counting_board)


def paper_figures(total, voters, *, issued, returned, invalid, yes, no):
    """The figures of paper ballots. Raises InvalidInput when the numbers contradict each other."""
    errors = {}
    if issued > voters:
        errors["issued"] = [f"Chỉ {voters} thành viên được bỏ phiếu."]
    if returned > issued:
        errors["returned"] = ["Số phiếu thu về nhiều hơn số phiếu phát ra."]
    if invalid > returned:
        errors["invalid"] = ["Số phiếu không hợp lệ nhiều hơn số phiếu thu về."]
    elif yes + no > returned - invalid:
        errors["yes"] = [f"Chỉ có {returned - invalid} phiếu hợp lệ."]
    if errors:
        raise InvalidInput(errors)
    return figures(total=total, voters=voters, yes=yes, no=no, invalid=invalid, blank=returned - invalid - yes - no)


def prepare(item, mode, *, by):
    """(case, rule, room) under locks when a result may be closed this way now.

    Raises NotAllowed without a usable rule, WrongState below the quorum or when the case is not open for it.
    """
    stored = locked_item(item, by=by)
    wanted = ItemState.VOTING if mode == VoteMode.ELECTRONIC else ItemState.WAITING
    if stored.state != wanted:
        refuse_state(stored)
    rule = stored.rule if mode == VoteMode.ELECTRONIC else rule_for(stored.award_key, stored.session.held_on)
    require(rule_verdict(stored, rule))
    require(mode_fits(mode, rule))
    room = hall(stored, rule)
    require_quorum(room, rule)
    return stored, rule, room


def refuse_state(item):
    """Raise what is wrong with closing now: who came first, or that a ballot is (not) open."""
    if item.state == ItemState.VOTING:
        raise WrongState("Đang bỏ phiếu kín điện tử; hãy chốt hoặc hủy lượt bỏ phiếu này trước.")
    if item.state == ItemState.WAITING:
        raise WrongState("Chưa mở bỏ phiếu.")
    raise WrongState(who_came_first(item) or f"Trường hợp này đang ở trạng thái «{item.get_state_display()}».")


def require_quorum(room, rule):
    if not room.quorum:
        raise WrongState(f"Mới có {room.present}/{room.total} thành viên có mặt, chưa đủ {rule.quorum_text} (ít nhất "
                         f"{room.present_needed} người) để chốt kết quả.")


def settle(item, rule, room, mode, found, *, by, reason="", **more):
    """The closed case; the nomination goes on as the council said and its decision is prepared, not published."""
    result = VoteResult.PASSED if passes(found.yes, room.base, rule) else VoteResult.NOT_PASSED
    kept = {**asdict(found), "total": room.total, "base": room.base}
    item = move_item(
        item, "close", by=by, facts={**kept, "result": result.label, "percent": percent_text(found.yes, room.base),
                                     "rule": str(rule), "mode": VoteMode(mode).label},
        rule=rule, mode=mode, present=room.present, result=result, closed_at=timezone.now(), closed_by=by, **kept,
        **more)
    follow(item, by=by, reason=reason)
    return item


def follow(item, *, by, reason=""):
    """The nomination's state and the prepared decision after the result of the case."""
    passed, session = item.result == VoteResult.PASSED, item.session
    nomination = move(item.nomination, "council_pass" if passed else "council_fail", by=by,
                      facts={"session": str(session)})
    words = reason.strip() or f"Hội đồng không thông qua tại phiên họp ngày {session.held_on:%d/%m/%Y}."
    plan_decision(nomination, planned=Planned.RECOGNISE if passed else Planned.REJECT, by=by,
                  reason="" if passed else words)
