"""Forms of councils: the body, its members, rules of voting, sessions, and how a vote is entered."""
from django import forms

from accounts.enums import Role
from accounts.models import User
from core.fields import LineFormField, ProseFormField
from nominations.council_rules import text_mark
from nominations.enums import CouncilPosition, Denominator, Opinion
from nominations.forms import PlainForm, day_field
from nominations.models import VoteRule
from organizations.models import Organization


def _area(rows):
    return forms.Textarea(attrs={"rows": rows})


def number_field(label, **kwargs):
    return forms.IntegerField(label=label, min_value=0, max_value=999, widget=forms.NumberInput(
        attrs={"inputmode": "numeric", "class": "vote-number", "autocomplete": "off"}), **kwargs)


def time_field(label, **kwargs):
    return forms.TimeField(label=label, input_formats=["%H:%M", "%H:%M:%S"], widget=forms.TimeInput(
        format="%H:%M", attrs={"type": "time"}), **kwargs)


class CouncilForm(PlainForm):
    name = LineFormField(label="Tên Hội đồng", max_length=255)
    organization = forms.ModelChoiceField(label="Cơ quan thường trực", queryset=Organization.objects.all())
    authority = ProseFormField(label="Căn cứ thành lập", max_length=1000, required=False, widget=_area(2),
                               help_text="Số, ngày của quyết định thành lập hoặc kiện toàn Hội đồng.")


class MemberForm(PlainForm):
    name = LineFormField(label="Họ và tên", max_length=150)
    title = LineFormField(label="Chức vụ, đơn vị", max_length=255, required=False)
    position = forms.ChoiceField(label="Chức danh trong Hội đồng", choices=CouncilPosition.choices,
                                 initial=CouncilPosition.MEMBER)
    valid_from = day_field("Tham gia từ ngày")
    valid_to = day_field("Đến hết ngày", required=False, help_text="Để trống khi đang tham gia.")
    user = forms.ModelChoiceField(
        label="Tài khoản", required=False, queryset=User.objects.none(), empty_label="Không có tài khoản",
        help_text="Chỉ cần khi thành viên tự xem hồ sơ và bỏ phiếu kín điện tử; tài khoản có vai trò Thành viên Hội "
                  "đồng.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(
            is_active=True, assignments__role=Role.COUNCIL_MEMBER).distinct().order_by("given_key", "pk")


class RuleForm(forms.ModelForm):
    """A rule of voting as it stands in the law; the service checks that it makes sense."""

    class Meta:
        model = VoteRule
        fields = ["award", "legal_text", "source", "min_percent", "is_strict", "denominator", "quorum_num",
                  "quorum_den", "is_secret", "absent_in_writing", "valid_from", "valid_to"]
        widgets = {"legal_text": _area(4), "denominator": forms.RadioSelect,
                   **{name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
                      for name in ("valid_from", "valid_to")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainForm().helper
        self.fields["denominator"].choices = Denominator.choices

    def _post_clean(self):
        """Shape only: the service stores the values."""


class SessionForm(PlainForm):
    number = LineFormField(label="Phiên số", max_length=30, help_text="Như Hội đồng đánh số, ví dụ 03/2026.")
    held_on = day_field("Ngày họp")
    starts_at = time_field("Giờ họp")
    place = LineFormField(label="Địa điểm", max_length=255)
    chair = forms.ModelChoiceField(label="Chủ trì", queryset=None, required=False, to_field_name="public_id",
                                   empty_label="Chưa chọn")
    secretary = LineFormField(label="Thư ký", max_length=150, required=False)

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = council.members.all()


class MomentForm(PlainForm):
    """At what time of the session's day something happened."""

    at = time_field("Lúc")

    def __init__(self, *args, label="Lúc", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].label = label


class SharedTextForm(PlainForm):
    """A text that two secretaries may write at once: it remembers what its page showed."""

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args, stored="", **kwargs):
        super().__init__(*args, initial={"text": stored, "seen": text_mark(stored)}, **kwargs)

    def show_again(self, stored):
        """What was typed stays; sent once more, it replaces the text that its writer has now read."""
        self.data = self.data.copy()
        self.data["seen"] = text_mark(stored)


class SessionNoteForm(SharedTextForm):
    text = ProseFormField(label="Diễn biến chung, kết luận của chủ trì", max_length=8000, required=False,
                          widget=_area(4))


class OpinionsForm(SharedTextForm):
    text = ProseFormField(label="Ý kiến tại phiên họp", max_length=8000, required=False, widget=_area(3))


class CouncilReasonForm(PlainForm):
    reason = ProseFormField(label="Lý do", max_length=1000, widget=_area(2))


class AwardForm(PlainForm):
    award = forms.ChoiceField(label="Biểu quyết về", required=False)

    def __init__(self, *args, awards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["award"].choices = awards


# --- votes ------------------------------------------------------------------------------------------------------------

WHY_NOT = "Lý do khi không thông qua"


class VoteForm(PlainForm):
    """What every way of closing shares: why not, when it does not pass; or why the result is corrected."""

    reason = ProseFormField(label=WHY_NOT, max_length=2000, required=False, widget=_area(2),
                            help_text="Cơ quan chỉ đọc được khi kết quả được công bố.")

    def __init__(self, *args, correcting=False, **kwargs):
        super().__init__(*args, **kwargs)
        if correcting:
            self.fields["reason"] = ProseFormField(label="Lý do sửa kết quả", max_length=2000, widget=_area(2),
                                                   help_text="Hai số liệu và lý do này nằm trong biên bản.")
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])


class TotalsForm(VoteForm):
    yes = number_field("Đồng ý")
    no = number_field("Không đồng ý", initial=0)
    other = number_field("Ý kiến khác", initial=0)


class PaperForm(VoteForm):
    issued = number_field("Số phiếu phát ra")
    returned = number_field("Số phiếu thu về")
    invalid = number_field("Số phiếu không hợp lệ", initial=0)
    yes = number_field("Số phiếu đồng ý")
    no = number_field("Số phiếu không đồng ý", initial=0)
    counting_board = ProseFormField(label="Ban kiểm phiếu", max_length=1000, widget=_area(3),
                                    help_text="Mỗi dòng một người, dòng đầu là Trưởng ban.")

    def __init__(self, *args, correcting=False, **kwargs):
        super().__init__(*args, correcting=correcting, **kwargs)
        if correcting:
            del self.fields["counting_board"]


class NamedForm(VoteForm):
    """One choice for each seat that may vote; the rest can be taken as agreeing at one stroke."""

    rest_agrees = forms.BooleanField(label="Các thành viên chưa đánh dấu đều đồng ý", required=False)

    def __init__(self, *args, seats, choices=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = {f"seat-{seat.public_id}": seat for seat in seats}
        for name, seat in self.seats.items():
            self.fields[name] = forms.ChoiceField(
                label=str(seat), required=False, choices=Opinion.choices, widget=forms.RadioSelect,
                initial=(choices or {}).get(seat.pk, ""))

    def rows(self):
        """The bound fields of the seats, in their order."""
        return [self[name] for name in self.seats]

    def chosen(self):
        """The opinion by the id of the seat; seats without one are left out."""
        rest = Opinion.AGREE if self.cleaned_data["rest_agrees"] else ""
        said = {seat.pk: self.cleaned_data[name] or rest for name, seat in self.seats.items()}
        return {pk: choice for pk, choice in said.items() if choice}


class ElectronicForm(VoteForm):
    """Closes the electronic ballot: nothing to type but why not."""
