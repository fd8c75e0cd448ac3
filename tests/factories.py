"""The smallest valid object of each kind; what matters to a test stands in the test."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from accounts.enums import AGENCY_ROLES, Role
from accounts.models import RoleAssignment, User, keys_of
from core.text import fold, normalised_name, sort_key
from models_registry.models import ExemplarRecord, Subject
from nominations.models import Nomination, Submission
from organizations.models import Organization, UnitCategory
from plans.models import ObligationFigure, Plan, PlanField, QuotaObligation, QuotaRule

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
    search_key = factory.LazyAttribute(lambda o: keys_of(o.username, o.full_name, o.email)["search_key"])
    given_key = factory.LazyAttribute(lambda o: keys_of(o.username, o.full_name, o.email)["given_key"])
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


# --- plans in force, as nominations and the registry need them --------------------------------------------------------


class IssuedPlanFactory(DjangoModelFactory):
    """A plan in force for 2021 to 2030, without parts."""

    class Meta:
        model = Plan

    code = factory.Sequence("KH-{}".format)
    title = factory.Sequence("Kế hoạch số {}".format)
    owner = factory.SubFactory(OrganizationFactory)
    period_from = date(2021, 1, 1)
    period_to = date(2030, 12, 31)
    status = "issued"
    issued_at = datetime(2021, 1, 1, tzinfo=UTC)


class PlanFieldFactory(DjangoModelFactory):
    class Meta:
        model = PlanField

    plan = factory.SubFactory(IssuedPlanFactory)
    code = factory.Sequence("F{}".format)
    order = factory.Sequence(int)
    name = factory.Sequence("Lĩnh vực {}".format)


class QuotaRuleFactory(DjangoModelFactory):
    """«Ít nhất 2 cá nhân», counted by recognition, each named bearer for itself."""

    class Meta:
        model = QuotaRule

    plan = factory.SubFactory(IssuedPlanFactory)
    code = factory.Sequence("Q{}".format)
    order = factory.Sequence(int)
    counts_individual = True
    min_count = 2


class ObligationFactory(DjangoModelFactory):
    """What one agency owes under the rule in the plan's period, with the rule's figure from its first day."""

    class Meta:
        model = QuotaObligation
        skip_postgeneration_save = True

    rule = factory.SubFactory(QuotaRuleFactory)
    bearer = factory.SubFactory(OrganizationFactory)
    window_key = "plan"
    window_start = factory.LazyAttribute(lambda o: o.rule.plan.period_from)
    window_end = factory.LazyAttribute(lambda o: o.rule.plan.period_to)

    @factory.post_generation
    def figure(self, create, extracted, **kwargs):
        ObligationFigure.objects.create(
            obligation=self, effective_on=self.window_start, modality=self.rule.modality,
            min_count=self.rule.min_count, max_count=self.rule.max_count, target_count=self.rule.target_count)


def obligation_of(bearer, *, field=None, window=None, **rule):
    """An obligation of `bearer` under a new rule of the field's plan; `rule` are values of the rule."""
    field = field or PlanFieldFactory()
    window = {"window_start": window[0], "window_end": window[1], "window_key": "own"} if window else {}
    return ObligationFactory(rule=QuotaRuleFactory(plan=field.plan, **rule), field=field, bearer=bearer, **window)


# --- registry and nominations -----------------------------------------------------------------------------------------


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = Subject

    type = "individual"
    name = factory.Sequence("Trần Thị {}".format)
    organization = factory.SubFactory(OrganizationFactory)
    normalised_name = factory.LazyAttribute(lambda o: normalised_name(o.name))
    search_key = factory.LazyAttribute(lambda o: fold(o.name))
    sort_key = factory.LazyAttribute(lambda o: sort_key(o.name))
    given_key = factory.LazyAttribute(lambda o: sort_key(o.name))


class RecordFactory(DjangoModelFactory):
    class Meta:
        model = ExemplarRecord

    subject = factory.SubFactory(SubjectFactory)
    plan = factory.LazyAttribute(lambda o: o.field.plan)
    field = factory.SubFactory(PlanFieldFactory)
    organization = factory.LazyAttribute(lambda o: o.subject.organization)


class SubmissionFactory(DjangoModelFactory):
    """A draft of an agency for a field, written by a person of that agency."""

    class Meta:
        model = Submission

    field = factory.SubFactory(PlanFieldFactory)
    plan = factory.LazyAttribute(lambda o: o.field.plan)
    organization = factory.SubFactory(OrganizationFactory)
    created_by = factory.LazyAttribute(lambda o: submitter(o.organization))


class NominationFactory(DjangoModelFactory):
    """A complete draft of one person; `state` other than draft comes by the services."""

    class Meta:
        model = Nomination

    submission = factory.SubFactory(SubmissionFactory)
    subject_type = "individual"
    name = factory.Sequence("Lê Văn {}".format)
    birth_year = 1980
    unit_text = "Phòng Tổng hợp"
    achievement = "Giảm thời gian giải quyết hồ sơ từ 5 ngày còn 2 ngày."
    search_key = factory.LazyAttribute(lambda o: fold(f"{o.name} {o.unit_text}"))
    sort_key = factory.LazyAttribute(lambda o: sort_key(o.name))
