"""Quick entry of what was found, and the forms of the registry's steps."""
from crispy_forms.helper import FormHelper
from django import forms

from core.fields import LineFormField, ProseFormField
from models_registry.enums import COLLECTIVE_KINDS, PERSON_KINDS, CommendationKind, RatingScheme, Sensitive, Verdict
from models_registry.models import RegistrationBatch, Replication, SensitiveFact, Subject
from models_registry.transitions import WORDS, WORKFLOW
from plans.enums import RecordKind, SubjectKind, SubjectType
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
    kind = forms.ChoiceField(label="Thuộc nhóm", required=False, choices=[
        ("", "Không nêu"), ("Tập thể", [(k, SubjectKind(k).label) for k in COLLECTIVE_KINDS[:-1]]),
        ("Cá nhân, hộ gia đình", [(k, SubjectKind(k).label) for k in PERSON_KINDS])])
    model_name = LineFormField(label="Tên mô hình", max_length=300, required=False, help_text=(
        "Chỉ điền khi ghi một mô hình, cách làm; khi ấy «Tên» ở trên là tên chủ mô hình."))
    story = ProseFormField(label="Việc làm đáng chú ý", max_length=20000, widget=forms.Textarea(attrs={"rows": 5}))
    field = FieldChoice(label="Lĩnh vực", queryset=PlanField.objects.none(), to_field_name="public_id",
                        empty_label=None)

    def __init__(self, *args, plans, hint_url="", **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("type", "name", "unit_text"):
            self.fields[name].widget.attrs.update({
                "hx-get": hint_url, "hx-trigger": "input changed delay:500ms, change", "hx-target": "#trung-lap",
                "hx-include": "closest form", "hx-swap": "outerHTML", "hx-params": "type,name,unit_text"})
        rows = PlanField.objects.filter(plan__in=plans).select_related("plan").order_by("-plan__period_from", "plan",
                                                                                       "order")
        self.fields["field"].queryset = rows
        groups = {}
        for row in rows:
            groups.setdefault(str(row.plan)[:90], []).append((row.public_id, str(row)))
        self.fields["field"].widget.choices = [("", "Chọn lĩnh vực"), *groups.items()]
        self.helper = plain_helper()

    def values(self):
        facts = dict(self.cleaned_data)
        kind, what = facts.pop("kind"), RecordKind.MODEL if facts["model_name"] else RecordKind.EXEMPLAR
        return {**facts, "plan": facts["field"].plan, "kinds": [kind] if kind else [], "record_kind": what}


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
        self.helper = plain_helper()


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
        self.helper = plain_helper()


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
        self.helper = plain_helper()


class DiaryForm(forms.Form):
    """A form about one record; `record` and `user` are there for choices."""

    def __init__(self, *args, record, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.record, self.user = record, user
        self.helper = plain_helper()


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
    url = forms.URLField(
        label="Địa chỉ trang web", max_length=500, required=False, assume_scheme="https", error_messages={
            "invalid": "Hãy chép đủ địa chỉ của bài, bắt đầu bằng https://"})


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
        self.helper = plain_helper()


class SensitivePolicyForm(forms.Form):
    fields_used = forms.MultipleChoiceField(label="Thông tin kế hoạch này cần", choices=Sensitive.choices,
                                            required=False, widget=forms.CheckboxSelectMultiple)
    reason = ProseFormField(label="Căn cứ", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()


class SensitiveForm(forms.ModelForm):
    """The sensitive facts that the plan uses, and no others."""

    class Meta:
        model = SensitiveFact
        fields = ["ethnicity", "religion", "is_party_member", "party_since"]

    def __init__(self, *args, columns, **kwargs):
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name not in columns]:
            del self.fields[name]
        self.helper = plain_helper()

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
            (str(one.public_id), f"Cùng một đối tượng, giữ bản bên trái ({_side(one)})"),
            (str(other.public_id), f"Cùng một đối tượng, giữ bản bên phải ({_side(other)})"),
            ("apart", "Hai đối tượng khác nhau, không nhắc trùng nữa")]
        self.helper = plain_helper()


def _side(subject):
    return f"{subject}, {subject.unit_text}" if subject.unit_text else str(subject)


# --- the profile of a record -----------------------------------------------------------------------------------------


ABOUT = {
    SubjectType.INDIVIDUAL: ("name", "birth_year", "sex", "position", "unit_text", "address", "kinds"),
    SubjectType.COLLECTIVE: ("name", "unit_text", "address", "kinds"),
    SubjectType.HOUSEHOLD: ("name", "birth_year", "unit_text", "address", "kinds"),
}


class SubjectForm(forms.Form):
    """Who the record is about; a collective has no year of birth."""

    name = LineFormField(label="Tên", max_length=255)
    birth_year = forms.IntegerField(label="Năm sinh", required=False, min_value=1900, max_value=2100,
                                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    sex = forms.ChoiceField(label="Giới", required=False, choices=[("", "Không nêu"), ("male", "Nam"),
                                                                   ("female", "Nữ")])
    position = LineFormField(label="Chức vụ, nghề nghiệp", max_length=200, required=False)
    unit_text = LineFormField(label="Đơn vị, nơi ở", max_length=255, required=False)
    address = LineFormField(label="Địa chỉ", max_length=255, required=False)
    kinds = forms.MultipleChoiceField(label="Thuộc nhóm", required=False, choices=SubjectKind.choices,
                                      widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, subject, **kwargs):
        names = ABOUT[subject.type]
        known = {name: getattr(subject, name) for name in names if name != "kinds"}
        kinds = list(subject.kind_tags.values_list("kind", flat=True))
        super().__init__(*args, initial={**known, "kinds": kinds}, prefix="doi-tuong", **kwargs)
        for name in [name for name in self.fields if name not in names]:
            del self.fields[name]
        possible = COLLECTIVE_KINDS if subject.type == SubjectType.COLLECTIVE else PERSON_KINDS
        self.fields["kinds"].choices = [(k, SubjectKind(k).label) for k in dict.fromkeys([*possible, *kinds])]
        self.helper = plain_helper()


class ProfileForm(forms.Form):
    """What was done, with which result in figures, and what others need to do the same."""

    story = ProseFormField(label="Thành tích, cách làm", max_length=20000, widget=forms.Textarea(attrs={"rows": 6}))
    results = ProseFormField(label="Kết quả bằng số liệu", max_length=4000, required=False,
                             widget=forms.Textarea(attrs={"rows": 3}), help_text=(
                                 "Mỗi dòng một kết quả: bao nhiêu người hưởng lợi, tiết kiệm, tăng thêm bao nhiêu…"))
    contact = LineFormField(label="Liên hệ để học tập", max_length=255, required=False,
                            help_text="Người, số điện thoại hoặc thư của cơ quan hướng dẫn cách làm.")
    cost = LineFormField(label="Kinh phí", max_length=255, required=False)
    conditions = ProseFormField(label="Điều kiện để làm theo", max_length=4000, required=False,
                                widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()


class OwnerForm(DiaryForm):
    type = forms.ChoiceField(label="Là", choices=SubjectType.choices, initial=SubjectType.COLLECTIVE,
                             widget=forms.RadioSelect)
    name = LineFormField(label="Tên chủ mô hình", max_length=255)
    unit_text = LineFormField(label="Đơn vị, nơi ở", max_length=255, required=False)


class RegisterForm(DiaryForm):
    """The round: an agency chooses among the open ones, the office among all, with a reason for a locked one."""

    batch = forms.ModelChoiceField(label="Đợt đăng ký", queryset=RegistrationBatch.objects.none(),
                                   to_field_name="public_id", empty_label=None)
    reason = ProseFormField(label="Lý do ghi vào đợt đã khóa", max_length=2000, required=False,
                            widget=forms.Textarea(attrs={"rows": 2}), help_text="Chỉ cần khi đợt đã khóa.")

    def __init__(self, *args, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["batch"].queryset = rounds
        if not self.user.is_office_staff:
            del self.fields["reason"]


class AssessForm(DiaryForm):
    """The judgement of one period of one record."""

    period = forms.ChoiceField(label="Kỳ")
    verdict = forms.ChoiceField(label="Đánh giá", choices=[("", "Chọn đánh giá"), *Verdict.choices])
    words = ProseFormField(label="Nhận xét", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, periods, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = periods


def plain_helper():
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper
