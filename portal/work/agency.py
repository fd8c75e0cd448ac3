"""What waits for the people of an agency."""
from datetime import timedelta

from django.db.models import Count, F, Q

from core.dates import local_day, short_day
from nominations.enums import NominationState
from nominations.models import Nomination, Submission
from plans.enums import OccurrenceStatus, PlanStatus
from plans.models import DeadlineOccurrence, QuotaObligation
from portal.links import address_of
from portal.work.duties import unfulfilled
from portal.work.lines import AT_MOST, WorkLine
from reporting.figures import lines_by_plan

AHEAD = timedelta(days=90)


def returned_nominations(user, today):
    """Each returned nominee; the button opens the form with the reason beside it."""
    rows = (Nomination.objects.filter(submission__organization__in=user.organization_ids(),
                                      state=NominationState.RETURNED)
            .select_related("submission__organization")
            .order_by(F("return_due_on").asc(nulls_last=True), "pk")[:AT_MOST])
    return [WorkLine(f"{row}", "Bổ sung", address_of("nominations:nominee_edit", row.public_id), due=row.return_due_on,
                     note=row.return_reason, level="returned") for row in rows]


def nearest_duties(user, today):
    """What the agency owes, the days nearest to today first: what was just missed, what comes within 90 days."""
    mine = user.organization_ids()
    own = DeadlineOccurrence.objects.filter(
        Q(organization__in=mine) | Q(assignments__organization__in=mine)).distinct()
    lines = [line for line in unfulfilled(user, as_of=today, until=today + AHEAD, occurrences=own)
             if line.current_organization and line.current_organization.pk in mine]
    lines.sort(key=lambda line: abs((line.due_on - today).days))
    return [WorkLine(line.milestone.title, "Nộp", address_of("plans:occurrence", line.public_id), due=line.due_on,
                     note=str(line.milestone.plan), level=_level(line, today)) for line in lines[:AT_MOST]]


def _level(line, today):
    if line.status == OccurrenceStatus.LATE:
        return "late"
    return "soon" if line.due_on <= today + timedelta(days=7) else "open"


def missing_quotas(user, today):
    """«còn 3 tập thể, 5 cá nhân» for each field of each plan where the agency lacks something now."""
    mine = user.organization_ids()
    rows = QuotaObligation.objects.filter(
        Q(bearer__in=mine) | Q(joint_bearers__in=mine) | Q(assignments__organization__in=mine),
        rule__plan__status=PlanStatus.ISSUED).select_related("rule__plan").only("rule__plan")
    own = {row.pk: row.rule.plan for row in rows}  # which are the agency's, and their plans: one query
    lines = [line for found in lines_by_plan(list(dict.fromkeys(own.values())), as_of=today).values() for line in found
             if line.obligation_id in own and line.shortfall and line.window_start <= today
             and (line.window_end is None or today <= line.window_end)
             and line.current_bearer is not None]
    groups = {}
    for line in lines:
        groups.setdefault((line.plan.pk, line.field and line.field.pk), []).append(line)
    nearest = sorted(groups.values(), key=lambda group: (group[0].closes_on is None, group[0].closes_on or today))
    return [_missing_line(group) for group in nearest[:AT_MOST]]


def _missing_line(group):
    first = group[0]
    missing = ", ".join(f"{line.shortfall} {_counted(line)}" for line in group)
    return WorkLine(f"{first.field or first.plan}: còn {missing}", "Lập đề cử",
                    address_of("nominations:for_obligation", first.public_id), due=first.closes_on,
                    note=str(first.plan) if first.field else "", level=first.pace)


def _counted(line):
    """«tập thể», or «tập thể, cá nhân» for a quota that counts both together."""
    return ", ".join(type.label.lower() for type in line.rule.subject_types)


def drafts(user, today):
    """Each dossier that still holds unsent nominees, or nobody yet."""
    unsent = Q(nominations__state=NominationState.DRAFT)
    rows = (Submission.objects.filter(organization__in=user.organization_ids())
            .annotate(unsent=Count("nominations", filter=unsent), all=Count("nominations"))
            .filter(Q(unsent__gt=0) | Q(all=0)).select_related("plan", "field").order_by("-pk")[:AT_MOST])
    return [WorkLine(f"{row.field or row.plan}: {row.unsent} đề cử chưa gửi" if row.unsent
                     else f"{row.field or row.plan}: chưa có ai trong danh sách", "Viết tiếp",
                     address_of("nominations:submission", row.public_id),
                     note=f"{_head_said(row)}lập ngày {short_day(local_day(row.created_at))}", level="draft")
            for row in rows]


def _head_said(submission):
    """«chờ lãnh đạo cơ quan duyệt, » and the like; empty for a list that was not presented."""
    if submission.signed_off_at:
        return "lãnh đạo cơ quan đã duyệt, "
    if submission.presented_at:
        return "chờ lãnh đạo cơ quan duyệt, "
    return "lãnh đạo cơ quan chưa duyệt, " if submission.sent_back_reason else ""
