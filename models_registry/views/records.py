"""The registry's list, the page of a record, what an agency found, and the steps of development."""
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from audit.models import AuditEvent
from core.errors import DomainError, InvalidInput
from core.htmx import render_page
from core.kept import kept_or_post
from core.paging import page_of_whole
from core.spreadsheets import TYPES, Sheet, download
from models_registry import rules, services
from models_registry.filters import RecordFilter, plans_of
from models_registry.forms import DiscoveryForm, StepForm
from models_registry.models import ExemplarRecord, Subject
from models_registry.queries import MAIN, in_own_words, written_for
from models_registry.rows import printed_records, record_rows
from models_registry.transitions import BY_SLUG, EARLY, WORDS, WORKFLOW
from models_registry.views.development import development_page
from models_registry.views.profile import nominate_url, notes_while_typing, profile_page
from plans.enums import Stage

PAGE = 50


@require_safe
def record_list(request):
    """The records the person may see, by name."""
    rows = ExemplarRecord.objects.visible_to(request.user).order_by("subject__given_key", "pk")
    shown = RecordFilter(request.GET, rows, request=request)
    page = page_of_whole(request.GET.get("page"), shown.qs, printed_records(), size=PAGE)
    in_own_words((row.subject for row in page), request.user)
    page.object_list = record_rows(page.object_list)
    return render_page(request, "models_registry/list.html", "models_registry/_records.html", {
        "filter": shown, "page": page, "may_discover": bool(rules.may_discover(request.user)),
        "may_merge": bool(rules.may_merge(request.user))})


HEADINGS = ("Tên", "Chủ mô hình", "Loại", "Năm sinh", "Đơn vị, nơi ở", "Lĩnh vực", "Kế hoạch", "Cơ quan đăng ký",
            "Giai đoạn")
MOST = 20_000


@require_safe
def export(request):
    """The list under the conditions of the address as a file (`dinh-dang`: xlsx or csv)."""
    rows = ExemplarRecord.objects.visible_to(request.user).select_related(
        "subject", "practice_model", "plan", "field", "organization").order_by("subject__given_key", "pk")
    found = list(RecordFilter(request.GET, rows, request=request).qs[:MOST])
    in_own_words((row.subject for row in found), request.user)
    wanted = request.GET.get("dinh-dang", "xlsx")
    return download(Sheet("Điển hình, mô hình", HEADINGS, tuple(_cells(row) for row in found)),
                    wanted if wanted in TYPES else "xlsx", f"Điển hình, mô hình {timezone.localdate():%Y-%m-%d}")


def _cells(row):
    kind = "Mô hình" if row.record_kind == "model" else row.subject.get_type_display()
    return (str(row), str(row.subject) if row.practice_model else "", kind, row.subject.birth_year,
            row.subject.unit_text or row.subject.address, str(row.field or ""), str(row.plan), str(row.organization),
            row.get_stage_display())


@dataclass(frozen=True)
class StageMark:
    """One station of the stage bar: when it was first reached, and whether the record stands there now."""

    label: str
    on_date: date | None
    is_current: bool


def stage_bar(record, events):
    """The main stages in order, with the first day each was reached."""
    reached = {}
    for event in events:
        reached.setdefault(event.stage, event.on_date)
    return [StageMark(stage.label, reached.get(stage.value), record.stage == stage.value) for stage in MAIN]


def _with_numbers(record, events):
    """The events, each with the `number` its decision has today; the event itself keeps the one it was entered with.

    A number was corrected when it is none of the decisions that reached this stage on this day, and there is only one.
    """
    decided = {}
    rows = record.nominations.exclude(decision=None).values_list(
        "obligation__rule__counting_stage", "decided_on", "decision_number")
    for stage, day, number in rows:
        decided.setdefault((stage or Stage.RECOGNISED, day), set()).add(number)
    for event in events:
        numbers = decided.get((event.stage, event.on_date), set())
        is_corrected = event.decision_number and len(numbers) == 1
        event.number = min(numbers) if is_corrected else event.decision_number
    return events


def _record(request, public_id):
    rows = ExemplarRecord.objects.visible_to(request.user).select_related(
        "subject__organization", "subject__merged_into", "practice_model", "plan", "field", "organization")
    record = get_object_or_404(rows, public_id=public_id)
    in_own_words([record.subject], request.user)
    return record


@require_safe
def record_detail(request, public_id):
    """Who it is, how far it came, for what it counts, who put it forward, and what may be done."""
    return render(request, "models_registry/record.html", _context(request, _record(request, public_id)))


