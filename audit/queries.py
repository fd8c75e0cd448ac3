"""The history of one object, in words."""
from dataclasses import dataclass, replace
from datetime import datetime

from audit import words
from audit.models import AuditEvent


@dataclass(frozen=True)
class HistoryLine:
    """One act as `_history.html` shows it. `changes` are (label, before, after)."""

    at: datetime
    who: str
    organization: str
    what: str
    reason: str
    changes: list
    label: str = ""


def history_of(obj, limit=50):
    """The newest `limit` acts on the object. One query. Ask only for objects the reader may see."""
    return [line_of(event) for event in AuditEvent.objects.for_object(obj)[:limit]]


def line_of(event):
    return HistoryLine(at=event.at, who=event.actor_label, organization=event.organization_label,
                       what=words.act_words(event.action), reason=event.reason,
                       changes=words.changes_in_words(event), label=event.object_label)


def line_in_log(event):
    """The line as the keeper of the log reads it: that it was done, by whom and when.

    What agencies write of people, and what was answered, stays with those who handle it.
    """
    line = line_of(event)
    return replace(line, reason="", changes=[], label="") if words.is_confidential(event.object_type) else line
