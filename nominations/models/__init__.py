"""The tables of nominations; import from here."""
from nominations.models.appraisal import Comment, Consultation, Decision, SavedView
from nominations.models.files import NominationFile
from nominations.models.imports import ListImport
from nominations.models.submissions import Nomination, Submission

__all__ = [
    "Comment", "Consultation", "Decision", "ListImport", "Nomination", "NominationFile", "SavedView", "Submission",
]
