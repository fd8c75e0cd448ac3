"""One case of a session: what the secretary does with it, what a member reads, and the member's ballot."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from core.errors import DomainError, InvalidInput
from core.verdicts import denied
from nominations import council_queries as queries
from nominations import rules
from nominations.council_minutes import figures_of, is_unanimous_secret
from nominations.council_rules import may_vote
from nominations.enums import ItemState, Opinion, SessionState, VoteMode
from nominations.models import CouncilItem
from nominations.queries import bearer_now
from nominations.services import council as services
from nominations.views.common import demand, put_errors, say_what_was_typed, tell
from nominations.views.council_board import LAST_WAY, WAYS, Bound, address, render_board, vote_form, voters_of
from nominations.views.council_common import attempt, item_of
from nominations.views.council_forms import AwardForm, CouncilReasonForm, OpinionsForm


@require_safe
def item_detail(request, public_id):
    """The case as members read it: facts, conditions, files, and the ballot while one is open for them."""
    item = item_of(request, public_id)
    nomination, today = item.nomination, timezone.localdate()
    reads = request.user.sees_whole_province or CouncilItem.objects.papers_of(request.user).filter(pk=item.pk).exists()
    field = nomination.submission.field
    return render(request, "nominations/council_item.html", {
        "item": item, "session": item.session, "nomination": nomination, "submission": nomination.submission,
        "reads": reads, "ballot": _ballot_of(request.user, item), "choices": Opinion.choices,
        "outcome": queries.outcome(item), "figures": figures_of(item) if item.state == ItemState.CLOSED else None,
        "unanimous": item.state == ItemState.CLOSED and is_unanimous_secret(item),
        "conditions": queries.conditions_for_members(nomination, today) if reads else [],
        "criteria": field.criteria.filter(subject_type=nomination.subject_type) if field and reads else [],
        "files": nomination.files.filter(removed_at=None) if reads else [],
        "bearer": bearer_now(nomination, today), "sees_review": request.user.sees_whole_province})


def _ballot_of(user, item):
    """How the open secret ballot stands to the person: «cast», «open», «out» (steps out or is away), or nothing."""
    if (item.state, item.mode) != (ItemState.VOTING, VoteMode.ELECTRONIC):
        return ""
    seat = queries.seat_of(user, item.session)
    if seat is None:
        return ""
    if item.voters.filter(seat=seat).exists():
        return "cast"
    return "open" if may_vote(seat, item.rule, {c.seat_id for c in item.conflicts.all()}) else "out"


@sensitive_post_parameters("secret_choice")
@require_POST
def ballot(request, public_id):
    """Casts the member's ballot. The answer is the same whatever was chosen."""
    item = item_of(request, public_id)
    if queries.seat_of(request.user, item.session) is None:
        demand(denied("Chỉ thành viên dự phiên họp này được bỏ phiếu."))
    attempt(request, lambda: services.cast_ballot(item, choice=request.POST.get("secret_choice", ""),
                                                  by=request.user), "Đã ghi nhận phiếu của anh/chị.")
    return redirect(item)


# --- the secretary ----------------------------------------------------------------------------------------------------


@require_POST
def item_act(request, public_id, slug):
    """One act on one case; then its page, or the next open case when its result was closed."""
    item = item_of(request, public_id)
    demand(rules.may_run_sessions(request.user, item))
    if slug in SIMPLE:
        do, said = SIMPLE[slug]
        attempt(request, lambda: do(request, item), said)
        return redirect(address(item.session, item if CouncilItem.objects.filter(pk=item.pk).exists() else None,
                                request.GET.get("cach", "")))
    if slug in TYPED:
        return _typed(request, item, slug)
    if slug in WAYS:
        return _close(request, item, slug)
    if slug == "sua":
        return _change(request, item)
    raise Http404


def _award(request, item):
    form = AwardForm(request.POST, awards=queries.awards_known())
    services.set_award(item, key=form.data.get("award", ""), by=request.user)


def _conflicts(request, item):
    seats = item.session.seats.all()
    ticked = set(request.POST.getlist("lien-quan"))
    services.mark_conflicts(item, {seat.pk: request.POST.get(f"ly-do-{seat.public_id}", "").strip()[:255]
                                   for seat in seats if str(seat.public_id) in ticked}, by=request.user)


