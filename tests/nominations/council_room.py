"""A council for tests: members with or without accounts, appraised cases, a session that runs."""
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.enums import Role
from nominations import services
from nominations.enums import CouncilPosition, Presence
from nominations.models import CouncilItem, Nomination, VoteRule
from nominations.services import council
from tests.factories import NominationFactory, OrganizationFactory, SubmissionFactory, obligation_of, officer, person

SINCE = date(2021, 1, 1)
RULE = {"legal_text": "Ít nhất 90 % tổng số thành viên đồng ý.", "source": "Điều 1, văn bản thử", "min_percent": 90,
        "is_strict": False, "denominator": "all", "quorum_num": 2, "quorum_den": 3, "is_secret": False,
        "absent_in_writing": False, "valid_from": SINCE, "valid_to": None}
TITLE = "Chiến sĩ thi đua cấp tỉnh"


def yesterday():
    """The day of the sessions here: their hours have come whatever the clock says."""
    return timezone.localdate() - timedelta(days=1)


def moment(hour, minute=0):
    return datetime.combine(yesterday(), time(hour, minute), timezone.get_current_timezone())


def default_rule():
    """The product's rule for exemplars, also after a test that emptied the tables."""
    return VoteRule.objects.filter(is_default=True).first() or VoteRule.objects.create(
        legal_text="Quá 50 %.", source="Quy tắc mặc định", min_percent=50, is_strict=True, is_default=True)


def verified_rule(*, by=None, award=TITLE, **values):
    by = by or officer()
    rule = council.add_rule(by=by, **{**RULE, "award": award, **values})
    return council.verify_rule(rule, by=by, today=timezone.localdate())


def council_of(count, *, by, accounts=False):
    """A council of that many members in force; the first one is its chair."""
    body = council.create_council(name=f"Hội đồng {by.pk}", organization=OrganizationFactory(), by=by)
    for n in range(count):
        position = CouncilPosition.MEMBER if n else CouncilPosition.CHAIR
        user = person(Role.COUNCIL_MEMBER) if accounts else None
        council.add_member(body, name=f"Thành Viên {n:02d}", position=position, valid_from=SINCE, user=user, by=by)
    return body


def appraised(count=1, *, by=None, **values):
    """Cases of one agency that the office found in order."""
    default_rule()
    submission = SubmissionFactory()
    obligation = obligation_of(submission.organization, field=submission.field)
    rows = NominationFactory.create_batch(count, submission=submission, obligation=obligation, **values)
    services.submit_submission(submission, by=submission.created_by, today=timezone.localdate())
    return [services.pass_nomination(Nomination.objects.get(pk=row.pk), by=by or officer(), today=timezone.localdate())
            for row in rows]


def session_of(members=9, *, cases=1, by=None, accounts=False, **values):
    """A draft session with that many seats and cases."""
    by = by or officer()
    body = council_of(members, by=by, accounts=accounts)
    session = council.create_session(body, number="01", held_on=yesterday(), starts_at=time(8), place="Phòng họp số 1",
                                     chair=body.members.first(), secretary="Thư Ký", by=by)
    council.add_items(session, appraised(cases, by=by, **values), by=by)
    session.refresh_from_db()
    return session


def running(members=9, *, present=None, cases=1, by=None, accounts=False, **values):
    """A session that runs, with its first `present` members (all by default) there."""
    by = by or officer()
    session = session_of(members, cases=cases, by=by, accounts=accounts, **values)
    session = council.open_session(session, by=by, at=moment(8))
    here = members if present is None else present
    seats = list(session.seats.all())
    marks = {seat.pk: (Presence.PRESENT if n < here else Presence.ABSENT, "") for n, seat in enumerate(seats)}
    return council.call_roll(session, marks, by=by)


def items_of(session):
    return list(CouncilItem.objects.filter(session=session).select_related("session", "nomination"))


def seats_of(session):
    return list(session.seats.select_related("member__user"))


def fresh(row):
    return type(row).objects.get(pk=row.pk)
