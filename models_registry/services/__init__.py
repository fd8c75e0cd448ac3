"""Every act on the registry, one function each; import from here."""
from models_registry.services.merit import (
    add_discipline,
    add_hold,
    add_title,
    declare,
    end_hold,
    find,
    keep_results,
    rate,
    revoke_title,
    set_head,
)
from models_registry.services.records import (
    credit,
    discover,
    drop_unfitting_credits,
    ensure_record,
    ensure_subject,
    move_credit,
    reach_stage,
    subject_keys,
    take_step,
)
from models_registry.services.subjects import correct_subject, merge_subjects, tell_apart

__all__ = [
    "add_discipline", "add_hold", "add_title", "correct_subject", "credit", "declare", "discover",
    "drop_unfitting_credits", "end_hold", "ensure_record", "ensure_subject", "find", "keep_results",
    "merge_subjects", "move_credit", "rate", "reach_stage", "revoke_title", "set_head", "subject_keys", "take_step",
    "tell_apart",
]
