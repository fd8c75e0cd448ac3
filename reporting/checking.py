"""Short codes printed on papers: made once, typed by anybody, and what is told about them to the public."""
import secrets

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no sign that looks like another
LENGTH = 8  # 40 bits: with the limit below, nobody finds a code by trying
MISSES_AT_MOST, MINUTES = 100, 10


def new_code():
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def shown_code(code):
    """«7KQM-2XHD»."""
    return f"{code[:4]}-{code[4:]}"


def typed_code(text):
    """The stored code of what a person typed, or None when it cannot be one."""
    code = "".join(text[:40].split()).replace("-", "").upper()
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else None


def check_url(code):
    """The address in the square."""
    return settings.SITE_URL + reverse("reporting:check_code", args=[shown_code(code)])


def guesses_too_often(address):
    """Whether this address asked for too many wrong codes in the last minutes. Each process counts its own."""
    return (cache.get(_key(address)) or 0) >= MISSES_AT_MOST


def count_miss(address):
    if not cache.add(_key(address), 1, MINUTES * 60):
        cache.incr(_key(address))


def _key(address):
    return f"paper-check-{address}"
