"""Milestones and duties: the list by quarter, one milestone over all agencies, one duty with everything done to it."""
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.queries import history_of
from core import charts
from core.dates import short_day, weekday_name
from core.errors import DomainError, InvalidInput
from core.htmx import render_page
from core.kept import kept_or_post
from core.uploads import check_upload, store_upload, stored_path
from organizations.queries import proposed_successors
from plans import before_days, generation, reminder_steps, reminders, rules, services
from plans.duty_search import DutyGroup, grouped, groups_of, seen_by, with_status
from plans.enums import OccurrenceStatus, PlanStatus
from plans.forms.duties import (
    ChooseDayForm,
    CloseForm,
    DutyFilter,
    ExtendForm,
    HandInForm,
    OnTimeFilter,
    ReturnForm,
    SuccessorForm,
)
from plans.models import Deliverable, Milestone, Plan
from plans.on_time import on_time_lines, still_lines
from plans.queries import duty_line, duty_lines
from plans.reminder_texts import period_words, step_words
from plans.told_steps import mails_about, missed_steps
from plans.unreachable import unreachable_agencies

PAGE_SIZE = 50
EVERY_PERIOD = "tat-ca"
MARKS_AT_MOST, LABEL_LENGTH = 14, 40
MARKS = {OccurrenceStatus.LATE: "late", OccurrenceStatus.DONE: "done", OccurrenceStatus.WAIVED: "done",
         OccurrenceStatus.OPEN: "now", OccurrenceStatus.NO_DUE_DATE: "open"}


# --- lists ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownGroup:
    """A group of duties with its words: the plan's own deadline beside the day it means."""

    group: DutyGroup
    period: str
    words: str
    due: str
    heading: str
    reading: str  # «không kể ngày 30/11»


def shown(group):
    return ShownGroup(group, period_words(group.key), reminders.words_of(group.milestone), _due_words(group),
                      _heading(group.quarter), _reading(group))


def _due_words(group):
    """«chậm nhất 29/11/2026 (Chủ nhật), do cơ quan ấn định»; a range when agencies have several days."""
    if group.first_due is None:
        return "không ghi ngày"
    kind = "nhân dịp" if group.is_soft else "chậm nhất"
    days = " đến ".join(f"{short_day(d)} ({weekday_name(d)})" for d in dict.fromkeys([group.first_due, group.last_due]))
    return f"{kind} {days}" + (", do cơ quan ấn định" if group.is_chosen else "")


def _reading(group):
    is_computed = group.first_due == group.last_due and not group.is_chosen
    return before_days.reading_words(group.milestone, group.first_due) if is_computed else ""


def _heading(quarter):
    return f"Quý {('I', 'II', 'III', 'IV')[quarter[1] - 1]} năm {quarter[0]}" if quarter else "Không ghi ngày"


