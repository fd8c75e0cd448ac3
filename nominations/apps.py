from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "nominations"
    verbose_name = "Đề cử"
    default_auto_field = "django.db.models.BigAutoField"
