"""Secret ballots cast by members: once each, never late, and nothing kept tells who chose what."""
from collections import Counter
from random import Random

import pytest

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed, WrongState
from nominations import services
from nominations.council_queries import open_ballots
from nominations.enums import ItemState, Opinion, Presence
from nominations.models import Ballot, ClosedBallot, CouncilItem, NamedVote, Nomination, VoterRoll
from nominations.services import council
from tests.factories import leader, officer, submitter
from tests.nominations.council_room import fresh, items_of, running, seats_of, yesterday

pytestmark = pytest.mark.django_db
CHOICES = (Opinion.AGREE, Opinion.DISAGREE, Opinion.OTHER)


def ballot_open(members=7, **values):
    """A case whose secret ballot is open, and its members' accounts in the order of the seats."""
    session = running(members, accounts=True, **values)
    (item,) = items_of(session)
    return council.open_ballot(item, by=officer()), [seat.member.user for seat in seats_of(session)]


def cast(item, people, choices):
    for user, choice in zip(people, choices, strict=False):
        council.cast_ballot(item, choice=choice, by=user)


def test_ballots_are_counted_and_those_that_were_cast_are_destroyed():
    item, people = ballot_open(7)
    cast(item, people, ["agree", "agree", "agree", "agree", "disagree", "other"])
    before = set(Ballot.objects.values_list("pk", flat=True))

    closed = council.close_electronic(item, by=officer())

    assert (closed.yes, closed.no, closed.other, closed.not_voted, closed.total) == (4, 1, 1, 1, 7)
    assert closed.result == "passed"
    assert not Ballot.objects.exists()
    kept = ClosedBallot.objects.filter(item=item)
    assert Counter(b.choice for b in kept) == {"agree": 4, "disagree": 1, "other": 1}
    assert before.isdisjoint(b.pk for b in kept)
    assert not NamedVote.objects.exists()


def test_nobody_votes_twice():
    item, people = ballot_open()
    council.cast_ballot(item, choice="agree", by=people[0])

    with pytest.raises(WrongState) as refused:
        council.cast_ballot(item, choice="disagree", by=people[0])

    assert str(refused.value) == "Anh/chị đã bỏ phiếu trường hợp này."
    assert (Ballot.objects.count(), VoterRoll.objects.count()) == (1, 1)


def test_a_ballot_that_comes_after_closing_is_refused():
    item, people = ballot_open()
    cast(item, people[:6], ["agree"] * 6)
    council.close_electronic(item, by=officer())

    with pytest.raises(WrongState):
        council.cast_ballot(item, choice="agree", by=people[6])

    assert (fresh(item).yes, VoterRoll.objects.count(), ClosedBallot.objects.count()) == (6, 6, 6)


def test_no_ballot_is_cast_before_the_vote_is_open():
    session = running(7, accounts=True)
    (item,) = items_of(session)

    with pytest.raises(WrongState):
        council.cast_ballot(item, choice="agree", by=seats_of(session)[0].member.user)


def test_who_is_absent_or_steps_out_or_sits_elsewhere_does_not_vote():
    session = running(9, present=8, accounts=True)
    (item,) = items_of(session)
    seats = seats_of(session)
    council.mark_conflicts(item, {seats[0].pk: "Người nhà"}, by=officer())
    item = council.open_ballot(item, by=officer())
    strangers = seats_of(running(3, accounts=True))

    members = [seats[0].member.user, seats[8].member.user, strangers[0].member.user]
    for user in (*members, officer(), leader(), submitter()):
        with pytest.raises(NotAllowed):
            council.cast_ballot(item, choice="agree", by=user)

    assert not Ballot.objects.exists()


def test_a_ballot_says_one_of_three_things():
    item, people = ballot_open()

    with pytest.raises(InvalidInput):
        council.cast_ballot(item, choice="maybe", by=people[0])

    assert not VoterRoll.objects.exists()


def test_fewer_than_five_ballots_are_not_counted():
    item, people = ballot_open()
    cast(item, people, ["agree"] * 4)

    with pytest.raises(WrongState) as refused:
        council.close_electronic(item, by=officer())

    assert "Mới có 4 phiếu" in str(refused.value)
    assert (fresh(item).state, fresh(item).yes) == (ItemState.VOTING, None)


def test_fewer_than_five_members_with_accounts_cannot_vote_this_way():
    (item,) = items_of(running(4, accounts=True))

    with pytest.raises(WrongState) as refused:
        council.open_ballot(item, by=officer())

    assert "Hãy dùng phiếu giấy" in str(refused.value)


def test_one_ballot_at_a_time_and_no_roll_call_meanwhile():
    session = running(7, accounts=True, cases=2)
    one, two = items_of(session)
    council.open_ballot(one, by=officer())

    for act in (lambda: council.open_ballot(two, by=officer()),
                lambda: council.call_roll(session, {seats_of(session)[0].pk: (Presence.ABSENT, "")}, by=officer()),
                lambda: council.mark_conflicts(one, {}, by=officer()),
                lambda: council.close_totals(one, yes=7, no=0, by=officer()),
                lambda: council.cancel_session(session, reason="x", by=officer()),
                lambda: council.carry(one, reason="x", by=officer())):
        with pytest.raises(WrongState):
            act()


