from datetime import time, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed, WrongState
from nominations import services
from nominations.council_queries import award_key, rule_for
from nominations.enums import CouncilPosition, ItemState, Presence, SessionState
from nominations.models import CouncilMember, CouncilSession, Nomination, VoteRule
from nominations.services import council
from nominations.transitions import SESSIONS
from notifications.models import Notice
from tests.factories import leader, officer, person, submitter
from tests.nominations.council_room import (
    RULE,
    SINCE,
    TITLE,
    appraised,
    council_of,
    default_rule,
    fresh,
    items_of,
    moment,
    running,
    seats_of,
    session_of,
    verified_rule,
    yesterday,
)

pytestmark = pytest.mark.django_db


def state_of(nomination):
    return Nomination.objects.get(pk=nomination.pk).state


def again(session, **values):
    """The session saved once more with these differences."""
    kept = {name: getattr(session, name) for name in ("number", "held_on", "starts_at", "place", "chair", "secretary")}
    return council.update_session(session, by=officer(), **{**kept, **values})


# --- members ----------------------------------------------------------------------------------------------------------


def test_seats_of_a_draft_follow_the_terms_of_its_day():
    by = officer()
    session = session_of(3, by=by)
    leaving = session.council.members.last()

    council.end_term(leaving, on=yesterday() - timedelta(days=1), by=by)
    council.add_member(session.council, name="Người Mới", position="member", valid_from=yesterday(), by=by)
    council.add_member(session.council, name="Người Sau", position="member", valid_from=timezone.localdate(), by=by)

    assert {str(seat) for seat in session.seats.all()} == {"Thành Viên 00", "Thành Viên 01", "Người Mới"}


def test_the_seats_of_a_session_that_was_held_do_not_change():
    by, session = officer(), running(3)

    council.end_term(session.council.members.last(), on=SINCE, by=by)

    assert session.seats.count() == 3


def test_members_are_listed_by_their_position():
    by, body = officer(), council_of(0, by=officer())
    for name, position in (("An", "secretary"), ("Bình", "member"), ("Châu", "vice"), ("Dung", "chair")):
        council.add_member(body, name=name, position=position, valid_from=SINCE, by=by)

    assert [m.name for m in body.members.all()] == ["Dung", "Châu", "Bình", "An"]


def test_a_member_who_sat_stays_on_the_list_and_keeps_the_name():
    session = running(3)
    member = session.council.members.last()

    with pytest.raises(WrongState):
        council.remove_member(member, by=officer())
    with pytest.raises(WrongState):
        council.update_member(member, name="Tên Khác", position=member.position, valid_from=SINCE, by=officer())

    assert CouncilMember.objects.filter(pk=member.pk, name=member.name).exists()


def test_an_account_can_be_given_to_a_member_who_sat():
    session, user = running(3), person(Role.COUNCIL_MEMBER)
    member = session.council.members.last()

    council.update_member(member, name=member.name, position=member.position, valid_from=SINCE, user=user,
                          by=officer())

    assert fresh(member).user == user


def test_a_member_entered_by_mistake_can_be_taken_out():
    session = session_of(3)
    member = session.council.members.last()

    council.remove_member(member, by=officer())

    assert session.seats.count() == 2
    assert not CouncilMember.objects.filter(pk=member.pk).exists()


@pytest.mark.parametrize("same", ["name", "user"])
def test_one_person_or_account_has_one_term_at_a_time(same):
    by, user = officer(), person(Role.COUNCIL_MEMBER)
    body = council_of(0, by=by)
    council.add_member(body, name="Lê An", position="member", valid_from=SINCE, user=user, by=by)
    second = {"name": "Lê An"} if same == "name" else {"name": "Lê Khác", "user": user}

    with pytest.raises(InvalidInput) as refused:
        council.add_member(body, position="vice", valid_from=yesterday(), by=by, **second)

    assert list(refused.value.errors) == [same]


