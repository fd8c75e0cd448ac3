"""Every act on agencies and groups: create, correct, group, reorganise."""
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from audit.services import changed_fields, record
from core.dates import short_day
from core.errors import InvalidInput, require
from core.text import fold, sort_key
from organizations import rules
from organizations.models import (
    CategoryMembership,
    EmulationCluster,
    Organization,
    OrganizationChange,
    OrganizationChangeParty,
    OrganizationName,
    UnitCategory,
)


@transaction.atomic
def create_organization(*, by, name, names=(), **values):
    """The new agency with its search and sort keys; `names` are (name, valid_from, valid_to) it bore before.

    Raises InvalidInput when the province already has an agency of this name.
    """
    _may_edit(by)
    if Organization.objects.filter(name=name, province_code=values.get("province_code", "")).exists():
        raise InvalidInput({"name": ["Đã có cơ quan, đơn vị mang tên này trong tỉnh. Hãy chọn cơ quan đó."]})
    values.setdefault("code", free_code(name, values.get("province_code", "")))
    keys = keys_of(name, values.get("short_name", ""), [former for former, _, _ in names])
    organization = Organization.objects.create(name=name, **keys, **values)
    OrganizationName.objects.bulk_create(
        OrganizationName(organization=organization, name=n, valid_from=start, valid_to=end) for n, start, end in names)
    record("organizations.create", organization, by=by, after={"name": name})
    return organization


@transaction.atomic
def update_organization(organization, *, by, reason="", **values):
    """Store the named values and the keys that follow from them. Raises InvalidInput for a name already taken."""
    _may_edit(by)
    organization.refresh_from_db(from_queryset=Organization.objects.select_for_update())
    before, after = changed_fields(organization, values)
    for field, value in values.items():
        setattr(organization, field, value)
    keys = keys_of(organization.name, organization.short_name, _former_names(organization))
    for field, value in keys.items():
        setattr(organization, field, value)
    _refuse_taken_name(organization, organization.name)
    organization.save()
    record("organizations.update", organization, by=by, before=before, after=after, reason=reason)
    return organization


@transaction.atomic
def create_category(*, by, code, name, note=""):
    """The group of this code, made when it does not exist."""
    _may_edit(by)
    category, created = UnitCategory.objects.get_or_create(code=code, defaults={"name": name, "note": note})
    if created:
        record("organizations.create_category", category, by=by, after={"name": name})
    return category


@transaction.atomic
def add_member(category, organization, *, by, valid_from=None, valid_to=None):
    """The membership from `valid_from` to `valid_to` (inclusive; null is open)."""
    _may_edit(by)
    membership, created = CategoryMembership.objects.get_or_create(
        category=category, organization=organization, valid_from=valid_from, defaults={"valid_to": valid_to})
    if created:
        record("organizations.add_member", category, by=by,
               after={"organization": str(organization), "valid_from": valid_from, "valid_to": valid_to})
    return membership


@transaction.atomic
def end_membership(membership, *, by, valid_to, reason=""):
    """The member leaves the group after `valid_to`. Raises InvalidInput for a day before it joined."""
    _may_edit(by)
    if membership.valid_from and valid_to < membership.valid_from:
        raise InvalidInput({"valid_to": f"{membership.organization} vào nhóm từ {short_day(membership.valid_from)}; "
                                        "ngày ra nhóm phải sau ngày đó."})
    membership.valid_to = valid_to
    membership.save(update_fields=["valid_to"])
    record("organizations.end_membership", membership.category, by=by, reason=reason,
           after={"organization": str(membership.organization), "valid_to": valid_to})
    return membership


@transaction.atomic
def record_change(*, by, kind, effective_on, predecessors, successors=(), legal_basis="", note="", confirmed=False):
    """The reorganisation; `predecessors` and `successors` are agencies or (agency, function) pairs.

    It only proposes: no obligation, deadline or account moves by it.
    """
    _may_edit(by)
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


@transaction.atomic
def rename_organization(organization, *, by, name, from_date, today, basis=""):
    """The new name holds from `from_date` on; the former stays readable for every earlier day.

    Raises InvalidInput when the name is taken, unchanged, of the future or older than the last change of name.
    """
    _may_edit(by)
    organization.refresh_from_db(from_queryset=Organization.objects.select_for_update())
    _refuse_rename(organization, name, from_date, today)
    _refuse_taken_name(organization, name)
    before = organization.name
    eve = from_date - timedelta(days=1)
    if not organization.names.filter(valid_to=None).update(valid_to=eve):
        last = organization.names.order_by("-valid_to").first()
        since = last.valid_to + timedelta(days=1) if last else organization.valid_from
        OrganizationName.objects.create(organization=organization, name=before, valid_from=since, valid_to=eve)
    OrganizationName.objects.create(organization=organization, name=name, valid_from=from_date)
    organization.name = name
    for field, value in keys_of(name, organization.short_name, _former_names(organization)).items():
        setattr(organization, field, value)
    organization.save(update_fields=["name", "search_key", "sort_key"])
    record("organizations.rename", organization, by=by, before={"name": before},
           after={"name": name, "valid_from": from_date}, reason=basis)
    return organization


