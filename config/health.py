"""Two pages for watchdogs: is the process alive, is the whole ready. Public, so they name parts and seconds only."""
import os
import tempfile
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from notifications import queries as notifications

BEAT_LIMIT = timedelta(seconds=120)
UNSENT_LIMIT = timedelta(minutes=10)


@login_not_required
@require_safe
@never_cache
def alive(request):
    return HttpResponse("sống\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@never_cache
def ready(request):
    """200 when database, media folder, schedule and mail queue are all well, 503 otherwise; the parts as JSON."""
    parts = readiness(timezone.now())
    well = all(part["ok"] for part in parts.values())
    return JsonResponse({"ready": well, **parts}, status=200 if well else 503)


def readiness(now):
    """Each part with `ok`; ages in whole seconds, None when there is nothing to measure."""
    parts = {"database": {"ok": database_answers()}, "media": {"ok": media_takes_files()}}
    if parts["database"]["ok"]:
        parts["beat"] = aged(notifications.last_beat(), now, BEAT_LIMIT, when_none=False)
        parts["unsent"] = aged(notifications.oldest_unsent(now), now, UNSENT_LIMIT, when_none=True)
    return parts


def aged(at, now, limit, *, when_none):
    if at is None:
        return {"ok": when_none, "age": None}
    return {"ok": now - at <= limit, "age": max(0, int((now - at).total_seconds()))}


def database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def media_takes_files():
    try:
        os.makedirs(settings.MEDIA_ROOT, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT):
            return True
    except OSError:
        return False
