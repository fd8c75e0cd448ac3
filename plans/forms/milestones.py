"""A milestone: the plan's words, when, who must do it, to whom."""
from django import forms
from django.utils import timezone

from core.dates import PartialDate
from core.errors import InvalidInput
from organizations.models import UnitCategory
from plans import before_days, calendar
from plans.directory import NewGroup
from plans.enums import Boundary, DeadlineUnit, Recurrence, Relation
from plans.forms import timing
from plans.forms.fields import VERBS
from plans.forms.inputs import AgencyField, DayField, line, number, prose, year_number
from plans.forms.sheets import Part, Sheet, kept_rows, rows
from plans.generation import first_day_of, horizon
from plans.models import Milestone
from plans.wording import deadline_words

REPEATS = [(r.value, r.label) for r in Recurrence if r not in (Recurrence.NONE, Recurrence.HALF_AND_YEAR)]
TIMES = ("unit", "start_code", "end_code", "boundary", "relation", "recurrence", "first_year", "last_year",
         "event_name", "event_on")
ACTUAL = ("event_actual_name", "event_actual_on")


class TimingForm(forms.Form):
    """When: a kind of time and its inputs; `timing()` gives the stored values."""

    kind = forms.ChoiceField(label="Thời hạn ghi thế nào", choices=timing.KINDS, widget=forms.RadioSelect,
                             initial="before_day")
    day = number("Ngày", least=1, most=31)
    ten_day = forms.TypedChoiceField(label="Tuần", coerce=int, empty_value=None, required=False, choices=[
        ("", "–"), (1, "thượng tuần (1–10)"), (2, "trung tuần (11–20)"), (3, "hạ tuần (từ 21)")])
    month = number("Tháng", least=1, most=12)
    quarter = forms.TypedChoiceField(label="Quý", coerce=int, empty_value=None, required=False, choices=[
        ("", "–"), (1, "Quý I"), (2, "Quý II"), (3, "Quý III"), (4, "Quý IV")])
    half = forms.TypedChoiceField(label="Sáu tháng", coerce=int, empty_value=None, required=False, choices=[
        ("", "–"), (1, "sáu tháng đầu năm"), (2, "sáu tháng cuối năm")])
    year = year_number("Năm")
    end_quarter = forms.TypedChoiceField(label="Đến quý", coerce=int, empty_value=None, required=False, choices=[
        ("", "–"), (1, "Quý I"), (2, "Quý II"), (3, "Quý III"), (4, "Quý IV")])
    end_year = year_number("Đến năm")
    every_year = forms.BooleanField(label="Lặp lại hằng năm", required=False)
    recurrence = forms.ChoiceField(label="Lặp lại", choices=[("", "–"), *REPEATS], required=False)
    first_year = year_number("Lặp từ năm", help_text="Để trống: từ năm ban hành.")
    last_year = year_number("Đến hết năm", help_text="Để trống: đến hết kế hoạch.")
    event_name = line("Tên sự kiện", max_length=300)
    event_on = DayField(label="Ngày của sự kiện", required=False)
    event_actual_name = line("Tên thực tế (khi khác văn bản)", max_length=300)
    event_actual_on = DayField(label="Ngày thực tế", required=False)
    unit = forms.ChoiceField(label="Đơn vị thời gian", choices=DeadlineUnit, required=False)
    start_code = line("Mã đầu", max_length=12)
    end_code = line("Mã cuối", max_length=12, help_text="Ví dụ: 2025-11-30, --11-30, 2025-Q1, --12-T2, ---20")
    boundary = forms.ChoiceField(label="Mốc cuối", choices=Boundary, required=False)
    relation = forms.ChoiceField(label="Tính chất", choices=Relation, required=False)

    def clean(self):
        values = super().clean()
        for name in timing.REQUIRED.get(values.get("kind"), ()):
            if values.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, "Hãy nhập mục này.")
        self._check_year(values)
        for name in ("start_code", "end_code") if values.get("kind") == "code" else ():
            self._check_code(name, values.get(name))
        first, last = values.get("first_year"), values.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "Năm cuối trước năm đầu.")
        if not set(self.errors) & set(TimingForm.base_fields):
            self._read(values)
        return values

    def _check_year(self, values):
        kind = values.get("kind")
        if "every_year" in timing.INPUTS.get(kind, ()) and not values.get("every_year") and not values.get("year") \
                and "year" not in self.errors:
            self.add_error("year", "Hãy nhập năm, hoặc chọn «Lặp lại hằng năm».")

    def _check_code(self, name, code):
        try:
            PartialDate.parse(code) if code else None
        except InvalidInput as error:
            self.add_error(name, str(error))

    def _read(self, values):
        try:
            self.read = timing.values_of(values["kind"], values)
        except InvalidInput:
            self.add_error("day", f"Tháng {values.get('month')} không có ngày {values.get('day')}.")

    def timing(self):
        return self.read

    def computed(self, plan, document=None):
        """(the deadline in words, «→ chậm nhất …» of its next occurrences), or None while the inputs are unfinished."""
        if not self.is_valid_timing():
            return None
        times = self.read
        words = deadline_words(start=times["start_code"], end=times["end_code"], boundary=times["boundary"],
                               relation=times["relation"], recurrence=times["recurrence"],
                               event_name=times["event_name"])
        spec = calendar.DeadlineSpec(
            unit=times["unit"], start=times["start_code"], end=times["end_code"], boundary=times["boundary"],
            relation=times["relation"], recurrence=times["recurrence"], first_year=times["first_year"],
            last_year=times["last_year"], event_on=times["event_on"], event_name=times["event_name"])
        found = calendar.occurrences(spec, issued_on=first_day_of(plan, Milestone(plan=plan, document=document)),
                                     period_from=plan.period_from, period_to=plan.period_to,
                                     until=horizon(timezone.localdate()), strict_before=before_days.strict_for(plan))
        return words, [calendar.due_words("", occurrence) for occurrence in found]

    def is_valid_timing(self):
        """Whether the inputs of time are whole, whatever else is missing on the form."""
        self.is_valid()
        return hasattr(self, "read")