def _context(request, record, shown=None):
    events = _with_numbers(record, list(record.stage_events.select_related("by")))
    mine = None if request.user.sees_whole_province else request.user.organization_ids()
    nominations = record.nominations.exclude(submitted_at=None).select_related("submission__organization",
                                                                              "obligation__rule")
    if mine is not None:
        nominations = nominations.filter(submission__organization__in=mine)
    named = set(written_for(record.stage_events.all(), request.user).values_list("pk", flat=True))
    return {
        "named": named, "record": record, "subject": record.subject,
        "stands_for": stands_for(record.subject, request.user), "events": events[::-1],
        "bar": stage_bar(record, events),
        "credits": _credits(record, request.user).select_related("obligation__bearer", "rule"),
        "nominations": nominations, "sensitive": services.fields_for(
            record.plan, request.user, subject_type=record.subject.type)
        if rules.may_read_sensitive(request.user, record) else [],
        "development": development_page(record, request.user), **profile_page(record, request.user),
        "steps": _steps(request, record, shown or {}),
        "nominate_url": nominate_url(record) if record.stage in EARLY and request.user.holds(
            Role.SUBMITTER, Role.UNIT_HEAD) else "",
        "is_aside": record.stage in (Stage.ON_HOLD, Stage.DROPPED, Stage.REVOKED),
        "log": _log(record) if request.user.is_office_staff else None,
    }


def _credits(record, user):
    return record.credits.all() if user.sees_whole_province else record.credits.known_to_keeper()


def stands_for(subject, user):
    """What the subject was merged into, when the person may see it; None otherwise."""
    return subject.merged_into_id and Subject.objects.visible_to(user).filter(pk=subject.merged_into_id).first()


IN_DIARY = ("nurture", "replicate")  # the diary asks for more: who is in charge, learnt from whom, evidence


def _steps(request, record, shown):
    today = timezone.localdate()
    return [{"name": t.name, "label": t.label, "style": t.style, "open": t.name in shown,
             "url": reverse("models_registry:step", args=[record.public_id, WORDS[t.name].slug]),
             "form": shown.get(t.name) or StepForm(step=t.name, today=today)}
            for t in WORKFLOW.available(record, request.user) if t.name not in IN_DIARY or t.name in shown]


LOGGED = {"models_registry.create_record": "Lập hồ sơ", "models_registry.credit": "Tính vào chỉ tiêu",
          "models_registry.uncredit": "Thôi tính vào chỉ tiêu", "models_registry.reach_stage": "Ghi bước phát triển"}


def _log(record):
    """The acts on the record for the office, newest first."""
    return [{"at": e.at, "who": e.actor_label, "what": LOGGED[e.action], "organization": e.organization_label,
             "reason": e.reason, "changes": _changes(e)}
            for e in AuditEvent.objects.for_object(record) if e.action in LOGGED]


def _changes(event):
    before, after = event.before, event.after
    if "stage" in after:
        return [("Giai đoạn", "", Stage(after["stage"]).label)]
    if "obligation" in before or "obligation" in after:
        return [("Chỉ tiêu", before.get("obligation", ""), after.get("obligation", ""))]
    return []


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, public_id, slug):
    """One step of development; a refused form stands open on the record's page with what was typed."""
    record = _record(request, public_id)
    name = BY_SLUG.get(slug)
    if name is None:
        raise Http404
    if not (verdict := WORKFLOW.transition(name).may(request.user, record)):
        raise PermissionDenied(verdict.reason)
    if request.method != "POST":
        return redirect(record)
    today = timezone.localdate()
    form = StepForm(request.POST, step=name, today=today)
    if form.is_valid():
        try:
            services.take_step(record, name, by=request.user, today=today, **form.cleaned_data)
        except InvalidInput as error:
            _put_errors(form, error)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(record)
        else:
            messages.success(request, f"Đã ghi: {WORKFLOW.transition(name).label}.")
            return redirect(record)
    return render(request, "models_registry/record.html", _context(request, record, {name: form}), status=422)


def _put_errors(form, error):
    for field, found in error.errors.items():
        for message in found:
            form.add_error({"reason": "note"}.get(field, field) if field else None, message)


@require_http_methods(["GET", "HEAD", "POST"])
def discover(request):
    """Quick entry of what an agency found."""
    if not (verdict := rules.may_discover(request.user)):
        raise PermissionDenied(verdict.reason)
    plans = plans_of(request).filter(status="issued")
    form = DiscoveryForm(kept_or_post(request), plans=plans, hint_url=reverse("models_registry:alike_hint"),
                         initial={"field": _usual_field(_agency(request.user), plans)})
    if request.method == "POST" and form.is_valid():
        try:
            record = services.discover(by=request.user, organization=_agency(request.user),
                                       today=timezone.localdate(), **form.values())
        except InvalidInput as error:
            _put_errors(form, error)
        else:
            messages.success(request, f"Đã ghi nhận {record}.")
            return redirect(record)
    return render(request, "models_registry/discover.html", {
        "form": form, "organization": _agency(request.user), "notes": notes_while_typing(request, form.data)},
        status=422 if form.errors else 200)


def _usual_field(agency, plans):
    """The field of what the agency found last; None when it has to choose."""
    last = ExemplarRecord.objects.filter(organization=agency, field__plan__in=plans).order_by("-pk").first()
    return last and last.field.public_id


def _agency(user):
    """The agency the person acts for."""
    if user.acting and user.acting.organization_id in user.organization_ids():
        return user.acting.organization
    return next(a.organization for a in user.active_assignments if a.organization_id in user.organization_ids())
