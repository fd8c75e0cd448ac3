from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from nominations import services
from nominations.models import Nomination, Submission
from tests.factories import (
    NominationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    RoleFactory,
    SubjectFactory,
    SubmissionFactory,
    leader,
    obligation_of,
    officer,
    submitter,
)

pytestmark = pytest.mark.django_db


def own_draft(count=1, **values):
    submission = SubmissionFactory()
    obligation = obligation_of(submission.organization, field=submission.field)
    nominees = NominationFactory.create_batch(count, submission=submission, obligation=obligation, **values)
    return submission, nominees


def sent(count=1, **values):
    submission, nominees = own_draft(count, **values)
    services.submit_submission(submission, by=submission.created_by, today=timezone.localdate())
    for nomination in nominees:
        nomination.refresh_from_db()
    return submission, nominees


# --- what one may see -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["submission", "duplicate_hint"])
def test_a_foreign_submission_is_not_found(client, name):
    submission, _ = own_draft()
    client.force_login(submitter())

    assert client.get(reverse(f"nominations:{name}", args=[submission.public_id])).status_code == 404


@pytest.mark.parametrize("name", ["submit", "draft_delete"])
def test_acts_on_a_foreign_submission_find_nothing(client, name):
    submission, _ = own_draft()
    client.force_login(submitter())

    response = client.post(reverse(f"nominations:{name}", args=[submission.public_id]), {"confirmed": "1"})

    assert response.status_code == 404
    assert Submission.objects.get().first_submitted_at is None


@pytest.mark.parametrize("name", ["detail", "nominee_edit", "withdraw"])
def test_a_foreign_nomination_is_not_found(client, name):
    _, (nomination,) = own_draft()
    client.force_login(submitter())

    assert client.get(reverse(f"nominations:{name}", args=[nomination.public_id])).status_code == 404


def test_a_draft_is_hidden_from_the_office_and_the_leader_until_it_is_sent(client):
    submission, (nomination,) = own_draft()

    for person in (officer(), leader()):
        client.force_login(person)
        assert client.get(submission.get_absolute_url()).status_code == 404
        assert client.get(reverse("nominations:review", args=[nomination.public_id])).status_code == 404
        assert nomination.name not in client.get(reverse("nominations:queue")).content.decode()


def test_an_unsent_nominee_of_a_sent_submission_is_neither_shown_counted_nor_found_by_the_office(client):
    submission, _ = sent()
    NominationFactory(submission=submission, name="Người Chưa Gửi")
    client.force_login(officer())
    url = reverse("nominations:list")

    row, = client.get(url).context["page"]
    counts = [client.get(url + query).context["page"].paginator.count for query in ("?q=chua+gui", "?state=draft")]

    assert (row.total, row.drafts, counts) == (1, 0, [0, 0])
    assert "Người Chưa Gửi" not in client.get(submission.get_absolute_url()).content.decode()


def test_who_is_officer_and_of_an_agency_sees_the_drafts_of_the_own_agency_only(client):
    submission, _ = own_draft()
    foreign, _ = own_draft()
    both = officer()
    RoleFactory(user=both, organization=submission.organization)
    client.force_login(both)

    answers = [client.get(s.get_absolute_url()).status_code for s in (submission, foreign)]

    assert answers == [200, 404]


def test_the_queue_is_not_for_agencies(client):
    client.force_login(submitter())

    assert client.get(reverse("nominations:queue")).status_code == 403


def test_a_leader_reads_a_dossier_and_is_offered_no_act(client):
    _, (nomination,) = sent()
    client.force_login(leader())

    page = client.get(reverse("nominations:review", args=[nomination.public_id]))
    act = client.post(reverse("nominations:act", args=[nomination.public_id, "cong-nhan"]))

    assert (page.status_code, page.context["acts"], act.status_code) == (200, [], 403)


def test_a_hint_tells_an_agency_that_somebody_is_there_and_the_office_who(client):
    SubjectFactory(name="Nguyễn Văn Hoà", birth_year=1975, unit_text="Đơn vị bí mật")
    submission, _ = own_draft(name="Nguyễn Văn Hòa", birth_year=1975, unit_text="Trường B")
    client.force_login(submission.created_by)
    own = client.get(submission.get_absolute_url()).content.decode()
    services.submit_submission(submission, by=submission.created_by, today=timezone.localdate())
    client.force_login(officer())

    office = client.get(reverse("nominations:queue")).content.decode()

    assert "Trùng tên và năm sinh, khác đơn vị với một đối tượng đã có trong hệ thống" in own
    assert "bí mật" not in own
    assert "Nguyễn Văn Hoà, Đơn vị bí mật" in office


