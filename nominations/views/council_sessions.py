"""Sessions: the list, a new one, its page, its agenda, the roll, and the steps from draft to end."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError, InvalidInput
from core.htmx import render_page
from models_registry.checking import marks
from nominations import council_queries, queries, rules
from nominations.enums import CouncilPosition, Presence
from nominations.filters import ReadyFilter, SessionFilter
from nominations.models import Council
from nominations.services import council as services
from nominations.views.common import demand, page_of, posted, put_errors, tell
from nominations.views.council_board import Bound, render_board
from nominations.views.council_common import (
    attempt,
    demand_sight,
    demand_staff,
    instant,
    session_of,
)
from nominations.views.council_forms import CouncilReasonForm, MomentForm, SessionForm, SessionNoteForm

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
def session_list(request):
    """The sessions the person may see, the newest first."""
    demand_sight(request.user, members=True)
    shown = SessionFilter(request.GET, council_queries.session_rows(request.user), request=request)
    return render_page(request, "nominations/council_sessions.html", "nominations/_council_sessions.html", {
        "filter": shown, "page": page_of(request, shown.qs.order_by("-held_on", "-pk")),
        "may_run": request.user.is_office_staff, "sees_bodies": request.user.sees_whole_province})


@require_http_methods(GET_POST)
def session_new(request):
    """A draft session of the chosen council (the only one, when there is one)."""
    demand_staff(request.user)
    bodies = list(Council.objects.visible_to(request.user).order_by("name", "pk"))
    body = next((row for row in bodies if str(row.public_id) == request.GET.get("hoi-dong")), next(iter(bodies), None))
    if body is None:
        messages.info(request, "Trước hết hãy lập Hội đồng và thêm các thành viên.")
        return redirect("nominations:council_new")
    form = SessionForm(posted(request), council=body, initial=_usual(body))
    if form.is_valid():
        try:
            session = services.create_session(body, by=request.user, **form.cleaned_data)
        except DomainError as error:
            put_errors(form, error)
        else:
            messages.success(request, f"Đã lập phiên họp số {session.number}. Hãy chọn hồ sơ đưa vào chương trình.")
            return redirect("nominations:council_choose", session.public_id)
    return render(request, "nominations/council_form.html", {
        "form": form, "heading": f"Lập phiên họp {body}", "label": "Lập phiên họp", "bodies": bodies, "council": body,
        "back_url": reverse("nominations:council_sessions")}, status=422 if form.errors else 200)


def _usual(body):
    """The chair and the secretary that the council names, and the place where it met last."""
    last, by_position = body.sessions.order_by("-held_on", "-pk").first(), {}
    for member in body.members.filter(valid_to=None):
        by_position.setdefault(member.position, member)
    secretary = by_position.get(CouncilPosition.SECRETARY)
    chair = by_position.get(CouncilPosition.CHAIR)
    return {"chair": chair and chair.public_id, "secretary": str(secretary or ""), "place": last.place if last else ""}


@require_http_methods(GET_POST)
def session_edit(request, public_id):
    session = session_of(request, public_id)
    demand(rules.may_run_sessions(request.user, session))
    names = ("number", "held_on", "starts_at", "place", "secretary")
    form = SessionForm(posted(request), council=session.council, initial={
        **{name: getattr(session, name) for name in names}, "chair": session.chair and session.chair.public_id})
    if form.is_valid():
        try:
            session = services.update_session(session, by=request.user, **form.cleaned_data)
        except DomainError as error:
            put_errors(form, error)
        else:
            messages.success(request, "Đã lưu phiên họp.")
            return redirect(session)
    return render(request, "nominations/council_form.html", {
        "form": form, "heading": f"Sửa phiên họp số {session.number}", "label": "Lưu",
        "back_url": session.get_absolute_url()}, status=422 if form.errors else 200)


@require_safe
def session_detail(request, public_id):
    """The session as it stands: for the secretary to run, for leaders and members to follow."""
    return render_board(request, session_of(request, public_id))


@require_http_methods(GET_POST)
def choose(request, public_id):
    """Appraised cases to put on the agenda, many at once; all of the filter when that was asked."""
    session = session_of(request, public_id)
    demand(rules.may_run_sessions(request.user, session))
    rows = queries.list_rows(council_queries.ready_for_council(request.user)).order_by(
        "submission__field__order", "sort_key", "pk")
    shown = ReadyFilter(request.GET, rows, request=request)
    if request.method == "POST":
        return _chosen(request, session, shown.qs if request.POST.get("everything") == "1" else rows.filter(
            public_id__in=[text for text in request.POST.getlist("nomination") if queries.is_uuid(text)]))
    page = page_of(request, shown.qs)
    return render_page(request, "nominations/council_choose.html", "nominations/_council_choose.html", {
        "session": session, "filter": shown, "page": page, "query": request.GET.urlencode(),
        "carried": council_queries.carried_before([row.pk for row in page]),
        "marks": marks([row.record_id for row in page])})


def _chosen(request, session, rows):
    try:
        done, refused = services.add_items(session, rows, by=request.user)
    except DomainError as error:
        tell(request, error)
        return redirect(session)
    if done:
        messages.success(request, f"Đã đưa {len(done)} hồ sơ vào chương trình.")
    elif not refused:
        messages.info(request, "Chưa chọn hồ sơ nào.")
    for refusal in refused[:20]:
        messages.error(request, f"{refusal.nomination}: {refusal.reason}")
    return redirect(session if done else reverse("nominations:council_choose", args=[session.public_id]))


@require_http_methods(GET_POST)
def roll(request, public_id):
    """Who is there; one form for all members."""
    session = session_of(request, public_id)
    demand(rules.may_run_sessions(request.user, session))
    seats = list(session.seats.select_related("member"))
    if request.method == "POST":
        marks_of = {seat.pk: (_presence(request, seat), request.POST.get(f"ly-do-{seat.public_id}", "")[:255])
                    for seat in seats}
        if attempt(request, lambda: services.call_roll(session, marks_of, by=request.user), "Đã điểm danh."):
            return redirect(session)
    return render(request, "nominations/council_roll.html", {
        "session": session, "seats": seats, "choices": [c for c in Presence.choices if c[0]]})


def _presence(request, seat):
    if request.POST.get("tat-ca") == "1":  # «Tất cả có mặt»: those not marked otherwise
        return request.POST.get(f"mat-{seat.public_id}") or Presence.PRESENT
    return request.POST.get(f"mat-{seat.public_id}", Presence.UNKNOWN)


# --- from draft to end ------------------------------------------------------------------------------------------------

STEPS = {  # part of the address: (form or None, the deed, words)
    "gui": (None, lambda session, by, form: services.share_session(session, by=by),
            "Đã gửi chương trình và hồ sơ cho các thành viên có tài khoản."),
    "mo": (MomentForm, lambda session, by, form: services.open_session(
        session, by=by, at=instant(session, form.cleaned_data["at"])), "Phiên họp đã bắt đầu."),
    "ket-thuc": (MomentForm, lambda session, by, form: services.end_session(
        session, by=by, at=instant(session, form.cleaned_data["at"])), "Phiên họp đã kết thúc."),
    "huy": (CouncilReasonForm, lambda session, by, form: services.cancel_session(
        session, by=by, reason=form.cleaned_data["reason"]),
        "Đã hủy phiên họp; các hồ sơ trở về trạng thái đã thẩm định."),
    "ghi": (SessionNoteForm, lambda session, by, form: services.write_note(
        session, by=by, **form.cleaned_data), "Đã ghi diễn biến."),
}


@require_POST
def session_act(request, public_id, slug):
    """One step of the session; a refused form stands open on its page."""
    session = session_of(request, public_id)
    demand(rules.may_run_sessions(request.user, session))
    if slug not in STEPS:
        raise Http404
    kind, do, said = STEPS[slug]
    form = kind(request.POST, auto_id=f"{slug}_%s") if kind else None
    if form is None or form.is_valid():
        try:
            done = do(session, request.user, form)
        except InvalidInput as error:
            if form is None:
                tell(request, error)
                return redirect(session)
            put_errors(form, error)
            if slug == "ghi":
                form.show_again(session_of(request, public_id).note)
        except DomainError as error:
            tell(request, error)
            return redirect(session)
        else:
            messages.success(request, said)
            return redirect("nominations:council_roll", session.public_id) if slug == "mo" else redirect(done)
    return render_board(request, session, bound=Bound(slug, form), status=422)
