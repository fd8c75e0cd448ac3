"""Find agencies and groups by what people type; add those that are missing, to be confirmed later."""
from dataclasses import dataclass

from core.text import clean_line, fold
from organizations.models import Organization, UnitCategory
from organizations.services import create_category, create_organization, free_code
from plans.importing.wording import full_name, system_and_kind

SHOWN = 8


@dataclass(frozen=True)
class NewAgency:
    """The name of an agency that is not in the list yet; stored as «chưa xác nhận» when its form is saved."""

    name: str

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class NewGroup:
    name: str

    def __str__(self):
        return self.name


def agencies_like(text, limit=SHOWN):
    """Agencies whose name or short name holds every typed word, accents aside; the closest first. One query."""
    words = fold(full_name(text)).split()
    if not words:
        return []
    found = Organization.objects.all()
    for word in words:
        found = found.filter(search_key__contains=word)
    key = " ".join(words)
    rows = sorted(found[:200], key=lambda o: (fold(o.name) != key, not fold(o.name).startswith(key), o.sort_key))
    return rows[:limit]


def agencies_called(text, province=""):
    """The agencies of exactly this name or short name, accents and «UBND» aside.

    With a province only its own and central ones: «Sở Y tế» in a plan of one province is never another's.
    """
    key = fold(full_name(text))
    words = key.split()
    found = Organization.objects.all()
    for word in words:
        found = found.filter(search_key__contains=word)
    exact = [o for o in found[:200] if key in (fold(full_name(o.name)), fold(full_name(o.short_name)))] if words else []
    near = [o for o in exact if o.province_code == province]
    return near or [o for o in exact if not province or not o.province_code]


def link_named(texts, province=""):
    """(agency or None, text) for each line: linked where exactly one agency bears the name. One query per line."""
    return [(found[0] if len(found := agencies_called(text, province)) == 1 else None, text) for text in texts]


def settle_agency(choice, *, by, province):
    """The agency of a choice; a new one is stored unconfirmed, or found when somebody added it meanwhile."""
    if not isinstance(choice, NewAgency):
        return choice
    name = clean_line(choice.name)
    known = Organization.objects.filter(name=name, province_code=province).first()
    system, kind = system_and_kind(name)
    return known or create_organization(by=by, name=name, province_code=province, system=system, kind=kind,
                                        is_confirmed=False)


def settle_group(choice, *, by):
    """The group of a choice; a new one gets a code of its own and no members yet."""
    if not isinstance(choice, NewGroup):
        return choice
    known = UnitCategory.objects.filter(name=choice.name).first()
    return known or create_category(by=by, code=f"nhom-{free_code(choice.name, '')}"[:80], name=choice.name)


def province_of(plan):
    """The province whose agencies a plan means when it names them shortly."""
    return plan.owner.province_code if plan is not None and plan.owner_id else ""
