"""The headers by which a mail program offers «unsubscribe» with one click (RFC 8058), and whom such a click concerns.

It never switches mails about duties off: they come rarer, and what is urgent still comes at once. Optional mails stop.
"""
from django.conf import settings
from django.core import signing

from accounts.models import User
from notifications.enums import OPTIONAL_KINDS

PAGE, PREFERENCES = "/thong-bao/bot-thu/", "/thong-bao/nhan-thu/"  # written out: to ask for them loads the whole site
SALT, VALID = "one-click", 90 * 24 * 3600  # seconds
DUTY, OPTIONAL = "duty", "optional"


def unsubscribe_headers(batch):
    """For the mail that carries these rows: one click where it may change something, else the page of preferences."""
    kinds = {row.kind for row in batch}
    scope = OPTIONAL if kinds <= set(OPTIONAL_KINDS) else DUTY if kinds <= {DUTY, *OPTIONAL_KINDS} else ""
    if not scope:
        return {"List-Unsubscribe": f"<{settings.SITE_URL}{PREFERENCES}>"}
    token = signing.dumps([batch[0].recipient.public_id.hex, scope], salt=SALT)
    return {"List-Unsubscribe": f"<{settings.SITE_URL}{PAGE}?ma={token}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def one_click_of(token):
    """(the active person, whether it is about optional mails) of a token that we signed within 90 days; else None."""
    try:
        person, scope = signing.loads(token[:500], salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(public_id=person, is_active=True).first()
    return (user, scope == OPTIONAL) if user else None
