"""Every act on the registry, one function each; import from here."""
from models_registry.services.counting import fold_changes, note_change, recount_plan
from models_registry.services.development import (
    assess_many,
    consent,
    open_batch,
    publish,
    register,
    replicate,
    revoke_consent,
    support,
)
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
from models_registry.services.profiles import add_owner, describe_subject, remove_owner, write_profile
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
from models_registry.services.sensitive import (
    fields_for,
    read_disciplines,
    read_sensitive,
    set_sensitive_policy,
    used_fields,
    write_sensitive,
)
from models_registry.services.subjects import correct_subject, merge_subjects, tell_apart

__all__ = [
    "add_discipline", "add_hold", "add_owner", "add_title", "assess_many", "consent", "correct_subject", "credit",
    "declare", "describe_subject", "discover", "drop_unfitting_credits", "end_hold", "ensure_record",
    "ensure_subject", "fields_for", "find", "fold_changes", "keep_results", "merge_subjects", "move_credit",
    "note_change", "open_batch", "publish", "rate", "reach_stage", "read_disciplines", "read_sensitive",
    "recount_plan", "register", "remove_owner", "replicate", "revoke_consent", "revoke_title", "set_head",
    "set_sensitive_policy", "subject_keys", "support", "take_step", "tell_apart", "used_fields", "write_profile",
    "write_sensitive",
]
