"""The minutes of a session and of its counting of votes as plain values, for whoever prints them."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from nominations.council_rules import percent_text
from nominations.enums import SECRET_MODES, ItemState, Presence, VoteResult
from nominations.models import ItemConflict, NamedVote, ResultChange


@dataclass(frozen=True)
class MinutesMember:
    """`position` on the council in words; `title` is the person's own post; `reason` of absence, often empty."""

    name: str
    title: str
    position: str
    reason: str = ""


@dataclass(frozen=True)
class MinutesVote:
    """One member's word in an open vote by name."""

    name: str
    choice: str


@dataclass(frozen=True)
class MinutesFigures:
    """Members, not percents; they add up to `total`. `base` is what `percent` is taken of («5/9», «55,6 %»)."""

    total: int
    base: int
    yes: int
    no: int
    other: int
    blank: int
    invalid: int
    not_voted: int
    percent: str
    result: str
    is_passed: bool


@dataclass(frozen=True)
class MinutesChange:
    """A result corrected after it was closed: both figures, who, when, why."""

    before: MinutesFigures
    after: MinutesFigures
    reason: str
    by: str
    on: date
    time: str


@dataclass(frozen=True)
class MinutesItem:
    """One case. `figures` None: not voted on, `state` and `carried_reason` say why.

    `ballots_issued`, `ballots_returned`, `ballots_valid` are None for open votes. `conflicts` stepped out.
    """

    order: int
    name: str
    kind: str
    unit: str
    agency: str
    plan: str
    field: str
    award: str
    state: str
    is_closed: bool
    mode: str
    is_secret: bool
    need: str
    rule_text: str
    rule_source: str
    rule_is_default: bool
    figures: MinutesFigures | None
    votes: tuple[MinutesVote, ...]
    conflicts: tuple[str, ...]
    ballots_issued: int | None
    ballots_returned: int | None
    ballots_valid: int | None
    counting_board: tuple[str, ...]
    is_unanimous_secret: bool
    opinions: str
    carried_reason: str
    changes: tuple[MinutesChange, ...]


@dataclass(frozen=True)
class SessionMinutes:
    """Everything the minutes say. Times are «08:30»; `ended_on` None while the session goes on.

    `counting_boards` are the boards of the secret paper ballots, each once, the head first.
    """

    council: str
    standing_body: str
    authority: str
    number: str
    state: str
    held_on: date
    started_on: date | None
    started_at: str
    ended_on: date | None
    ended_at: str
    place: str
    chair: str
    chair_position: str
    secretary: str
    total: int
    present: tuple[MinutesMember, ...]
    by_letter: tuple[MinutesMember, ...]
    absent: tuple[MinutesMember, ...]
    note: str
    items: tuple[MinutesItem, ...]
    counting_boards: tuple[tuple[str, ...], ...]

    @property
    def present_text(self):
        """«8/9»."""
        return f"{len(self.present)}/{self.total}"

    @property
    def secret_items(self):
        """The cases of the counting minutes: closed secret ballots, in the order of the agenda."""
        return tuple(item for item in self.items if item.is_secret and item.is_closed)


