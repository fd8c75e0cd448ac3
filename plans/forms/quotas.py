"""A quota rule in plain words: the bound, who owes it, what counts, when and where."""
from django import forms

from organizations.models import UnitCategory
from plans.directory import NewGroup
from plans.enums import (
    COUNTING_STAGES,
    BearerKind,
    BearerMode,
    CreditBy,
    FieldMode,
    Modality,
    QuotaUnit,
    RecordKind,
    Stage,
    SubjectKind,
    SubjectType,
    WindowKind,
)
from plans.forms.inputs import AgencyField, YearOrDayField, line, number, prose, year_number
from plans.forms.sheets import Part, Sheet, kept_rows, rows
from plans.wording import RuleFacts, rule_sentence

BOUNDS = [("least", "Ít nhất"), ("range", "Từ … đến …"), ("exact", "Đúng"), ("target", "Ít nhất, kèm mục tiêu"),
          ("most", "Không quá"), ("may", "Được phép, khuyến khích"), ("pending", "Chưa có số, chờ phân bổ"),
          ("percent", "Tỷ lệ %"), ("none", "Không ấn định số lượng")]
INPUTS = {"least": ("least",), "range": ("least", "most"), "exact": ("exact",), "target": ("least", "target"),
          "most": ("most",), "may": ("least", "target", "most"), "pending": ("allocator",),
          "percent": ("percent", "allocator"), "none": ()}
NEEDED = {"least": ("least",), "range": ("least", "most"), "exact": ("exact",), "target": ("least", "target"),
          "most": ("most",), "percent": ("percent",)}


