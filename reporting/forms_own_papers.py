"""What people type for the report of merit of a nominee."""
from django import forms

from reporting.documents.text import unprintable_signs
from reporting.enums import Layout
from reporting.layouts import PRINTABLE


class MeritForm(forms.Form):
    award = forms.CharField(label="Hình thức đề nghị", max_length=255, required=False, help_text=(
        "Ví dụ: Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh. Để trống: in dấu chấm để ghi sau."))
    place = forms.CharField(label="Địa danh", max_length=80, required=False,
                            help_text="Để trống: lấy địa danh của cơ quan.")
    signer = forms.CharField(label="Người ký báo cáo", max_length=120, required=False, help_text=(
        "Họ và tên thủ trưởng đơn vị (tập thể) hoặc người báo cáo; không ghi học hàm, học vị."))
    layout = forms.ChoiceField(label="Thể thức", choices=[(layout, Layout(layout).label) for layout in PRINTABLE])

    def clean(self):
        cleaned = super().clean()
        for name in ("award", "place", "signer"):
            if strange := unprintable_signs(cleaned.get(name) or ""):
                self.add_error(name, f"Không in được ký tự: {' '.join(strange)}")
        return cleaned
