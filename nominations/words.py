"""What the positive decision is called: it is the stage by which the quota counts that gives it its name."""
from dataclasses import dataclass

from nominations.enums import NominationState
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
    stage = counting_stage(nomination)
    words = WORDS[stage]
    if stage == Stage.FORWARDED and nomination.obligation.rule.forward_to:
        receiver = nomination.obligation.rule.forward_to
        return CountingWords(f"Chọn gửi {receiver}", f"Đã chọn gửi {receiver}", words.number, words.day)
    return words


def state_words(nomination, user):
    """The state as this person reads it in a list or on paper."""
    if nomination.state == NominationState.DECIDED:
        return words_of(nomination).done
    return nomination.office_state if user.sees_whole_province else nomination.get_state_display()
