"""The agency's side: begin a submission, fill its list, send it, withdraw."""
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError, EditConflict
from core.htmx import render_page
from core.kept import kept_or_post
from models_registry.models import ExemplarRecord
from nominations import eligibility, queries, rules, services
from nominations.filters import SubmissionFilter
from nominations.forms import (
    KINDS,
    CommentForm,
    DeclarationForm,
    FilesForm,
    NomineeForm,
    NoteForm,
    WithdrawForm,
    kind_of,
)
from nominations.models import Nomination, Submission
from nominations.services.submitting import missing_facts
from nominations.transitions import WORKFLOW
from nominations.views.autosave import autosaved, wants_autosave
from nominations.views.common import agency_of, demand, page_of, posted, put_errors, tell
from nominations.views.conflicts import in_words, with_chosen
from plans.models import Plan, PlanField, QuotaObligation


@require_safe
def submission_list(request):
    """The submissions the person may see: an agency's own, for the office all that were sent."""
    shown = SubmissionFilter(request.GET, Submission.objects.visible_to(request.user), request=request)
    page = page_of(request, shown.qs.order_by("-pk").values_list("pk", flat=True))
    page.object_list = queries.with_counts(Submission.objects.filter(pk__in=list(page.object_list)),
                                           user=request.user).order_by("-pk")  # counted for the page's rows alone
    return render_page(request, "nominations/list.html", "nominations/_submissions.html", {
        "filter": shown, "page": page, "may_nominate": bool(rules.may_nominate(request.user))})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """Choose plan and field, with what is missing in each; posting begins the draft."""
    demand(rules.may_nominate(request.user))
    organization, today = agency_of(request.user, rules.WRITERS), timezone.localdate()
    if request.method == "POST":
        return _begin(request, organization, today)
    plans = Plan.objects.visible_to(request.user)
    openings = queries.openings(organization, plans=plans, today=today)
    wanted = _wanted(request, openings)
    if wanted:
        openings = wanted
    return render(request, "nominations/start.html", {
        "organization": organization, "openings": openings, "narrowed": bool(wanted), "form_key": uuid4(),
        "record": request.GET.get("ho-so", ""), "drafts": _open_drafts(request.user, organization)})


def _wanted(request, openings):
    """The openings that the address asks for: of one obligation, or of one plan or field."""
    obligation, plan, field = (request.GET.get(name, "") for name in ("chi-tieu", "ke-hoach", "linh-vuc"))
    if obligation:
        return [o for o in openings if any(str(line.obligation.public_id) == obligation for line in o.lines)]
    return [o for o in openings if (plan or field) and str(o.plan.public_id) == (plan or str(o.plan.public_id))
            and (not field or (o.field and str(o.field.public_id) == field))]


def _open_drafts(user, organization):
    """Drafts that were never sent, so that one goes on instead of beginning twice."""
    drafts = Submission.objects.visible_to(user).filter(organization=organization, first_submitted_at=None)
    return queries.with_counts(drafts, user=user).order_by("-pk")[:10]


def _begin(request, organization, today):
    plan = get_object_or_404(Plan.objects.visible_to(request.user), public_id=_uuid(request.POST.get("plan")))
    field = None
    if request.POST.get("field"):
        field = get_object_or_404(PlanField, plan=plan, public_id=_uuid(request.POST["field"]))
    try:
        submission = services.create_submission(
            by=request.user, organization=organization, plan=plan, field=field,
            form_key=_uuid(request.POST.get("form_key")), today=today)
    except DomainError as error:
        tell(request, error)
        return redirect("nominations:start")
    _carry_over(request, submission, request.POST.getlist("record"))
    return redirect(submission)


def _carry_over(request, submission, texts):
    """Take the named records of the registry into the list; those the agency may not carry over are left out."""
    wanted = [_uuid(text) for text in texts]
    rows = queries.carried_over(submission, user=request.user).filter(public_id__in=wanted) if wanted else []
    return services.carry_over(submission, rows, by=request.user, today=timezone.localdate())


def _uuid(text):
    """The UUID of an address or form value; 404 for anything else."""
    try:
        return UUID(str(text))
    except ValueError as error:
        raise Http404 from error


@require_safe
def submission_detail(request, public_id):
    """The list of nominees with what is missing, the criteria beside it, and what can be done."""
    submission = _submission(request, public_id)
    return render_page(request, "nominations/submission.html", "nominations/_nominees.html",
                       _submission_context(request, submission))


def _submission(request, public_id):
    rows = Submission.objects.visible_to(request.user).select_related("plan", "field", "organization", "created_by")
    return get_object_or_404(rows, public_id=public_id)


