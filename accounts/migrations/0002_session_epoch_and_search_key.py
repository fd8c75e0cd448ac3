import accounts.models
from django.db import migrations, models

from core.text import fold


def fill_search_keys(apps, schema_editor):
    """The key by which accounts made before are searched."""
    User = apps.get_model("accounts", "User")
    for user in User.objects.only("full_name", "username", "email").iterator():
        User.objects.filter(pk=user.pk).update(search_key=fold(f"{user.full_name} {user.username} {user.email}")[:600])


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelManagers(
            name="user",
            managers=[("objects", accounts.models.PersonManager())],
        ),
        migrations.AddField(
            model_name="user",
            name="session_epoch",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="user",
            name="search_key",
            field=models.CharField(blank=True, default="", editable=False, max_length=600),
            preserve_default=False,
        ),
        migrations.RunPython(fill_search_keys, migrations.RunPython.noop),
    ]
