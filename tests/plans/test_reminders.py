"""Who is told of a duty, when, how often and in which words."""
from datetime import date, timedelta

import pytest

from notifications.models import Notice, OutboundMessage
from notifications.sending import send_due
from organizations.models import Organization
from plans import reminders, services
from plans.days_off import AS_THE_LAW
from plans.models import DeadlineOccurrence
from plans.reminder_letters import letters_of, source_of
from plans.reminder_texts import commands
from tests.factories import OrganizationFactory, officer, person
from tests.plans.duty_world import DUE, MONDAY, agency_with, duty, milestone_of, moment

pytestmark = pytest.mark.django_db


def plan_on(day):
    return reminders.plan_due(now=moment(day))


def mails():
    return list(OutboundMessage.objects.filter(kind="duty").order_by("pk"))


def waiting():
    return [mail for mail in mails() if mail.state == "new"]


# --- how often ------------------------------------------------------------------------------------------------------


def test_three_days_without_a_schedule_give_one_reminder_with_the_true_number_of_days():
    duty()

    plan_on(MONDAY)

    assert [mail.subject for mail in mails()] == ["Nhắc việc, còn 13 ngày: Gửi báo cáo năm"]
    assert "còn 13 ngày" in mails()[0].body
    assert [notice.title for notice in Notice.objects.all()] == ["Nhắc việc, còn 13 ngày: Gửi báo cáo năm"]


def test_a_second_run_writes_nothing():
    duty()
    plan_on(MONDAY)

    again = plan_on(MONDAY + timedelta(days=1))

    assert again == {"duties": 0, "notices": 0, "mails": 0, "failed": 0}
    assert len(mails()) == 1


def test_a_reminder_that_could_not_leave_gives_way_to_the_next_with_the_true_number_of_days():
    duty()
    plan_on(date(2026, 11, 20))

    plan_on(date(2026, 11, 26))

    assert [(mail.subject, mail.state, mail.cancelled) for mail in mails()] == [
        ("Nhắc việc, còn 9 ngày: Gửi báo cáo năm", "skipped", "Đã có thư nhắc mới hơn về việc này."),
        ("Nhắc việc, còn 3 ngày: Gửi báo cáo năm", "new", "")]


@pytest.mark.parametrize("state", ["held", "sending", "sent", "failed"])
def test_a_reminder_in_other_hands_stays_as_it_is_when_the_next_is_written(state):
    duty()
    plan_on(date(2026, 11, 20))
    OutboundMessage.objects.update(state=state, sent_at=moment(MONDAY), lease_until=moment(DUE))

    plan_on(date(2026, 11, 26))

    assert [mail.state for mail in mails()] == [state, "new"]


def test_a_reminder_gives_way_to_none_that_nobody_can_send():
    row = duty()
    plan_on(date(2026, 11, 20))
    row.organization.role_assignments.get().user.__class__.objects.update(email="")

    plan_on(date(2026, 11, 26))

    assert [mail.state for mail in mails()] == ["new"]


def test_lists_of_the_office_about_one_duty_stand_side_by_side():
    office = officer()
    milestone = milestone_of()
    duty(milestone=milestone), duty(OrganizationFactory(), milestone=milestone)

    plan_on(date(2026, 12, 6))
    plan_on(date(2026, 12, 14))

    assert [mail.state for mail in mails() if mail.recipient == office] == ["new"] * 4


def test_a_year_of_daily_runs_gives_each_step_once():
    duty()

    for days in range(40):
        plan_on(date(2026, 11, 1) + timedelta(days=days))

    assert [mail.subject.split(":")[0] for mail in mails()] == [
        "Nhắc việc, còn 16 ngày", "Nhắc việc, còn 9 ngày", "Nhắc việc, còn 3 ngày", "Nhắc việc, còn 2 ngày",
        "Quá hạn 1 ngày", "Quá hạn 3 ngày", "Quá hạn 5 ngày"]


def test_nothing_before_the_first_step_and_nothing_after_eight_weeks():
    duty()

    plan_on(date(2026, 11, 12))
    plan_on(DUE + timedelta(days=100))

    assert mails() == []


def test_a_body_that_handed_in_is_not_told():
    row = duty()
    services.hand_in(row, by=None, received_on=date(2026, 11, 10), today=date(2026, 11, 10))

    plan_on(MONDAY)

    assert mails() == []


def test_handing_in_stops_the_mail_that_did_not_leave_yet():
    row = duty()
    plan_on(MONDAY)

    services.hand_in(row, by=None, received_on=MONDAY, today=MONDAY)

    assert [(mail.state, mail.cancelled) for mail in mails()] == [("skipped", "Đã nhận sản phẩm ngày 16/11/2026.")]


