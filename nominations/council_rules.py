"""What the figures of a vote say, in whole numbers only, and what a rule asks for."""
from dataclasses import dataclass
from hashlib import sha256

from core.errors import InvalidInput
from core.verdicts import ALLOWED, denied
from nominations.enums import SECRET_MODES, Denominator, ItemState, Presence, VoteMode
from nominations.rules import may_run_sessions

FEWEST_BALLOTS = 5  # fewer secret ballots than these would tell who said what


@dataclass(frozen=True)
class Figures:
    """How the whole membership stands to one case, in members."""

    yes: int
    no: int
    other: int
    blank: int
    invalid: int
    not_voted: int

    @property
    def total(self):
        return self.yes + self.no + self.other + self.blank + self.invalid + self.not_voted

    @property
    def cast(self):
        return self.total - self.not_voted


def figures(*, total, voters, yes, no, other=0, blank=0, invalid=0):
    """The figures of a vote in which `voters` of `total` members could take part; who is left over did not vote.

    Raises InvalidInput for negative numbers and for more votes than voters.
    """
    given = {"yes": yes, "no": no, "other": other, "blank": blank, "invalid": invalid}
    if wrong := {name: ["Số phiếu không âm."] for name, number in given.items() if number < 0}:
        raise InvalidInput(wrong)
    cast = sum(given.values())
    if cast > voters:
        raise InvalidInput({"yes": [f"Tổng cộng {cast} phiếu, nhiều hơn {voters} thành viên được biểu quyết."]})
    return Figures(**given, not_voted=total - cast)


def passes(yes, base, rule):
    """Whether `yes` of `base` is enough: at least the rule's percentage, or more than it for a strict rule."""
    if rule.is_strict:
        return yes * 100 > rule.min_percent * base
    return yes * 100 >= rule.min_percent * base


def yes_needed(base, rule):
    """The smallest number of members in favour that passes (14 of 15 at 90 %)."""
    if rule.is_strict:
        return rule.min_percent * base // 100 + 1
    return -(-rule.min_percent * base // 100)


def base_of(rule, *, total, taking_part):
    """Of how many the percentage is taken; who steps out stays in the whole membership."""
    return total if rule.denominator == Denominator.ALL else taking_part


def present_needed(total, rule):
    """The smallest number of members present with whom the session can close results."""
    return -(-rule.quorum_num * total // rule.quorum_den)


def has_quorum(present, total, rule):
    return total > 0 and present * rule.quorum_den >= rule.quorum_num * total


def percent_text(yes, base):
    """«88,9 %», «100 %»: one decimal, half up; «0 %» of nobody."""
    tenths = (yes * 2000 + base) // (2 * base) if base else 0
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest} %" if rest else f"{whole} %"


def may_vote(seat, rule, conflicts):
    """Whether the seat counts among the voters of a case; `conflicts` are ids of the seats that stepped out."""
    if seat.pk in conflicts:
        return False
    by_letter = rule.absent_in_writing and seat.presence == Presence.LETTER
    return seat.presence == Presence.PRESENT or by_letter


def text_mark(text):
    """A short mark of a text that several people may write, by which one sees whether it is still the same."""
    return sha256(text.encode()).hexdigest()[:16]


def mode_fits(mode, rule):
    """A rule of secrecy allows secret ways alone."""
    if mode not in VoteMode.values:
        return denied("Hãy chọn hình thức biểu quyết.")
    if rule.is_secret and mode not in SECRET_MODES:
        return denied(f"Quy tắc «{rule}» đòi hỏi bỏ phiếu kín.")
    return ALLOWED


def may_cancel_session(user, session):
    """The office, until a result is closed and while nobody votes: ballots and results do not go with the session."""
    states = set(session.items.values_list("state", flat=True))
    if ItemState.CLOSED in states:
        return denied("Phiên họp đã có kết quả được chốt, không hủy được; hãy chuyển các trường hợp còn lại sang "
                      "phiên sau rồi kết thúc phiên.")
    if ItemState.VOTING in states:
        return denied("Đang có trường hợp bỏ phiếu; hãy hủy lượt bỏ phiếu trước.")
    return may_run_sessions(user, session)
