"""Plans: documents, fields, quota rules and obligations, milestones and occurrences."""
from plans.models.backward import Anniversary, InnerStep, InnerTask
from plans.models.before_days import BeforeDayRule
from plans.models.deadlines import (
    ChosenDay,
    DeadlineExtension,
    DeadlineOccurrence,
    Deliverable,
    Milestone,
    MilestoneResponsible,
    StandingDuty,
)
from plans.models.documents import Document, LegalBasis, Phase, Plan, Recipient
from plans.models.fields import EligibilityRule, FieldCoordinator, FieldCriterion, FieldLead, PlanField
from plans.models.quotas import (
    BearerAssignment,
    ObligationFigure,
    QuotaAllocation,
    QuotaObligation,
    QuotaRule,
    RuleBearer,
)
from plans.models.reading import ReadingDraft
from plans.models.reminding import CalendarFeed, DayOff, ReminderSetting

__all__ = [
    "Anniversary", "BearerAssignment", "BeforeDayRule", "CalendarFeed", "ChosenDay", "DayOff", "DeadlineExtension",
    "DeadlineOccurrence", "Deliverable", "Document", "EligibilityRule", "FieldCoordinator", "FieldCriterion",
    "FieldLead", "InnerStep", "InnerTask", "LegalBasis", "Milestone", "MilestoneResponsible", "ObligationFigure",
    "Phase", "Plan", "PlanField", "QuotaAllocation", "QuotaObligation", "QuotaRule", "ReadingDraft", "Recipient",
    "ReminderSetting", "RuleBearer", "StandingDuty",
]
