"""Questions about agencies on a day: members of a group, names, successors."""
from django.db.models import Count, F

from organizations.enums import ChangeSide
from organizations.models import CategoryMembership, Organization, OrganizationChange, UnitCategory, valid_on


def members_on(category, day):
    """The agencies of `category` in force on `day`, in Vietnamese order. One query."""
    memberships = CategoryMembership.objects.filter(valid_on(day), category=category)
    return Organization.objects.filter(pk__in=memberships.values("organization")).order_by("sort_key", "pk")


def name_on(organization, day):
    """The name the agency bore on `day`; its present name when none is recorded for that day."""
    known = organization.names.filter(valid_on(day)).order_by(F("valid_from").desc(nulls_last=True)).first()
    return known.name if known else organization.name


def proposed_successors(organization):
    """Agencies that recorded reorganisations name as heirs of `organization`; a person confirms each."""
    changes = OrganizationChange.objects.filter(
        parties__organization=organization, parties__side=ChangeSide.PREDECESSOR)
    return Organization.objects.filter(
        change_parties__change__in=changes, change_parties__side=ChangeSide.SUCCESSOR).distinct()


def agency_facts(organization):
    """Everything the agency's own page tells of it, in few queries: names, parts, groups, changes, heirs."""
    return {
        "names": organization.names.all(),
        "children": organization.children.order_by("sort_key", "pk"),
        "memberships": organization.category_memberships.select_related("category").order_by("category__name"),
        "clusters": organization.clusters.order_by("-year", "name"),
        "changes": changes_with_parties(OrganizationChange.objects.filter(parties__organization=organization)),
        "successors": proposed_successors(organization),
    }


def changes_with_parties(changes):
    """The reorganisations, each once, with their parties at hand. Two queries."""
    return changes.distinct().prefetch_related("parties__organization")


def categories_with_counts(day):
    """Groups with `members_now`, how many agencies belong on the day. One query."""
    now = valid_on(day, "memberships__")
    return UnitCategory.objects.annotate(members_now=Count("memberships", filter=now)).order_by("name")


def candidates_for(category):
    """Agencies that are not open-ended members of the group."""
    present = category.memberships.filter(valid_to=None).values("organization")
    return Organization.objects.exclude(pk__in=present).order_by("sort_key", "pk")
