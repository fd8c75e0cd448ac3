"""Every act on nominations, one function each; import from here."""
from nominations.services.appraising import (
    answer,
    assign,
    comment,
    consult,
    end_consulting,
    forget_view,
    hold_nomination,
    pass_nomination,
    plan_decision,
    publish,
    release_nomination,
    save_view,
    take_up,
)
from nominations.services.correcting import correct_decision
from nominations.services.council.agenda import council_again, send_to_council
from nominations.services.deciding import (
    check_decision,
    each,
    find,
    recognise_many,
    recognise_nomination,
    reject_nomination,
    reopen_nomination,
    return_nomination,
    revoke_nomination,
)
from nominations.services.drafting import (
    add_nominee,
    carry_over,
    copy_nominees,
    create_submission,
    declare_merit,
    delete_draft,
    remove_nominee,
    update_nominee,
    write_note,
)
from nominations.services.files import add_file, remove_file
from nominations.services.signing import present, send_back, sign_off
from nominations.services.submitting import submit_submission, withdraw_nomination

__all__ = [
    "add_file", "add_nominee", "answer", "assign", "carry_over", "check_decision", "comment", "consult",
    "copy_nominees", "correct_decision", "council_again", "create_submission", "declare_merit", "delete_draft",
    "each", "end_consulting", "find", "forget_view", "hold_nomination", "pass_nomination", "plan_decision",
    "present", "publish", "recognise_many", "recognise_nomination", "reject_nomination", "release_nomination",
    "remove_file", "remove_nominee", "reopen_nomination", "return_nomination", "revoke_nomination", "save_view",
    "send_back", "send_to_council", "sign_off", "submit_submission", "take_up", "update_nominee",
    "withdraw_nomination", "write_note",
]
