"""Acts on single duties: choose a day, hand in, return, extend, waive, pass on to a successor."""
from django.db import transaction
from django.utils import timezone

from audit.services import record
from core.dates import PartialDate
from core.errors import InvalidInput, WrongState, require
from plans import reminder_letters, reminder_texts, reminders, rules
from plans.models import BearerAssignment, ChosenDay, DeadlineExtension, DeadlineOccurrence, Deliverable
from plans.services.amendments import move_open_occurrences


@transaction.atomic
def choose_day(milestone, *, by, applies_to, day_code, reason, today):
    """Set the day of a duty whose text names none, for one occurrence key or a series («half», «year», «undated»).

    The plan's words stay; the day is shown as «do cơ quan ấn định». Returns how many open duties moved.
    """
    if by is not None:
        require(rules.may_manage_duty(by))
    if not reason.strip():
        raise InvalidInput({"reason": ["Hãy ghi lý do ấn định ngày."]})
    PartialDate.parse(day_code)
    choice = ChosenDay.objects.create(
        milestone=milestone, applies_to=applies_to, day_code=day_code, reason=reason, chosen_by=by)
    moved = move_open_occurrences(milestone, today=today)
    record("plans.choose_day", milestone.plan, by=by, reason=reason,
           after={"milestone": milestone.code, "applies_to": applies_to, "day": choice.day_code, "moved": moved})
    return moved


@transaction.atomic
def hand_in(occurrence, *, by, received_on, today, number="", note="", stored=None):
    """The agency's paper for the duty. `stored` is (stored_name, original_name, size, sha256) of an accepted upload.

    The same paper sent twice is one paper. Mails about the duty that did not leave yet are skipped.
    """
    if by is not None:
        require(rules.may_hand_in(by, occurrence, today=today))
    if occurrence.closed_as:
        raise WrongState("Việc này đã được đóng, không nhận thêm sản phẩm.")
    if received_on > today:
        raise InvalidInput({"received_on": ["Ngày nhận không thể ở tương lai."]})
    stored_name, original_name, size, sha256 = stored or ("", "", 0, "")
    _lock(occurrence)
    twin = occurrence.deliverables.filter(received_on=received_on, number=number, note=note, sha256=sha256,
                                          returned_on=None).first()
    if twin:
        return twin
    deliverable = Deliverable.objects.create(
        occurrence=occurrence, received_on=received_on, number=number, note=note, stored_name=stored_name,
        original_name=original_name, size=size, sha256=sha256, sent_by=by)
    record("plans.hand_in", occurrence, by=by, after={"received_on": received_on, "number": number,
                                                      "file": original_name})
    reminders.forget_unsent([occurrence], reason=f"Đã nhận sản phẩm ngày {received_on:%d/%m/%Y}.")
    return deliverable


def _lock(occurrence):
    """The row under the lock that the planner of reminders takes too, as it is now."""
    return DeadlineOccurrence.objects.select_for_update().get(pk=occurrence.pk)


@transaction.atomic
def return_deliverable(deliverable, *, by, reason, today, new_due_on=None):
    """Send the paper back; with a new day the agency has until then."""
    if by is not None:
        require(rules.may_manage_duty(by))
    if not reason.strip():
        raise InvalidInput({"reason": ["Hãy ghi lý do trả lại để cơ quan biết phải bổ sung gì."]})
    occurrence = _lock(deliverable.occurrence)
    deliverable.refresh_from_db()
    if deliverable.returned_on:
        raise WrongState("Sản phẩm này đã được trả lại.")
    deliverable.returned_on, deliverable.return_reason = today, reason
    deliverable.save(update_fields=["returned_on", "return_reason"])
    record("plans.return_deliverable", deliverable.occurrence, by=by, reason=reason)
    if new_due_on:
        _extend(occurrence, by=by, new_due_on=new_due_on, reason=reason)
    title, body = reminder_texts.returned_text(
        occurrence.milestone.title, reason=reason, due_on=new_due_on,
        is_asked=reminder_letters.is_asked(occurrence, occurrence.organization_on(today)))
    reminders.tell_agency(occurrence, key=("duty-returned", deliverable.pk), title=title, body=body, today=today)
    return deliverable


