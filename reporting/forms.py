"""What people choose on the board and type for a report."""
from django import forms
from django.utils import timezone

from plans.enums import AssignmentVerb, Stage
from reporting.content import Paper
from reporting.documents.text import day_text, unprintable_signs
from reporting.enums import OWN_KINDS, Decider, Layout, Named, QuotaAnnex, ReportKind
from reporting.figures import FUNNEL
from reporting.layouts import PRINTABLE
from reporting.queries import plan_name

BY_FIELD, BY_AGENCY, MATRIX, OVER_TIME = "linh-vuc", "co-quan", "ma-tran", "thoi-gian"
TABS = [(BY_FIELD, "Theo lĩnh vực"), (BY_AGENCY, "Theo cơ quan"), (MATRIX, "Ma trận"), (OVER_TIME, "Theo thời gian")]
AS_WRITTEN, AS_TODAY = "van-ban", "hien-nay"


class DayInput(forms.DateInput):
    """The browser's own calendar; its value is always «2023-06-30»."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class BoardForm(forms.Form):
    """What the address of a board says; every part may be missing."""

    den = forms.DateField(label="Số liệu đến hết ngày", required=False, widget=DayInput,
                          error_messages={"invalid": "Ngày chưa đúng. Ví dụ: 30/6/2023."})
    co_quan = forms.ChoiceField(label="Tên cơ quan", required=False,
                                choices=[(AS_WRITTEN, "Theo văn bản"), (AS_TODAY, "Hiện nay (đã sắp xếp)")])
    dong_tu = forms.ChoiceField(label="Giao hay đề nghị", required=False,
                                choices=[("", "Tất cả"), *((v.value, v.label.capitalize()) for v in AssignmentVerb)])
    linh_vuc = forms.UUIDField(required=False, widget=forms.HiddenInput)
    xem = forms.ChoiceField(required=False, choices=TABS, widget=forms.HiddenInput)

    def chosen(self, name):
        """The valid value of a part; None when it is missing or wrong."""
        return self.cleaned_data.get(name) if self.is_valid() or name in self.cleaned_data else None

    @property
    def as_of(self):
        return self.chosen("den") or timezone.localdate()

    @property
    def tab(self):
        return self.chosen("xem") or BY_FIELD

    @property
    def today_name(self):
        return self.chosen("co_quan") == AS_TODAY


class NumbersForm(forms.Form):
    """Which number of the board a list explains."""

    nghia_vu = forms.UUIDField(label="Chỉ tiêu", required=False, widget=forms.HiddenInput)
    linh_vuc = forms.UUIDField(required=False, widget=forms.HiddenInput)
    giai_doan = forms.ChoiceField(label="Giai đoạn", required=False,
                                  choices=[("", "Được tính vào chỉ tiêu"), *((s.value, s.label) for s in FUNNEL)])
    den = forms.DateField(label="Đến hết ngày", required=False, widget=DayInput)
    q = forms.CharField(label="Tìm theo tên", required=False, max_length=100)

    def chosen(self, name):
        return self.cleaned_data.get(name) if self.is_valid() or name in self.cleaned_data else None

    @property
    def as_of(self):
        return self.chosen("den") or timezone.localdate()

    @property
    def stage(self):
        stage = self.chosen("giai_doan")
        return Stage(stage) if stage else ""


class LinesField(forms.CharField):
    """One entry a line; gives a tuple of the lines that are not empty."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value):
        return tuple(line.strip() for line in super().to_python(value).splitlines() if line.strip())

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def validate(self, value):
        super().validate(value)
        if any(len(line) > 200 for line in value):
            raise forms.ValidationError("Mỗi dòng không quá 200 ký tự.")

    def run_validators(self, value):
        super().run_validators("\n".join(value))


class IssueForm(forms.Form):
    """What the clerk wrote on the paper."""

    number = forms.CharField(label="Số, ký hiệu", max_length=60, help_text=(
        "Số văn thư đã lấy khi ban hành, ví dụ 125/BC-SNV; phần mềm không tự sinh số. "
        "Tập nhiều công văn: ghi số đầu và số cuối."))
    issued_on = forms.DateField(label="Ngày ban hành", widget=DayInput)


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="Lý do thu hồi", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
                             help_text="Nêu văn bản thay thế nếu có.")


class SignedCopyForm(forms.Form):
    file = forms.FileField(label="Tệp PDF đã ký", widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}), help_text=(
        "Đến 16 MB. Phần mềm kiểm tra chữ ký số trước khi gọi là bản đã ký; bản quét được giữ là bản quét."))


