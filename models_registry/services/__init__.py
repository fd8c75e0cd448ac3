"""Every act on the registry, one function each; import from here."""
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
    "correct_subject", "credit", "discover", "drop_unfitting_credits", "ensure_record", "ensure_subject",
    "merge_subjects", "move_credit", "reach_stage", "subject_keys", "take_step", "tell_apart",
]
