"""Who is a member on the day of a session."""
from nominations.enums import SessionState
from nominations.models import CouncilMember, SessionMember
from organizations.models import valid_on


def follow_terms(council):
    """Every draft session of the council seats exactly the members of its day."""
    for session in council.sessions.filter(state=SessionState.DRAFT):
        seat_members(session)


def seat_members(session):
    """The session's seats are the members in force on its day; what was noted of those who stay is kept."""
    wanted = set(CouncilMember.objects.filter(valid_on(session.held_on), council=session.council_id)
                 .values_list("pk", flat=True))
    seats = session.seats.all()
    seats.exclude(member__in=wanted).delete()
    seated = set(seats.values_list("member", flat=True))
    SessionMember.objects.bulk_create(SessionMember(session=session, member_id=pk) for pk in sorted(wanted - seated))
