"""The registry's tables; import from here."""
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
    "Credit", "ExemplarRecord", "PracticeModel", "StageEvent", "Subject", "SubjectDistinction", "SubjectKindTag",
]
