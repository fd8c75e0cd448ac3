"""The outbox after a restored backup, which does not know what was sent after it was taken."""
from django.db import transaction
from django.db.models import Count

from audit.services import record
from notifications.enums import UNSENT, MessageState
from notifications.models import OutboundMessage
from notifications.queries import policy
from notifications.services import set_policy
from plans.reminders import plan_due

REASON = "Vừa khôi phục dữ liệu từ bản sao lưu; cần xem các thư giữ lại trước khi mở."


def hold_after_restore(*, now):
    """[(group, mails), …] of what is held now, by name: all that did not leave,
    also what the planner finds owed only now.

    Nothing leaves before somebody opens the outbox; a held mail stays even then. A second call holds nothing new.
    """
    set_policy(by=None, is_stopped=True, hours_of_grace=policy().hours_of_grace, reason=REASON)
    plan_due(now=now)
    with transaction.atomic():
        rows = OutboundMessage.objects.select_for_update().filter(state__in=UNSENT, cancelled="")
        held = list(rows.values_list("pk", flat=True))
        OutboundMessage.objects.filter(pk__in=held).update(state=MessageState.HELD, lease_until=None)
        if held:
            record("notifications.hold", policy(), by=None, reason=REASON, after={"mails": len(held)})
    found = OutboundMessage.objects.filter(pk__in=held).order_by("group").values("group").annotate(mails=Count("pk"))
    return [(row["group"], row["mails"]) for row in found]