def test_a_hint_while_typing_answers_with_a_piece(client):
    SubjectFactory(name="Nguyễn Văn Hoà", birth_year=1975, unit_text="Trường A")
    submission, _ = own_draft()
    client.force_login(submission.created_by)

    piece = client.get(reverse("nominations:duplicate_hint", args=[submission.public_id]), {
        "kind": "ca-nhan", "name": "Nguyễn Văn Hòa", "birth_year": "1975", "unit_text": "Trường B"}).content.decode()

    assert piece.startswith('<div id="trung-lap"')
    assert "Trùng tên và năm sinh, khác đơn vị" in piece


# --- the agency's way -------------------------------------------------------------------------------------------------


def test_the_start_page_says_what_is_missing_and_begins_one_draft(client):
    user, field = submitter(), PlanFieldFactory()
    obligation_of(user.acting.organization, field=field, min_count=3)
    client.force_login(user)

    page = client.get(reverse("nominations:start"))
    facts = {"form_key": str(uuid4()), "plan": str(field.plan.public_id), "field": str(field.public_id)}
    first, second = (client.post(reverse("nominations:start"), facts) for _ in range(2))

    assert "còn thiếu 3 cá nhân (0/3)" in page.content.decode()
    assert first.url == second.url == Submission.objects.get().get_absolute_url()


def test_a_quota_leads_to_the_start_page_narrowed_to_it(client):
    user = submitter()
    wanted = obligation_of(user.acting.organization)
    obligation_of(user.acting.organization)
    client.force_login(user)

    page = client.get(reverse("nominations:for_obligation", args=[wanted.public_id]), follow=True)

    assert [o.field for o in page.context["openings"]] == [wanted.field]


def nominee_data(**values):
    return {"key": str(uuid4()), "name": "Lê Thị Hoa", "birth_year": "1985", "unit_text": "Trường Tiểu học A",
            "achievement": "Sáng kiến được áp dụng tại 12 trường.", **values}


def test_the_list_says_whom_in_the_office_one_may_ask(client):
    submission = SubmissionFactory()
    OrganizationFactory(name="Sở Nội vụ", is_office=True)
    officer(full_name="Đặng Thanh Dung", email="dung@hoadep.example", phone="0258 000 111")
    client.force_login(submission.created_by)

    page = client.get(submission.get_absolute_url()).content.decode()

    assert 'Đặng Thanh Dung, 0258 000 111, <a href="mailto:dung@hoadep.example">' in page


def test_a_refused_nominee_form_keeps_what_was_typed(client):
    submission, _ = own_draft()
    client.force_login(submission.created_by)

    page = client.post(reverse("nominations:nominee_add", args=[submission.public_id, "ca-nhan"]),
                       nominee_data(birth_year="1785"))

    assert page.status_code == 422
    assert "Năm sinh phải từ 1900" in page.content.decode()
    assert "Sáng kiến được áp dụng" in page.content.decode()


def test_a_form_cannot_set_the_state_or_the_agency(client):
    submission, _ = own_draft()
    client.force_login(submission.created_by)

    client.post(reverse("nominations:nominee_add", args=[submission.public_id, "ca-nhan"]), nominee_data(
        state="decided", decision_number="1/QĐ", submission="999", submitted_at="2026-01-01"))

    nomination = Nomination.objects.get(name="Lê Thị Hoa")
    assert (nomination.state, nomination.decision_number, nomination.submission) == ("draft", "", submission)


def test_the_second_editor_sees_both_texts_field_by_field_and_can_save_over(client):
    submission, (nomination,) = own_draft()
    client.force_login(submission.created_by)
    services.update_nominee(nomination, by=submission.created_by, values={"name": "Tên của người kia"},
                            today=timezone.localdate())
    data = nominee_data(name="Tên của tôi", version="1")
    url = reverse("nominations:nominee_edit", args=[nomination.public_id])

    told = client.post(url, data)
    again = client.post(url, {**data, "version": told.context["form"].data["version"]})

    assert told.status_code == 409
    assert ("Họ và tên", "Tên của tôi", "Tên của người kia") in told.context["conflict"]["fields"]
    assert again.status_code == 302
    assert Nomination.objects.get().name == "Tên của tôi"


def test_of_two_texts_the_chosen_one_stays_field_by_field(client):
    submission, (nominee,) = own_draft()
    client.force_login(submission.created_by)
    url = reverse("nominations:nominee_edit", args=[nominee.public_id])
    mine = {"name": "Tên của tôi", "birth_year": "1981", "unit_text": "Phòng của tôi", "sex": "male",
            "achievement": "Thành tích của tôi", "version": nominee.version}
    services.update_nominee(nominee, by=submission.created_by, today=timezone.localdate(), version=nominee.version,
                            values={"name": "Tên của người kia", "unit_text": "Phòng của người kia", "sex": "female"})

    told = client.post(url, mine)
    version = told.context["form"].data["version"]
    client.post(url, {**mine, "version": version, "chon-name": "theirs", "chon-sex": "theirs", "chon-unit_text": "mine",
                      "chon-state": "theirs"})

    nominee.refresh_from_db()
    assert told.status_code == 409
    assert ("sex", "Giới", "Nam", "Nữ") in told.context["conflict"]["rows"]
    assert (nominee.name, nominee.sex, nominee.unit_text, nominee.birth_year, nominee.state) == (
        "Tên của người kia", "female", "Phòng của tôi", 1981, "draft")


