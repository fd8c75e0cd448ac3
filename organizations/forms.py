"""Forms of agencies, groups, clusters and reorganisations."""
from django import forms

from core.fields import LineFormField
from organizations.enums import ChangeKind, ChangeSide
from organizations.models import EmulationCluster, Organization, OrganizationChange, UnitCategory

ENDING_KINDS = {ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.DISSOLVE}


def agency_choices():
    """(public id, name with its province when two share the name) of every agency, in Vietnamese order. One query."""
    rows = list(Organization.objects.order_by("sort_key", "pk").values_list("public_id", "name", "province_code"))
    names = [name for _, name, _ in rows]
    twice = {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()
    return [("", "(chọn cơ quan)")] + [
        (str(public_id), f"{name} ({province})" if name in twice else name) for public_id, name, province in rows]


class ValuesForm(forms.ModelForm):
    """Labels and shapes come from the model; the values go to a service, which alone writes and checks constraints."""

    def _post_clean(self):
        """The object the form was filled from stays as it is."""


class OrganizationForm(ValuesForm):
    class Meta:
        model = Organization
        fields = ("name", "short_name", "system", "kind", "province_code", "parent", "valid_from", "valid_to",
                  "email", "phone", "place", "document_symbol", "printed_name", "printed_superior", "is_office")
        labels = {"province_code": "Tỉnh (mã, không dấu)"}
        help_texts = {
            "province_code": "Ví dụ: khanh-hoa. Để trống với cơ quan trung ương.",
            "email": "Hộp thư chung của cơ quan. Thư nhắc hạn gửi đến từng người có vai trò ở cơ quan.",
        }
        widgets = {"printed_name": forms.Textarea(attrs={"rows": 3}),
                   "printed_superior": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Organization.objects.exclude(pk=self.instance.pk)
        self.fields["parent"].to_field_name = "public_id"
        if self.instance.pk:
            self.initial["parent"] = self.instance.parent.public_id if self.instance.parent_id else None
            del self.fields["name"]  # a name changes with its day: see RenameForm

    def clean(self):
        values = super().clean()
        first, last = values.get("valid_from"), values.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Ngày kết thúc phải sau ngày bắt đầu hoạt động.")
        return values


class RenameForm(forms.Form):
    name = LineFormField(label="Tên mới", max_length=255)
    from_date = forms.DateField(label="Có hiệu lực từ ngày", help_text="Ngày/tháng/năm, ví dụ 01/3/2025.")
    basis = LineFormField(label="Căn cứ (số, ngày văn bản)", max_length=255, required=False)


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label="Gộp vào", queryset=Organization.objects.filter(is_confirmed=True), to_field_name="public_id",
        empty_label="(chọn cơ quan)")


class CategoryForm(ValuesForm):
    class Meta:
        model = UnitCategory
        fields = ("name", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class AddMembersForm(forms.Form):
    organizations = forms.ModelMultipleChoiceField(queryset=Organization.objects.all(), to_field_name="public_id",
                                                   error_messages={"required": "Anh/chị chưa chọn cơ quan nào."})
    valid_from = forms.DateField(label="Vào nhóm từ ngày", required=False)


class EndMembershipsForm(forms.Form):
    organizations = forms.ModelMultipleChoiceField(queryset=Organization.objects.all(), to_field_name="public_id",
                                                   error_messages={"required": "Anh/chị chưa chọn thành viên nào."})
    valid_to = forms.DateField(label="Ở trong nhóm đến hết ngày",
                               error_messages={"required": "Anh/chị nhập ngày cuối cùng ở trong nhóm."})


class ClusterForm(ValuesForm):
    members = forms.ModelMultipleChoiceField(
        label="Thành viên", queryset=Organization.objects.all(), to_field_name="public_id", required=False,
        widget=forms.SelectMultiple(attrs={"size": 14}), help_text="Giữ phím Ctrl để chọn nhiều cơ quan.")

    class Meta:
        model = EmulationCluster
        fields = ("name", "kind", "year", "members")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["members"] = [member.public_id for member in self.instance.members.all()]


class ChangeForm(forms.ModelForm):
    ends_predecessors = forms.BooleanField(
        label="Các cơ quan cũ thôi hoạt động từ ngày này", required=False, initial=True,
        help_text="Không áp dụng khi chỉ chuyển chức năng, hoặc khi cơ quan cũ cũng là cơ quan kế thừa.")

    class Meta:
        model = OrganizationChange
        fields = ("kind", "effective_on", "legal_basis", "note")
        labels = {"legal_basis": "Căn cứ (số, ngày văn bản)"}
        help_texts = {"effective_on": "Ngày/tháng/năm, ví dụ 01/3/2025."}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [choice for choice in ChangeKind.choices if choice[0] != ChangeKind.RENAME]


class PartyForm(forms.Form):
    side = forms.ChoiceField(label="Vai", choices=ChangeSide)
    organization = forms.ModelChoiceField(label="Cơ quan", queryset=Organization.objects.all(),
                                          to_field_name="public_id", empty_label="(chọn cơ quan)")
    function = LineFormField(label="Chức năng chuyển giao", max_length=255, required=False)

    def __init__(self, *args, choices, side=ChangeSide.PREDECESSOR, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].widget.choices = choices
        self.fields["side"].initial = side

    def has_changed(self):
        """A row in which only the side is chosen is an empty row."""
        return bool({"organization", "function"} & set(self.changed_data))


class BasePartyFormSet(forms.BaseFormSet):
    """The agencies before and after; at least one before, and one after unless the work simply ends."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("form_kwargs", {"choices": agency_choices()})
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index):
        """Two rows before, the others after the change, until the person chooses otherwise."""
        side = ChangeSide.PREDECESSOR if index is not None and index < 2 else ChangeSide.SUCCESSOR
        return {**super().get_form_kwargs(index), "side": side}

    def parties(self, side):
        """(agency, function) pairs of one side, in the order typed."""
        rows = [form.cleaned_data for form in self.forms if form.has_changed() and not self._should_delete_form(form)]
        return [(row["organization"], row["function"]) for row in rows if row["side"] == side]

    def clean(self):
        if any(self.errors):
            return
        if not self.parties(ChangeSide.PREDECESSOR):
            raise forms.ValidationError("Anh/chị chọn ít nhất một cơ quan trước sắp xếp.")
        rows = [(side, agency) for side in ChangeSide for agency, _ in self.parties(side)]
        if len(set(rows)) < len(rows):
            raise forms.ValidationError("Có cơ quan được chọn hai lần ở cùng một vai.")


PartyFormSet = forms.formset_factory(PartyForm, formset=BasePartyFormSet, extra=4, max_num=60, can_delete=True)
