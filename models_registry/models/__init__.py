"""The registry's tables; import from here."""
from models_registry.models.changes import CountChange
from models_registry.models.development import (
    Assessment,
    Publication,
    PublicationConsent,
    Replication,
    SupportAction,
)
from models_registry.models.merit import (
    Discipline,
    EligibilityFinding,
    EligibilityResult,
    Headship,
    Hold,
    TitleRecord,
    YearlyRating,
)
from models_registry.models.profiles import Profile
from models_registry.models.records import (
    Credit,
    ExemplarRecord,
    PracticeModel,
    RegistrationBatch,
    StageEvent,
    Subject,
    SubjectDistinction,
    SubjectKindTag,
)
from models_registry.models.sensitive import SensitiveFact, SensitivePolicy

__all__ = [
    "Assessment", "CountChange", "Credit", "Discipline", "EligibilityFinding", "EligibilityResult", "ExemplarRecord",
    "Headship", "Hold", "PracticeModel", "Profile", "Publication", "PublicationConsent", "RegistrationBatch",
    "Replication", "SensitiveFact", "SensitivePolicy", "StageEvent", "Subject", "SubjectDistinction",
    "SubjectKindTag", "SupportAction", "TitleRecord", "YearlyRating",
]
