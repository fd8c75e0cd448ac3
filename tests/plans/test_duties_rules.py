"""A plan's own rules of reminding, the table of days off, and when mails may leave."""
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from core.errors import EditConflict, InvalidInput
from notifications.models import OutboundMessage
from notifications.services import set_policy
from plans import reminder_steps, reminders, services
from plans.days_off import AS_THE_LAW, LAW, DaysOff, days_of_law
from plans.models import DayOff, ReminderSetting
from plans.queries import duty_line
from plans.reminder_texts import faults_of, returned_text
from plans.services.reminding import VALUES
from tests.factories import leader, officer, submitter
from tests.plans.duty_world import DUE, MONDAY, agency_with, duty, moment

pytestmark = pytest.mark.django_db
DEFAULTS = {name: getattr(ReminderSetting(), name) for name in VALUES}


def set_rules(row, **values):
    return services.set_reminder_rules(row.milestone.plan, by=None, values={**DEFAULTS, **values})


def steps_of(row):
    row = reminders.with_parts(type(row).objects.filter(pk=row.pk)).get()
    days = reminder_steps.reminder_days(row, duty_line(row, as_of=MONDAY), reminder_steps.days_off())
    return [f"{day:%d/%m} {step}" for day, step in days]


# --- rules of a plan ------------------------------------------------------------------------------------------------


def test_the_defaults_of_a_dated_duty():
    row = duty()

    assert steps_of(row)[:7] == ["13/11 before_14", "20/11 before_7", "26/11 before_3", "27/11 before_1",
                                 "30/11 after_1", "02/12 after_3", "04/12 after_7"]
    assert steps_of(row)[-1] == "22/01 after_56"


def test_a_plan_with_rules_of_its_own_follows_them():
    row = duty()
    set_rules(row, before_day="5,20, 5", after="2", weeks_after=1)

    assert ReminderSetting.objects.get().before_day == "20, 5"
    assert steps_of(row) == ["09/11 before_20", "24/11 before_5", "01/12 after_2"]


def test_a_plan_may_remind_never_again_after_the_day():
    row = duty()
    set_rules(row, after="", before_day="1")

    assert steps_of(row) == ["27/11 before_1"]


