"""References inside a proposal: codes are each used once, and whatever is named exists."""
from collections import Counter


def check_references(proposal, place):
    """Note at `place` every code used twice and every code that names nothing."""
    for key, parts in (("phases", proposal.phases), ("fields", proposal.fields), ("rules", proposal.rules),
                       ("milestones", proposal.milestones), ("eligibility", proposal.eligibility)):
        for code, times in Counter(part.code for part in parts).items():
            if times > 1:
                place.note(key, f"mã «{code}» dùng {times} lần")
    _check_rules(proposal, place)
    _check_milestones(proposal, place)
    fields = {field.code for field in proposal.fields}
    _check(place, "eligibility", fields, ((rule.code, rule.field) for rule in proposal.eligibility if rule.field))


def _check_rules(proposal, place):
    fields, phases = {f.code for f in proposal.fields}, {p.code for p in proposal.phases}
    categories, rules = {c.code for c in proposal.categories}, {r.code for r in proposal.rules}
    for rule in proposal.rules:
        _check(place, "rules", fields, ((rule.code, code) for code in rule.fields))
        _check(place, "rules", phases, ((rule.code, code) for code in rule.phases))
        _check(place, "rules", categories, [(rule.code, rule.category)] if rule.category else [])
        _check(place, "rules", rules - {rule.code}, [(rule.code, rule.overrides)] if rule.overrides else [])


def _check_milestones(proposal, place):
    phases, categories = {p.code for p in proposal.phases}, {c.code for c in proposal.categories}
    codes, roles = {m.code for m in proposal.milestones}, {d.role for d in proposal.documents}
    for milestone in proposal.milestones:
        for known, named in ((phases, milestone.phase), (categories, milestone.category), (codes, milestone.after),
                             (codes, milestone.before), (roles, milestone.document), (roles, milestone.done_by)):
            _check(place, "milestones", known, [(milestone.code, named)] if named else [])


def _check(place, key, known, references):
    for code, named in references:
        if named not in known:
            place.note(key, f"«{code}» nêu «{named}» nhưng tệp không có mã này")
