"""Questions about agencies on a day: members of a group, names, successors."""
from organizations.enums import ChangeSide
from organizations.models import CategoryMembership, Organization, OrganizationChange, valid_on


def members_on(category, day):
    """The agencies of `category` in force on `day`, in Vietnamese order. One query."""
    memberships = CategoryMembership.objects.filter(valid_on(day), category=category)
    return Organization.objects.filter(pk__in=memberships.values("organization")).order_by("sort_key", "pk")


def name_on(organization, day):
    """The name the agency bore on `day`; its present name when none is recorded for that day."""
    known = organization.names.filter(valid_on(day)).order_by("-valid_from").first()
    return known.name if known else organization.name


def proposed_successors(organization):
    """Agencies that recorded reorganisations name as heirs of `organization`; a person confirms each."""
    changes = OrganizationChange.objects.filter(
        parties__organization=organization, parties__side=ChangeSide.PREDECESSOR)
    return Organization.objects.filter(
        change_parties__change__in=changes, change_parties__side=ChangeSide.SUCCESSOR).distinct()
