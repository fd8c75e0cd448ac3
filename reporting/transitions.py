"""The life of a report as a paper, as one table."""
from core.workflow import Transition, Workflow
from reporting import rules
from reporting.enums import ReportState as S

WORKFLOW = Workflow(
    Transition("issue", "Ban hành", S.DRAFT, S.ISSUED, rules.may_issue, style="primary"),
    Transition("withdraw", "Thu hồi", S.ISSUED, S.WITHDRAWN, rules.may_withdraw, needs_reason=True, style="danger"),
)
