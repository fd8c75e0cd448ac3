"""From a final day back to the inner steps, on working days; anniversaries."""
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import InvalidInput
from plans import services
from plans.backward import USUAL, laid_back
from plans.days_off import AS_THE_LAW, DaysOff
from plans.models import Anniversary, DeadlineOccurrence, InnerTask
from tests.factories import leader, officer, submitter
from tests.plans.duty_world import MONDAY, duty, milestone_of, moment

FINAL = date(2026, 11, 29)  # a Sunday


def days_of(steps):
    return [(step.name, step.first_on, step.last_on) for step in steps]


# --- the calendar ---------------------------------------------------------------------------------------------------


def test_steps_lie_back_to_back_on_working_days_before_the_final_day():
    found = laid_back(FINAL, (("Thẩm định", 3), ("Trình", 2)), days_off=AS_THE_LAW)

    assert days_of(found) == [("Thẩm định", date(2026, 11, 23), date(2026, 11, 25)),
                              ("Trình", date(2026, 11, 26), date(2026, 11, 27))]


def test_tet_and_entered_days_are_no_working_days_and_are_named():
    entered = DaysOff(years=frozenset({2026}), closed=frozenset({date(2026, 11, 26)}))

    tet, = laid_back(date(2027, 2, 15), (("Thẩm định", 4),), days_off=AS_THE_LAW)
    own, = laid_back(FINAL, (("Trình", 2),), days_off=entered)

    assert days_of([tet]) == [("Thẩm định", date(2027, 2, 4), date(2027, 2, 12))]
    assert tet.notes == ("trong thời gian này nghỉ Tết Âm lịch",)
    assert days_of([own]) == [("Trình", date(2026, 11, 25), date(2026, 11, 27))]
    assert own.notes == ("trong thời gian này nghỉ ngày nghỉ theo bảng đã nhập",)


def test_a_step_of_no_days_is_left_out_and_a_past_start_is_told():
    found = laid_back(FINAL, (("Thẩm định", 0), ("Trình", 2)), days_off=AS_THE_LAW, today=date(2026, 11, 27))

    assert [(step.order, step.name, step.notes) for step in found] == [(2, "Trình", ("ngày bắt đầu đã qua",))]


# --- acts -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_accepted_steps_stay_when_the_deadline_moves_and_the_deadline_stays_with_them():
    boss, row = officer(), duty()

    services.accept_inner_steps(row.milestone, by=boss, key="2026", final_on=FINAL, steps=USUAL)
    services.extend_deadline(row, by=boss, new_due_on=date(2026, 12, 20), reason="Thiếu số liệu", today=MONDAY)

    tasks = list(InnerTask.objects.order_by("order"))
    assert [(task.name, task.final_on) for task in tasks] == [(name, FINAL) for name, _ in USUAL]
    assert tasks[-1].last_on == date(2026, 11, 27)
    assert DeadlineOccurrence.objects.get().due_on == FINAL


@pytest.mark.django_db
def test_accepting_anew_takes_the_place_of_what_is_not_done():
    boss, row = officer(), duty()
    services.accept_inner_steps(row.milestone, by=boss, key="2026", final_on=FINAL, steps=(("A", 2), ("B", 2)))
    services.finish_inner_task(InnerTask.objects.get(name="A"), by=boss, today=MONDAY)

    services.accept_inner_steps(row.milestone, by=boss, key="2026", final_on=date(2026, 12, 20),
                                steps=(("A", 2), ("B", 1)))

    assert list(InnerTask.objects.order_by("order").values_list("name", "final_on", "done_on")) == [
        ("A", FINAL, MONDAY), ("B", date(2026, 12, 20), None)]
    assert AuditEvent.objects.filter(action="plans.accept_inner_steps").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("steps", [(), (("A", 0),), ((" ", 2),), (("A", 61),), (("A", -1),)])
def test_steps_that_cannot_be_laid_out_are_refused(steps):
    milestone = milestone_of()

    with pytest.raises(InvalidInput):
        services.accept_inner_steps(milestone, by=officer(), key="", final_on=FINAL, steps=steps)


@pytest.mark.django_db
def test_the_durations_of_the_office_hold_for_the_next_time():
    services.set_inner_steps(by=officer(), steps=(("Họp", 4), ("In", 1)))

    assert services.usual_steps() == (("Họp", 4), ("In", 1))


@pytest.mark.django_db
def test_known_anniversaries_stand_with_their_paper_and_round_years():
    found = services.anniversaries_on(date(2028, 5, 1), date(2028, 6, 30))

    assert found == [(date(2028, 5, 7), "Ngày Chiến thắng Điện Biên Phủ"),
                     (date(2028, 5, 19), "Ngày sinh Chủ tịch Hồ Chí Minh"),
                     (date(2028, 6, 11), "Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc (80 năm)")]
    assert all(row.source for row in Anniversary.objects.all())


