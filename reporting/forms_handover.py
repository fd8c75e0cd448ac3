"""Whose work is handed over, by whom and to whom."""
from django import forms
from django.utils import timezone

from accounts.enums import Role
from accounts.queries import people_holding
from organizations.models import Organization
from reporting.documents.text import unprintable_signs
from reporting.enums import Layout
from reporting.handover import Desk
from reporting.layouts import PRINTABLE
from reporting.offices import layout_of


class HandoverForm(forms.Form):
    """An agency's work, or one officer's desk in the standing office."""

    organization = forms.ModelChoiceField(label="Cơ quan, đơn vị", queryset=None, to_field_name="public_id",
                                          required=False,
                                          empty_label="", help_text="Để trống khi bàn giao việc của một chuyên viên.")
    officer = forms.ModelChoiceField(label="Chuyên viên Sở Nội vụ", queryset=None, to_field_name="public_id",
                                     required=False,
                                     empty_label="", help_text="Hồ sơ chuyên viên đang xử lý và hồ sơ chưa ai nhận.")
    giver = forms.CharField(label="Người bàn giao", max_length=120, required=False)
    receiver = forms.CharField(label="Người nhận bàn giao", max_length=120, required=False)
    layout = forms.ChoiceField(label="Thể thức", required=False, choices=[
        ("", "Theo cơ quan"), *((layout, Layout(layout).label) for layout in PRINTABLE)],
        help_text="Theo cơ quan: cơ quan của Đảng lập theo thể thức của Đảng, cơ quan khác theo thể thức của Nhà nước.")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["organization"].queryset = Organization.objects.visible_to(user).order_by("sort_key", "pk")
        self.fields["officer"].queryset = people_holding(Role.OFFICER, today=today)

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("organization")) == bool(cleaned.get("officer")) and not self.errors:
            self.add_error("organization", "Chọn một cơ quan, hoặc một chuyên viên.")
        for name in ("giver", "receiver"):
            if strange := unprintable_signs(cleaned.get(name) or ""):
                self.add_error(name, f"Không in được ký tự: {' '.join(strange)}")
        return cleaned

    @property
    def paper_layout(self):
        """The layout chosen, else the usual one of the agency."""
        return self.cleaned_data["layout"] or layout_of(self.desk.organization)

    @property
    def desk(self):
        """The `Desk` chosen; an officer's stands in the standing office."""
        values, officer = self.cleaned_data, self.cleaned_data["officer"]
        place = values["organization"] or _office_of(officer)
        return Desk(place, officer, giver=values["giver"] or str(officer or ""), receiver=values["receiver"])


def _office_of(officer):
    """The agency of the officer's role, else the standing office."""
    own = [role.organization for role in officer.all_assignments if role.role == Role.OFFICER and role.organization]
    return own[0] if own else Organization.objects.filter(is_office=True).order_by("-valid_from", "pk").first()
