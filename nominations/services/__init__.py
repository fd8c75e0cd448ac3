"""Every act on nominations, one function each; import from here."""
from nominations.services.deciding import (
    find,
    recognise_many,
    recognise_nomination,
    reject_nomination,
    reopen_nomination,
    return_nomination,
)
from nominations.services.drafting import (
    add_nominee,
    carry_over,
    create_submission,
    declare_merit,
    delete_draft,
    remove_nominee,
    update_nominee,
    write_note,
)
from nominations.services.files import add_file, remove_file
from nominations.services.submitting import submit_submission, withdraw_nomination

__all__ = [
    "add_file", "add_nominee", "carry_over", "create_submission", "declare_merit", "delete_draft", "find",
    "recognise_many", "recognise_nomination", "reject_nomination", "remove_file", "remove_nominee",
    "reopen_nomination", "return_nomination", "submit_submission", "update_nominee", "withdraw_nomination",
    "write_note",
]
