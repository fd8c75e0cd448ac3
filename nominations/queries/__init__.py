"""What pages, services and papers ask about nominations; import from here."""
from nominations.queries.doubles import (
    carried_over,
    duplicate_notes,
    facts_of,
    former_nominations,
    notes_while_typing,
    possible_twins,
)
from nominations.queries.lists import (
    is_uuid,
    list_rows,
    next_waiting,
    officers_today,
    planned_count,
    progress,
    sign_off_of,
    with_counts,
)
from nominations.queries.past import (
    ACTIONS,
    LABELS,
    PUBLIC_ACTIONS,
    changes_since_return,
    earlier_rejections,
    failed_before,
    history,
    reasons_of,
)
from nominations.queries.quotas import (
    bearer_now,
    conditions_of,
    fitting_lines,
    has_ceiling,
    lines_for,
    next_duty,
    obligation_on,
    office,
    openings,
)
from nominations.queries.rows import dossier_rows, queue_rows

__all__ = [
    "ACTIONS", "LABELS", "PUBLIC_ACTIONS", "bearer_now", "carried_over", "changes_since_return", "conditions_of",
    "dossier_rows", "duplicate_notes", "earlier_rejections", "facts_of", "failed_before", "fitting_lines",
    "former_nominations", "has_ceiling", "history", "is_uuid", "lines_for", "list_rows", "next_duty", "next_waiting",
    "notes_while_typing", "obligation_on", "office", "officers_today", "openings", "planned_count",
    "possible_twins", "progress", "queue_rows", "reasons_of", "sign_off_of", "with_counts",
]
