"""By which rule a case is voted on, what may be put before a council, and how a session stands."""
from dataclasses import dataclass

from django.db.models import Count, F, Q

from accounts.enums import Role
from core.text import fold
from core.verdicts import ALLOWED, denied
from models_registry.checking import check_record
from nominations.council_rules import (
    base_of,
    has_quorum,
    may_vote,
    percent_text,
    present_needed,
    yes_needed,
)
from nominations.eligibility import selected_in, typed_facts
from nominations.enums import ItemState, NominationState, Presence, SessionState, VoteMode
from nominations.models import CouncilItem, CouncilSession, Nomination, SessionMember, VoteRule
from nominations.models.council import EXEMPLARS

OPEN_ITEMS = (ItemState.WAITING, ItemState.VOTING)


def award_key(text):
    """What two spellings of one award share: without accents, case and doubled blanks; empty for exemplars."""
    return " ".join(fold(text or "").split())[:255]


def rule_for(key, day):
    """The usable rule in force on `day`: a verified one before the product's default, the newest first; or None."""
    rows = VoteRule.objects.in_force_on(day).usable().filter(award_key=key)
    return rows.order_by("is_default", F("valid_from").desc(nulls_last=True), "-pk").first()


def rule_verdict(item, rule):
    """Whether a vote on the case may be opened by `rule` (None: there is none)."""
    if rule is not None:
        return ALLOWED
    day = item.session.held_on
    return denied(f"Chưa có quy tắc biểu quyết đã kiểm tra cho «{item.award_text}» có hiệu lực ngày {day:%d/%m/%Y}, "
                  "nên chưa mở biểu quyết được. Hãy thêm và kiểm tra quy tắc ở mục «Quy tắc biểu quyết».")


def awards_known():
    """(key, words) of what one can vote about: exemplars, then every award that has a rule, each once."""
    rows = VoteRule.objects.exclude(award_key="").order_by("award_key", "-pk").values_list("award_key", "award")
    return [("", EXEMPLARS), *dict(rows).items()]


def ready_for_council(user):
    """Appraised cases that may be put on an agenda, of those the person may see."""
    return Nomination.objects.visible_to(user).filter(state=NominationState.APPRAISED)


def carried_before(nominations):
    """Ids of those that a former session left for a later one. One query."""
    return set(CouncilItem.objects.filter(nomination__in=nominations, state=ItemState.CARRIED)
               .values_list("nomination_id", flat=True))


def plannable_sessions(user):
    """Sessions that still take cases, the next one first."""
    return CouncilSession.objects.visible_to(user).filter(
        state__in=(SessionState.DRAFT, SessionState.RUNNING)).order_by("held_on", "pk")


def session_rows(user):
    """The list of sessions with how many cases they have and how many of them are closed. One query."""
    return CouncilSession.objects.visible_to(user).select_related("council").annotate(
        cases=Count("items"), closed=Count("items", filter=Q(items__state=ItemState.CLOSED)))


# --- who votes --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hall:
    """Who is in the room for one case under one rule, in members; `eligible` are the seats that may vote."""

    total: int
    present: int
    taking_part: int
    eligible: tuple
    base: int
    quorum: bool
    present_needed: int
    yes_needed: int


def hall(item, rule, seats=None):
    """How the room stands to the case; `seats` when the caller has them. At most two queries."""
    seats = list(item.session.seats.select_related("member__user")) if seats is None else seats
    conflicts = {conflict.seat_id for conflict in item.conflicts.all()}
    present = sum(seat.presence == Presence.PRESENT for seat in seats)
    letters = sum(seat.presence == Presence.LETTER for seat in seats) if rule.absent_in_writing else 0
    base = base_of(rule, total=len(seats), taking_part=present + letters)
    return Hall(total=len(seats), present=present, taking_part=present + letters,
                eligible=tuple(seat for seat in seats if may_vote(seat, rule, conflicts)), base=base,
                quorum=has_quorum(present, len(seats), rule), present_needed=present_needed(len(seats), rule),
                yes_needed=yes_needed(base, rule))


