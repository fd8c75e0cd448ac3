"""What states and the positive decision are called: the stage by which the quota counts names the decision."""
from dataclasses import dataclass

from nominations.enums import INTERNAL, INTERNAL_WORD, NominationState
from plans.enums import Stage


@dataclass(frozen=True)
class CountingWords:
    act: str
    done: str
    number: str
    day: str


WORDS = {
    Stage.RECOGNISED: CountingWords("Công nhận", "Đã công nhận", "Số quyết định", "Ngày quyết định"),
    Stage.REGISTERED: CountingWords("Chấp nhận đăng ký", "Đã đăng ký", "Số văn bản", "Ngày đăng ký"),
    Stage.REPLICATED: CountingWords("Ghi nhận đã nhân rộng", "Đã nhân rộng", "Số văn bản xác nhận", "Ngày xác nhận"),
    Stage.FORWARDED: CountingWords("Chọn gửi cấp trên", "Đã chọn gửi", "Số văn bản gửi", "Ngày gửi"),
    Stage.COMMENDED: CountingWords("Ghi nhận khen thưởng", "Đã khen thưởng", "Số quyết định khen thưởng",
                                   "Ngày quyết định"),
}


def counting_stage(nomination):
    """The stage a positive decision reaches: the quota's own; recognition for what counts for no quota."""
    return Stage(nomination.obligation.rule.counting_stage) if nomination.obligation else Stage.RECOGNISED


def words_of(nomination):
    """The words of the decision; a selection names to whom it goes («Chọn gửi Tỉnh ủy»)."""
    return words_by(counting_stage(nomination), nomination.obligation.rule.forward_to if nomination.obligation else "")


def words_by(stage, receiver=""):
    """The words of a decision for a quota that counts at `stage` and whose selection goes to `receiver`."""
    words = WORDS[stage]
    if stage == Stage.FORWARDED and receiver:
        return CountingWords(f"Chọn gửi {receiver}", f"Đã chọn gửi {receiver}", words.number, words.day)
    return words


LOOKS = {NominationState.DECIDED: "recognised", NominationState.REVOKED: "rejected",
         **dict.fromkeys(INTERNAL, "under_review")}
OFFICE_LOOKS = {**LOOKS, NominationState.ON_HOLD: "soon", NominationState.APPRAISED: "met",
                NominationState.PASSED: "met", NominationState.NOT_PASSED: "missed"}


def status_of(state, words, *, inside):
    """(look, word) of a state: «Đã chọn gửi Tỉnh ủy» where the quota counts what is forwarded.

    The office (`inside`) reads how far it is; others read one word for all it does among itself.
    """
    if state == NominationState.DECIDED:
        return "recognised", words.done
    looks = OFFICE_LOOKS if inside else LOOKS
    word = INTERNAL_WORD if state in INTERNAL and not inside else NominationState(state).label
    return looks.get(state, state), word


def state_words(nomination, user):
    """The state as this person reads it in a list or on paper."""
    return status_of(nomination.state, words_of(nomination), inside=user.sees_whole_province)[1]
