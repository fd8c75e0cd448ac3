"""The tables of nominations; import from here."""
from nominations.models.appraisal import Comment, ConditionAtReturn, Consultation, Decision, SavedView
from nominations.models.council import (
    Council,
    CouncilItem,
    CouncilMember,
    CouncilSession,
    SessionMember,
    VoteRule,
)
from nominations.models.council_votes import (
    Ballot,
    ClosedBallot,
    ItemConflict,
    NamedVote,
    ResultChange,
    VoterRoll,
)
from nominations.models.files import NominationFile
from nominations.models.imports import ListImport
from nominations.models.submissions import Nomination, Submission

__all__ = [
    "Ballot", "ClosedBallot", "Comment", "ConditionAtReturn", "Consultation", "Council", "CouncilItem", "CouncilMember",
    "CouncilSession", "Decision", "ItemConflict", "ListImport", "NamedVote", "Nomination", "NominationFile",
    "ResultChange", "SavedView", "SessionMember", "Submission", "VoteRule", "VoterRoll",
]