@transaction.atomic
def confirm_organization(organization, *, by):
    """An agency that an import wrote down is a real one."""
    _may_edit(by)
    organization.is_confirmed = True
    organization.save(update_fields=["is_confirmed"])
    record("organizations.confirm", organization, by=by, before={"is_confirmed": False}, after={"is_confirmed": True})
    return organization


@transaction.atomic
def merge_unconfirmed(organization, *, into, by):
    """The unconfirmed double is gone; the log of `into` keeps its name. Raises NotAllowed when it is used."""
    _may_edit(by)
    require(rules.may_merge(by, organization, into))
    name = organization.name
    record("organizations.merge", into, by=by, before={"name": name}, after={"name": into.name})
    organization.delete()
    return into


@transaction.atomic
def add_members(category, organizations, *, by, valid_from=None):
    """How many of the agencies newly joined the group; those who are members already stay as they are."""
    _may_edit(by)
    known = category.memberships.filter(Q(valid_to=None) | Q(valid_from=valid_from))
    present = set(known.values_list("organization", flat=True))
    joining = [organization for organization in organizations if organization.pk not in present]
    CategoryMembership.objects.bulk_create(
        CategoryMembership(category=category, organization=organization, valid_from=valid_from)
        for organization in joining)
    if joining:
        record("organizations.add_members", category, by=by,
               after={"members": [str(organization) for organization in joining], "valid_from": valid_from})
    return len(joining)


@transaction.atomic
def update_category(category, *, by, name, note=""):
    _may_edit(by)
    category.refresh_from_db(from_queryset=UnitCategory.objects.select_for_update())
    before, after = changed_fields(category, {"name": name, "note": note})
    category.name, category.note = name, note
    category.save(update_fields=["name", "note"])
    record("organizations.update_category", category, by=by, before=before, after=after)
    return category


@transaction.atomic
def end_organizations(organizations, *, by, last_day, reason=""):
    """The agencies exist until `last_day`; people with roles in them lose those the day after."""
    _may_edit(by)
    for organization in organizations:
        before = organization.valid_to
        organization.valid_to = last_day
        organization.save(update_fields=["valid_to"])
        record("organizations.end", organization, by=by, reason=reason, before={"valid_to": before},
               after={"valid_to": last_day})


@transaction.atomic
def confirm_change(change, *, by):
    """The recorded reorganisation was checked against its document."""
    _may_edit(by)
    change.is_confirmed = True
    change.save(update_fields=["is_confirmed"])
    record("organizations.confirm_change", change, by=by, before={"is_confirmed": False},
           after={"is_confirmed": True})
    return change


@transaction.atomic
def save_cluster(cluster, *, by, name, kind, year, members):
    """The cluster (None: a new one) of the year with exactly these members. Raises InvalidInput for a name taken."""
    _may_edit(by)
    cluster = cluster or EmulationCluster()
    if EmulationCluster.objects.filter(name=name, year=year).exclude(pk=cluster.pk).exists():
        raise InvalidInput({"name": f"Năm {year} đã có cụm, khối mang tên này."})
    cluster.name, cluster.kind, cluster.year = name, kind, year
    cluster.save()
    cluster.members.set(members)
    record("organizations.save_cluster", cluster, by=by,
           after={"name": name, "year": year, "members": [str(member) for member in members]})
    return cluster


def _may_edit(by):
    """The system (None) may; a person needs the rule."""
    if by is not None:
        require(rules.may_edit(by))


def _refuse_taken_name(organization, name):
    same = Organization.objects.filter(name=name, province_code=organization.province_code)
    if same.exclude(pk=organization.pk).exists():
        raise InvalidInput({"name": "Đã có cơ quan, đơn vị mang tên này trong tỉnh."})


def _refuse_rename(organization, name, from_date, today):
    if name == organization.name:
        raise InvalidInput({"name": "Tên mới giống tên đang dùng."})
    if from_date > today:
        raise InvalidInput({"from_date": "Tên mới chưa có hiệu lực. Hãy ghi khi đến ngày."})
    if organization.names.filter(valid_from__gte=from_date).exists():
        raise InvalidInput({"from_date": "Đã có một tên ghi từ ngày này hoặc sau ngày này."})


def keys_of(name, short_name="", former=()):
    """Search and sort keys; an agency is found by its former names too."""
    words = " ".join([name, short_name, *former])
    return {"search_key": fold(words)[:400], "sort_key": sort_key(name)[:1200]}


def _former_names(organization):
    return organization.names.exclude(name=organization.name).values_list("name", flat=True)


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


def free_category_code(name):
    """A readable unused code for a group."""
    base, number = slugify(fold(name))[:70] or "nhom", 1
    code = base
    while UnitCategory.objects.filter(code=code).exists():
        number += 1
        code = f"{base}-{number}"
    return code
