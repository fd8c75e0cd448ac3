"""What the rows of a list print, how far the queue is, and who works on it."""
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from nominations import rules
from nominations.enums import WAITING, WITH_OFFICE
from nominations.enums import NominationState as S
from nominations.models import Nomination
from organizations.models import valid_on


def list_rows(nominations):
    """The queryset with everything a row of a list prints; the number of queries does not depend on the rows."""
    return nominations.select_related(
        "submission__plan", "submission__field", "submission__organization", "obligation__rule", "obligation__bearer",
        "decided_by", "record__subject", "assigned_to")


def with_counts(submissions, *, user):
    """Submissions with how many nominees the person may see in them, in all and in each state that a list prints."""
    seen = Q(nominations__in=Nomination.objects.visible_to(user).filter(submission__in=submissions.values("pk")))

    def count(*states):
        return Count("nominations", filter=seen & Q(nominations__state__in=states))

    return submissions.select_related("plan", "field", "organization").annotate(
        total=Count("nominations", filter=seen), returned=count("returned"), drafts=count("draft"),
        waiting=count(*WITH_OFFICE), decided=count("decided"),
        rejected=count("rejected"), revoked=count("revoked"), withdrawn=count("withdrawn"))


@dataclass(frozen=True)
class SignOff:
    """How the agency's own head stands to a list: what may be done now, and what was done."""

    may_present: bool
    may_sign: bool
    is_waiting: bool


def sign_off_of(submission, user):
    may_write = bool(rules.may_write(user, submission))
    waiting = submission.presented_at is not None and submission.signed_off_at is None
    is_head = bool(rules.may_sign_off(user, submission))
    return SignOff(may_present=may_write and not waiting and not is_head and submission.signed_off_at is None,
                   may_sign=waiting and is_head, is_waiting=waiting)


def officers_today():
    """The active officers of the office, by name."""
    return User.objects.filter(valid_on(timezone.localdate(), "assignments__"), assignments__role=Role.OFFICER,
                               is_active=True).distinct().order_by("given_key", "pk")


DEALT_WITH = (
    ("đạt", (S.APPRAISED, S.COUNCIL, S.PASSED, S.DECIDED)), ("trả lại bổ sung", (S.RETURNED,)),
    ("không đạt", (S.REJECTED, S.NOT_PASSED)))


@dataclass(frozen=True)
class Progress:
    """How many of the queue's nominations were dealt with, of how many, and how many stand in each state."""

    done: int
    total: int
    by_state: dict

    @property
    def words(self):
        """«31 đạt, 6 trả lại bổ sung, 3 không đạt» of what was dealt with; empty when nothing was."""
        parts = [(sum(self.by_state.get(state, 0) for state in states), word) for word, states in DEALT_WITH]
        parts.append((self.done - sum(count for count, _ in parts), "trạng thái khác"))
        return ", ".join(f"{count} {word}" for count, word in parts if count)


def progress(nominations):
    """The progress of the queue under the same conditions. One query."""
    rows = nominations.order_by().values_list("state").annotate(total=Count("pk"))
    by_state = dict(rows)
    total = sum(by_state.values())
    return Progress(total - sum(by_state.get(state, 0) for state in WAITING), total, by_state)


def next_waiting(nominations, after):
    """The next submitted nomination of the queue after `after` (by time of submission), else the first one left."""
    waiting = nominations.filter(state__in=WAITING).exclude(pk=after.pk).order_by("submitted_at", "pk")
    if after.submitted_at is None:
        return waiting.first()
    later = Q(submitted_at__gt=after.submitted_at) | Q(submitted_at=after.submitted_at, pk__gt=after.pk)
    return waiting.filter(later).first() or waiting.first()


def is_uuid(text):
    return len(text) == 36 and all(c in "0123456789abcdef-" for c in text)


def planned_count(user):
    """How many decisions wait to be published. One query."""
    return Nomination.objects.visible_to(user).exclude(planned="").count()
