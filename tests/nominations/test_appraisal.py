"""The office's work before and after a decision: steps, opinions, comments, plans, shares, and what stays inside."""
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed, WrongState
from core.tables import open_tables
from models_registry.queries import standings
from nominations import services
from nominations.models import Comment, Decision, Nomination, SavedView
from nominations.queries import changes_since_return
from nominations.services.importing import start_import
from notifications.models import Notice
from tests.factories import (
    NominationFactory,
    OrganizationFactory,
    PlanFieldFactory,
    SubmissionFactory,
    leader,
    obligation_of,
    officer,
    submitter,
)
from tests.nominations.intake.files import xlsx

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
SECRETS = ("Tạm dừng xét", "Đang lấy ý kiến", "Dự kiến", "đơn tố cáo", "Công an tỉnh", "Nhận xét kín")


def sent(count=1, submission=None):
    submission = submission or SubmissionFactory()
    obligation = obligation_of(submission.organization, field=submission.field)
    rows = NominationFactory.create_batch(count, submission=submission, obligation=obligation)
    services.submit_submission(submission, by=submission.created_by, today=TODAY)
    for row in rows:
        row.refresh_from_db()
    return rows if count > 1 else rows[0]


def state_of(nomination):
    return Nomination.objects.get(pk=nomination.pk).state


def consult(nomination, body="Công an tỉnh", by=None):
    return services.consult(nomination, body=body, question="Có vi phạm không?", due_on=TODAY + timedelta(days=14),
                            by=by or officer(), today=TODAY)


# --- steps ------------------------------------------------------------------------------------------------------------


def test_who_takes_a_dossier_up_has_it():
    nomination, user = sent(), officer()

    nomination = services.take_up(nomination, by=user)

    assert (nomination.state, nomination.assigned_to) == ("appraising", user)


def test_a_dossier_goes_by_appraisal_to_the_decision():
    nomination = sent()

    services.pass_nomination(nomination, by=officer(), today=TODAY, note="Nhận xét kín")
    between = state_of(nomination)
    services.recognise_nomination(nomination, decision_number="5/QĐ", decided_on=TODAY, by=officer(), today=TODAY)

    assert (between, state_of(nomination)) == ("appraised", "decided")
    assert list(Comment.objects.values_list("text", "is_internal")) == [("Nhận xét kín", True)]


def test_a_held_dossier_is_not_decided_until_it_goes_on():
    nomination = sent()
    services.hold_nomination(nomination, reason="đơn tố cáo", by=officer())

    with pytest.raises(WrongState):
        services.pass_nomination(nomination, by=officer(), today=TODAY)
    services.release_nomination(nomination, by=officer())
    services.pass_nomination(nomination, by=officer(), today=TODAY)

    assert state_of(nomination) == "appraised"


def test_a_hold_needs_its_reason():
    with pytest.raises(InvalidInput):
        services.hold_nomination(sent(), reason=" ", by=officer())


def test_a_revoked_recognition_counts_up_to_the_day_before():
    nomination = sent()
    services.recognise_nomination(nomination, decision_number="5/QĐ", decided_on=date(2026, 10, 1), by=officer(),
                                  today=TODAY)
    nomination.refresh_from_db()

    services.revoke_nomination(nomination, number="9/QĐ", on=date(2026, 11, 10), reason="Khai không đúng",
                               by=officer(), today=TODAY)

    counts = [standings([nomination.obligation], as_of=day)[nomination.obligation_id].actual
              for day in (date(2026, 11, 9), date(2026, 11, 10))]
    assert (state_of(nomination), counts) == ("revoked", [1, 0])


@pytest.mark.parametrize(("facts", "field"), [
    ({"number": " "}, "number"), ({"on": TODAY + timedelta(days=1)}, "on"), ({"on": date(2026, 9, 1)}, "on")])
