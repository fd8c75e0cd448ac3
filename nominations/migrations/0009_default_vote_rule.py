"""The product's own rule for exemplars, labelled as such: no law and no plan sets a threshold for them."""
from django.db import migrations

LEGAL_TEXT = ("Trường hợp được thông qua khi quá 50 % tổng số thành viên Hội đồng đồng ý; biểu quyết công khai; phiên "
              "họp có ít nhất 2/3 tổng số thành viên.")
SOURCE = "Quy tắc mặc định của phần mềm, không phải quy định pháp luật"


def add(apps, schema_editor):
    apps.get_model("nominations", "VoteRule").objects.create(
        award="", award_key="", legal_text=LEGAL_TEXT, source=SOURCE, min_percent=50, is_strict=True,
        denominator="all", quorum_num=2, quorum_den=3, is_secret=False, absent_in_writing=False, is_default=True)


def remove(apps, schema_editor):
    apps.get_model("nominations", "VoteRule").objects.filter(is_default=True).delete()


class Migration(migrations.Migration):
    dependencies = [("nominations", "0008_council")]
    operations = [migrations.RunPython(add, remove)]
