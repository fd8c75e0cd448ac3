"""One search over what the person may see: plans, agencies, exemplars and subjects, nominations. Without accents."""
from dataclasses import dataclass

from django.db.models import Q

from core.text import fold
from models_registry.models import ExemplarRecord
from nominations.models import Nomination
from organizations.models import Organization
from plans.models import Plan
from portal.links import address_of

EACH = 20  # results of one kind
SHORTEST = 2  # letters


@dataclass(frozen=True)
class Found:
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """`more` says that there are further results of this kind."""

    title: str
    results: list
    more: bool
    all_url: str


def search(user, text):
    """Groups with at least one result, in a fixed order; none for fewer than two letters. Four queries."""
    words = fold(text).split()
    if sum(map(len, words)) < SHORTEST:
        return []
    groups = [_group(title, kind(user, words), all_url, text) for title, kind, all_url in KINDS]
    return [group for group in groups if group.results]


def plans(user, words):
    """Titles have no stored key: the few plans are folded here."""
    rows = Plan.objects.visible_to(user).prefetch_related(None).values_list(
        "public_id", "title", "code", "alias", "documents__number", "status")
    found = {}
    for public_id, title, code, alias, number, _ in rows:
        haystack = fold(f"{title} {code} {alias or ''} {number or ''}")
        if all(word in haystack for word in words):
            found.setdefault(public_id, Found(title, address_of("plans:detail", public_id), number or code))
    return list(found.values())[: EACH + 1]


def organizations(user, words):
    rows = Organization.objects.visible_to(user).filter(_all("search_key", words))[: EACH + 1]
    return [Found(str(row), row.get_absolute_url(), row.get_kind_display()) for row in rows]


def records(user, words):
    rows = (ExemplarRecord.objects.visible_to(user)
            .filter(_all("subject__search_key", words) | _all("practice_model__search_key", words))
            .select_related("subject", "practice_model", "field")[: EACH + 1])
    return [Found(str(row), address_of("models_registry:record", row.public_id),
                  f"{row.get_stage_display()}{f' · {row.field}' if row.field else ''}") for row in rows]


def nominations(user, words):
    rows = (Nomination.objects.visible_to(user).filter(_all("search_key", words))
            .select_related("submission__organization").order_by("-pk")[: EACH + 1])
    return [Found(str(row), address_of("nominations:detail", row.public_id),
                  f"{row.get_state_display()} · {row.submission.organization}") for row in rows]


def _all(field, words):
    condition = Q()
    for word in words:
        condition &= Q(**{f"{field}__contains": word})
    return condition


def _group(title, results, list_name, text):
    return Group(title, results[:EACH], len(results) > EACH, address_of(list_name, q=text))


KINDS = (
    ("Kế hoạch", plans, "plans:list"),
    ("Cơ quan, đơn vị", organizations, "organizations:list"),
    ("Điển hình, mô hình", records, "models_registry:list"),
    ("Đề cử", nominations, "nominations:list"),
)
