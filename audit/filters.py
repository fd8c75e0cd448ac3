"""How administrators search the log."""
import django_filters
from django.contrib.auth import get_user_model

from audit import words
from audit.models import AuditEvent


def act_choices():
    return sorted(words.acts().items(), key=lambda pair: pair[1])


def type_choices():
    found = AuditEvent.objects.order_by("object_type").values_list("object_type", flat=True).distinct()
    return [(code, words.type_words(code)) for code in found]


class EventFilter(django_filters.FilterSet):
    actor = django_filters.ModelChoiceFilter(
        label="Người thực hiện", queryset=lambda request: get_user_model().objects.all(),
        to_field_name="public_id", empty_label="Tất cả")
    action = django_filters.ChoiceFilter(label="Việc", choices=act_choices, empty_label="Tất cả")
    object_type = django_filters.ChoiceFilter(label="Loại đối tượng", choices=type_choices, empty_label="Tất cả")
    since = django_filters.DateFilter(label="Từ ngày", field_name="at", lookup_expr="date__gte")
    until = django_filters.DateFilter(label="Đến hết ngày", field_name="at", lookup_expr="date__lte")

    class Meta:
        model = AuditEvent
        fields = []