class ReportForm(forms.Form):
    """A paper about a plan. Only layouts that can be printed are offered."""

    kind = forms.ChoiceField(label="Loại văn bản", choices=[
        (kind.value, kind.label) for kind in ReportKind if kind not in (ReportKind.HANDOVER, *OWN_KINDS)])
    plan = forms.ModelChoiceField(label="Kế hoạch", queryset=None, to_field_name="public_id", empty_label=None)
    as_of = forms.DateField(label="Số liệu đến hết ngày", widget=DayInput,
                            help_text="Số liệu được chốt tại ngày này và không đổi về sau.")
    layout = forms.ChoiceField(label="Thể thức")
    place = forms.CharField(label="Địa danh", max_length=80, help_text=(
        "Tên đơn vị hành chính nơi cơ quan đóng trụ sở. Ghi ở mục «Cơ quan» thì lần sau điền sẵn."),
        error_messages={
            "required": "Cơ quan đứng tên văn bản chưa có địa danh. Anh/chị ghi địa danh, ví dụ «Khánh Hòa»."})
    named = forms.ChoiceField(label="Người được nêu tên", choices=Named, required=False, help_text=(
        "Cho danh sách trích ngang, tờ trình, quyết định."))
    award = forms.CharField(label="Hình thức khen thưởng chung", max_length=255, required=False, help_text=(
        "Cho đề cử chưa ghi hình thức đề nghị, ví dụ «Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh»."))
    decider = forms.ChoiceField(label="Quyết định đứng tên", choices=Decider, required=False)
    addressees = LinesField(label="Kính gửi", required=False, max_length=2000, help_text=(
        "Mỗi dòng một nơi; để trống nếu không có. Giấy mời: người, cơ quan được mời. "
        "Công văn đôn đốc tự ghi từng cơ quan còn thiếu."))
    authority = forms.CharField(label="Quyền hạn ký", max_length=120, required=False,
                                help_text=(
        "Nhà nước: TM., KT., TL., TUQ.; Đảng: T/M, K/T, T/L; rồi đến tên cơ quan hoặc chức vụ. "
        "Hai dòng thì cách nhau bằng dấu chấm phẩy: «TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH». "
        "Để trống khi người đứng đầu ký."))
    position = forms.CharField(label="Chức vụ người ký", max_length=120,
                               help_text="Quyền cấp trưởng: «Q. GIÁM ĐỐC».")
    signer = forms.CharField(label="Họ và tên người ký", max_length=120, required=False,
                             help_text="Không ghi học hàm, học vị.")
    recipients = LinesField(label="Nơi nhận", required=False, max_length=4000,
                            help_text="Mỗi dòng một nơi. «Như trên» và «Lưu: VT» được thêm tự động.")
    details = LinesField(label="Nội dung thêm", required=False, max_length=4000, help_text=(
        "Mỗi dòng một đoạn: thời gian, địa điểm, chủ trì (giấy mời); hạn gửi hồ sơ (công văn đôn đốc); "
        "hồ sơ kèm theo (tờ trình); điều khoản (quyết định). "
        "Dòng bắt đầu bằng «Căn cứ» thành căn cứ của tờ trình, quyết định."))
    with_duties = forms.BooleanField(label="Kèm phụ lục các nhiệm vụ đã đến hạn", required=False)
    annexes = forms.MultipleChoiceField(
        label="Phụ lục biểu chỉ tiêu", required=False, choices=QuotaAnnex, widget=forms.CheckboxSelectMultiple,
        help_text="Cho báo cáo kết quả và báo cáo theo kỳ: mỗi biểu một phụ lục trên trang ngang, có cộng từng nhóm.")

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans
        self.fields["plan"].label_from_instance = lambda plan: f"{plan_name(plan)} – {plan.title}"
        self.fields["layout"].choices = [(layout, Layout(layout).label) for layout in PRINTABLE]
        if ended_on := self.initial.get("ended_on"):
            self.fields["as_of"].help_text = (
                f"Kế hoạch kết thúc ngày {day_text(ended_on)} nên đề nghị chốt tại ngày này. "
                "Số liệu đã chốt không đổi về sau.")
        if "without_award" in self.data:
            self._offer_blanks()

    def _offer_blanks(self):
        self.fields["without_award"] = forms.BooleanField(
            label="Để trống hình thức", required=False, help_text="Cột «Hình thức» để trống ở đề cử chưa ghi.")
        names = [name for name in self.fields if name != "without_award"]
        self.order_fields([*names[: names.index("award") + 1], "without_award"])  # the others follow as they were

    def ask_for_award(self, text):
        """Refuse a paper that would leave forms of award blank, until somebody says so."""
        self._offer_blanks()
        self.add_error("award", text)

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày chốt số liệu không thể ở tương lai.")
        return day

    def clean(self):
        cleaned = super().clean()
        for name in ("place", "award", "addressees", "authority", "position", "signer", "recipients", "details"):
            value = cleaned.get(name) or ""
            strange = unprintable_signs(value if isinstance(value, str) else " ".join(value))
            if strange:
                self.add_error(name, f"Không in được ký tự: {' '.join(strange)}")
        if wrong := wrong_authority(cleaned.get("authority") or "", cleaned.get("layout")):
            self.add_error("authority", wrong)
        return cleaned

    @property
    def paper(self):
        chosen = {"named": self.cleaned_data["named"] or Named.WAITING,
                  "decider": self.cleaned_data["decider"] or Decider.OWNER}
        return Paper(**chosen, **{name: self.cleaned_data[name] for name in (
            "place", "award", "addressees", "recipients", "authority", "position", "signer", "with_duties", "details",
            "annexes")})


AUTHORITIES = {Layout.STATE: ("TM.", "KT.", "TL.", "TUQ."), Layout.PARTY: ("T/M", "K/T", "T/L")}


def wrong_authority(text, layout):
    """What is wrong with the authority by which somebody signs, in words; empty when it prints as the layout asks.

    Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.7; Hướng dẫn 36-HD/VPTW and 05-HD/VPTW write them with a stroke.
    """
    known = AUTHORITIES.get(layout, ())
    parts = [part.strip().upper() for part in text.split(";") if part.strip()]
    if any(part.startswith("Q.") for part in parts):
        return "«Q.» đứng ngay trước chức vụ: ghi «Q. GIÁM ĐỐC» ở ô «Chức vụ người ký», để trống ô này."
    if known and any(not part.startswith(known) or part in known for part in parts):
        example = "KT. GIÁM ĐỐC" if layout == Layout.STATE else "T/M BAN THƯỜNG VỤ"
        return f"Thể thức này ghi {', '.join(known)} rồi đến tên cơ quan hoặc chức vụ, ví dụ «{example}»."
    return ""