def test_sending_asks_first_and_only_then_sends(client):
    submission, _ = own_draft(2)
    client.force_login(submission.created_by)
    url = reverse("nominations:submit", args=[submission.public_id])

    asked = client.post(url, {"scope": "all"})
    untouched = Submission.objects.get().receipt_code
    page = client.post(url, {"scope": "all", "confirmed": "1"}, follow=True)

    assert "Gửi 2 đề cử đến Sở Nội vụ?" in asked.content.decode()
    assert untouched is None
    assert Submission.objects.get().receipt_code in page.content.decode()


def test_nothing_changes_on_get(client):
    submission, (nomination,) = own_draft()
    client.force_login(submission.created_by)

    answers = [client.get(reverse("nominations:submit", args=[submission.public_id])).status_code,
               client.get(reverse("nominations:draft_delete", args=[submission.public_id])).status_code,
               client.get(reverse("nominations:nominee_remove", args=[nomination.public_id])).status_code]

    assert answers == [405, 405, 405]


def test_the_agency_reads_the_reason_of_a_return_but_not_the_waiver(client):
    submission, (nomination,) = sent()
    reviewer = officer()
    services.recognise_nomination(nomination, decision_number="1/QĐ", decided_on=timezone.localdate(), by=reviewer,
                                  today=timezone.localdate(), waiver="Lý do nội bộ")
    client.force_login(submission.created_by)
    own = client.get(nomination.get_absolute_url()).content.decode()
    client.force_login(reviewer)

    office = client.get(reverse("nominations:review", args=[nomination.public_id])).content.decode()

    assert "1/QĐ" in own
    assert "Lý do nội bộ" not in own
    assert "Lý do nội bộ" in office


def test_the_office_does_not_see_what_an_agency_wrote_before_it_sent(client):
    submission, (nomination,) = own_draft()
    services.update_nominee(nomination, by=submission.created_by, values={"achievement": "BẢN NHÁP ĐẦU"},
                            today=timezone.localdate())
    services.update_nominee(nomination, by=submission.created_by, values={"achievement": "Bản gửi"},
                            today=timezone.localdate())
    services.submit_submission(submission, by=submission.created_by, today=timezone.localdate())
    client.force_login(officer())

    page = client.get(reverse("nominations:review", args=[nomination.public_id])).content.decode()

    assert "Bản gửi" in page
    assert "BẢN NHÁP ĐẦU" not in page


# --- the office's way -------------------------------------------------------------------------------------------------


def decision(**values):
    facts = {"decision_number": "12/QĐ-UBND", "decided_on": timezone.localdate().isoformat(), **values}
    return {f"recognise-{name}": value for name, value in facts.items()}


def test_recognising_goes_on_to_the_next_dossier_of_the_queue(client):
    _, (first, second) = sent(2)
    client.force_login(officer())

    response = client.post(reverse("nominations:act", args=[first.public_id, "cong-nhan"]), decision())

    first.refresh_from_db()
    assert first.state == "decided"
    assert response.url == reverse("nominations:review", args=[second.public_id])


def test_a_refused_decision_keeps_its_words_and_stands_open(client):
    _, (nomination,) = sent()
    client.force_login(officer())
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    page = client.post(reverse("nominations:act", args=[nomination.public_id, "cong-nhan"]),
                       decision(decided_on=tomorrow))

    assert page.status_code == 422
    assert "Ngày của văn bản chưa đến." in page.content.decode()
    assert "12/QĐ-UBND" in page.content.decode()


def test_the_second_officer_is_told_on_the_page(client):
    _, (nomination,) = sent()
    services.reject_nomination(nomination, reason="Chưa đủ", by=officer(full_name="Trần Thị Bình"))
    client.force_login(officer())

    page = client.post(reverse("nominations:act", args=[nomination.public_id, "cong-nhan"]), decision(), follow=True)

    assert "Trần Thị Bình đã thực hiện «Không đạt» lúc" in page.content.decode()