def session_minutes(session):
    """The minutes of `session` as it stands now, without what open secret ballots say. At most eight queries."""
    seats = list(session.seats.select_related("member"))
    rows = list(session.items.select_related(
        "rule", "nomination__submission__organization", "nomination__submission__plan", "nomination__submission__field",
    ).prefetch_related(
        Prefetch("named_votes", NamedVote.objects.select_related("seat__member")),
        Prefetch("conflicts", ItemConflict.objects.select_related("seat__member").order_by("seat__member__rank", "pk")),
        Prefetch("changes", ResultChange.objects.select_related("by"))))
    items = tuple(_item(number, row) for number, row in enumerate(rows, start=1))
    started_on, started_at = _moment(session.opened_at)
    ended_on, ended_at = _moment(session.ended_at)
    return SessionMinutes(
        council=session.council.name, standing_body=session.council.organization.name,
        authority=session.council.authority, number=session.number, state=session.get_state_display(),
        held_on=session.held_on, started_on=started_on, started_at=started_at or f"{session.starts_at:%H:%M}",
        ended_on=ended_on, ended_at=ended_at, place=session.place, chair=session.chair.name if session.chair else "",
        chair_position=_position(session.chair), secretary=session.secretary, total=len(seats),
        present=_members(seats, Presence.PRESENT), by_letter=_members(seats, Presence.LETTER),
        absent=_members(seats, Presence.ABSENT, Presence.UNKNOWN), note=session.note, items=items,
        counting_boards=tuple(dict.fromkeys(item.counting_board for item in items if item.counting_board)))


def _moment(instant):
    """(day, «08:30») in local time; (None, "") of no instant."""
    if instant is None:
        return None, ""
    local = timezone.localtime(instant)
    return local.date(), f"{local:%H:%M}"


def _position(member):
    return f"{member.get_position_display()} Hội đồng" if member else ""


def _members(seats, *presences):
    return tuple(MinutesMember(seat.member.name, seat.member.title, seat.member.get_position_display(), seat.reason)
                 for seat in seats if seat.presence in presences)


def _item(number, row):
    nomination, submission, rule = row.nomination, row.nomination.submission, row.rule
    is_closed, is_secret = row.state == ItemState.CLOSED, row.mode in SECRET_MODES
    return MinutesItem(
        order=number, name=str(nomination), kind=_kind(nomination), unit=nomination.unit_text or nomination.address,
        agency=submission.organization.name, plan=str(submission.plan), field=str(submission.field or ""),
        award=row.award_text, state=row.get_state_display(), is_closed=is_closed,
        mode=row.get_mode_display() if row.mode else "", is_secret=is_secret, need=rule.need_text if rule else "",
        rule_text=rule.legal_text if rule else "", rule_source=rule.source if rule else "",
        rule_is_default=bool(rule and rule.is_default), figures=figures_of(row) if is_closed else None,
        votes=tuple(MinutesVote(vote.seat.member.name, vote.get_choice_display()) for vote in row.named_votes.all()),
        conflicts=tuple(conflict.seat.member.name for conflict in row.conflicts.all()),
        **_ballots(row, is_closed and is_secret),
        counting_board=tuple(line.strip() for line in row.counting_board.splitlines() if line.strip()),
        is_unanimous_secret=is_closed and is_unanimous_secret(row), opinions=row.opinions,
        carried_reason=row.carried_reason, changes=tuple(_change(change) for change in row.changes.all()))


def _kind(nomination):
    return "Mô hình" if nomination.record_kind == "model" else nomination.get_subject_type_display()


def _ballots(row, shown):
    returned = row.total - row.not_voted if shown else None
    return {"ballots_issued": row.issued if shown else None, "ballots_returned": returned,
            "ballots_valid": returned - row.invalid if shown else None}


def is_unanimous_secret(row):
    """Whether the figures of a closed secret ballot tell what everybody said."""
    cast = row.total - row.not_voted
    return row.mode in SECRET_MODES and cast > 0 and cast in (row.yes, row.no, row.other)


def figures_of(row):
    """The figures of a closed item, or of the dictionary that a change of it kept."""
    value = row.get if isinstance(row, dict) else lambda name: getattr(row, name)
    names = ("total", "base", "yes", "no", "other", "blank", "invalid", "not_voted")
    result = VoteResult(value("result"))
    return MinutesFigures(**{name: value(name) for name in names}, percent=percent_text(value("yes"), value("base")),
                          result=result.label, is_passed=result == VoteResult.PASSED)


def _change(change):
    on, at = _moment(change.at)
    return MinutesChange(figures_of(change.before), figures_of(change.after), change.reason, str(change.by), on, at)
