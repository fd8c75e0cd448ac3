"""How administrators search the accounts."""
import django_filters
from django.db.models import Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import RoleAssignment, User
from core.text import fold
from organizations.models import Organization


class AccountFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Tìm", method="search")
    role = django_filters.ChoiceFilter(label="Vai trò", choices=Role, method="with_role", empty_label="Tất cả")
    organization = django_filters.ModelChoiceFilter(
        label="Cơ quan, đơn vị", queryset=Organization.objects.all(), to_field_name="public_id", method="of_agency",
        empty_label="Tất cả")
    state = django_filters.ChoiceFilter(
        label="Tình trạng", method="in_state", empty_label="Tất cả",
        choices=[("active", "Đang hoạt động"), ("disabled", "Đã khóa"), ("fresh", "Chưa đổi mật khẩu lần đầu"),
                 ("roleless", "Chưa có vai trò")])

    class Meta:
        model = User
        fields = []

    def search(self, queryset, name, value):
        for word in fold(value).split():
            queryset = queryset.filter(search_key__contains=word)
        return queryset

    def with_role(self, queryset, name, value):
        return queryset.filter(pk__in=self._roles_now().filter(role=value).values("user"))

    def of_agency(self, queryset, name, value):
        return queryset.filter(pk__in=self._roles_now().filter(organization=value).values("user"))

    def in_state(self, queryset, name, value):
        states = {
            "active": Q(is_active=True), "disabled": Q(is_active=False), "fresh": Q(must_change_password=True),
            "roleless": ~Q(pk__in=self._roles_now().values("user"))}
        return queryset.filter(states[value])

    def _roles_now(self):
        return RoleAssignment.objects.in_force_on(timezone.localdate())