def test_many_are_previewed_and_then_recognised_with_the_filter_kept(client):
    _, nominations = sent(3)
    client.force_login(officer())
    url = reverse("nominations:recognise_selected")
    chosen = {"nomination": [str(n.public_id) for n in nominations[:2]], "query": "state=submitted"}

    preview = client.post(url, chosen)
    between = set(Nomination.objects.values_list("state", flat=True))
    done = client.post(url, {**chosen, "confirmed": "1", "decision_number": "7/QĐ-UBND",
                             "decided_on": timezone.localdate().isoformat()})

    assert len(preview.context["rows"]) == 2
    assert between == {"submitted"}
    assert done.url == f"{reverse('nominations:queue')}?state=submitted"
    assert Nomination.objects.filter(state="decided", decision_number="7/QĐ-UBND").count() == 2


def test_all_results_of_the_filter_are_chosen_at_once(client):
    _, nominations = sent(3)
    sent(1)
    client.force_login(officer())
    plan = nominations[0].submission.plan.public_id

    preview = client.post(reverse("nominations:recognise_selected"), {"everything": "1", "query": f"plan={plan}"})

    assert {n.pk for n, _ in preview.context["rows"]} == {n.pk for n in nominations}


@pytest.mark.parametrize(("query", "found"), [
    ("?q=nguyen+van+hoa", 1), ("?q=hoa+truong", 1), ("?q=khong+co", 0), ("?state=submitted", 2),
    ("?state=returned", 0), ("?type=individual", 2), ("?type=model", 0)])
def test_the_queue_is_filtered_by_its_address_without_accents(client, query, found):
    sent(1, name="Nguyễn Văn Hoà", unit_text="Trường A")
    sent(1)
    client.force_login(officer())

    assert client.get(reverse("nominations:queue") + query).context["page"].paginator.count == found


def test_the_queue_opens_on_what_waits_and_shows_all_when_asked(client):
    waiting, done = sent()[1][0], sent()[1][0]
    services.reject_nomination(done, by=officer(), reason="Chưa đủ minh chứng")
    client.force_login(officer())

    opened, everything = (client.get(reverse("nominations:queue") + query) for query in ("", "?state="))

    assert [row.pk for row in opened.context["page"]] == [waiting.pk]
    assert {row.pk for row in everything.context["page"]} == {waiting.pk, done.pk}
    assert (opened.context["query"], opened.context["total"]) == ("state=submitted", 2)


# --- the same queries for any number of rows --------------------------------------------------------------------------


def queries(client, url):
    """How many queries the page takes once it is warm."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_queue_takes_the_same_queries_for_any_number_of_rows(client):
    client.force_login(officer())
    sent()
    one = queries(client, reverse("nominations:queue"))
    for _ in range(2):
        sent()

    assert queries(client, reverse("nominations:queue")) == one <= 12


def test_the_list_of_submissions_takes_the_same_queries_for_any_number_of_rows(client):
    submission, _ = own_draft()
    client.force_login(submission.created_by)
    one = queries(client, reverse("nominations:list"))
    for _ in range(2):
        SubmissionFactory(organization=submission.organization, created_by=submission.created_by)

    assert queries(client, reverse("nominations:list")) == one <= 12


def test_the_list_of_nominees_takes_the_same_queries_for_any_number_of_rows(client):
    submission, (nominee,) = own_draft()
    client.force_login(submission.created_by)
    one = queries(client, submission.get_absolute_url())
    NominationFactory.create_batch(2, submission=submission, obligation=nominee.obligation)

    assert queries(client, submission.get_absolute_url()) == one


def test_the_start_page_takes_the_same_queries_for_any_number_of_quotas(client):
    user = submitter()
    client.force_login(user)
    obligation_of(user.acting.organization)
    one = queries(client, reverse("nominations:start"))
    for _ in range(2):
        obligation_of(user.acting.organization)

    assert queries(client, reverse("nominations:start")) == one


def test_an_inherited_quota_is_named_by_both_agencies(client):
    user = submitter()
    heir = user.acting.organization
    obligation = obligation_of(OrganizationFactory(name="Bộ Chỉ huy Bộ đội Biên phòng tỉnh"))
    obligation.assignments.create(organization=heir, from_date=obligation.window_start, basis="Sắp xếp năm 2025")
    client.force_login(user)

    page = client.get(reverse("nominations:start")).content.decode()

    assert "Chỉ tiêu của cơ quan, kế thừa từ Bộ Chỉ huy Bộ đội Biên phòng tỉnh:" in page


def test_a_long_list_of_nominees_is_shown_by_pages_and_sent_as_a_whole(client):
    submission = SubmissionFactory()
    NominationFactory.create_batch(52, submission=submission)
    client.force_login(submission.created_by)

    first, second = (client.get(submission.get_absolute_url(), {"page": number}) for number in (1, 2))

    assert [len(page.context["nominees"]) for page in (first, second)] == [50, 2]
    assert "tất cả (52)" in first.content.decode()
