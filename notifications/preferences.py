"""How a person is reached: how often mails come, who stands in during an absence."""
from datetime import timedelta

from django.db import transaction

from audit.services import record
from core.errors import InvalidInput
from notifications.enums import Frequency
from notifications.models import Absence, DeliveryPreference
from notifications.queries import possible_deputies

LONGEST = timedelta(days=366)


@transaction.atomic
def set_frequency(*, by, frequency, gets_optional=None):
    """The person's own choice, for mails written from now on; without `gets_optional` that choice stays as it is."""
    values = {"frequency": frequency} | ({} if gets_optional is None else {"gets_optional": gets_optional})
    row, _ = DeliveryPreference.objects.update_or_create(user=by, defaults=values)
    record("notifications.set_frequency", by, by=by, after=values)
    return row


RARER = {Frequency.INSTANT: Frequency.DAILY, Frequency.DAILY: Frequency.WEEKLY, Frequency.WEEKLY: Frequency.WEEKLY}


@transaction.atomic
def fewer_mails(user, *, of_optional):
    """The person without optional mails; else with duty mails a step rarer, never without them. Again:
    one step more."""
    row, _ = DeliveryPreference.objects.select_for_update().get_or_create(user=user)
    frequency = row.frequency if of_optional else RARER[Frequency(row.frequency)]
    return set_frequency(by=user, frequency=frequency, gets_optional=row.gets_optional and not of_optional)


@transaction.atomic
def enter_absence(*, by, deputy, first_on, last_on, today):
    """The deputy is told beside the person on these days. Raises InvalidInput beside the field at fault."""
    errors = {}
    if not possible_deputies(by, today=today).filter(pk=deputy.pk).exists():
        errors["deputy"] = ["Hãy chọn người cùng cơ quan hoặc cùng vai trò."]
    if last_on < max(first_on, today) or last_on - first_on > LONGEST:
        errors["last_on"] = ["Ngày cuối không được trước ngày đầu hay trước hôm nay, và không quá một năm."]
    if by.absences.filter(first_on__lte=last_on, last_on__gte=first_on).exists():
        errors["first_on"] = ["Đã báo vắng mặt trong những ngày này."]
    if errors:
        raise InvalidInput(errors)
    absence = Absence.objects.create(user=by, deputy=deputy, first_on=first_on, last_on=last_on)
    record("notifications.enter_absence", absence, by=by,
           after={"deputy": str(deputy), "first_on": first_on, "last_on": last_on})
    return absence


@transaction.atomic
def end_absence(absence, *, by):
    """Take the absence back; what the deputy was told already stays told."""
    record("notifications.end_absence", absence, by=by, before={
        "deputy": str(absence.deputy), "first_on": absence.first_on, "last_on": absence.last_on})
    absence.delete()