def test_a_revocation_needs_its_document_and_a_day_that_has_come(facts, field):
    nomination = sent()
    services.recognise_nomination(nomination, decision_number="5/QĐ", decided_on=date(2026, 10, 1), by=officer(),
                                  today=TODAY)
    nomination.refresh_from_db()

    with pytest.raises(InvalidInput) as refused:
        services.revoke_nomination(nomination, by=officer(), today=TODAY,
                                   **{"number": "9/QĐ", "on": TODAY, "reason": "Sai", **facts})

    assert list(refused.value.errors) == [field]


# --- opinions ---------------------------------------------------------------------------------------------------------


def test_the_appraisal_goes_on_when_all_bodies_have_answered():
    nomination = sent()
    one, two = consult(nomination), consult(nomination, body="Cục Thuế")
    facts = {"opinion": "agree", "words": "CV 12", "on": TODAY, "by": officer(), "today": TODAY}

    waiting = state_of(nomination)
    services.answer(one, **facts)
    still = state_of(nomination)
    services.answer(two, **facts)

    assert (waiting, still, state_of(nomination)) == ("consulting", "consulting", "appraising")


def test_an_answer_has_its_day_between_the_question_and_today():
    asked = consult(sent())

    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(InvalidInput):
            services.answer(asked, opinion="agree", words="", on=day, by=officer(), today=TODAY)


def test_an_officer_writes_the_answer_on_the_dossier_page(client):
    nomination = sent()
    row = services.consult(nomination, body="Cục Thuế", question="", due_on=timezone.localdate(), by=officer(),
                           today=timezone.localdate())
    client.force_login(officer())
    url = reverse("nominations:answer", args=[nomination.public_id])

    client.post(f"{url}?hoi={row.public_id}", {"opinion": "disagree", "on": timezone.localdate().isoformat()})

    row.refresh_from_db()
    assert (row.opinion, state_of(nomination)) == ("disagree", "appraising")
    assert client.post(f"{url}?hoi={row.public_id}", {}).status_code == 404


def test_the_dossier_page_shows_officers_what_the_office_knows(client):
    nomination = inside()
    client.force_login(officer())

    page = client.get(reverse("nominations:review", args=[nomination.public_id])).content.decode()

    for words in ("Công an tỉnh", "Nhận xét kín", "Tạm dừng xét", "Người xử lý:"):
        assert words in page


def test_a_plan_is_written_on_the_dossier_page_and_stands_there(client):
    nomination = sent()
    client.force_login(officer())

    client.post(reverse("nominations:plan", args=[nomination.public_id]), {"planned": "reject", "reason": "Chưa đủ"})

    page = client.get(reverse("nominations:review", args=[nomination.public_id])).content.decode()
    assert "Dự kiến không đạt: Chưa đủ. Chưa công bố." in page


# --- what stays inside the office -------------------------------------------------------------------------------------


def inside():
    """A dossier with everything that is not for the agency."""
    nomination = sent()
    services.take_up(nomination, by=officer())
    services.comment(nomination, text="Nhận xét kín", is_internal=True, by=officer())
    services.plan_decision(nomination, planned="reject", reason="đơn tố cáo", by=officer())
    consult(nomination)
    services.hold_nomination(nomination, reason="đơn tố cáo", by=officer())
    return nomination


def test_the_agency_reads_one_word_for_all_the_office_does_among_itself(client):
    nomination = inside()
    client.force_login(nomination.submission.created_by)

    pages = [client.get(url).content.decode() for url in (
        nomination.get_absolute_url(), nomination.submission.get_absolute_url(), reverse("nominations:list"),
        Nomination.objects.get().record.get_absolute_url(), reverse("portal:search") + f"?q={nomination.name}")]

    assert [(secret, n) for n, page in enumerate(pages) for secret in SECRETS if secret in page] == []
    assert "Đang thẩm định" in pages[0]


def test_a_withdrawal_that_comes_too_late_tells_the_agency_nothing_of_the_inside():
    nomination = inside()
    Nomination.objects.update(state="decided", decided_on=TODAY, decision_number="1")

    with pytest.raises(WrongState) as told:
        services.withdraw_nomination(nomination, by=nomination.submission.created_by, today=TODAY)

    assert "Tạm dừng" not in str(told.value)


