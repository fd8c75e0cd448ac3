"""The agency's nominees: enter one, correct it, declare its merits, look at it, take it out or back."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.confirming import confirmation
from core.errors import DomainError, EditConflict
from core.htmx import render_page
from core.kept import kept_or_post
from models_registry.models import ExemplarRecord
from nominations import eligibility, queries, rules, services
from nominations.forms import KINDS, CommentForm, DeclarationForm, FilesForm, NomineeForm, WithdrawForm, kind_of
from nominations.models import Nomination
from nominations.services.submitting import missing_facts
from nominations.transitions import WORKFLOW
from nominations.views.autosave import autosaved, wants_autosave
from nominations.views.common import demand, posted, put_errors, submission_of, tell
from nominations.views.conflicts import in_words, with_chosen


@require_http_methods(["GET", "HEAD", "POST"])
def nominee_add(request, public_id, kind):
    """A new nominee of one kind."""
    submission = submission_of(request, public_id)
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
               **_notes(request, typed)}
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
        for name in ("record", "declared", "submitted_at", "return_reason"):
            setattr(typed, name, getattr(nomination, name))
    return typed


def _notes(request, typed):
    """Who may be the same, and what the agency's former nominations of this name failed for."""
    if not typed.name:
        return {}
    return {"notes": queries.notes_while_typing(queries.facts_of(typed), user=request.user),
            "earlier": queries.earlier_rejections(typed)}


@require_safe
def duplicate_hint(request, public_id):
    """The piece of the form that says, while one types, that somebody alike is there already."""
    submission = submission_of(request, public_id)
    kind = request.GET.get("kind", "ca-nhan")
    if kind not in KINDS:
        raise Http404
    typed = _typed(submission, request.GET, kind)
    return render(request, "nominations/_typing.html", {
        **_notes(request, typed),
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
    if page := confirmation(request, f"Bỏ {nomination} khỏi danh sách?", label="Bỏ khỏi danh sách", danger=True,
                            back_url=submission.get_absolute_url()):
        return page
    try:
        services.remove_nominee(nomination, by=request.user)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, f"Đã bỏ {nomination} khỏi danh sách.")
    return redirect(submission)


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
