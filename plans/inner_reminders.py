"""Gentle reminders of the office's own inner steps: to the person in charge alone, else to every officer."""
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.enums import Role
from accounts.queries import people_holding
from core.dates import short_day
from notifications.queries import without_optional_mails
from notifications.services import SENDER, cancel_unsent, enqueue_many, key_of, notify_many
from notifications.waking import wake_after_commit
from plans.enums import PlanStatus
from plans.models import InnerTask
from plans.reminder_steps import days_off
from plans.reminder_texts import period_words

KIND = "inner"
ONE_DAY = timedelta(days=1)
STALE = timedelta(days=10)  # a step that nobody was told of for so long after its last day is not told any more
WORDS = {"start": "bắt đầu từ hôm nay", "end": "đến hạn {day}", "late": "đã qua ngày cuối {day}, chưa đánh dấu xong"}


@transaction.atomic
def plan_inner(*, now):
    """How many notices were written for `now`; a second run adds none. One step is told on its first day, on the
    working day before its last one, and once after it; of several that were missed only the last."""
    today, days = timezone.localdate(now), days_off()
    tasks = InnerTask.objects.filter(
        done_on=None, first_on__lte=today, last_on__gte=today - STALE, milestone__plan__status=PlanStatus.ISSUED)
    tasks = list(tasks.select_for_update(of=("self",)).select_related("milestone", "responsible").order_by("pk"))
    officers = list(people_holding(Role.OFFICER, today=today)) if tasks else []
    told = [values for task in tasks if (step := step_due(task, today, days))
            for values in _told(task, step, officers, now)]
    silent = without_optional_mails({values["user"].pk for values in told})
    written = notify_many([{name: value for name, value in values.items() if name != "source"} for values in told])
    leaves = days.sending_moment(timezone.localtime(now), last_day=None)
    if enqueue_many([_mail(values, leaves) for values in told if values["user"].pk not in silent]):
        wake_after_commit(SENDER)
    return written


def step_due(task, today, days):
    """«start», «end», «late», or "" when nothing is to be told; a day before the step was accepted tells nothing."""
    accepted = timezone.localdate(task.accepted_at)
    late = task.last_on + ONE_DAY
    while days.is_day_off(late):
        late += ONE_DAY
    end = max(days.working_day_before(task.last_on - ONE_DAY), task.first_on)
    steps = [("start", task.first_on), ("end", end), ("late", late)]
    past = [step for step, day in steps if accepted <= day <= today]
    return "" if not past or today > task.last_on and past[-1] != "late" else past[-1]


def _told(task, step, officers, now):
    """The values of a notice for each person to tell."""
    people = [task.responsible] if task.responsible in officers else officers
    words = WORDS[step].format(day=short_day(task.last_on))
    period = period_words(task.key) if task.key else ""
    about = f"{task.milestone.title}{f', {period}' if period else ''}"
    for person in people:
        yield {"source": source_of(task), "key": key_of("inner", task.pk, person.pk, step, task.last_on),
               "user": person, "url": url_of(task),
               "title": f"Bước «{task.name}» {words}"[:300], "now": now,
               "body": f"Việc nội bộ cho «{about}»: {short_day(task.first_on)} – {short_day(task.last_on)}. "
                       "Xong thì đánh dấu ở lịch các bước."}


def url_of(task):
    url = reverse("plans:inner_steps", args=[task.milestone.public_id])
    return f"{url}?{urlencode({'ky': task.key})}" if task.key else url


def _mail(values, leaves):
    return {"key": values["key"], "recipient": values["user"], "kind": KIND, "url": values["url"],
            "subject": values["title"], "body": f"{values['body']}\n\n{settings.SITE_URL}{values['url']}",
            "not_before": leaves, "source": values["source"],
            "reason": "Người phụ trách một bước nội bộ của Sở Nội vụ."}


def forget_inner(tasks, *, reason):
    """Skip the mails about these steps that did not leave yet."""
    return cancel_unsent(sources=[source_of(task) for task in tasks], reason=reason)


def source_of(task):
    return f"inner-{task.pk}"