@pytest.mark.parametrize("who", [leader, submitter, lambda: person(Role.COUNCIL_MEMBER)])
def test_only_the_office_keeps_councils_and_sessions(who):
    by, session = who(), session_of(3)

    for act in (lambda: council.create_council(name="X", organization=session.council.organization, by=by),
                lambda: council.add_rule(by=by, award="", **RULE),
                lambda: council.open_session(session, by=by, at=moment(8)),
                lambda: council.add_items(session, [], by=by),
                lambda: council.remove_item(items_of(session)[0], by=by)):
        with pytest.raises(NotAllowed):
            act()


# --- rules as dated data ----------------------------------------------------------------------------------------------


def test_a_rule_counts_from_its_day_to_its_day_once_it_is_checked():
    by, key = officer(), award_key(TITLE)
    rule = council.add_rule(by=by, award=TITLE, **{**RULE, "valid_from": yesterday(), "valid_to": timezone.localdate()})

    assert rule_for(key, yesterday()) is None
    council.verify_rule(rule, by=by, today=timezone.localdate())

    days = [yesterday() + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert [rule_for(key, day) for day in days] == [None, rule, rule, None]


def test_the_newest_rule_wins_and_spelling_does_not_matter():
    verified_rule(min_percent=80)
    newer = verified_rule(min_percent=90, valid_from=yesterday())

    assert rule_for(award_key("CHIẾN SĨ  thi đua cấp tỉnh"), yesterday()) == newer


def test_a_checked_rule_for_exemplars_comes_before_the_default_one():
    default_rule()
    before = rule_for("", yesterday())
    own = verified_rule(award="", min_percent=70)

    assert before.is_default
    assert "không phải quy định pháp luật" in before.source
    assert rule_for("", yesterday()) == own


def test_a_checked_rule_is_not_rewritten():
    rule = verified_rule()

    with pytest.raises(WrongState):
        council.update_rule(rule, by=officer(), award=TITLE, **{**RULE, "min_percent": 10})

    assert fresh(rule).min_percent == 90


def test_the_default_rule_can_neither_be_changed_nor_pass_for_law():
    rule = default_rule()

    for act in (lambda: council.update_rule(rule, by=officer(), award="", **RULE),
                lambda: council.verify_rule(rule, by=officer(), today=yesterday())):
        with pytest.raises(WrongState):
            act()


@pytest.mark.parametrize(("values", "field"), [
    ({"min_percent": 0}, "min_percent"), ({"min_percent": 101}, "min_percent"),
    ({"min_percent": 100, "is_strict": True}, "min_percent"), ({"quorum_num": 4}, "quorum_num"),
    ({"quorum_num": 0}, "quorum_num"), ({"source": " "}, "source"), ({"legal_text": ""}, "legal_text"),
    ({"valid_to": SINCE - timedelta(days=1)}, "valid_to"),
])
def test_a_rule_that_makes_no_sense_is_refused_beside_the_field(values, field):
    with pytest.raises(InvalidInput) as refused:
        council.add_rule(by=officer(), award=TITLE, **{**RULE, **values})

    assert list(refused.value.errors) == [field]


def test_a_rule_under_which_a_later_result_was_closed_cannot_end_before_it():
    session = running(3, proposed_award=TITLE)
    rule = verified_rule()
    (item,) = items_of(session)
    council.set_award(item, key=award_key(TITLE), by=officer())
    council.close_totals(item, yes=3, no=0, by=officer())

    with pytest.raises(InvalidInput):
        council.end_rule(rule, on=yesterday() - timedelta(days=1), by=officer())
    council.end_rule(rule, on=yesterday(), by=officer())

    assert fresh(rule).valid_to == yesterday()


# --- the agenda -------------------------------------------------------------------------------------------------------


def test_appraised_cases_go_on_the_agenda_in_order_and_others_are_refused_with_the_reason():
    by, session = officer(), session_of(3, cases=2)
    (good,), (other,) = appraised(), appraised()
    services.hold_nomination(other, reason="Chờ", by=by)

    done, refused = council.add_items(session, [other, good], by=by)

    assert [item.position for item in items_of(session)] == [1, 2, 3]
    assert [item.nomination for item in done] == [good]
    assert state_of(good) == "council"
    assert [r.nomination for r in refused] == [other]


def test_a_case_sits_on_one_agenda_at_a_time():
    session, by = session_of(3), officer()
    second = council.create_session(session.council, number="02", held_on=yesterday(), starts_at=time(14), place="P",
                                    by=by)
    nomination = items_of(session)[0].nomination

    done, refused = council.add_items(second, [nomination], by=by)

    assert (done, len(refused)) == ([], 1)


def test_a_case_can_be_taken_off_and_decided_without_a_council():
    by, session = officer(), session_of(3)
    (item,) = items_of(session)

    council.remove_item(item, by=by)
    services.recognise_nomination(fresh(item.nomination), decision_number="1/QĐ", decided_on=yesterday(), by=by,
                                  today=timezone.localdate())

    assert (items_of(session), state_of(item.nomination)) == ([], "decided")


def test_a_case_before_the_council_is_neither_decided_nor_returned():
    (item,) = items_of(session_of(3))
    by, today = officer(), timezone.localdate()

    for act in (lambda: services.recognise_nomination(item.nomination, decision_number="1", decided_on=today, by=by,
                                                      today=today),
                lambda: services.return_nomination(item.nomination, reason="x", due_on=today, by=by, today=today),
                lambda: services.plan_decision(item.nomination, planned="recognise", by=by)):
        with pytest.raises(WrongState):
            act()


def test_the_order_of_the_agenda_can_be_changed():
    session, by = session_of(3, cases=3), officer()
    first, second, third = items_of(session)

    council.place_item(third, up=True, by=by)
    council.place_item(first, up=True, by=by)

    assert items_of(session) == [first, third, second]


def test_a_withdrawn_case_leaves_the_agenda_by_itself_and_a_session_can_end_without_it():
    session, by = running(3), officer()
    (item,) = items_of(session)
    submission = item.nomination.submission

    services.withdraw_nomination(item.nomination, by=submission.created_by, today=timezone.localdate())
    council.end_session(session, by=by, at=moment(9))

    assert fresh(item).state == ItemState.LEFT


# --- from draft to end ------------------------------------------------------------------------------------------------


def test_a_session_needs_a_chair_and_an_agenda_to_begin():
    by = officer()
    body = council_of(3, by=by)
    session = council.create_session(body, number="01", held_on=yesterday(), starts_at=time(8), place="P", by=by)

    with pytest.raises(InvalidInput) as no_chair:
        council.open_session(session, by=by, at=moment(8))
    session = again(session, chair=body.members.first())
    with pytest.raises(InvalidInput) as no_agenda:
        council.open_session(session, by=by, at=moment(8))

    assert "chủ trì" in str(no_chair.value)
    assert "Chưa có danh sách" in str(no_agenda.value)


def test_the_chair_is_a_member_of_that_day():
    session = session_of(3)
    stranger = council_of(1, by=officer()).members.get()

    with pytest.raises(InvalidInput) as refused:
        again(session, chair=stranger)

    assert list(refused.value.errors) == ["chair"]


@pytest.mark.parametrize("at", [lambda: moment(8) - timedelta(days=1), lambda: moment(8) + timedelta(days=2)])
def test_a_session_begins_on_its_own_day(at):
    session = session_of(3)

    with pytest.raises(InvalidInput):
        council.open_session(session, by=officer(), at=at())

    assert fresh(session).state == SessionState.DRAFT


def test_a_session_does_not_begin_before_its_time_has_come():
    session, by = session_of(3), officer()
    session = again(session, held_on=timezone.localdate() + timedelta(days=3))

    with pytest.raises(InvalidInput) as refused:
        council.open_session(session, by=by, at=timezone.now() + timedelta(days=3))

    assert list(refused.value.errors) == ["starts_at"]


def test_a_number_is_given_once():
    session = session_of(3)

    with pytest.raises(InvalidInput) as refused:
        council.create_session(session.council, number="01", held_on=yesterday(), starts_at=time(8), place="P",
                               by=officer())

    assert list(refused.value.errors) == ["number"]


def test_the_roll_keeps_the_reason_of_those_who_are_not_there():
    session, by = session_of(3), officer()
    one, two, three = seats_of(session)

    council.call_roll(session, {one.pk: (Presence.PRESENT, "x"), two.pk: (Presence.ABSENT, "Công tác"),
                                three.pk: (Presence.LETTER, "Điều trị")}, by=by)

    assert [(s.presence, s.reason) for s in seats_of(session)] == [
        ("present", ""), ("absent", "Công tác"), ("letter", "Điều trị")]
    event = AuditEvent.objects.get(action="nominations.set_presence")
    assert event.after["Thành Viên 01"] == "Vắng mặt (Công tác)"


def test_a_session_ends_when_every_case_is_closed_or_left_for_later():
    session, by = running(3, cases=2), officer()
    one, two = items_of(session)
    council.close_totals(one, yes=3, no=0, by=by)

    with pytest.raises(WrongState) as refused:
        council.end_session(session, by=by, at=moment(9))
    council.carry(two, reason="Cần xác minh thêm", by=by)
    ended = council.end_session(session, by=by, at=moment(9))

    assert "Còn 1 trường hợp" in str(refused.value)
    assert (ended.state, ended.ended_at) == (SessionState.ENDED, moment(9))
    assert state_of(two.nomination) == "appraised"


def test_a_case_left_for_later_can_go_to_the_next_session():
    session, by = running(3, cases=2), officer()
    one, two = items_of(session)
    council.carry(two, reason="Cần xác minh thêm", by=by)
    later = council.create_session(session.council, number="02", held_on=yesterday(), starts_at=time(14), place="P",
                                   by=by)

    done, refused = council.add_items(later, [fresh(two.nomination)], by=by)

    assert (len(done), refused) == (1, [])


def test_a_session_called_off_gives_its_cases_back():
    session, by = running(3, cases=2), officer()

    council.cancel_session(session, reason="Không đủ thành viên", by=by)

    assert fresh(session).state == SessionState.CANCELLED
    assert {state_of(item.nomination) for item in items_of(session)} == {"appraised"}


def test_a_session_with_a_result_is_not_called_off():
    session, by = running(3, cases=2), officer()
    offered = [step.name for step in SESSIONS.available(session, by)]
    council.close_totals(items_of(session)[0], yes=3, no=0, by=by)

    with pytest.raises(WrongState, match="đã có kết quả được chốt"):
        council.cancel_session(session, reason="x", by=by)

    assert (offered, [step.name for step in SESSIONS.available(session, by)]) == (["end", "cancel"], ["end"])


def test_an_ended_session_is_ended():
    session, by = running(3), officer()
    (item,) = items_of(session)
    council.close_totals(item, yes=3, no=0, by=by)
    session = council.end_session(session, by=by, at=moment(9))

    for act in (lambda: council.call_roll(session, {}, by=by), lambda: council.add_items(session, [], by=by),
                lambda: again(session), lambda: council.cancel_session(session, reason="x", by=by),
                lambda: council.close_totals(item, yes=3, no=0, by=by)):
        with pytest.raises(WrongState):
            act()


# --- who sees sessions ------------------------------------------------------------------------------------------------


def test_members_see_their_sessions_once_they_were_sent_round():
    by, session = officer(), session_of(3, accounts=True)
    member = session.council.members.last().user
    stranger = person(Role.COUNCIL_MEMBER)

    before = list(CouncilSession.objects.visible_to(member))
    council.share_session(session, by=by)

    assert before == []
    assert list(CouncilSession.objects.visible_to(member)) == [session]
    assert list(CouncilSession.objects.visible_to(stranger)) == []
    assert Notice.objects.filter(user=member, title__startswith="Phiên họp số 01").count() == 1


@pytest.mark.parametrize("who", [submitter, lambda: person(Role.UNIT_HEAD), lambda: person(Role.LEAD_REVIEWER),
                                 lambda: person(Role.ADMINISTRATOR), lambda: person(Role.COUNCIL_MEMBER)])
def test_nobody_else_sees_sessions(who):
    running(3, accounts=True)

    assert list(CouncilSession.objects.visible_to(who())) == []


def test_the_positions_are_ranked_as_they_are_listed():
    assert list(CouncilPosition.values) == ["chair", "vice", "member", "secretary"]
    assert VoteRule.objects.filter(is_default=True).count() <= 1
