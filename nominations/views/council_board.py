"""The page of a session: the current case large, the agenda, the members, the draft minutes."""
from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse

from models_registry.checking import marks
from nominations import council_queries as queries
from nominations.council_minutes import figures_of, is_unanimous_secret, session_minutes
from nominations.council_rules import FEWEST_BALLOTS, may_vote
from nominations.enums import ItemState, NominationState, Presence, SessionState, VoteMode
from nominations.models import NamedVote
from nominations.transitions import SESSIONS
from nominations.views.council_common import usual_time
from nominations.views.council_forms import (
    AwardForm,
    CouncilReasonForm,
    ElectronicForm,
    MomentForm,
    NamedForm,
    OpinionsForm,
    PaperForm,
    SessionNoteForm,
    TotalsForm,
)

WAYS = {  # part of the address: (mode, words of the tab, form)
    "tong": (VoteMode.TOTALS, "Ghi tổng số", TotalsForm),
    "ten": (VoteMode.NAMED, "Ghi từng người", NamedForm),
    "giay": (VoteMode.PAPER, "Phiếu giấy, kín", PaperForm),
    "dien-tu": (VoteMode.ELECTRONIC, "Phiếu điện tử, kín", ElectronicForm),
}
WAY_OF = {mode: slug for slug, (mode, _, _) in WAYS.items()}
LAST_WAY = "council_way"


@dataclass(frozen=True)
class Bound:
    """A refused form and the name under which the page shows it."""

    name: str
    form: object


def address(session, item=None, way=""):
    """The session's page with the case shown large."""
    query = "&".join([f"muc={item.public_id}"] * bool(item) + [f"cach={way}"] * bool(way))
    return session.get_absolute_url() + (f"?{query}" if query else "")


def vote_form(item, mode, seats, data=None, correcting=False):
    """The form of one way of voting on the case, empty or with what was typed; of a closed one with its figures."""
    kind = WAYS[WAY_OF[mode]][2]
    initial = _figures(item) if correcting else None
    if kind is NamedForm:
        choices = dict(NamedVote.objects.filter(item=item).values_list("seat_id", "choice")) if correcting else None
        return NamedForm(data, seats=seats, choices=choices, correcting=correcting)
    return kind(data, initial=initial, correcting=correcting)


def _figures(item):
    return {"yes": item.yes, "no": item.no, "other": item.other, "invalid": item.invalid, "issued": item.issued,
            "returned": item.total - item.not_voted}


def voters_of(item, rule, seats):
    conflicts = {conflict.seat_id for conflict in item.conflicts.all()}
    return [seat for seat in seats if may_vote(seat, rule, conflicts)]


def render_board(request, session, *, asked="", bound=None, status=200):
    """The page, with a refused form in its place when there is one."""
    items, seats = queries.agenda(session), list(session.seats.select_related("member__user"))
    for item in items:
        item.session, item.outcome = session, queries.outcome(item)
    current = queries.current_item(items, asked or request.GET.get("muc", ""))
    may_run = request.user.is_office_staff
    minutes = session_minutes(session)
    return render(request, "nominations/council_session.html", {
        "session": session, "items": items, "seats": seats, "minutes": minutes, "may_run": may_run, "current": current,
        "members": _member_marks(seats, current), "counts": _counts(seats),
        "is_draft": session.state == SessionState.DRAFT, "is_running": session.state == SessionState.RUNNING,
        "is_ended": session.state == SessionState.ENDED, "acts": _acts(request, session, bound),
        "ready": queries.ready_for_council(request.user).count() if may_run else 0,
        "bound": bound, "note_form": _form(bound, "ghi", SessionNoteForm, stored=session.note),
        **(_current(request, session, current, seats, bound, may_run) if current else {})}, status=status)


def _form(bound, name, kind, **kwargs):
    return bound.form if bound and bound.name == name else kind(auto_id=f"{name}_%s", **kwargs)


def _counts(seats):
    said = [seat.presence for seat in seats]
    return {"present": said.count(Presence.PRESENT), "letter": said.count(Presence.LETTER),
            "absent": said.count(Presence.ABSENT), "unknown": said.count(Presence.UNKNOWN)}


def _member_marks(seats, current):
    """(seat, level, word) for the lights: there, not there, by letter, steps out of the current case."""
    out = {conflict.seat_id for conflict in current.conflicts.all()} if current else set()
    levels = {Presence.PRESENT: "met", Presence.ABSENT: "missed", Presence.LETTER: "done_late",
              Presence.UNKNOWN: "open"}
    return [(seat, "waived", "Có liên quan") if seat.pk in out
            else (seat, levels[seat.presence], seat.get_presence_display()) for seat in seats]


