import pytest

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed, WrongState
from nominations import services
from nominations.council_minutes import session_minutes
from nominations.council_queries import award_key
from nominations.enums import Opinion, Presence, VoteMode
from nominations.models import ClosedBallot, Nomination, ResultChange
from nominations.services import council
from notifications.models import Notice
from tests.factories import officer
from tests.nominations.council_room import TITLE, fresh, items_of, moment, running, seats_of, verified_rule, yesterday

pytestmark = pytest.mark.django_db
PAPER = {"issued": 9, "returned": 9, "invalid": 0, "yes": 8, "no": 1,
         "counting_board": "Lê Trưởng Ban\nTrần Thành Viên"}


def titled(members, **values):
    """The one case of a running session, put forward for a title that needs a rule of its own."""
    (item,) = items_of(running(members, proposed_award=TITLE, **values))
    return item


def figures(item):
    item = fresh(item)
    return item.yes, item.no, item.other, item.blank, item.invalid, item.not_voted


# --- no vote without a checked rule -----------------------------------------------------------------------------------


def test_a_vote_for_a_title_without_a_checked_rule_cannot_be_opened():
    by, item = officer(), titled(15)
    council.add_rule(by=by, award=TITLE, legal_text="x", source="y", min_percent=90, quorum_num=2, quorum_den=3)

    for act in (lambda: council.close_totals(item, yes=15, no=0, by=by),
                lambda: council.close_named(item, {}, by=by), lambda: council.open_ballot(item, by=by),
                lambda: council.close_paper(item, **{**PAPER, "yes": 9, "no": 0}, by=by)):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert f"Chưa có quy tắc biểu quyết đã kiểm tra cho «{TITLE}»" in str(refused.value)

    assert Nomination.objects.get(pk=item.nomination_id).state == "council"


@pytest.mark.parametrize(("yes", "result", "state"), [(13, "not_passed", "not_passed"), (14, "passed", "passed")])
def test_ninety_percent_of_fifteen_is_fourteen(yes, result, state):
    verified_rule(min_percent=90)
    item = titled(15)

    closed = council.close_totals(item, yes=yes, no=15 - yes, by=officer())

    assert (closed.result, closed.base) == (result, 15)
    assert Nomination.objects.get(pk=item.nomination_id).state == state


def test_a_rule_that_is_not_in_force_on_the_day_opens_nothing():
    verified_rule(valid_to=yesterday().replace(year=yesterday().year - 1))
    item = titled(15)

    with pytest.raises(NotAllowed):
        council.close_totals(item, yes=15, no=0, by=officer())


def test_a_rule_of_secrecy_refuses_an_open_vote():
    verified_rule(is_secret=True)
    item = titled(9)

    with pytest.raises(NotAllowed) as refused:
        council.close_totals(item, yes=9, no=0, by=officer())
    closed = council.close_paper(item, **{**PAPER, "yes": 9, "no": 0}, by=officer())

    assert "bỏ phiếu kín" in str(refused.value)
    assert closed.mode == VoteMode.PAPER


# --- below the quorum, in conflict, by letter -------------------------------------------------------------------------


def test_below_the_quorum_no_result_is_closed():
    (item,) = items_of(running(9, present=5))

    with pytest.raises(WrongState) as refused:
        council.close_totals(item, yes=5, no=0, by=officer())

    assert "5/9 thành viên có mặt, chưa đủ 2/3" in str(refused.value)


def test_the_absent_stay_in_the_whole_membership():
    (item,) = items_of(running(9, present=6))

    closed = council.close_totals(item, yes=4, no=2, by=officer())

    assert figures(closed) == (4, 2, 0, 0, 0, 3)
    assert (closed.result, closed.total, closed.present) == ("not_passed", 9, 6)


def test_a_rule_over_those_present_counts_them_alone():
    verified_rule(min_percent=60, denominator="present")
    item = titled(9, present=6)

    closed = council.close_totals(item, yes=4, no=2, by=officer())

    assert (closed.result, closed.base, closed.total) == ("passed", 6, 9)


def test_who_has_to_do_with_the_case_steps_out_but_stays_in_the_membership():
    session = running(9)
    (item,) = items_of(session)
    seat = seats_of(session)[3]

    council.mark_conflicts(item, {seat.pk: "Thủ trưởng cơ quan đề nghị"}, by=officer())
    with pytest.raises(InvalidInput):
        council.close_totals(item, yes=9, no=0, by=officer())
    with pytest.raises(InvalidInput):
        council.close_named(item, {seat.pk: Opinion.AGREE}, by=officer())
    closed = council.close_totals(item, yes=8, no=0, by=officer())

    assert (closed.base, figures(closed)) == (9, (8, 0, 0, 0, 0, 1))


