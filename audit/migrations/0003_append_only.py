from django.db import migrations

from audit import protection


def install(apps, schema_editor):
    protection.install(schema_editor.connection)


def remove(apps, schema_editor):
    protection.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """A later migration that rebuilds `audit_auditevent` ends with `protection.install`: SQLite drops triggers then."""

    dependencies = [
        ("audit", "0002_seal_rows"),
    ]

    operations = [
        migrations.RunPython(install, remove),
    ]
