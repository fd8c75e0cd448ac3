"""Several people at one case at once: one result, one ballot each, none after closing."""
import pytest

from core.errors import DomainError
from nominations.enums import ItemState
from nominations.models import Ballot, ClosedBallot, Nomination, VoterRoll
from nominations.services import council
from tests.factories import officer
from tests.nominations.council_room import fresh, items_of, running, seats_of
from tests.nominations.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def closing(item, by, **figures):
    return lambda: council.close_totals(item, by=by, **figures)


def casting(item, user, choice):
    return lambda: council.cast_ballot(item, choice=choice, by=user)


def test_of_two_secretaries_one_closes_the_case_and_the_other_learns_who():
    (item,) = items_of(running(5))
    one, two = officer(full_name="Người Một"), officer(full_name="Người Hai")

    results = at_once(closing(item, one, yes=5, no=0), closing(item, two, yes=0, no=5))

    refusals = [str(result) for result in results if isinstance(result, DomainError)]
    stored = fresh(item)
    winner = "Người Một" if stored.yes == 5 else "Người Hai"
    assert len(refusals) == 1
    assert refusals[0].startswith(f"{winner} đã thực hiện «Chốt kết quả»")
    assert Nomination.objects.get(pk=item.nomination_id).state == stored.result


def test_one_member_on_two_devices_casts_one_ballot():
    session = running(6, accounts=True)
    item = council.open_ballot(items_of(session)[0], by=officer())
    user = seats_of(session)[0].member.user

    results = at_once(*[casting(item, user, choice) for choice in ("agree", "disagree", "other")])

    assert sum(isinstance(result, DomainError) for result in results) == 2
    assert (Ballot.objects.count(), VoterRoll.objects.count()) == (1, 1)


def test_a_ballot_cast_while_the_vote_closes_is_counted_or_refused():
    session = running(7, accounts=True)
    item = council.open_ballot(items_of(session)[0], by=officer())
    people = [seat.member.user for seat in seats_of(session)]
    for user in people[:5]:
        council.cast_ballot(item, choice="agree", by=user)

    results = at_once(casting(item, people[5], "agree"), casting(item, people[6], "agree"),
                      lambda: council.close_electronic(item, by=session.created_by))

    late = sum(isinstance(result, DomainError) for result in results[:2])
    stored = fresh(item)
    assert stored.state == ItemState.CLOSED
    assert stored.yes == ClosedBallot.objects.count() == VoterRoll.objects.count() == 7 - late
    assert not Ballot.objects.exists()