@pytest.mark.parametrize(("in_writing", "voters"), [(True, 7), (False, 6)])
def test_absent_members_vote_in_writing_where_the_rule_asks_them(in_writing, voters):
    verified_rule(absent_in_writing=in_writing, min_percent=50)
    item, by = titled(9, present=6), officer()
    seat = seats_of(item.session)[8]
    council.call_roll(item.session, {seat.pk: (Presence.LETTER, "")}, by=by)

    with pytest.raises(InvalidInput):
        council.close_totals(item, yes=voters + 1, no=0, by=by)
    closed = council.close_totals(item, yes=voters, no=0, by=by)

    assert figures(closed) == (voters, 0, 0, 0, 0, 9 - voters)


# --- open and paper votes ---------------------------------------------------------------------------------------------


def test_named_votes_are_kept_by_name_and_the_rest_did_not_vote():
    session = running(5)
    (item,) = items_of(session)
    one, two, three, four, _ = seats_of(session)

    closed = council.close_named(item, {one.pk: "agree", two.pk: "agree", three.pk: "disagree", four.pk: "other"},
                                 by=officer())

    assert figures(closed) == (2, 1, 1, 0, 0, 1)
    assert [(str(vote.seat), vote.choice) for vote in closed.named_votes.all()] == [
        ("Thành Viên 00", "agree"), ("Thành Viên 01", "agree"), ("Thành Viên 02", "disagree"),
        ("Thành Viên 03", "other")]


def test_paper_ballots_leave_totals_and_the_counting_board_and_no_ballots():
    (item,) = items_of(running(9))

    closed = council.close_paper(item, **{**PAPER, "returned": 8, "yes": 6, "no": 1, "invalid": 1}, by=officer())

    assert figures(closed) == (6, 1, 0, 0, 1, 1)
    assert (closed.issued, closed.counting_board) == (9, "Lê Trưởng Ban\nTrần Thành Viên")
    assert not ClosedBallot.objects.exists()
    assert not closed.named_votes.exists()


def test_a_paper_ballot_names_who_counted():
    (item,) = items_of(running(9))

    with pytest.raises(InvalidInput) as refused:
        council.close_paper(item, **{**PAPER, "counting_board": " "}, by=officer())

    assert list(refused.value.errors) == ["counting_board"]


def test_a_result_is_closed_once_and_the_second_secretary_learns_by_whom():
    (item,) = items_of(running(3))
    council.close_totals(item, yes=3, no=0, by=officer(full_name="Người Một"))

    with pytest.raises(WrongState) as refused:
        council.close_totals(item, yes=0, no=3, by=officer())

    assert str(refused.value).startswith("Người Một đã thực hiện «Chốt kết quả» lúc")


# --- what follows for the case ----------------------------------------------------------------------------------------


def test_a_passed_case_is_prepared_for_publication_and_published_as_usual():
    (item,) = items_of(running(3))
    by, today = officer(), yesterday()

    council.close_totals(item, yes=2, no=1, by=by)
    nomination = Nomination.objects.get(pk=item.nomination_id)
    done, refused = services.publish([nomination], by=by, today=today, decision_number="9/QĐ", decided_on=today)

    assert (nomination.state, nomination.planned) == ("passed", "recognise")
    assert [n.state for n in done] == ["decided"]
    assert refused == []


def test_a_failed_case_tells_the_agency_only_when_it_is_published():
    (item,) = items_of(running(3))
    by, agency = officer(), item.nomination.submission.created_by
    told = Notice.objects.filter(user=agency).count()

    council.close_totals(item, yes=1, no=2, by=by, reason="Thành tích chưa nổi bật.")
    nomination = Nomination.objects.get(pk=item.nomination_id)
    quiet = Notice.objects.filter(user=agency).count()
    services.publish([nomination], by=by, today=yesterday())

    assert (nomination.state, nomination.planned) == ("not_passed", "reject")
    assert nomination.get_state_display() == "Đang thẩm định"
    assert quiet == told
    assert Notice.objects.filter(user=agency).order_by("-pk")[0].body == "Lý do: Thành tích chưa nổi bật."


def test_a_case_that_failed_cannot_be_recognised_over_the_council():
    (item,) = items_of(running(3))
    council.close_totals(item, yes=0, no=3, by=officer())

    with pytest.raises(WrongState):
        services.recognise_nomination(item.nomination, decision_number="1", decided_on=yesterday(), by=officer(),
                                      today=yesterday())


# --- changes after closing --------------------------------------------------------------------------------------------


def test_a_closed_result_changes_only_with_a_reason_and_both_figures_stay():
    session, by = running(3), officer(full_name="Người Sửa")
    (item,) = items_of(session)
    council.close_totals(item, yes=1, no=2, by=by)

    with pytest.raises(InvalidInput) as refused:
        council.change_totals(item, yes=2, no=1, reason=" ", by=by)
    council.change_totals(item, yes=2, no=1, reason="Đếm nhầm", by=by)

    assert list(refused.value.errors) == ["reason"]
    nomination = Nomination.objects.get(pk=item.nomination_id)
    assert (nomination.state, nomination.planned) == ("passed", "recognise")
    (change,) = session_minutes(session).items[0].changes
    assert (change.before.yes, change.before.result, change.after.yes, change.after.result) == (
        1, "Không thông qua", 2, "Thông qua")
    assert (change.reason, change.by) == ("Đếm nhầm", "Người Sửa")
    event = AuditEvent.objects.get(action="nominations.change")
    assert (event.before["yes"], event.after["yes"], event.reason) == (1, 2, "Đếm nhầm")


