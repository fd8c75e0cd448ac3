"""Changes of an issued plan: the document that makes them, new figures, a new deadline, the end."""
from django import forms
from django.core.exceptions import ValidationError

from core.errors import InvalidInput
from plans.enums import DocSystem, Modality
from plans.forms.inputs import DayField, line, number, prose
from plans.forms.milestones import ACTUAL, TimingForm, timing_initial
from plans.numbers_of_documents import parse_number


class PaperForm(forms.Form):
    """The document that changes a plan; its number and day are required, for figures change by them."""

    number = line("Số, ký hiệu văn bản", required=True, max_length=60, help_text="Ví dụ: 4521/UBND-TH")
    issued_on = DayField(label="Ngày ban hành")
    doc_type = line("Tên loại", required=True, max_length=40, initial="Công văn")
    doc_system = forms.ChoiceField(label="Văn bản của", choices=DocSystem)
    issuer = line("Cơ quan ban hành")
    title = prose("Trích yếu", rows=2, max_length=800)

    def clean_number(self):
        typed = self.cleaned_data["number"]
        if self.data.get(self.add_prefix("doc_system")) == DocSystem.OTHER:
            return typed
        try:
            return str(parse_number(typed))
        except InvalidInput as error:
            raise ValidationError(error.errors["number"]) from None

    def values(self):
        return dict(self.cleaned_data)


class BearerChoiceForm(forms.Form):
    """For whom: one agency of the rule or all of them."""

    bearer = forms.ModelChoiceField(label="Áp dụng cho", queryset=None, to_field_name="public_id", required=False,
                                    empty_label="mọi cơ quan chịu chỉ tiêu này")
    effective_on = DayField(label="Có hiệu lực từ ngày", required=False,
                                   help_text="Để trống: từ ngày của văn bản.")

    def __init__(self, *args, bearers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bearer"].queryset = bearers


class AllocationForm(BearerChoiceForm):
    min_count = number("Ít nhất", required=True)
    max_count = number("Không quá")

    def clean(self):
        values = super().clean()
        least, most = values.get("min_count"), values.get("max_count")
        if least is not None and most is not None and most < least:
            self.add_error("max_count", f"Số «không quá» ({most}) nhỏ hơn số «ít nhất» ({least}).")
        return values


class FiguresForm(BearerChoiceForm):
    min_count = number("Ít nhất")
    max_count = number("Không quá")
    target_count = number("Mục tiêu")
    reason = prose("Lý do, ghi chú", rows=2)

    def clean(self):
        values = super().clean()
        if all(values.get(name) is None for name in ("min_count", "max_count", "target_count")) and not self.errors:
            raise ValidationError("Hãy nhập ít nhất một con số.")
        return values

    def bounds(self):
        return {name: self.cleaned_data[name] for name in ("min_count", "max_count", "target_count")}


class WithdrawForm(forms.Form):
    effective_on = DayField(label="Thôi áp dụng từ ngày", required=False,
                                   help_text="Để trống: từ ngày của văn bản.")
    reason = prose("Lý do", required=True, rows=2)


class DeadlineForm(TimingForm):
    """The new deadline words of a milestone."""

    quote = prose("Câu trong văn bản điều chỉnh", required=True, rows=2)
    reason = prose("Lý do, ghi chú", rows=2)

    def values(self):
        return {**self.timing(), **{name: self.cleaned_data[name] for name in ("quote", *ACTUAL)}}


def deadline_initial(milestone):
    kind, inputs = timing_initial(milestone)
    return {**inputs, **{name: getattr(milestone, name) for name in ACTUAL}, "kind": kind}


class ClosingForm(forms.Form):
    reason = prose("Lý do kết thúc", required=True, rows=2)


def figures_initial(rule):
    return {name: getattr(rule, name) for name in ("min_count", "max_count", "target_count")}


def is_pending(rule):
    """Whether the rule takes its figure from allocations (also again), not from amendments."""
    return rule.modality == Modality.PENDING or rule.unit == "percent"
