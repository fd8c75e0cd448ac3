"""The office's side: the queue, one dossier after another, many under one decision."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError, InvalidInput
from core.htmx import render_page
from core.paging import page_of_ids
from core.verdicts import ALLOWED, denied
from nominations import council_queries, eligibility, queries, rules, services
from nominations.enums import REFUSABLE, WAITING, WITH_OFFICE, NominationState
from nominations.filters import QueueFilter, choices_of
from nominations.forms import (
    AnswerForm,
    CommentForm,
    ConsultForm,
    DecisionForm,
    FindingForm,
    NothingForm,
    PassForm,
    PlanForm,
    ReasonForm,
    ReturnForm,
    RevokeForm,
    ToCouncilForm,
)
from nominations.models import Nomination
from nominations.transitions import BY_SLUG, SLUGS, WORKFLOW
from nominations.views.common import PAGE, demand, put_errors, say_what_was_typed, tell
from nominations.words import words_of

FORMS = {
    "recognise": DecisionForm, "pass": PassForm, "appraise": NothingForm, "return": ReturnForm, "consult": ConsultForm,
    "end_consult": NothingForm, "hold": ReasonForm, "release": NothingForm, "reject": ReasonForm,
    "reopen": ReasonForm, "revoke": RevokeForm, "to_council": ToCouncilForm, "council_again": ReasonForm,
}
ON_TO_THE_NEXT = ("recognise", "pass", "to_council", "return", "reject", "hold")
LAST_DECISION = "last_decision"
BULK_LABELS = {
    "recognise": "Công nhận, chọn gửi theo một văn bản…", "pass": "Đạt thẩm định…", "return": "Trả lại bổ sung…",
    "plan_recognise": "Dự kiến công nhận…", "plan_reject": "Dự kiến không đạt…", "reject": "Không đạt…",
    "to_council": "Chuyển hội đồng…", "assign": "Phân công, đặt hạn xử lý…",
}


def may_see_queue(user):
    return ALLOWED if user.sees_whole_province else denied("Hàng đợi thẩm định dành cho Sở Nội vụ và lãnh đạo.")


@require_safe
def queue(request):
    """What was sent; filters and order stand in the address, and who opens it without any sees what waits."""
    demand(may_see_queue(request.user))
    asked = _asked(request.GET)
    shown = filtered(request, asked)
    progress = queries.progress(filtered(request, _without_state(request.GET)).qs)
    state = shown.form.cleaned_data.get("state") if shown.is_valid() else ""
    count = progress.by_state.get(state, 0) if state else progress.total
    page = page_of_ids(request.GET.get("page"), shown.qs, size=PAGE, count=count)
    page.object_list = queries.queue_rows(page.object_list, user=request.user)
    return render_page(request, "nominations/queue.html", "nominations/_queue.html", {
        "filter": shown, "page": page, "done": progress.done, "total": progress.total, "query": asked.urlencode(),
        "is_waiting": asked.get("state") == NominationState.SUBMITTED, "dealt_with": progress.words,
        "to_council": "" if page.object_list else _to_council(request.user, progress),
        "may_decide": request.user.is_office_staff, "views": choices_of(request).views,
        "today": timezone.localdate(), "planned": queries.planned_count(request.user),
        "ACTS": _bulk_labels(state), "selectable": WITH_OFFICE})


def _bulk_labels(state):
    """The acts on many, first the one that such cases wait for: to be found in order, or to be decided."""
    first = "pass" if state in WAITING else "recognise"
    return {first: BULK_LABELS[first], **BULK_LABELS}


def _to_council(user, progress):
    """Where the appraised cases are put before a council: the next session's choice, else a new session; empty when
    there is none of them, or the person may not."""
    if not (user.is_office_staff and progress.by_state.get(NominationState.APPRAISED)):
        return ""
    session = council_queries.plannable_sessions(user).first()
    if session is None:
        return reverse("nominations:council_session_new")
    return reverse("nominations:council_choose", args=[session.public_id])


def _asked(query):
    """The conditions of the address; those that wait when it names none. «state=» asks for every state."""
    if set(query) <= {"page"}:
        query = query.copy()
        query["state"] = NominationState.SUBMITTED.value
    return query


def filtered(request, data):
    rows = Nomination.objects.visible_to(request.user).exclude(submitted_at=None).order_by("submitted_at", "pk")
    return QueueFilter(data, rows, request=request)


def _without_state(query):
    query = query.copy()
    query.pop("state", None)
    return query


def _nomination(request, public_id):
    demand(may_see_queue(request.user))
    rows = queries.list_rows(Nomination.objects.visible_to(request.user)).select_related(
        "submission__plan", "submission__field", "submission__organization", "submission__created_by",
        "obligation__rule", "obligation__bearer", "record__practice_model", "record__subject")
    return get_object_or_404(rows, public_id=public_id)


@require_safe
def review(request, public_id):
    """One dossier: data, criteria, who may be the same, history, and what may be done with it."""
    return render(request, "nominations/review.html", _review_context(request, _nomination(request, public_id)))


def _review_context(request, nomination, shown=None, found=None):
    """`shown` is a form that was refused, by the name of its act; `found` a refused finding."""
    query = request.GET.urlencode()
    field, stage = nomination.submission.field, words_of(nomination)
    in_queue = filtered(request, _without_state(request.GET))
    progress = queries.progress(in_queue.qs if in_queue.is_valid() else Nomination.objects.none())
    return {
        "nomination": nomination, "submission": nomination.submission, "words": stage, "query": query,
        "acts": _acts(request, nomination, shown or {}), "done": progress.done,
        "total": progress.total,
        "criteria": field.criteria.filter(subject_type=nomination.subject_type) if field else [],
        "twins": queries.possible_twins(nomination), "history": queries.history(nomination, user=request.user),
        "changes": queries.changes_since_return(nomination),
        "votes": council_queries.votes_of([nomination]).get(nomination.pk, ()),
        "comments": nomination.comments.select_related("by"), "consultations": _consultations(request, nomination),
        "comment_form": CommentForm(user=request.user) if request.user.is_office_staff else None,
        "plan_form": _plan_form(request, nomination), "today": timezone.localdate(),
        "earlier": queries.earlier_rejections(nomination),
        "files": nomination.files.filter(removed_at=None), **_conditions(request, nomination, found),
        "credits": nomination.record.credits.select_related("obligation__bearer", "rule") if nomination.record else [],
        "counts_elsewhere": _counts_elsewhere(nomination),
        "bearer": queries.bearer_now(nomination, timezone.localdate()), "may_decide": request.user.is_office_staff,
    }


def _conditions(request, nomination, refused=None):
    """Each condition with its outcome, how it stood at the last return and, for officers, the form of a finding; a
    refused one stands open. And the conditions that were asked at the return alone."""
    found = eligibility.outcomes(nomination, user=request.user, today=timezone.localdate())
    before, no_more = eligibility.changed_since_return(nomination, found)
    may = request.user.is_office_staff and nomination.record_id
    return {"asked_no_more": no_more, "findings": [
        {"outcome": o, "was": before.get(o.condition.code), "open": _is_of(refused, o), "form": (
            refused if _is_of(refused, o) else FindingForm(auto_id=f"dk{n}_%s", initial={"code": o.condition.code}))
            if may else None} for n, o in enumerate(found)]}


def _consultations(request, nomination):
    """Each question with its answer, or for officers the form of the answer."""
    return [{"row": row, "form": AnswerForm(auto_id=f"yk{row.pk}_%s", initial={"on": timezone.localdate()})
             if row.answered_on is None and request.user.is_office_staff else None}
            for row in nomination.consultations.all()]


def _plan_form(request, nomination):
    may = request.user.is_office_staff and nomination.state in REFUSABLE
    return PlanForm(auto_id="dukien_%s", initial={
        "planned": nomination.planned, "reason": nomination.planned_reason}) if may else None


@require_POST
def plan(request, public_id):
    """The decision prepared, to be published together with others."""
    nomination = _nomination(request, public_id)
    demand(rules.may_decide(request.user, nomination))
    form = PlanForm(request.POST)
    if form.is_valid():
        try:
            services.plan_decision(nomination, by=request.user, **form.cleaned_data)
        except DomainError as error:
            tell(request, error)
        else:
            messages.success(request, f"Đã ghi dự kiến cho {nomination}.")
    return redirect(_with_query(nomination, request))


def _is_of(form, outcome):
    return form is not None and form.data.get("code") == outcome.condition.code


@require_http_methods(["GET", "HEAD", "POST"])
def finding(request, public_id):
    """An officer's word about one condition, or its waiver."""
    nomination = _nomination(request, public_id)
    demand(rules.may_decide(request.user, nomination))
    if request.method != "POST":
        return redirect(_with_query(nomination, request))
    form = FindingForm(request.POST)
    if form.is_valid():
        try:
            services.find(nomination, by=request.user, today=timezone.localdate(), **form.cleaned_data)
        except DomainError as error:
            put_errors(form, error)
        else:
            messages.success(request, "Đã ghi kết luận về điều kiện.")
            return redirect(_with_query(nomination, request) + "#dieu-kien")
    return render(request, "nominations/review.html", _review_context(request, nomination, found=form), status=422)


