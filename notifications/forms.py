"""Forms of the outbox: other words for a mail, how the whole is run."""
from django import forms

from accounts.models import User
from core.fields import LineFormField, ProseFormField
from notifications.enums import Frequency
from notifications.models import OutboxPolicy


class MessageForm(forms.Form):
    subject = LineFormField(label="Tiêu đề", max_length=300)
    body = ProseFormField(label="Nội dung", max_length=20_000, widget=forms.Textarea(attrs={"rows": 18}))


class PolicyForm(forms.ModelForm):
    hours_of_grace = forms.IntegerField(
        label="Thư nhắc tự gửi nếu không ai giữ lại sau (giờ)", min_value=0, max_value=72,
        help_text="0: gửi ngay. Ngày cuối của hạn, thư đi ngay dù chưa hết số giờ này.")

    class Meta:
        model = OutboxPolicy
        fields = ["hours_of_grace", "is_stopped", "reason"]
        help_texts = {"is_stopped": "Thư vẫn được lập và giữ, không thư nào rời hệ thống cho đến khi mở lại. "
                                    "Thông báo trong hệ thống không dừng."}


class FrequencyForm(forms.Form):
    field_order = ["frequency", "gets_optional"]
    gets_optional = forms.BooleanField(label="Nhận cả thư về việc nội bộ của Sở Nội vụ (không bắt buộc)",
                                       required=False)
    frequency = forms.ChoiceField(label="Thư nhắc việc đến", choices=Frequency, widget=forms.RadioSelect, help_text=(
        "Việc quá hạn, hoặc đến hạn trước thư gộp kế tiếp, vẫn được gửi ngay. Thông báo trong hệ "
        "thống luôn hiện ngay."))

    def __init__(self, *args, has_optional, **kwargs):
        """`has_optional`: whether such mails may reach this person at all; else it is not asked."""
        super().__init__(*args, **kwargs)
        if not has_optional:
            del self.fields["gets_optional"]


def day_widget():
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def day_field(label):
    return forms.DateField(label=label, widget=day_widget())


class AbsenceForm(forms.Form):
    first_on = day_field("Vắng từ ngày")
    last_on = day_field("Đến hết ngày")
    deputy = forms.ModelChoiceField(label="Người nhận thay", queryset=User.objects.none(), to_field_name="username",
                                    empty_label="Chọn người cùng cơ quan")

    def __init__(self, *args, deputies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = deputies