def _acts(request, session, bound):
    """The buttons of the head from the workflow, each with its form."""
    kinds = {"open": ("mo", "Bắt đầu lúc"), "end": ("ket-thuc", "Kết thúc lúc"), "cancel": ("huy", "")}
    acts = []
    for transition in SESSIONS.available(session, request.user):
        slug, label = kinds[transition.name]
        if label:
            form = _form(bound, slug, MomentForm, initial={"at": usual_time(session)}, label=label)
        else:
            form = _form(bound, slug, CouncilReasonForm)
        acts.append({"label": transition.label, "style": transition.style, "form": form, "slug": slug,
                     "url": reverse("nominations:council_session_act", args=[session.public_id, slug]),
                     "open": bound is not None and bound.name == slug})
    return acts


# --- the case in hand -------------------------------------------------------------------------------------------------


def _current(request, session, item, seats, bound, may_run):
    rule = item.rule or queries.rule_for(item.award_key, session.held_on)
    verdict, room = queries.rule_verdict(item, rule), queries.hall(item, rule, seats) if rule else None
    running = session.state == SessionState.RUNNING
    return {
        "rule": rule, "verdict": verdict, "room": room, "marks": marks([item.nomination.record_id]),
        "conflicts": {conflict.seat_id: conflict.reason for conflict in item.conflicts.all()},
        "is_waiting": item.state == ItemState.WAITING, "is_voting": item.state == ItemState.VOTING,
        "is_closed": item.state == ItemState.CLOSED, "number": item.position,
        "may_vote_now": bool(may_run and running and rule and item.state == ItemState.WAITING),
        "opinions_form": _form(bound, "y-kien", OpinionsForm, stored=item.opinions),
        "carry_form": _form(bound, "chuyen", CouncilReasonForm),
        "award_form": AwardForm(awards=queries.awards_known(), initial={"award": item.award_key}, auto_id="nd_%s"),
        **(_voting(request, item, rule, room, bound) if rule else {}),
        **(_ballot_box(request, item, room, seats, may_run) if item.state == ItemState.VOTING else {}),
        **(_closed(item, rule, seats, bound, may_run) if item.state == ItemState.CLOSED else {}),
    }


def _voting(request, item, rule, room, bound):
    """The ways that the rule allows, and the form of the chosen one; an open ballot has chosen already."""
    ways = [slug for slug, (mode, _, _) in WAYS.items() if not rule.is_secret or slug in ("giay", "dien-tu")]
    chosen = request.GET.get("cach") or request.session.get(LAST_WAY, "")
    asked = WAY_OF[item.mode] if item.state == ItemState.VOTING else chosen
    way = bound.name if bound and bound.name in ways else asked if asked in ways else ways[0]
    mode = WAYS[way][0]
    return {"ways": [(slug, WAYS[slug][1]) for slug in ways], "way": way, "voters": len(room.eligible),
            "vote_form": bound.form if bound and bound.name == way else vote_form(item, mode, room.eligible),
            "fewest": FEWEST_BALLOTS, "online": sum(queries.can_vote_online(seat) for seat in room.eligible)
            if way == "dien-tu" else 0}


def _ballot_box(request, item, room, seats, may_run):
    """How many have cast their ballots; who, for the secretary; never what."""
    voted = set(item.voters.values_list("seat_id", flat=True))
    return {"cast": len(voted), "of": len(room.eligible), "cancel_form": CouncilReasonForm(auto_id="huy-phieu_%s"),
            "missing": [seat for seat in room.eligible if seat.pk not in voted] if may_run else []}


def _closed(item, rule, seats, bound, may_run):
    """The figures of the closed case and, while the authority has not decided, the form that corrects them."""
    may_change = may_run and item.mode != VoteMode.ELECTRONIC and item.nomination.state in (
        NominationState.PASSED, NominationState.NOT_PASSED)
    change = bound.form if bound and bound.name == "sua" else None
    if may_change and change is None:
        change = vote_form(item, VoteMode(item.mode), voters_of(item, rule, seats), correcting=True)
    return {"figures": figures_of(item), "ballots_returned": item.total - item.not_voted,
            "unanimous": is_unanimous_secret(item), "change_form": change,
            "named": item.named_votes.select_related("seat__member") if item.mode == VoteMode.NAMED else ()}
