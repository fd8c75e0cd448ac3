"""«Trước ngày …» read with or without the named day: shown before it changes, changed once, told, never silently."""
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed, WrongState
from notifications.models import Notice, OutboundMessage
from plans import before_days, generation, reminders, services
from plans.models import BeforeDayRule, DeadlineOccurrence
from tests.factories import officer, submitter
from tests.plans.duty_world import DUE, agency_with, duty, milestone_of, moment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 16)
NEXT = date(2026, 11, 30)
URL = "/moc/truoc-ngay/"


def change(is_strict=False, *, by=None, reason="Công văn 12/SNV-TĐKT", today=TODAY, seen=None):
    effect = services.effect_of(is_strict=is_strict, today=today)
    return services.set_before_rule(by=by or officer(), is_strict=is_strict, reason=reason, today=today,
                                    seen=seen or effect.digest)


def due_days():
    return list(DeadlineOccurrence.objects.order_by("pk").values_list("due_on", flat=True))


def test_without_a_decision_the_named_day_is_not_included():
    assert before_days.is_strict() is True


def test_open_days_move_by_one_and_back_and_the_effect_shows_it_before():
    milestone = milestone_of()
    first, second = duty(milestone=milestone), duty(milestone=milestone)

    effect = services.effect_of(is_strict=False, today=TODAY)
    shown = [(row[0], *row[2:]) for row in effect.groups()]
    untouched = due_days()
    moved = change(False)
    lenient = due_days()
    change(True)

    assert shown == [(milestone, DUE, NEXT, 2)]
    assert (untouched, moved, lenient, due_days()) == ([DUE] * 2, 2, [NEXT] * 2, [DUE] * 2)
    assert [rule.is_strict for rule in BeforeDayRule.objects.all()] == [True, False]
    assert {first.pk, second.pk} == {move.row.pk for move in effect.moved}


def test_what_a_person_fixed_what_was_handed_in_and_what_is_past_stays():
    milestone = milestone_of()
    chosen = duty(milestone=milestone, is_chosen=True)
    extended, handed_in, past, plain = (duty(milestone=milestone) for _ in range(4))
    services.extend_deadline(extended, by=None, new_due_on=date(2026, 12, 10), reason="Bão", today=TODAY)
    services.hand_in(handed_in, by=None, received_on=TODAY, today=TODAY)
    DeadlineOccurrence.objects.filter(pk=past.pk).update(due_on=date(2026, 11, 10))

    effect = services.effect_of(is_strict=False, today=TODAY)
    change(False)

    assert ([move.row for move in effect.moved], effect.fixed) == ([plain], 2)
    chosen.refresh_from_db(), handed_in.refresh_from_db(), extended.refresh_from_db()
    assert (chosen.due_on, handed_in.due_on, extended.due_on) == (DUE, DUE, DUE)


def test_no_duty_becomes_late_because_the_reading_changed():
    row = duty()
    change(False)

    effect = services.effect_of(is_strict=True, today=NEXT)
    change(True, today=NEXT)

    row.refresh_from_db()
    assert (effect.moved, effect.near, row.due_on) == ((), 1, NEXT)


def test_the_agency_is_told_once_and_letters_about_the_old_day_stay_home():
    row = duty()
    reminders.plan_due(now=moment(TODAY))

    change(False)

    person = Notice.objects.get(title__startswith="1 thời hạn").user
    mails = OutboundMessage.objects.filter(recipient=person).order_by("pk")
    assert [(mail.state, mail.kind) for mail in mails] == [("skipped", "duty"), ("new", "duty_act")]
    assert "- Gửi báo cáo năm (năm 2026): 29/11/2026 → 30/11/2026" in mails[1].body
    assert row.organization.name in mails[1].subject
    assert AuditEvent.objects.get(action="plans.set_before_rule").after["moved"] == 1


def test_reminders_of_the_new_day_are_written_anew():
    duty()
    change(False)

    reminders.plan_due(now=moment(date(2026, 11, 27)))

    assert OutboundMessage.objects.filter(kind="duty", last_on=NEXT, state="new").count() == 1


