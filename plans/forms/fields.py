"""A field of the plan: names, who leads and coordinates, criteria, and the usual quota numbers in the same form."""
from django import forms

from plans.enums import COUNTING_STAGES, AssignmentVerb, BearerMode, Stage, SubjectType
from plans.forms.conditions import NARROW
from plans.forms.inputs import AgencyField, LinesField, YearOrDayField, line, number, prose
from plans.forms.sheets import Part, Sheet, kept_rows, rows

VERBS = [(AssignmentVerb.GIAO, "giao"), (AssignmentVerb.DE_NGHI, "đề nghị"),
         (AssignmentVerb.TU_THUC_HIEN, "tự thực hiện")]


class FieldForm(forms.Form):
    section = line("Mục trong văn bản", max_length=20, help_text="Ví dụ: 1, a, 3.1.2")
    name = prose("Tên lĩnh vực", required=True, rows=2, max_length=500)
    name_in_quota = prose("Tên trong câu giao chỉ tiêu", rows=2, max_length=500,
                          help_text="Chỉ nhập khi câu giao chỉ tiêu gọi lĩnh vực bằng tên khác với đề mục.")
    is_implicit = forms.BooleanField(label="Văn bản không chia lĩnh vực, đây là lĩnh vực chung", required=False)
    own_from = YearOrDayField(label="Thời gian riêng: từ", required=False,
                              help_text="Chỉ nhập khi khác thời gian của kế hoạch.")
    own_to = YearOrDayField(label="Thời gian riêng: đến hết", required=False, last=True)
    coordinators = LinesField(label="Cơ quan phối hợp", required=False,
                              help_text="Mỗi dòng một cơ quan hoặc nhóm cơ quan, viết như văn bản.")
    criteria_collective = prose("Tiêu chí với tập thể")
    criteria_individual = prose("Tiêu chí với cá nhân")
    criteria_household = prose("Tiêu chí với hộ gia đình")

    def clean(self):
        values = super().clean()
        start, end = values.get("own_from"), values.get("own_to")
        if bool(start) != bool(end):
            self.add_error("own_to" if start else "own_from", "Thời gian riêng cần đủ đầu và cuối.")
        elif start and end < start:
            self.add_error("own_to", "Thời gian riêng kết thúc trước khi bắt đầu.")
        return values

    def values(self):
        data = self.cleaned_data
        names = ("section", "is_implicit", "own_from", "own_to")
        return {**{name: data[name] for name in names}, "name": " ".join(data["name"].split()),
                "name_in_quota": " ".join(data["name_in_quota"].split())}

    def criteria(self):
        """(type, "", text) of the criteria that hold for a whole type."""
        return [(t.value, "", self.cleaned_data[f"criteria_{t.value}"]) for t in SubjectType]


class QuotaNumbersForm(forms.Form):
    """«ít nhất 10 tập thể, 10 cá nhân»: the usual figure of a field, one rule for each type that has a number."""

    least_collective = number("tập thể", least=1)
    least_individual = number("cá nhân", least=1)
    least_household = number("hộ gia đình", least=1)
    bearer_mode = forms.ChoiceField(
        label="Chỉ tiêu này giao cho", widget=forms.RadioSelect, initial=BearerMode.EACH, choices=[
            (BearerMode.EACH, "mỗi cơ quan chủ trì (từng cơ quan đạt đủ số này)"),
            (BearerMode.JOINT, "chung các cơ quan chủ trì (cùng đạt số này)")])
    counting_stage = forms.ChoiceField(label="Tính khi", initial=Stage.RECOGNISED,
                                       choices=[(s.value, s.label) for s in COUNTING_STAGES])
    quote = prose("Câu giao chỉ tiêu trong văn bản", rows=2)

    def quotas(self):
        """(subject type, least) for each number typed."""
        return [(t.value, self.cleaned_data[f"least_{t.value}"]) for t in SubjectType
                if self.cleaned_data[f"least_{t.value}"]]

    def values(self):
        return {name: self.cleaned_data[name] for name in ("bearer_mode", "counting_stage", "quote")}


class LeadForm(forms.Form):
    telling = ("organization",)
    organization = AgencyField(label="Cơ quan chủ trì", required=False)
    verb = forms.ChoiceField(label="Giao hay đề nghị", choices=VERBS, initial=AssignmentVerb.GIAO)

    def __init__(self, *args, province="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].province = province


class NarrowCriterionForm(forms.Form):
    """A criterion of one kind of collectives or people: «cán bộ, công chức», «người đứng đầu»."""

    telling = ("text",)
    of = forms.ChoiceField(label="Riêng cho", choices=NARROW)
    text = prose("Tiêu chí", rows=2)


class FieldSheet(Sheet):
    def is_valid(self):
        if not super().is_valid():
            return False
        names = [str(lead) for lead, _ in self.leads()]
        if len(set(names)) < len(names):
            self.form.add_error(None, "Có cơ quan chủ trì được nhập hai lần.")
        if "quotas" in self.parts and self["quotas"].quotas() and not names:
            self.form.add_error(None, "Đã nhập chỉ tiêu nhưng chưa có cơ quan chủ trì. Hãy nhập cơ quan chịu chỉ tiêu.")
        kinds = [row["of"] for row in kept_rows(self["narrow"])]
        if len(set(kinds)) < len(kinds):
            self.form.add_error(None, "Có loại đối tượng được nhập tiêu chí riêng hai lần.")
        return not self.form.errors

    def criteria(self):
        """(type, kind, text) of every criterion typed."""
        return [*self.form.criteria(), *((*row["of"].split("."), row["text"]) for row in kept_rows(self["narrow"]))]

    def leads(self):
        return [(row["organization"], row["verb"]) for row in kept_rows(self["leads"])]


def field_sheet(*, data=None, field=None, province="", with_quotas=False):
    """The sheet of a new field, or of `field`; quotas stand in it while the field has none."""
    leads = [{"organization": lead.organization, "verb": lead.verb}
             for lead in field.leads.select_related("organization")] if field else []
    narrow = [{"of": f"{c.subject_type}.{c.subject_kind}", "text": c.text}
              for c in field.criteria.all() if c.subject_kind] if field else []
    parts = [Part("form", FieldForm(data, initial=_initial(field) if field else {})),
             Part("leads", rows(LeadForm, "chu_tri", data=data, initial=leads, minimum=2,
                                form_kwargs={"province": province}), "Cơ quan chủ trì"),
             Part("narrow", rows(NarrowCriterionForm, "tieu_chi_rieng", data=data, initial=narrow), "Tiêu chí riêng")]
    if with_quotas:
        parts.append(Part("quotas", QuotaNumbersForm(data)))
    return FieldSheet(*parts, data=data)


def _initial(field):
    names = ("section", "name", "name_in_quota", "is_implicit", "own_from", "own_to")
    criteria = {f"criteria_{c.subject_type}": c.text for c in field.criteria.all() if not c.subject_kind}
    return {**{name: getattr(field, name) for name in names}, **criteria,
            "coordinators": [row.text for row in field.coordinators.all()]}
