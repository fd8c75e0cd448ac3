"""Many nominations at once: who is meant and what will happen, then the deed; publication; saved views."""
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError, InvalidInput
from core.verdicts import ALLOWED, denied
from models_registry.checking import marks
from nominations import council_queries, queries, services
from nominations.enums import JUDGED, REFUSABLE, WAITING, WITH_OFFICE, NominationState, Planned
from nominations.filters import QueueFilter
from nominations.forms import AssignForm, DecisionForm, NothingForm, ReasonForm, ReturnForm, ToCouncilForm
from nominations.models import Nomination, SavedView
from nominations.views.common import demand, put_errors, tell
from nominations.views.review import last_decision, remember
from nominations.words import words_of

MOST_AT_ONCE = 500
MOST_NAMED = 20  # of those left out, for each reason


@dataclass(frozen=True)
class Act:
    """What is done with many: its words, form, from which states, and the deed on one (`form` → kwargs made before)."""

    heading: str
    label: str
    done: str
    form: type
    states: tuple
    do: object
    will: object  # nomination → what will be written, in words


def _plan(planned):
    return lambda n, form, by, today: services.plan_decision(
        n, planned=planned, by=by, reason=form.cleaned_data.get("reason", ""))


ACTS = {
    "recognise": Act("Xét {} hồ sơ theo một văn bản", "Ghi quyết định cho {} hồ sơ", "Đã chấp nhận {} hồ sơ",
                     DecisionForm, JUDGED, lambda n, form, by, today: services.recognise_nomination(
                         n, by=by, today=today, **form.cleaned_data), lambda n: words_of(n).done),
    "pass": Act("Đạt thẩm định {} hồ sơ", "Ghi đạt {} hồ sơ", "Đã ghi đạt thẩm định {} hồ sơ", NothingForm, WAITING,
                lambda n, form, by, today: services.pass_nomination(n, by=by, today=today),
                lambda n: "Đã thẩm định, đạt"),
    "return": Act("Trả lại {} hồ sơ", "Trả lại {} hồ sơ", "Đã trả lại {} hồ sơ", ReturnForm,
                  (*WAITING, NominationState.APPRAISED),
                  lambda n, form, by, today: services.return_nomination(
                      n, by=by, today=today, reason=form.full_reason(), due_on=form.cleaned_data["due_on"]),
                  lambda n: "Trả lại bổ sung"),
    "reject": Act("Ghi không đạt {} hồ sơ", "Ghi không đạt {} hồ sơ", "Đã ghi không đạt {} hồ sơ", ReasonForm,
                  REFUSABLE,
                  lambda n, form, by, today: services.reject_nomination(n, by=by, reason=form.cleaned_data["reason"]),
                  lambda n: "Không đạt"),
    "plan_recognise": Act("Dự kiến công nhận {} hồ sơ", "Ghi dự kiến {} hồ sơ", "Đã dự kiến {} hồ sơ", NothingForm,
                          JUDGED, _plan(Planned.RECOGNISE), lambda n: Planned.RECOGNISE.label),
    "plan_reject": Act("Dự kiến không đạt {} hồ sơ", "Ghi dự kiến {} hồ sơ", "Đã dự kiến {} hồ sơ", ReasonForm,
                       REFUSABLE, _plan(Planned.REJECT), lambda n: Planned.REJECT.label),
    "to_council": Act("Đưa {} hồ sơ vào phiên họp Hội đồng", "Đưa {} hồ sơ vào phiên họp",
                      "Đã đưa {} hồ sơ vào phiên họp", ToCouncilForm, (NominationState.APPRAISED,),
                      lambda n, form, by, today: services.send_to_council(n, by=by, **form.cleaned_data),
                      lambda n: n.proposed_award or "Biểu quyết công nhận điển hình"),
    "assign": Act("Phân công, đặt hạn {} hồ sơ", "Ghi phân công {} hồ sơ", "Đã ghi phân công, hạn xử lý {} hồ sơ",
                  AssignForm, WITH_OFFICE, None,
                  lambda n: f"đang do {n.assigned_to} xử lý" if n.assigned_to else "chưa có người xử lý"),
}


def _demand_staff(request):
    demand(ALLOWED if request.user.is_office_staff else denied("Chỉ chuyên viên Sở Nội vụ được xét hồ sơ."))


@require_POST
def selected(request):
    """One act on the chosen nominations: shown first with what will happen to each, done when confirmed."""
    _demand_staff(request)
    name = request.POST.get("act", "recognise")
    act = ACTS.get(name, ACTS["recognise"])
    rows = _selected(request, act)
    confirmed = request.POST.get("confirmed") == "1"
    form = _form(request, act, confirmed)
    if confirmed and rows and form.is_valid():
        try:
            return _done(request, act, name, rows, form)
        except InvalidInput as error:
            put_errors(form, error)
    return render(request, "nominations/bulk.html", {
        "rows": [(row, act.will(row)) for row in rows], "form": form, "query": request.POST.get("query", ""),
        "act": name, "left_out": _left_out(request, act),
        "heading": act.heading.format(len(rows)), "label": act.label.format(len(rows)),
        "marks": marks([row.record_id for row in rows if row.record_id]),
        "duplicates": queries.duplicate_notes(rows, user=request.user)}, status=422 if confirmed else 200)


