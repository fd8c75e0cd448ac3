"""What may happen to an exemplar record after it was found, in which stage and by whom.

Recognition, forwarding and registration come from nominations; they are not buttons of the registry.
"""
from dataclasses import dataclass

from core.workflow import Transition, Workflow
from models_registry.rules import may_develop, may_revoke
from plans.enums import Stage as S

EARLY = (S.DISCOVERED, S.REGISTERED, S.NURTURING)
RECOGNISED = (S.RECOGNISED, S.REPLICATING, S.REPLICATED)

WORKFLOW = Workflow(
    Transition("nurture", "Ghi hoạt động bồi dưỡng", (S.DISCOVERED, S.REGISTERED, S.NURTURING), S.NURTURING,
               may_develop, style="primary"),
    Transition("start_replicating", "Bắt đầu nhân rộng", S.RECOGNISED, S.REPLICATING, may_develop, style="primary"),
    Transition("replicate", "Ghi nhận nơi áp dụng", RECOGNISED, S.REPLICATED, may_develop, needs_reason=True,
               style="primary"),
    Transition("hold", "Tạm dừng", (*EARLY, *RECOGNISED), S.ON_HOLD, may_develop, needs_reason=True),
    Transition("resume", "Tiếp tục", (S.ON_HOLD, S.DROPPED), S.RESUMED, may_develop, style="primary"),
    Transition("drop", "Thôi bồi dưỡng", EARLY, S.DROPPED, may_develop, needs_reason=True, style="danger"),
    Transition("revoke", "Thu hồi công nhận", RECOGNISED, S.REVOKED, may_revoke, needs_reason=True, style="danger"),
    state_field="stage",
)


@dataclass(frozen=True)
class StepWords:
    """What the form of a step asks for."""

    slug: str
    note: str
    needs_decision: bool = False


WORDS = {
    "nurture": StepWords("boi-duong", "Hoạt động bồi dưỡng (tập huấn, hỗ trợ, kiểm tra…)"),
    "start_replicating": StepWords("bat-dau-nhan-rong", "Cách làm, nơi dự kiến áp dụng"),
    "replicate": StepWords("nhan-rong", "Nơi áp dụng, kết quả, minh chứng"),
    "hold": StepWords("tam-dung", "Lý do tạm dừng"),
    "resume": StepWords("tiep-tuc", "Ghi chú"),
    "drop": StepWords("thoi-boi-duong", "Lý do thôi bồi dưỡng"),
    "revoke": StepWords("thu-hoi", "Lý do thu hồi", needs_decision=True),
}
BY_SLUG = {words.slug: name for name, words in WORDS.items()}
