"""Forms of nominations: one nominee by kind, and what the office writes when it decides."""
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms

from accounts.models import User
from core.fields import LineFormField, ProseFormField
from models_registry.eligibility import rank
from models_registry.enums import COLLECTIVE_KINDS, LADDER, PERSON_KINDS, Result
from nominations.enums import FileKind, Opinion, Planned
from nominations.models import CouncilSession, Nomination
from nominations.queries import fitting_lines
from nominations.words import words_of
from plans.enums import RecordKind, SubjectKind, SubjectType

KINDS = {  # slug in the address: (label, subject type or None when chosen, record kind)
    "tap-the": ("Tập thể", SubjectType.COLLECTIVE, RecordKind.EXEMPLAR),
    "ca-nhan": ("Cá nhân", SubjectType.INDIVIDUAL, RecordKind.EXEMPLAR),
    "ho-gia-dinh": ("Hộ gia đình", SubjectType.HOUSEHOLD, RecordKind.EXEMPLAR),
    "mo-hinh": ("Mô hình", None, RecordKind.MODEL),
}
NAME_LABELS = {"tap-the": "Tên tập thể", "ca-nhan": "Họ và tên", "ho-gia-dinh": "Họ và tên chủ hộ",
               "mo-hinh": "Chủ mô hình (tập thể, cá nhân, hộ)"}
FIELDS = {
    "tap-the": ("name", "subject_kind", "unit_text", "address", "has_party_organisation", "achievement",
                "proposed_award"),
    "ca-nhan": ("name", "birth_year", "sex", "position", "unit_text", "subject_kind", "achievement",
                "proposed_award"),
    "ho-gia-dinh": ("name", "birth_year", "address", "unit_text", "achievement", "proposed_award"),
    "mo-hinh": ("model_name", "subject_type", "name", "birth_year", "unit_text", "address", "achievement",
                "proposed_award"),
}
UNIT_LABELS = {"tap-the": "Trực thuộc", "ca-nhan": "Đơn vị công tác, nơi ở", "ho-gia-dinh": "Thôn, tổ dân phố",
               "mo-hinh": "Đơn vị, nơi ở"}
ACHIEVEMENT_HELP = "Nêu việc làm, kết quả bằng số liệu; khoảng 300 chữ."


def kind_of(nomination):
    """The slug of the form that fits a stored nomination."""
    if nomination.record_kind == RecordKind.MODEL:
        return "mo-hinh"
    return next(slug for slug, (_, subject_type, _kind) in KINDS.items() if subject_type == nomination.subject_type)


