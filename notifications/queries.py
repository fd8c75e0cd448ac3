"""How the outbox, the notices and the background processes stand."""
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.utils import timezone

from accounts.models import RoleAssignment, User
from notifications.enums import NOT_GONE, UNSENT, MessageState
from notifications.models import Absence, DeliveryPreference, Heartbeat, Notice, OutboundMessage, OutboxPolicy


@dataclass(frozen=True)
class OutboxStanding:
    """Numbers of mails by what becomes of them; `oldest` is when the oldest waiting one could have gone."""

    waiting: int
    held: int
    failed: int
    sent: int
    skipped: int
    oldest: datetime | None
    planned_at: datetime | None
    sent_at: datetime | None


def oldest_unsent(now):
    """The moment the oldest due, unsent message could have gone; None when nothing waits."""
    waiting = OutboundMessage.objects.filter(state__in=UNSENT, not_before__lte=now)
    return waiting.order_by("not_before").values_list("not_before", flat=True).first()


def last_beat(name="beat"):
    """When the named background process was last alive; None when never."""
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()


def unread_count(user):
    return Notice.objects.visible_to(user).filter(read_at=None).count()


def unread_first(notices):
    """Unread notices before read ones, the newest first."""
    return notices.order_by(F("read_at").desc(nulls_first=True), "-created_at", "-pk")


def outbox_standing(now):
    """The outbox in numbers. Three queries."""
    beats = dict(Heartbeat.objects.filter(name__in=["planner", "sender"]).values_list("name", "at"))
    counts = OutboundMessage.objects.aggregate(
        waiting=Count("pk", filter=Q(state__in=UNSENT)), held=Count("pk", filter=Q(state=MessageState.HELD)),
        failed=Count("pk", filter=Q(state=MessageState.FAILED)),
        sent=Count("pk", filter=Q(state=MessageState.SENT)), skipped=Count("pk", filter=Q(state=MessageState.SKIPPED)))
    return OutboxStanding(**counts, oldest=oldest_unsent(now), planned_at=beats.get("planner"),
                          sent_at=beats.get("sender"))


@dataclass(frozen=True)
class WaitingGroup:
    """Mails of one occasion that did not leave: how many, how many of them held, about how many duties."""

    name: str
    mails: int
    held: int
    duties: int
    leaves_at: datetime


def waiting_groups(limit=20):
    """Groups of two mails or more, the next to leave first. One query."""
    rows = OutboundMessage.objects.filter(state__in=NOT_GONE).exclude(group="").order_by().values("group").annotate(
        mails=Count("pk"), held=Count("pk", filter=Q(state=MessageState.HELD)), duties=Count("source", distinct=True),
        leaves_at=Min("not_before"))
    rows = rows.filter(mails__gt=1).order_by("leaves_at", "group")[:limit]
    return [WaitingGroup(row["group"], row["mails"], row["held"], row["duties"], row["leaves_at"]) for row in rows]


@dataclass(frozen=True)
class SendingProgress:
    """What was sent since midnight and what is due and still waits."""

    sent: int
    left: int

    @property
    def total(self):
        return self.sent + self.left


def sending_progress(now):
    """One query."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return SendingProgress(**OutboundMessage.objects.aggregate(
        sent=Count("pk", filter=Q(state=MessageState.SENT, sent_at__gte=midnight, sent_at__lte=now)),
        left=Count("pk", filter=Q(state__in=UNSENT, not_before__lte=now))))


def sent_together(message):
    """The other rows that went out in the same mail."""
    if message.state != MessageState.SENT:
        return OutboundMessage.objects.none()
    return OutboundMessage.objects.filter(
        message_id=message.message_id, state=MessageState.SENT).exclude(pk=message.pk).order_by("pk")


def policy():
    """How the outbox is run; the defaults when nobody set anything."""
    return OutboxPolicy.objects.filter(pk=1).first() or OutboxPolicy(pk=1)


@dataclass(frozen=True)
class DoubtfulAddress:
    """An address at which mails failed for good at least twice, or one came back, and none arrived since."""

    address: str
    person: str
    failures: int
    error: str


def doubtful_addresses(limit=20):
    """The worst first. Two queries."""
    rows = list(_doubtful().order_by("-failures", "address")[:limit])
    last = OutboundMessage.objects.select_related("recipient").in_bulk([row["last"] for row in rows])
    return [DoubtfulAddress(row["address"], str(last[row["last"]].recipient), row["failures"], last[row["last"]].error)
            for row in rows]


def doubtful_among(addresses):
    """Those of the addresses that are doubtful. One query."""
    return {row["address"] for row in _doubtful().filter(address__in=addresses)}


def _doubtful():
    arrived = OutboundMessage.objects.filter(address=OuterRef("address"), state=MessageState.SENT,
                                             pk__gt=OuterRef("pk"))
    failed = OutboundMessage.objects.filter(~Exists(arrived), state=MessageState.FAILED)
    rows = failed.order_by().values("address").annotate(
        failures=Count("pk"), last=Max("pk"), returned=Count("bounced_at"))
    return rows.filter(Q(failures__gte=2) | Q(returned__gte=1))


# --- people ---------------------------------------------------------------------------------------------------------


def frequencies_of(people):
    """{person id: how often} of those who chose. One query."""
    return dict(DeliveryPreference.objects.filter(user__in=people).values_list("user_id", "frequency"))


def without_optional_mails(people):
    """The ids of those who do not want mails of OPTIONAL_KINDS. One query."""
    return set(
        DeliveryPreference.objects.filter(user__in=people, gets_optional=False).values_list("user_id", flat=True))


def absences_on(day):
    """{person id: Absence} of those who are away on the day and have an active deputy. One query."""
    rows = Absence.objects.filter(first_on__lte=day, last_on__gte=day, deputy__is_active=True)
    return {row.user_id: row for row in rows.select_related("user", "deputy").order_by("-first_on", "-pk")}


def possible_deputies(user, *, today):
    """Active people who hold the same role in the same place, or any agency role in the person's agency, by name."""
    roles = RoleAssignment.objects.in_force_on(today)
    wanted = Q(pk=None)
    for role in roles.filter(user=user):
        wanted |= Q(organization=role.organization_id) if role.organization_id else Q(role=role.role)
    people = User.objects.filter(is_active=True, pk__in=roles.filter(wanted).values("user"))
    return people.exclude(pk=user.pk)
