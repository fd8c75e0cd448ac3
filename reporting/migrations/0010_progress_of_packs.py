from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("reporting", "0009_papers_of_nominees_and_sessions"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportjob",
            name="done",
            field=models.PositiveIntegerField(default=0, verbose_name="số văn bản đã xong"),
        ),
        migrations.AddField(
            model_name="reportjob",
            name="left_out",
            field=models.JSONField(blank=True, default=list, verbose_name="văn bản không lập được"),
        ),
        migrations.AddField(
            model_name="reportjob",
            name="total",
            field=models.PositiveIntegerField(default=0, verbose_name="số văn bản của tập"),
        ),
    ]
