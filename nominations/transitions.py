"""The life of a nomination as one table."""
from core.workflow import Transition, Workflow
from nominations import rules
from nominations.enums import WAITING, WITH_OFFICE
from nominations.enums import NominationState as S

IN_HAND = (*WAITING, S.CONSULTING, S.APPRAISED)

WORKFLOW = Workflow(
    Transition("submit", "Gửi Sở Nội vụ", (S.DRAFT, S.RETURNED), S.SUBMITTED, rules.owns, style="primary"),
    Transition("recognise", "Công nhận", (*WAITING, S.APPRAISED), S.DECIDED, rules.may_decide, style="primary"),
    Transition("pass", "Đạt thẩm định", WAITING, S.APPRAISED, rules.may_decide, style="primary"),
    Transition("appraise", "Nhận thẩm định", S.SUBMITTED, S.APPRAISING, rules.may_decide),
    Transition("return", "Trả lại bổ sung", IN_HAND, S.RETURNED, rules.may_decide, needs_reason=True),
    Transition("consult", "Lấy ý kiến cơ quan khác", WAITING, S.CONSULTING, rules.may_decide),
    Transition("end_consult", "Kết thúc lấy ý kiến", S.CONSULTING, S.APPRAISING, rules.may_decide),
    Transition("hold", "Tạm dừng xét", IN_HAND, S.ON_HOLD, rules.may_decide, needs_reason=True),
    Transition("release", "Xét tiếp", S.ON_HOLD, S.APPRAISING, rules.may_decide),
    Transition("reject", "Không đạt", (*WAITING, S.APPRAISED), S.REJECTED, rules.may_decide, needs_reason=True,
               style="danger"),
    Transition("reopen", "Xét lại", S.REJECTED, S.SUBMITTED, rules.may_decide, needs_reason=True),
    Transition("revoke", "Thu hồi", S.DECIDED, S.REVOKED, rules.may_decide, needs_reason=True, style="danger"),
    Transition("withdraw", "Rút đề cử", (*WITH_OFFICE, S.RETURNED), S.WITHDRAWN, rules.owns, style="danger",
               confirm="Rút đề cử này?"),
)

SLUGS = {
    "recognise": "cong-nhan", "pass": "dat", "appraise": "nhan", "return": "tra-lai", "consult": "lay-y-kien",
    "end_consult": "xong-y-kien", "hold": "tam-dung", "release": "xet-tiep", "reject": "khong-dat",
    "reopen": "xet-lai", "revoke": "thu-hoi",
}
BY_SLUG = {slug: name for name, slug in SLUGS.items()}
