"""Everything the five real plans hold can be typed into the pages: a twin made by forms owes what the original owes."""
from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from plans import generation
from plans.forms.milestones import timing_initial
from plans.importing import import_plan
from plans.models import Plan
from portal.demo.builder import read
from tests.factories import officer
from tests.plans.browsing import shown_form

UNTIL = date(2027, 12, 31)
ALIASES = ("S0", "S1", "S2", "S3", "S4")
OWN = ("csrfmiddlewaretoken", "version", "key")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def drafts(django_db_setup, django_db_blocker):
    """{alias: draft} of the five plans, imported once for this module."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        yield {alias: import_plan(read(f"plans/{alias}.json"), by=None) for alias in ALIASES}
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


class Typist:
    """An officer who reads one plan's pages and types what they show into the pages of another."""

    def __init__(self, original):
        self.client = Client()
        self.client.force_login(officer())
        self.original, self.twin, self.ids, self.empty = original, None, {}, {}

    def shown(self, name, *args):
        return shown_form(self.client.get(reverse(f"plans:{name}", args=args)).content.decode())

    def send(self, name, *args, values):
        response = self.client.post(reverse(f"plans:{name}", args=args), values)
        assert response.status_code == 302, errors_of(response)
        return response

    def copy(self, add, add_args, values):
        """Type the values into an empty form; ids of the original's parts become those of the twin's."""
        empty = self.empty.get(add) or self.shown(add, *add_args)
        if add.endswith("_add"):
            self.empty[add] = {**empty, "key": [str(uuid4())]}  # an empty form again, not the same one sent twice
        typed = {name: [self.ids.get(v, v) for v in found] for name, found in values.items() if name not in OWN}
        typed = {name: ["0"] if name.endswith("INITIAL_FORMS") else found for name, found in typed.items()}
        return self.send(add, *add_args, values={**empty, **typed})

    def plan(self):
        plan = self.original.public_id
        paper = self.original.documents.get(role="plan")
        facts, document = self.shown("facts", plan), self.shown("document_edit", plan, paper.public_id)
        document = {f"van_ban-{name}": found for name, found in document.items() if name not in (*OWN, "title")}
        self.copy("create", (), {**facts, **document})
        self.twin = Plan.objects.exclude(pk=self.original.pk).latest("pk")
        self._around(paper, self.twin.documents.get())
        for paper in self.original.documents.exclude(role="plan"):
            self.copy("document_add", (self.twin.public_id,), self.shown("document_edit", plan, paper.public_id))
            made = self.twin.documents.last()
            self.ids[str(paper.public_id)] = str(made.public_id)
            self._around(paper, made)

    def _around(self, paper, made):
        for name in ("legal_bases", "recipients"):
            self.copy(name, (self.twin.public_id, made.public_id),
                      self.shown(name, self.original.public_id, paper.public_id))
        self.copy("standing_duties", (self.twin.public_id,), self.shown("standing_duties", self.original.public_id))

    def parts(self, related, add, edit, key="public_id"):
        for part in getattr(self.original, related).all():
            values = self.shown(edit, self.original.public_id, getattr(part, key))
            later = {name: [""] for name in ("after", "before") if values.get(name, [""])[0] not in ("", *self.ids)}
            self.copy(add, (self.twin.public_id,), {**values, **later})
            made = getattr(self.twin, related).order_by("pk").last()
            self.ids[str(getattr(part, key))] = str(getattr(made, key))

    def everything(self):
        self.plan()
        self.parts("phases", "phase_add", "phase_edit", "code")
        self.parts("fields", "field_add", "field_edit")
        self.parts("rules", "rule_add", "rule_edit")
        self.parts("milestones", "milestone_add", "milestone_edit")
        self.parts("eligibility_rules", "condition_add", "condition_edit", "code")
        for milestone in self.original.milestones.exclude(after=None, before=None):
            self._neighbours(milestone)
        return Plan.objects.get(pk=self.twin.pk)

    def _neighbours(self, milestone):
        """A milestone may stand before one that is entered later: then its page is opened again."""
        args = (self.twin.public_id, self.ids[str(milestone.public_id)])
        links = {name: [self.ids[str(other.public_id)]] for name in ("after", "before")
                 if (other := getattr(milestone, name))}
        self.send("milestone_edit", *args, values={**self.shown("milestone_edit", *args), **links})


def errors_of(response):
    sheet = response.context["sheet"] if response.context and "sheet" in response.context else None
    return {name: part.errors for name, part in sheet.parts.items()} if sheet else response.status_code


def obligations(plan):
    return [(row.rule.order, str(row.field), row.bearer, row.joint, str(row.phase), row.window_start, row.window_end,
             row.modality, row.min_count, row.max_count, row.target_count)
            for row in generation.planned_obligations(plan, until=UNTIL)]


