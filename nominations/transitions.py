"""The life of a nomination as one table."""
from core.workflow import Transition, Workflow
from nominations import council_rules, rules
from nominations.enums import JUDGED, REFUSABLE, VOTED, WAITING, WITH_OFFICE, ItemState, SessionState
from nominations.enums import NominationState as S

IN_HAND = (*WAITING, S.CONSULTING, S.APPRAISED)

WORKFLOW = Workflow(
    Transition("submit", "Gửi Sở Nội vụ", (S.DRAFT, S.RETURNED), S.SUBMITTED, rules.owns, style="primary"),
    Transition("recognise", "Công nhận", JUDGED, S.DECIDED, rules.may_decide, style="primary"),
    Transition("pass", "Đạt thẩm định", WAITING, S.APPRAISED, rules.may_decide, style="primary"),
    Transition("appraise", "Nhận thẩm định", S.SUBMITTED, S.APPRAISING, rules.may_decide),
    Transition("to_council", "Chuyển hội đồng", S.APPRAISED, S.COUNCIL, rules.may_decide),
    Transition("off_council", "Đưa ra khỏi phiên họp", S.COUNCIL, S.APPRAISED, rules.may_decide),
    Transition("council_pass", "Hội đồng thông qua", (S.COUNCIL, S.NOT_PASSED), S.PASSED, rules.may_decide),
    Transition("council_fail", "Hội đồng không thông qua", (S.COUNCIL, S.PASSED), S.NOT_PASSED, rules.may_decide),
    Transition("council_again", "Xét lại ở phiên sau", VOTED, S.APPRAISED, rules.may_decide, needs_reason=True),
    Transition("return", "Trả lại bổ sung", IN_HAND, S.RETURNED, rules.may_decide, needs_reason=True),
    Transition("consult", "Lấy ý kiến cơ quan khác", WAITING, S.CONSULTING, rules.may_decide),
    Transition("end_consult", "Kết thúc lấy ý kiến", S.CONSULTING, S.APPRAISING, rules.may_decide),
    Transition("hold", "Tạm dừng xét", IN_HAND, S.ON_HOLD, rules.may_decide, needs_reason=True),
    Transition("release", "Xét tiếp", S.ON_HOLD, S.APPRAISING, rules.may_decide),
    Transition("reject", "Không đạt", REFUSABLE, S.REJECTED, rules.may_decide,
               needs_reason=True, style="danger"),
    Transition("reopen", "Xét lại", S.REJECTED, S.SUBMITTED, rules.may_decide, needs_reason=True),
    Transition("revoke", "Thu hồi", S.DECIDED, S.REVOKED, rules.may_decide, needs_reason=True, style="danger"),
    Transition("withdraw", "Rút đề cử", (*WITH_OFFICE, S.RETURNED), S.WITHDRAWN, rules.owns, style="danger",
               confirm="Rút đề cử này?"),
)

SESSIONS = Workflow(
    Transition("open", "Mở phiên họp", SessionState.DRAFT, SessionState.RUNNING, rules.may_run_sessions,
               style="primary"),
    Transition("end", "Kết thúc phiên", SessionState.RUNNING, SessionState.ENDED, rules.may_run_sessions,
               style="primary"),
    Transition("cancel", "Hủy phiên", (SessionState.DRAFT, SessionState.RUNNING), SessionState.CANCELLED,
               council_rules.may_cancel_session, needs_reason=True, style="danger"),
)

ITEMS = Workflow(
    Transition("open_vote", "Mở bỏ phiếu", ItemState.WAITING, ItemState.VOTING, rules.may_run_sessions),
    Transition("cancel_vote", "Hủy lượt bỏ phiếu", ItemState.VOTING, ItemState.WAITING, rules.may_run_sessions,
               needs_reason=True),
    Transition("close", "Chốt kết quả", (ItemState.WAITING, ItemState.VOTING), ItemState.CLOSED,
               rules.may_run_sessions, style="primary"),
    Transition("change", "Sửa kết quả đã chốt", ItemState.CLOSED, ItemState.CLOSED, rules.may_run_sessions,
               needs_reason=True),
    Transition("carry", "Chuyển phiên sau", ItemState.WAITING, ItemState.CARRIED, rules.may_run_sessions,
               needs_reason=True),
    Transition("leave", "Cơ quan rút đề cử", (ItemState.WAITING, ItemState.VOTING), ItemState.LEFT, system=True),
)

SLUGS = {
    "recognise": "cong-nhan", "pass": "dat", "appraise": "nhan", "return": "tra-lai", "consult": "lay-y-kien",
    "end_consult": "xong-y-kien", "hold": "tam-dung", "release": "xet-tiep", "reject": "khong-dat",
    "reopen": "xet-lai", "revoke": "thu-hoi", "to_council": "chuyen-hoi-dong", "council_again": "hoi-dong-xet-lai",
}
BY_SLUG = {slug: name for name, slug in SLUGS.items()}
