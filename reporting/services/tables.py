"""Fetch the annexes of a stored paper as a spreadsheet."""
from django.db import transaction

from audit.services import record
from core.errors import require
from reporting import rules
from reporting.annex_sheets import annex_workbook


@transaction.atomic
def fetch_tables(report, annexes, *, by):
    """The bytes of the spreadsheet with these annexes of the report; the fetching is logged. Raises NotAllowed."""
    require(rules.may_fetch(by, report))
    content = annex_workbook(annexes)
    record("reporting.fetch_tables", report, by=by)
    return content
