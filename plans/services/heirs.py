"""Rows stored after an agency ended go on to the heir that somebody has confirmed in the same plan."""
from collections import defaultdict

from audit.services import record
from plans.models import BearerAssignment


def hand_on_obligations(plan, obligations):
    """Give each new obligation the heir of its bearer under the same rule. One query to find, one to store."""
    confirmed = BearerAssignment.objects.filter(obligation__rule__plan=plan).select_related("obligation")
    last = {(a.obligation.rule_id, a.obligation.bearer_id): a for a in confirmed.order_by("from_date", "pk")}
    pairs = [(row, last[key]) for row in obligations if (key := (row.rule_id, row.bearer_id)) in last]
    return _store(plan, "obligation", pairs)


def hand_on_duties(plan, occurrences):
    """Give each new duty the heir of its agency: that of the same milestone,
    else the plan's only one for the agency."""
    confirmed = BearerAssignment.objects.filter(occurrence__milestone__plan=plan).select_related("occurrence")
    last, everywhere = {}, defaultdict(dict)
    for assignment in confirmed.order_by("from_date", "pk"):
        duty = assignment.occurrence
        last[duty.milestone_id, duty.organization_id] = assignment
        everywhere[duty.organization_id][assignment.organization_id] = assignment
    only = {former: next(iter(heirs.values())) for former, heirs in everywhere.items() if len(heirs) == 1}
    pairs = [(row, last.get((row.milestone_id, row.organization_id)) or only.get(row.organization_id))
             for row in occurrences]
    return _store(plan, "occurrence", [(row, assignment) for row, assignment in pairs if assignment])


def _store(plan, kind, pairs):
    made = BearerAssignment.objects.bulk_create(
        BearerAssignment(**{kind: row}, organization_id=known.organization_id, from_date=known.from_date,
                         basis=known.basis, confirmed_by_id=known.confirmed_by_id) for row, known in pairs)
    if made:
        record("plans.hand_on", plan, by=None, after={
            "count": len(made), "organization": sorted({str(a.organization) for a in made})})
    return made