class MilestoneForm(TimingForm):
    title = line("Việc phải làm", required=True, max_length=300)
    quote = prose("Câu trong văn bản", help_text="Chép nguyên câu; câu này luôn hiện bên cạnh ngày máy tính ra.")
    second_quote = prose("Câu liên quan ở chỗ khác trong văn bản", rows=2)
    locator = line("Mục trong văn bản", max_length=60)
    deliverable = line("Sản phẩm phải nộp", max_length=300)
    deliverable_kind = forms.ChoiceField(label="Loại sản phẩm",
                                         choices=Milestone._meta.get_field("deliverable_kind").choices, initial="other")
    document = forms.ModelChoiceField(label="Thuộc văn bản", queryset=None, to_field_name="public_id", required=False,
                                      empty_label="(văn bản kế hoạch)")
    phase = forms.ModelChoiceField(label="Giai đoạn", queryset=None, to_field_name="code", required=False,
                                   empty_label="(không thuộc giai đoạn nào)")
    responsible_kind = forms.ChoiceField(label="Ai phải làm", widget=forms.RadioSelect, initial="named", choices=[
        ("named", "Các cơ quan nêu tên"), ("category", "Mỗi đơn vị trong một nhóm"),
        ("text", "Chỉ ghi bằng chữ (chưa giao cụ thể)")])
    responsible_category = forms.ModelChoiceField(label="Nhóm đơn vị", queryset=UnitCategory.objects.all(),
                                                  to_field_name="public_id", required=False, empty_label="(chọn nhóm)")
    new_group = line("Hoặc thêm nhóm mới")
    responsible_text = line("Ai phải làm, như văn bản", max_length=500)
    recipient_text = line("Gửi đến đâu, như văn bản")
    via = AgencyField(label="Gửi qua cơ quan", required=False)
    after = forms.ModelChoiceField(label="Sau mốc", queryset=None, to_field_name="public_id", required=False,
                                   empty_label="(không)")
    before = forms.ModelChoiceField(label="Trước mốc", queryset=None, to_field_name="public_id", required=False,
                                    empty_label="(không)")

    def __init__(self, *args, plan, milestone=None, province="", **kwargs):
        super().__init__(*args, **kwargs)
        others = plan.milestones.exclude(pk=milestone.pk if milestone else None)
        self.fields["document"].queryset = plan.documents.exclude(role="plan")
        self.fields["phase"].queryset = plan.phases.all()
        self.fields["after"].queryset = self.fields["before"].queryset = others
        self.fields["via"].province = province

    def clean(self):
        values = super().clean()
        if values.get("responsible_kind") == "category" and not values.get("responsible_category") \
                and not values.get("new_group"):
            self.add_error("responsible_category", "Hãy chọn nhóm đơn vị, hoặc nhập nhóm mới.")
        if values.get("responsible_kind") == "text" and not values.get("responsible_text"):
            self.add_error("responsible_text", "Hãy ghi ai phải làm.")
        return values

    def group(self):
        data = self.cleaned_data
        if data["responsible_kind"] != "category":
            return None
        return data["responsible_category"] or NewGroup(data["new_group"])

    def values(self):
        names = ("title", "quote", "second_quote", "locator", "deliverable", "deliverable_kind", "document", "phase",
                 "responsible_text", "recipient_text", "after", "before", *ACTUAL)
        return {**{name: self.cleaned_data[name] for name in names}, **self.timing()}


