"""Quick entry of what was found, and the forms of the registry's steps."""
from crispy_forms.helper import FormHelper
from django import forms

from core.fields import LineFormField, ProseFormField
from models_registry.enums import CommendationKind, RatingScheme, Sensitive
from models_registry.models import Replication, SensitiveFact, Subject
from models_registry.transitions import WORDS, WORKFLOW
from plans.enums import SubjectType
from plans.models import Plan, PlanField


class FieldChoice(forms.ModelChoiceField):
    """Fields grouped by their plan."""

    def label_from_instance(self, obj):
        return str(obj)


class DiscoveryForm(forms.Form):
    """A name and a story, in under a minute, on a phone."""

    type = forms.ChoiceField(label="Là", choices=SubjectType.choices, initial=SubjectType.INDIVIDUAL,
                             widget=forms.RadioSelect)
    name = LineFormField(label="Tên", max_length=255, help_text="Họ và tên, tên tập thể, hoặc tên chủ hộ.")
    unit_text = LineFormField(label="Đơn vị, nơi ở", max_length=255, required=False)
    story = ProseFormField(label="Việc làm đáng chú ý", max_length=20000, widget=forms.Textarea(attrs={"rows": 5}))
    field = FieldChoice(label="Lĩnh vực", queryset=PlanField.objects.none(), to_field_name="public_id",
                        empty_label=None)

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        rows = PlanField.objects.filter(plan__in=plans).select_related("plan").order_by("-plan__period_from", "plan",
                                                                                       "order")
        self.fields["field"].queryset = rows
        groups = {}
        for row in rows:
            groups.setdefault(str(row.plan)[:90], []).append((row.public_id, str(row)))
        self.fields["field"].widget.choices = [("", "Chọn lĩnh vực"), *groups.items()]
        self.helper = _helper()

    def values(self):
        facts = dict(self.cleaned_data)
        return {**facts, "plan": facts["field"].plan}


