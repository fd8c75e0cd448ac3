"""A condition of the plan as data: of which kind, for whom, and only the inputs that its kind reads."""
from django import forms

from plans.enums import Stage, SubjectKind, SubjectType
from plans.forms.inputs import line, number, prose

CONDITION_KINDS = [
    ("annual_title", "Danh hiệu thi đua các năm"), ("annual_rating", "Xếp loại hằng năm"), ("rating", "Xếp loại"),
    ("party_member_rating", "Xếp loại đảng viên"), ("party_org_rating", "Xếp loại tổ chức đảng, đoàn thể"),
    ("annual_household_title", "Danh hiệu gia đình"),
    ("collective_standard", "Tập thể đạt chuẩn (văn hóa, an ninh trật tự …)"),
    ("commune_standard", "Xã đạt chuẩn nông thôn mới"), ("income_rank", "Mức thu nhập so với địa phương"),
    ("no_event", "Không để xảy ra"), ("no_discipline", "Không bị kỷ luật"),
    ("no_upheld_complaint", "Không có khiếu nại, tố cáo đúng"),
    ("family_no_violation", "Gia đình không vi phạm pháp luật"),
    ("subject_kind", "Chỉ loại đối tượng"), ("has_science_topic", "Có đề tài, sáng kiến"),
    ("leader_requires_collective_exemplar", "Lãnh đạo phải có tập thể là điển hình"),
    ("recognised_by_collective", "Được tập thể suy tôn"), ("registered_first", "Phải đăng ký trước"),
    ("other", "Điều kiện khác")]
KINDS_OF = {
    SubjectType.COLLECTIVE: (
        SubjectKind.AGENCY, SubjectKind.ENTERPRISE, SubjectKind.COOPERATIVE, SubjectKind.VILLAGE, SubjectKind.COMMUNE,
        SubjectKind.CLAN, SubjectKind.CLUB, SubjectKind.SCHOOL, SubjectKind.HEALTH_UNIT, SubjectKind.ARMED_FORCES,
        SubjectKind.MASS_BODY),
    SubjectType.INDIVIDUAL: (
        SubjectKind.HEAD, SubjectKind.OFFICIAL, SubjectKind.WORKER, SubjectKind.ENTREPRENEUR, SubjectKind.TEACHER,
        SubjectKind.STUDENT, SubjectKind.HEALTH_WORKER, SubjectKind.FARMER, SubjectKind.RESIDENT, SubjectKind.RELIGIOUS,
        SubjectKind.ARMED_FORCES),
}
NARROW = [(f"{kind}.{special}", f"{kind.label.lower()}: {special.label.lower()}")
          for kind, specials in KINDS_OF.items() for special in specials]
WHOM = [*[(kind.value, f"mọi {kind.label.lower()}") for kind in SubjectType], *NARROW]
EVERYBODY = "all"
ABOUT = [("", "chính người hoặc tập thể được xét"), ("members", "người trong tập thể"),
         ("family", "gia đình của cá nhân")]
NEEDED = {"needed_after_3": "so_ket_3_nam", "needed_after_5": "tong_ket_5_nam"}


