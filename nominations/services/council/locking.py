"""One order of locks for everything that happens in a session: the session, then the case, then the nomination."""
from django.utils import timezone

from audit.models import AuditEvent
from audit.services import record as audit
from core.errors import InvalidInput, WrongState, require
from nominations import rules
from nominations.acts import ACTS
from nominations.council_rules import text_mark
from nominations.enums import SessionState
from nominations.models import CouncilItem, CouncilSession
from nominations.transitions import ITEMS, SESSIONS


def locked_session(session, *, by, states=(SessionState.RUNNING,)):
    """The stored session under a lock, in one of `states`, for who may run it."""
    require(rules.may_run_sessions(by, session))
    stored = CouncilSession.objects.select_for_update().get(pk=session.pk)
    if stored.state not in states:
        raise WrongState(f"Phiên họp đang ở trạng thái «{stored.get_state_display()}», không làm được việc này.")
    return stored


def locked_item(item, *, by, states=(SessionState.RUNNING,)):
    """The stored case under a lock, with its session locked before it."""
    session = locked_session(item.session, by=by, states=states)
    stored = CouncilItem.objects.select_for_update().get(pk=item.pk)
    stored.session = session
    return stored


def move_session(session, name, *, by, reason="", facts=None, **values):
    """The session after the transition; the only place that gives it another state."""
    transition = SESSIONS.require(session, name, by, reason=reason)
    before, session.state = session.state, transition.target_from(session.state)
    session.version += 1
    _store(session, values)
    audit(f"nominations.{name}", session, by=by, reason=reason, before={"state": before},
          after={"state": session.state, **(facts or {})})
    return session


def move_item(item, name, *, by, reason="", before=None, facts=None, **values):
    """The case after the transition; the only place that gives it another state. Raises WrongState naming who came
    first."""
    try:
        transition = ITEMS.require(item, name, by, reason=reason)
    except WrongState as error:
        raise WrongState(who_came_first(item) or str(error)) from error
    state, item.state = item.state, transition.target_from(item.state)
    item.version += 1
    _store(item, values)
    audit(f"nominations.{name}", item, by=by, reason=reason, before={"state": state, **(before or {})},
          after={"state": item.state, **(facts or {})})
    return item


def _store(row, values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "version", *values])


def require_text_seen(row, text, seen, action):
    """Nobody writes over a text without having read it: `seen` is its mark as the writer's page had it, or empty."""
    if not seen or seen == text_mark(text):
        return
    event = AuditEvent.objects.for_object(row).filter(action=action).first()
    who = f"{event.actor_label} đã ghi lúc {timezone.localtime(event.at):%H:%M}" if event else "Người khác đã ghi"
    shown = f"«{text}»" if text else "để trống"
    raise InvalidInput({"text": [f"Trong lúc anh/chị nhập, {who}: {shown}. Hãy ghép vào nội dung của anh/chị rồi ghi "
                                 "lại."]})


def who_came_first(item):
    """«Trần Thị B đã thực hiện «Chốt kết quả» lúc 09:15 …»; empty when nobody did anything."""
    told = ("nominations.close", "nominations.carry", "nominations.open_vote", "nominations.leave")
    event = AuditEvent.objects.for_object(item).filter(action__in=told).first()
    if event is None:
        return ""
    at = timezone.localtime(event.at)
    return (f"{event.actor_label} đã thực hiện «{ACTS[event.action]}» lúc {at:%H:%M} ngày {at:%d/%m/%Y}; trường hợp "
            f"này đang ở trạng thái «{item.get_state_display()}».")