@require_safe
def duty_list(request):
    """Duties by quarter, each milestone and period once, with who owes it and how it stands."""
    today = timezone.localdate()
    chosen = DutyFilter(request.GET, with_status(seen_by(request.user), as_of=today), request=request)
    page = Paginator(grouped(chosen.qs), PAGE_SIZE).get_page(request.GET.get("page"))
    groups = groups_of(page.object_list, chosen.qs, lines=lambda rows: duty_lines(rows, as_of=today),
                       whole=getattr(chosen, "whole", None))
    listed = [shown(group) for group in groups]
    return render_page(request, "plans/duties.html", "plans/_duties.html", {
        "filter": chosen, "page": page, "groups": listed, "today": today,
        "parts": _parts(listed, today), "this_quarter": _heading((today.year, (today.month + 2) // 3)),
        "strip": _strip(groups, today),
        "has_any": bool(groups) or seen_by(request.user).exists(),
        "is_staff": request.user.is_office_staff})


@dataclass(frozen=True)
class Quarter:
    heading: str
    rows: list


@dataclass(frozen=True)
class Parts:
    """The page's duties: quarters that are over, this one and those to come, and what has no day."""

    past: list
    coming: list
    undated: list

    @property
    def past_count(self):
        return sum(len(quarter.rows) for quarter in self.past)

    @property
    def past_late(self):
        return sum(row.group.late for quarter in self.past for row in quarter.rows)


def _parts(rows, today):
    """The rows, which are in order of time, cut by quarters of their due days."""
    this, cut = (today.year, (today.month + 2) // 3), {}
    for row in rows:
        cut.setdefault(row.group.quarter, []).append(row)
    undated = cut.pop(None, [])
    quarters = [(quarter, Quarter(_heading(quarter), found)) for quarter, found in cut.items()]
    return Parts([q for key, q in quarters if key < this], [q for key, q in quarters if key >= this], undated)


def _strip(groups, today):
    """The page's dated duties within half a year back and a year ahead on one axis; None when there is none."""
    first, last = today - timedelta(days=182), today + timedelta(days=366)
    dated = [group for group in groups if group.first_due and first <= group.first_due <= last][:MARKS_AT_MOST]
    marks = [charts.Milestone(label=charts.short_label(g.milestone.title, LABEL_LENGTH), end=g.first_due,
                              start=None, state=MARKS[g.status], name=g.milestone.title) for g in dated]
    return charts.milestone_strip(marks, from_day=first, to_day=last, today=today) if marks else None


@require_safe
def on_time(request):
    """How punctual agencies are by today, in one plan or all, and who has not stirred yet; agencies see their own."""
    today = timezone.localdate()
    chosen = OnTimeFilter(request.GET, with_status(seen_by(request.user), as_of=today), request=request)
    lines = on_time_lines(chosen.qs, as_of=today)
    return render(request, "plans/on_time.html", {
        "filter": chosen, "today": today, "page": Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page")),
        "still": still_lines(chosen.qs, as_of=today), "is_staff": request.user.is_office_staff})


@require_safe
def unreachable(request):
    """Agencies that nobody can be told for, by name, each with what to do about it."""
    verdict = rules.may_see_unreachable(request.user)
    if not verdict:
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    rows = unreachable_agencies(today=timezone.localdate())
    return render(request, "plans/unreachable.html", {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")), "today": timezone.localdate(),
        "may_edit_accounts": request.user.is_administrator})


@require_safe
def milestone(request, public_id):
    """One milestone: what the plan says, and how every agency stands in every period."""
    visible = Plan.objects.visible_to(request.user).order_by().values("pk")
    found = get_object_or_404(
        Milestone.objects.filter(plan__in=visible).select_related("plan", "document", "responsible_category", "via"),
        public_id=public_id)
    today, rows = timezone.localdate(), seen_by(request.user).filter(milestone__public_id=public_id)
    groups = [shown(group) for group in _periods(rows, today)]
    period = request.GET.get("ky") or _present_period(groups, today)
    period = "" if period == EVERY_PERIOD else period
    listed = rows.filter(key=period) if period else rows
    page = Paginator(listed.order_by("window_end", "key", "organization__sort_key", "pk"), PAGE_SIZE).get_page(
        request.GET.get("page"))
    lines = duty_lines(listed.filter(pk__in=[row.pk for row in page.object_list]), as_of=today)
    return render(request, "plans/duties_milestone.html", {
        "milestone": found, "words": reminders.words_of(found),
        "paper": reminders.paper_words(reminder_steps.document_of(found)),
        "groups": groups, "period": period, "is_staff": request.user.is_office_staff, "every_period": EVERY_PERIOD,
        "page": page, "today": today,
        "lines": sorted(lines, key=lambda line: (line.due_on is None, line.due_on or today, line.key)),
        "planned": _planned(found, today) if found.plan.is_draft else []})


def _present_period(groups, today):
    """The key of the first period not yet past, else of the last one; "" when none has a day."""
    dated = [row.group for row in groups if row.group.last_due]
    coming = [group for group in dated if group.last_due >= today]
    return coming[0].key if coming else dated[-1].key if dated else ""


def _periods(rows, today):
    counted = with_status(rows, as_of=today)
    return groups_of(grouped(counted), counted.none(), lines=lambda rows: [])


def _planned(found, today):
    """The duties that issuing the draft would bring, (period, agency, occurrence), the first fifty."""
    planned = generation.planned_occurrences(found.plan, until=generation.horizon(today), milestones=[found])
    return [(period_words(p.occurrence.key), p.organization, p.occurrence) for p in planned[:PAGE_SIZE]]


# --- one duty -------------------------------------------------------------------------------------------------------


@require_safe
def occurrence(request, public_id):
    row = _duty(request, public_id)
    if services.mark_opened([row], by=request.user):  # the receipt that the agency has seen it, once
        row = _duty(request, public_id)
    return _duty_page(request, row)


def _duty(request, public_id):
    rows = seen_by(request.user).select_related(
        "milestone__plan__reminder_setting", "milestone__document", "milestone__via", "organization").prefetch_related(
        "deliverables__sent_by", "extensions__granted_by", "assignments__organization", "assignments__confirmed_by",
        "milestone__responsibles", "milestone__plan__documents")
    return get_object_or_404(rows, public_id=public_id)


def _duty_page(request, row, failed=None, status=200):
    today, days = timezone.localdate(), reminder_steps.days_off()
    line = duty_line(row, as_of=today)
    staff = request.user.is_office_staff
    mails = mails_about(row, line)
    return render(request, "plans/duties_duty.html", {
        "row": row, "line": line, "milestone": row.milestone, "today": today, "is_staff": staff,
        "period": period_words(row.key), "words": reminders.words_of(row.milestone),
        "due": _due_of(line), "reading": "" if line.is_chosen or line.due_on != row.due_on else
        before_days.reading_words(row.milestone, line.due_on),
        "falls_on_day_off": line.due_on and days.is_day_off(line.due_on),
        "paper": reminders.paper_words(reminder_steps.document_of(row.milestone)), "kept": _kept(row),
        "mails": mails if staff or request.user.is_administrator else mails.filter(recipient=request.user),
        "coming": _coming(row, line, today, days), "missed": missed_steps(row, line, today=today, days=days),
        "acts": _acts(request, row, line, failed),
        "successors": proposed_successors(row.organization) if staff and _needs_heir(line, today) else [],
        "needs_heir": _needs_heir(line, today),
        "history": history_of(row)}, status=status)


def _due_of(line):
    if line.due_on is None:
        return "không ghi ngày"
    kind = "nhân dịp" if line.is_soft else "chậm nhất"
    chosen = ", do cơ quan ấn định" if line.is_chosen else ""
    return f"{kind} {short_day(line.due_on)} ({weekday_name(line.due_on)}){chosen}"


def _needs_heir(line, today):
    return not line.current_organization.exists_on(today) and line.received_on is None


def _coming(row, line, today, days):
    """The next three reminders, (day, words), when somebody still owes the duty of a plan in force."""
    if row.milestone.plan.status != PlanStatus.ISSUED or not reminder_steps.is_owed(line):
        return []
    days = [(day, step_words(step)) for day, step in reminder_steps.reminder_days(row, line, days) if day > today]
    return days[:3]


def _kept(row):
    """The paper that stands, the last first; None when none does."""
    return next((d for d in reversed(row.deliverables.all()) if d.returned_on is None), None)


# --- acts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """One act of the duty's page: its slug, the form, when it is offered, and what does it."""

    slug: str
    label: str
    form: type
    is_offered: object
    do: object
    done: str
    staff: bool = True
    has_file: bool = False


def _is_open(row, line):
    return line.received_on is None and not row.closed_as


def _hand_in(request, row, form):
    values, stored = form.cleaned_data, None
    if values["file"]:
        checked = check_upload(values["file"])
        stored = (store_upload(checked), checked.original_name, checked.size, checked.sha256)
    return services.hand_in(row, by=request.user, received_on=values["received_on"], today=timezone.localdate(),
                            number=values["number"], note=values["note"], stored=stored)


def _return(request, row, form):
    paper = _kept(row)
    if paper is None:
        raise InvalidInput({"": ["Chưa có sản phẩm nào để trả lại."]})
    return services.return_deliverable(paper, by=request.user, today=timezone.localdate(), **form.cleaned_data)


def _extend(request, row, form):
    return services.extend_deadline(row, by=request.user, **form.cleaned_data)


def _choose_day(request, row, form):
    return services.choose_day(row.milestone, by=request.user, applies_to=form.cleaned_data["scope"],
                               day_code=form.day_code(), reason=form.cleaned_data["reason"], today=timezone.localdate())


def _close(request, row, form):
    return services.close_duty(row, by=request.user, on_date=timezone.localdate(), **form.cleaned_data)


def _pass_on(request, row, form):
    return services.assign_bearer(row, by=request.user, **form.cleaned_data)


ACTS = {act.slug: act for act in (
    Act("nop", "Nộp", HandInForm, lambda row, line: not row.closed_as, _hand_in, "Đã ghi nhận sản phẩm.",
        staff=False, has_file=True),
    Act("tra-lai", "Trả lại bổ sung", ReturnForm, lambda row, line: line.received_on is not None, _return,
        "Đã trả lại và báo cho cơ quan."),
    Act("an-dinh-ngay", "Ấn định ngày", ChooseDayForm,
        lambda row, line: _is_open(row, line) and (line.due_on is None or row.is_chosen), _choose_day,
        "Đã ấn định ngày."),
    Act("gia-han", "Gia hạn", ExtendForm, lambda row, line: _is_open(row, line) and line.due_on is not None, _extend,
        "Đã gia hạn và báo cho cơ quan."),
    Act("chuyen-giao", "Xác nhận cơ quan kế thừa", SuccessorForm, _is_open, _pass_on, "Đã xác nhận cơ quan kế thừa."),
    Act("mien", "Miễn, đóng việc này", CloseForm, _is_open, _close, "Đã đóng việc này."),
)}


@dataclass(frozen=True)
class OfferedAct:
    act: Act
    form: object
    is_open: bool


def _acts(request, row, line, failed):
    """What the person may do now, each with its form; the one that failed stands open with what was typed."""
    today = timezone.localdate()
    allowed = {True: rules.may_manage_duty(request.user), False: rules.may_hand_in(request.user, row, today=today)}
    return [OfferedAct(act, failed if failed and isinstance(failed, act.form) else act.form(duty=row),
                       bool(failed) and isinstance(failed, act.form))
            for act in ACTS.values() if allowed[act.staff] and act.is_offered(row, line)]


@require_POST
def occurrence_act(request, public_id, act):
    """Do one act; a refusal stands beside its field, with everything still typed."""
    if act not in ACTS:
        raise Http404
    row, act = _duty(request, public_id), ACTS[act]
    user, today = request.user, timezone.localdate()
    verdict = rules.may_manage_duty(user) if act.staff else rules.may_hand_in(user, row, today=today)
    if not verdict:
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    form = act.form(kept_or_post(request), request.FILES, duty=row)
    if form.is_valid():
        try:
            act.do(request, row, form)
        except DomainError as error:
            put_errors(form, error)
        else:
            messages.success(request, act.done)
            return redirect(row)
    return _duty_page(request, row, failed=form, status=422)


def put_errors(form, error):
    """Show a refusal of a service beside the fields it speaks of."""
    found = error.errors if isinstance(error, InvalidInput) else {"": [str(error)]}
    for name, texts in found.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


@require_safe
def deliverable_file(request, public_id):
    """The file of a paper, for those who see its duty; always as a download under its own name."""
    papers = Deliverable.objects.filter(occurrence__in=seen_by(request.user).values("pk")).exclude(stored_name="")
    paper = get_object_or_404(papers, public_id=public_id)
    try:
        file = open(stored_path(paper.stored_name), "rb")  # noqa: SIM115 (the response closes it)
    except OSError as error:
        raise Http404 from error
    return FileResponse(file, as_attachment=True, filename=paper.original_name,
                        content_type="application/octet-stream")
