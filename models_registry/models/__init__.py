"""The registry's tables; import from here."""
from models_registry.models.merit import (
    Discipline,
    EligibilityFinding,
    EligibilityResult,
    Headship,
    Hold,
    TitleRecord,
    YearlyRating,
)
from models_registry.models.records import (
    Credit,
    ExemplarRecord,
    PracticeModel,
    StageEvent,
    Subject,
    SubjectDistinction,
    SubjectKindTag,
)

__all__ = [
    "Credit", "Discipline", "EligibilityFinding", "EligibilityResult", "ExemplarRecord", "Headship", "Hold",
    "PracticeModel", "StageEvent", "Subject", "SubjectDistinction", "SubjectKindTag", "TitleRecord", "YearlyRating",
]
