"""The list of boards, the board of a plan, the lists behind its numbers, its spreadsheet and its reminders."""
from array import array
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from core.dates import short_day
from core.errors import DomainError
from core.htmx import render_page
from core.text import fold
from models_registry.models import ExemplarRecord
from nominations.models import Nomination
from plans.enums import PlanStatus
from plans.rules import may_see_board
from reporting import board, counts, forms, kept, rules, services, spreadsheets, tables, wording
from reporting.figures import board_totals, obligations_of, quota_lines, terms_of_lines
from reporting.milestones import strip_of
from reporting.queries import board_lines, plan_name, plans_for, visible_obligations
from reporting.tallies import tally

PAGE = 50
NAMES_KEPT_AT_MOST = 200_000  # of one list; a longer one is sorted by the database at every look after an act


@require_safe
def board_list(request):
    """One line a plan, with its sentence."""
    plans = plans_for(request.user).order_by("-period_from", "code")
    page = Paginator(plans, PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    return render(request, "reporting/boards.html", {
        "page": page, "boards": board_lines(list(page.object_list), as_of=today, user=request.user), "as_of": today})


def _plan(request, public_id):
    plan = get_object_or_404(plans_for(request.user), public_id=public_id)
    if not may_see_board(request.user, plan):
        raise Http404
    return plan


@dataclass(frozen=True)
class Shown:
    """What the address asks for, read once: the form, and the lines that pass its filters."""

    form: forms.BoardForm
    all_lines: list
    lines: list
    rows: list


def _shown(request, plan):
    form = forms.BoardForm(request.GET)
    lines = quota_lines(plan, as_of=form.as_of, visible=visible_obligations(request.user))
    verb, field = form.chosen("dong_tu"), form.chosen("linh_vuc")
    kept = [line for line in lines if (not verb or line.verb == verb)
            and (not field or line.field and line.field.public_id == field)]
    return Shown(form, lines, kept, board.board_rows(
        kept, as_of=form.as_of, today_name=form.today_name, today=timezone.localdate()))


@dataclass(frozen=True)
class Drawn:
    """What stands below the heading of a board, and how many agencies a reminder would reach."""

    html: str
    late_agencies: int


@require_safe
def board_page(request, public_id):
    """The board of one plan, drawn once for all who see the same until something is written down."""
    plan, form = _plan(request, public_id), forms.BoardForm(request.GET)
    may = {"may_remind": bool(rules.may_remind(request.user)) and plan.status == PlanStatus.ISSUED
           and form.as_of == timezone.localdate(),
           "may_report": bool(rules.may_make_report(request.user)) and not plan.is_draft,
           "may_take_page": bool(rules.may_see_reports(request.user)) and not plan.is_draft}
    query = request.GET.urlencode()
    key = ("board", plan.pk, query, timezone.localdate(), _viewer(request.user), *may.values())
    drawn = kept.recall_one(key, lambda: _drawn(request, plan, may))
    return render_page(request, "reporting/board.html", "reporting/_drawn.html", {
        "plan": plan, "plan_name": plan_name(plan), "as_of": form.as_of, "query": query, "drawn": drawn, **may})


def _viewer(user):
    """Whose eyes what is kept was made for: all officers or leaders see the same, others what their roles open."""
    roles = frozenset((role.role, role.organization_id) for role in user.active_assignments)
    return frozenset(role for role, _ in roles) if user.sees_whole_province else (user.pk, roles)


def _drawn(request, plan, may):
    shown, today = _shown(request, plan), timezone.localdate()
    as_of, totals = shown.form.as_of, board_totals(shown.lines)
    html = render_to_string("reporting/_board.html", {
        "plan": plan, "form": shown.form, "as_of": as_of, "as_of_iso": as_of.isoformat(), "tab": shown.form.tab,
        "tabs": _tabs(request, shown.form.tab), "totals": totals, "lines": shown.lines, "path": request.path,
        "attention": board.attention(shown.rows), "sentence": wording.board_sentence(shown.lines, totals, as_of),
        "foot": _foot(totals), "strip": strip_of(plan, as_of=as_of, today=today, user=request.user),
        "numbers_url": _numbers_url(request, plan),
        "verbs": _verbs(shown.all_lines), **may, **_tab_context(plan, shown, as_of)})
    return Drawn(html, len({row.line.current_bearer for row in board.to_remind(shown.rows)}))


def _numbers_url(request, plan):
    """The lists behind the numbers, as seen from the board: every row has five such links, so they are kept short."""
    return reverse("reporting:numbers", args=[plan.public_id]).removeprefix(request.path)


def _tabs(request, current):
    """The tabs with their addresses; what else stands in the address is kept."""
    found = []
    for code, label in forms.TABS:
        query = request.GET.copy()
        query["xem"] = code
        found.append({"url": f"?{query.urlencode()}", "label": label, "is_on": code == current})
    return found


def _verbs(lines):
    """Whether giving and asking both occur, so that choosing between them makes sense."""
    return len({line.verb for line in lines}) > 1


def _foot(totals):
    """«180 / 200 / 20 = 400»: the parts by subject type and their sum; empty where nothing is split by type."""
    parts = [(label, part) for label, part in (
        ("tập thể", totals.minimum.collective), ("cá nhân", totals.minimum.individual),
        ("hộ gia đình", totals.minimum.household)) if part is not None]
    rest = (totals.minimum.all or 0) - sum(part for _, part in parts)
    return [*parts, ("tính gộp", rest)] if parts and rest else parts


def _tab_context(plan, shown, as_of):
    """Groups, matrix or course, whichever the tab shows, with the same figures as a table."""
    tab, today_name = shown.form.tab, shown.form.today_name
    if tab == forms.OVER_TIME:
        return _course_context(plan, shown, as_of)
    agencies = board.by_agency(shown.rows, today_name=today_name)
    if tab == forms.MATRIX:
        matrix = board.matrix(shown.rows, list(plan.fields.all()), as_of=as_of, today_name=today_name)
        if not matrix.refusal:
            return {"matrix": matrix, "table": tables.matrix_table(matrix)}
        return {"matrix": matrix, "groups": agencies, "table": tables.line_table(agencies)}
    if tab == forms.BY_AGENCY:
        return {"groups": agencies, "table": tables.line_table(agencies)}
    groups = board.by_field(shown.rows)
    pooled = [line for line in shown.lines if not line.field]
    context = {"groups": groups, "table": tables.line_table(groups)}
    if pooled and not plan.is_draft:
        return {**context, "breakdown": _breakdown(plan, pooled, as_of)}
    return {**context, "several": counts.in_several_fields(
        _tally(counts.counted_subjects, shown.lines, as_of))}


def _tally(count, lines, as_of):
    """What `count` finds for each obligation of the lines."""
    return tally(count, terms_of_lines(lines), as_of=as_of, empty={}).values()


def _breakdown(plan, lines, as_of):
    """[(field, counted)] of rules over several fields: how the count spreads, without any target."""
    spread, fields = list(_tally(counts.counted_by_field, lines, as_of)), list(plan.fields.all())
    return [(field, sum(found.get(field.pk, 0) for found in spread)) for field in fields] if len(fields) > 1 else None


def _course_context(plan, shown, as_of):
    fields = {line.field.public_id: (wording.short_field(line), line.field) for line in shown.all_lines if line.field}
    name, chosen = fields.get(shown.form.chosen("linh_vuc"), (plan_name(plan), None))
    days = counts.in_order_of_days(_tally(counts.counted_by_day, shown.lines, as_of))
    return {"chart": board.course(shown.lines, days, as_of=as_of, today=timezone.localdate(), name=name),
            "chosen_field": chosen, "course_fields": list(fields.values()), "table": tables.course_table(days)}


@require_safe
def board_export(request, public_id):
    """What the tab shows, as a spreadsheet."""
    plan = _plan(request, public_id)
    shown = _shown(request, plan)
    table = _tab_context(plan, shown, shown.form.as_of)["table"]
    heading = (plan.title, f"{plan_name(plan)} · số liệu đến hết ngày {short_day(shown.form.as_of)}",
               wording.board_sentence(shown.lines, board_totals(shown.lines), shown.form.as_of))
    return _attachment(spreadsheets.workbook(table, heading=heading), spreadsheets.CONTENT_TYPE,
                       f"Bảng chỉ tiêu {plan.code} {shown.form.as_of:%Y-%m-%d}.xlsx")


def _attachment(content, content_type, name):
    return HttpResponse(content, content_type=content_type, headers={
        "Content-Disposition": content_disposition_header(True, name)})


@dataclass(frozen=True)
class Behind:
    """What stands behind a number: its lines, how many subjects they count, and its credits in the order of names."""

    lines: list
    subjects: int
    ids: array


@require_safe
def numbers(request, public_id):
    """The records behind one number: an obligation, a field or the whole board, at a stage, as of a day."""
    plan = _plan(request, public_id)
    form = forms.NumbersForm(request.GET)
    words = fold(form.chosen("q") or "")
    if words:
        behind = _behind(request.user, plan, form, words)
    else:
        key = ("behind", plan.pk, _viewer(request.user), form.as_of, form.stage, form.chosen("nghia_vu"),
               form.chosen("linh_vuc"))
        behind = kept.recall_one(key, lambda: _behind(request.user, plan, form))
    page = Paginator(behind.ids, PAGE).get_page(request.GET.get("page"))
    page.object_list = counts.credits_shown(page.object_list, user=request.user)
    line = behind.lines[0] if len(behind.lines) == 1 else None
    return render_page(request, "reporting/numbers.html", "reporting/_numbers.html", {
        "plan": plan, "plan_name": plan_name(plan), "form": form, "as_of": form.as_of, "page": page,
        "line": line, "figure": wording.figure_text(line) if line else "", "subjects": behind.subjects,
        "stage": form.stage.label if form.stage else "Được tính vào chỉ tiêu", "searching": bool(words)})


def _behind(user, plan, form, words=""):
    lines = _chosen_lines(user, plan, form)
    subjects = sum(getattr(line, form.stage.value if form.stage else "actual") for line in lines)
    if not words and user.sees_whole_province and subjects < NAMES_KEPT_AT_MOST:
        named = tally(counts.named_credits, terms_of_lines(lines), as_of=form.as_of, empty=[], stage=form.stage)
        return Behind(lines, subjects, counts.ids_in_order(named.values()))
    credits = counts.credits_behind(obligations_of(lines), as_of=form.as_of, stage=form.stage)
    if not user.sees_whole_province:
        own = Nomination.objects.visible_to(user).filter(decided_at__isnull=False)
        credits = credits.filter(Q(record__in=ExemplarRecord.objects.visible_to(user).values("pk"))
                                 | Q(record__in=own.values("record")))
    if words:
        credits = credits.filter(record__subject__search_key__contains=words)
    return Behind(lines, subjects, array("q", credits.values_list("pk", flat=True)))  # ids sort quicker than whole rows


def _chosen_lines(user, plan, form):
    lines = quota_lines(plan, as_of=form.as_of, visible=visible_obligations(user))
    obligation, field = form.chosen("nghia_vu"), form.chosen("linh_vuc")
    if obligation:
        lines = [line for line in lines if line.public_id == obligation]
        if not lines:
            raise Http404
    return [line for line in lines if not field or line.field and line.field.public_id == field]


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request, public_id):
    """Ask once more what will be sent to whom, then send it."""
    plan = _plan(request, public_id)
    if not rules.may_remind(request.user):
        raise PermissionDenied(rules.may_remind(request.user).reason)
    rows = _rows_to_remind(request, plan)
    if request.method == "POST":
        try:
            sent = services.remind_bearers([row.line for row in rows], by=request.user, today=timezone.localdate())
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Đã gửi nhắc việc đến {sent.people} người của {sent.agencies} cơ quan.")
        return redirect("reporting:board", plan.public_id)
    return render(request, "reporting/remind.html", {
        "plan": plan, "plan_name": plan_name(plan), "letters": services.reminder_letters([row.line for row in rows]),
        "query": request.GET.urlencode(), "back_url": reverse("reporting:board", args=[plan.public_id])})


def _rows_to_remind(request, plan):
    today = timezone.localdate()
    lines = quota_lines(plan, as_of=today)
    chosen = forms.NumbersForm(request.GET).chosen("nghia_vu")
    rows = board.board_rows([line for line in lines if not chosen or line.public_id == chosen],
                            as_of=today)
    return board.to_remind(rows)
