from django.db import migrations, models

from core.text import given_name_key


def fill_given_keys(apps, schema_editor):
    """The key by which accounts made before are listed."""
    User = apps.get_model("accounts", "User")
    for user in User.objects.only("full_name").iterator():
        User.objects.filter(pk=user.pk).update(given_key=given_name_key(user.full_name)[:1200])


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_session_epoch_and_search_key"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={"ordering": ["given_key", "full_name", "pk"], "verbose_name": "tài khoản"},
        ),
        migrations.AddField(
            model_name="user",
            name="given_key",
            field=models.CharField(blank=True, default="", editable=False, max_length=1200),
            preserve_default=False,
        ),
        migrations.RunPython(fill_given_keys, migrations.RunPython.noop),
    ]
