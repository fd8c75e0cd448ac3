"""What the pages of councils share: who gets in, and the objects behind an address."""
from datetime import datetime

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.enums import Role
from core.errors import DomainError
from nominations import rules
from nominations.models import Council, CouncilItem, CouncilMember, CouncilSession, VoteRule
from nominations.views.common import demand, tell


def demand_sight(user, *, members=False):
    """404 for everybody who has nothing to do with councils, as if there were none."""
    if not (user.sees_whole_province or members and user.holds(Role.COUNCIL_MEMBER)):
        raise Http404


def demand_staff(user, *, members=False):
    """404 for strangers, 403 with the reason for who may look and not act."""
    demand_sight(user, members=members)
    demand(rules.may_run_sessions(user, None))


def session_of(request, public_id):
    rows = CouncilSession.objects.visible_to(request.user).select_related("council__organization", "chair")
    return get_object_or_404(rows, public_id=public_id)


def item_of(request, public_id):
    rows = CouncilItem.objects.visible_to(request.user).select_related(
        "session__council", "rule", "nomination__submission__organization", "nomination__submission__plan",
        "nomination__submission__field", "nomination__record", "nomination__obligation__bearer")
    return get_object_or_404(rows, public_id=public_id)


def council_of(request, public_id):
    return get_object_or_404(Council.objects.visible_to(request.user).select_related("organization"),
                             public_id=public_id)


def member_of(request, public_id):
    demand_sight(request.user)
    return get_object_or_404(CouncilMember.objects.select_related("council"), public_id=public_id)


def rule_of(request, public_id):
    demand_sight(request.user)
    return get_object_or_404(VoteRule, public_id=public_id)


def instant(session, at):
    """The instant of a time of the session's day."""
    return datetime.combine(session.held_on, at, timezone.get_current_timezone())


def usual_time(session):
    """What a time field offers: now on the day of the session, else the hour it was called for."""
    now = timezone.localtime()
    return now.time() if now.date() == session.held_on else session.starts_at


def attempt(request, act, said=""):
    """Whether the act was done; its refusal or the words are shown at the head of the next page."""
    try:
        act()
    except DomainError as error:
        tell(request, error)
        return False
    if said:
        messages.success(request, said)
    return True