@pytest.mark.parametrize("values, error", [
    ({"reason": " "}, InvalidInput), ({"is_strict": True}, InvalidInput), ({"seen": "00000000"}, WrongState)])
def test_a_change_needs_a_reason_another_reading_and_the_list_that_was_seen(values, error):
    duty()

    with pytest.raises(error):
        change(**values)

    assert (due_days(), BeforeDayRule.objects.count()) == ([DUE], 0)


def test_agencies_do_not_change_the_reading():
    with pytest.raises(NotAllowed):
        change(by=submitter(agency_with()))


def test_a_new_plan_is_computed_by_the_reading_in_force(django_assert_num_queries):
    BeforeDayRule.objects.create(is_strict=False, reason="x", set_at=moment(TODAY))
    milestone = milestone_of()

    found = generation.occurrences_of(milestone.plan, milestone, until=date(2026, 12, 31))

    assert [o.due_on for o in found] == [NEXT]
    with django_assert_num_queries(1):  # the chosen days
        generation.occurrences_of(milestone.plan, milestone, until=date(2026, 12, 31))


@pytest.mark.parametrize("code, boundary, due_on, words", [
    ("--11-30", "before", DUE, "không kể ngày 30/11/2026"), ("--11-30", "before", NEXT, "kể cả ngày 30/11/2026"),
    ("2025-03-30", "before", date(2025, 3, 29), "không kể ngày 30/3/2025"),
    ("--01-01", "before", date(2026, 12, 31), "không kể ngày 01/01/2027"),
    ("--02-29", "before", date(2027, 2, 27), "không kể ngày 28/02/2027"),
    ("---20", "before", date(2026, 4, 19), "không kể ngày 20/4/2026"),
    ("--11-30", "by_end", NEXT, ""), ("--Q2", "before", date(2026, 3, 31), ""), ("--11-30", "before", None, ""),
    ("--11-30", "before", date(2026, 12, 5), "")])
def test_the_words_say_how_the_stored_day_was_read(code, boundary, due_on, words):
    milestone = milestone_of(end_code=code, boundary=boundary)

    assert before_days.reading_words(milestone, due_on) == words


@time_machine.travel(moment(TODAY), tick=False)
def test_the_page_shows_the_days_first_and_changes_them_after_confirmation(client):
    row = duty()
    client.force_login(officer())
    typed = {"is_strict": "0", "reason": "Công văn 12"}

    preview = client.post(URL, typed)
    before = due_days()
    seen = preview.context["effect"].digest
    done = client.post(URL, {**typed, "seen": seen}, follow=True).content.decode()

    assert client.get(URL).content.decode().count("<form") == preview.content.decode().count("<form") - 1
    assert "29/11/2026" in preview.content.decode() and "30/11/2026" in preview.content.decode()
    assert (before, due_days()) == ([DUE], [NEXT])
    assert "kể cả ngày được nêu" in done
    assert "kể cả ngày 30/11/2026" in client.get(row.get_absolute_url()).content.decode()
    assert "kể cả ngày 30/11/2026" in client.get(reverse("plans:duties")).content.decode()


@time_machine.travel(moment(TODAY), tick=False)
@pytest.mark.parametrize("typed", [{"is_strict": "1", "reason": "x"}, {"is_strict": "0", "reason": ""}, {}])
def test_the_page_refuses_what_changes_nothing_or_gives_no_reason(client, typed):
    client.force_login(officer())

    answer = client.post(URL, typed)

    assert (answer.status_code, BeforeDayRule.objects.count()) == (422, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_effect_takes_the_same_queries_for_any_number_of_duties(count, django_assert_num_queries):
    milestone = milestone_of()
    for _ in range(count):
        duty(milestone=milestone)

    with django_assert_num_queries(6):
        assert len(services.effect_of(is_strict=False, today=TODAY).moved) == count