def _counts_elsewhere(nomination):
    """The obligation of the same rule for which the record already counts, when it is another's."""
    if not nomination.record or not nomination.obligation:
        return None
    credit = nomination.record.credits.filter(rule=nomination.obligation.rule).select_related(
        "obligation__bearer").first()
    if credit and credit.obligation.bearer_id != nomination.obligation.bearer_id:
        return credit.obligation
    return None


def _acts(request, nomination, shown):
    """The buttons of the page from the workflow, each with its form."""
    acts = []
    for transition in WORKFLOW.available(nomination, request.user):
        if transition.name in FORMS:
            label = words_of(nomination).act if transition.name == "recognise" else transition.label
            acts.append({"name": transition.name, "label": label, "style": transition.style,
                         "url": reverse("nominations:act", args=[nomination.public_id, SLUGS[transition.name]]),
                         "form": shown.get(transition.name) or _form(request, nomination, transition.name),
                         "open": transition.name in shown or transition.style == "primary",
                         "failed": transition.name in shown, "goes_on": transition.name in ON_TO_THE_NEXT})
    return acts


def _form(request, nomination, name, data=None):
    kind = FORMS[name]
    if kind is DecisionForm:
        return DecisionForm(data, nomination=nomination, initial=last_decision(request), prefix=name,
                            has_ceiling=queries.has_ceiling(nomination.obligation))
    if kind is ToCouncilForm:
        return ToCouncilForm(data, prefix=name, sessions=council_queries.plannable_sessions(request.user))
    return kind(data, prefix=name)


