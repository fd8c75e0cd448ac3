"""The diary of a record, assessments of many at once, and rounds of registration."""
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Role
from core.confirming import confirmation
from core.errors import DomainError, InvalidInput
from core.kept import kept_or_post
from core.paging import page_of_whole
from models_registry import forms, rules, services
from models_registry.enums import Verdict
from models_registry.filters import plans_of
from models_registry.models import Assessment, ExemplarRecord, RegistrationBatch
from models_registry.transitions import EARLY, RECOGNISED
from models_registry.views.common import demand, put_errors, tell
from plans.enums import Stage

MOST = 300
PAGE_SIZE = 50


@dataclass(frozen=True)
class Kind:
    label: str
    form: type
    write: object


KINDS = {
    "boi-duong": Kind("Ghi hoạt động bồi dưỡng", forms.SupportForm, services.support),
    "noi-ap-dung": Kind("Ghi nơi áp dụng", forms.ReplicationForm, services.replicate),
    "tuyen-truyen": Kind("Ghi bài tuyên truyền", forms.PublicationForm, services.publish),
    "dong-y": Kind("Ghi đồng ý công bố", forms.ConsentForm, services.consent),
}


def development_page(record, user):
    """The diary of a record for its page."""
    return {
        "may_write": bool(rules.may_develop(user, record)), "kinds": [(slug, k.label) for slug, k in KINDS.items()],
        "support": record.support_actions.all(), "assessments": record.assessments.all(),
        "tree": tree(record.replications.all()), "publications": record.publications.all(),
        "consents": record.consents.all()}


def tree(rows):
    """(depth, replication) in the order of a tree: each place under the one it learnt from."""
    below = {}
    for row in rows:
        below.setdefault(row.source_id, []).append(row)

    def walk(source, depth):
        for row in below.get(source, ()):
            yield depth, row
            yield from walk(row.pk, depth + 1)

    return list(walk(None, 0))


