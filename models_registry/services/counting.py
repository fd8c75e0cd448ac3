"""Tell whoever keeps counts that an obligation may count something else now: every act on credits, stages and merged
subjects does, in its own transaction."""
from collections import defaultdict

from django.db import transaction

from audit.services import record as audit
from models_registry.models import CountChange, Credit
from plans.models import QuotaObligation

FOLDED_AT_ONCE = 10_000

def note_change(obligation_ids):
    """The obligations are counted anew at the next look. Raises when no transaction is open: the change and this note
    become visible together or not at all."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("Số đếm phải được báo đổi trong giao dịch của việc làm đổi nó.")
    CountChange.objects.bulk_create(CountChange(obligation_id=pk) for pk in sorted(set(obligation_ids)))


def note_change_of(**records):
    """`note_change` for all that count these records: `record=…`, `record__subject__in=…`."""
    note_change(Credit.objects.filter(**records).values_list("obligation_id", flat=True))


@transaction.atomic
def fold_changes():
    """By how many rows the oldest changes became fewer, the versions staying as they are.
    Twice at once does no harm."""
    weights, ids = defaultdict(int), []
    for row in CountChange.objects.select_for_update().order_by("pk")[:FOLDED_AT_ONCE]:
        weights[row.obligation_id] += row.weight
        ids.append(row.pk)
    if len(ids) == len(weights):
        return 0
    CountChange.objects.filter(pk__in=ids).delete()
    CountChange.objects.bulk_create(CountChange(obligation_id=pk, weight=weight) for pk, weight in weights.items())
    return len(ids) - len(weights)


@transaction.atomic
def recount_plan(plan, *, by, reason):
    """How many obligations of the plan are counted anew at the next look: after somebody wrote past the services."""
    ids = list(QuotaObligation.objects.filter(rule__plan=plan).values_list("pk", flat=True))
    note_change(ids)
    audit("models_registry.recount", plan, by=by, reason=reason, after={"obligations": len(ids)})
    return len(ids)
