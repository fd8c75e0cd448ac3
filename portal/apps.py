from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Cổng làm việc"
    default_auto_field = "django.db.models.BigAutoField"