class NomineeForm(forms.ModelForm):
    """One nominee. `kind` is a slug of KINDS; `lines` are the quota lines it may count for."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Nomination
        fields = ["obligation", "model_name", "subject_type", "name", "birth_year", "sex", "position", "unit_text",
                  "address", "subject_kind", "has_party_organisation", "achievement",
                  "proposed_award"]
        widgets = {"achievement": forms.Textarea(attrs={"rows": 8, "data-counter": "300"}),
                   "birth_year": forms.NumberInput(attrs={"inputmode": "numeric"})}

    def __init__(self, *args, kind, lines, hint_url="", **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.lines = kind, lines
        self._keep(FIELDS[kind])
        self._words()
        self._obligation_choice()
        self.fields["key"].initial = uuid4()
        self.fields["version"].initial = self.instance.version if self.instance.pk else None
        self._typing_hint(hint_url)
        self.helper = self._helper()

    def _keep(self, names):
        for name in list(self.fields):
            if name not in (*names, "obligation", "key", "version"):
                del self.fields[name]

    def _words(self):
        self.fields["name"].label = NAME_LABELS[self.kind]
        self.fields["achievement"].help_text = ACHIEVEMENT_HELP
        if "unit_text" in self.fields:
            self.fields["unit_text"].label = UNIT_LABELS[self.kind]
        if "sex" in self.fields:
            self.fields["sex"].choices = [("", "Không nêu"), ("male", "Nam"), ("female", "Nữ")]
        if "has_party_organisation" in self.fields:
            self.fields["has_party_organisation"] = forms.TypedChoiceField(
                label="Tổ chức đảng", required=False, choices=[("", "Chưa nêu"), ("True", "Có"), ("False", "Không có")],
                coerce=lambda text: text == "True", empty_value=None)
        if "subject_kind" in self.fields:
            kinds = COLLECTIVE_KINDS if self.kind == "tap-the" else PERSON_KINDS
            self.fields["subject_kind"] = forms.ChoiceField(
                label="Thuộc nhóm", required=False,
                choices=[("", "Không nêu"), *[(k, SubjectKind(k).label) for k in kinds]])

    def _obligation_choice(self):
        """Offered only where the nominee can count for more than one; otherwise the service finds it."""
        _, subject_type, record_kind = KINDS[self.kind]
        self.fitting = [line for line in self.lines if record_kind in line.obligation.rule.record_kinds] \
            if subject_type is None else fitting_lines(self.lines, subject_type=subject_type, record_kind=record_kind,
                                                       subject_kind=self.data.get("subject_kind", ""))
        if len(self.fitting) < 2:
            del self.fields["obligation"]
            return
        words = {line.obligation.pk: f"{line.bearer}: {line.missing_text}" for line in self.fitting}
        field = self.fields["obligation"]
        field.queryset = field.queryset.filter(pk__in=words)
        field.label, field.empty_label, field.required = "Tính vào chỉ tiêu của", None, True
        field.label_from_instance = lambda row: words[row.pk]
        if not self.initial.get("obligation"):
            self.initial["obligation"] = self.fitting[0].obligation.pk

    def _typing_hint(self, url):
        if not url:
            return
        for name in ("name", "birth_year", "unit_text", "position", "subject_kind", "has_party_organisation"):
            if name in self.fields:
                self.fields[name].widget.attrs.update({
                    "hx-get": url, "hx-trigger": "input changed delay:500ms, change", "hx-target": "#trung-lap",
                    "hx-include": "closest form", "hx-swap": "outerHTML",
                    "hx-params": "name,birth_year,unit_text,kind,subject_type,subject_kind,position,"
                                 "has_party_organisation"})

    def _helper(self):
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.render_hidden_fields = True
        shorts = [n for n in FIELDS[self.kind] if n not in ("achievement", "name", "model_name")]
        heads = [n for n in ("model_name", "subject_type", "name") if n in FIELDS[self.kind]]
        others = [n for n in shorts if n not in heads]
        helper.layout = Layout(
            Fieldset("", *[Field(n) for n in heads], Div(*[Field(n) for n in others], css_class="form-grid"),
                     *([Field("obligation")] if "obligation" in self.fields else [])),
            Field("achievement"))
        return helper

    def _post_clean(self):
        """Shape only: rules and the obligation are the service's, which stores the values."""

    def values(self):
        """What the service stores, by field name."""
        _, subject_type, record_kind = KINDS[self.kind]
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "version")}
        values["record_kind"] = record_kind
        if subject_type is not None:
            values["subject_type"] = subject_type
        return values


