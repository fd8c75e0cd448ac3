"""The only place that gives a nomination another state."""
from django.db.models import F
from django.utils import timezone

from audit.models import AuditEvent
from audit.services import record as audit
from core.errors import WrongState
from nominations.models import Nomination
from nominations.queries import ACTIONS, PUBLIC_ACTIONS
from nominations.transitions import WORKFLOW


def move(nomination, name, *, by, reason="", facts=None, **values):
    """The nomination after the transition, with `values` stored and the act on the log (`facts` beside the state).

    Locks the row and changes it only from the state and version it just read. Raises WrongState naming who came
    first and when, NotAllowed, InvalidInput when a reason is missing.
    """
    locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
    try:
        transition = WORKFLOW.require(locked, name, by, reason=reason)
    except WrongState as error:
        raise WrongState(who_came_first(locked, by) or str(error)) from error
    target = transition.target_from(locked.state)
    changed = Nomination.objects.filter(pk=locked.pk, state=locked.state, version=locked.version).update(
        state=target, version=F("version") + 1, planned="", planned_reason="", **values)
    if not changed:
        raise WrongState(who_came_first(locked, by))
    audit(f"nominations.{name}", locked, by=by, reason=reason, before={"state": locked.state},
          after={"state": target, **(facts or {})})
    locked.refresh_from_db()
    return locked


def who_came_first(nomination, user=None):
    """«Trần Thị B đã thực hiện «Trả lại bổ sung» lúc 09:15 ngày 05/12/2026 …»; empty when nobody did anything.

    An agency is not told of what the office does among itself.
    """
    for_office = user is None or user.is_office_staff
    told = ACTIONS if for_office else PUBLIC_ACTIONS
    event = AuditEvent.objects.for_object(nomination).filter(action__in=told).first()
    if event is None:
        return ""
    at = timezone.localtime(event.at)
    state = nomination.office_state if for_office else nomination.get_state_display()
    return (f"{event.actor_label} đã thực hiện «{ACTIONS[event.action]}» lúc {at:%H:%M} ngày {at:%d/%m/%Y}; đề cử này "
            f"đang ở trạng thái «{state}». Xin tải lại trang để xem tình hình mới nhất.")
