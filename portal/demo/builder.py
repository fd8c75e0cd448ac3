"""Build the demonstration: agencies, groups, plans, reorganisations, people, then a life up to a day."""
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from organizations.models import Organization, OrganizationChange
from organizations.services import create_organization, record_change, update_organization
from plans.importing import import_plan, parse_json
from plans.models import DeadlineOccurrence, Plan, QuotaObligation
from plans.services import assign_bearer
from portal.demo.people import create_people

FOLDER = Path(__file__).parent
ALIASES = ("S0", "S1", "S2", "S3", "S4")
DESCRIPTION = ("name", "province_code", "short_name", "printed_name", "printed_superior", "document_symbol", "place",
               "system", "kind", "is_office")
BASIS = "Sắp xếp tổ chức bộ máy có hiệu lực từ ngày {:%d/%m/%Y} (số liệu trình diễn)"


def demo_exists():
    return Plan.objects.filter(alias__in=ALIASES).exists()


@transaction.atomic
def build_ground(today):
    """The five issued plans with agencies, groups, reorganisations and people as of `today`; the accounts made."""
    data = read("organizations.json")
    organizations = _organizations(data["organizations"])
    people = create_people({row["account_slug"]: organizations[key(row)]
                            for row in data["organizations"] if row.get("account_slug")})
    for alias in ALIASES:
        import_plan(read(f"plans/{alias}.json"), by=None, issue=True, today=today)
    for row in data["changes"]:
        _change(row, organizations, today)
    return people


def read(name):
    return parse_json((FOLDER / name).read_bytes())


def key(row):
    return row["name"], row["province_code"]


def _organizations(rows):
    """Confirmed agencies by (name, province)."""
    stored = {key(row): create_organization(
        by=None, **{name: row[name] for name in DESCRIPTION if row.get(name)}, valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"])) for row in rows}
    for row in rows:
        if row.get("parent"):
            update_organization(stored[key(row)], by=None, parent=stored[row["parent"], row["province_code"]])
    return stored


def _day(text):
    return date.fromisoformat(text) if text else None


def _change(row, organizations, today):
    """Record the reorganisation; once it is in force and confirmed, its one heir takes over what is still owed.

    Bodies without an heir need no act: their open duties count as closed by the reorganisation.
    """
    def party(side):
        return [(organizations[p["organization"], row["province_code"]], p["function"]) for p in row[side]]
    effective_on = _day(row["effective_on"])
    change = record_change(
        by=None, kind=row["kind"], effective_on=effective_on, predecessors=party("predecessors"),
        successors=party("successors"), legal_basis=row["legal_basis"], note=row["note"], confirmed=row["is_confirmed"])
    if effective_on > today or not row["is_confirmed"]:
        return change
    former = [organization for organization, _ in party("predecessors")]
    heirs = {organization for organization, _ in party("successors")}
    if len(heirs) == 1:
        _hand_over(former, heirs.pop(), effective_on)
    return change


def _still_open(day):
    return Q(window_end=None) | Q(window_end__gte=day)


def _hand_over(former, heir, day):
    """The heir bears what the former agencies still owe: each obligation stays a row of its own."""
    for model, role in ((QuotaObligation, "bearer"), (DeadlineOccurrence, "organization")):
        for target in model.objects.filter(_still_open(day), **{f"{role}__in": former}).order_by("pk"):
            assign_bearer(target, by=None, organization=heir, from_date=day, basis=BASIS.format(day))


def count_of_ground():
    """What stands: agencies, reorganisations, plans."""
    return {"cơ quan, đơn vị": Organization.objects.count(), "đợt sắp xếp": OrganizationChange.objects.count(),
            "kế hoạch": Plan.objects.count()}
