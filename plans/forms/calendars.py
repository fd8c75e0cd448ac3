from django import forms

from plans.enums import PlanStatus
from plans.models import Plan


class FeedForm(forms.Form):
    plan = forms.ModelChoiceField(label="Kế hoạch", queryset=Plan.objects.none(), to_field_name="public_id",
                                  required=False, empty_label="Mọi kế hoạch")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = Plan.objects.visible_to(user).filter(status=PlanStatus.ISSUED)
