from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.AddField("auditseal", "rows", models.TextField(default="", verbose_name="dấu từng sự kiện")),
    ]
