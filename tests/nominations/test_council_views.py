from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.enums import Role
from nominations.council_rules import text_mark
from nominations.enums import ItemState, SessionState
from nominations.models import CouncilItem, CouncilSession, Nomination, NominationFile, VoteRule
from nominations.services import council
from tests.factories import leader, officer, person, submitter
from tests.nominations.council_room import (
    appraised,
    council_of,
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


@pytest.fixture
def secretary(client):
    user = officer()
    client.force_login(user)
    return user


def act(client, item, slug, **values):
    return client.post(reverse("nominations:council_item_act", args=[item.public_id, slug]), values)


def said(response):
    return [str(message) for message in response.context["messages"]]


# --- running a session ------------------------------------------------------------------------------------------------


def test_an_empty_session_says_how_many_cases_wait(client, secretary):
    body = council_of(3, by=secretary)
    session = council.create_session(body, number="01", held_on=yesterday(), starts_at="08:00", place="P",
                                     by=secretary)
    appraised(2)

    page = client.get(session.get_absolute_url()).content.decode()

    assert "Chưa có danh sách. Chọn hồ sơ đã thẩm định (2) để đưa vào phiên họp." in page


def test_the_secretary_makes_a_session_and_chooses_its_cases(client, secretary):
    body, cases = council_of(3, by=secretary), appraised(3)
    chair = body.members.first()

    made = client.post(reverse("nominations:council_session_new"), {
        "number": "03/2026", "held_on": yesterday().isoformat(), "starts_at": "08:00", "place": "Phòng 1",
        "chair": chair.public_id, "secretary": "Lê Thư Ký"})
    session = CouncilSession.objects.get()
    chosen = client.post(made["Location"], {"nomination": [str(case.public_id) for case in cases[:2]]})

    assert (session.chair, session.seats.count()) == (chair, 3)
    assert chosen["Location"] == session.get_absolute_url()
    assert [item.nomination for item in items_of(session)] == cases[:2]


def test_a_refused_session_keeps_what_was_typed(client, secretary):
    council_of(3, by=secretary)

    response = client.post(reverse("nominations:council_session_new"), {"number": "03", "place": "Phòng gõ dở"})

    assert response.status_code == 422
    assert "Phòng gõ dở" in response.content.decode()


def test_the_roll_is_called_on_one_form(client, secretary):
    session = session_of(3, by=secretary)
    one, two, _ = seats_of(session)

    client.post(reverse("nominations:council_roll", args=[session.public_id]), {
        f"mat-{two.public_id}": "absent", f"ly-do-{two.public_id}": "Công tác", "tat-ca": "1"})

    assert [(seat.presence, seat.reason) for seat in seats_of(session)] == [
        ("present", ""), ("absent", "Công tác"), ("present", "")]


def test_closing_a_result_goes_on_to_the_next_case(client, secretary):
    session = running(5, cases=3, by=secretary)
    first, second, _ = items_of(session)

    response = act(client, first, "tong", yes=4, no=1, other=0)

    assert response["Location"] == f"{session.get_absolute_url()}?muc={second.public_id}&cach=tong"
    assert said(client.get(response["Location"])) == [f"{first}: Thông qua, 4/5 phiếu đồng ý (80 %)."]


def test_a_refused_result_stands_beside_its_field_with_what_was_typed(client, secretary):
    session = running(5, by=secretary)
    (item,) = items_of(session)

    response = act(client, item, "giay", issued=5, returned=6, invalid=0, yes=5, no=0, counting_board="Lê Ban Kiểm")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Số phiếu thu về nhiều hơn số phiếu phát ra." in page
    assert "Lê Ban Kiểm" in page
    assert f'href="{session.get_absolute_url()}?muc=' in page
    assert fresh(item).state == ItemState.WAITING


def test_the_second_secretary_learns_who_closed_the_case_and_what_was_not_written(client, secretary):
    session = running(5, by=secretary)
    (item,) = items_of(session)
    council.close_totals(item, yes=5, no=0, by=officer(full_name="Người Một"))

    response = act(client, item, "tong", yes=2, no=3, other=0)
    told = said(client.get(response["Location"]))

    assert told[0].startswith("Người Một đã thực hiện «Chốt kết quả» lúc ")
    assert told[1:] == ["Chưa ghi điều anh/chị vừa nhập: đồng ý «2», không đồng ý «3», ý kiến khác «0»."]
    assert fresh(item).yes == 5


def test_of_two_who_write_the_opinions_the_second_reads_the_first_before_writing_over_them(client, secretary):
    (item,) = items_of(running(3, by=secretary))
    seen = text_mark("")
    council.write_opinions(item, text="Cần thêm số liệu.", by=officer(full_name="Người Một"))

    refused = act(client, item, "y-kien", text="Đề nghị nhân rộng.", seen=seen)
    page = refused.content.decode()
    again = act(client, item, "y-kien", text="Đề nghị nhân rộng. Cần thêm số liệu.",
                seen=text_mark("Cần thêm số liệu."))

    assert refused.status_code == 422
    assert "Người Một đã ghi lúc" in page and "«Cần thêm số liệu.»" in page and "Đề nghị nhân rộng." in page
    assert f'value="{text_mark("Cần thêm số liệu.")}"' in page
    assert again.status_code == 302
    assert fresh(item).opinions == "Đề nghị nhân rộng. Cần thêm số liệu."


def test_named_votes_can_be_taken_at_one_stroke_but_for_those_marked(client, secretary):
    session = running(5, by=secretary)
    (item,) = items_of(session)
    against = seats_of(session)[2]

    act(client, item, "ten", **{f"seat-{against.public_id}": "disagree", "rest_agrees": "on"})

    assert (fresh(item).yes, fresh(item).no, fresh(item).not_voted) == (4, 1, 0)


def test_a_vote_without_a_rule_shows_the_reason_instead_of_a_form(client, secretary):
    session = running(3, by=secretary, proposed_award="Chiến sĩ thi đua cấp tỉnh")
    (item,) = items_of(session)

    page = client.get(session.get_absolute_url()).content.decode()
    response = act(client, item, "tong", yes=3, no=0, other=0)

    assert "Chưa có quy tắc biểu quyết đã kiểm tra" in page
    assert "Chốt kết quả trường hợp này" not in page
    assert (response.status_code, fresh(item).state) == (422, ItemState.WAITING)


def test_a_closed_result_is_corrected_with_a_reason(client, secretary):
    (item,) = items_of(running(3, by=secretary))
    act(client, item, "tong", yes=1, no=2, other=0)

    without = act(client, item, "sua", yes=2, no=1, other=0)
    act(client, item, "sua", yes=2, no=1, other=0, reason="Đếm nhầm")

    assert without.status_code == 422
    assert (fresh(item).yes, fresh(item).result) == (2, "passed")


def test_steps_of_a_session_from_draft_to_end(client, secretary):
    session = session_of(3, by=secretary)
    (item,) = items_of(session)

    def step(slug, **values):
        return client.post(reverse("nominations:council_session_act", args=[session.public_id, slug]), values)

    step("gui")
    step("mo", at="08:00")
    client.post(reverse("nominations:council_roll", args=[session.public_id]), {"tat-ca": "1"})
    early = step("ket-thuc", at="09:00")
    act(client, item, "y-kien", text="Cần nhân rộng.")
    act(client, item, "tong", yes=3, no=0, other=0)
    step("ghi", text="Chủ trì kết luận.")
    wrong = step("ket-thuc", at="07:00")
    step("ket-thuc", at="09:00")

    stored = fresh(session)
    assert (early.status_code, wrong.status_code) == (302, 422)
    assert (stored.state, stored.note, stored.ended_at) == (SessionState.ENDED, "Chủ trì kết luận.", moment(9))
    assert fresh(item).opinions == "Cần nhân rộng."


def test_conflicts_order_award_and_carrying_over_by_the_page(client, secretary):
    session = running(4, cases=2, by=secretary)
    first, second = items_of(session)
    seat = seats_of(session)[1]
    verified_rule(by=secretary, award="Bằng khen")

    act(client, second, "len")
    act(client, first, "lien-quan", **{"lien-quan": str(seat.public_id), f"ly-do-{seat.public_id}": "Người nhà"})
    act(client, first, "noi-dung", award="bang khen")
    act(client, second, "chuyen", reason="Cần xác minh")

    assert items_of(session) == [second, first]
    assert [(c.seat, c.reason) for c in first.conflicts.all()] == [(seat, "Người nhà")]
    assert fresh(first).award == "Bằng khen"
    assert fresh(second).state == ItemState.CARRIED


# --- from the queue ---------------------------------------------------------------------------------------------------


def test_a_dossier_goes_to_the_council_from_its_own_page(client, secretary):
    session, (case,) = session_of(3, by=secretary), appraised()

    page = client.get(reverse("nominations:review", args=[case.public_id])).content.decode()
    client.post(reverse("nominations:act", args=[case.public_id, "chuyen-hoi-dong"]), {
        "to_council-session": session.public_id})

    assert "Chuyển hội đồng" in page
    assert fresh(case).state == "council"


def test_many_dossiers_go_to_the_council_after_a_preview(client, secretary):
    session, cases = session_of(3, by=secretary), appraised(3)
    chosen = {"act": "to_council", "nomination": [str(case.public_id) for case in cases]}

    preview = client.post(reverse("nominations:recognise_selected"), chosen).content.decode()
    before = {fresh(case).state for case in cases}
    client.post(reverse("nominations:recognise_selected"), {
        **chosen, "confirmed": "1", "session": session.public_id})

    assert "Đưa 3 hồ sơ vào phiên họp Hội đồng" in preview
    assert (before, {fresh(case).state for case in cases}) == ({"appraised"}, {"council"})


def test_a_case_voted_on_can_wait_for_another_session(client, secretary):
    (item,) = items_of(running(3, by=secretary))
    council.close_totals(item, yes=0, no=3, by=secretary)

    client.post(reverse("nominations:act", args=[item.nomination.public_id, "hoi-dong-xet-lai"]), {
        "council_again-reason": "Có minh chứng mới"})

    assert fresh(item.nomination).state == "appraised"
    assert fresh(item).result == "not_passed"


# --- members, rules ---------------------------------------------------------------------------------------------------


def test_the_office_keeps_members_by_the_page(client, secretary):
    body = council_of(0, by=secretary)
    new = reverse("nominations:council_member_new", args=[body.public_id])

    client.post(new, {"name": "Trần Ủy Viên", "position": "member", "valid_from": "2025-07-01"})
    member = body.members.get()
    client.post(reverse("nominations:council_member", args=[member.public_id]), {
        "name": "Trần Ủy Viên", "position": "member", "valid_from": "2025-07-01", "valid_to": "2026-01-31"})

    assert fresh(member).valid_to.isoformat() == "2026-01-31"
    assert "Nhiệm kỳ khác" in client.get(body.get_absolute_url()).content.decode()


def test_a_rule_is_entered_checked_and_ended_by_the_page(client, secretary):
    client.post(reverse("nominations:council_rule_new"), {
        "award": "Bằng khen", "legal_text": "Quá nửa.", "source": "Điều 2", "min_percent": 50, "is_strict": "on",
        "denominator": "all", "quorum_num": 2, "quorum_den": 3, "valid_from": "2026-01-01"})
    rule = VoteRule.objects.get(award="Bằng khen")
    asked = client.post(reverse("nominations:council_rule_verify", args=[rule.public_id]))
    client.post(reverse("nominations:council_rule_verify", args=[rule.public_id]), {"confirmed": "1"})
    client.post(reverse("nominations:council_rule_end", args=[rule.public_id]), {"confirmed": "1"})

    stored = fresh(rule)
    assert "Anh/chị đã đối chiếu" in asked.content.decode()
    assert (stored.verified_by, stored.is_strict, stored.valid_to is not None) == (secretary, True, True)


# --- what members see -------------------------------------------------------------------------------------------------


def member_of(session, place=1):
    return seats_of(session)[place].member.user


def test_a_member_reads_the_dossiers_of_the_agenda_until_the_session_ends(client, secretary):
    session = running(6, accounts=True, by=secretary)
    (item,) = items_of(session)
    file = NominationFile.objects.create(nomination=item.nomination, original_name="Minh chứng.pdf", size=1,
                                         stored_name="a", extension="pdf", sha256="x", uploaded_by=secretary)
    member, stranger = member_of(session), person(Role.COUNCIL_MEMBER)

    during = [list(NominationFile.objects.visible_to(user)) for user in (member, stranger)]
    client.force_login(member)
    page = client.get(item.get_absolute_url()).content.decode()
    council.close_totals(item, yes=6, no=0, by=secretary)
    council.end_session(session, by=secretary, at=moment(9))
    after = client.get(item.get_absolute_url()).content.decode()

    assert during == [[file], []]
    assert item.nomination.achievement in page
    assert "Minh chứng.pdf" in page
    assert item.nomination.achievement not in after
    assert "Thông qua" in after
    assert list(NominationFile.objects.visible_to(member)) == []


def test_a_member_casts_a_ballot_on_an_own_page_and_the_home_page_asks_for_it(client, secretary):
    session = running(6, accounts=True, by=secretary)
    item = council.open_ballot(items_of(session)[0], by=secretary)
    client.force_login(member_of(session))

    home = client.get("/").content.decode()
    page = client.get(item.get_absolute_url()).content.decode()
    client.post(reverse("nominations:council_ballot", args=[item.public_id]), {"secret_choice": "disagree"})
    after, home_after = client.get(item.get_absolute_url()).content.decode(), client.get("/").content.decode()

    assert "phiếu kín đang mở" in home
    assert "Phiếu bầu của anh/chị" in page
    assert "Anh/chị đã bỏ phiếu trường hợp này" in after
    assert "Phiếu bầu của anh/chị" not in after
    assert "phiếu kín đang mở" not in home_after


def test_an_open_ballot_is_closed_from_any_page_of_the_session(client, secretary):
    session = running(6, accounts=True, by=secretary)
    council.open_ballot(items_of(session)[0], by=officer())

    pages = [client.get(f"{session.get_absolute_url()}{query}") for query in ("", "?cach=tong", "?cach=ten")]

    assert [list(page.context["vote_form"].fields) for page in pages] == [["reason"]] * 3
    assert all("Đóng bỏ phiếu, chốt kết quả" in page.content.decode() for page in pages)


def test_results_stay_hidden_while_ballots_are_cast(client, secretary):
    session = running(6, accounts=True, by=secretary)
    item = council.open_ballot(items_of(session)[0], by=secretary)
    for place in range(5):
        council.cast_ballot(item, choice="agree", by=member_of(session, place))

    pages = []
    for user in (secretary, leader(), member_of(session)):
        client.force_login(user)
        pages += [client.get(address).content.decode() for address in (session.get_absolute_url(),
                                                                       item.get_absolute_url())]

    assert "5/6" in pages[0]
    assert not any(words in page for page in pages for words in ("83,3 %", "Thông qua", "Không thông qua"))


def test_an_agency_learns_nothing_of_the_council(client, secretary):
    session = running(3, by=secretary)
    (item,) = items_of(session)
    agency = item.nomination.submission.created_by
    council.close_totals(item, yes=1, no=2, by=secretary)
    client.force_login(agency)

    own = client.get(item.nomination.get_absolute_url()).content.decode()
    listed = client.get(reverse("nominations:submission", args=[item.nomination.submission.public_id])).content.decode()
    found = client.get(reverse("portal:search"), {"q": "phien hop"}).content.decode()
    export = client.get(reverse("nominations:export_nominees", args=[item.nomination.submission.public_id]),
                        {"dinh-dang": "csv"}).content.decode()
    filtered = client.get(reverse("nominations:list"), {"state": "not_passed"}).content.decode()

    assert client.get(session.get_absolute_url()).status_code == 404
    assert client.get(reverse("nominations:council_sessions")).status_code == 404
    for page in (own, listed, found, export, filtered):
        assert "Hội đồng thông qua" not in page
        assert "không thông qua" not in page
        assert "Phiên họp" not in page


def test_the_closed_vote_stands_by_itself_wherever_the_decision_is_made(client, secretary):
    session = running(9, by=secretary)
    item, = items_of(session)
    item = council.close_totals(item, yes=8, no=1, by=secretary)
    review = reverse("nominations:review", args=[item.nomination.public_id])
    before = [client.get(address).content.decode() for address in (reverse("nominations:publish"), review)]

    client.post(reverse("nominations:publish"), {
        "nomination": [str(item.nomination.public_id)], "decision_number": "9/QĐ-UBND",
        "decided_on": yesterday().isoformat(), "signer": "A", "signer_position": "Chủ tịch"})

    decision = Nomination.objects.get(pk=item.nomination_id).decision
    for page in (*before, client.get(decision.get_absolute_url()).content.decode()):
        assert "88,9 %" in page
        assert "(8/9)" in page
        assert item.get_absolute_url() in page


def test_an_empty_queue_leads_to_the_list_for_the_council(client, secretary):
    appraised(2)

    without = client.get(reverse("nominations:queue")).content.decode()
    session = session_of(3, by=secretary)
    withone = client.get(reverse("nominations:queue")).content.decode()
    client.force_login(leader())
    read = client.get(reverse("nominations:queue")).content.decode()

    assert "Đã thẩm định xong. 2 hồ sơ: 2 đạt." in without
    assert f'href="{reverse("nominations:council_session_new")}">Lập danh sách trình Hội đồng' in without
    assert f'href="{reverse("nominations:council_choose", args=[session.public_id])}">Lập danh sách' in withone
    assert "Lập danh sách trình Hội đồng" not in read


@pytest.mark.parametrize("who", [submitter, lambda: person(Role.LEAD_REVIEWER), lambda: person(Role.ADMINISTRATOR)])
def test_nobody_else_finds_the_pages(client, who):
    session = running(3)
    client.force_login(who())

    for name in ("council_sessions", "councils", "council_rules", "council_session_new"):
        assert client.get(reverse(f"nominations:{name}")).status_code == 404
    assert client.get(items_of(session)[0].get_absolute_url()).status_code == 404


# --- constant queries -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_take_the_same_queries_for_any_number_of_cases(client, rows, secretary, django_assert_num_queries):
    session = running(3, cases=rows, by=secretary)
    appraised(rows)
    for address, queries in ((session.get_absolute_url(), 18),
                             (reverse("nominations:council_choose", args=[session.public_id]), 10),
                             (reverse("nominations:council_sessions"), 7)):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


def test_the_session_list_finds_by_the_name_of_a_nominee(client, secretary):
    session = session_of(3, by=secretary, name="Đỗ Thị Ánh Nguyệt")

    found = client.get(reverse("nominations:council_sessions"), {"q": "anh nguyet"}).context["page"]
    none = client.get(reverse("nominations:council_sessions"), {"q": "khong co ai"}).context["page"]

    assert (list(found), list(none)) == ([session], [])


def test_who_publishes_on_a_day_outside_the_quota_is_told_that_it_does_not_count(client, secretary):
    (item,) = items_of(running(3, by=secretary))
    council.close_totals(item, yes=3, no=0, by=secretary)
    window = item.nomination.obligation
    type(window).objects.filter(pk=window.pk).update(window_end=yesterday() - timedelta(days=1))

    response = client.post(reverse("nominations:publish"), {
        "nomination": str(item.nomination.public_id), "decision_number": "5/QĐ-UBND",
        "decided_on": yesterday().isoformat()}, follow=True)

    assert said(response) == ["Đã công bố kết quả 1 hồ sơ.",
                              "1 hồ sơ có ngày văn bản nằm ngoài kỳ tính của chỉ tiêu, nên chưa được tính vào chỉ tiêu "
                              f"nào: {item.nomination}."]


def test_a_passed_case_is_published_with_the_others(client, secretary):
    (item,) = items_of(running(3, by=secretary))
    council.close_totals(item, yes=3, no=0, by=secretary)

    client.post(reverse("nominations:publish"), {
        "nomination": str(item.nomination.public_id), "decision_number": "5/QĐ-UBND",
        "decided_on": yesterday().isoformat()})

    assert Nomination.objects.get(pk=item.nomination_id).state == "decided"
    assert CouncilItem.objects.get(pk=item.pk).state == ItemState.CLOSED
