"""«Hồ sơ bàn giao công việc»: what a new officer must know on the first morning,
of one agency or of one officer's desk."""
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from accounts.enums import AGENCY_ROLES, Role
from accounts.models import RoleAssignment, User
from nominations.enums import NominationState
from nominations.models import Consultation, Nomination
from notifications.models import Absence
from organizations.models import Organization
from plans.duty_search import with_status
from plans.enums import OccurrenceStatus, PlanStatus
from plans.models import DeadlineExtension, DeadlineOccurrence, Plan, ReminderSetting
from reporting import wording
from reporting.documents.sheet import HANDED
from reporting.documents.text import day_text, number_text
from reporting.documents.values import HANDOVER, PARAGRAPH, TABLE, Annex, Block, ListRow, ReportContent, Section, Signer
from reporting.enums import ReportKind, ReportState
from reporting.figures import board_totals, lines_by_plan
from reporting.layouts import STATE, style_on
from reporting.models import ReportSnapshot
from reporting.offices import document_head, subject_of
from reporting.queries import plan_name, plans_for

AHEAD, RECENTLY = timedelta(days=90), timedelta(days=60)
ROWS_AT_MOST = 60
PEOPLE_NAMED = 2
NEXT_STEP = {
    NominationState.DRAFT: "Hoàn thiện, trình lãnh đạo duyệt, gửi", NominationState.RETURNED: "Bổ sung, gửi lại",
    NominationState.SUBMITTED: "Nhận thẩm định", NominationState.APPRAISING: "Thẩm định, kết luận",
    NominationState.CONSULTING: "Theo dõi ý kiến trả lời",
    NominationState.APPRAISED: "Đưa ra Hội đồng hoặc trình quyết định",
    NominationState.COUNCIL: "Chờ Hội đồng biểu quyết", NominationState.PASSED: "Trình quyết định",
    NominationState.ON_HOLD: "Xem lý do tạm dừng, xét tiếp"}


@dataclass(frozen=True)
class Desk:
    """Whose work changes hands: an agency's, or that of an officer of the standing office. `giver` may be empty."""

    organization: Organization
    officer: User | None = None
    giver: str = ""
    receiver: str = ""

    @property
    def is_office(self):
        return self.officer is not None or self.organization.is_office

    @property
    def name(self):
        return f"{self.officer}, {self.organization}" if self.officer else str(self.organization)


def handover_paper(desk, *, as_of, by, snapshot_code="", layout=STATE):
    """The `ReportContent` of the pack as of a day; `by` is who makes it and sees no more than he may anyhow."""
    head = document_head(desk.organization, layout=layout, as_of=as_of, place=desk.organization.place,
                         doc_type="Hồ sơ bàn giao", abbreviation="",
                         subject=subject_of(f"Công việc thi đua, khen thưởng của {desk.name}", layout))
    return ReportContent(
        head=replace(head, symbol="", issued_on=as_of), opening=(
            f"Hồ sơ này ghi công việc thi đua, khen thưởng của {desk.name} đến hết ngày {day_text(as_of)}, "
            "để người nhận việc làm tiếp được ngay.",),
        sections=handover_sections(desk, as_of=as_of, by=by),
        closing="Hai bên đã đọc lại và thống nhất nội dung bàn giao",
        annexes=(), recipients=(), signer=Signer("", "", ""), as_of=as_of, snapshot_code=snapshot_code, form=HANDED,
        signers=(Signer("", "NGƯỜI BÀN GIAO", desk.giver), Signer("", "NGƯỜI NHẬN BÀN GIAO", desk.receiver)),
        style_code=style_on(as_of, layout=layout).code)


