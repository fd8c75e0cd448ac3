"""The council of the seed: a session that voted on three cases, and a later one with a case still to be voted on."""
from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.enums import Role
from nominations.enums import CouncilPosition, NominationState, Presence
from nominations.models import Nomination
from nominations.services import council
from organizations.models import Organization

POSITIONS = (CouncilPosition.CHAIR, CouncilPosition.VICE, CouncilPosition.MEMBER, CouncilPosition.MEMBER,
             CouncilPosition.SECRETARY)
VOTES = ((5, 0), (4, 1), (2, 3))  # yes, no of the five members
OWNER = "office"  # whose canaries the words of a session are


def store_council(plans, texts, office, *, today):
    """Counts of what was stored; nothing when fewer cases are appraised than the sessions need."""
    by = office[Role.OFFICER]
    cases = list(Nomination.objects.filter(submission__plan__in=plans, state=NominationState.APPRAISED).order_by("pk"))
    if len(cases) <= len(VOTES):
        return {}
    body = _body(texts, office.get(Role.COUNCIL_MEMBER), by, today)
    _hold(_session(body, texts, "01/2026", today - timedelta(days=1), by), cases[:len(VOTES)], texts, by)
    council.add_items(_session(body, texts, "02/2026", today + timedelta(days=14), by), cases[len(VOTES):][:1], by=by)
    return {"phiên họp Hội đồng": 2}


def _body(texts, account, by, today):
    organization = Organization.objects.filter(pk__in=by.organization_ids(Role.OFFICER)).first()
    body = council.create_council(name="Hội đồng Thi đua - Khen thưởng", organization=organization, by=by)
    for n, position in enumerate(POSITIONS):
        council.add_member(body, name=texts.name("individual"), position=position,
                           valid_from=today - timedelta(days=365),
                           user=account if n == 2 else None, by=by)
    return body


def _session(body, texts, number, day, by):
    return council.create_session(
        body, number=number, held_on=day, starts_at=time(8),
        place=texts.marked(OWNER, "session-place", "Phòng họp số 1"),
        chair=body.members.get(position=CouncilPosition.CHAIR), by=by)


def _hold(session, cases, texts, by):
    items, _ = council.add_items(session, cases, by=by)
    begun = datetime.combine(session.held_on, time(8), timezone.get_current_timezone())
    session = council.open_session(session, by=by, at=begun)
    council.call_roll(session, {seat.pk: (Presence.PRESENT, "") for seat in session.seats.all()}, by=by)
    for item, (yes, no) in zip(items, VOTES, strict=True):
        council.write_opinions(item, text=texts.marked(OWNER, "opinions", "Đề nghị bổ sung minh chứng."), by=by)
        council.close_totals(item, yes=yes, no=no, by=by)
    council.end_session(session, by=by, at=begun + timedelta(minutes=90))
