"""The leader's page at one click: the one that was made, as long as it says what today's figures say."""
from dataclasses import replace

from core.errors import require
from reporting import rules
from reporting.content import proposed_paper
from reporting.documents.values import to_json
from reporting.enums import JobState, ReportKind
from reporting.leader_page import leader_page
from reporting.models import ReportSnapshot
from reporting.offices import usual_layout
from reporting.remembered import last_place
from reporting.services.reports import prepare_report

CODES = {"snapshot_code": "", "check_code": "", "check_url": ""}


def take_leader_page(plan, *, as_of, by, today, wake=None):
    """The page of the plan on the day, made anew when figures moved since it was made.

    Raises NotAllowed, WrongState for a draft plan, InvalidInput for a day in future.
    """
    require(rules.may_prepare(by, ReportKind.LEADER_PAGE))
    layout = usual_layout(plan)
    paper = proposed_paper(plan, layout)
    paper = replace(paper, place=paper.place or last_place(plan, layout))
    made = ReportSnapshot.objects.filter(kind=ReportKind.LEADER_PAGE, plan=plan, as_of=as_of, layout=layout).exclude(
        job__state=JobState.FAILED).select_related("job").order_by("-pk").first()
    if made and not plan.is_draft:
        now = to_json(replace(leader_page(plan, as_of=as_of, paper=paper, layout=layout), **CODES))
        if {**made.data, **CODES} == now:
            return made
    return prepare_report(plan, as_of=as_of, paper=paper, by=by, today=today, kind=ReportKind.LEADER_PAGE,
                          layout=layout,
                          wake=wake)
