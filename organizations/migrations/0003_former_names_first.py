from django.db import migrations, models


class Migration(migrations.Migration):
    """A name of unknown beginning comes before the others, on every database."""

    dependencies = [
        ("organizations", "0002_cluster_public_id"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="organizationname",
            options={
                "ordering": [models.OrderBy(models.F("valid_from"), nulls_first=True), "pk"],
                "verbose_name": "tên theo thời gian",
            },
        ),
    ]