def test_the_agency_filters_by_no_inner_state(client):
    nomination = inside()
    client.force_login(nomination.submission.created_by)
    url = reverse("nominations:list")

    by_sent = client.get(f"{url}?state=submitted").context["page"]
    by_hold = client.get(f"{url}?state=on_hold").context["filter"]

    assert [row.pk for row in by_sent] == [nomination.submission_id]
    assert not by_hold.form.is_valid()


def test_comments_to_the_agency_are_read_and_answered_there(client):
    nomination = sent()
    user = nomination.submission.created_by
    services.comment(nomination, text="Xin gửi thêm ảnh", is_internal=False, by=officer())
    client.force_login(user)

    page = client.get(nomination.get_absolute_url()).content.decode()
    client.post(reverse("nominations:comment", args=[nomination.public_id]), {"text": "Đã gửi", "is_internal": "on"})

    assert "Xin gửi thêm ảnh" in page
    assert list(Comment.objects.values_list("text", "is_internal")) == [("Xin gửi thêm ảnh", False), ("Đã gửi", False)]
    assert Notice.objects.filter(user=user, title__startswith="Sở Nội vụ trao đổi").exists()


def test_strangers_and_leaders_write_no_comments(client):
    nomination = sent()
    for user, status in ((submitter(), 404), (leader(), 403)):
        client.force_login(user)
        answer = client.post(reverse("nominations:comment", args=[nomination.public_id]), {"text": "x"})
        assert answer.status_code == status


def test_what_changed_since_the_return_stands_beside_what_was():
    nomination = sent()
    services.return_nomination(nomination, reason="Thiếu", due_on=TODAY, by=officer(), today=TODAY)
    user = nomination.submission.created_by
    services.update_nominee(nomination, by=user, values={"unit_text": "Phòng A", "position": "Tổ trưởng"}, today=TODAY)
    services.update_nominee(nomination, by=user, values={"unit_text": "Phòng B"}, today=TODAY)

    assert changes_since_return(nomination) == [
        ("Chức vụ", "", "Tổ trưởng"), ("Đơn vị, nơi ở", "Phòng Tổng hợp", "Phòng B")]


def test_the_second_officer_reads_what_the_first_made_of_it_and_what_was_typed(client):
    nomination = sent()
    services.pass_nomination(nomination, by=officer(full_name="Trần Thị Bình"), today=TODAY)
    client.force_login(officer())

    page = client.post(reverse("nominations:act", args=[nomination.public_id, "dat"]), {
        "pass-note": "Đủ điều kiện, nên trình sớm."}, follow=True)
    told = [str(message) for message in page.context["messages"]]

    assert "đang ở trạng thái «Đã thẩm định, đạt»" in told[0]
    assert told[1:] == ["Chưa ghi điều anh/chị vừa nhập: nhận xét thẩm định (nội bộ) «Đủ điều kiện, nên trình sớm.»."]


# --- plans and publication --------------------------------------------------------------------------------------------


def test_prepared_decisions_count_for_nobody_until_they_are_published_together(client):
    one, two = sent(2)
    services.plan_decision(one, planned="recognise", by=officer())
    services.plan_decision(two, planned="reject", reason="Chưa đủ thời gian", by=officer())
    told = Notice.objects.count()
    before = standings([one.obligation], as_of=TODAY)[one.obligation_id].actual
    client.force_login(officer())

    client.post(reverse("nominations:publish"), {
        "nomination": [str(one.public_id), str(two.public_id)], "decision_number": "7/QĐ-UBND",
        "decided_on": "2026-11-20", "signer": "Trần Văn A", "signer_position": "Chủ tịch", "confirmed": "1"})

    decision = Decision.objects.get()
    assert (told, before) == (0, 0)
    assert (state_of(one), state_of(two)) == ("decided", "rejected")
    assert (decision.number, decision.signer, list(decision.nominations.all())) == ("7/QĐ-UBND", "Trần Văn A", [one])
    assert Nomination.objects.exclude(planned="").count() == 0


