"""The form of how «trước ngày …» is read."""
from django import forms

from core.fields import ProseFormField
from plans.forms.duties import PlainForm

CHOICES = [("1", "Không kể ngày được nêu: «trước ngày 30/3» là chậm nhất hết ngày 29/3"),
           ("0", "Kể cả ngày được nêu: «trước ngày 30/3» là chậm nhất hết ngày 30/3")]


class BeforeDayForm(PlainForm):
    is_strict = forms.TypedChoiceField(label="«Trước ngày …» được hiểu là", choices=CHOICES, widget=forms.RadioSelect,
                                       coerce=lambda text: text == "1", empty_value=None)
    reason = ProseFormField(label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text="Ví dụ: văn bản hướng dẫn cách tính thời hạn.")
