"""How reports are searched."""
import django_filters

from reporting.enums import ReportKind, ReportState
from reporting.models import ReportSnapshot
from reporting.queries import plan_name, plans_for


class ReportFilter(django_filters.FilterSet):
    plan = django_filters.ModelChoiceFilter(label="Kế hoạch", queryset=lambda request: plans_for(request.user),
                                            to_field_name="public_id", empty_label="Tất cả")
    kind = django_filters.ChoiceFilter(label="Loại", choices=ReportKind, empty_label="Tất cả")
    state = django_filters.ChoiceFilter(label="Trạng thái", choices=ReportState, empty_label="Tất cả")

    class Meta:
        model = ReportSnapshot
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.fields["plan"].label_from_instance = plan_name