def last_decision(request):
    """Number and day the officer wrote last, so that forty dossiers of one decision need no typing."""
    return request.session.get(LAST_DECISION, {})


@require_http_methods(["GET", "HEAD", "POST"])
def act(request, public_id, slug):
    """One act of the workflow on one dossier; then the next waiting one of the same queue."""
    nomination = _nomination(request, public_id)
    name = BY_SLUG.get(slug)
    if name is None:
        raise Http404
    demand(rules.may_decide(request.user, nomination))
    if request.method != "POST":
        return redirect(_with_query(nomination, request))
    form = _form(request, nomination, name, request.POST)
    if form.is_valid():
        try:
            done = DO[name](request, nomination, form)
        except InvalidInput as error:
            put_errors(form, error)
        except DomainError as error:
            tell(request, error)
            say_what_was_typed(request, form)
            return redirect(_with_query(nomination, request))
        else:
            return _after(request, done, name)
    return render(request, "nominations/review.html", _review_context(request, nomination, {name: form}), status=422)


def _with_query(nomination, request):
    query = request.GET.urlencode()
    return reverse("nominations:review", args=[nomination.public_id]) + (f"?{query}" if query else "")


def _recognise(request, nomination, form):
    facts = form.cleaned_data
    done = services.recognise_nomination(nomination, by=request.user, today=timezone.localdate(), **facts)
    remember(request, facts)
    if nomination.obligation_id and done.counted_in is None:
        messages.warning(request, f"{done}: ngày {facts['decided_on']:%d/%m/%Y} nằm ngoài kỳ tính của chỉ tiêu, "
                                  "nên chưa được tính vào chỉ tiêu nào.")
    return done


def remember(request, facts):
    request.session[LAST_DECISION] = {
        "decision_number": facts["decision_number"], "decided_on": facts["decided_on"].isoformat(),
        "signer": facts.get("signer", ""), "signer_position": facts.get("signer_position", "")}


def _facts(form, *names):
    return {name: form.cleaned_data[name] for name in names}


DO = {
    "recognise": _recognise,
    "pass": lambda request, n, form: services.pass_nomination(
        n, by=request.user, today=timezone.localdate(), **_facts(form, "note")),
    "appraise": lambda request, n, form: services.take_up(n, by=request.user),
    "return": lambda request, n, form: services.return_nomination(
        n, reason=form.full_reason(), by=request.user, today=timezone.localdate(), **_facts(form, "due_on")),
    "consult": lambda request, n, form: services.consult(
        n, by=request.user, today=timezone.localdate(), **_facts(form, "body", "question", "due_on")).nomination,
    "end_consult": lambda request, n, form: services.end_consulting(n, by=request.user),
    "hold": lambda request, n, form: services.hold_nomination(n, by=request.user, **_facts(form, "reason")),
    "release": lambda request, n, form: services.release_nomination(n, by=request.user),
    "reject": lambda request, n, form: services.reject_nomination(n, by=request.user, **_facts(form, "reason")),
    "reopen": lambda request, n, form: services.reopen_nomination(n, by=request.user, **_facts(form, "reason")),
    "to_council": lambda request, n, form: services.send_to_council(n, by=request.user, **form.cleaned_data),
    "council_again": lambda request, n, form: services.council_again(n, by=request.user, **_facts(form, "reason")),
    "revoke": lambda request, n, form: services.revoke_nomination(
        n, by=request.user, today=timezone.localdate(), **_facts(form, "number", "on", "reason")),
}
SAID = {
    "pass": "Đã ghi đạt thẩm định", "appraise": "Đã nhận thẩm định", "return": "Đã trả lại bổ sung",
    "consult": "Đã ghi việc lấy ý kiến", "end_consult": "Đã kết thúc lấy ý kiến", "hold": "Đã tạm dừng xét",
    "release": "Đã đưa về xét tiếp", "reject": "Đã ghi không đạt", "reopen": "Đã đưa về xét lại",
    "revoke": "Đã ghi thu hồi", "to_council": "Đã đưa vào phiên họp Hội đồng",
    "council_again": "Đã đưa về danh sách chờ phiên họp sau",
}


def _after(request, nomination, name):
    said = words_of(nomination).done if name == "recognise" else SAID[name]
    messages.success(request, f"{said}: {nomination}.")
    following = queries.next_waiting(filtered(request, _without_state(request.GET)).qs, nomination)
    if name not in ON_TO_THE_NEXT or following is None:
        return redirect(_with_query(nomination, request))
    return redirect(_with_query(following, request))
