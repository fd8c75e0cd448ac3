"""Two secret ballots with the same totals and the choices exchanged among the members look the same to everybody."""
import re

import pytest
from django.db import connection
from django.urls import reverse

from audit.models import AuditEvent
from core.kept import NEVER_KEPT
from nominations.models import ClosedBallot, VoterRoll
from nominations.services import council
from tests.factories import administrator, leader, officer
from tests.nominations.council_room import items_of, running, seats_of

pytestmark = pytest.mark.django_db
FIRST = ("agree", "agree", "agree", "disagree", "agree", "other", "disagree")
EXCHANGED = ("disagree", "other", "agree", "agree", "disagree", "agree", "agree")
CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]{64}|\d\d:\d\d(:\d\d)?")


def two_elections(by):
    """One session, two cases of the same name; the members vote in the same order and say the opposite."""
    session = running(7, accounts=True, cases=2, by=by, name="Trường Hợp Thử", achievement="Một việc tốt.")
    people = [seat.member.user for seat in seats_of(session)]
    for item, choices in zip(items_of(session), (FIRST, EXCHANGED), strict=True):
        item = council.open_ballot(item, by=by)
        for user, choice in zip(people, choices, strict=True):
            council.cast_ballot(item, choice=choice, by=user)
        council.close_electronic(item, by=by)
    return session, items_of(session), people


def face(client, user, address):
    """What the person reads, without what differs from case to case in any event."""
    client.force_login(user)
    page = client.get(address).content.decode()
    page = re.sub(r"Trường hợp [12]/2", "", page)
    return CHANGING.sub("·", page)


def test_no_role_reads_a_difference_on_a_page_of_the_case(client):
    by = officer()
    session, (one, two), people = two_elections(by)

    for user in (by, leader(), *people):
        pages = {face(client, user, item.get_absolute_url()) for item in (one, two)}
        assert len(pages) == 1, user


def test_the_session_page_and_the_log_name_no_choice(client):
    by = officer()
    session, (one, two), people = two_elections(by)
    admin = administrator()

    client.force_login(admin)
    log = client.get("/quan-tri/nhat-ky/").content.decode()
    for user in (by, leader(), people[0]):
        page = face(client, user, session.get_absolute_url())
        assert not any(f"{member}: {word}" in page for member in people for word in ("đồng ý", "Đồng ý"))

    assert "Đã bỏ phiếu" in log
    for item in (one, two):
        cast = AuditEvent.objects.filter(action="nominations.cast_ballot", object_id=item.pk).order_by("pk")
        assert [(event.actor, event.before, event.after, event.reason) for event in cast] == [
            (user, {}, {}, "") for user in people]


def test_the_tables_hold_the_same_of_both_ballots():
    _, (one, two), _ = two_elections(officer())

    def kept(item):
        return (sorted(ClosedBallot.objects.filter(item=item).values_list("choice", flat=True)),
                sorted(VoterRoll.objects.filter(item=item).values_list("seat", flat=True)))

    assert kept(one) == kept(two)


def test_no_other_table_mentions_a_ballot():
    """Whatever points at a ballot could tie it to a person: nothing does."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        pointing = [(table, column) for table in tables
                    for column, (_, target) in connection.introspection.get_relations(cursor, table).items()
                    if target in ("nominations_ballot", "nominations_closedballot")]

    assert pointing == []


def test_a_ballot_sent_too_late_is_not_kept_for_after_sign_in(client):
    by = officer()
    session = running(6, accounts=True, by=by)
    item = council.open_ballot(items_of(session)[0], by=by)
    member = seats_of(session)[0].member.user
    client.force_login(member)
    client.get("/")
    client.cookies.pop("sessionid", None)

    client.post(reverse("nominations:council_ballot", args=[item.public_id]), {"secret_choice": "disagree"})

    assert NEVER_KEPT.search("secret_choice")
    assert not VoterRoll.objects.exists()
    assert "disagree" not in str(dict(client.session))


def test_every_choice_is_answered_alike(client):
    by = officer()
    session = running(6, accounts=True, by=by)
    item = council.open_ballot(items_of(session)[0], by=by)
    answers = set()

    for seat, choice in zip(seats_of(session), ("agree", "disagree", "other"), strict=False):
        client.force_login(seat.member.user)
        response = client.post(reverse("nominations:council_ballot", args=[item.public_id]),
                               {"secret_choice": choice}, follow=True)
        answers.add(CHANGING.sub("·", response.content.decode()).replace(str(seat.member.user), "·"))

    assert len(answers) == 1