def handover_sections(desk, *, as_of, by):
    """The parts, each a table, or a sentence when there is nothing. A fixed number of queries."""
    plans = list(_plans(desk, as_of, by))
    lines = lines_by_plan(plans, as_of=as_of)
    if not desk.is_office:
        lines = {pk: [x for x in own if desk.organization in (x.bearer, x.current_bearer)] for pk, own in lines.items()}
    short = _short(lines)
    duties = _duties(desk, plans, as_of)
    contacts = _contacts({row.organization_id for row in duties} | {agency.pk for agency in short}, as_of)
    parts = (
        ("Kế hoạch chưa kết thúc", PLANS, _plan_rows(plans, lines, as_of), "Không có kế hoạch nào chưa kết thúc."),
        ("Nhiệm vụ quá hạn và đến hạn trong 90 ngày", DUTIES_DUE, _duty_rows(duties, contacts, as_of),
         "Không có nhiệm vụ nào quá hạn hoặc đến hạn trong 90 ngày."),
        ("Chỉ tiêu còn thiếu và người liên hệ", DEBTORS, _debtor_rows(short, contacts),
         "Không còn chỉ tiêu nào thiếu."),
        ("Hồ sơ đang xử lý", DOSSIERS, _dossier_rows(desk, plans), "Không có hồ sơ nào đang xử lý."),
        *([("Văn bản dự thảo", DRAFTS, _draft_rows(desk), "Không có văn bản nào ở dạng dự thảo.")]
          if desk.is_office else []),
        ("Con người, người thay, nơi cần gọi", PEOPLE, _people_rows(desk, as_of), "Chưa có tài khoản nào."),
        ("Lịch nhắc việc", REMINDERS, _reminder_rows(plans), "Không có kế hoạch nào để nhắc."),
        ("Điều đã thống nhất gần đây", AGREED, _agreed_rows(desk, plans, as_of),
         "Trong 60 ngày qua không có gia hạn, trả lại hay lấy ý kiến nào."))
    return tuple(Section(title, (_table(columns, rows) if rows else Block(PARAGRAPH, nothing),))
                 for title, columns, rows, nothing in parts)


PLANS = ("order", "plan", "span", "quota", "result", "gap")
DUTIES_DUE = ("order", "duty", "agency", "due", "state", "contact")
DEBTORS = ("order", "agency", "missing", "contact")
DOSSIERS = ("order", "agency", "dossier", "state", "step")
DRAFTS = ("order", "paper", "kind", "day")
PEOPLE = ("order", "person", "role", "contact", "deputy")
REMINDERS = ("order", "plan", "before", "after", "head")
AGREED = ("order", "day", "agency", "matter")


def _table(columns, rows):
    """A numbered table in the text, cut at sixty rows with a count of the rest."""
    shown = [ListRow((str(order), *(text[:1].upper() + text[1:] for text in row)))
             for order, row in enumerate(rows[:ROWS_AT_MOST], 1)]
    if len(rows) > ROWS_AT_MOST:
        shown.append(
            ListRow((f"và {number_text(len(rows) - ROWS_AT_MOST)} dòng khác, xem trên phần mềm",), is_group=True))
    return Block(TABLE, "", Annex(HANDOVER, (), columns, list_rows=tuple(shown)))


def _plans(desk, as_of, by):
    """Issued and not closed: after its last day a plan still owes its final review."""
    found = plans_for(by).filter(status=PlanStatus.ISSUED, period_from__lte=as_of)
    if not desk.is_office:
        found = found.filter(pk__in=Plan.objects.all().concerning([desk.organization.pk]))
    return found.order_by(F("period_to").asc(nulls_last=True), "pk")


def _plan_rows(plans, lines, as_of):
    rows = []
    for plan in plans:
        totals = board_totals(lines[plan.pk])
        least = totals.minimum.all
        ends = f"đến {day_text(plan.period_to)}" if plan.period_to else "không ghi ngày kết thúc"
        over = "; đã hết kỳ, chưa kết thúc" if plan.period_to and plan.period_to < as_of else ""
        rows.append((f"{plan_name(plan)}: {plan.title}", f"từ {day_text(plan.period_from)} {ends}{over}",
                     f"≥ {number_text(least)}" if least else "-", number_text(totals.actual),
                     "-" if totals.shortfall is None else number_text(totals.shortfall)))
    return rows