class StepForm(forms.Form):
    """One step of the registry's workflow: the day, what was done or why, and for some the decision."""

    on_date = forms.DateField(label="Ngày", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    note = ProseFormField(label="Ghi chú", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    decision_number = LineFormField(label="Số quyết định", max_length=60)
    decided_by_text = LineFormField(label="Cơ quan quyết định", max_length=255, required=False)

    def __init__(self, *args, step, today, **kwargs):
        super().__init__(*args, prefix=step, **kwargs)
        words = WORDS[step]
        self.fields["on_date"].initial = today
        self.fields["note"].label = words.note
        self.fields["note"].required = WORKFLOW.transition(step).needs_reason
        if not words.needs_decision:
            del self.fields["decision_number"], self.fields["decided_by_text"]
        self.helper = _helper()


def _day(label, **kwargs):
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


def _year():
    return forms.IntegerField(label="Năm", min_value=1945, max_value=2100,
                              widget=forms.NumberInput(attrs={"inputmode": "numeric"}))


def _source():
    return LineFormField(label="Nguồn, văn bản", max_length=255, help_text="Số văn bản, biên bản hoặc nơi xác nhận.")


class MeritForm(forms.Form):
    """A form about one subject; `subject` is there for choices."""

    def __init__(self, *args, subject, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject, self.user = subject, user
        self.helper = _helper()


class RatingForm(MeritForm):
    scheme = forms.ChoiceField(label="Xếp loại gì", choices=RatingScheme.choices)
    year = _year()
    value = LineFormField(label="Kết quả", max_length=120, widget=forms.TextInput(attrs={"list": "cac-muc-xep-loai"}))
    source = _source()


class TitleForm(MeritForm):
    title = LineFormField(label="Danh hiệu, hình thức khen thưởng, tiêu chuẩn", max_length=255)
    year = _year()
    is_achieved = forms.TypedChoiceField(label="Kết quả", choices=[("1", "Đạt"), ("0", "Không đạt")],
                                         coerce=lambda text: text == "1")
    commendation_kind = forms.ChoiceField(label="Loại hình", choices=CommendationKind.choices)
    decision_number = LineFormField(label="Số quyết định", max_length=60, required=False)
    authority = LineFormField(label="Cơ quan công nhận", max_length=255, required=False)
    source = _source()


class DisciplineForm(MeritForm):
    level = LineFormField(label="Hình thức kỷ luật", max_length=120)
    from_date = _day("Từ ngày")
    to_date = _day("Hết hiệu lực ngày", required=False)
    reason = ProseFormField(label="Lý do", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    source = _source()


class HoldForm(MeritForm):
    from_date = _day("Từ ngày")
    to_date = _day("Đến hết ngày", required=False)
    reason = ProseFormField(label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    source = _source()


class HeadForm(MeritForm):
    collective = forms.ModelChoiceField(label="Tập thể", queryset=Subject.objects.none(), to_field_name="public_id")
    from_date = _day("Từ ngày")
    to_date = _day("Đến hết ngày", required=False)
    source = _source()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["collective"].queryset = Subject.objects.visible_to(self.user).filter(
            type=SubjectType.COLLECTIVE, merged_into=None).order_by("sort_key", "pk")


class CloseForm(forms.Form):
    """The last day of a hold, or the day from which a title is revoked."""

    on = _day("Ngày")
    reason = ProseFormField(label="Lý do, văn bản", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _helper()


class DiaryForm(forms.Form):
    """A form about one record; `record` is there for choices."""

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        self.helper = _helper()


class SupportForm(DiaryForm):
    on_date = _day("Ngày")
    what = ProseFormField(label="Đã làm gì", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    person_in_charge = LineFormField(label="Người phụ trách", max_length=150)
    next_step = LineFormField(label="Việc tiếp theo", max_length=300, required=False)
    next_on = _day("Làm trước ngày", required=False)


class ReplicationForm(DiaryForm):
    adopter = LineFormField(label="Nơi áp dụng", max_length=255)
    source = forms.ModelChoiceField(label="Học từ", queryset=Replication.objects.none(), required=False,
                                    to_field_name="public_id", empty_label="Chủ mô hình")
    on_date = _day("Áp dụng từ ngày")
    result = ProseFormField(label="Kết quả", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    evidence = LineFormField(label="Minh chứng", max_length=255,
                             help_text="Văn bản, biên bản, bài báo, ảnh… và nơi lưu.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = self.record.replications.all()


class PublicationForm(DiaryForm):
    on_date = _day("Ngày đăng")
    title = LineFormField(label="Tên bài, chương trình", max_length=300)
    outlet = LineFormField(label="Báo, đài, cổng", max_length=200)
    url = forms.URLField(label="Địa chỉ", max_length=500, required=False, assume_scheme="https")


class ConsentForm(DiaryForm):
    given_on = _day("Đồng ý ngày")
    given_by = LineFormField(label="Người đồng ý", max_length=150)
    scope = LineFormField(label="Đồng ý công bố những gì", max_length=300)
    evidence = LineFormField(label="Văn bản, nơi lưu", max_length=255)


class BatchForm(forms.Form):
    plan = forms.ModelChoiceField(label="Kế hoạch", queryset=Plan.objects.none(), to_field_name="public_id",
                                  empty_label=None)
    name = LineFormField(label="Tên đợt", max_length=200)
    is_supplementary = forms.BooleanField(label="Đợt bổ sung", required=False)
    opens_on = _day("Mở từ ngày")
    locks_on = _day("Khóa sau ngày")

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans
        self.helper = _helper()


class SensitivePolicyForm(forms.Form):
    fields_used = forms.MultipleChoiceField(label="Thông tin kế hoạch này cần", choices=Sensitive.choices,
                                            required=False, widget=forms.CheckboxSelectMultiple)
    reason = ProseFormField(label="Căn cứ", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _helper()


class SensitiveForm(forms.ModelForm):
    """The sensitive facts that the plan uses, and no others."""

    class Meta:
        model = SensitiveFact
        fields = ["ethnicity", "religion", "is_party_member", "party_since"]

    def __init__(self, *args, columns, **kwargs):
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name not in columns]:
            del self.fields[name]
        self.helper = _helper()

    def _post_clean(self):
        """Shape only: the service stores the values."""


class CompareForm(forms.Form):
    """Which of two subjects stays, or that both do; merging needs its grounds."""

    decision = forms.ChoiceField(label="Kết luận", widget=forms.RadioSelect)
    reason = ProseFormField(label="Căn cứ", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text="Bắt buộc khi gộp: căn cứ vào giấy tờ, xác nhận nào.")

    def __init__(self, *args, one, other, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [
            (str(one.public_id), f"Cùng một đối tượng, giữ bản bên trái ({one})"),
            (str(other.public_id), f"Cùng một đối tượng, giữ bản bên phải ({other})"),
            ("apart", "Hai đối tượng khác nhau, không nhắc trùng nữa")]
        self.helper = _helper()


def _helper():
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper
