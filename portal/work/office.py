"""What waits for the officers of the standing agency."""
from datetime import timedelta

from django.db.models import Count, Min, OuterRef, Q, Subquery

from core.dates import local_day, short_day
from nominations.enums import NominationState
from nominations.models import Consultation, Nomination, Submission
from notifications.enums import MessageState
from notifications.models import OutboundMessage
from plans.enums import OccurrenceStatus, PlanStatus
from plans.inner_reminders import url_of
from plans.models import InnerTask, Plan
from plans.undelivered import NOBODY
from plans.unreachable import unreachable_agencies
from portal.links import address_of
from portal.work.duties import together, unfulfilled
from portal.work.lines import AT_MOST, WorkLine

AHEAD, NEAR = timedelta(days=30), timedelta(days=7)
NAMED = 5  # agencies without anybody to write to, the rest is on their own page


def waiting_nominations(user, today):
    """One line a dossier, the longest waiting first; the button opens its first nominee to be judged."""
    waiting = Q(nominations__state=NominationState.SUBMITTED)
    first = Nomination.objects.filter(submission=OuterRef("pk"), state=NominationState.SUBMITTED).order_by("pk")
    rows = (Submission.objects.visible_to(user).filter(waiting)
            .annotate(waiting=Count("nominations", filter=waiting),
                      since=Min("nominations__submitted_at", filter=waiting),
                      first=Subquery(first.values("public_id")[:1]))
            .select_related("organization", "plan", "field").order_by("since", "pk")[:AT_MOST])
    return [WorkLine(f"{row.organization}: {row.waiting} đề cử", "Thẩm định",
                     address_of("nominations:review", row.first),
                     note=f"gửi ngày {short_day(local_day(row.since))} · {row.field or row.plan}",
                     level="submitted", word="Chờ xét")
            for row in rows]


def opinions_due(user, today):
    """The bodies asked for an opinion that are late or have a week left, the longest late first."""
    rows = Consultation.objects.filter(
        nomination__in=Nomination.objects.visible_to(user), nomination__state=NominationState.CONSULTING,
        answered_on=None, due_on__lte=today + NEAR).select_related("nomination").order_by("due_on", "pk")
    return [WorkLine(f"{row.body}: {row.nomination}", "Mở hồ sơ",
                     address_of("nominations:review", row.nomination.public_id), due=row.due_on,
                     note=f"hỏi ngày {short_day(row.asked_on)}", level="late" if row.due_on < today else "soon")
            for row in rows[:AT_MOST]]


def overdue_duties(user, today):
    """One line a duty with everybody who missed it, the newest first: what was just missed can still be fetched."""
    late = [line for line in unfulfilled(user, as_of=today, until=today) if line.status == OccurrenceStatus.LATE]
    groups = sorted(together(late), key=lambda group: group[0].due_on, reverse=True)
    return [_duty_line(group, "late", "Nhắc") for group in groups[:AT_MOST]]


def coming_duties(user, today):
    lines = [line for line in unfulfilled(user, as_of=today, until=today + AHEAD) if line.due_on >= today]
    return [_duty_line(group, "soon" if group[0].due_on <= today + timedelta(days=7) else "open", "Xem")
            for group in together(lines)[:AT_MOST]]


def _duty_line(group, level, action):
    """A duty of one agency opens its own page; of several, how each stands in that period."""
    first = group[0]
    if len(group) == 1:
        who, url = _agency(first), address_of("plans:occurrence", first.public_id)
    else:
        names = ", ".join(_agency(line) for line in group[:2])
        who = f"{len(group)} cơ quan: {names}" + (" …" if len(group) > 2 else "")
        url = address_of("plans:milestone", first.milestone.public_id, ky=first.key)
    return WorkLine(first.milestone.title, action, url, due=first.due_on, note=who, level=level)


def _agency(line):
    """The agency that owes the duty now, by its short name."""
    organization = line.current_organization or line.organization
    return organization.short_name or organization.name


def inner_steps(user, today):
    """The office's own steps that began or begin within a week, for the person in charge; nearest day first."""
    rows = InnerTask.objects.filter(
        Q(responsible=user) | Q(responsible=None), done_on=None, first_on__lte=today + NEAR,
        milestone__plan__status=PlanStatus.ISSUED).select_related("milestone").order_by("last_on", "pk")
    return [WorkLine(f"{row.name}: {row.milestone.title}", "Mở lịch các bước", url_of(row), due=row.last_on,
                     note="việc nội bộ" if row.first_on <= today else f"việc nội bộ, bắt đầu {short_day(row.first_on)}",
                     level="late" if row.last_on < today else "open") for row in rows[:AT_MOST]]


def failed_messages(user, today):
    """One line for all mails that could not be delivered, then the agencies that no mail reaches, by name."""
    return [*_failed_mails(), *_unreachable(today)]


def _unreachable(today):
    rows = unreachable_agencies(today=today)
    lines = [WorkLine(row.organization.short_name or row.organization.name, "Cập nhật người nhận",
                      address_of("portal:agency", row.organization.public_id), due=row.first_due,
                      note=f"không có người nhận thư: {row.why}; {row.duties} việc", level="failed",
                      word="Không liên lạc được")
             for row in rows[:NAMED]]
    if len(rows) > NAMED:
        lines.append(WorkLine(f"và {len(rows) - NAMED} cơ quan khác không có người nhận thư", "Xem danh sách",
                              address_of("plans:unreachable"), level="failed", word="Không liên lạc được"))
    return lines


def _failed_mails():
    failed = OutboundMessage.objects.filter(state=MessageState.FAILED)
    counts = failed.aggregate(all=Count("pk"), lost=Count("source", filter=Q(passed_on=NOBODY), distinct=True))
    if not counts["all"]:
        return []
    note = f"{counts['lost']} việc mà cơ quan không còn ai khác nhận được thư" if counts["lost"] else ""
    return [WorkLine(f"{counts['all']} thư không gửi được", "Xem và gửi lại",
                     address_of("notifications:outbox", state=MessageState.FAILED.value), note=note, level="failed")]


def draft_plans(user, today):
    rows = Plan.objects.visible_to(user).filter(status=PlanStatus.DRAFT).order_by("-created_at", "-pk")[:AT_MOST]
    return [WorkLine(str(plan), "Soạn tiếp", address_of("plans:edit", plan.public_id),
                     note=f"tạo ngày {short_day(local_day(plan.created_at))}", level="draft") for plan in rows]