class ConditionForm(forms.Form):
    kind = forms.ChoiceField(label="Loại điều kiện", choices=CONDITION_KINDS)
    field = forms.ModelChoiceField(label="Lĩnh vực", queryset=None, to_field_name="public_id", required=False,
                                   empty_label="(cả kế hoạch)")
    text = prose("Nội dung điều kiện", required=True, rows=2)
    applies_to = forms.MultipleChoiceField(label="Áp dụng cho", choices=WHOM, required=False,
                                           widget=forms.CheckboxSelectMultiple,
                                           help_text="Không chọn: mọi đối tượng.")
    except_kinds = forms.MultipleChoiceField(label="Trừ", choices=SubjectKind, required=False,
                                             widget=forms.CheckboxSelectMultiple)
    about = forms.ChoiceField(label="Xét ở", choices=ABOUT, required=False)
    values_wanted = line("Giá trị phải đạt", max_length=300,
                         help_text="Nhiều giá trị cách nhau bằng dấu chấm phẩy. Ví dụ: hoàn thành xuất sắc nhiệm vụ")
    kinds_wanted = forms.MultipleChoiceField(label="Chỉ các loại", choices=SubjectKind, required=False,
                                             widget=forms.CheckboxSelectMultiple)
    floor = line("Năm nào cũng phải từ mức", max_length=120, help_text="Ví dụ: hoàn thành tốt nhiệm vụ")
    top = line("Và có những năm đạt mức", max_length=120, help_text="Ví dụ: hoàn thành xuất sắc nhiệm vụ")
    needed_after_3 = number("Số năm phải đạt khi xét 03 năm", most=3)
    needed_after_5 = number("Số năm phải đạt khi xét 05 năm", most=5)
    party_members_only = forms.BooleanField(label="Chỉ xét với đảng viên", required=False)
    stage = forms.ChoiceField(label="Tập thể phải đến giai đoạn", required=False, choices=[
        ("", "–"), *[(s.value, s.label) for s in (Stage.REGISTERED, Stage.RECOGNISED, Stage.REPLICATED)]])
    is_weak = forms.BooleanField(label="Chỉ yêu cầu tập thể hoàn thành xuất sắc, không cần là điển hình",
                                 required=False)
    window = line("Trong thời gian nào", max_length=120,
                  help_text="Ví dụ: thời gian bình xét. Để trống: kỳ của kế hoạch.")
    every_year = forms.BooleanField(label="Phải đạt mọi năm trong kỳ", required=False)
    severity = forms.ChoiceField(label="Khi không đạt", widget=forms.RadioSelect, initial="warn", choices=[
        ("block", "Chặn, không cho gửi tiếp"), ("warn", "Cảnh báo"), ("manual", "Cán bộ thẩm định xác nhận")])
    na_allowed = forms.BooleanField(label="Được ghi «không áp dụng»", required=False,
                                    help_text="Ví dụ đơn vị không có tổ chức đảng.")
    quote = prose("Câu trong văn bản", rows=2)

    def __init__(self, *args, plan, rule=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["field"].queryset = plan.fields.all()
        self.rule = rule
        stored = rule.kind if rule else ""
        if stored and stored not in dict(CONDITION_KINDS):
            self.fields["kind"].choices = [*CONDITION_KINDS, (stored, "Khác (từ bản nhập)")]
        for part in applied_to(rule):
            if part not in dict(WHOM):
                self.fields["applies_to"].choices = [*self.fields["applies_to"].choices, (part, part)]

    def clean(self):
        values = super().clean()
        if values.get("kind") == "subject_kind" and not values.get("kinds_wanted"):
            self.add_error("kinds_wanted", "Hãy chọn ít nhất một loại đối tượng.")
        return values

    def rule_values(self):
        names = ("kind", "field", "text", "severity", "na_allowed", "quote")
        return {**{name: self.cleaned_data[name] for name in names}, "params": self._params(),
                "applies_to": ", ".join(self.cleaned_data["applies_to"]) or EVERYBODY}

    def _params(self):
        """What the kind reads; what is stored beside it and has no input here stays."""
        data = self.cleaned_data
        wanted = [text.strip() for text in data["values_wanted"].split(";") if text.strip()]
        needed = {key: data[name] for name, key in NEEDED.items() if data[name] is not None}
        read = {
            "values": data["kinds_wanted"] if data["kind"] == "subject_kind" else wanted,
            "except_kinds": data["except_kinds"], "needed": needed, "strength": "weak" if data["is_weak"] else "",
            **{name: data[name]
               for name in ("every_year", "about", "floor", "top", "stage", "window", "party_members_only")}}
        kept = {name: value for name, value in (self.rule.params if self.rule else {}).items() if name not in read}
        return {**kept, **{name: value for name, value in read.items() if value}}


def applied_to(rule):
    """«collective, individual.head» as a list; nothing for everybody."""
    text = rule.applies_to if rule else ""
    return [part.strip() for part in text.split(",") if part.strip() and part.strip() != EVERYBODY]


def condition_initial(rule):
    names = ("kind", "text", "severity", "na_allowed", "quote")
    params = rule.params
    values = [str(value) for value in params.get("values", [])]
    is_kinds = rule.kind == "subject_kind"
    return {**{name: getattr(rule, name) for name in names},
            "field": str(rule.field.public_id) if rule.field_id else "",
            "applies_to": applied_to(rule), "except_kinds": params.get("except_kinds", []),
            "values_wanted": "" if is_kinds else "; ".join(values), "kinds_wanted": values if is_kinds else [],
            "is_weak": params.get("strength") == "weak", "every_year": bool(params.get("every_year")),
            "party_members_only": bool(params.get("party_members_only")),
            **{name: params.get(name, "") for name in ("about", "floor", "top", "stage", "window")},
            **{name: (params.get("needed") or {}).get(key) for name, key in NEEDED.items()}}
