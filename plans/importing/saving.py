"""Store a proposed plan through the same services a person's clicks use, all or nothing."""
from django.db import transaction
from django.utils import timezone

from core.errors import InvalidInput
from organizations.services import add_member, create_category
from plans import services
from plans.importing import wording
from plans.importing.directory import Directory, verb_for
from plans.importing.reading import read_plan_json
from plans.models import Plan

RULE_VALUES = ("code", "field_mode", "unit", "percent_min", "min_count", "max_count", "target_count", "modality",
               "bearer_mode", "credit_by", "window_kind", "window_from", "window_to", "first_year", "counting_stage",
               "allocator", "draw_from", "forward_to", "quote", "locator", "interpretation")
MILESTONE_VALUES = ("code", "title", "unit", "start_code", "end_code", "boundary", "relation", "recurrence",
                    "first_year", "last_year", "event_name", "event_on", "event_actual_name", "event_actual_on",
                    "quote", "second_quote", "locator", "deliverable", "deliverable_kind", "responsible_text")


@transaction.atomic
def import_plan(data, *, by, issue=False, today=None):
    """The draft (or issued) plan that `data`, a parsed JSON object, describes.

    Missing agencies are created «chưa xác nhận»; groups that the text only names become categories without members.
    Raises InvalidInput with the JSON paths at fault or when the plan is already there; then nothing is stored.
    """
    return store_proposal(read_plan_json(data), by=by, issue=issue, today=today or timezone.localdate())


@transaction.atomic
def store_proposal(proposal, *, by, issue, today):
    """The plan of a proposal; `today` is the day of issuing."""
    _refuse_repeated(proposal)
    directory = Directory(proposal.province_code, by=by)
    directory.describe(proposal.organizations)
    plan = _plan(proposal, directory, by)
    papers = _documents(plan, proposal, directory, by)
    categories = _categories(plan, proposal, directory, by)
    phases = {p.code: services.save_phase(plan, by=by, values=vars(p)) for p in proposal.phases}
    fields = {f.code: _field(plan, f, directory, by) for f in proposal.fields}
    _rules(plan, proposal, fields, phases, categories, directory, by)
    _milestones(plan, proposal, phases, papers, categories, directory, by)
    _duties_and_conditions(plan, proposal, fields, directory, by)
    if issue:
        plan = services.issue_plan(plan, by=by, today=today)
        _hand_in_what_is_done(plan, proposal, papers, by, today)
    return plan


def _refuse_repeated(proposal):
    for key, value in (("code", proposal.code), ("alias", proposal.alias)):
        if value and Plan.objects.filter(**{key: value}).exists():
            raise InvalidInput({key: [f"Kế hoạch «{value}» đã có trong hệ thống. Không nhập lại."]})


def _plan(proposal, directory, by):
    values = {
        "title": proposal.title, "level": proposal.level, "scope": proposal.scope, "alias": proposal.alias or None,
        "owner": directory.get(proposal.owner) if proposal.owner else None, "period_from": proposal.period_from,
        "period_to": proposal.period_to, "preparation_ends_on": proposal.preparation_ends_on,
        "closing_on": proposal.closing_on, "parent_number": proposal.parent_number,
        "parent_issued_on": proposal.parent_issued_on}
    paper = next(dict(d.values) for d in proposal.documents if d.role == "plan")
    paper.pop("role")
    return services.create_plan(by=by, values=values, document=paper, code=proposal.code or None)


def _documents(plan, proposal, directory, by):
    """Stored papers by role, with their bases and recipients."""
    papers = {"plan": plan.documents.get(role="plan")}
    for document in proposal.documents:
        paper = papers.get(document.role) or services.save_document(plan, by=by, values=dict(document.values))
        papers[document.role] = paper
        services.set_legal_bases(paper, by=by, rows=[dict(row) for row in document.legal_bases])
        services.set_recipients(paper, by=by, rows=[
            {**dict(row), "organization": directory.find(dict(row)["name"])} for row in document.recipients])
    return papers


