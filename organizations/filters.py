"""How agencies are searched."""
import django_filters
from django.utils import timezone

from core.text import fold
from organizations.enums import OrganizationKind, OrganizationSystem
from organizations.models import Organization, valid_on


def province_choices():
    codes = Organization.objects.exclude(province_code="").order_by("province_code").values_list(
        "province_code", flat=True).distinct()
    places = dict(Organization.objects.filter(kind=OrganizationKind.PROVINCE_PC).values_list("province_code", "place"))
    return [(code, places.get(code) or code.replace("-", " ").title()) for code in codes]


class OrganizationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Tìm theo tên", method="search")
    system = django_filters.ChoiceFilter(label="Hệ thống", choices=OrganizationSystem, empty_label="Tất cả")
    kind = django_filters.ChoiceFilter(label="Loại", choices=OrganizationKind, empty_label="Tất cả")
    province = django_filters.ChoiceFilter(
        label="Tỉnh", field_name="province_code", choices=province_choices, empty_label="Tất cả")
    state = django_filters.ChoiceFilter(
        label="Tình trạng", method="in_state", empty_label="Tất cả",
        choices=[("existing", "Đang hoạt động"), ("ended", "Đã kết thúc"), ("unconfirmed", "Chưa xác nhận")])

    class Meta:
        model = Organization
        fields = []

    def search(self, queryset, name, value):
        """Every word, with or without accents, in the present or a former name."""
        for word in fold(value).split():
            queryset = queryset.filter(search_key__contains=word)
        return queryset

    def in_state(self, queryset, name, value):
        today = timezone.localdate()
        if value == "unconfirmed":
            return queryset.filter(is_confirmed=False)
        return queryset.filter(valid_on(today)) if value == "existing" else queryset.exclude(valid_on(today))
