"""Every address of the site. Prefixes stand in each app's own list; the home page is portal's."""
from django.urls import include, path

from config import health

urlpatterns = [
    path("suckhoe/song", health.alive, name="alive"),
    path("suckhoe/sansang", health.ready, name="ready"),
    path("", include("audit.urls")),
    path("", include("organizations.urls")),
    path("", include("accounts.urls")),
    path("", include("notifications.urls")),
    path("", include("plans.urls")),
    path("", include("models_registry.urls")),
    path("", include("nominations.urls")),
    path("", include("reporting.urls")),
    path("", include("portal.urls")),
]
