"""Guessing passwords: who is shut out for a while, and what the page says."""
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q, Sum
from django.shortcuts import render
from django.utils import timezone

MINUTES = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)


def client_address(request):
    """The address that guesses are counted by: the true one even behind a declared proxy; a socket has none."""
    return request.META.get("REMOTE_ADDR") or "127.0.0.1"


def locked_out(request, response, credentials):
    answer = render(request, "registration/locked_out.html", {"minutes": MINUTES}, status=429)
    answer["Retry-After"] = MINUTES * 60
    return answer


class TwoLimitsHandler(AxesDatabaseHandler):
    """Counts failures of a name from an address, and, with a wider limit, of all names from an address."""

    def get_failures(self, request, credentials=None):
        """Failures within the cool-off time, the address's own scaled down to the limit of one name. One query."""
        username = (credentials or {}).get("username")
        since = timezone.now() - settings.AXES_COOLOFF_TIME
        recent = AccessAttempt.objects.filter(ip_address=client_address(request), attempt_time__gte=since)
        counts = recent.aggregate(
            of_name=Sum("failures_since_start", filter=Q(username=username), default=0),
            of_address=Sum("failures_since_start", default=0),
        )
        address_share = counts["of_address"] * settings.AXES_FAILURE_LIMIT // settings.AXES_ADDRESS_LIMIT
        return max(counts["of_name"] if username else 0, address_share)

    def reset_user_attempts(self, request, credentials=None):
        """Forget the person's own failures; the address's others stay, or one account would reset the wider limit."""
        username = (credentials or {}).get("username")
        return AccessAttempt.objects.filter(username=username, ip_address=client_address(request)).delete()[0]
