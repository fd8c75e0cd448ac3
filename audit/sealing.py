"""The chain over the log: what was sealed cannot be changed, removed or slipped in without a check noticing.

Sealing is apart from writing: chaining at every act would make each request wait for the one before.
A chain cannot notice that its own end was cut; the last seal therefore belongs on paper or on another machine.
"""
import hashlib
import hmac
import json
from dataclasses import dataclass

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import OperationalError, connection, transaction
from django.db.models import Max
from django.utils.crypto import salted_hmac

from audit.models import AuditEvent, AuditSeal

BATCH = 5000  # events under one seal
FIELDS = ("id", "at", "actor_id", "actor_label", "role", "organization_label", "action", "object_type", "object_id",
          "object_label", "before", "after", "reason", "request_id", "address")


@dataclass(frozen=True)
class Verdict:
    """`broken` is the id of the first wrong event (None: all well) and `why` says what is wrong with it."""

    seals: int
    events: int
    unsealed: int
    last_digest: str
    broken: int | None = None
    why: str = ""


def seal_events():
    """How many events were sealed now; none while an act is being written, the next run will do them."""
    settled = settled_up_to()
    sealed = 0
    while settled and (number := _seal_batch(settled)):
        sealed += number
    return sealed


def settled_up_to():
    """The highest id below which every event is committed; None when somebody is writing at this moment."""
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                # Writers hold a lock that this one waits for; without waiting: nobody is ever held up by the seal.
                with connection.cursor() as cursor:
                    cursor.execute("LOCK TABLE audit_auditevent IN SHARE MODE NOWAIT")
            return AuditEvent.objects.aggregate(last=Max("pk"))["last"]
    except OperationalError:
        return None


def check_log(expected=""):
    """The whole chain, from its first link. `expected` is a seal noted elsewhere, which must be one of its links."""
    former, last_event, count, number = "", 0, 0, 0
    seen = not expected
    for number, seal in enumerate(AuditSeal.objects.order_by("first_event").iterator(), start=1):
        wrong = _first_wrong(seal, former, last_event)
        if wrong:
            return Verdict(number, count, 0, former, *wrong)
        former, last_event = seal.digest, seal.last_event
        count += seal.rows.count("\n")
        seen = seen or seal.digest == expected
    unsealed = AuditEvent.objects.filter(pk__gt=last_event).count()
    if not seen:
        return Verdict(number, count, unsealed, former, last_event + 1, "dấu niêm đã ghi ở nơi khác không còn trong sổ")
    return Verdict(number, count, unsealed, former)


def _seal_batch(settled):
    with transaction.atomic():
        last = AuditSeal.objects.select_for_update().order_by("-last_event").first()
        after = last.last_event if last else 0
        ids = list(AuditEvent.objects.filter(pk__gt=after, pk__lte=settled).order_by("pk")
                   .values_list("pk", flat=True)[:BATCH])
        if not ids:
            return 0
        rows = _row_lines(ids[0], ids[-1])
        AuditSeal.objects.create(first_event=ids[0], last_event=ids[-1], rows=rows,
                                 digest=_digest(last.digest if last else "", ids[0], ids[-1], rows))
        return len(ids)


def _row_lines(first, last):
    """«id digest» of every event between the bounds, one line each."""
    events = AuditEvent.objects.filter(pk__gte=first, pk__lte=last).order_by("pk").values(*FIELDS)
    return "".join(f"{event['id']} {_row_digest(event)}\n" for event in events)


def _row_digest(event):
    text = json.dumps(event, cls=_Exact, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class _Exact(DjangoJSONEncoder):
    """Instants with all their microseconds."""

    def default(self, value):
        return value.isoformat() if hasattr(value, "isoformat") else super().default(value)


def _digest(former, first, last, rows):
    text = f"{former}|{first}|{last}|{hashlib.sha256(rows.encode()).hexdigest()}"
    return hmac.new(_key(), text.encode(), hashlib.sha256).hexdigest()


def _key():
    return settings.AUDIT_KEY.encode() if settings.AUDIT_KEY else salted_hmac(
        "audit.sealing", "key", algorithm="sha256").digest()


def _first_wrong(seal, former, last_event):
    """(event id, what is wrong) for the first fault in one link; None when it holds."""
    stray = AuditEvent.objects.filter(pk__gt=last_event, pk__lt=seal.first_event).order_by("pk").first()
    if stray:
        return stray.pk, "sự kiện được chèn vào giữa hai lần niêm"
    if not hmac.compare_digest(seal.digest, _digest(former, seal.first_event, seal.last_event, seal.rows)):
        return seal.first_event, "dấu niêm không khớp, hoặc một lần niêm trước đó đã bị xóa"
    kept, found = _by_id(seal.rows), _by_id(_row_lines(seal.first_event, seal.last_event))
    for pk in sorted(kept.keys() | found.keys()):
        if kept.get(pk) != found.get(pk):
            fault = "bị xóa" if pk not in found else "được chèn thêm" if pk not in kept else "đã bị sửa"
            return pk, f"sự kiện {fault} sau khi niêm"
    return None


def _by_id(rows):
    return {int(pk): digest for pk, digest in (line.split() for line in rows.splitlines())}