def duties(plan):
    return [(row.milestone.order, row.organization, row.occurrence)
            for row in generation.planned_occurrences(plan, until=UNTIL)]


IDS = {"id", "public_id", "plan", "code", "version", "document", "field", "milestone", "rule", "order"}


def facts(part, *also_left_out):
    """Every stored value of a part except its ids, links as words."""
    return {field.name: str(getattr(part, field.name)) if field.is_relation else getattr(part, field.name)
            for field in part._meta.fields if field.name not in {*IDS, *also_left_out}}


def whole(plan):
    """Everything the plan holds, in plain values and in order."""
    return {
        "documents": {
            d.role: (facts(d), [facts(b) for b in d.legal_bases.all()], [facts(r) for r in d.recipients.all()])
            for d in plan.documents.all()},
        "phases": [facts(phase) for phase in plan.phases.all()],
        "fields": [(facts(f), [facts(x) for x in f.leads.all()], [facts(x) for x in f.coordinators.all()],
                    sorted((c.subject_type, c.subject_kind, c.text) for c in f.criteria.all()))
                   for f in plan.fields.all()],
        "rules": [({**facts(r), "overrides": r.overrides and r.overrides.order}, [facts(b) for b in r.bearers.all()],
                   [str(f) for f in r.fields.all()], [str(p) for p in r.phases.all()]) for r in plan.rules.all()],
        "milestones": [(facts(m, "after", "before"), [x and x.order for x in (m.after, m.before)],
                        m.document.role if m.document and m.document.role != "plan" else "",
                        [facts(r) for r in m.responsibles.all()]) for m in plan.milestones.all()],
        "conditions": sorted((condition(e) for e in plan.eligibility_rules.all()), key=str),
        "standing_duties": [facts(d) for d in plan.standing_duties.all()],
    }


def differences(made, wanted, place=""):
    """Lines «place: made ≠ wanted» for every value in which two structures differ."""
    if isinstance(wanted, dict) and isinstance(made, dict) and made.keys() == wanted.keys():
        return [line for key in wanted for line in differences(made[key], wanted[key], f"{place}.{key}")]
    if isinstance(wanted, list | tuple) and isinstance(made, list | tuple) and len(made) == len(wanted):
        pairs = enumerate(zip(made, wanted, strict=True))
        return [line for n, (one, other) in pairs for line in differences(one, other, f"{place}[{n}]")]
    return [] if made == wanted else [f"{place}: {made!r} ≠ {wanted!r}"]


def condition(rule):
    """The condition without what says nothing: an empty input, the order in which it names people."""
    params = {name: sorted(value) if name == "except_kinds" else value
              for name, value in sorted(rule.params.items()) if value and name != "scheme"}
    return {**facts(rule), "params": params, "applies_to": sorted(rule.applies_to.split(", "))}, str(rule.field)


@pytest.mark.parametrize("alias", ALIASES)
def test_a_twin_typed_through_the_forms_owes_what_the_real_plan_owes(drafts, alias):
    original = drafts[alias]

    twin = Typist(original).everything()

    assert obligations(twin) == obligations(original)
    assert duties(twin) == duties(original)
    assert differences(whole(twin), whole(original)) == []


@pytest.mark.parametrize("alias", ALIASES)
def test_saving_every_page_as_it_is_shown_changes_nothing(drafts, alias):
    plan, typist = drafts[alias], Typist(drafts[alias])
    before = whole(Plan.objects.get(pk=plan.pk)), obligations(plan), duties(plan)

    for name, parts, key in (
            ("document_edit", plan.documents, "public_id"), ("legal_bases", plan.documents, "public_id"),
            ("recipients", plan.documents, "public_id"), ("phase_edit", plan.phases, "code"),
            ("field_edit", plan.fields, "public_id"), ("rule_edit", plan.rules, "public_id"),
            ("milestone_edit", plan.milestones, "public_id"), ("condition_edit", plan.eligibility_rules, "code")):
        for part in parts.all():
            args = plan.public_id, getattr(part, key)
            typist.send(name, *args, values=typist.shown(name, *args))
    for name in ("facts", "standing_duties"):
        typist.send(name, plan.public_id, values=typist.shown(name, plan.public_id))

    plan = Plan.objects.get(pk=plan.pk)
    assert differences((whole(plan), obligations(plan), duties(plan)), before) == []


@pytest.mark.parametrize("alias", ALIASES)
def test_every_deadline_has_a_plain_kind_of_time(drafts, alias):
    kinds = {milestone.code: timing_initial(milestone)[0] for milestone in drafts[alias].milestones.all()}

    assert [code for code, kind in kinds.items() if kind == "code"] == []