@pytest.mark.django_db
def test_an_anniversary_on_the_29th_of_february_is_told_in_leap_years_only():
    services.enter_anniversary(by=officer(), month=2, day=29, name="Ngày nhuận", source="QĐ 1")

    found = [services.anniversaries_on(date(year, 2, 27), date(year, 3, 1)) for year in (2027, 2028)]

    assert found == [[], [(date(2028, 2, 29), "Ngày nhuận")]]


@pytest.mark.django_db
@pytest.mark.parametrize(("values", "field"), [({"month": 2, "day": 30}, "day"), ({"source": " "}, "source")])
def test_an_anniversary_needs_a_real_day_and_a_paper(values, field):
    with pytest.raises(InvalidInput) as refusal:
        services.enter_anniversary(by=officer(), **{"month": 6, "day": 1, "name": "A", "source": "B", **values})

    assert field in refusal.value.errors


# --- pages ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def world(client):
    with time_machine.travel(moment(MONDAY), tick=False):
        row = duty(due_on=date(2026, 12, 30))
        client.force_login(officer())
        yield client, row, reverse("plans:inner_steps", args=[row.milestone.public_id]) + "?ky=2026"


@pytest.mark.django_db
def test_the_page_proposes_and_stores_nothing_until_it_is_accepted(world):
    client, row, url = world

    page = client.get(url).content.decode()
    typed = client.get(f"{url}&final_on=2026-12-25&" + "&".join(f"days_{n}={n}" for n in range(1, 6)))

    assert "Gợi ý lùi từ 30/12/2026" in page and "Họp Hội đồng" in page
    assert "Gợi ý lùi từ 25/12/2026" in typed.content.decode()
    assert not InnerTask.objects.exists()


@pytest.mark.django_db
def test_accepting_stores_the_ticked_steps_shows_them_on_the_calendar_and_finishes_them(world):
    client, row, url = world
    values = {"final_on": "2026-12-30", "step": ["4", "5"], "remember": "1",
              **{f"days_{n}": 2 for n in range(1, 6)}}

    answer = client.post(url, values)
    calendar = client.get(reverse("plans:calendar") + "?ky=2026-12").content.decode()
    task = InnerTask.objects.get(order=5)
    client.post(url, {"act": "xong", "task": str(task.public_id)})

    assert (answer.status_code, InnerTask.objects.count()) == (302, 2)
    assert "việc nội bộ" in calendar and "In ấn" in calendar
    assert services.usual_steps()[0] == ("Lập danh sách", 2)
    task.refresh_from_db()
    assert task.done_on == MONDAY


@pytest.mark.django_db
def test_a_refused_form_says_why_and_keeps_what_was_typed(world):
    client, row, url = world

    answer = client.post(url, {"final_on": "2026-12-30", "step": ["x"], **{f"days_{n}": 7 for n in range(1, 6)}})

    assert answer.status_code == 422 and "Bước được chọn không hợp lệ." in answer.content.decode()
    assert 'value="7"' in answer.content.decode()


@pytest.mark.django_db
def test_a_moved_deadline_is_told_beside_the_accepted_schedule(world):
    client, row, url = world
    services.accept_inner_steps(row.milestone, by=officer(), key="2026", final_on=FINAL, steps=USUAL)

    assert "Hạn nay là 30/12/2026, lịch đã chấp nhận lùi từ 29/11/2026" in client.get(url).content.decode()


@pytest.mark.django_db
def test_inner_steps_are_the_offices_alone(client):
    row = duty()
    services.accept_inner_steps(row.milestone, by=officer(), key="2026", final_on=FINAL, steps=USUAL)
    statuses = []
    for someone in (leader(), submitter(row.organization), submitter()):
        client.force_login(someone)
        statuses.append(client.get(reverse("plans:inner_steps", args=[row.milestone.public_id])).status_code)
        calendar = client.get(reverse("plans:calendar") + "?ky=2026-11").content.decode()
        assert "việc nội bộ" not in calendar

    assert statuses == [403, 403, 404]


@pytest.mark.django_db
def test_anniversaries_are_entered_struck_and_shown_on_the_calendar(client):
    client.force_login(officer())
    url = reverse("plans:anniversaries")

    client.post(url, {"day": 8, "month": 3, "name": "Quốc tế phụ nữ", "source": "Nghị quyết 1"})
    row = Anniversary.objects.get(month=3)
    shown = client.get(reverse("plans:calendar") + "?ky=2027-03").content.decode()
    client.post(url, {"act": "bo", "row": row.pk, "confirmed": "1"})

    assert "Quốc tế phụ nữ" in shown
    assert not Anniversary.objects.filter(month=3).exists()
    assert client.post(url, {"day": 31, "month": 2, "name": "A", "source": "B"}).status_code == 422