def _record(request, public_id):
    rows = ExemplarRecord.objects.visible_to(request.user).select_related("subject", "practice_model")
    return get_object_or_404(rows, public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def diary(request, public_id):
    """One row of the kind that the address names (`loai`)."""
    record = _record(request, public_id)
    demand(rules.may_develop(request.user, record))
    kind = KINDS.get(request.GET.get("loai", "boi-duong"))
    if kind is None:
        raise Http404
    form = kind.form(kept_or_post(request), record=record)
    if request.method == "POST" and form.is_valid():
        try:
            kind.write(record, by=request.user, today=timezone.localdate(), **form.cleaned_data)
        except InvalidInput as error:
            put_errors(form, error)
        else:
            messages.success(request, f"Đã ghi: {kind.label.lower()}.")
            return redirect(record)
    return render(request, "models_registry/diary_form.html", {
        "record": record, "form": form, "heading": kind.label}, status=422 if form.errors else 200)


@require_POST
def revoke(request, public_id):
    """Take a consent back from today on (`dong-y` of the address)."""
    record = _record(request, public_id)
    demand(rules.may_develop(request.user, record))
    given = {str(row.public_id): row for row in record.consents.all()}
    row = given.get(request.GET.get("dong-y", ""))
    if row is None:
        raise Http404
    if page := confirmation(request, f"Rút đồng ý công bố của {row.given_by} từ hôm nay?", label="Rút đồng ý",
                            detail="Từ hôm nay không công bố gì dựa trên đồng ý này nữa; muốn công bố lại thì ghi đồng ý mới.",
                            back_url=record.get_absolute_url(), danger=True):
        return page
    services.revoke_consent(row, on=timezone.localdate(), by=request.user, today=timezone.localdate())
    messages.success(request, "Đã ghi việc rút đồng ý công bố.")
    return redirect(record)


# --- assessments ------------------------------------------------------------------------------------------------------


def periods(today):
    """(key, words) of the periods one may assess now, the last finished or running half-year first."""
    half = [(f"{today.year}-H1", f"6 tháng đầu năm {today.year}"), (f"{today.year}-N", f"Năm {today.year}")]
    before = [(f"{today.year - 1}-H1", f"6 tháng đầu năm {today.year - 1}"), (f"{today.year - 1}-N",
                                                                             f"Năm {today.year - 1}")]
    return [*(half if today.month <= 9 else half[::-1]), *before[::-1]]


def assessable(user):
    """The records in development that the person answers for."""
    rows = ExemplarRecord.objects.filter(stage__in=(Stage.REGISTERED, Stage.NURTURING, *RECOGNISED))
    if not user.is_office_staff:
        rows = rows.filter(organization__in=user.organization_ids(Role.SUBMITTER, Role.UNIT_HEAD, Role.LEAD_REVIEWER))
    return rows.select_related("subject", "practice_model", "field", "plan", "organization").order_by(
        "plan", "subject__given_key", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
def assessments(request):
    """One line an exemplar, filled with what was said before; a page of them is saved at once.

    What is saved are the lines that were sent, also when the list has changed meanwhile and they stand elsewhere now.
    """
    today, offered = timezone.localdate(), dict(periods(timezone.localdate()))
    period = request.GET.get("ky", "")
    period = period if period in offered else next(iter(offered))
    listed = assessable(request.user)
    page = page_of_whole(request.GET.get("page"), listed, listed.order_by(), size=PAGE_SIZE)
    rows = page.object_list
    if request.method == "POST":
        chosen = list(assessable(request.user).filter(public_id__in=_judged(request.POST)))
        words = {row.pk: (request.POST[f"danh-gia-{row.public_id}"],
                          request.POST.get(f"nhan-xet-{row.public_id}", "")[:4000]) for row in chosen}
        try:
            count = services.assess_many(chosen, period=period, words=words, by=request.user)
        except DomainError as error:
            tell(request, error)
        else:
            messages.success(request, f"Đã lưu đánh giá {offered[period].lower()}: {count} hồ sơ thay đổi.")
            further = page.next_page_number() if "next" in request.POST and page.has_next() else page.number
            return redirect(f"{request.path}?{urlencode({'ky': period, 'page': further})}")
    return render(request, "models_registry/assessments.html", {
        "rows": _lines(rows, period), "period": period, "period_words": offered[period], "periods": periods(today),
        "verdicts": Verdict.choices, "page": page})


def _judged(posted):
    """The public ids of the lines that were sent with a judgement."""
    named = [name.removeprefix("danh-gia-") for name in posted if name.startswith("danh-gia-") and posted[name]]
    return [text for text in named if _is_uuid(text)]


def _is_uuid(text):
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _lines(rows, period):
    """(record, assessment of the period or the last one before, whether it is of the period). One query."""
    known = {}
    for row in Assessment.objects.filter(record__in=rows, period__lte=period).order_by("period"):
        known[row.record_id] = row
    return [(row, known.get(row.pk), known.get(row.pk) is not None and known[row.pk].period == period)
            for row in rows]


# --- rounds of registration -------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def batches(request):
    """The rounds; the office opens one, an agency registers what it found in an open one."""
    today, plans = timezone.localdate(), plans_of(request).filter(status="issued")
    form = forms.BatchForm(request.POST if "name" in request.POST else None, plans=plans)
    if request.method == "POST":
        if "name" in request.POST:
            if answer := _open(request, form):
                return answer
        else:
            return _register(request, today)
    rounds = RegistrationBatch.objects.filter(plan__in=plans_of(request)).select_related("plan")
    return render(request, "models_registry/batches.html", {
        "rounds": [(row, row.is_open_on(today)) for row in rounds], "form": form,
        "may_open": bool(rules.may_open_batches(request.user)), "records": _found(request.user)},
        status=422 if form.is_bound and form.errors else 200)


def _found(user):
    """What the person's agency found and has not registered in a round."""
    mine = user.organization_ids(Role.SUBMITTER, Role.UNIT_HEAD)
    return ExemplarRecord.objects.filter(organization__in=mine, batch=None, stage__in=EARLY).select_related(
        "subject", "practice_model", "plan", "field").order_by("subject__given_key", "pk")[:MOST]


def _open(request, form):
    demand(rules.may_open_batches(request.user))
    if not form.is_valid():
        return None
    try:
        services.open_batch(by=request.user, **form.cleaned_data)
    except InvalidInput as error:
        put_errors(form, error)
        return None
    messages.success(request, "Đã mở đợt đăng ký.")
    return redirect("models_registry:batches")


def _register(request, today):
    rounds = {str(row.public_id): row for row in RegistrationBatch.objects.filter(plan__in=plans_of(request))}
    batch = rounds.get(request.POST.get("batch", ""))
    if batch is None:
        raise Http404
    wanted = set(request.POST.getlist("record"))
    chosen = [row for row in _found(request.user) if str(row.public_id) in wanted]
    try:
        done = services.register(batch, chosen, by=request.user, today=today)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, f"Đã đăng ký {len(done)} điển hình vào «{batch}».")
    return redirect("models_registry:batches")
