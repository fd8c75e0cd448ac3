"""Seeded agencies, their people, and two plans: twelve lead agencies × ten fields, every agency × eleven fields."""
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from accounts.enums import Role
from accounts.models import RoleAssignment, User, keys_of
from accounts.services import grant_role
from core.text import given_name_key
from organizations.enums import OrganizationKind, OrganizationSystem
from organizations.models import Organization
from organizations.services import keys_of as organization_keys
from plans.importing import import_plan
from portal.demo.people import AGENCY_ACCOUNTS, OFFICE, PASSWORD

PROVINCE = "du-lieu-lon"
OFFICE_NAME = "Cơ quan thường trực (dữ liệu lớn)"
LEADS, FIELDS_OF_LEADS, FIELDS_OF_UNITS = 12, 10, 11
GROUP = "seed-don-vi"


@dataclass(frozen=True)
class SeedAgency:
    """One agency, the word its accounts end in, and the person who prepares its nominations."""

    slug: str
    organization: Organization
    clerk: User


def plan_code(seed, letter):
    return f"SEED-{seed}-{letter}"


def create_office():
    """The people of the office by role; accounts of a demonstration that is there already are taken as they are."""
    name = OFFICE_NAME
    office, _ = Organization.objects.get_or_create(
        name=name, province_code=PROVINCE, defaults={
            "code": "seed-thuong-truc", "kind": OrganizationKind.DEPARTMENT, **organization_keys(name)})
    people, secret = {}, make_password(PASSWORD)
    for username, role, _, position in OFFICE:
        user = User.objects.filter(username=username).first() or _office_account(
            username, secret, role, position, office)
        people[role] = people.get(role) or user
    return people


def _office_account(username, secret, role, position, office):
    manages = role == Role.ADMINISTRATOR
    user = User.objects.create_user(username, f"{username}@hoadep.example", None, full_name=position,
                                    position=position, is_staff=manages, is_superuser=manages)
    User.objects.filter(pk=user.pk).update(password=secret)
    grant_role(user, by=None, role=role, organization=office)
    return user


def create_agencies(seed, count, texts):
    """`count` agencies «dv001» …, each with a person for every role of an agency."""
    slugs = [f"dv{n:03}" for n in range(1, count + 1)]
    names = [f"Cơ quan số {n:03}" for n in range(1, count + 1)]
    stored = Organization.objects.bulk_create(
        Organization(public_id=texts.uuid(), code=f"seed-{slug}", name=name, province_code=PROVINCE,
                     document_symbol=slug.upper(), system=OrganizationSystem.STATE, kind=OrganizationKind.DEPARTMENT,
                     **organization_keys(name))
        for slug, name in zip(slugs, names, strict=True))
    clerks = _create_people(slugs, stored, texts)
    return [SeedAgency(*row) for row in zip(slugs, stored, clerks, strict=True)]


def _create_people(slugs, organizations, texts):
    """The clerks, in the order of the agencies. All accounts share one hash: slow ones would keep everybody waiting."""
    secret = make_password(PASSWORD)
    rows = [(slug, organization, *kind) for slug, organization in zip(slugs, organizations, strict=True)
            for kind in AGENCY_ACCOUNTS]
    users = User.objects.bulk_create(_person(texts, secret, *row) for row in rows)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=user, role=role, organization=organization)
        for user, (_, organization, _, role, _) in zip(users, rows, strict=True))
    return users[::len(AGENCY_ACCOUNTS)]


def _person(texts, secret, slug, organization, prefix, role, position):
    username, name = f"{prefix}_{slug}", texts.name("individual")
    email = f"{username}@hoadep.example"
    return User(public_id=texts.uuid(), username=username, email=email, password=secret, full_name=name,
                position=texts.marked(slug, "user-position", position),
                phone=texts.marked(slug, "user-phone", "")[:40],
                **{**keys_of(username, name, email), "given_key": given_name_key(name)})


def build_plans(seed, agencies, *, today):
    """Both plans, issued through the ordinary import, with their obligations and duties as of `today`."""
    names = [agency.organization.name for agency in agencies]
    return [import_plan(data, by=None, issue=True, today=today)
            for data in (_plan_of_leads(seed, names[:LEADS]), _plan_of_units(seed, names))]


def _plan_of_leads(seed, names):
    fields = [_field(n, lead=names[(n - 1) % len(names)]) for n in range(1, FIELDS_OF_LEADS + 1)]
    rule = {"code": "A-Q1", "min": 20, "max": None, "target": None, "bearers": names, "category": None,
            "credit_by": "lead_agency"}
    return _plan(seed, "A", "Điển hình tiên tiến theo lĩnh vực", fields, rule, names)


def _plan_of_units(seed, names):
    fields = [_field(n) for n in range(1, FIELDS_OF_UNITS + 1)]
    rule = {"code": "B-Q1", "min": 3, "max": None, "target": 10, "bearers": [], "category": f"{GROUP}-b",
            "credit_by": "submitting_unit"}
    return _plan(seed, "B", "Mô hình, điển hình của từng cơ quan", fields, rule, names)


def _plan(seed, letter, title, fields, rule, names):
    group = f"{GROUP}-{letter.lower()}"
    header = {"doc_type": "kế hoạch", "number": str(seed), "symbol": f"KH-{letter}", "issuer": OFFICE_NAME,
              "place": "Tỉnh", "date": "2021-01-04", "title": title, "system": "state",
              "period": {"from": 2021, "to": 2030}, "signer": ""}
    members = [{"organization": name, "from": None, "to": None} for name in names]
    return {"code": plan_code(seed, letter), "level": "province", "province_code": PROVINCE, "owner": OFFICE_NAME,
            "title": title, "period": {"from": 2021, "to": 2030}, "header": header, "fields": fields,
            "rules": [{**RULE, **rule}], "milestones": [_yearly_report(letter, group)],
            "categories": [{"code": group, "name": f"Cơ quan của kế hoạch {letter}", "members": members}]}


RULE = {"fields": [], "field_mode": "each", "subject_types": ["collective", "individual", "household"],
        "subject_kinds": [], "record_kinds": ["exemplar", "model"], "unit": "count", "modality": "must",
        "bearer_mode": "each", "window": {"kind": "plan"}, "counting_stage": "recognised", "quote": "",
        "locator": "", "interpretation": ""}


def _field(number, lead=None):
    return {"code": f"F{number:02}", "order": number, "name": f"Lĩnh vực số {number}",
            "subject_types": ["collective", "individual", "household"], "criteria": {},
            "leads": [{"agency": lead, "verb": "giao"}] if lead else [], "coordinators": [], "quotas": []}


def _yearly_report(letter, group):
    return {"code": f"{letter}-M01", "title": "Báo cáo năm", "document": "plan", "responsible_category": group,
            "responsible": "các cơ quan", "responsible_orgs": [], "deliverable": "báo cáo",
            "deliverable_kind": "report", "quote": "trước ngày 30/11 hằng năm",
            "spec": {"unit": "day", "start": None, "end": "--11-30", "boundary": "before", "relation": "within",
                     "recurrence": "yearly", "first_year": 2021, "last_year": None, "event": None}}
