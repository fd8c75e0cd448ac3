"""What is known of one agency across the apps: its plans, its people."""
from accounts.queries import people_of
from plans.models import Plan


def agency_plans(organization, *, user):
    """Plans that concern the agency, of those the person may see."""
    concerning = Plan.objects.all().concerning([organization.pk])
    return Plan.objects.visible_to(user).filter(pk__in=concerning).order_by("-period_from", "code")


def agency_people(organization, *, user, today):
    """People with a role in the agency: for the office, leaders, administrators and the agency itself."""
    if user.sees_whole_province or user.is_administrator or organization.pk in user.organization_ids():
        return people_of(organization, today=today)
    return []
