from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("models_registry", "0005_sensitive_facts")]

    operations = [
        migrations.AddIndex(
            model_name="stageevent",
            index=models.Index(fields=["record", "stage", "on_date"], name="stage_event_that_blocks",
                               condition=models.Q(stage__in=["dropped", "revoked", "on_hold"])),
        ),
    ]
