"""Make the papers about one nominee or one session: the report of merit, the minutes, the minutes of the counting."""
from dataclasses import replace

from django.db import IntegrityError, transaction

from audit.services import record
from core.errors import InvalidInput, WrongState, require
from nominations.council_minutes import session_minutes
from nominations.enums import SessionState
from reporting import layouts, rules
from reporting.checking import check_url, new_code, shown_code
from reporting.documents.minutes import draft_counting, draft_minutes
from reporting.documents.values import to_json
from reporting.enums import ReportKind
from reporting.merit import merit_content
from reporting.minutes import letterhead
from reporting.models import ReportJob, ReportSnapshot
from reporting.targets import PaperTarget

HELD = (SessionState.RUNNING, SessionState.ENDED)
DRAFTS = {ReportKind.MINUTES: draft_minutes, ReportKind.COUNTING: draft_counting}


@transaction.atomic
def prepare_merit(nomination, *, by, today, award="", signer="", place="", layout=layouts.STATE, wake=None):
    """The frozen report of merit of a nominee and its job; what it tells of the registry is what `by` may see there.

    Raises NotAllowed, InvalidInput for a layout that cannot be printed.
    """
    require(rules.may_make_merit(by, nomination))
    _check_layout(layout)
    snapshot = _freeze(
        "TT", today, lambda code: merit_content(nomination, by=by, as_of=today, award=award, signer=signer, place=place,
                                                layout=layout, snapshot_code=code),
        kind=ReportKind.MERIT, plan=nomination.submission.plan, layout=layout, made_by=by,
        title=f"Báo cáo thành tích của {nomination}")
    PaperTarget.objects.create(snapshot=snapshot, nomination=nomination)
    return _queued(snapshot, by=by, wake=wake, told={"nomination": str(nomination)})


@transaction.atomic
def prepare_minutes(session, *, kind, by, today, layout=layouts.STATE, wake=None):
    """The frozen minutes (`ReportKind.MINUTES`, or `COUNTING` for those of secret ballots) as the session stands now.

    They are filed under the plan of the first case. Raises NotAllowed, WrongState before the session was opened,
    without any case, and for a counting without a closed secret ballot.
    """
    require(rules.may_print_minutes(by))
    _check_layout(layout)
    minutes, first = session_minutes(session), session.items.select_related("nomination__submission__plan").first()
    _check_session(session, minutes, kind, first)
    style = layouts.style_on(today, layout=layout).code
    snapshot = _freeze(
        "BB", today, lambda code: DRAFTS[kind](minutes, office=letterhead(session.council, layout), as_of=today,
                                               style_code=style, snapshot_code=code),
        is_checked=True, kind=kind, plan=first.nomination.submission.plan, layout=layout, made_by=by,
        title=f"{ReportKind(kind).label}: {session}")
    PaperTarget.objects.create(snapshot=snapshot, session=session)
    return _queued(snapshot, by=by, wake=wake, told={"session": str(session)})


def _check_layout(layout):
    if layout not in layouts.PRINTABLE:
        raise InvalidInput({"layout": ["Thể thức này chưa in được."]})


def _check_session(session, minutes, kind, first):
    if session.state not in HELD:
        raise WrongState("Phiên họp chưa khai mạc nên chưa có biên bản.")
    if first is None:
        raise WrongState("Phiên họp chưa có trường hợp nào nên chưa có biên bản.")
    if kind == ReportKind.COUNTING and not minutes.secret_items:
        raise WrongState("Phiên họp chưa có trường hợp bỏ phiếu kín nào đã chốt nên không có biên bản kiểm phiếu.")


def _freeze(prefix, today, draft, *, is_checked=False, **facts):
    """The stored snapshot under the next free code; another paper made at the same time takes its own."""
    for _ in range(5):
        code, check = next_code(prefix, today.year), new_code() if is_checked else None
        content = draft(code)
        if check:
            content = replace(content, check_code=shown_code(check), check_url=check_url(check))
        try:
            with transaction.atomic():
                return ReportSnapshot.objects.create(code=code, check_code=check, as_of=today,
                                                     data=to_json(content), **facts)
        except IntegrityError:
            continue
    raise WrongState("Nhiều văn bản đang được lập cùng lúc. Xin thử lại sau ít giây.")


def next_code(prefix, year):
    """«TT-2026-0007»: codes of one prefix and year follow each other."""
    head = f"{prefix}-{year}-"
    last = ReportSnapshot.objects.filter(code__startswith=head).order_by("-code").values_list("code", flat=True).first()
    return f"{head}{int(last.removeprefix(head)) + 1 if last else 1:04}"


def _queued(snapshot, *, by, wake, told):
    job = ReportJob.objects.create(snapshot=snapshot)
    record("reporting.prepare_report", snapshot, by=by, after={"kind": str(snapshot.kind), **told})
    if wake:
        transaction.on_commit(lambda: wake(job.pk), robust=True)
    return snapshot
