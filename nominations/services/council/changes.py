"""A closed result corrected: only with a reason, both figures kept; never of ballots that members cast themselves."""
from dataclasses import asdict

from django.db import transaction

from core.errors import WrongState
from nominations.council_queries import hall
from nominations.council_rules import figures, passes, percent_text
from nominations.enums import VOTED, SessionState, VoteMode, VoteResult
from nominations.models import NamedVote, ResultChange
from nominations.services.council.locking import locked_item, move_item
from nominations.services.council.results import follow, named_figures, paper_figures

KEPT = ("total", "base", "yes", "no", "other", "blank", "invalid", "not_voted", "issued", "result")


@transaction.atomic
def change_totals(item, *, yes, no, reason, by, other=0, blank=0):
    """The counted hands, corrected; at most as many as were present."""
    stored, room = _open_to_change(item, VoteMode.TOTALS, by)
    found = figures(total=stored.total, voters=len(room.eligible), yes=yes, no=no, other=other, blank=blank)
    return _change(stored, found, reason=reason, by=by)


@transaction.atomic
def change_named(item, choices, *, reason, by):
    """The choices of an open vote by name, corrected."""
    stored, room = _open_to_change(item, VoteMode.NAMED, by)
    found = named_figures(choices, room)
    NamedVote.objects.filter(item=stored).delete()
    NamedVote.objects.bulk_create(NamedVote(item=stored, seat_id=pk, choice=choice)
                                  for pk, choice in sorted(choices.items()))
    return _change(stored, found, reason=reason, by=by)


@transaction.atomic
def change_paper(item, *, issued, returned, invalid, yes, no, reason, by):
    """The totals of a secret ballot on paper, corrected."""
    stored, room = _open_to_change(item, VoteMode.PAPER, by)
    found = paper_figures(stored.total, len(room.eligible), issued=issued, returned=returned, invalid=invalid, yes=yes,
                          no=no)
    return _change(stored, found, reason=reason, by=by, issued=issued)


def _open_to_change(item, mode, by):
    stored = locked_item(item, by=by, states=(SessionState.RUNNING, SessionState.ENDED))
    if stored.mode == VoteMode.ELECTRONIC:
        raise WrongState("Kết quả bỏ phiếu kín điện tử do phần mềm kiểm, không sửa tay được; nếu cần, hãy đưa trường "
                         "hợp này ra xét lại ở phiên sau.")
    if stored.mode != mode:
        raise WrongState("Trường hợp này không biểu quyết theo hình thức đó.")
    if stored.nomination.state not in VOTED:
        raise WrongState(f"Đề cử đang ở trạng thái «{stored.nomination.office_state}», kết quả biểu quyết không sửa "
                         "được nữa.")
    return stored, hall(stored, stored.rule)


def _change(item, found, *, reason, by, **more):
    """Both figures kept; the nomination follows when the result turns."""
    before = {name: getattr(item, name) for name in KEPT}
    result = VoteResult.PASSED if passes(found.yes, item.base, item.rule) else VoteResult.NOT_PASSED
    turned = result != item.result
    values = {**asdict(found), **more, "result": result}
    after = {**before, **values}
    item = move_item(item, "change", by=by, reason=reason, before=_words(before), facts=_words(after), **values)
    ResultChange.objects.create(item=item, before=before, after=after, reason=reason, by=by)
    if turned:
        follow(item, by=by)
    return item


def _words(kept):
    return {**kept, "result": VoteResult(kept["result"]).label, "percent": percent_text(kept["yes"], kept["base"])}
