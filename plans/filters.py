"""How plans are searched: words without accents, state, level, year, issuing agency."""
import django_filters
from django.db.models import Q

from core.text import fold
from organizations.models import Organization
from plans.enums import PlanLevel, PlanStatus
from plans.models import Document, Plan

FIRST_YEARS = range(2015, 2036)


class PlanFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Tìm theo tên, số, mã", method="search")
    status = django_filters.ChoiceFilter(label="Trạng thái", choices=PlanStatus, empty_label="Tất cả")
    level = django_filters.ChoiceFilter(label="Cấp", choices=PlanLevel, empty_label="Tất cả")
    year = django_filters.ChoiceFilter(label="Năm thực hiện", method="in_year", empty_label="Tất cả",
                                       choices=[(year, str(year)) for year in FIRST_YEARS])
    owner = django_filters.ModelChoiceFilter(label="Cơ quan ban hành", queryset=Organization.objects.none(),
                                             to_field_name="public_id", empty_label="Tất cả")

    class Meta:
        model = Plan
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        owners = self.queryset.order_by().values("owner")
        self.filters["owner"].queryset = Organization.objects.filter(pk__in=owners)

    def search(self, queryset, name, value):
        """Every typed word stands in the plan's title, code or a document's number, accents aside.

        Plans are few (some a year); their words are folded here, so that no key has to be kept beside each title.
        """
        words = fold(value).split()
        numbers = Document.objects.filter(plan__in=queryset.order_by().values("pk")).values_list(
            "plan", "number", "symbol")
        texts = {pk: f"{title} {code} {alias or ''}" for pk, title, code, alias in
                 queryset.order_by().values_list("pk", "title", "code", "alias")}
        for pk, number, symbol in numbers:
            texts[pk] = f"{texts[pk]} {number or ''} {symbol}"
        found = [pk for pk, text in texts.items() if all(word in fold(text) for word in words)]
        return queryset.filter(pk__in=found)

    def in_year(self, queryset, name, value):
        return queryset.filter(Q(period_to=None) | Q(period_to__year__gte=value), period_from__year__lte=value)
