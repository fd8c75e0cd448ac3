"""What a subject earned and what stands against it: shown by role, written with its source."""
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError, InvalidInput
from core.kept import kept_or_post
from models_registry import forms, rules, services
from models_registry.checking import uses_discipline
from models_registry.duplicates import family
from models_registry.models import Headship, Hold, Subject, TitleRecord, YearlyRating
from models_registry.queries import written_for
from models_registry.views.common import demand, put_errors, tell


@dataclass(frozen=True)
class Kind:
    """One kind of row: what its button says, its form, what writes it, and whether the office alone may."""

    label: str
    form: type
    write: object
    office_only: bool
    types: tuple = ("collective", "individual", "household")
    needs_today: bool = True


KINDS = {
    "xep-loai": Kind("Ghi xếp loại", forms.RatingForm, services.rate, False),
    "danh-hieu": Kind("Ghi danh hiệu, khen thưởng", forms.TitleForm, services.add_title, False),
    "dung-dau": Kind("Ghi tập thể do người này đứng đầu", forms.HeadForm, services.set_head, False,
                     types=("individual",), needs_today=False),
    "tam-dung": Kind("Tạm dừng xét", forms.HoldForm, services.add_hold, True, needs_today=False),
    "ky-luat": Kind("Ghi kỷ luật", forms.DisciplineForm, services.add_discipline, True, needs_today=False),
}


def merit_page(subject, user):
    """Everything the person may read of the subject's merit; disciplines are masked,
    holds for office and leaders alone."""
    kin = family(subject, user=user)
    page = {
        "ratings": written_for(YearlyRating.objects.filter(subject__in=kin), user).order_by("-year", "scheme"),
        "titles": written_for(TitleRecord.objects.filter(subject__in=kin), user).order_by("-year", "title"),
        "heads": written_for(Headship.objects.filter(person__in=kin), user).select_related("collective"),
        "kinds": [(slug, kind.label) for slug, kind in KINDS.items() if _offered(kind, subject, user)],
        "may_close": bool(rules.may_keep_conduct(user)), "conduct": user.sees_whole_province}
    if user.sees_whole_province:
        page["has_disciplines"] = uses_discipline(subject)
        page["holds"] = Hold.objects.filter(subject__in=kin)
    return page


def _offered(kind, subject, user):
    rule = rules.may_keep_conduct(user) if kind.office_only else rules.may_write_merit(user, subject)
    if kind.form is forms.DisciplineForm and not (rule and uses_discipline(subject)):
        return False
    return bool(rule) and subject.type in kind.types and subject.merged_into_id is None


def _subject(request, public_id):
    return get_object_or_404(Subject.objects.visible_to(request.user), public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, public_id):
    """One row of the kind that the address names (`loai`)."""
    subject = _subject(request, public_id)
    slug = request.GET.get("loai", "xep-loai")
    kind = KINDS.get(slug)
    if kind is None:
        raise Http404
    demand(rules.may_keep_conduct(request.user) if kind.office_only else rules.may_write_merit(request.user, subject))
    form = kind.form(kept_or_post(request), subject=subject, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            today = {"today": timezone.localdate()} if kind.needs_today else {}
            kind.write(subject, by=request.user, **form.cleaned_data, **today)
        except InvalidInput as error:
            put_errors(form, error)
        except DomainError as error:
            tell(request, error)
            return redirect(subject)
        else:
            messages.success(request, f"Đã ghi: {kind.label.lower()}.")
            return redirect(subject)
    return render(request, "models_registry/merit_form.html", {
        "subject": subject, "form": form, "heading": kind.label}, status=422 if form.errors else 200)


CLOSED = {"tam-dung": (Hold, "Kết thúc tạm dừng xét", services.end_hold),
          "danh-hieu": (TitleRecord, "Thu hồi danh hiệu", services.revoke_title)}


@require_http_methods(["GET", "HEAD", "POST"])
def close(request, public_id):
    """End a hold, or revoke a title from a day on (`loai` and `dong` of the address)."""
    subject = _subject(request, public_id)
    demand(rules.may_keep_conduct(request.user))
    model, label, act = CLOSED.get(request.GET.get("loai"), (None, "", None))
    if model is None:
        raise Http404
    found = {str(row.public_id): row for row in model.objects.filter(subject__in=family(subject))}
    row = found.get(request.GET.get("dong", ""))
    if row is None:
        raise Http404
    form = forms.CloseForm(kept_or_post(request), initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            today = {"today": timezone.localdate()} if model is TitleRecord else {}
            act(row, by=request.user, **form.cleaned_data, **today)
        except InvalidInput as error:
            put_errors(form, error, also={"to_date": "on"})
        else:
            messages.success(request, f"Đã ghi: {label.lower()}.")
            return redirect(subject)
    return render(request, "models_registry/merit_form.html", {
        "subject": subject, "form": form, "heading": f"{label}: {row}"}, status=422 if form.errors else 200)


@require_POST
def conduct(request, public_id):
    """The disciplines, once asked for: each reading is on the log."""
    subject = _subject(request, public_id)
    demand(rules.may_read_conduct(request.user))
    try:
        rows = services.read_disciplines(subject, by=request.user)
    except DomainError as error:
        tell(request, error)
        return redirect(subject)
    return render(request, "models_registry/conduct.html", {"subject": subject, "rows": rows})
