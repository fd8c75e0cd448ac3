"""What an agency is told about its nominations: once in the application and once by mail."""
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from nominations.rules import WRITERS
from notifications.services import enqueue, key_of, notify
from organizations.models import valid_on


def tell_agency(nomination, *, title, body):
    """One notice and one mail to each person of the agency who prepares nominations; the version makes it once."""
    for user in people_of(nomination.submission.organization_id, timezone.localdate()):
        key = key_of("nomination", nomination.pk, nomination.version, user.pk)
        url = nomination.get_absolute_url()
        notify(key=key, user=user, title=title[:300], body=body, url=url)
        enqueue(key=key, recipient=user, subject=title[:300], kind="nomination", source=f"nomination-{nomination.pk}",
                body=f"{title}\n\n{body}\n\nXem hồ sơ: {settings.SITE_URL}{url}",
                reason="Anh/chị lập đề cử cho cơ quan này.")


def people_of(organization_id, today):
    """The active people who prepare nominations for the agency today."""
    return User.objects.filter(valid_on(today, "assignments__"), assignments__organization=organization_id,
                               assignments__role__in=WRITERS, is_active=True).distinct().order_by("pk")
