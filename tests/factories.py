"""The smallest valid object of each kind; what matters to a test stands in the test."""

import factory
from factory.django import DjangoModelFactory

from accounts.enums import AGENCY_ROLES, Role
from accounts.models import RoleAssignment, User
from core.text import fold, sort_key
from organizations.models import Organization, UnitCategory

# --- organizations ----------------------------------------------------------------------------------------------------


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    code = factory.Sequence("co-quan-{}".format)
    name = factory.Sequence("Sở Số {}".format)
    province_code = "khanh-hoa"
    kind = "department"
    search_key = factory.LazyAttribute(lambda o: fold(o.name))
    sort_key = factory.LazyAttribute(lambda o: sort_key(o.name))


class UnitCategoryFactory(DjangoModelFactory):
    class Meta:
        model = UnitCategory

    code = factory.Sequence("nhom-{}".format)
    name = factory.Sequence("Nhóm {}".format)


# --- accounts ---------------------------------------------------------------------------------------------------------


class UserFactory(DjangoModelFactory):
    """A person without any role."""

    class Meta:
        model = User

    username = factory.Sequence("nguoi_{}".format)
    full_name = factory.Sequence("Nguyễn Văn {}".format)
    email = factory.LazyAttribute(lambda o: f"{o.username}@example.org")
    search_key = factory.LazyAttribute(lambda o: fold(f"{o.full_name} {o.username} {o.email}"))
    password = factory.django.Password("Mat-khau-2026")


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = Role.SUBMITTER
    organization = factory.SubFactory(OrganizationFactory)


def person(role, organization=None, **values):
    """A person who holds the one role (agency roles get an agency of their own when none is given)."""
    if organization is None and role in AGENCY_ROLES:
        organization = OrganizationFactory()
    return RoleFactory(role=role, organization=organization, user=UserFactory(**values)).user


def officer(**values):
    return person(Role.OFFICER, **values)


def leader(**values):
    return person(Role.LEADER, **values)


def administrator(**values):
    return person(Role.ADMINISTRATOR, **values)


def submitter(organization=None, **values):
    return person(Role.SUBMITTER, organization, **values)