class RuleForm(forms.Form):
    fields_of_plan = forms.ModelMultipleChoiceField(
        label="Lĩnh vực", queryset=None, to_field_name="public_id", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn lĩnh vực nào: tính mọi lĩnh vực của kế hoạch.")
    field_mode = forms.ChoiceField(label="Nếu nhiều lĩnh vực", choices=FieldMode, widget=forms.RadioSelect,
                                   initial=FieldMode.POOLED)
    subject_types = forms.MultipleChoiceField(
        label="Tính đối tượng nào", choices=SubjectType, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một loại đối tượng."})
    record_kinds = forms.MultipleChoiceField(
        label="Tính điển hình hay mô hình", choices=RecordKind, widget=forms.CheckboxSelectMultiple,
        initial=[RecordKind.EXEMPLAR, RecordKind.MODEL],
        error_messages={"required": "Hãy chọn điển hình, mô hình hoặc cả hai."})
    subject_kinds = forms.MultipleChoiceField(label="Chỉ tính các loại", choices=SubjectKind, required=False,
                                              widget=forms.CheckboxSelectMultiple, help_text="Không chọn: mọi loại.")
    bound = forms.ChoiceField(label="Mức giao", choices=BOUNDS, widget=forms.RadioSelect, initial="least")
    least = number("Ít nhất")
    exact = number("Đúng")
    most = number("Không quá")
    target = number("Mục tiêu")
    percent = number("Ít nhất (%)", least=1, most=100)
    allocator = line("Cơ quan phân bổ số", help_text="Ví dụ: UBND tỉnh")
    bearer_kind = forms.ChoiceField(
        label="Ai chịu chỉ tiêu", widget=forms.RadioSelect, initial=BearerKind.NAMED, choices=[
            (BearerKind.NAMED, "Các cơ quan nêu tên"),
            (BearerKind.CATEGORY, "Mỗi đơn vị trong một nhóm (mỗi xã, mỗi sở …)")])
    bearer_category = forms.ModelChoiceField(label="Nhóm đơn vị", queryset=UnitCategory.objects.all(),
                                             to_field_name="public_id", required=False, empty_label="(chọn nhóm)")
    new_group = line("Hoặc thêm nhóm mới",
                     help_text="Ví dụ: Mỗi xã, phường, đặc khu. Thành viên nhóm nhập ở mục Cơ quan.")
    bearer_mode = forms.ChoiceField(label="Nếu nhiều cơ quan", choices=BearerMode, widget=forms.RadioSelect,
                                    initial=BearerMode.EACH)
    credit_by = forms.ChoiceField(label="Kết quả tính cho", choices=CreditBy, initial=CreditBy.LEAD_AGENCY)
    window_kind = forms.ChoiceField(label="Kỳ tính", choices=WindowKind, widget=forms.RadioSelect,
                                    initial=WindowKind.PLAN)
    phases = forms.ModelMultipleChoiceField(label="Giai đoạn", queryset=None, to_field_name="code", required=False,
                                            widget=forms.CheckboxSelectMultiple, help_text="Không chọn: mọi giai đoạn.")
    window_from = YearOrDayField(label="Từ (năm hoặc ngày)", required=False)
    window_to = YearOrDayField(label="Đến hết (năm hoặc ngày)", required=False, last=True)
    first_year = year_number("Bắt đầu từ năm")
    counting_stage = forms.ChoiceField(label="Tính khi", choices=[(s.value, s.label) for s in COUNTING_STAGES],
                                       initial=Stage.RECOGNISED)
    forward_to = line("Gửi đến đâu")
    draw_from = line("Chọn từ nguồn nào", help_text="Ví dụ: gương điển hình do cấp ủy cơ sở đề xuất")
    overrides = forms.ModelChoiceField(label="Thay cho chỉ tiêu", queryset=None, to_field_name="public_id",
                                       required=False, empty_label="(không thay chỉ tiêu nào)",
                                       help_text="Đơn vị chịu chỉ tiêu này thì thôi chịu chỉ tiêu được thay.")
    quote = prose("Câu trong văn bản")
    locator = line("Mục trong văn bản", max_length=60)
    interpretation = prose("Cách hiểu (khi câu văn có thể hiểu khác nhau)", rows=2)

    def __init__(self, *args, plan, rule=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["fields_of_plan"].queryset = plan.fields.all()
        self.fields["phases"].queryset = plan.phases.all()
        self.fields["overrides"].queryset = plan.rules.exclude(pk=rule.pk if rule else None)

    def clean(self):
        values = super().clean()
        for name in NEEDED.get(values.get("bound"), ()):
            if values.get(name) is None and name not in self.errors:
                self.add_error(name, "Hãy nhập số.")
        if values.get("bearer_kind") == BearerKind.CATEGORY and not values.get("bearer_category") \
                and not values.get("new_group"):
            self.add_error("bearer_category", "Hãy chọn nhóm đơn vị, hoặc nhập nhóm mới.")
        return values

    def group(self):
        """The group that owes, stored or new; None for named agencies."""
        data = self.cleaned_data
        if data.get("bearer_kind") != BearerKind.CATEGORY:
            return None
        return data.get("bearer_category") or (NewGroup(data["new_group"]) if data.get("new_group") else None)

    def bounds(self):
        """Values of the bound: only the inputs that its kind uses are read."""
        data, bound = self.cleaned_data, self.cleaned_data.get("bound") or "none"
        read = {name: data.get(name) for name in INPUTS[bound] if name in data}
        least = read.get("exact", read.get("least"))
        return {
            "min_count": least, "max_count": read.get("exact", read.get("most")), "target_count": read.get("target"),
            "modality": {"may": Modality.MAY, "pending": Modality.PENDING}.get(bound, Modality.MUST),
            "unit": QuotaUnit.PERCENT if bound == "percent" else QuotaUnit.COUNT,
            "percent_min": read.get("percent"), "allocator": read.get("allocator") or ""}

    def values(self):
        data = self.cleaned_data
        names = ("field_mode", "subject_kinds", "bearer_kind", "bearer_mode", "credit_by", "window_kind",
                 "counting_stage", "forward_to", "draw_from", "overrides", "quote", "locator", "interpretation")
        kept = {name: data[name] for name in names}
        is_custom, is_recurring = data["window_kind"] == "custom", data["window_kind"].startswith("calendar")
        return {**kept, **self.bounds(), "window_from": data["window_from"] if is_custom else None,
                "window_to": data["window_to"] if is_custom else None,
                "first_year": data["first_year"] if is_recurring else None}

    def facts(self, bearers):
        """What has been typed so far, for the sentence; missing or wrong inputs are left out."""
        data, bounds = self.cleaned_data, self.bounds()
        fields = list(data.get("fields_of_plan") or ())
        period = fields[0].window if len(fields) == 1 and fields[0].own_from else (
            self.plan.period_from, self.plan.period_to)
        return RuleFacts(
            subject_types=tuple(data.get("subject_types") or ()), record_kinds=tuple(data.get("record_kinds") or ()),
            least=bounds["min_count"], most=bounds["max_count"], target=bounds["target_count"],
            modality=bounds["modality"], unit=bounds["unit"], percent=bounds["percent_min"],
            allocator=bounds["allocator"], bearers=() if self.group() else tuple(bearers),
            category=str(self.group() or ""), bearer_mode=data.get("bearer_mode") or BearerMode.EACH,
            fields=tuple(f.name for f in fields), field_mode=data.get("field_mode") or FieldMode.POOLED,
            window_kind=data.get("window_kind") or WindowKind.PLAN, period=period,
            custom=(data.get("window_from"), data.get("window_to")),
            phases=tuple(p.name for p in data.get("phases") or ()), first_year=data.get("first_year"),
            stage=data.get("counting_stage") or Stage.RECOGNISED, draw_from=data.get("draw_from") or "",
            forward_to=data.get("forward_to") or "", overrides=data["overrides"].code if data.get("overrides") else "")


class BearerForm(forms.Form):
    telling = ("organization",)
    organization = AgencyField(label="Cơ quan chịu chỉ tiêu", required=False)

    def __init__(self, *args, province="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].province = province


class RuleSheet(Sheet):
    def is_valid(self):
        if not super().is_valid():
            return False
        if self.form.cleaned_data["bearer_kind"] == BearerKind.NAMED and not self.bearers():
            self.form.add_error("bearer_kind", "Hãy nêu ít nhất một cơ quan chịu chỉ tiêu.")
        names = [str(bearer) for bearer in self.bearers()]
        if len(set(names)) < len(names):
            self.form.add_error("bearer_kind", "Có cơ quan được nhập hai lần.")
        return not self.form.errors

    def bearers(self):
        """Agencies (or new ones) that owe the rule; none for a group."""
        if self.form.cleaned_data.get("bearer_kind") == BearerKind.CATEGORY:
            return []
        return [row["organization"] for row in kept_rows(self["bearers"])]

    def sentence(self):
        """What has been typed so far in one sentence; works on an unfinished form too."""
        super().is_valid()
        names = [form["organization"].value().text for form in self["bearers"].forms
                 if not form.data.get(f"{form.prefix}-DELETE")]
        return rule_sentence(self.form.facts([name for name in names if name]))


def rule_sheet(*, plan, data=None, rule=None, field=None, province=""):
    """The sheet of a new rule (for `field` when given) or of `rule`."""
    bearers = rule.bearers.select_related("organization") if rule else field.leads.select_related("organization") \
        if field else []
    initial = _initial(rule) if rule else {"fields_of_plan": [str(field.public_id)]} if field else {}
    return RuleSheet(
        Part("form", RuleForm(data, initial=initial, plan=plan, rule=rule)),
        Part("bearers",
             rows(BearerForm, "co_quan", data=data, initial=[{"organization": b.organization} for b in bearers],
                  minimum=2, form_kwargs={"province": province}), "Cơ quan chịu chỉ tiêu"), data=data)


def bound_of(rule):
    """The kind of bound of a stored rule and its inputs."""
    if rule.unit == QuotaUnit.PERCENT:
        return {"bound": "percent", "percent": rule.percent_min, "allocator": rule.allocator}
    if rule.modality == Modality.PENDING:
        return {"bound": "pending", "allocator": rule.allocator}
    least, most, target = rule.min_count, rule.max_count, rule.target_count
    numbers = {"least": least, "most": most, "target": target}
    if rule.modality == Modality.MAY:
        return {"bound": "may", **numbers}
    if least is not None and least == most:
        return {"bound": "exact", "exact": least}
    if target is not None and most is None:
        return {"bound": "target", **numbers}
    kind = "range" if least is not None and most is not None else "least" if least is not None else "most"
    return {"bound": kind if least is not None or most is not None else "none", **numbers}


def _initial(rule):
    names = ("field_mode", "subject_kinds", "bearer_kind", "bearer_mode", "credit_by", "window_kind", "window_from",
             "window_to", "first_year", "counting_stage", "forward_to", "draw_from", "quote", "locator",
             "interpretation")
    return {**{name: getattr(rule, name) for name in names}, **bound_of(rule),
            "fields_of_plan": [str(f.public_id) for f in rule.fields.all()],
            "subject_types": [t.value for t in rule.subject_types],
            "record_kinds": [k.value for k in rule.record_kinds],
            "bearer_category": str(rule.bearer_category.public_id) if rule.bearer_category_id else "",
            "phases": [p.code for p in rule.phases.all()],
            "overrides": str(rule.overrides.public_id) if rule.overrides_id else ""}
