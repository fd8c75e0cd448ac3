"""What a leader wants to know in one minute."""
from django.db.models import F

from core.dates import short_day
from plans.enums import PlanStatus
from plans.models import Plan
from portal.links import address_of
from portal.work.lines import AT_MOST, WorkLine
from reporting.enums import JobState
from reporting.figures import board_totals, lines_by_plan
from reporting.models import ReportSnapshot
from reporting.pace import Pace
from reporting.wording import bearer_text, board_sentence, figure_text, need_text, subject_text, worst


def running_plans(user, today):
    """One sentence a plan in force; the plan that ends first stands first."""
    figures = _figures(user, today)
    return [WorkLine(board_sentence(lines, board_totals(lines), today), "Mở bảng chỉ tiêu",
                     address_of("reporting:board", plan.public_id), note=str(plan), level=worst(lines),
                     second_label="Tải một trang (PDF)", second_url=address_of("reporting:leader_page", plan.public_id))
            for plan, lines in figures]


def red_lines(user, today):
    """The quotas at risk in all plans in force, the widest gap first."""
    red = [line for _, lines in _figures(user, today) for line in lines if line.pace == Pace.AT_RISK]
    red.sort(key=lambda line: -line.gap)
    return [WorkLine(f"{bearer_text(line)}: {subject_text(line).lower()} {figure_text(line)}", "Xem số liệu",
                     address_of("reporting:board", line.plan.public_id), due=line.closes_on,
                     note=" · ".join(filter(None, [str(line.field or ""), need_text(line, today)])), level=line.pace)
            for line in red[:AT_MOST]]


def latest_reports(user, today):
    """Finished reports, newest first; one click fetches the file."""
    rows = (ReportSnapshot.objects.visible_to(user).of_plans_and_sessions().filter(job__state=JobState.DONE)
            .select_related("plan")[:5])
    return [WorkLine(row.title, "Tải PDF", address_of("reporting:download", row.public_id),
                     note=f"số liệu đến hết {short_day(row.as_of)}") for row in rows]


def _figures(user, today):
    """(plan, quota lines) of the plans in force, read once for a page."""
    known = getattr(user, "_figures_today", None)
    if known is None or known[0] != today:
        plans = list(Plan.objects.visible_to(user).filter(status=PlanStatus.ISSUED, period_from__lte=today)
                     .exclude(period_to__lt=today).order_by(F("period_to").asc(nulls_last=True), "pk"))
        found = lines_by_plan(plans, as_of=today)
        known = user._figures_today = (today, [(plan, found[plan.pk]) for plan in plans])
    return known[1]