class ResponsibleForm(forms.Form):
    telling = ("organization",)
    organization = AgencyField(label="Cơ quan phải làm", required=False)
    verb = forms.ChoiceField(label="Giao hay đề nghị", choices=[("", "–"), *VERBS], required=False)

    def __init__(self, *args, province="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].province = province


class MilestoneSheet(Sheet):
    def is_valid(self):
        if not super().is_valid():
            return False
        names = [str(organization) for organization, _ in self.responsibles()]
        if len(set(names)) < len(names):
            self.form.add_error("responsible_kind", "Có cơ quan được nhập hai lần.")
        return not self.form.errors

    def responsibles(self):
        if self.form.cleaned_data.get("responsible_kind") != "named":
            return []
        return [(row["organization"], row["verb"]) for row in kept_rows(self["responsibles"])]


def milestone_sheet(*, plan, data=None, milestone=None, province=""):
    named = [{"organization": r.organization, "verb": r.verb}
             for r in milestone.responsibles.select_related("organization")] if milestone else []
    form = MilestoneForm(data, initial=milestone_initial(milestone, named) if milestone else {}, plan=plan,
                         milestone=milestone, province=province)
    return MilestoneSheet(
        Part("form", form),
        Part("responsibles", rows(ResponsibleForm, "phai_lam", data=data, initial=named, minimum=2,
                                  form_kwargs={"province": province}), "Cơ quan phải làm"), data=data)


def milestone_initial(milestone, named=()):
    names = ("title", "quote", "second_quote", "locator", "deliverable", "deliverable_kind", "responsible_text",
             "recipient_text", "via", *ACTUAL)
    kind, inputs = timing_initial(milestone)
    who = ("category" if milestone.responsible_category_id
           else "named" if named or not milestone.responsible_text else "text")
    linked = {name: str(getattr(milestone, name).public_id) if getattr(milestone, f"{name}_id") else ""
              for name in ("document", "after", "before", "responsible_category")}
    return {**{name: getattr(milestone, name) for name in names}, **inputs, **linked, "kind": kind,
            "responsible_kind": who, "phase": milestone.phase.code if milestone.phase_id else ""}


def timing_initial(milestone):
    return timing.times_of({name: getattr(milestone, name) for name in TIMES})