def _categories(plan, proposal, directory, by):
    """Stored groups by the code the proposal calls them."""
    stored = {}
    for category in proposal.categories:
        code = wording.slug(f"{plan.code}-{category.code}", 80) if category.is_local else category.code
        stored[category.code] = create_category(by=by, code=code, name=category.name, note=category.note)
        for member in category.members:
            add_member(stored[category.code], directory.get(member.organization), by=by,
                       valid_from=member.valid_from, valid_to=member.valid_to)
    return stored


def _field(plan, field, directory, by):
    leads = {}
    for lead in field.leads:
        organization = directory.get(lead.agency)
        leads.setdefault(organization, lead.verb or verb_for(organization))
    values = {name: getattr(field, name) for name in (
        "code", "order", "section", "name", "name_in_quota", "is_implicit", "own_from", "own_to")}
    return services.save_field(
        plan, by=by, values=values, leads=list(leads.items()), criteria=list(dict.fromkeys(field.criteria)),
        coordinators=[(directory.find(text), text) for text in field.coordinators])


def _rules(plan, proposal, fields, phases, categories, directory, by):
    stored = {}
    for rule in proposal.rules:
        values = {name: getattr(rule, name) for name in RULE_VALUES}
        values |= {"subject_kinds": list(rule.subject_kinds), "bearer_category": categories.get(rule.category),
                   "bearer_kind": "category" if rule.category else "named"}
        stored[rule.code] = services.save_rule(
            plan, by=by, values=values, subject_types=rule.subject_types, record_kinds=rule.record_kinds,
            fields=[fields[code] for code in rule.fields], phases=[phases[code] for code in rule.phases],
            bearers=list(dict.fromkeys(directory.get(name) for name in rule.bearers)))
    for rule in proposal.rules:
        if rule.overrides:
            services.save_rule(plan, by=by, rule=stored[rule.code], values={"overrides": stored[rule.overrides]})
    return stored


def _milestones(plan, proposal, phases, papers, categories, directory, by):
    stored = {}
    for milestone in proposal.milestones:
        named = dict.fromkeys(directory.get(name) for name in milestone.responsible_orgs)
        stored[milestone.code] = services.save_milestone(
            plan, by=by, responsibles=[(o, verb_for(o)) for o in named],
            values=_milestone_values(milestone, directory) | {
                "phase": phases.get(milestone.phase), "document": papers.get(milestone.document),
                "responsible_category": categories.get(milestone.category)})
    for milestone in proposal.milestones:
        neighbours = ("after", milestone.after), ("before", milestone.before)
        links = {name: stored[code] for name, code in neighbours if code}
        if links:
            services.save_milestone(plan, by=by, milestone=stored[milestone.code], values=links)
    return stored


def _milestone_values(milestone, directory):
    values = {name: getattr(milestone, name) for name in MILESTONE_VALUES}
    text = milestone.recipient_text + (f" (qua {milestone.via})" if milestone.via else "")
    return {**values, "recipient_text": text[:255], "via": directory.find(milestone.via) if milestone.via else None,
            "recipient": directory.find(milestone.recipient_text) if milestone.recipient_text else None}


def _duties_and_conditions(plan, proposal, fields, directory, by):
    for duty in proposal.standing_duties:
        services.save_standing_duty(
            plan, by=by, values={"who": duty.who, "what": duty.what, "organization": directory.find(duty.who)})
    for rule in proposal.eligibility:
        services.save_eligibility_rule(plan, by=by, values={
            "code": rule.code, "kind": rule.kind, "params": dict(rule.params), "applies_to": rule.applies_to,
            "severity": rule.severity, "na_allowed": rule.na_allowed, "text": rule.text, "quote": rule.quote,
            "field": fields.get(rule.field)})


def _hand_in_what_is_done(plan, proposal, papers, by, today):
    """Duties that a paper of the plan itself fulfils (the letter that puts a Party plan into effect)."""
    for milestone in proposal.milestones:
        paper = papers.get(milestone.done_by)
        if paper is None or not paper.issued_on or paper.issued_on > today:
            continue
        for occurrence in plan.milestones.get(code=milestone.code).occurrences.all():
            services.hand_in(occurrence, by=by, received_on=paper.issued_on, today=today, number=paper.number or "",
                             note="Đã thực hiện bằng văn bản kèm theo kế hoạch.")
