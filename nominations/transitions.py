"""The life of a nomination as one table; appraisal and council will stand between submitted and decided."""
from core.workflow import Transition, Workflow
from nominations import rules
from nominations.enums import NominationState as S

WORKFLOW = Workflow(
    Transition("submit", "Gửi Sở Nội vụ", (S.DRAFT, S.RETURNED), S.SUBMITTED, rules.owns, style="primary"),
    Transition("recognise", "Công nhận", S.SUBMITTED, S.DECIDED, rules.may_decide, style="primary"),
    Transition("return", "Trả lại bổ sung", S.SUBMITTED, S.RETURNED, rules.may_decide, needs_reason=True),
    Transition("reject", "Không đạt", S.SUBMITTED, S.REJECTED, rules.may_decide, needs_reason=True, style="danger"),
    Transition("reopen", "Xét lại", S.REJECTED, S.SUBMITTED, rules.may_decide, needs_reason=True),
    Transition("withdraw", "Rút đề cử", (S.SUBMITTED, S.RETURNED), S.WITHDRAWN, rules.owns, style="danger",
               confirm="Rút đề cử này?"),
)

SLUGS = {"recognise": "cong-nhan", "return": "tra-lai", "reject": "khong-dat", "reopen": "xet-lai"}
BY_SLUG = {slug: name for name, slug in SLUGS.items()}
