from uuid import uuid4

from django.db import migrations, models


def give_ids(apps, schema_editor):
    """A public id of its own for every cluster entered before."""
    Cluster = apps.get_model("organizations", "EmulationCluster")
    for pk in Cluster.objects.filter(public_id=None).values_list("pk", flat=True):
        Cluster.objects.filter(pk=pk).update(public_id=uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ("organizations", "0001_initial"),
    ]

    operations = [
        migrations.AddField("emulationcluster", "public_id", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(give_ids, migrations.RunPython.noop),
        migrations.AlterField("emulationcluster", "public_id",
                              models.UUIDField(default=uuid4, unique=True, editable=False)),
    ]