@transaction.atomic
def extend_deadline(occurrence, *, by, new_due_on, reason, today=None):
    """A later day for this agency alone; the original day stays on the row, reminders begin a new cycle."""
    if by is not None:
        require(rules.may_manage_duty(by))
    occurrence = _lock(occurrence)
    if occurrence.closed_as:
        raise WrongState("Việc này đã được đóng.")
    extension = _extend(occurrence, by=by, new_due_on=new_due_on, reason=reason)
    title, body = reminder_texts.extended_text(occurrence.milestone.title, reason=reason, due_on=new_due_on)
    reminders.tell_agency(occurrence, key=("duty-extended", extension.pk), title=title, body=body,
                          today=today or timezone.localdate())
    return extension


def _extend(occurrence, *, by, new_due_on, reason):
    last = occurrence.extensions.last()
    due_on = last.new_due_on if last else occurrence.due_on
    if due_on is None:
        raise InvalidInput({"new_due_on": ["Việc này chưa có hạn; hãy dùng «Ấn định ngày»."]})
    if new_due_on <= due_on:
        raise InvalidInput({"new_due_on": [f"Hạn mới phải sau hạn hiện tại ({due_on:%d/%m/%Y})."]})
    if not reason.strip():
        raise InvalidInput({"reason": ["Hãy ghi lý do gia hạn."]})
    reminders.forget_unsent([occurrence], reason=f"Đã gia hạn đến {new_due_on:%d/%m/%Y}.")
    extension = DeadlineExtension.objects.create(
        occurrence=occurrence, new_due_on=new_due_on, reason=reason, granted_by=by)
    record("plans.extend_deadline", occurrence, by=by, reason=reason, before={"due_on": due_on},
           after={"due_on": new_due_on})
    return extension


@transaction.atomic
def close_duty(occurrence, *, by, closed_as, reason, on_date):
    """Waive the duty or close it because its agency ended. Raises WrongState when it is closed already."""
    if by is not None:
        require(rules.may_manage_duty(by))
    if not reason.strip():
        raise InvalidInput({"reason": ["Hãy ghi lý do đóng việc này."]})
    if _lock(occurrence).closed_as:
        raise WrongState("Việc này đã được đóng.")
    occurrence.closed_as, occurrence.closed_on, occurrence.closed_reason = closed_as, on_date, reason
    occurrence.save(update_fields=["closed_as", "closed_on", "closed_reason"])
    record("plans.close_duty", occurrence, by=by, reason=reason, after={"closed_as": closed_as, "on": on_date})
    reminders.forget_unsent([occurrence], reason=f"Việc đã đóng: {reason}")
    return occurrence


@transaction.atomic
def assign_bearer(target, *, by, organization, from_date, basis):
    """`organization` bears the obligation, or owes the occurrence, from `from_date` on. A person confirms this;
    the former bearer keeps its history. Raises InvalidInput without a basis or before an earlier assignment."""
    if by is not None:
        require(rules.may_manage_duty(by))
    if not basis.strip():
        raise InvalidInput({"basis": ["Hãy nêu căn cứ chuyển giao (số văn bản)."]})
    last = target.assignments.order_by("from_date").last()
    if last and last.from_date >= from_date:
        raise InvalidInput({"from_date": [f"Đã có chuyển giao từ {last.from_date:%d/%m/%Y}; hãy chọn ngày sau đó."]})
    kind = "obligation" if hasattr(target, "rule_id") else "occurrence"
    assignment = BearerAssignment.objects.create(
        **{kind: target}, organization=organization, from_date=from_date, basis=basis, confirmed_by=by)
    record("plans.assign_bearer", target, by=by, reason=basis,
           after={"organization": str(organization), "from_date": from_date})
    if kind == "occurrence":
        _lock(target)
        reminders.forget_unsent([target], reason=f"Việc chuyển cho {organization}."[:300])
    return assignment


@transaction.atomic
def mark_opened(occurrences, *, by):
    """Remember that the agency has seen these duties (once)."""
    unseen = [o for o in occurrences if o.opened_at is None and o.organization_id in by.organization_ids()]
    for occurrence in unseen:
        type(occurrence).objects.filter(pk=occurrence.pk, opened_at=None).update(opened_at=timezone.now())
        record("plans.open_duty", occurrence, by=by)
    return unseen