def _submission_context(request, submission):
    today, user = timezone.localdate(), request.user
    states = dict(Nomination.objects.visible_to(user).filter(submission=submission).values_list("pk", "state"))
    page = page_of(request, list(states))
    nominees = list(queries.list_rows(Nomination.objects.visible_to(user).filter(pk__in=page.object_list)))
    field = submission.field
    may_write = rules.may_write(user, submission)
    lines = queries.lines_for(submission.organization, plan=submission.plan, field=field, today=today)
    return {
        "submission": submission, "nominees": nominees, "page": page, "may_write": may_write, "kinds": KINDS,
        "sign_off": queries.sign_off_of(submission, request.user),
        "editable": {pk for pk, state in states.items() if may_write and state in rules.EDITABLE},
        "duplicates": queries.duplicate_notes(nominees, user=user),
        "missing": {n.pk: missing_facts(n) for n in nominees if n.state in rules.EDITABLE},
        "fails": eligibility.fails_in_list(submission, nominees, today),
        "lines": lines, "bearers": {line.obligation.pk: line.bearer for line in lines},
        "criteria": field.criteria.all() if field else [], "conditions": queries.conditions_of(submission),
        "duty": queries.next_duty(submission.organization, submission.plan, today=today),
        "office": queries.office(), "today": today,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def note(request, public_id):
    """The agency's note to the office."""
    submission = _submission(request, public_id)
    demand(rules.may_write(request.user, submission))
    form = NoteForm(kept_or_post(request), initial={"note": submission.note})
    if request.method == "POST" and form.is_valid():
        services.write_note(submission, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, "Đã lưu ghi chú.")
        return redirect(submission)
    return render(request, "nominations/act.html", {
        "form": form, "heading": "Ghi chú gửi Sở Nội vụ", "label": "Lưu ghi chú",
        "back_url": submission.get_absolute_url()}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def from_registry(request, public_id):
    """Choose from what the agency found and registered; each becomes a nominee with what is known of it."""
    submission = _submission(request, public_id)
    demand(rules.may_write(request.user, submission))
    if request.method == "POST":
        added = _carry_over(request, submission, request.POST.getlist("record"))
        added += _copy(request, submission, request.POST.getlist("nomination"))
        if added:
            messages.success(request, f"Đã đưa {len(added)} điển hình vào danh sách.")
            return redirect(submission)
        messages.error(request, "Chưa chọn điển hình nào.")
    return render(request, "nominations/from_registry.html", {
        "submission": submission, "rows": queries.carried_over(submission, user=request.user)[:500],
        "former": queries.former_nominations(submission, user=request.user)[:200]})


def _copy(request, submission, texts):
    """Nominees copied from what the agency put forward before."""
    wanted = [_uuid(text) for text in texts]
    rows = queries.former_nominations(submission, user=request.user).filter(public_id__in=wanted) if wanted else []
    return services.copy_nominees(submission, rows, by=request.user, today=timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
def nominee_add(request, public_id, kind):
    """A new nominee of one kind."""
    submission = _submission(request, public_id)
    demand(rules.may_write(request.user, submission))
    form = _nominee_form(request, submission, kind)
    if wants_autosave(request):
        return autosaved(form, lambda: services.add_nominee(
            submission, by=request.user, values=form.values(), today=timezone.localdate(),
            key=form.cleaned_data["key"]))
    if request.method == "POST" and form.is_valid():
        try:
            nomination = services.add_nominee(submission, by=request.user, values=form.values(),
                                              today=timezone.localdate(), key=form.cleaned_data["key"])
        except DomainError as error:
            put_errors(form, error)
        else:
            return _after_save(request, nomination)
    return _nominee_page(request, submission, form, kind)


@require_http_methods(["GET", "HEAD", "POST"])
def declaration(request, public_id):
    """Ratings and titles of the nominee, year by year, as far as the plan's conditions ask for them."""
    nomination = _nomination(request, public_id)
    demand(rules.may_edit(request.user, nomination))
    lines = eligibility.declarable(nomination, timezone.localdate())
    form = DeclarationForm(kept_or_post(request), lines=lines, declared=nomination.declared)
    if request.method == "POST" and form.is_valid():
        services.declare_merit(nomination, by=request.user, rows=form.rows())
        messages.success(request, f"Đã lưu kê khai của {nomination}.")
        return redirect(nomination)
    return render(request, "nominations/declaration.html", {
        "nomination": nomination, "submission": nomination.submission, "form": form,
        "outcomes": eligibility.outcomes(nomination, user=request.user, today=timezone.localdate())},
        status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def nominee_edit(request, public_id):
    """Correct a nominee; when someone saved first, both texts stand side by side and nothing is lost."""
    nomination = _nomination(request, public_id)
    demand(rules.may_edit(request.user, nomination))
    kind, conflict, status = kind_of(nomination), None, 200
    form = _nominee_form(request, nomination.submission, kind, nomination)
    if wants_autosave(request):
        return autosaved(form, lambda: services.update_nominee(
            nomination, by=request.user, values=form.values(), today=timezone.localdate(),
            version=form.cleaned_data["version"]))
    if request.method == "POST" and form.is_valid():
        try:
            stored = services.update_nominee(nomination, by=request.user, values=form.values(),
                                             today=timezone.localdate(), version=form.cleaned_data["version"])
        except EditConflict as error:
            conflict, status = _conflict(form, nomination, error), 409
            form.data = form.data.copy()
            form.data["version"] = nomination.version
        except DomainError as error:
            put_errors(form, error)
        else:
            return _after_save(request, stored)
    return _nominee_page(request, nomination.submission, form, kind, nomination, conflict, status)


def _conflict(form, nomination, error):
    """What differs, field by field: (label, mine, theirs); `rows` begin with the field's name, for the choice."""
    mine = form.values()
    rows = [(name, form.fields[name].label, in_words(form, name, mine[name]),
             in_words(form, name, getattr(nomination, name)))
            for name in form.fields if name in mine and mine[name] != getattr(nomination, name)]
    return {"by": error.by, "at": error.at, "rows": rows, "fields": [row[1:] for row in rows]}


def _nominee_form(request, submission, kind, nomination=None):
    if kind not in KINDS:
        raise Http404
    lines = queries.lines_for(submission.organization, plan=submission.plan, field=submission.field,
                              today=timezone.localdate())
    instance = Nomination.objects.get(pk=nomination.pk) if nomination else None  # the form writes into its instance
    return NomineeForm(with_chosen(posted(request), instance), instance=instance, kind=kind, lines=lines,
                       hint_url=f"{submission.get_absolute_url()}trung-lap/?kind={kind}")


def _nominee_page(request, submission, form, kind, nomination=None, conflict=None, status=200):
    field = submission.field
    typed = _typed(submission, form.data or form.initial, kind, nomination)
    context = {"submission": submission, "form": form, "kind": kind, "kind_label": KINDS[kind][0],
               "outcomes": eligibility.outcomes(typed, user=request.user, today=timezone.localdate()),
               "nomination": nomination, "conflict": conflict, "lines": form.fitting,
               "criteria": field.criteria.all() if field else [], "conditions": queries.conditions_of(submission),
               "notes": _notes(request, typed)}
    return render_page(request, "nominations/nominee.html", "nominations/_nominee_form.html", context,
                       status=422 if form.errors and status == 200 else status)


def _typed(submission, words, kind, nomination=None):
    """A nomination as it stands in the form, for hints and checks; never stored."""
    year, party = str(words.get("birth_year") or ""), str(words.get("has_party_organisation") or "")
    typed = Nomination(
        submission=submission, record_kind=KINDS[kind][2],
        subject_type=KINDS[kind][1] or words.get("subject_type") or "collective",
        birth_year=int(year) if year.isdigit() and len(year) == 4 else None,
        has_party_organisation={"True": True, "False": False}.get(party),
        **{name: str(words.get(name) or "").strip()[:255] for name in ("name", "unit_text", "position")},
        subject_kind=str(words.get("subject_kind") or "")[:14])
    if nomination:
        typed.record, typed.declared, typed.submitted_at = nomination.record, nomination.declared, None
    return typed


def _notes(request, typed):
    if not typed.name:
        return []
    return queries.notes_while_typing(queries.facts_of(typed), user=request.user)


@require_safe
def duplicate_hint(request, public_id):
    """The piece of the form that says, while one types, that somebody alike is there already."""
    submission = _submission(request, public_id)
    kind = request.GET.get("kind", "ca-nhan")
    if kind not in KINDS:
        raise Http404
    typed = _typed(submission, request.GET, kind)
    return render(request, "nominations/_typing.html", {
        "notes": _notes(request, typed),
        "outcomes": eligibility.outcomes(typed, user=request.user, today=timezone.localdate())})


def _after_save(request, nomination):
    messages.success(request, f"Đã lưu {nomination}.")
    if request.POST.get("next") == "another":
        return redirect("nominations:nominee_add", nomination.submission.public_id, kind_of(nomination))
    return redirect(nomination.submission)


def _nomination(request, public_id):
    return get_object_or_404(queries.list_rows(Nomination.objects.visible_to(request.user)), public_id=public_id)


@require_POST
def nominee_remove(request, public_id):
    """Take a draft nominee out of the list, after a question."""
    nomination = _nomination(request, public_id)
    demand(rules.owns(request.user, nomination))
    submission = nomination.submission
    if request.POST.get("confirmed") != "1":
        return render(request, "core/confirm.html", {
            "question": f"Bỏ {nomination} khỏi danh sách?", "action": request.path, "label": "Bỏ khỏi danh sách",
            "danger": True, "back_url": submission.get_absolute_url()})
    try:
        services.remove_nominee(nomination, by=request.user)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, f"Đã bỏ {nomination} khỏi danh sách.")
    return redirect(submission)


@require_POST
def submit(request, public_id):
    """Send all nominees or the ticked ones, after a question that says how many."""
    submission = _submission(request, public_id)
    demand(rules.may_write(request.user, submission))
    chosen = _chosen(request, submission)
    if request.POST.get("confirmed") != "1":
        return render(request, "core/confirm.html", _submit_question(request, submission, chosen))
    try:
        sent = services.submit_submission(submission, by=request.user, today=timezone.localdate(), chosen=chosen)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, f"Đã gửi Sở Nội vụ. Mã tiếp nhận: {sent.receipt_code}.")
    return redirect(submission)


def _chosen(request, submission):
    """Ids of the ticked nominees; None means all."""
    if request.POST.get("scope") == "all":
        return None
    ticked = [_uuid(text) for text in request.POST.getlist("nominee")]
    return list(submission.nominations.filter(public_id__in=ticked).values_list("pk", flat=True))


def _submit_question(request, submission, chosen):
    rows = submission.nominations.filter(state__in=rules.EDITABLE)
    count = rows.count() if chosen is None else rows.filter(pk__in=chosen).count()
    fields = [(name, value) for name in ("scope", "nominee") for value in request.POST.getlist(name)]
    return {"question": f"Gửi {count} đề cử đến Sở Nội vụ?", "action": request.path, "label": "Gửi Sở Nội vụ",
            "detail": "Sau khi gửi, đề cử không sửa được cho đến khi được trả lại.", "fields": fields,
            "back_url": submission.get_absolute_url()}


@require_POST
def draft_delete(request, public_id):
    """Delete a submission that was never sent, after a question."""
    submission = _submission(request, public_id)
    demand(rules.may_write(request.user, submission))
    if request.POST.get("confirmed") != "1":
        return render(request, "core/confirm.html", {
            "question": "Xóa bản nháp này cùng các đề cử trong đó?", "action": request.path, "label": "Xóa bản nháp",
            "danger": True, "back_url": submission.get_absolute_url()})
    try:
        services.delete_draft(submission, by=request.user)
    except DomainError as error:
        tell(request, error)
        return redirect(submission)
    messages.success(request, "Đã xóa bản nháp.")
    return redirect("nominations:list")


@require_safe
def nomination_detail(request, public_id):
    """One nomination as the agency sees it; the office is led to its dossier page."""
    nomination = _nomination(request, public_id)
    if request.user.sees_whole_province:
        return redirect("nominations:review", nomination.public_id)
    return render(request, "nominations/detail.html", {
        "nomination": nomination, "submission": nomination.submission, "office": queries.office(),
        "may_edit": rules.may_edit(request.user, nomination),
        "record": ExemplarRecord.objects.visible_to(request.user).filter(pk=nomination.record_id).first(),
        "earlier": queries.earlier_rejections(nomination),
        "may_withdraw": bool(WORKFLOW.check(nomination, "withdraw", request.user)),
        "comments": nomination.comments.filter(is_internal=False).select_related("by"),
        "comment_form": CommentForm(user=request.user) if rules.may_comment(request.user, nomination) else None,
        "outcomes": eligibility.outcomes(nomination, user=request.user, today=timezone.localdate()),
        "files": nomination.files.filter(removed_at=None), "files_form": FilesForm(),
        "missing": missing_facts(nomination), "bearer": queries.bearer_now(nomination, timezone.localdate()),
        "history": queries.history(nomination, user=request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, public_id):
    """Take a sent nomination back for good; the reason is optional."""
    nomination = _nomination(request, public_id)
    demand(rules.owns(request.user, nomination))
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_nomination(nomination, by=request.user, today=timezone.localdate(),
                                         reason=form.cleaned_data["reason"])
        except DomainError as error:
            tell(request, error)
        else:
            messages.success(request, f"Đã rút đề cử {nomination}.")
        return redirect(nomination)
    return render(request, "nominations/act.html", {
        "nomination": nomination, "form": form, "heading": f"Rút đề cử {nomination}?", "label": "Rút đề cử",
        "danger": True, "back_url": nomination.get_absolute_url()})


@require_safe
def obligation_shortcut(request, public_id):
    """«Lập đề cử» beside a quota: to the start page narrowed to that quota."""
    obligation = get_object_or_404(QuotaObligation.objects.visible_to(request.user), public_id=public_id)
    response = redirect("nominations:start")
    response["Location"] += f"?chi-tieu={obligation.public_id}"
    return response