@pytest.mark.parametrize("text", ["0", "61", "một", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11", "-3"])
def test_numbers_that_are_no_days_are_refused_beside_their_field(text):
    row = duty()

    with pytest.raises(InvalidInput) as refusal:
        set_rules(row, before_day=text)

    assert list(refusal.value.errors) == ["before_day"]


def test_who_saves_over_anothers_rules_is_told():
    row = duty()
    set_rules(row)

    with pytest.raises(EditConflict):
        services.set_reminder_rules(row.milestone.plan, by=None, values=DEFAULTS, version=0)


@pytest.mark.parametrize(("text", "is_asked", "fault"), [
    ("Xin nhắc {co_quan}", False, "Hãy nêu việc phải làm bằng chỗ điền {viec}."),
    ("{viec} {ten}", False, "Không có chỗ điền «{ten}»."),
    ("{viec} {", False, "Dấu { } chỉ dùng để bao quanh tên chỗ điền, như {viec}."),
    ("{viec.__class__}", False, "Dấu { } chỉ dùng để bao quanh tên chỗ điền, như {viec}."),
    ("Trân trọng đề nghị, yêu cầu {viec}", True, "Với cơ quan được đề nghị, không dùng «yêu cầu», «giao», «đôn đốc»."),
    ("Xin nhắc {viec}", True, "Với cơ quan được đề nghị, hãy dùng lời «trân trọng đề nghị»."),
])
def test_an_opening_that_cannot_be_used_says_why(text, is_asked, fault):
    assert fault in faults_of(text, is_asked=is_asked)


def test_a_plans_own_opening_stands_in_its_letters():
    row = duty(agency_with(name="Sở Y tế"))
    set_rules(row, text_ordered="Xin nhắc {co_quan}: {viec}, {con_lai}, hạn {han}.")

    reminders.plan_due(now=moment(MONDAY))

    assert ("Xin nhắc Sở Y tế: Gửi báo cáo năm, còn 13 ngày, hạn Chủ nhật, 29/11/2026."
            in OutboundMessage.objects.get().body)


# --- days off -------------------------------------------------------------------------------------------------------


def test_an_entered_day_off_moves_the_reminder_to_the_working_day_before():
    row = duty()
    services.enter_days_off(by=None, first=date(2026, 11, 26), last=date(2026, 11, 27), name="Nghỉ", source="TB 1")

    assert steps_of(row)[:4] == ["13/11 before_14", "20/11 before_7", "25/11 before_1", "30/11 after_1"]


def test_a_weekend_that_is_worked_is_a_working_day():
    row = duty()
    services.enter_days_off(by=None, first=date(2026, 11, 28), last=date(2026, 11, 28), name="Làm bù", source="TB 1",
                            is_working=True)

    assert "28/11 before_1" in steps_of(row)


def test_the_first_entry_of_a_year_keeps_the_days_of_the_law():
    services.enter_days_off(by=None, first=date(2027, 2, 10), last=date(2027, 2, 10), name="Nghỉ Tết", source="TB 1")

    rows = dict(DayOff.objects.values_list("day", "source"))
    assert rows[date(2027, 9, 2)] == LAW and rows[date(2027, 2, 10)] == "TB 1"
    assert len(rows) == len(days_of_law(2027)) + 1


def test_a_struck_day_is_open_again_and_other_years_stay_as_the_law():
    services.enter_days_off(by=None, first=date(2027, 9, 3), last=date(2027, 9, 3), name="Quốc khánh", source="TB 1")

    services.remove_day_off(date(2027, 9, 2), by=None)

    days = reminder_steps.days_off()
    assert [days.is_day_off(date(2027, 9, n)) for n in (1, 2, 3)] == [False, False, True]
    assert days.is_day_off(date(2026, 9, 2))


def test_days_off_need_their_document():
    with pytest.raises(InvalidInput, match="văn bản"):
        services.enter_days_off(by=None, first=MONDAY, last=MONDAY, name="Nghỉ", source=" ")


# --- quiet hours ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "hour", "leaves"), [
    (MONDAY, 8, (MONDAY, 8, 0)), (MONDAY, 19, (MONDAY, 19, 0)), (MONDAY, 6, (MONDAY, 7, 30)),
    (MONDAY, 20, (date(2026, 11, 17), 7, 30)), (date(2026, 11, 20), 21, (date(2026, 11, 23), 7, 30)),
    (date(2026, 11, 21), 10, (date(2026, 11, 23), 7, 30)), (date(2026, 12, 31), 20, (date(2027, 1, 4), 7, 30)),
])
def test_mails_rest_at_night_and_on_days_off(day, hour, leaves):
    at = AS_THE_LAW.sending_moment(moment(day, hour), last_day=None)

    assert (at.date(), at.hour, at.minute) == leaves


def test_on_the_last_day_a_mail_leaves_at_any_hour():
    assert AS_THE_LAW.sending_moment(moment(DUE, 22), last_day=DUE) == moment(DUE, 22)
    assert (DaysOff().sending_moment(moment(DUE - timedelta(days=1), 10), last_day=DUE)
            == moment(DUE - timedelta(days=1), 10))


def test_a_mail_that_waits_for_the_morning_counts_the_days_from_then():
    duty()

    reminders.plan_due(now=moment(date(2026, 11, 21), 10))

    mail = OutboundMessage.objects.get()
    assert (mail.not_before, mail.subject) == (
        moment(date(2026, 11, 23), 7) + timedelta(minutes=30), "Nhắc việc, còn 6 ngày: Gửi báo cáo năm")


def test_a_reminder_waits_the_time_in_which_the_office_may_hold_it_but_not_past_the_last_day():
    set_policy(by=None, is_stopped=False, hours_of_grace=24)
    duty(), duty(due_on=MONDAY)

    reminders.plan_due(now=moment(MONDAY, 9))

    later, now = OutboundMessage.objects.order_by("-not_before")
    assert (later.not_before, later.subject) == (
        moment(date(2026, 11, 17), 9), "Nhắc việc, còn 12 ngày: Gửi báo cáo năm")
    assert (now.not_before, now.subject) == (moment(MONDAY, 9), "Nhắc việc, hết hạn hôm nay: Gửi báo cáo năm")


