"""Every act on councils, their rules, sessions and votes, one function each; import from here."""
from nominations.services.council.agenda import add_items, place_item, remove_item, set_award
from nominations.services.council.ballots import cancel_vote, cast_ballot, close_electronic, open_ballot
from nominations.services.council.bodies import (
    add_member,
    create_council,
    end_term,
    remove_member,
    update_council,
    update_member,
)
from nominations.services.council.changes import change_named, change_paper, change_totals
from nominations.services.council.results import (
    carry,
    close_named,
    close_paper,
    close_totals,
    mark_conflicts,
    write_opinions,
)
from nominations.services.council.sessions import (
    call_roll,
    cancel_session,
    create_session,
    end_session,
    open_session,
    share_session,
    update_session,
    write_note,
)
from nominations.services.council.vote_rules import add_rule, end_rule, update_rule, verify_rule

__all__ = [
    "add_items", "add_member", "add_rule", "call_roll", "cancel_session", "cancel_vote", "carry", "cast_ballot",
    "change_named", "change_paper", "change_totals", "close_electronic", "close_named", "close_paper", "close_totals",
    "create_council", "create_session", "end_rule", "end_session", "end_term", "mark_conflicts", "open_ballot",
    "open_session", "place_item", "remove_item", "remove_member", "set_award", "share_session", "update_council",
    "update_member", "update_rule", "update_session", "verify_rule", "write_note", "write_opinions",
]
