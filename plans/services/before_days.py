"""Change how «trước ngày …» is read: what it would move, shown before; then moved, told and remembered."""
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from audit.services import record
from core.dates import short_day
from core.errors import InvalidInput, WrongState, require
from notifications.services import SENDER, enqueue_many, key_of, notify_many
from notifications.waking import wake_after_commit
from plans import before_days, generation, reminder_texts, reminders, rules
from plans.enums import Boundary, PlanStatus
from plans.models import BeforeDayRule, DeadlineOccurrence, Deliverable, Milestone
from plans.reminder_letters import people_by_agency

LISTED = 30  # changed days that one message names
KIND = reminders.KIND_OF_ACT


@dataclass(frozen=True)
class MovedDay:
    """One duty of one agency whose day would change from `before` to `after`."""

    row: DeadlineOccurrence
    before: date
    after: date
    window_end: date | None


@dataclass(frozen=True)
class Effect:
    """What another reading does: days that move; days a person fixed, and days too near to change, that stay."""

    is_strict: bool
    moved: tuple
    fixed: int
    near: int

    @property
    def digest(self):
        """Eight digits that say which list somebody looked at."""
        return key_of(self.is_strict, *[(move.row.pk, move.after) for move in self.moved])[:8]

    def groups(self):
        """((milestone, period, before, after, number of agencies), …) in order of the days."""
        found = Counter((move.row.milestone, move.row.key, move.before, move.after) for move in self.moved)
        rows = ((m, reminder_texts.period_words(key), before, after, n) for (m, key, before, after), n in found.items())
        return sorted(rows, key=lambda row: (row[2], row[0].plan_id, row[0].order))


def effect_of(*, is_strict, today):
    """The Effect of reading strictly or not on duties of plans in force. A few queries for each plan.

    A day that was chosen or extended stays, what was handed in or is past stays, and no day moves into the past.
    """
    until, plans = generation.horizon(today), {}
    milestones = Milestone.objects.filter(boundary=Boundary.BEFORE, plan__status=PlanStatus.ISSUED).select_related(
        "plan", "document").prefetch_related("chosen_days").order_by("plan_id", "order")
    planned = {}
    for milestone in milestones:
        milestone.plan = plans.setdefault(milestone.plan_id, milestone.plan)
        for occurrence in generation.occurrences_of(milestone.plan, milestone, until=until, strict_before=is_strict):
            planned[milestone.pk, occurrence.key] = occurrence
    found = {"moved": [], "fixed": [], "near": []}
    for row in _open_rows(today):
        new = planned.get((row.milestone_id, row.key))
        if new and new.due_on and new.due_on != row.due_on:
            kind = "fixed" if row.is_chosen or row.extensions.all() else "near" if new.due_on < today else "moved"
            found[kind].append(MovedDay(row, row.due_on, new.due_on, new.window_end))
    return Effect(is_strict, tuple(found["moved"]), len(found["fixed"]), len(found["near"]))


def _open_rows(today):
    kept = Deliverable.objects.filter(occurrence=OuterRef("pk"), returned_on=None)
    return DeadlineOccurrence.objects.filter(
        ~Exists(kept), milestone__boundary=Boundary.BEFORE, milestone__plan__status=PlanStatus.ISSUED, closed_as="",
        due_on__gte=today).select_related("milestone__plan", "organization").prefetch_related(
        "extensions", "assignments__organization").order_by("due_on", "pk")


@transaction.atomic
def set_before_rule(*, by, is_strict, reason, seen, today, now=None):
    """The reading from now on, with the open days moved by it; agencies are told of theirs. Returns how many moved.

    `seen` is the `digest` of the effect that the person looked at: WrongState when it would be another one by now.
    """
    require(rules.may_manage_duty(by))
    if not reason.strip():
        raise InvalidInput({"reason": ["Hãy ghi lý do, ví dụ văn bản hướng dẫn cách tính."]})
    before = before_days.is_strict()
    if before == is_strict:
        raise InvalidInput({"is_strict": ["Cách này đang được áp dụng."]})
    list(_open_rows(today).select_for_update(of=("self",)).values_list("pk"))
    effect = effect_of(is_strict=is_strict, today=today)
    if seen != effect.digest:
        raise WrongState("Danh sách ngày thay đổi đã khác lúc xem trước. Xin xem lại rồi áp dụng.")
    rule = BeforeDayRule.objects.create(is_strict=is_strict, reason=reason, set_by=by, set_at=now or timezone.now())
    _move(effect)
    _tell(rule, effect, today)
    record("plans.set_before_rule", rule, by=by, reason=reason, before={"is_strict": before}, after={
        "is_strict": is_strict, "moved": len(effect.moved), "fixed": effect.fixed, "near": effect.near,
        "days": [f"{m.row}: {m.before:%d/%m/%Y} → {m.after:%d/%m/%Y}" for m in effect.moved[:200]]})
    return len(effect.moved)


def _move(effect):
    for move in effect.moved:
        move.row.due_on, move.row.window_end = move.after, move.window_end
    rows = [move.row for move in effect.moved]
    DeadlineOccurrence.objects.bulk_update(rows, ["due_on", "window_end"], batch_size=500)
    reminders.forget_unsent(rows, reason="Hạn đã tính lại theo cách hiểu mới của «trước ngày».")


def _tell(rule, effect, today):
    """One notice and one mail to each person of each agency, with the days that changed for it."""
    moves = {}
    for move in effect.moved:
        moves.setdefault(move.row.organization_on(today), []).append(move)
    people = people_by_agency({agency.pk for agency in moves}, today)
    told = [(person, agency) for agency in moves
            for person in dict.fromkeys(p for found in people.get(agency.pk, {}).values() for p in found)]
    notices = [{"key": key_of("before-rule", rule.pk, agency.pk, person.pk), "user": person, "url": "/moc/",
                **_words(rule, agency, moves[agency])} for person, agency in told]
    notify_many(notices)
    if enqueue_many([{"key": n["key"], "recipient": n["user"], "kind": KIND, "url": n["url"], "subject": n["title"],
                      "source": f"before-rule-{rule.pk}", "body": f"{n['body']}\n\n{settings.SITE_URL}{n['url']}",
                      "reason": "Ngày của việc cơ quan phải làm đã thay đổi."} for n in notices]):
        wake_after_commit(SENDER)


def _words(rule, agency, moves):
    lines = [f"- {move.row.milestone.title}{_period(move)}: {short_day(move.before)} → {short_day(move.after)}"
             for move in moves[:LISTED]]
    more = [f"- và {len(moves) - LISTED} việc khác"] if len(moves) > LISTED else []
    reading = "không kể ngày được nêu" if rule.is_strict else "kể cả ngày được nêu"
    opening = (f"Từ nay thời hạn «trước ngày …» trong các kế hoạch được hiểu là {reading}. "
               f"Thời hạn của {agency} thay đổi như sau:")
    return {"title": f"{len(moves)} thời hạn của {agency} có ngày mới"[:300],
            "body": "\n".join([opening, *lines, *more, "", f"Lý do: {rule.reason}"])}


def _period(move):
    words = reminder_texts.period_words(move.row.key)
    return f" ({words})" if words else ""
