"""The council of the demonstration: its members, one session that was held, and one that is being prepared."""
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from nominations import services as nominations
from nominations.enums import CouncilPosition, NominationState, Presence
from nominations.models import Nomination
from nominations.services import council
from portal.demo.life.courses import PLACE
from portal.demo.life.world import Act, working_day
from portal.demo.people import COUNCIL

NAME = "Hội đồng Thi đua - Khen thưởng tỉnh"
AUTHORITY = "Quyết định kiện toàn Hội đồng Thi đua - Khen thưởng tỉnh sau sắp xếp tổ chức (dữ liệu minh họa)."
OFFICE, SINCE, HELD_ON, NEXT = "Sở Nội vụ", date(2025, 7, 1), date(2026, 11, 18), timedelta(days=9)
ACCOUNT = "demo_hoi_dong"
P = CouncilPosition
MEMBERS = (  # name («»: of the demonstration's first account), post, position
    ("Nguyễn Minh Khôi", "Chủ tịch Ủy ban nhân dân tỉnh", P.CHAIR),
    ("Trần Thị Hồng Vân", "Phó Chủ tịch Ủy ban nhân dân tỉnh", P.VICE),
    ("Lê Quốc Bảo", "Giám đốc Sở Nội vụ", P.VICE),
    ("", "Ủy viên Ủy ban nhân dân tỉnh", P.MEMBER),
    *((name, post, P.MEMBER) for _, name, post in COUNCIL),
    ("Hồ Xuân Trường", "Trưởng phòng Thi đua - Khen thưởng", P.SECRETARY),
)
VOTES = ((8, 0), (6, 2), (4, 4))  # yes, no of eight members present, case by case
AWAY = "Đi công tác ngoài tỉnh"
OPINION = "Đề nghị bổ sung minh chứng về việc nhân rộng trong năm 2026."


def council_life(world):
    """The acts of the council, after everything else of their day."""
    acts = [(SINCE, _found), (HELD_ON, _hold), (HELD_ON + timedelta(days=1), _prepare)]
    return [Act(day, next(PLACE), lambda do=do: do(world)) for day, do in acts]


def _found(world):
    by, users = world.officers[0], _accounts()
    world.council = council.create_council(name=NAME, organization=world.organization(OFFICE), authority=AUTHORITY,
                                           by=by)
    for name, title, position in MEMBERS:
        user = users.get(name)
        council.add_member(world.council, name=name or user.full_name, title=title, position=position,
                           valid_from=SINCE, user=user, by=by)


def _accounts():
    """{name in MEMBERS: the account}."""
    names = {ACCOUNT: "", **{username: name for username, name, _ in COUNCIL}}
    return {names[user.username]: user for user in User.objects.filter(username__in=names)}


def _session(world, number, held_on):
    return council.create_session(
        world.council, number=number, held_on=held_on, starts_at=time(8), place="Phòng họp số 1, Trung tâm hành chính",
        chair=world.council.members.get(position=P.CHAIR), secretary=MEMBERS[-1][0], by=world.officers[0])


def _hold(world):
    """Three cases that were waiting, voted on openly with eight of nine members there: two pass, one does not."""
    by, cases = world.officers[0], _cases(world, len(VOTES), NominationState.APPRAISED, NominationState.APPRAISING)
    if len(cases) < len(VOTES):
        return
    session = _session(world, "01/2026", world.today)
    items, _ = council.add_items(session, cases, by=by)
    session = council.open_session(session, by=by, at=_at(world, 5))
    seats = list(session.seats.all())
    council.call_roll(session, {seat.pk: (Presence.PRESENT, "") if n + 2 != len(seats) else (Presence.ABSENT, AWAY)
                                for n, seat in enumerate(seats)}, by=by)
    for item, (yes, no) in zip(items, VOTES, strict=True):
        council.close_totals(item, yes=yes, no=no, by=by)
    council.write_opinions(items[-1], text=OPINION, by=by)
    council.end_session(session, by=by, at=_at(world, 95))


def _at(world, minutes):
    """An instant of the day that the world's clock has passed."""
    now = timezone.localtime()
    begun = datetime.combine(world.today, time(8), timezone.get_current_timezone())
    return min(now, begun + timedelta(minutes=minutes))


def _cases(world, number, *states):
    """So many cases in these states, the oldest first, appraised by now."""
    rows = Nomination.objects.filter(state__in=states).order_by("submitted_at", "pk")[:number]
    return [row if row.state == NominationState.APPRAISED
            else nominations.pass_nomination(row, by=world.officers[0], today=world.today) for row in rows]


def _prepare(world):
    """The next session with what was appraised by now, sent round to the members; one case still waits to be chosen."""
    by, cases = world.officers[0], _cases(world, 3, NominationState.SUBMITTED)
    if len(cases) < 3:
        return
    session = _session(world, "02/2026", working_day(world.today + NEXT))
    council.add_items(session, cases[:2], by=by)
    council.share_session(session, by=by)
