"""What waits for members of a council, and for the officers on the day of a session."""
from core.dates import short_day
from nominations.council_queries import open_ballots as ballots_of
from nominations.enums import SessionState
from nominations.models import CouncilSession
from portal.links import address_of
from portal.work.lines import AT_MOST, WorkLine


def open_ballots(user, today):
    """Each secret ballot that is open and that the member has not cast."""
    return [WorkLine(f"{item}: phiếu kín đang mở", "Bỏ phiếu", address_of("nominations:council_item", item.public_id),
                     note=f"{item.session} · {item.award_text}", level="soon", word="Chờ bỏ phiếu")
            for item in ballots_of(user)[:AT_MOST]]


def my_sessions(user, today):
    """The member's sessions that are to come or go on, with agenda and dossiers."""
    rows = CouncilSession.objects.visible_to(user).filter(
        state__in=(SessionState.DRAFT, SessionState.RUNNING)).order_by("held_on", "pk")[:AT_MOST]
    return [_line(row, "Xem hồ sơ") for row in rows]


def sessions_today(user, today):
    """Sessions of today, and those of former days that nobody has ended."""
    rows = CouncilSession.objects.visible_to(user).filter(
        state__in=(SessionState.DRAFT, SessionState.RUNNING), held_on__lte=today).order_by("held_on", "pk")[:AT_MOST]
    return [_line(row, "Vào phiên họp") for row in rows]


def _line(session, action):
    running = session.state == SessionState.RUNNING
    return WorkLine(f"Phiên họp số {session.number}", action, address_of("nominations:council_session",
                                                                         session.public_id),
                    due=session.held_on, note=f"{session.starts_at:%H:%M} ngày {short_day(session.held_on)}, "
                                              f"{session.place}",
                    level="running" if running else "open", word="Đang họp" if running else "Sắp họp")
