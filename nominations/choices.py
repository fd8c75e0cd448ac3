"""What the queue can be narrowed to, and the views a person saved: one query for all of it."""
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast, Concat

from nominations.models import SavedView, Submission
from nominations.queries import officers_today
from organizations.models import Organization
from plans.models import Plan, PlanField


@dataclass(frozen=True)
class QueueChoices:
    """Each a tuple of (value, words) in the order of a list; `views` are (id, name, conditions)."""

    plans: tuple
    fields: tuple
    agencies: tuple
    officers: tuple
    views: tuple


def queue_choices(user, *, plan=""):
    """The plans, agencies and officers that the person may narrow the queue to, the fields of `plan` (a UUID as text),
    and the person's saved views. One query: every page of the queue asks for all of them."""
    sent = Submission.objects.visible_to(user).order_by().values("organization")
    plans = Plan.objects.visible_to(user).exclude(status="draft").order_by()
    newest = Concat(Cast("period_from", CharField()), Value("|"), F("code"), output_field=TextField())
    parts = [
        _part("plan", plans, "title", newest),
        _part("agency", Organization.objects.filter(pk__in=sent).order_by(), "name", F("sort_key")),
        _part("officer", officers_today().order_by(), "full_name", F("given_key")),
        _part("view", SavedView.objects.filter(user=user).order_by(), "name", F("query"), value="pk")]
    if plan:
        fields = PlanField.objects.filter(plan__public_id=plan, plan__in=plans.values("pk")).order_by()
        parts.append(_part("field", fields, "name", F("order")))
    found = {}
    for kind, value, words, key in parts[0].union(*parts[1:], all=True):
        found.setdefault(kind, []).append((key, value, words))
    return QueueChoices(
        plans=_listed(sorted(sorted(found.get("plan", ()), key=_code), key=_begin, reverse=True)),
        fields=_listed(sorted(found.get("field", ()), key=lambda row: int(row[0]))),
        agencies=_listed(sorted(found.get("agency", ()))), officers=_listed(sorted(found.get("officer", ()))),
        views=tuple(sorted(((value, words, query) for query, value, words in found.get("view", ())),
                           key=lambda view: view[1])))


def _part(kind, rows, words, key, value="public_id"):
    """Rows of one kind as (kind, value, words, key of order), all texts, so that they can stand in one answer."""
    return rows.annotate(
        choice_kind=Value(kind, TextField()), choice_value=Cast(value, TextField()),
        choice_words=Cast(words, TextField()), choice_key=Cast(key, TextField()),
    ).values_list("choice_kind", "choice_value", "choice_words", "choice_key")


def _listed(rows):
    return tuple((str(UUID(value)), words) for _, value, words in rows)


def _begin(row):
    return row[0].split("|")[0]


def _code(row):
    return row[0].split("|", 1)[1]
