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
ASSESSED = (Stage.REGISTERED, Stage.NURTURING, *RECOGNISED)


@dataclass(frozen=True)
class Kind:
    """One kind of row of the diary: its button, its form, what writes it, and what the form needs to be offered."""

    label: str
    form: type
    write: object
    needs: object = None  # (record, user, today) → what the form is made with; None when it is not offered


def _open_rounds(record, user, today):
    """The rounds the record may still enter: for the office locked ones too, until one has taken it."""
    rounds = RegistrationBatch.objects.filter(plan=record.plan_id, opens_on__lte=today)
    if not user.is_office_staff:
        rounds = rounds.filter(locks_on__gte=today)
    return {"rounds": rounds} if record.batch_id is None and record.stage in EARLY and rounds.exists() else None


def _periods(record, user, today):
    return {"periods": periods(today)} if record.stage in ASSESSED else None


def _owned_model(record, user, today):
    return {} if record.practice_model_id else None


def _register_one(record, *, batch, by, today, reason=""):
    services.register(batch, [record], by=by, today=today, reason=reason)


def _assess_one(record, *, period, verdict, words, by, today):
    services.assess_many([record], period=period, words={record.pk: (verdict, words)}, by=by)


def _add_owner(record, *, by, today, **facts):
    services.add_owner(record, by=by, **facts)


KINDS = {
    "dang-ky": Kind("Đăng ký vào đợt", forms.RegisterForm, _register_one, _open_rounds),
    "boi-duong": Kind("Ghi hoạt động bồi dưỡng", forms.SupportForm, services.support),
    "danh-gia": Kind("Đánh giá", forms.AssessForm, _assess_one, _periods),
    "noi-ap-dung": Kind("Ghi nơi áp dụng", forms.ReplicationForm, services.replicate),
    "tuyen-truyen": Kind("Ghi bài tuyên truyền", forms.PublicationForm, services.publish),
    "dong-y": Kind("Ghi đồng ý công bố", forms.ConsentForm, services.consent),
    "chu-mo-hinh": Kind("Thêm chủ mô hình", forms.OwnerForm, _add_owner, _owned_model),
}


def offered(record, user, today):
    """{slug: what its form is made with} of the kinds that make sense for the record now."""
    found = {slug: kind.needs(record, user, today) if kind.needs else {} for slug, kind in KINDS.items()}
    return {slug: needs for slug, needs in found.items() if needs is not None}


def development_page(record, user):
    """The diary of a record for its page."""
    may_write = bool(rules.may_develop(user, record))
    return {
        "may_write": may_write,
        "kinds": {slug: KINDS[slug].label for slug in offered(record, user, timezone.localdate())} if may_write else {},
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


def record_of(request, public_id):
    rows = ExemplarRecord.objects.visible_to(request.user).select_related("subject", "practice_model")
    return get_object_or_404(rows, public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def diary(request, public_id):
    """One row of the kind that the address names (`loai`)."""
    record = record_of(request, public_id)
    demand(rules.may_develop(request.user, record))
    slug = request.GET.get("loai", "boi-duong")
    needs = offered(record, request.user, timezone.localdate())
    if slug not in KINDS:
        raise Http404
    if slug not in needs:
        messages.info(request, f"Hồ sơ này không còn cần «{KINDS[slug].label}».")
        return redirect(record)
    kind = KINDS[slug]
    form = kind.form(kept_or_post(request), record=record, user=request.user, **needs[slug])
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
    record = record_of(request, public_id)
    demand(rules.may_develop(request.user, record))
    given = {str(row.public_id): row for row in record.consents.all()}
    row = given.get(request.GET.get("dong-y", ""))
    if row is None:
        raise Http404
    if page := confirmation(request, f"Rút đồng ý công bố của {row.given_by} từ hôm nay?", label="Rút đồng ý",
                            detail="Từ hôm nay không công bố gì dựa trên đồng ý này nữa; "
                                   "muốn công bố lại thì ghi đồng ý mới.",
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
    rows = ExemplarRecord.objects.filter(stage__in=ASSESSED)
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
        words = {row.pk: (request.POST[f"danh-gia-{row.public_id}"] or request.POST["con-trong"],
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
    """The public ids of the lines that were sent with a judgement, of their own or that of all left open."""
    rest = posted.get("con-trong", "")
    named = [name.removeprefix("danh-gia-") for name in posted if name.startswith("danh-gia-") and (
        posted[name] or rest)]
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
        "rounds": _with_registered(list(rounds), request.user, today), "form": form,
        "may_open": bool(rules.may_open_batches(request.user)), "records": _found(request.user)},
        status=422 if form.is_bound and form.errors else 200)


def _with_registered(rounds, user, today):
    """(round, whether it is open, its state in words, what the person may see of its records). One query."""
    seen = ExemplarRecord.objects.visible_to(user).filter(batch__in=rounds).select_related(
        "subject", "practice_model", "organization").order_by("subject__given_key", "pk")
    registered = {}
    for record in seen:
        registered.setdefault(record.batch_id, []).append(record)
    return [(row, row.is_open_on(today), _state_words(row, today), registered.get(row.pk, [])) for row in rounds]


def _state_words(batch, today):
    if batch.is_open_on(today):
        return "Đang mở"
    return "Chưa mở" if today < batch.opens_on else "Đã khóa"


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