def _form(request, act, confirmed):
    sent = confirmed or (act.form is DecisionForm and request.POST.get("decision_number"))
    data = request.POST if sent else None
    if act.form is AssignForm:
        return AssignForm(data, officers=queries.officers_today())
    if act.form is ToCouncilForm:
        return ToCouncilForm(data, sessions=council_queries.plannable_sessions(request.user))
    return act.form(data, initial=last_decision(request) if act.form is DecisionForm else None)


def _selected(request, act):
    """The ticked nominations the act can take, or all results of the filter when that was asked; at most 500."""
    rows = Nomination.objects.visible_to(request.user).filter(state__in=act.states)
    if request.POST.get("everything") == "1":
        rows = QueueFilter(QueryDict(request.POST.get("query", "")), rows, request=request).qs
    else:
        ticked = [text for text in request.POST.getlist("nomination") if queries.is_uuid(text)]
        rows = rows.filter(public_id__in=ticked)
    return list(queries.list_rows(rows).order_by("submission__plan", "sort_key", "pk")[:MOST_AT_ONCE])


def _left_out(request, act):
    """The sentence that names the ticked nominations the act cannot take and why; empty when it takes all."""
    ticked = [text for text in request.POST.getlist("nomination") if queries.is_uuid(text)]
    if request.POST.get("everything") == "1" or not ticked:
        return ""
    rows = list(Nomination.objects.visible_to(request.user).filter(public_id__in=ticked).exclude(
        state__in=act.states).order_by("state", "sort_key", "pk"))
    if not rows:
        return ""
    groups = groupby(rows, key=lambda row: row.office_state)
    named = "; ".join(f"{_names(list(group))} vì đang ở trạng thái «{state}»" for state, group in groups)
    return f"{len(rows)} hồ sơ không nằm trong lần này: {named}."


def _names(rows):
    more = f" và {len(rows) - MOST_NAMED} hồ sơ khác" if len(rows) > MOST_NAMED else ""
    return ", ".join(str(row) for row in rows[:MOST_NAMED]) + more


def _done(request, act, name, rows, form):
    """Each by itself; back to the same page of the queue."""
    by, today, left_out = request.user, timezone.localdate(), _left_out(request, act)
    if name == "assign":
        done, refused = services.assign(rows, form.cleaned_data["officers"], by=by,
                                        together=form.cleaned_data["together"],
                                        handle_by=form.cleaned_data["handle_by"]), []
    else:
        if name == "recognise":
            remember(request, form.cleaned_data)
            services.check_decision(form.cleaned_data["decision_number"], form.cleaned_data["decided_on"], today)
        done, refused = services.each(rows, lambda n: act.do(n, form, by, today))
    _say(request, act.done.format(len(done)), done, refused)
    if left_out:
        messages.warning(request, left_out)
    return redirect(_queue(request.POST.get("query", "")))


def _say(request, words, done, refused):
    if done:
        messages.success(request, f"{words}.")
    if outside := [str(n) for n in done if n.obligation_id and getattr(n, "counted_in", n.obligation) is None]:
        names = ", ".join(outside[:5]) + (" và các hồ sơ khác" if len(outside) > 5 else "")
        messages.warning(request, f"{len(outside)} hồ sơ có ngày văn bản nằm ngoài kỳ tính của chỉ tiêu, nên chưa được "
                                  f"tính vào chỉ tiêu nào: {names}.")
    for refusal in refused[:20]:
        messages.error(request, f"{refusal.nomination}: {refusal.reason}")


def _queue(query):
    return reverse("nominations:queue") + (f"?{query}" if query else "")


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request):
    """The decisions prepared so far, published together under one document."""
    _demand_staff(request)
    rows = Nomination.objects.visible_to(request.user).exclude(planned="")
    if request.method == "POST":
        ticked = [text for text in request.POST.getlist("nomination") if queries.is_uuid(text)]
        rows = rows.filter(public_id__in=ticked)
    rows = list(queries.list_rows(rows).order_by("planned", "submission__plan", "sort_key", "pk")[:MOST_AT_ONCE])
    form = DecisionForm(request.POST if request.method == "POST" else None, initial=last_decision(request))
    needs_document = any(row.planned == Planned.RECOGNISE for row in rows)
    if not needs_document:
        form = NothingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and rows and form.is_valid():
        try:
            return _published(request, rows, form)
        except InvalidInput as error:
            put_errors(form, error)
    return render(request, "nominations/publish.html", {
        "rows": rows, "form": form, "votes": council_queries.votes_of(rows)},
                  status=422 if request.method == "POST" and form.errors else 200)


def _published(request, rows, form):
    today, facts = timezone.localdate(), dict(form.cleaned_data)
    if facts:
        services.check_decision(facts["decision_number"], facts["decided_on"], today)
        remember(request, facts)
    done, refused = services.publish(rows, by=request.user, today=today, **facts)
    _say(request, f"Đã công bố kết quả {len(done)} hồ sơ", done, refused)
    return redirect("nominations:publish" if refused else "nominations:queue")


@require_POST
def views(request):
    """Keep the conditions of the queue under a name, or forget them."""
    _demand_staff(request)
    if request.POST.get("bo", "").isdigit():
        view = get_object_or_404(SavedView, user=request.user, pk=request.POST["bo"])
        services.forget_view(view)
        messages.success(request, f"Đã bỏ bộ lọc «{view.name}».")
        return redirect("nominations:queue")
    query = request.POST.get("query", "")
    try:
        view = services.save_view(user=request.user, name=request.POST.get("name", ""), query=query)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, f"Đã lưu bộ lọc «{view.name}».")
    return redirect(_queue(query))
