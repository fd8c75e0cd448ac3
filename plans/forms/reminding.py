"""Forms of a plan's rules of reminding and of the days on which offices are closed."""
from django import forms

from core.fields import LineFormField
from plans.forms.duties import PlainForm, day_field
from plans.models import ReminderSetting
from plans.reminder_texts import PLACES
from plans.services.reminding import VALUES


class ReminderRulesForm(forms.ModelForm):
    """`places` are the names that the words of a letter may hold in braces, each with what is put there."""

    places = tuple(PLACES.items())

    class Meta:
        model = ReminderSetting
        fields = VALUES
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("text_ordered", "text_asked")}
        help_texts = {
            "before_day": "Số ngày trước hạn, cách nhau bằng dấu phẩy.",
            "head_after": "Để trống: không báo. Cơ quan chỉ được đề nghị thì không báo lên.",
            "office_after": "Để trống: không lập danh sách. Cơ quan chỉ được đề nghị không có trong danh sách.",
            "text_ordered": "Để trống: dùng lời của hệ thống. Chỗ điền nêu ở dưới.",
            "text_asked": "Cơ quan Đảng, Mặt trận, đoàn thể: chỉ trân trọng đề nghị.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["before_interval"].required = self.fields["before_day"].required = False


class DaysOffForm(PlainForm):
    first = day_field("Từ ngày")
    last = day_field("Đến hết ngày", required=False, help_text="Để trống nếu chỉ một ngày.")
    is_working = forms.TypedChoiceField(label="Là", choices=[("", "Ngày nghỉ"), ("1", "Ngày làm bù")], required=False,
                                        coerce=bool, empty_value=False)
    name = LineFormField(label="Tên", max_length=120, help_text="Ví dụ: Nghỉ Tết Âm lịch Đinh Mùi.")
    source = LineFormField(label="Văn bản", max_length=255, help_text="Số, ngày, cơ quan thông báo lịch nghỉ.")

    def clean(self):
        values = super().clean()
        values["last"] = values.get("last") or values.get("first")
        return values