def test_a_vote_called_off_destroys_its_ballots_unread_and_can_begin_anew():
    item, people = ballot_open()
    cast(item, people, ["agree"] * 6)

    item = council.cancel_vote(item, reason="Nhầm trường hợp", by=officer())
    again = council.open_ballot(item, by=officer())
    council.cast_ballot(again, choice="disagree", by=people[0])

    assert (Ballot.objects.count(), VoterRoll.objects.count(), ClosedBallot.objects.count()) == (1, 1, 0)


def test_ballots_of_a_case_that_the_agency_withdrew_are_destroyed():
    item, people = ballot_open()
    cast(item, people, ["agree"] * 3)
    nomination = Nomination.objects.get(pk=item.nomination_id)

    services.withdraw_nomination(nomination, by=nomination.submission.created_by, today=yesterday())

    assert (Ballot.objects.count(), VoterRoll.objects.count(), fresh(item).state) == (0, 0, ItemState.LEFT)


def test_an_electronic_result_is_not_corrected_by_hand():
    item, people = ballot_open()
    cast(item, people, ["agree"] * 7)
    council.close_electronic(item, by=officer())

    for act in (lambda: council.change_totals(item, yes=1, no=6, reason="x", by=officer()),
                lambda: council.change_paper(item, issued=7, returned=7, invalid=0, yes=1, no=6, reason="x",
                                             by=officer())):
        with pytest.raises(WrongState):
            act()

    assert fresh(item).yes == 7


def test_a_member_is_asked_until_the_ballot_is_cast():
    item, people = ballot_open()
    before = open_ballots(people[0])

    council.cast_ballot(item, choice="agree", by=people[0])

    assert before == [item]
    assert open_ballots(people[0]) == []
    assert open_ballots(people[1]) == [item]
    assert open_ballots(officer()) == []


# --- nothing tells who chose what -------------------------------------------------------------------------------------


def test_ballots_hold_nothing_but_the_case_and_the_choice():
    columns = {model: {field.column for field in model._meta.concrete_fields}
               for model in (Ballot, ClosedBallot, VoterRoll)}

    assert columns == {Ballot: {"id", "item_id", "choice"}, ClosedBallot: {"id", "item_id", "choice"},
                       VoterRoll: {"id", "item_id", "seat_id"}}


def test_the_log_says_that_a_ballot_was_cast_and_not_what_it_says():
    item, people = ballot_open()
    cast(item, people, ["disagree"] * 7)

    events = AuditEvent.objects.filter(action="nominations.cast_ballot")

    assert [event.actor for event in events.order_by("pk")] == people
    assert {(str(e.before), str(e.after), e.reason) for e in events} == {("{}", "{}", "")}


def test_each_ballot_cast_writes_those_in_the_box_anew():
    """Else the ballots would lie in the order of the roll, and a copy taken during the vote would pair them."""
    item, people = ballot_open(9)
    seen = set()

    for n, user in enumerate(people, start=1):
        council.cast_ballot(item, choice=CHOICES[n % 3], by=user)
        keys = set(Ballot.objects.filter(item=item).values_list("pk", flat=True))
        assert (len(keys), seen & keys) == (n, set())
        seen |= keys

    assert Counter(Ballot.objects.values_list("choice", flat=True)) == {"agree": 3, "disagree": 3, "other": 3}


def test_no_account_takes_over_a_seat_while_ballots_are_cast():
    item, people = ballot_open(7)
    council.cast_ballot(item, choice="agree", by=people[0])
    one, two = [seat.member for seat in seats_of(item.session)[:2]]
    kept = {"name": two.name, "position": two.position, "valid_from": two.valid_from, "by": officer()}

    with pytest.raises(InvalidInput):
        council.update_member(two, user=people[0], **kept)
    with pytest.raises(WrongState) as refused:
        council.update_member(two, user=None, **kept)
    council.update_member(one, user=people[0], **{**kept, "name": one.name, "position": one.position})

    assert "đang bỏ phiếu kín" in str(refused.value)
    assert fresh(two).user == people[1]


def test_the_order_of_closed_ballots_tells_nothing_about_who_voted_when():
    """Many elections; a reader pairs the voters in the order of the log with the ballots as they lie in the table."""
    rng, members, elections = Random(18), 9, 25
    session = running(members, accounts=True, cases=elections)
    people = [seat.member.user for seat in seats_of(session)]
    right = chance = 0.0
    for item in items_of(session):
        said = {user: rng.choice(CHOICES) for user in people}
        voters = rng.sample(people, members)
        item = council.open_ballot(item, by=session.created_by)
        cast(item, voters, [said[user] for user in voters])
        council.close_electronic(item, by=session.created_by)

        as_logged = list(AuditEvent.objects.filter(action="nominations.cast_ballot", object_id=item.pk).order_by("pk"))
        as_stored = list(ClosedBallot.objects.filter(item=item).order_by())
        right += sum(said[event.actor] == ballot.choice for event, ballot in zip(as_logged, as_stored, strict=True))
        chance += sum(count * count for count in Counter(said.values()).values()) / members

    votes = members * elections
    assert abs(right - chance) / votes < 0.2  # more than six standard deviations of pure chance
    assert not CouncilItem.objects.filter(session=session).exclude(state=ItemState.CLOSED).exists()