def test_only_the_ticked_are_published(client):
    one, two = sent(2)
    for row in (one, two):
        services.plan_decision(row, planned="recognise", by=officer())
    client.force_login(officer())

    client.post(reverse("nominations:publish"), {"nomination": [str(one.public_id)], "decision_number": "7/QĐ",
                                                 "decided_on": "2026-11-20"})

    assert (state_of(one), state_of(two)) == ("decided", "submitted")


def test_a_planned_refusal_needs_its_reason_and_a_decided_one_is_planned_no_more():
    nomination = sent()
    with pytest.raises(InvalidInput):
        services.plan_decision(nomination, planned="reject", by=officer())
    services.recognise_nomination(nomination, decision_number="1", decided_on=TODAY, by=officer(), today=TODAY)
    with pytest.raises(WrongState):
        services.plan_decision(nomination, planned="recognise", by=officer())


def test_a_former_refusal_is_shown_to_the_agency_that_tries_again_wherever_it_writes(client):
    nomination = sent()
    services.reject_nomination(nomination, reason="Chưa đủ 5 năm", by=officer())
    user, field = nomination.submission.created_by, nomination.submission.field
    draft = SubmissionFactory(field=field, organization=nomination.submission.organization, created_by=user)
    again = NominationFactory(submission=draft, name=nomination.name, birth_year=nomination.birth_year)
    elder = NominationFactory(submission=draft, name=nomination.name, birth_year=1950)
    listed = start_import(draft, by=user, file_name="a.xlsx", blocks=open_tables(xlsx([
        ["STT", "Họ và tên", "Năm sinh"], [1, nomination.name, nomination.birth_year]]), "a.xlsx"))
    client.force_login(user)
    hint = f"{draft.get_absolute_url()}trung-lap/"

    typed, listing, former, preview = (client.get(*asked).content.decode() for asked in (
        [hint, {"kind": "ca-nhan", "name": nomination.name}], [draft.get_absolute_url()],
        [reverse("nominations:from_registry", args=[draft.public_id])], [listed.get_absolute_url()]))

    for page in (typed, former, preview, *(client.get(n.get_absolute_url()).content.decode() for n in [again])):
        assert "Chưa đủ 5 năm" in page
    assert listing.count("Chưa đủ 5 năm") == 1  # the namesake born in another year is somebody else
    assert "Chưa đủ 5 năm" not in client.get(elder.get_absolute_url()).content.decode()


def test_another_agency_learns_nothing_of_a_refusal(client):
    nomination = sent()
    services.reject_nomination(nomination, reason="Chưa đủ 5 năm", by=officer())
    draft = SubmissionFactory(field=nomination.submission.field)
    again = NominationFactory(submission=draft, name=nomination.name, birth_year=nomination.birth_year)
    client.force_login(draft.created_by)

    for address in (again.get_absolute_url(), draft.get_absolute_url(),
                    f"{draft.get_absolute_url()}trung-lap/?kind=ca-nhan&name={nomination.name}"):
        assert "Chưa đủ 5 năm" not in client.get(address).content.decode()


# --- many at once -----------------------------------------------------------------------------------------------------


def test_forty_clear_dossiers_pass_with_a_preview_and_one_click(client):
    rows = sent(40)
    plan = rows[0].submission.plan.public_id
    client.force_login(officer())
    url, chosen = reverse("nominations:recognise_selected"), {"everything": "1", "act": "pass", "query": f"plan={plan}"}

    preview = client.post(url, chosen)
    answer = client.post(url, {**chosen, "everything": "", "confirmed": "1",
                               "nomination": [str(n.public_id) for n, _ in preview.context["rows"]]})

    assert (preview.context["heading"], Nomination.objects.filter(state="appraised").count()) == (
        "Đạt thẩm định 40 hồ sơ", 40)
    assert answer.url.endswith(f"?plan={plan}")


