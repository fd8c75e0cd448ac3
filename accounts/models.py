"""People and the roles they hold in agencies (person × role × organization, with dates)."""
from uuid import uuid4

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from accounts.enums import AGENCY_ROLES, Role
from core.fields import LineField
from core.text import fold, given_name_key
from organizations.models import Organization, dates_in_order, valid_on


class PersonManager(UserManager):
    def _create_user_object(self, username, email, password, **values):
        for key, value in keys_of(username, values.get("full_name", ""), email or "").items():
            values.setdefault(key, value)
        return super()._create_user_object(username, email, password, **values)

    def visible_to(self, user):
        """Every account for administrators, one's own for everybody else."""
        return self.get_queryset() if user.is_administrator else self.filter(pk=user.pk)


class User(AbstractUser):
    """A person. What they may do follows from their roles in force today, or from the one they act in."""

    first_name = None
    last_name = None
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    full_name = LineField("họ và tên", max_length=150)
    phone = LineField("điện thoại", max_length=40, blank=True)
    position = LineField("chức vụ", max_length=150, blank=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)
    search_key = models.CharField(max_length=600, blank=True, editable=False)
    given_key = models.CharField(max_length=1200, blank=True, editable=False)

    objects = PersonManager()

    REQUIRED_FIELDS = ["full_name", "email"]

    class Meta:
        verbose_name = "tài khoản"
        ordering = ["given_key", "full_name", "pk"]

    def __str__(self):
        return self.full_name or self.username

    def get_absolute_url(self):
        return reverse("accounts:edit", args=[self.public_id])

    @cached_property
    def all_assignments(self):
        """The person's roles in force today, with their agencies. One query, once an object.

        A role in an agency that ended gives nothing any more: access passes to the successor's people.
        """
        rows = self.assignments.in_force_on(timezone.localdate())
        return list(rows.select_related("organization").order_by("pk"))

    @cached_property
    def acting(self):
        """The role the person chose to act in, set by the middleware; the only or first one otherwise."""
        return self.all_assignments[0] if self.all_assignments else None

    @property
    def active_assignments(self):
        """All roles at once, unless the person chose one of them (`acting_only`)."""
        return [self.acting] if getattr(self, "acting_only", False) else self.all_assignments

    def holds(self, *roles):
        return any(assignment.role in roles for assignment in self.active_assignments)

    def organization_ids(self, *roles):
        """Ids of the agencies in which the person holds one of `roles` (any agency role when none is named)."""
        wanted = roles or AGENCY_ROLES
        return [a.organization_id for a in self.active_assignments if a.role in wanted and a.organization_id]

    def _get_session_auth_hash(self, secret=None):
        """Sessions end when the password changes and when `session_epoch` moves on (roles taken away)."""
        facts = f"{self.password}|{self.session_epoch}"
        return salted_hmac("accounts.session", facts, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_office_staff(self):
        return self.holds(Role.OFFICER)

    @property
    def is_leader(self):
        return self.holds(Role.LEADER)

    @property
    def is_administrator(self):
        return self.holds(Role.ADMINISTRATOR)

    @property
    def sees_whole_province(self):
        """Officers and leaders see every submitted thing; drafts of agencies stay with the agencies."""
        return self.holds(Role.OFFICER, Role.LEADER)


class RoleQuerySet(models.QuerySet):
    def in_force_on(self, day):
        """Roles between their days, in agencies that exist on the day or in none."""
        return self.filter(valid_on(day)).filter(Q(organization=None) | valid_on(day, "organization__"))


class RoleAssignment(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="assignments", verbose_name="người dùng")
    role = models.CharField("vai trò", max_length=20, choices=Role)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True,
                                     related_name="role_assignments", verbose_name="cơ quan, đơn vị")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò"
        constraints = [
            dates_in_order("role_assignment_dates_in_order"),
            models.UniqueConstraint(fields=["user", "role", "organization"], name="role_once_per_organization"),
            models.CheckConstraint(condition=Q(organization__isnull=False) | ~Q(role__in=AGENCY_ROLES),
                                   name="agency_role_names_its_organization"),
        ]

    def __str__(self):
        return f"{self.get_role_display()} · {self.organization}" if self.organization_id else self.get_role_display()


def keys_of(username, full_name, email=""):
    """What accounts are searched by (without accents) and the order people are listed in (by given name)."""
    return {"search_key": fold(f"{full_name} {username} {email}")[:600],
            "given_key": given_name_key(full_name)[:1200]}
