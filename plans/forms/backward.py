"""Forms of inner steps and of anniversaries."""
from django import forms

from core.errors import InvalidInput
from core.fields import LineFormField
from plans.backward import LONGEST
from plans.forms.duties import PlainForm, day_field


class StepsForm(forms.Form):
    """The final day and, for each of the given steps, how many working days it gets (`days_1`, …)."""

    final_on = day_field("Ngày cuối cùng")

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.steps = steps
        for order, (name, length) in enumerate(steps, start=1):
            self.fields[f"days_{order}"] = forms.IntegerField(
                label=f"{name} (ngày làm việc)", min_value=0, max_value=LONGEST, initial=length)

    def lengths(self):
        """((name, working days), …) as typed."""
        return tuple((name, self.cleaned_data[f"days_{order}"]) for order, (name, _) in enumerate(self.steps, start=1))


class TaskForm(forms.Form):
    first_on = day_field("Từ ngày")
    last_on = day_field("Đến hết ngày")


class AnniversaryForm(PlainForm):
    day = forms.IntegerField(label="Ngày", min_value=1, max_value=31)
    month = forms.IntegerField(label="Tháng", min_value=1, max_value=12)
    name = LineFormField(label="Tên", max_length=160)
    origin_year = forms.IntegerField(label="Năm gốc", min_value=1000, max_value=2100, required=False,
                                     help_text="Để tính «kỷ niệm … năm»; có thể để trống.")
    source = LineFormField(label="Văn bản", max_length=255, help_text="Số, ngày, cơ quan ban hành.")


def chosen_orders(texts):
    """The orders of ticked steps; raises InvalidInput for anything that is no number."""
    try:
        return {int(text) for text in texts}
    except ValueError as error:
        raise InvalidInput({"": ["Bước được chọn không hợp lệ."]}) from error
