import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("nominations", "0010_handle_by"),
        ("reporting", "0008_leader_page_and_handover"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reportsnapshot",
            name="kind",
            field=models.CharField(choices=[("result", "Báo cáo kết quả thực hiện Kế hoạch"), ("half_year", "Báo cáo 6 tháng"), ("year", "Báo cáo năm"), ("interim", "Báo cáo sơ kết"), ("final", "Báo cáo tổng kết"), ("letters", "Công văn đôn đốc từng cơ quan"), ("list", "Danh sách trích ngang"), ("submission", "Tờ trình đề nghị khen thưởng"), ("decision", "Quyết định khen thưởng kèm danh sách"), ("invitation", "Giấy mời"), ("leader_page", "Một trang cho lãnh đạo"), ("handover", "Hồ sơ bàn giao công việc"), ("merit", "Báo cáo thành tích"), ("minutes", "Biên bản họp Hội đồng"), ("counting", "Biên bản kiểm phiếu")], default="result", max_length=12, verbose_name="loại"),
        ),
        migrations.CreateModel(
            name="PaperTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nomination", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="nominations.nomination", verbose_name="đề cử")),
                ("session", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="nominations.councilsession", verbose_name="phiên họp")),
                ("snapshot", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="target", to="reporting.reportsnapshot")),
            ],
            options={
                "verbose_name": "đối tượng của văn bản",
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("nomination__isnull", False), ("session", None)), models.Q(("nomination", None), ("session__isnull", False)), _connector="OR"), name="paper_about_a_nominee_or_a_session")],
            },
        ),
    ]