def _short(lines):
    """{agency that bears it now: its lines below the minimum}, in the order of the plans."""
    short = {}
    for line in (line for own in lines.values() for line in own):
        if line.shortfall and line.current_bearer:
            short.setdefault(line.current_bearer, []).append(line)
    return short


def _debtor_rows(short, contacts):
    return [(agency.name, f"{number_text(sum(line.shortfall for line in own))} ({_quotas(own)})",
             contacts.get(agency.pk, NOBODY)) for agency, own in short.items()]


def _quotas(lines):
    return "; ".join(
        dict.fromkeys(f"{wording.subject_text(line).lower()} {wording.figure_text(line)}" for line in lines[:3]))


def _duties(desk, plans, as_of):
    """Stored duties late or due within 90 days that nobody fulfilled, nearest day first."""
    rows = DeadlineOccurrence.objects.filter(milestone__plan__in=plans)
    if not desk.is_office:
        rows = rows.filter(organization=desk.organization)
    return list(with_status(rows, as_of=as_of).filter(
        status__in=(OccurrenceStatus.LATE, OccurrenceStatus.OPEN), binding__lte=as_of + AHEAD).select_related(
        "milestone", "organization").order_by("binding", "milestone__order", "pk"))


def _duty_rows(duties, contacts, as_of):
    return [(row.milestone.title, row.organization.name, day_text(row.binding),
             f"quá hạn {number_text((as_of - row.binding).days)} ngày" if row.binding < as_of else "chưa đến hạn",
             contacts.get(row.organization_id, NOBODY)) for row in duties]


NOBODY = "chưa có tài khoản"


def _contacts(agencies, as_of):
    """{agency id: names and telephones of the people who submit for it}. One query."""
    rows = RoleAssignment.objects.in_force_on(as_of).filter(
        organization__in=agencies, role__in=(Role.SUBMITTER, Role.UNIT_HEAD), user__is_active=True).select_related(
        "user").order_by("role", "user__given_key")
    found = {}
    for row in rows:
        found.setdefault(row.organization_id, {})[row.user_id] = reach_text(row.user)
    return {pk: "; ".join(list(people.values())[:PEOPLE_NAMED]) for pk, people in found.items()}


def reach_text(person):
    """«Nguyễn Văn A, 0912 345 678»: the telephone, else the mail address."""
    return ", ".join(filter(None, (str(person), person.phone or person.email)))


def _dossier_rows(desk, plans):
    """Nominees in hand: those of the agency, or those the officer has (or nobody has yet)."""
    found = Nomination.objects.filter(state__in=NEXT_STEP)
    if desk.officer:
        found = found.exclude(state=NominationState.DRAFT).filter(Q(assigned_to=desk.officer) | Q(assigned_to=None))
    elif desk.is_office:
        found = found.exclude(state=NominationState.DRAFT)
    else:
        found = found.filter(submission__organization=desk.organization)
    rows = found.select_related("submission__organization").order_by(
        "state", "submission__organization__sort_key", "pk")
    return [(str(row.submission.organization), _dossier(row), NominationState(row.state).label, NEXT_STEP[row.state])
            for row in rows]


def _dossier(row):
    code = f" ({row.submission.receipt_code})" if row.submission.receipt_code else ""
    return f"{row.model_name or row.name}{code}"


def _draft_rows(desk):
    """Papers that nobody issued yet; of an officer those he made."""
    found = ReportSnapshot.objects.filter(state=ReportState.DRAFT).exclude(kind__in=(
        ReportKind.HANDOVER, ReportKind.LEADER_PAGE))
    found = found.filter(made_by=desk.officer) if desk.officer else found
    return [(f"{row.code}: {row.title}", row.get_kind_display(), day_text(row.as_of)) for row in found.order_by("-pk")]


