"""The agency's lists: begin one, see what is missing, fill it from the registry, send it, delete it."""
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.confirming import confirmation
from core.errors import DomainError
from core.htmx import render_page
from core.kept import kept_or_post
from core.paging import page_of_ids
from models_registry.queries import in_own_words
from nominations import eligibility, queries, rules, services
from nominations.enums import NominationState
from nominations.filters import SubmissionFilter
from nominations.forms import KINDS, NoteForm
from nominations.models import Nomination, Submission
from nominations.services.submitting import missing_facts
from nominations.views.common import PAGE, agency_of, demand, page_of, submission_of, tell, uuid_of
from plans.models import Plan, PlanField, QuotaObligation

OFFICERS_SHOWN = 3  # whom an agency may ask; who has its dossier in hand is the office's business


@require_safe
def submission_list(request):
    """The submissions the person may see: an agency's own, for the office all that were sent."""
    shown = SubmissionFilter(request.GET, Submission.objects.visible_to(request.user), request=request)
    page = page_of_ids(request.GET.get("page"), shown.qs.order_by("-pk"), size=PAGE)
    page.object_list = queries.dossier_rows(page.object_list, user=request.user)
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
    plan = get_object_or_404(Plan.objects.visible_to(request.user), public_id=uuid_of(request.POST.get("plan")))
    field = None
    if request.POST.get("field"):
        field = get_object_or_404(PlanField, plan=plan, public_id=uuid_of(request.POST["field"]))
    try:
        submission = services.create_submission(
            by=request.user, organization=organization, plan=plan, field=field,
            form_key=uuid_of(request.POST.get("form_key")), today=today)
    except DomainError as error:
        tell(request, error)
        return redirect("nominations:start")
    _carry_over(request, submission, request.POST.getlist("record"))
    return redirect(submission)


def _carry_over(request, submission, texts):
    """Take the named records of the registry into the list; those the agency may not carry over are left out."""
    wanted = [uuid_of(text) for text in texts]
    rows = queries.carried_over(submission, user=request.user).filter(public_id__in=wanted) if wanted else []
    return services.carry_over(submission, rows, by=request.user, today=timezone.localdate())


@require_safe
def submission_detail(request, public_id):
    """The list of nominees with what is missing, the criteria beside it, and what can be done."""
    submission = submission_of(request, public_id)
    return render_page(request, "nominations/submission.html", "nominations/_nominees.html",
                       _submission_context(request, submission))


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
        "duplicates": queries.duplicate_notes(nominees, user=user), "earlier": _earlier(submission, nominees),
        "missing": {n.pk: missing_facts(n) for n in nominees if n.state in rules.EDITABLE},
        "fails": eligibility.fails_in_list(submission, nominees, today),
        "lines": lines, "bearers": {line.obligation.pk: line.bearer for line in lines},
        "criteria": field.criteria.all() if field else [], "conditions": queries.conditions_of(submission),
        "duty": queries.next_duty(submission.organization, submission.plan, today=today),
        "office": queries.office(), "officers": queries.officers_today()[:OFFICERS_SHOWN], "today": today,
    }


def _earlier(submission, nominees):
    """{nomination id: (instant, reason) of former failures} of those that can still be corrected."""
    rows = [row for row in nominees if row.state in rules.EDITABLE]
    found = queries.failed_before([queries.facts_of(row) for row in rows], submission.organization_id)
    return {row.pk: failures for row, failures in zip(rows, found, strict=True)}


@require_http_methods(["GET", "HEAD", "POST"])
def note(request, public_id):
    """The agency's note to the office."""
    submission = submission_of(request, public_id)
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
    submission = submission_of(request, public_id)
    demand(rules.may_write(request.user, submission))
    if request.method == "POST":
        added = _carry_over(request, submission, request.POST.getlist("record"))
        added += _copy(request, submission, request.POST.getlist("nomination"))
        if added:
            messages.success(request, f"Đã đưa {len(added)} điển hình vào danh sách.")
            return redirect(submission)
        messages.error(request, "Chưa chọn điển hình nào.")
    rows = list(queries.carried_over(submission, user=request.user)[:500])
    in_own_words((row.subject for row in rows), request.user)
    former = list(queries.former_nominations(submission, user=request.user)[:200])
    return render(request, "nominations/from_registry.html", {
        "submission": submission, "rows": rows, "former": former,
        "failed": queries.reasons_of([row for row in former if row.state == NominationState.REJECTED])})


def _copy(request, submission, texts):
    """Nominees copied from what the agency put forward before."""
    wanted = [uuid_of(text) for text in texts]
    rows = queries.former_nominations(submission, user=request.user).filter(public_id__in=wanted) if wanted else []
    return services.copy_nominees(submission, rows, by=request.user, today=timezone.localdate())


@require_POST
def submit(request, public_id):
    """Send all nominees or the ticked ones, after a question that says how many."""
    submission = submission_of(request, public_id)
    demand(rules.may_write(request.user, submission))
    chosen = _chosen(request, submission)
    if page := confirmation(request, f"Gửi {_count(submission, chosen)} đề cử đến Sở Nội vụ?", label="Gửi Sở Nội vụ",
                            detail="Sau khi gửi, đề cử không sửa được cho đến khi được trả lại.",
                            back_url=submission.get_absolute_url()):
        return page
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
    ticked = [uuid_of(text) for text in request.POST.getlist("nominee")]
    return list(submission.nominations.filter(public_id__in=ticked).values_list("pk", flat=True))


def _count(submission, chosen):
    rows = submission.nominations.filter(state__in=rules.EDITABLE)
    return rows.count() if chosen is None else rows.filter(pk__in=chosen).count()


@require_POST
def draft_delete(request, public_id):
    """Delete a submission that was never sent, after a question."""
    submission = submission_of(request, public_id)
    demand(rules.may_write(request.user, submission))
    if page := confirmation(request, "Xóa bản nháp này cùng các đề cử trong đó?", label="Xóa bản nháp", danger=True,
                            back_url=submission.get_absolute_url()):
        return page
    try:
        services.delete_draft(submission, by=request.user)
    except DomainError as error:
        tell(request, error)
        return redirect(submission)
    messages.success(request, "Đã xóa bản nháp.")
    return redirect("nominations:list")


@require_safe
def obligation_shortcut(request, public_id):
    """«Lập đề cử» beside a quota: to the start page narrowed to that quota."""
    obligation = get_object_or_404(QuotaObligation.objects.visible_to(request.user), public_id=public_id)
    response = redirect("nominations:start")
    response["Location"] += f"?chi-tieu={obligation.public_id}"
    return response