def can_vote_online(seat):
    """Whether the member has an account with which a ballot can be cast."""
    user = seat.member.user
    return user is not None and user.is_active and user.holds(Role.COUNCIL_MEMBER)


def seat_of(user, session):
    """The person's seat in the session, None for strangers and for who acts in another role."""
    if not user.holds(Role.COUNCIL_MEMBER):
        return None
    return SessionMember.objects.filter(session=session, member__user=user).select_related("member").first()


def open_ballots(user):
    """Cases on which the person can cast a secret ballot now and has not; conflicts and the absent left out."""
    if not user.holds(Role.COUNCIL_MEMBER):
        return []
    rows = CouncilItem.objects.filter(
        state=ItemState.VOTING, mode=VoteMode.ELECTRONIC, session__seats__member__user=user,
    ).exclude(voters__seat__member__user=user).exclude(conflicts__seat__member__user=user)
    rows = rows.select_related("session", "rule", "nomination").order_by("session", "position", "pk").distinct()
    return [row for row in rows if may_vote(_own_seat(row, user), row.rule, set())]


def _own_seat(item, user):
    return item.session.seats.get(member__user=user)


# --- what a member reads ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MemberCondition:
    """A condition of the plan and its result, without the evidence: that is the office's."""

    text: str
    result: str


def conditions_for_members(nomination, today):
    """How the nominee stands to each condition of the plan, as members of the council read it."""
    if nomination.record is None:
        return []
    found = check_record(nomination.record, as_of=today, selected=selected_in(nomination.submission.plan),
                         for_office=False, typed=typed_facts(nomination))
    return [MemberCondition(outcome.condition.text, outcome.result) for outcome in found]


# --- the session page -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """A closed result in words: «Thông qua», «8/9», «88,9 %»."""

    passed: bool
    words: str
    count: str
    percent: str


def outcome(item):
    """The outcome of a closed case; None before it is closed, whatever was already cast."""
    if item.state != ItemState.CLOSED:
        return None
    return Outcome(item.result == "passed", item.get_result_display(), f"{item.yes}/{item.base}",
                   percent_text(item.yes, item.base))


@dataclass(frozen=True)
class Vote:
    """What a session said about a nomination; it is corrected in the session alone, with a reason."""

    outcome: Outcome
    session: CouncilSession
    url: str


def votes_of(nominations):
    """{nomination id: its closed votes, the last one first}; absent without one. One query."""
    rows = CouncilItem.objects.filter(nomination__in=nominations, state=ItemState.CLOSED).select_related("session")
    found = {}
    for item in rows.order_by("-session__held_on", "-pk"):
        found.setdefault(item.nomination_id, []).append(Vote(outcome(item), item.session, item.get_absolute_url()))
    return found


def agenda(session):
    """The cases of the session in order with what the page prints of them. Two queries."""
    return list(session.items.select_related(
        "rule", "nomination__submission__organization", "nomination__submission__field",
        "nomination__submission__plan", "nomination__record").prefetch_related("conflicts"))


def current_item(items, asked=""):
    """The case the page shows large: the asked one, else the one being voted on, else the first still open."""
    chosen = [item for item in items if str(item.public_id) == asked]
    voting = [item for item in items if item.state == ItemState.VOTING]
    waiting = [item for item in items if item.state == ItemState.WAITING]
    return next(iter([*chosen, *voting, *waiting, *items[:1]]), None)


def next_open(items, after):
    """The next case of the agenda still to be closed after `after`, else the first one left; None when all are."""
    later = [item for item in items if (item.position, item.pk) > (after.position, after.pk)]
    return next((item for item in [*later, *items] if item.state in OPEN_ITEMS and item.pk != after.pk), None)