def _people_rows(desk, as_of):
    """Everybody with a role in the agency, with who stands in for them; for an agency also whom to call in
    the office."""
    office = Q(role__in=(Role.OFFICER, Role.LEADER))
    own = Q(organization=desk.organization, role__in=AGENCY_ROLES)
    rows = RoleAssignment.objects.in_force_on(as_of).filter(
        office if desk.is_office else own | Q(role=Role.OFFICER), user__is_active=True).select_related(
        "user", "organization").order_by("role", "user__given_key", "pk")
    away = {row.user_id: row for row in Absence.objects.filter(
        first_on__lte=as_of + AHEAD, last_on__gte=as_of).select_related("deputy")}
    return [(str(row.user), Role(row.role).label, ", ".join(filter(None, (row.user.phone, row.user.email))) or "-",
             _absent(away.get(row.user_id))) for row in rows]


def _absent(absence):
    if absence is None:
        return ""
    return f"{absence.deputy} thay từ {day_text(absence.first_on)} đến {day_text(absence.last_on)}"


def _reminder_rows(plans):
    """The rules of each plan; a plan without its own follows the defaults."""
    own = {row.plan_id: row for row in ReminderSetting.objects.filter(plan__in=plans)}
    return [(plan_name(plan), *_rules(own.get(plan.pk) or ReminderSetting())) for plan in plans]


def _rules(setting):
    """Days before, days after, and from which day heads and the office are told."""
    head = [f"lãnh đạo đơn vị từ ngày thứ {setting.head_after}" if setting.head_after else "",
            f"danh sách đôn đốc từ ngày thứ {setting.office_after}" if setting.office_after else ""]
    return (f"{setting.before_day} ngày", f"{setting.after or '-'} ngày, rồi hằng tuần đến tuần {setting.weeks_after}",
            "; ".join(filter(None, head)) or "-")


def _agreed_rows(desk, plans, as_of):
    """Extensions, returned nominees and opinions asked for since two months ago, newest first."""
    rows = sorted([*_extensions(desk, plans, as_of), *_returns(desk, as_of), *_opinions(desk, as_of)],
                  key=lambda row: row[0], reverse=True)
    return [(day_text(day), agency, matter) for day, agency, matter in rows]


def _extensions(desk, plans, as_of):
    found = DeadlineExtension.objects.filter(occurrence__milestone__plan__in=plans, granted_at__date__range=(
        as_of - RECENTLY, as_of)).select_related("occurrence__milestone", "occurrence__organization")
    if not desk.is_office:
        found = found.filter(occurrence__organization=desk.organization)
    return [(timezone.localdate(row.granted_at), row.occurrence.organization.name,
             f"Gia hạn “{row.occurrence.milestone.title}” đến ngày {day_text(row.new_due_on)}: {one_line(row.reason)}")
            for row in found]


def _returns(desk, as_of):
    found = Nomination.objects.filter(state=NominationState.RETURNED, return_due_on__gte=as_of - RECENTLY)
    if not desk.is_office:
        found = found.filter(submission__organization=desk.organization)
    return [(row.return_due_on, str(row.submission.organization),
             f"Trả lại hồ sơ “{row.model_name or row.name}”, bổ sung trước hết ngày {day_text(row.return_due_on)}: "
             f"{one_line(row.return_reason)}") for row in found.select_related("submission__organization")]


def _opinions(desk, as_of):
    if not desk.is_office:
        return []
    found = Consultation.objects.filter(answered_on=None, asked_on__range=(as_of - RECENTLY, as_of))
    return [(row.asked_on, row.body,
             f"Đã hỏi ý kiến, trả lời trước hết ngày {day_text(row.due_on)}: {one_line(row.question)}")
            for row in found]


def one_line(text, *, letters=240):
    """The text on one line, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= letters else text[:letters].rsplit(" ", 1)[0] + " …"
