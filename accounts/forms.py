"""Forms of sign-in, password, profile and roles."""
from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from accounts.enums import AGENCY_ROLES, Role
from accounts.models import RoleAssignment, User
from accounts.services import PROFILE_FIELDS
from organizations.models import Organization


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Anh/chị kiểm tra lại, kể cả phím Caps Lock và bộ gõ "
                         "tiếng Việt.",
        "inactive": "Tên đăng nhập hoặc mật khẩu chưa đúng. Anh/chị kiểm tra lại.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"


class ChangePasswordForm(PasswordChangeForm):
    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": "Mật khẩu đang dùng chưa đúng. Anh/chị nhập lại.",
        "password_mismatch": "Hai lần nhập mật khẩu mới không giống nhau.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Mật khẩu đang dùng"
        new, again = self.fields["new_password1"], self.fields["new_password2"]
        new.label, again.label = "Mật khẩu mới", "Nhập lại mật khẩu mới"
        new.help_text = ("Ít nhất 10 ký tự, không chỉ gồm chữ số, không giống họ tên, tên đăng nhập và không phải mật "
                         "khẩu hay gặp. Một câu ngắn dễ nhớ là mật khẩu tốt.")
        again.help_text = ""


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = PROFILE_FIELDS
        help_texts = {"email": "Thư nhắc hạn và thông báo gửi đến địa chỉ này."}


class NewAccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("username", *PROFILE_FIELDS)
        labels = {"username": "Tên đăng nhập", "email": "Thư điện tử"}
        help_texts = {"username": "Chữ không dấu, chữ số và các dấu @ . + - _; không đổi được về sau."}


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Vai trò", choices=Role)
    organization = forms.ModelChoiceField(
        label="Cơ quan, đơn vị", queryset=Organization.objects.all(), to_field_name="public_id", required=False,
        empty_label="(không gắn cơ quan)",
        help_text="Bắt buộc với người nộp hồ sơ, lãnh đạo đơn vị và cơ quan chủ trì.")
    valid_from = forms.DateField(label="Từ ngày", required=False)
    valid_to = forms.DateField(label="Đến hết ngày", required=False, help_text="Để trống nếu chưa định ngày kết thúc.")

    def clean(self):
        values = super().clean()
        if values.get("role") in AGENCY_ROLES and not values.get("organization"):
            self.add_error("organization", "Vai trò này phải gắn với một cơ quan, đơn vị.")
        first, last = values.get("valid_from"), values.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Ngày kết thúc phải sau ngày bắt đầu.")
        return values


class EndRoleForm(forms.Form):
    assignment = forms.ModelChoiceField(queryset=RoleAssignment.objects.none())
    last_day = forms.DateField(required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignment"].queryset = user.assignments.select_related("user", "organization")
