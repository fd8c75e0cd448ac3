"""Accept inner steps, finish them; the office's durations; anniversaries."""
from contextlib import suppress
from datetime import date

from django.db import transaction

from audit.services import record
from core.errors import InvalidInput, WrongState, require
from plans import rules
from plans.backward import LONGEST, MOST_STEPS, USUAL, laid_back
from plans.inner_reminders import forget_inner
from plans.models import Anniversary, InnerStep, InnerTask
from plans.reminder_steps import days_off

LEAP_YEAR = 2000


def usual_steps():
    """((name, working days), …) as the office set them, else the usual ones."""
    return tuple(InnerStep.objects.values_list("name", "working_days")) or USUAL


def check_steps(steps):
    """Raises InvalidInput unless the steps have names and lengths that can be laid out."""
    if not steps or len(steps) > MOST_STEPS or not any(length for _, length in steps):
        raise InvalidInput({"": [f"Cần từ 1 đến {MOST_STEPS} bước, ít nhất một bước có số ngày."]})
    if any(not name.strip() or not 0 <= length <= LONGEST for name, length in steps):
        raise InvalidInput({"": [f"Mỗi bước cần tên và số ngày làm việc từ 0 đến {LONGEST}."]})


@transaction.atomic
def set_inner_steps(*, by, steps):
    """The office's durations from now on; schedules that were accepted stay as they are."""
    require(rules.may_manage_duty(by))
    check_steps(steps)
    before = [list(step) for step in usual_steps()]
    InnerStep.objects.all().delete()
    stored = InnerStep.objects.bulk_create(
        InnerStep(order=order, name=name.strip(), working_days=length)
        for order, (name, length) in enumerate(steps, start=1))
    record("plans.set_inner_steps", stored[0], by=by, before={"steps": before},
           after={"steps": [list(step) for step in steps]})


@transaction.atomic
def accept_inner_steps(milestone, *, by, key, final_on, steps, chosen=None, responsible=None):
    """The steps laid back from `final_on` as internal duties of one period, in the place of those accepted before.

    `chosen`: orders of the steps that are wanted, None for all. Steps that are done stay. `responsible`, an officer, is
    told of them; without one every officer is.
    """
    require(rules.may_manage_duty(by))
    check_steps(steps)
    _check_responsible(responsible)
    proposed = [step for step in laid_back(final_on, steps, days_off=days_off())
                if chosen is None or step.order in chosen]
    if not proposed:
        raise InvalidInput({"": ["Hãy chọn ít nhất một bước."]})
    rows = InnerTask.objects.select_for_update().filter(milestone=milestone, key=key)
    before = [[row.name, row.first_on.isoformat(), row.last_on.isoformat()] for row in rows]
    done = {row.order for row in rows if row.done_on}
    forget_inner(rows.filter(done_on=None), reason="Lịch các bước đã lập lại.")
    rows.filter(done_on=None).delete()
    stored = InnerTask.objects.bulk_create(
        InnerTask(milestone=milestone, key=key, order=step.order, name=step.name, first_on=step.first_on,
                  last_on=step.last_on, final_on=final_on, accepted_by=by, responsible=responsible)
        for step in proposed if step.order not in done)
    record("plans.accept_inner_steps", milestone, by=by, before={"steps": before}, after={
        "key": key, "final_on": final_on,
        "steps": [[row.name, row.first_on.isoformat(), row.last_on.isoformat()] for row in stored]})
    return stored


def _check_responsible(person):
    if person is not None and not person.is_office_staff:
        raise InvalidInput({"responsible": ["Người phụ trách phải là chuyên viên Sở Nội vụ."]})


@transaction.atomic
def change_inner_task(task, *, by, first_on, last_on, responsible):
    """Other days and another person in charge for one step that is not done; the deadline of the plan stays.

    Raises InvalidInput for days out of order or after the day the steps were laid back from.
    """
    require(rules.may_manage_duty(by))
    _check_responsible(responsible)
    task = InnerTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.done_on:
        raise WrongState("Bước này đã xong.")
    if not first_on <= last_on <= task.final_on:
        raise InvalidInput({"last_on": [f"Ngày cuối phải từ ngày đầu đến {task.final_on:%d/%m/%Y}."]})
    before = _values_of(task)
    task.first_on, task.last_on, task.responsible = first_on, last_on, responsible
    task.save(update_fields=["first_on", "last_on", "responsible"])
    if before != _values_of(task):
        forget_inner([task], reason="Bước đã đổi ngày hoặc người phụ trách.")
        record("plans.change_inner_task", task.milestone, by=by, before=before, after=_values_of(task))
    return task


def _values_of(task):
    return {"step": task.name, "first_on": task.first_on, "last_on": task.last_on,
            "responsible": str(task.responsible or "mọi chuyên viên")}


@transaction.atomic
def finish_inner_task(task, *, by, today):
    """The step is done; a second time changes nothing."""
    require(rules.may_manage_duty(by))
    if InnerTask.objects.filter(pk=task.pk, done_on=None).update(done_on=today):
        forget_inner([task], reason="Bước đã xong.")
        record("plans.finish_inner_task", task.milestone, by=by, after={"step": task.name, "done_on": today})


@transaction.atomic
def drop_inner_tasks(milestone, *, by, key):
    """How many accepted steps of the period that are not done were taken back."""
    require(rules.may_manage_duty(by))
    rows = InnerTask.objects.filter(milestone=milestone, key=key, done_on=None)
    forget_inner(rows, reason="Đã bỏ lịch các bước.")
    count, _ = rows.delete()
    if count:
        record("plans.drop_inner_tasks", milestone, by=by, after={"key": key, "dropped": count})
    return count


# --- anniversaries --------------------------------------------------------------------------------------------------


@transaction.atomic
def enter_anniversary(*, by, month, day, name, source, origin_year=None):
    """A day of every year with the paper it stands in; the same day and name again takes the new words."""
    require(rules.may_manage_duty(by))
    try:
        date(LEAP_YEAR, month, day)
    except ValueError as error:
        raise InvalidInput({"day": [f"Không có ngày {day}/{month}."]}) from error
    if not source.strip():
        raise InvalidInput({"source": ["Hãy ghi văn bản quy định ngày này."]})
    row, _ = Anniversary.objects.update_or_create(
        month=month, day=day, name=name, defaults={"source": source, "origin_year": origin_year, "entered_by": by})
    record("plans.enter_anniversary", row, by=by, after={"day": f"{day}/{month}", "name": name, "source": source})
    return row


def anniversaries_on(first, last):
    """[(day, words), …] of the anniversaries from `first` to `last` (inclusive) in order; 29/2 in leap years only."""
    found = []
    for row in Anniversary.objects.all():
        for year in range(first.year, last.year + 1):
            with suppress(ValueError):
                found.append((date(year, row.month, row.day), row.words(year)))
    return sorted((day, words) for day, words in found if first <= day <= last)


@transaction.atomic
def remove_anniversary(row, *, by):
    require(rules.may_manage_duty(by))
    record("plans.remove_anniversary", row, by=by, before={"day": f"{row.day}/{row.month}", "name": row.name})
    row.delete()
