"""What a plan file proposes, as frozen values: the same whether a person wrote the file or a document was read."""
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OrganizationProposal:
    name: str
    province_code: str
    values: tuple[tuple[str, object], ...] = ()
    parent: str = ""
    former_names: tuple[tuple[str, date | None, date | None], ...] = ()


@dataclass(frozen=True)
class MemberProposal:
    organization: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class CategoryProposal:
    """A group of agencies. A local one was only named by the text: its code belongs to the plan, members come later."""

    code: str
    name: str
    note: str = ""
    members: tuple[MemberProposal, ...] = ()
    is_local: bool = False


@dataclass(frozen=True)
class DocumentProposal:
    """`values` are field values of the stored document by name; bases and recipients likewise, in order."""

    values: tuple[tuple[str, object], ...]
    legal_bases: tuple[tuple[tuple[str, object], ...], ...] = ()
    recipients: tuple[tuple[tuple[str, object], ...], ...] = ()

    @property
    def role(self):
        return dict(self.values)["role"]


@dataclass(frozen=True)
class PhaseProposal:
    code: str
    name: str
    starts_on: date
    ends_on: date
    quote: str = ""


@dataclass(frozen=True)
class LeadProposal:
    """`verb` is a stored verb, or empty when the text has none: then it follows from the agency's system."""

    agency: str
    verb: str = ""


@dataclass(frozen=True)
class FieldProposal:
    code: str
    order: int
    name: str
    section: str = ""
    name_in_quota: str = ""
    is_implicit: bool = False
    own_from: date | None = None
    own_to: date | None = None
    leads: tuple[LeadProposal, ...] = ()
    coordinators: tuple[str, ...] = ()
    criteria: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class RuleProposal:
    """One quota rule. Bearers are agencies by name, or the code of one category; fields empty means all."""

    code: str
    fields: tuple[str, ...]
    subject_types: tuple[str, ...]
    field_mode: str = "each"
    subject_kinds: tuple[str, ...] = ()
    record_kinds: tuple[str, ...] = ("exemplar", "model")
    unit: str = "count"
    percent_min: int | None = None
    min_count: int | None = None
    max_count: int | None = None
    target_count: int | None = None
    modality: str = "must"
    bearers: tuple[str, ...] = ()
    category: str = ""
    bearer_mode: str = "each"
    credit_by: str = "lead_agency"
    window_kind: str = "plan"
    phases: tuple[str, ...] = ()
    window_from: date | None = None
    window_to: date | None = None
    first_year: int | None = None
    counting_stage: str = "recognised"
    allocator: str = ""
    draw_from: str = ""
    forward_to: str = ""
    overrides: str = ""
    quote: str = ""
    locator: str = ""
    interpretation: str = ""


@dataclass(frozen=True)
class MilestoneProposal:
    """One duty with its deadline as codes («2023-Q2», «--11-30»); agencies by name, or the code of one category."""

    code: str
    title: str
    unit: str = "none"
    start_code: str = ""
    end_code: str = ""
    boundary: str = "by_end"
    relation: str = "undated"
    recurrence: str = "none"
    first_year: int | None = None
    last_year: int | None = None
    event_name: str = ""
    event_on: date | None = None
    event_actual_name: str = ""
    event_actual_on: date | None = None
    phase: str = ""
    document: str = ""
    quote: str = ""
    second_quote: str = ""
    locator: str = ""
    deliverable: str = ""
    deliverable_kind: str = "other"
    recipient_text: str = ""
    via: str = ""
    responsible_text: str = ""
    responsible_orgs: tuple[str, ...] = ()
    category: str = ""
    after: str = ""
    before: str = ""
    done_by: str = ""


@dataclass(frozen=True)
class DutyProposal:
    who: str
    what: str


@dataclass(frozen=True)
class EligibilityProposal:
    code: str
    kind: str
    params: tuple[tuple[str, object], ...] = ()
    applies_to: str = ""
    severity: str = "manual"
    na_allowed: bool = False
    text: str = ""
    quote: str = ""
    field: str = ""


@dataclass(frozen=True)
class PlanProposal:
    """A whole plan as read. `notes` tell in Vietnamese what was assumed and what a person must still decide."""

    title: str
    period_from: date
    period_to: date | None
    level: str
    province_code: str
    owner: str
    documents: tuple[DocumentProposal, ...]
    code: str = ""
    alias: str = ""
    scope: str = ""
    preparation_ends_on: date | None = None
    closing_on: date | None = None
    parent_number: str = ""
    parent_issued_on: date | None = None
    phases: tuple[PhaseProposal, ...] = ()
    fields: tuple[FieldProposal, ...] = ()
    rules: tuple[RuleProposal, ...] = ()
    milestones: tuple[MilestoneProposal, ...] = ()
    standing_duties: tuple[DutyProposal, ...] = ()
    eligibility: tuple[EligibilityProposal, ...] = ()
    organizations: tuple[OrganizationProposal, ...] = ()
    categories: tuple[CategoryProposal, ...] = ()
    notes: tuple[str, ...] = ()