class PlainForm(forms.Form):
    """A short form laid out by crispy, without its own form element."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


def day_field(label, **kwargs):
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class DecisionForm(PlainForm):
    """Number and day of the decision that recognises (or selects); the words follow the quota."""

    decision_number = forms.CharField(label="Số quyết định", max_length=60)
    decided_on = day_field("Ngày quyết định")
    signer = forms.CharField(label="Người ký", max_length=150, required=False)
    signer_position = forms.CharField(label="Chức vụ người ký", max_length=150, required=False)
    waiver = forms.CharField(label="Lý do vượt mức", required=False, widget=forms.Textarea(attrs={"rows": 2}),
                             help_text="Chỉ ghi khi chỉ tiêu «không quá» đã đủ mà vẫn chọn thêm.")

    def __init__(self, *args, nomination=None, has_ceiling=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_ceiling:
            del self.fields["waiver"]
        if nomination is not None:
            words = words_of(nomination)
            self.fields["decision_number"].label = words.number
            self.fields["decided_on"].label = words.day


class CorrectDecisionForm(PlainForm):
    """Number and signer of a decision as issued, and why what was entered is put right."""

    number = LineFormField(label="Số quyết định", max_length=60)
    signer = LineFormField(label="Người ký", max_length=150, required=False)
    signer_position = LineFormField(label="Chức vụ người ký", max_length=150, required=False)
    reason = ProseFormField(label="Lý do sửa", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class FilesForm(PlainForm):
    """Several files of one kind at once; each is judged by itself."""

    kind = forms.ChoiceField(label="Là", choices=FileKind.choices, initial=FileKind.EVIDENCE)
    file = forms.FileField(label="Tệp", widget=forms.ClearableFileInput(attrs={
        "accept": ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"}),
        help_text="PDF, Word (.docx), Excel (.xlsx) đến 16 MB; ảnh đến 8 MB; chọn được nhiều tệp.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.allow_multiple_selected = True
        self.fields["file"].widget.attrs["multiple"] = True


class DeclarationForm(PlainForm):
    """Ratings and titles year by year; `lines` as `eligibility.declarable` gives them, `declared` as stored."""

    def __init__(self, *args, lines, declared=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.lines, self.names = lines, {}
        stored = {(row["kind"], row.get("scheme") or row.get("title"), row["year"]): row["value"] for row in declared}
        for n, ((kind, about), (label, years, values)) in enumerate(lines.items()):
            for year in years:
                name = f"n{n}-{year}"
                self.names[name] = (kind, str(about), year)
                self.fields[name] = forms.ChoiceField(
                    label=f"{label}, năm {year}", required=False, choices=_choices(kind, values),
                    initial=stored.get((kind, str(about), year), ""))

    def table(self):
        """(label, years, fields of the years) for each line."""
        return [(label, years, [self[f"n{n}-{year}"] for year in years])
                for n, (label, years, _) in enumerate(self.lines.values())]

    def rows(self):
        """What was chosen, as the nomination stores it."""
        chosen = [(*self.names[name], value) for name, value in self.cleaned_data.items() if value]
        return [{"kind": kind, "scheme" if kind == "rating" else "title": about, "year": year, "value": value}
                for kind, about, year, value in chosen]


def _choices(kind, values):
    if kind == "title":
        return [("", "Chưa có dữ liệu"), ("yes", "Đạt"), ("no", "Không đạt")]
    steps = list(dict.fromkeys([*[word for word in values if rank(word) is None], *reversed(LADDER)]))
    return [("", "Chưa có dữ liệu"), *[(word, word) for word in steps]]


RETURN_REASONS = (
    "Thành tích chưa có số liệu, minh chứng", "Thiếu thông tin về đối tượng", "Sai lĩnh vực hoặc loại đối tượng",
    "Trùng với đề cử khác", "Khác")


class ReturnForm(PlainForm):
    """Why the nomination goes back, and until when it shall come again."""

    common_reason = forms.ChoiceField(label="Lý do", choices=[(text, text) for text in RETURN_REASONS])
    reason = forms.CharField(label="Cần bổ sung gì", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    due_on = day_field("Bổ sung trước hết ngày")

    def full_reason(self):
        common, own = self.cleaned_data["common_reason"], self.cleaned_data["reason"]
        return own if common == "Khác" else f"{common}. {own}"


class FindingForm(PlainForm):
    """An officer's word about one condition."""

    code = forms.CharField(widget=forms.HiddenInput)
    result = forms.ChoiceField(label="Kết luận", choices=[c for c in Result.choices if c[0] != Result.UNKNOWN])
    words = ProseFormField(label="Căn cứ, lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class PassForm(PlainForm):
    note = ProseFormField(label="Nhận xét thẩm định (nội bộ)", max_length=4000, required=False,
                          widget=forms.Textarea(attrs={"rows": 2}))


class NothingForm(PlainForm):
    """An act that asks nothing but the click."""


class ConsultForm(PlainForm):
    body = forms.CharField(label="Cơ quan được hỏi", max_length=255)
    question = ProseFormField(label="Nội dung hỏi", max_length=2000, required=False,
                              widget=forms.Textarea(attrs={"rows": 2}))
    due_on = day_field("Trả lời trước hết ngày")


class AnswerForm(PlainForm):
    opinion = forms.ChoiceField(label="Ý kiến", choices=Opinion.choices)
    on = day_field("Trả lời ngày")
    words = ProseFormField(label="Nội dung, số văn bản", max_length=4000, required=False,
                           widget=forms.Textarea(attrs={"rows": 2}))


class RevokeForm(PlainForm):
    number = forms.CharField(label="Số quyết định thu hồi", max_length=60)
    on = day_field("Ngày quyết định")
    reason = forms.CharField(label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class PlanForm(PlainForm):
    planned = forms.ChoiceField(label="Dự kiến", choices=[("", "Chưa dự kiến"), *Planned.choices], required=False)
    reason = ProseFormField(label="Lý do (khi không đạt)", max_length=2000, required=False,
                            widget=forms.Textarea(attrs={"rows": 2}))


class CommentForm(PlainForm):
    text = ProseFormField(label="Nội dung", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    is_internal = forms.BooleanField(label="Chỉ nội bộ Sở Nội vụ xem", required=False, initial=True)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not user.is_office_staff:
            del self.fields["is_internal"]


class AssignForm(PlainForm):
    officers = forms.ModelMultipleChoiceField(label="Người xử lý", queryset=User.objects.none(), required=False,
                                              to_field_name="public_id", widget=forms.CheckboxSelectMultiple)
    together = forms.ChoiceField(label="Khi chọn nhiều người", required=False, choices=[
        ("", "Chia đều từng hồ sơ"), ("field", "Mỗi lĩnh vực một người"), ("agency", "Mỗi cơ quan một người")])
    handle_by = day_field("Hạn xử lý", required=False,
                     help_text="Ngày cuối cùng Sở Nội vụ xét xong. Để trống thì giữ hạn đang có.")

    def __init__(self, *args, officers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["officers"].queryset = officers


class ReasonForm(PlainForm):
    reason = forms.CharField(label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ToCouncilForm(PlainForm):
    """On the agenda of which session; `sessions` are those that still take cases."""

    session = forms.ModelChoiceField(label="Phiên họp", queryset=CouncilSession.objects.none(), empty_label=None,
                                     to_field_name="public_id")

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions
        if not sessions:
            self.fields["session"].help_text = "Chưa có phiên họp đang chuẩn bị; hãy lập phiên họp ở mục «Hội đồng»."


class NoteForm(PlainForm):
    note = ProseFormField(label="Ghi chú", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
                          help_text="Điều cần nói chung cho cả danh sách: người liên hệ, tình hình đặc biệt…")


class SignOffForm(PlainForm):
    word = forms.ChoiceField(label="Ý kiến", widget=forms.RadioSelect, choices=[
        ("yes", "Duyệt, gửi được Sở Nội vụ"), ("no", "Chưa duyệt, cần sửa")])
    reason = ProseFormField(label="Điều cần sửa (khi chưa duyệt)", max_length=2000, required=False,
                            widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(PlainForm):
    reason = forms.CharField(label="Lý do (không bắt buộc)", max_length=2000, required=False,
                             widget=forms.Textarea(attrs={"rows": 2}))
