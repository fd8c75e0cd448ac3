"""The tables of nominations; import from here."""
from nominations.models.files import NominationFile
from nominations.models.submissions import Nomination, Submission

__all__ = ["Nomination", "NominationFile", "Submission"]
