"""The profile of a record: what its page says beside the diary, its corrections, and hints while a name is typed."""
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import Role
from core.errors import InvalidInput
from core.kept import kept_or_post
from models_registry import rules, services
from models_registry.duplicates import NameFacts, family, possible_duplicates
from models_registry.forms import ProfileForm, SubjectForm
from models_registry.models import Profile, Subject, TitleRecord
from models_registry.queries import written_for
from models_registry.services.profiles import PROFILE
from models_registry.transitions import EARLY, RECOGNISED
from models_registry.views.common import demand, put_errors
from models_registry.views.development import ASSESSED, record_of
from organizations.models import OrganizationName
from plans.enums import Stage, SubjectType


@dataclass(frozen=True)
class Due:
    """The judgement that comes next: its key, its words, the last day of its period."""

    period: str
    words: str
    due_on: date


def next_assessment(record, today):
    """The first period not over yet that was not assessed; None for a record that is not assessed at all."""
    if record.stage not in ASSESSED:
        return None
    done, year = set(record.assessments.values_list("period", flat=True)), today.year
    coming = [Due(f"{y}-{part}", f"{words} {y}", date(y, month, day)) for y in (year, year + 1)
              for part, words, month, day in (("H1", "6 tháng đầu năm", 6, 30), ("N", "năm", 12, 31))]
    return next((due for due in coming if due.due_on >= today and due.period not in done), None)


def profile_page(record, user):
    """What the page of a record says of its subject, its results, how to do the same, and what to do first."""
    today, agency = timezone.localdate(), record.organization
    seen = Subject.objects.visible_to(user)
    owners = seen.filter(practice_models=record.practice_model_id) if record.practice_model_id else seen.none()
    former = OrganizationName.objects.filter(organization=agency).exclude(name=agency.name)
    titles = TitleRecord.objects.filter(subject__in=family(record.subject, user=user), is_achieved=True)
    return {
        "profile": Profile.objects.filter(record=record).first(), "owners": owners.order_by("sort_key", "pk"),
        "former_names": former.values_list("name", flat=True),
        "titles": written_for(titles, user).order_by("-year", "title"), "kind_words": _kind_words(record.subject),
        "due": next_assessment(record, today), "may_edit": bool(rules.may_develop(user, record)),
        "first": _first_step(record, user),
    }


def _kind_words(subject):
    return ", ".join(tag.get_kind_display() for tag in subject.kind_tags.order_by("kind"))


def _first_step(record, user):
    """(label, address) of what the stage asks for first; None for who may not write or a record put aside."""
    if not rules.may_develop(user, record):
        return None
    if record.stage == Stage.NURTURING and user.holds(Role.SUBMITTER, Role.UNIT_HEAD):
        return "Đề nghị công nhận", nominate_url(record)
    slug, label = ("boi-duong", "Ghi hoạt động bồi dưỡng") if record.stage in EARLY else ("noi-ap-dung",
                                                                                          "Ghi nơi áp dụng")
    return (label, _diary_url(record, slug)) if record.stage in (*EARLY, *RECOGNISED) else None


def _diary_url(record, slug):
    return f"{reverse('models_registry:diary', args=[record.public_id])}?loai={slug}"


def nominate_url(record):
    """Where a nomination of the record begins, its field chosen."""
    where = {"ke-hoach": record.plan.public_id, "ho-so": record.public_id}
    if record.field:
        where["linh-vuc"] = record.field.public_id
    return f"{reverse('nominations:start')}?{urlencode(where)}"


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    """Correct who the record is about, as long as one may, and write its results and how others can do the same."""
    record = record_of(request, public_id)
    demand(rules.may_develop(request.user, record))
    known = Profile.objects.filter(record=record).first() or Profile(record=record)
    form = ProfileForm(kept_or_post(request), initial={
        "story": record.story, **{name: getattr(known, name) for name in PROFILE}})
    about = _subject_form(request, record)
    if request.method == "POST" and form.is_valid() and (about is None or about.is_valid()):
        try:
            _store(request, record, form, about)
        except InvalidInput as error:
            put_errors(form, error)
        else:
            messages.success(request, "Đã lưu hồ sơ.")
            return redirect(record)
    wrong = bool(form.errors or (about and about.errors))
    return render(request, "models_registry/profile_form.html", {
        "record": record, "form": form, "about": about, "owners": _removable_owners(request, record)},
        status=422 if wrong else 200)


def _subject_form(request, record):
    """None for who may not correct the subject any more."""
    if not rules.may_describe(request.user, record.subject):
        return None
    return SubjectForm(kept_or_post(request), subject=record.subject)


def _store(request, record, form, about):
    if about is not None:
        services.describe_subject(record, by=request.user, **about.cleaned_data)
    services.write_profile(record, by=request.user, **form.cleaned_data)


def _removable_owners(request, record):
    if not record.practice_model_id:
        return []
    owners = Subject.objects.visible_to(request.user).filter(practice_models=record.practice_model_id)
    return owners.exclude(pk=record.subject_id).order_by("sort_key", "pk")


@require_POST
def owner_remove(request, public_id):
    """Take an owner off the practice model (`chu` of the address)."""
    record = record_of(request, public_id)
    demand(rules.may_develop(request.user, record))
    owners = {str(row.public_id): row for row in _removable_owners(request, record)}
    owner = owners.get(request.GET.get("chu", ""))
    if owner is None:
        raise Http404
    services.remove_owner(record, owner, by=request.user)
    messages.success(request, f"{owner} không còn là chủ mô hình.")
    return redirect("models_registry:edit", public_id)


@require_safe
def alike_hint(request):
    """The piece of «Phát hiện» that says, while one types, that somebody alike is there already."""
    if not (verdict := rules.may_discover(request.user)):
        raise PermissionDenied(verdict.reason)
    return render(request, "models_registry/_alike_hint.html", {"notes": notes_while_typing(request, request.GET)})


def notes_while_typing(request, words):
    """(why, subject to look at) once each: the subject only when the person may see it, else None."""
    name, type_ = str(words.get("name") or "").strip()[:255], words.get("type")
    if not name or type_ not in SubjectType.values:
        return []
    facts = NameFacts(type_, name, organization_id=next(iter(request.user.organization_ids()), None),
                      unit_text=str(words.get("unit_text") or "").strip()[:255])
    hints = possible_duplicates([facts])[0]
    seen = set(Subject.objects.visible_to(request.user).filter(pk__in=[hint.subject.pk for hint in hints]).values_list(
        "pk", flat=True))
    return list(dict.fromkeys((hint.why, hint.subject if hint.subject.pk in seen else None) for hint in hints
                              if hint.subject.pk in seen or not hint.by_name_alone))