SIMPLE = {
    "bo": (lambda request, item: services.remove_item(item, by=request.user), "Đã bỏ khỏi chương trình."),
    "len": (lambda request, item: services.place_item(item, up=True, by=request.user), ""),
    "xuong": (lambda request, item: services.place_item(item, up=False, by=request.user), ""),
    "noi-dung": (_award, "Đã chọn nội dung biểu quyết."),
    "lien-quan": (_conflicts, "Đã ghi người có liên quan."),
    "mo-phieu": (lambda request, item: services.open_ballot(item, by=request.user),
                 "Đã mở bỏ phiếu; thành viên thấy phiếu ở trang «Việc của tôi»."),
}
TYPED = {
    "y-kien": (OpinionsForm, lambda item, by, form: services.write_opinions(
        item, by=by, **form.cleaned_data), "Đã ghi ý kiến."),
    "chuyen": (CouncilReasonForm, lambda item, by, form: services.carry(
        item, reason=form.cleaned_data["reason"], by=by), "Đã chuyển sang phiên sau."),
    "huy-phieu": (CouncilReasonForm, lambda item, by, form: services.cancel_vote(
        item, reason=form.cleaned_data["reason"], by=by), "Đã hủy lượt bỏ phiếu; các phiếu đã bỏ không ai đọc."),
}


def _typed(request, item, slug):
    kind, do, said = TYPED[slug]
    form = kind(request.POST, auto_id=f"{slug}_%s")
    if form.is_valid() and _done(request, form, lambda: do(item, request.user, form)):
        messages.success(request, said)
        return redirect(_onwards(item) if slug == "chuyen" else address(item.session, item))
    return _refused(request, item, slug, form)


def _done(request, form, act):
    """Whether the act was done; a refusal stands beside the fields, or at their head when it speaks of no field."""
    try:
        return act() or True
    except InvalidInput as error:
        put_errors(form, error)
    except DomainError as error:
        form.add_error(None, str(error))
    return False


SHOWN_IN = {  # the states of the case in which its page has this form; any other form: while it waits
    "dien-tu": (ItemState.WAITING, ItemState.VOTING), "huy-phieu": (ItemState.VOTING,), "sua": (ItemState.CLOSED,),
    "y-kien": ItemState.values,
}


def _refused(request, item, name, form):
    """The page with the refused form; when somebody has moved the case on, what that was and what was typed."""
    stored = CouncilItem.objects.select_related("session").get(pk=item.pk)
    if _has_form(stored, name):
        if name == "y-kien":
            form.show_again(stored.opinions)
        return render_board(request, item.session, asked=str(item.public_id), bound=Bound(name, form), status=422)
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)
    say_what_was_typed(request, form)
    return redirect(address(stored.session, stored))


def _has_form(item, name):
    live = (SessionState.RUNNING, SessionState.ENDED) if name in ("sua", "y-kien") else (SessionState.RUNNING,)
    return item.session.state in live and item.state in SHOWN_IN.get(name, (ItemState.WAITING,))


CLOSE = {
    VoteMode.TOTALS: lambda item, by, facts, form: services.close_totals(item, by=by, **facts),
    VoteMode.NAMED: lambda item, by, facts, form: services.close_named(
        item, form.chosen(), by=by, reason=facts["reason"]),
    VoteMode.PAPER: lambda item, by, facts, form: services.close_paper(item, by=by, **facts),
    VoteMode.ELECTRONIC: lambda item, by, facts, form: services.close_electronic(item, by=by, **facts),
}
CHANGE = {
    VoteMode.TOTALS: lambda item, by, facts, form: services.change_totals(item, by=by, **facts),
    VoteMode.NAMED: lambda item, by, facts, form: services.change_named(
        item, form.chosen(), by=by, reason=facts["reason"]),
    VoteMode.PAPER: lambda item, by, facts, form: services.change_paper(item, by=by, **facts),
}


def _close(request, item, way):
    """«Chốt kết quả trường hợp này → tiếp»."""
    mode, rule = WAYS[way][0], item.rule or queries.rule_for(item.award_key, item.session.held_on)
    request.session[LAST_WAY] = way
    seats = voters_of(item, rule, item.session.seats.select_related("member")) if rule else []
    form = vote_form(item, mode, seats, request.POST)
    if form.is_valid() and _done(request, form, lambda: CLOSE[mode](item, request.user, form.cleaned_data, form)):
        _say(request, item)
        return redirect(_onwards(item, way))
    return _refused(request, item, way, form)


def _change(request, item):
    if item.mode not in CHANGE:
        tell(request, InvalidInput("Kết quả này không sửa tay được."))
        return redirect(address(item.session, item))
    mode = VoteMode(item.mode)
    seats = voters_of(item, item.rule, item.session.seats.select_related("member"))
    form = vote_form(item, mode, seats, request.POST, correcting=True)
    if form.is_valid() and _done(request, form, lambda: CHANGE[mode](item, request.user, form.cleaned_data, form)):
        _say(request, item)
        return redirect(address(item.session, item))
    return _refused(request, item, "sua", form)


def _say(request, item):
    stored = CouncilItem.objects.select_related("nomination").get(pk=item.pk)
    found = queries.outcome(stored)
    messages.success(request, f"{stored}: {found.words}, {found.count} phiếu đồng ý ({found.percent}).")


def _onwards(item, way=""):
    """The next open case of the agenda, the same one when it was the last."""
    items = queries.agenda(item.session)
    following = queries.next_open(items, item)
    return address(item.session, following or item, way if following else "")
