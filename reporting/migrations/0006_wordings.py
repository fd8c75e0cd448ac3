import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("reporting", "0005_check_codes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportWording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("texts", models.JSONField(default=dict, verbose_name="câu chữ đã sửa")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="lần sửa")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
                ("changed_by", models.ForeignKey(
                    blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                    to=settings.AUTH_USER_MODEL, verbose_name="người sửa")),
                ("snapshot", models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="wording", to="reporting.reportsnapshot")),
            ],
            options={"verbose_name": "câu chữ của dự thảo"},
        ),
    ]
