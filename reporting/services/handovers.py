"""Make a hand-over pack: frozen and rendered as every paper, of no single plan."""
from django.db import transaction

from audit.services import record
from core.errors import InvalidInput, require
from reporting import layouts, rules
from reporting.enums import ReportKind
from reporting.handover import handover_paper
from reporting.models import ReportJob
from reporting.services.reports import freeze


@transaction.atomic
def prepare_handover(desk, *, by, today, layout=layouts.STATE, wake=None):
    """The frozen pack of a `Desk` as of today, and its job. Raises NotAllowed, InvalidInput."""
    require(rules.may_prepare(by, ReportKind.HANDOVER))
    if layout not in layouts.PRINTABLE:
        raise InvalidInput({"layout": ["Thể thức này chưa in được."]})
    snapshot = freeze(lambda code: [handover_paper(desk, as_of=today, by=by, snapshot_code=code, layout=layout)],
                      today=today, kind=ReportKind.HANDOVER, plan=None, layout=layout, as_of=today, made_by=by)
    job = ReportJob.objects.create(snapshot=snapshot)
    record("reporting.prepare_handover", snapshot, by=by, after={
        "organization": str(desk.organization), "officer": str(desk.officer or ""), "giver": desk.giver,
        "receiver": desk.receiver})
    if wake:
        transaction.on_commit(lambda: wake(job.pk), robust=True)
    return snapshot
