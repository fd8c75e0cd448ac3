"""Conditions of the outbox."""
import django_filters
from django.db.models import Q

from core.text import fold
from notifications.enums import KINDS, MessageState
from notifications.forms import day_widget
from notifications.models import OutboundMessage


class OutboxFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Người nhận", method="search")
    state = django_filters.ChoiceFilter(label="Trạng thái", choices=MessageState, empty_label="Tất cả")
    kind = django_filters.ChoiceFilter(label="Loại", choices=KINDS, empty_label="Tất cả")
    day_after = django_filters.DateFilter(label="Lập từ ngày", field_name="created_at__date", lookup_expr="gte",
                                          widget=day_widget())
    day_before = django_filters.DateFilter(label="Đến ngày", field_name="created_at__date", lookup_expr="lte",
                                           widget=day_widget())

    class Meta:
        model = OutboundMessage
        fields = []

    def search(self, queryset, name, value):
        """Every word, accents aside, in the name or account of the recipient; or a part of the address."""
        people = Q()
        for word in fold(value).split():
            people &= Q(recipient__search_key__contains=word)
        return queryset.filter(people | Q(address__icontains=value.strip()))