def test_a_returned_paper_makes_the_duty_due_again_on_the_same_day():
    row = duty()
    plan_on(MONDAY)
    paper = services.hand_in(row, by=None, received_on=MONDAY, today=MONDAY)

    services.return_deliverable(paper, by=None, reason="Thiếu biểu số liệu.", today=MONDAY)
    plan_on(MONDAY)

    assert [mail.state for mail in mails()] == ["skipped", "new"]


def test_a_moved_deadline_begins_a_new_cycle_and_its_old_mails_stay_home():
    row = duty()
    plan_on(MONDAY)

    services.extend_deadline(row, by=None, new_due_on=date(2026, 12, 10), reason="Công văn số 5", today=MONDAY)
    plan_on(date(2026, 12, 7))

    assert [(mail.state, mail.cancelled) for mail in mails()[:1]] == [("skipped", "Đã gia hạn đến 10/12/2026.")]
    assert [mail.subject for mail in waiting()] == ["Nhắc việc, còn 3 ngày: Gửi báo cáo năm"]


def test_a_sent_reminder_does_not_hinder_the_new_cycle_of_the_same_step():
    row = duty()
    plan_on(MONDAY)
    send_due(now=moment(MONDAY))

    services.extend_deadline(row, by=None, new_due_on=DUE + timedelta(days=11), reason="Công văn số 5", today=MONDAY)
    plan_on(date(2026, 11, 26))

    assert [(mail.state, mail.reason[:40]) for mail in mails()] == [
        ("sent", "Lý do gửi: đến ngày «trước hạn 14 ngày»,"), ("new", "Lý do gửi: đến ngày «trước hạn 14 ngày»,")]


def test_a_deadline_moved_into_the_past_never_counts_days_below_zero():
    row = duty()

    DeadlineOccurrence.objects.filter(pk=row.pk).update(due_on=MONDAY - timedelta(days=3))
    plan_on(MONDAY)

    assert [mail.subject for mail in mails()] == ["Quá hạn 3 ngày: Gửi báo cáo năm"]
    assert "-3 ngày" not in mails()[0].body


def test_a_duty_that_was_past_when_the_plan_was_entered_is_left_in_peace():
    duty(issued_on=DUE + timedelta(days=1))

    plan_on(DUE + timedelta(days=3))

    assert mails() == []


@pytest.mark.parametrize("closed_as", ["waived", "closed_by_reorganisation"])
def test_a_closed_duty_is_not_told(closed_as):
    row = duty()
    plan_on(MONDAY)

    services.close_duty(row, by=None, closed_as=closed_as, reason="Đã sáp nhập", on_date=MONDAY)
    plan_on(date(2026, 11, 20))

    assert [(mail.state, mail.cancelled) for mail in mails()] == [("skipped", "Việc đã đóng: Đã sáp nhập")]


def test_a_duty_without_a_day_is_never_told():
    duty(due_on=None, relation="about")

    plan_on(date(2027, 1, 15))

    assert mails() == []


def test_an_occasion_is_told_before_and_never_after():
    duty(is_soft=True, relation="occasion")

    plan_on(MONDAY)
    plan_on(DUE + timedelta(days=3))

    assert len(mails()) == 1
    assert "nhân dịp Chủ nhật, 29/11/2026" in mails()[0].body


def test_one_duty_that_fails_does_not_stop_the_others(monkeypatch):
    broken, fine = duty(), duty()
    words = reminders.words_of
    monkeypatch.setattr(reminders, "words_of", lambda m: 1 / 0 if m.pk == broken.milestone_id else words(m))

    done = plan_on(MONDAY)

    assert (done["failed"], done["mails"]) == (1, 1)
    assert waiting()[0].source == source_of(fine)
    assert Notice.objects.count() == 1


# --- to whom --------------------------------------------------------------------------------------------------------


def told():
    return [(notice.user, notice.title.split(":")[0]) for notice in Notice.objects.order_by("pk")]


def test_submitters_of_the_agency_are_told_and_nobody_else():
    organization = agency_with()
    person("lanh_dao_don_vi", organization)
    person("chu_tri", organization)
    agency_with()
    duty(organization)

    plan_on(MONDAY)

    assert [user for user, _ in told()] == [organization.role_assignments.get(role="nguoi_nop").user]


def test_the_head_is_told_when_the_agency_has_no_submitter():
    head = person("lanh_dao_don_vi")
    duty(Organization.objects.get(pk=head.organization_ids()[0]))

    plan_on(MONDAY)

    assert [user for user, _ in told()] == [head]


