"""One person or body: its page, those that may be the same, and the decision whether they are."""
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import InvalidInput
from models_registry import rules, services
from models_registry.duplicates import alike, alike_pairs, facts_of, family
from models_registry.forms import CompareForm
from models_registry.models import ExemplarRecord, PracticeModel, Subject, SubjectDistinction
from models_registry.queries import in_own_words, merges_of
from models_registry.rows import record_rows
from models_registry.views.common import demand, put_errors
from models_registry.views.merit import merit_page


def subject_of(request, public_id):
    rows = Subject.objects.visible_to(request.user).select_related("organization", "merged_into")
    return get_object_or_404(rows, public_id=public_id)


@require_safe
def subject_detail(request, public_id):
    """A subject with every record and model of it that the person may see, those of what was merged into it included.

    The address of what was merged leads to what it was merged into, for who may see that.
    """
    subject = subject_of(request, public_id)
    kin = Subject.objects.visible_to(request.user).filter(pk__in=family(subject))
    if subject.merged_into_id and (winner := kin.filter(pk=subject.merged_into_id).first()):
        messages.info(request, f"«{_told(subject)}» đã gộp vào đây.")
        return redirect(winner)
    seen = ExemplarRecord.objects.visible_to(request.user)
    owned = PracticeModel.objects.filter(owners__in=kin)
    records = seen.filter(Q(subject__in=kin) | Q(practice_model__in=owned)).select_related(
        "subject", "practice_model", "plan", "field", "organization").order_by("-pk")
    in_own_words([subject, *(row.subject for row in records)], request.user)
    return render(request, "models_registry/subject.html", {
        "subject": subject, "records": record_rows(records), "merit": merit_page(subject, request.user),
        "merged": kin.filter(merged_into=subject),
        "merges": merges_of(subject) if request.user.sees_whole_province else []})


@require_safe
def alike_list(request):
    """Pairs that may be one, what was merged and what was told apart: the office's page."""
    demand(rules.may_merge(request.user))
    return render(request, "models_registry/alike.html", {
        "pairs": alike_pairs(), "merged": Subject.objects.exclude(merged_into=None).select_related(
            "merged_into", "organization").order_by("-pk")[:100],
        "apart": SubjectDistinction.objects.select_related("one", "other", "by")[:100]})


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request, public_id):
    """Two subjects side by side; then they are merged, or told apart for good."""
    demand(rules.may_merge(request.user))
    one = subject_of(request, public_id)
    other = _other(request, one)
    form = CompareForm(request.POST if request.method == "POST" else None, one=one, other=other)
    if request.method == "POST" and form.is_valid():
        try:
            kept = _decide(request, one, other, form.cleaned_data)
        except InvalidInput as error:
            put_errors(form, error)
        else:
            return redirect(kept) if kept else redirect("models_registry:alike")
    return render(request, "models_registry/compare.html", {
        "one": one, "other": other, "form": form, "sides": [_side(one), _side(other)],
        "why": alike(facts_of(one), facts_of(other)) if one.type == other.type else ""},
        status=422 if form.errors else 200)


def _other(request, one):
    """The second subject of the address (`voi`); 404 for none, for the same one, and for what is not there."""
    try:
        wanted = UUID(request.GET.get("voi", ""))
    except ValueError as error:
        raise Http404 from error
    other = subject_of(request, wanted)
    if other == one:
        raise Http404
    return other


def _side(subject):
    records = subject.records.select_related("plan", "field", "organization", "practice_model").order_by("-pk")
    return {"subject": subject, "records": records, "kinds": [tag.get_kind_display() for tag in
                                                              subject.kind_tags.order_by("kind")]}


def _decide(request, one, other, facts):
    """The subject that stays after a merge; None after the two were told apart."""
    if facts["decision"] == "apart":
        services.tell_apart(one, other, by=request.user, reason=facts["reason"])
        messages.success(request, f"Đã ghi: {_told(one)} và {_told(other)} là hai đối tượng khác nhau.")
        return None
    winner, loser = (one, other) if facts["decision"] == str(one.public_id) else (other, one)
    services.merge_subjects(loser, winner, by=request.user, reason=facts["reason"])
    messages.success(request, f"Đã gộp {_told(loser)} vào {_told(winner)}; từ nay được tính một lần.")
    return winner


def _told(subject):
    """The name with the unit, which tells two of one name apart."""
    return f"{subject} ({subject.unit_text})" if subject.unit_text else str(subject)