def test_a_mail_says_by_which_rule_it_goes_and_leads_to_its_duty():
    row = duty()

    reminders.plan_due(now=moment(MONDAY))

    mail = OutboundMessage.objects.get()
    assert mail.url == row.get_absolute_url()
    assert mail.reason == ("Lý do gửi: đến ngày «trước hạn 14 ngày», hạn 29/11/2026. Theo lịch nhắc mặc định, mốc M01.")


# --- pages ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def monday():
    with time_machine.travel(moment(MONDAY), tick=False):
        yield


def posted(**values):
    return {k: v for k, v in {**DEFAULTS, "version": 0, **values}.items() if v is not None and v is not False}


def test_a_preview_shows_the_typed_words_on_a_real_duty_and_saves_nothing(client, monday):
    row = duty(agency_with(name="Sở Y tế"))
    client.force_login(officer())

    page = client.post(reverse("plans:reminder_rules", args=[row.milestone.plan.public_id]), posted(
        before_day="2", text_ordered="Xin nhắc {co_quan} về {viec}.", preview="1"))

    assert page.status_code == 200 and not ReminderSetting.objects.exists()
    assert "Xin nhắc Sở Y tế về Gửi báo cáo năm." in page.context["examples"][0].body
    assert page.context["examples"][0].steps[0][:2] == (date(2026, 11, 27), "trước hạn 2 ngày")


def test_rules_are_saved_once_and_shown_again(client, monday):
    row = duty()
    client.force_login(officer())
    address = reverse("plans:reminder_rules", args=[row.milestone.plan.public_id])

    saved, again = client.post(address, posted(before_day="9")), client.post(address, posted(before_day="8"))

    assert (saved.status_code, again.status_code) == (302, 422)
    assert ReminderSetting.objects.get().before_day == "9"
    assert again.context["form"]["before_day"].value() == "8"


def test_a_faulty_text_stands_beside_its_field(client, monday):
    row = duty()
    client.force_login(officer())

    page = client.post(reverse("plans:reminder_rules", args=[row.milestone.plan.public_id]),
                       posted(text_asked="Giao {viec}"))

    assert page.status_code == 422 and page.context["form"].errors["text_asked"]


@pytest.mark.parametrize("someone", [leader, submitter])
def test_rules_and_days_off_are_the_offices(client, someone):
    row = duty()
    client.force_login(someone(row.organization) if someone is submitter else someone())

    assert client.get(reverse("plans:reminder_rules", args=[row.milestone.plan.public_id])).status_code == 403
    assert client.get(reverse("plans:days_off")).status_code == 403
    assert client.post(reverse("plans:day_off_remove"), {"day": "2027-09-02"}).status_code == 403


def test_a_leave_is_entered_and_struck_at_its_page(client, monday):
    client.force_login(officer())

    client.post(reverse("plans:days_off"), {"first": "2027-02-05", "last": "2027-02-11", "name": "Nghỉ Tết Đinh Mùi",
                                            "source": "Thông báo 1"})
    shown = client.get(reverse("plans:days_off"), {"nam": "2027"}).content.decode()
    client.post(reverse("plans:day_off_remove"), {"day": "2027-02-11", "confirmed": "1"})

    assert shown.count("Nghỉ Tết Đinh Mùi") == 7
    assert not DayOff.objects.filter(day=date(2027, 2, 11)).exists()


def test_an_empty_form_of_days_off_is_refused_beside_its_fields(client, monday):
    client.force_login(officer())

    page = client.post(reverse("plans:days_off"), {})

    assert page.status_code == 422 and set(page.context["form"].errors) == {"first", "name", "source"}


@pytest.mark.parametrize("reason", ["Thiếu phụ lục số 2", "Thiếu phụ lục số 2.", " Thiếu phụ lục số 2. "])
def test_the_reason_of_a_return_and_the_day_are_two_sentences(reason):
    _, body = returned_text("Báo cáo năm", reason=reason, is_asked=False, due_on=date(2026, 12, 10))

    assert body == "Nội dung cần bổ sung: Thiếu phụ lục số 2. Thời hạn: Thứ Năm, 10/12/2026."
