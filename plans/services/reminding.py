"""Set a plan's rules of reminding; enter the days on which offices are closed; open and revoke calendar feeds."""
from datetime import timedelta

from django.db import transaction

from audit.services import record
from core.errors import EditConflict, InvalidInput, require
from plans import reminder_texts, rules
from plans.days_off import LAW, days_of_law
from plans.models import CalendarFeed, DayOff, ReminderSetting
from plans.reminder_steps import numbers_in

FARTHEST, MOST_STEPS, MOST_WEEKS, LONGEST_LEAVE = 60, 10, 12, 31
NUMBERS = ("before_day", "before_interval", "after")
TEXTS = {"text_ordered": False, "text_asked": True}  # field → whether it is for bodies that are asked
VALUES = (*NUMBERS, "at_start_and_middle", "weeks_after", "head_after", "office_after", *TEXTS)


@transaction.atomic
def set_reminder_rules(plan, *, by, values, version=None):
    """The plan's own rules from now on; steps already told stay told. `values` names every field of the table.

    Raises InvalidInput for numbers and texts that cannot be used, EditConflict when `version` is no longer the last.
    """
    if by is not None:
        require(rules.may_manage_duty(by))
    checked = check_reminder_rules(values)
    setting = ReminderSetting.objects.select_for_update().filter(plan=plan).first()
    if version is not None and version != (setting.version if setting else 0):
        raise EditConflict(by=setting and setting.changed_by, at=setting and setting.changed_at)
    before = {name: getattr(setting, name) for name in VALUES} if setting else {}
    setting = setting or ReminderSetting(plan=plan, version=0)
    for name, value in checked.items():
        setattr(setting, name, value)
    setting.version, setting.changed_by = setting.version + 1, by
    setting.save()
    record("plans.set_reminder_rules", plan, by=by, before=before, after=checked)
    return setting


def check_reminder_rules(values):
    """The values as they are stored; raises InvalidInput with a sentence for each field at fault."""
    errors, checked = {}, dict(values)
    for name in NUMBERS:
        try:
            checked[name] = _stored_numbers(values[name], ascending=name == "after")
        except ValueError:
            errors[name] = [f"Hãy ghi các số từ 1 đến {FARTHEST}, cách nhau bằng dấu phẩy, nhiều nhất {MOST_STEPS} số."]
    if not 0 <= values["weeks_after"] <= MOST_WEEKS:
        errors["weeks_after"] = [f"Từ 0 đến {MOST_WEEKS} tuần."]
    for name, is_asked in TEXTS.items():
        faults = reminder_texts.faults_of(values[name], is_asked=is_asked) if values[name] else []
        if faults:
            errors[name] = faults
    if errors:
        raise InvalidInput(errors)
    return checked


def _stored_numbers(text, *, ascending):
    numbers = numbers_in(text)
    if len(numbers) > MOST_STEPS or any(not 1 <= number <= FARTHEST for number in numbers):
        raise ValueError(text)
    return ", ".join(str(number) for number in sorted(numbers, reverse=not ascending))


@transaction.atomic
def enter_days_off(*, by, first, last, name, source, is_working=False):
    """The days from `first` to `last` (inclusive) as closed, or as worked although a weekend, by a document.

    The first entry of a year begins from the days of the law, so that none of them is lost. A day entered again takes
    the new words. Returns how many days were entered.
    """
    if by is not None:
        require(rules.may_manage_duty(by))
    errors = {}
    if not source.strip():
        errors["source"] = ["Hãy ghi văn bản thông báo lịch nghỉ."]
    if not 0 <= (last - first).days < LONGEST_LEAVE:
        errors["last"] = [f"Ngày cuối không trước ngày đầu và cả đợt không quá {LONGEST_LEAVE} ngày."]
    if errors:
        raise InvalidInput(errors)
    for year in range(first.year, last.year + 1):
        _begin_year(year, by)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    stored = [DayOff.objects.update_or_create(day=day, defaults={
        "is_working": is_working, "name": name, "source": source, "entered_by": by})[0] for day in days]
    record("plans.enter_days_off", stored[0], by=by, after={
        "first": first, "last": last, "name": name, "source": source, "is_working": is_working})
    return len(days)


def _begin_year(year, by):
    if not DayOff.objects.filter(day__year=year).exists():
        DayOff.objects.bulk_create([DayOff(day=day, name=name, source=LAW, entered_by=by)
                                    for day, name in days_of_law(year)], ignore_conflicts=True)


@transaction.atomic
def remove_day_off(day, *, by):
    """Strike the entry of `day`; raises InvalidInput for the last of its year, which would bring the law's back."""
    if by is not None:
        require(rules.may_manage_duty(by))
    rows = DayOff.objects.select_for_update().filter(day__year=day.year)
    found = next((row for row in rows if row.day == day), None)
    if found is None:
        return
    if len(rows) == 1:
        raise InvalidInput({"": ["Đây là ngày duy nhất của năm; hãy nhập ngày khác trước khi bỏ."]})
    record("plans.remove_day_off", found, by=by, before={"day": day, "name": found.name, "source": found.source})
    found.delete()


# --- calendar feeds -------------------------------------------------------------------------------------------------


@transaction.atomic
def open_feed(*, by, plan=None):
    """The person's feed of all plans, or of one; the same one when it is there already."""
    feed, is_new = CalendarFeed.objects.get_or_create(user=by, plan=plan)
    if is_new:
        record("plans.open_feed", feed, by=by)
    return feed


@transaction.atomic
def revoke_feed(feed, *, by):
    """The address leads nowhere from now on; a new one is another."""
    record("plans.revoke_feed", feed, by=by)
    feed.delete()