@pytest.mark.parametrize(("act", "facts", "state", "planned"), [
    ("reject", {"reason": "Chưa đủ"}, "rejected", ""), ("plan_recognise", {}, "submitted", "recognise"),
    ("plan_reject", {"reason": "Chưa đủ"}, "submitted", "reject"),
    ("return", {"common_reason": "Khác", "reason": "Thêm ảnh", "due_on": "2099-01-01"}, "returned", ""),
    ("recognise", {"decision_number": "1/QĐ", "decided_on": "2026-11-01"}, "decided", "")])
def test_each_act_on_many_does_what_the_preview_said(client, act, facts, state, planned):
    rows = sent(2)
    client.force_login(officer())

    client.post(reverse("nominations:recognise_selected"), {
        "act": act, "confirmed": "1", "nomination": [str(n.public_id) for n in rows], **facts})

    assert list(Nomination.objects.values_list("state", "planned")) == [(state, planned)] * 2


def test_those_the_act_cannot_take_are_left_out(client):
    one, two = sent(2)
    services.hold_nomination(two, reason="x", by=officer())
    client.force_login(officer())

    preview = client.post(reverse("nominations:recognise_selected"), {
        "act": "pass", "nomination": [str(one.public_id), str(two.public_id)]})

    assert [row.pk for row, _ in preview.context["rows"]] == [one.pk]
    assert f"1 hồ sơ không nằm trong lần này: {two} vì đang ở trạng thái «Tạm dừng xét»." in preview.content.decode()


def test_one_that_was_taken_away_between_preview_and_confirmation_is_named(client):
    one, two = sent(2)
    services.hold_nomination(two, reason="x", by=officer())
    client.force_login(officer())

    answer = client.post(reverse("nominations:recognise_selected"), {
        "act": "pass", "confirmed": "1", "nomination": [str(one.public_id), str(two.public_id)]}, follow=True)

    assert f"1 hồ sơ không nằm trong lần này: {two} vì đang ở trạng thái «Tạm dừng xét»." in answer.content.decode()


# --- sharing the work -------------------------------------------------------------------------------------------------


def test_work_is_shared_evenly_and_the_less_loaded_first():
    rows = sent(5)
    busy, free = officer(full_name="Người Bận"), officer(full_name="Người Rảnh")
    services.assign(rows[:1], [busy], by=busy)

    services.assign(rows[1:], [busy, free], by=busy)

    loads = [Nomination.objects.filter(assigned_to=user).count() for user in (busy, free)]
    assert sorted(loads) == [2, 3]


@pytest.mark.parametrize("together", ["field", "agency"])
def test_what_belongs_together_stays_in_one_hand(together):
    agency, field = OrganizationFactory(), PlanFieldFactory()
    groups = []
    for _ in range(2):
        submission = SubmissionFactory(field=PlanFieldFactory(plan=field.plan) if together == "field" else field,
                                       organization=agency if together == "field" else OrganizationFactory())
        groups.append(sent(3, submission=submission))
    officers = [officer(), officer()]

    services.assign(groups[0] + groups[1], officers, by=officers[0], together=together)

    hands = [{Nomination.objects.get(pk=n.pk).assigned_to_id for n in group} for group in groups]
    assert [len(hand) for hand in hands] == [1, 1]
    assert hands[0] != hands[1]


def test_the_work_is_shared_by_a_form_and_found_by_its_filter(client):
    nomination, user = sent(), officer()
    client.force_login(user)

    client.post(reverse("nominations:recognise_selected"), {
        "act": "assign", "confirmed": "1", "nomination": [str(nomination.public_id)],
        "officers": [str(user.public_id)], "together": ""})

    page = client.get(f"{reverse('nominations:queue')}?officer={user.public_id}").context["page"]
    assert [row.pk for row in page] == [nomination.pk]


