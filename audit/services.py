"""The one way to write an audit event: inside the transaction of the act."""
from django.db import transaction

from audit.context import CURRENT
from audit.models import AuditEvent


def record(action, obj, *, by, before=None, after=None, reason=""):
    """The stored event of `action` on `obj`; `by` None is the system. Raises when no transaction is open."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("Ghi nhật ký phải nằm trong giao dịch của việc được ghi.")
    facts = CURRENT.get()
    acting = getattr(by, "acting", None)
    return AuditEvent.objects.create(
        actor=by, actor_label=str(by) if by else "Hệ thống",
        role=acting.role if acting else "", organization_label=str(acting.organization or "") if acting else "",
        action=action, object_type=obj._meta.label, object_id=obj.pk, object_label=str(obj)[:300],
        before=before or {}, after=after or {}, reason=reason,
        request_id=facts.request_id, address=facts.address,
    )


def changed_fields(instance, values):
    """(before, after) of the named `values` that differ from what `instance` holds now."""
    before = {name: getattr(instance, name) for name in values}
    differing = [name for name, value in values.items() if before[name] != value]
    return {n: plain(before[n]) for n in differing}, {n: plain(values[n]) for n in differing}


def plain(value):
    """A model instance as its label, everything else as it is (JSON-encodable)."""
    return str(value) if hasattr(value, "_meta") else value
