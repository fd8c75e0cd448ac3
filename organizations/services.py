"""Every act on agencies and groups: create, correct, group, reorganise."""
from django.db import transaction
from django.utils.text import slugify

from audit.services import changed_fields, record
from core.errors import InvalidInput
from core.text import fold, sort_key
from organizations.models import (
    CategoryMembership, Organization, OrganizationChange, OrganizationChangeParty, OrganizationName, UnitCategory)


@transaction.atomic
def create_organization(*, by, name, names=(), **values):
    """The new agency with its search and sort keys; `names` are (name, valid_from, valid_to) it bore before.

    Raises InvalidInput when the province already has an agency of this name.
    """
    if Organization.objects.filter(name=name, province_code=values.get("province_code", "")).exists():
        raise InvalidInput({"name": ["Đã có cơ quan, đơn vị mang tên này trong tỉnh. Hãy chọn cơ quan đó."]})
    values.setdefault("code", free_code(name, values.get("province_code", "")))
    organization = Organization.objects.create(name=name, **keys_of(name, values.get("short_name", "")), **values)
    OrganizationName.objects.bulk_create(
        OrganizationName(organization=organization, name=n, valid_from=start, valid_to=end) for n, start, end in names)
    record("organizations.create", organization, by=by, after={"name": name})
    return organization


@transaction.atomic
def update_organization(organization, *, by, reason="", **values):
    """Store the named values and the keys that follow from them."""
    before, after = changed_fields(organization, values)
    for field, value in values.items():
        setattr(organization, field, value)
    for field, value in keys_of(organization.name, organization.short_name).items():
        setattr(organization, field, value)
    organization.save()
    record("organizations.update", organization, by=by, before=before, after=after, reason=reason)
    return organization


@transaction.atomic
def create_category(*, by, code, name, note=""):
    """The group of this code, made when it does not exist."""
    category, created = UnitCategory.objects.get_or_create(code=code, defaults={"name": name, "note": note})
    if created:
        record("organizations.create_category", category, by=by, after={"name": name})
    return category


@transaction.atomic
def add_member(category, organization, *, by, valid_from=None, valid_to=None):
    """The membership from `valid_from` to `valid_to` (inclusive; null is open)."""
    membership, created = CategoryMembership.objects.get_or_create(
        category=category, organization=organization, valid_from=valid_from, defaults={"valid_to": valid_to})
    if created:
        record("organizations.add_member", category, by=by,
               after={"organization": str(organization), "valid_from": valid_from, "valid_to": valid_to})
    return membership


@transaction.atomic
def end_membership(membership, *, by, valid_to, reason=""):
    """The member leaves the group after `valid_to`."""
    membership.valid_to = valid_to
    membership.save(update_fields=["valid_to"])
    record("organizations.end_membership", membership.category, by=by, reason=reason,
           after={"organization": str(membership.organization), "valid_to": valid_to})
    return membership


@transaction.atomic
def record_change(*, by, kind, effective_on, predecessors, successors=(), legal_basis="", note="", confirmed=False):
    """The reorganisation; `predecessors` and `successors` are agencies or (agency, function) pairs."""
    change = OrganizationChange.objects.create(
        kind=kind, effective_on=effective_on, legal_basis=legal_basis, note=note, is_confirmed=confirmed)
    for side, parties in (("predecessor", predecessors), ("successor", successors)):
        for party in parties:
            organization, function = party if isinstance(party, tuple) else (party, "")
            OrganizationChangeParty.objects.create(
                change=change, organization=organization, side=side, function=function)
    record("organizations.record_change", change, by=by,
           after={"kind": kind, "effective_on": effective_on, "legal_basis": legal_basis})
    return change


def keys_of(name, short_name=""):
    return {"search_key": fold(f"{name} {short_name}")[:400], "sort_key": sort_key(name)[:1200]}


def free_code(name, province_code):
    """A readable unused code: the folded name, with the province and a number when it is taken."""
    base = slugify(fold(name))[:60] or "co-quan"
    candidates = [base, f"{base}-{province_code}"[:76]] if province_code else [base]
    for candidate in candidates:
        if not Organization.objects.filter(code=candidate).exists():
            return candidate
    number = 2
    while Organization.objects.filter(code=f"{base}-{number}").exists():
        number += 1
    return f"{base}-{number}"