def test_a_day_to_handle_by_is_set_for_many_and_found_when_it_is_over(client):
    rows, user, today = sent(3), officer(), timezone.localdate()
    client.force_login(user)
    queue = reverse("nominations:queue")

    for nomination, day in zip(rows, (today - timedelta(days=1), today + timedelta(days=3)), strict=False):
        client.post(reverse("nominations:recognise_selected"), {
            "act": "assign", "confirmed": "1", "nomination": [str(nomination.public_id)], "together": "",
            "handle_by": day.isoformat()})

    services.consult(rows[2], body="Công an tỉnh", question="", due_on=today, by=user, today=today)
    rows[2].consultations.update(asked_on=today - timedelta(days=5), due_on=today - timedelta(days=1))

    found = {due: [row.pk for row in client.get(f"{queue}?state=&due={due}").context["page"]]
             for due in ("late", "week", "none")}
    assert found == {"late": [rows[0].pk, rows[2].pk], "week": [rows[1].pk], "none": [rows[2].pk]}
    assert [row.pk for row in client.get(f"{queue}?state=&order=due").context["page"]] == [row.pk for row in rows]
    event = AuditEvent.objects.filter(action="nominations.assign").order_by("pk").first()
    assert (event.before, event.after) == ({"handle_by": None}, {"handle_by": str(today - timedelta(days=1))})


def test_sharing_names_an_officer_or_a_day(client):
    nomination, user = sent(), officer()
    client.force_login(user)

    page = client.post(reverse("nominations:recognise_selected"), {
        "act": "assign", "confirmed": "1", "nomination": [str(nomination.public_id)], "together": ""})

    assert page.status_code == 422
    assert "Hãy chọn người xử lý hoặc ghi hạn xử lý." in page.content.decode()


def test_every_condition_of_the_queue_at_once_takes_at_most_twelve_queries(client, django_assert_max_num_queries):
    nomination, user = sent(), officer()
    services.assign([nomination], [user], by=user)
    services.save_view(user=user, name="Của tôi", query=f"officer={user.public_id}")
    submission = nomination.submission
    client.force_login(user)
    address = (f"{reverse('nominations:queue')}?state=submitted&plan={submission.plan.public_id}"
               f"&field={submission.field.public_id}&agency={submission.organization.public_id}"
               f"&officer={user.public_id}&q=le")

    client.get(address)
    with django_assert_max_num_queries(12):
        page = client.get(address)

    assert [row.pk for row in page.context["page"]] == [nomination.pk]
    assert "Của tôi" in page.content.decode()
    fields = page.context["filter"].form.fields
    assert [words for _, words in fields["plan"].choices][1:] == [str(submission.plan)]
    assert [words for _, words in fields["field"].choices][1:] == [str(submission.field)]
    assert [words for _, words in fields["agency"].choices][1:] == [str(submission.organization)]


def test_only_the_office_shares_and_publishes(client):
    nomination = sent()
    for user in (leader(), nomination.submission.created_by):
        client.force_login(user)
        assert client.get(reverse("nominations:publish")).status_code == 403
        with pytest.raises(NotAllowed):
            services.assign([nomination], [user], by=user)


# --- saved views and decisions ----------------------------------------------------------------------------------------


def test_a_view_is_kept_under_its_name_and_forgotten_by_its_owner_alone(client):
    user = officer()
    client.force_login(user)
    url = reverse("nominations:views")

    client.post(url, {"name": "Y tế chờ xét", "query": "state=submitted"})
    client.post(url, {"name": "Y tế chờ xét", "query": "state=appraised"})
    view = SavedView.objects.get()
    client.force_login(officer())
    foreign = client.post(url, {"bo": view.pk})

    assert (view.query, foreign.status_code) == ("state=appraised", 404)


def test_the_decision_lists_whom_it_names(client):
    rows = sent(2)
    services.recognise_many(rows, decision_number="3/QĐ", decided_on=TODAY, by=officer(), today=TODAY)
    decision = Decision.objects.get()
    client.force_login(leader())

    listed = client.get(reverse("nominations:decisions")).context["page"]
    page = client.get(decision.get_absolute_url()).context["page"]

    assert [(row.pk, row.total) for row in listed] == [(decision.pk, 2)]
    assert {row.pk for row in page} == {row.pk for row in rows}


def test_agencies_see_no_list_of_decisions(client):
    client.force_login(submitter())

    assert client.get(reverse("nominations:decisions")).status_code == 403
