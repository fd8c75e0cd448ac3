"""The people who act in the demonstration, the days they act on, and Django's clock set to those days."""
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.services import grant_role
from audit.services import record
from organizations.models import Organization
from plans.models import Plan
from portal.demo.life.nominees import person_name

OFFICERS = ("demo_chuyen_vien", "demo_chuyen_vien_2")


@dataclass(frozen=True, order=True)
class Act:
    """Something that happens on a day; `place` keeps the acts of one day in the order they were written down."""

    day: date
    place: int
    do: object = field(compare=False)


class Clock:
    """Django's clock, moved by hand inside `with`: services stamp the day an act belongs to."""

    def __init__(self):
        self.moment = timezone.now()

    def __enter__(self):
        self.real, timezone.now = timezone.now, lambda: self.moment
        return self

    def __exit__(self, *error):
        timezone.now = self.real

    def turn_to(self, day, step):
        """Office hours of `day`: the `step`-th act of the day comes some minutes after the one before."""
        minutes = min(8 * 60 + 5 + step * 3, 17 * 60)
        self.moment = datetime.combine(day, time(minutes // 60, minutes % 60), timezone.get_current_timezone())


class World:
    """Who acts for whom. `today` is the day that the clock shows."""

    def __init__(self):
        self.plans = {plan.alias: plan for plan in Plan.objects.exclude(alias=None)}
        self.fields = {f.code: f for plan in self.plans.values() for f in plan.fields.all()}
        self.organizations = {(o.name, o.province_code): o for o in Organization.objects.all()}
        self.officers = list(User.objects.filter(username__in=OFFICERS).order_by("username"))
        self.clerks = {}

    @property
    def today(self):
        return timezone.localdate()

    def officer(self, rng):
        return rng.choice(self.officers)

    def organization(self, name, province="khanh-hoa"):
        return self.organizations[name, province]

    def clerk(self, organization):
        """The person who prepares nominations for the agency: its demonstration account, else one without sign-in."""
        if organization.pk not in self.clerks:
            known = User.objects.filter(assignments__organization=organization, assignments__role=Role.SUBMITTER)
            self.clerks[organization.pk] = known.order_by("pk").first() or _new_clerk(organization)
        return self.clerks[organization.pk]


def _new_clerk(organization):
    """An account nobody can sign in with: the agency sent its lists, the demonstration needs no password for it."""
    rng = Random(organization.code)
    username = f"dau_moi_{organization.code}"[:150]
    user = User.objects.create_user(
        username, f"{username}@hoadep.example", None, full_name=person_name(rng, rng.choice(("male", "female"))),
        position="Cán bộ đầu mối thi đua, khen thưởng")
    record("accounts.create", user, by=None, after={"username": username, "full_name": user.full_name})
    grant_role(user, by=None, role=Role.SUBMITTER, organization=organization)
    return user


def working_day(day):
    """The day itself, or the Friday before a Saturday or Sunday."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def shares(total, weights):
    """`total` cut into whole parts in proportion to `weights`; the parts sum to `total`."""
    whole, parts, before = sum(weights), [], 0
    for n in range(1, len(weights) + 1):
        upto = round(total * sum(weights[:n]) / whole)
        parts.append(upto - before)
        before = upto
    return parts