def test_three_days_late_the_head_is_told_too_and_a_week_late_the_office_gets_one_list():
    milestone, chief = milestone_of(), officer()
    agencies = [agency_with(name="Sở Một"), agency_with(name="Sở Hai")]
    heads = [person("lanh_dao_don_vi", agency) for agency in agencies]
    for agency in agencies:
        duty(agency, milestone=milestone)

    plan_on(DUE + timedelta(days=1))
    after_one = {user for user, _ in told()}
    plan_on(DUE + timedelta(days=3))
    after_three = {user for user, _ in told()}
    plan_on(DUE + timedelta(days=8))

    assert not after_one & set(heads) and set(heads) <= after_three and chief not in after_three
    assert [(user, title) for user, title in told() if user == chief] == [
        (chief, "Danh sách đôn đốc, 2 cơ quan quá hạn 8 ngày")]


def test_a_body_that_was_asked_is_neither_reported_to_its_head_nor_on_the_list():
    organization, chief = agency_with(system="front"), officer()
    head = person("lanh_dao_don_vi", organization)
    duty(organization)

    for days in (1, 3, 8, 15):
        plan_on(DUE + timedelta(days=days))

    assert not {head, chief} & {user for user, _ in told()}
    assert len(told()) == 4


def test_the_confirmed_successor_is_told_and_reads_whose_work_it_took_over():
    former, heir = agency_with(name="Sở Cũ"), agency_with(name="Sở Mới")
    row = duty(former)
    services.assign_bearer(row, by=None, organization=heir, from_date=date(2026, 7, 1), basis="Nghị quyết 1")

    plan_on(MONDAY)

    assert [list(mail.recipient.organization_ids()) for mail in mails()] == [[heir.pk]]
    assert "Sở Mới (tiếp nhận từ Sở Cũ)" in mails()[0].body


def test_the_office_is_told_of_an_agency_that_ended_without_a_confirmed_successor():
    row, chief = duty(), officer()
    Organization.objects.filter(pk=row.organization_id).update(valid_to=date(2026, 6, 30))

    plan_on(MONDAY)

    assert [mail.recipient for mail in mails()] == [chief]
    assert "đã kết thúc hoạt động ngày 30/6/2026" in mails()[0].body
    assert "chưa xác nhận cơ quan kế thừa" in mails()[0].reason


def test_the_office_is_told_once_of_all_agencies_without_an_account():
    milestone, chief = milestone_of(), officer()
    for name in ("Sở Một", "Sở Hai", "Sở Ba"):
        duty(OrganizationFactory(name=name), milestone=milestone)

    done = plan_on(MONDAY)

    assert done == {"duties": 3, "notices": 1, "mails": 1, "failed": 0}
    assert [(m.recipient, m.subject) for m in mails()] == [
        (chief, "3 cơ quan chưa có tài khoản, còn 13 ngày: Gửi báo cáo năm")]
    assert all(name in mails()[0].body for name in ("Sở Một", "Sở Hai", "Sở Ba"))
    assert Notice.objects.get().url == f"/moc/viec/{milestone.public_id}/?ky=2026"


# --- in which words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("system", ["front", "party"])
@pytest.mark.parametrize("days_late", [-13, 0, 3, 21])
def test_front_and_party_are_asked_and_never_ordered(system, days_late):
    organization = agency_with(name="Liên đoàn Lao động tỉnh", system=system)
    duty(organization, quote="yêu cầu các đơn vị được giao gửi báo cáo")

    plan_on(DUE + timedelta(days=days_late))

    letter = mails()[-1]
    assert "Trân trọng đề nghị Liên đoàn Lao động tỉnh quan tâm" in letter.body
    assert not commands(letter.subject) and not commands(letter.body)
    assert not commands(Notice.objects.last().title) and not commands(Notice.objects.last().body)


def test_a_body_the_plan_asks_is_asked_although_it_is_of_the_state():
    duty(agency_with(name="Viện Kiểm sát"), verb="de_nghi")

    plan_on(MONDAY)

    assert "Trân trọng đề nghị Viện Kiểm sát quan tâm" in mails()[0].body


def test_the_plans_own_words_stand_beside_the_day_with_its_weekday():
    row = duty()

    plan_on(MONDAY)

    body = mails()[0].body
    assert "«gửi báo cáo trước ngày 30/11 hằng năm»" in body
    assert "trước ngày 30 tháng 11 hằng năm → chậm nhất Chủ nhật, 29/11/2026 (còn 13 ngày)" in body
    assert "ngày làm việc cuối trước hạn: thứ Sáu, 27/11/2026".lower() in body.lower()
    assert "Kế hoạch số 120/KH-UBND" in body
    assert row.get_absolute_url() in body


# --- how dear -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_due_takes_the_same_queries_for_any_number_of_duties(rows, django_assert_num_queries):
    for _ in range(rows):
        duty()

    with django_assert_num_queries(9):
        found = reminders.due_reminders(DeadlineOccurrence.objects.order_by("pk"), MONDAY, AS_THE_LAW)
        letters = letters_of(found, MONDAY)

    assert [letter.first.step for letter in letters] == ["before_14"] * rows