def test_a_change_that_turns_nothing_leaves_the_case_where_it_is():
    session, by = running(3), officer()
    (item,) = items_of(session)
    one, two, three = seats_of(session)
    council.close_named(item, {one.pk: "agree", two.pk: "agree"}, by=by)
    version = Nomination.objects.get(pk=item.nomination_id).version

    council.change_named(item, {one.pk: "agree", two.pk: "agree", three.pk: "other"}, reason="Sót một người", by=by)

    assert figures(item) == (2, 0, 1, 0, 0, 0)
    assert Nomination.objects.get(pk=item.nomination_id).version == version


def test_a_paper_result_is_corrected_also_after_the_session_ended():
    session, by = running(9), officer()
    (item,) = items_of(session)
    council.close_paper(item, **PAPER, by=by)
    session = council.end_session(session, by=by, at=moment(10))

    council.change_paper(item, issued=9, returned=9, invalid=1, yes=8, no=0, reason="Một phiếu gạch cả hai", by=by)

    assert figures(item) == (8, 0, 0, 0, 1, 0)


def test_a_result_that_became_a_decision_is_not_changed_any_more():
    (item,) = items_of(running(3))
    by = officer()
    council.close_totals(item, yes=3, no=0, by=by)
    services.recognise_nomination(fresh(item.nomination), decision_number="1/QĐ", decided_on=yesterday(), by=by,
                                  today=yesterday())

    with pytest.raises(WrongState):
        council.change_totals(item, yes=0, no=3, reason="x", by=by)

    assert not ResultChange.objects.exists()


# --- the minutes ------------------------------------------------------------------------------------------------------


def test_the_minutes_say_who_came_what_was_voted_and_by_which_rule():
    by = officer()
    session = running(6, present=5, cases=3, by=by)
    absent = seats_of(session)[5]
    council.call_roll(session, {absent.pk: (Presence.ABSENT, "Đi công tác")}, by=by)
    one, two, three = items_of(session)
    council.close_totals(one, yes=4, no=1, by=by)
    council.write_opinions(one, text="Bổ sung số liệu năm 2025.", by=by)
    council.close_paper(two, issued=5, returned=5, invalid=0, yes=2, no=3, counting_board="Trưởng ban A\nB", by=by)
    council.carry(three, reason="Chờ xác minh", by=by)
    council.write_note(session, text="Chủ tịch Hội đồng kết luận.", by=by)
    session = council.end_session(session, by=by, at=moment(10, 45))

    minutes = session_minutes(session)

    assert (minutes.present_text, minutes.started_at, minutes.ended_at) == ("5/6", "08:00", "10:45")
    assert (minutes.chair, minutes.chair_position) == ("Thành Viên 00", "Chủ tịch Hội đồng")
    assert [(m.name, m.reason) for m in minutes.absent] == [("Thành Viên 05", "Đi công tác")]
    first, second, third = minutes.items
    assert (first.figures.yes, first.figures.percent, first.figures.result) == (4, "66,7 %", "Thông qua")
    assert first.need == "cần quá 50 % tổng số thành viên Hội đồng"
    assert (first.rule_is_default, first.opinions) == (True, "Bổ sung số liệu năm 2025.")
    assert (second.ballots_issued, second.ballots_returned, second.ballots_valid) == (5, 5, 5)
    assert (second.is_secret, second.counting_board) == (True, ("Trưởng ban A", "B"))
    assert (third.figures, third.carried_reason) == (None, "Chờ xác minh")
    assert (minutes.secret_items, minutes.counting_boards) == ((second,), (("Trưởng ban A", "B"),))
    assert minutes.note == "Chủ tịch Hội đồng kết luận."


@pytest.mark.parametrize("cases", [1, 3])
def test_minutes_take_the_same_queries_for_any_number_of_cases(cases, django_assert_num_queries):
    session, by = running(3, cases=cases), officer()
    for item in items_of(session):
        council.close_totals(item, yes=3, no=0, by=by)
        council.change_totals(item, yes=2, no=1, reason="Đếm lại", by=by)
    session = fresh(session)

    with django_assert_num_queries(8):
        minutes = session_minutes(session)

    assert len(minutes.items) == cases


def test_an_award_is_chosen_among_those_with_a_rule():
    verified_rule()
    item, by = items_of(running(3))[0], officer()

    chosen = council.set_award(item, key=award_key(TITLE), by=by)
    with pytest.raises(InvalidInput):
        council.set_award(item, key="khong co", by=by)

    assert (chosen.award, fresh(item).award_key) == (TITLE, award_key(TITLE))
