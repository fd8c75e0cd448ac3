"""Accounts as the administrator looks at them, and whom to tell in an agency."""
from django.utils import timezone

from accounts.enums import AGENCY_ROLES
from accounts.models import RoleAssignment, User


def accounts_with_roles(accounts):
    """The accounts with `roles_now`, the role rows in force today. Two queries for any number of accounts."""
    people = list(accounts)
    rows = RoleAssignment.objects.in_force_on(timezone.localdate()).filter(user__in=people)
    by_person = {}
    for row in rows.select_related("organization").order_by("pk"):
        by_person.setdefault(row.user_id, []).append(row)
    for user in people:
        user.roles_now = by_person.get(user.pk, [])
    return people


def people_of(organization, *, today, roles=AGENCY_ROLES):
    """Active people who hold one of `roles` in the agency on `today`, each once, by name."""
    rows = RoleAssignment.objects.in_force_on(today).filter(organization=organization, role__in=roles)
    return User.objects.filter(is_active=True, pk__in=rows.values("user"))


def people_holding(role, *, today):
    """Active people who hold `role` on `today`, each once, by name."""
    rows = RoleAssignment.objects.in_force_on(today).filter(role=role)
    return User.objects.filter(is_active=True, pk__in=rows.values("user"))
