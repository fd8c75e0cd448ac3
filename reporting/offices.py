"""Who issues a paper and how its head names it: the office, its printed lines, its symbol, and how plans are cited."""
from dataclasses import replace
from datetime import timedelta

from organizations.enums import OrganizationKind, OrganizationSystem
from organizations.models import Organization
from plans.enums import DocSystem, DocumentRole
from reporting.documents.sentences import cite_plan
from reporting.documents.values import DocumentHead
from reporting.layouts import PARTY, STATE

# of the figures' day a paper is taken to be written; else in the month it is made in
WRITTEN_WITHIN = timedelta(days=60)
PEOPLES_COMMITTEES = (OrganizationKind.PROVINCE_PC, OrganizationKind.DISTRICT_PC, OrganizationKind.COMMUNE_PC)


def layout_of(office):
    """The layout of an agency's own papers: a Party body's is the Party's."""
    return PARTY if office.system == OrganizationSystem.PARTY else STATE


def usual_layout(plan):
    """The layout of the plan's own document: a Party plan is reported on in the Party layout."""
    document = plan.documents.filter(role=DocumentRole.PLAN).first()
    return PARTY if document and document.doc_system == DocSystem.PARTY else STATE


def issuing_office(plan, layout=STATE):
    """The agency in whose name the paper goes out: a Party plan's owner in the Party layout, else the standing office
    of the plan's province, else the owner."""
    if layout == PARTY and plan.owner and plan.owner.system == OrganizationSystem.PARTY:
        return plan.owner
    province = plan.owner.province_code if plan.owner else ""
    office = Organization.objects.filter(is_office=True).order_by("-valid_from", "pk")
    return office.filter(province_code=province).first() or plan.owner or office.first()


def document_head(office, *, layout, as_of, place, doc_type, abbreviation, subject, addressees=(), blank_month=False):
    """Number and day stay blank: the clerk fills them; month and year are those after the figures' day."""
    written = as_of + timedelta(days=1)
    return DocumentHead(
        issuer_lines=tuple((office.printed_name or office.name).splitlines()),
        superior_lines=tuple(office.printed_superior.splitlines()), number=None,
        symbol=paper_symbol(office, layout, abbreviation), place=place or office.place, issued_on=None,
        doc_type=doc_type, subject_lines=(subject,), addressees=addressees,
        month=None if blank_month else written.month,
        year=written.year, issuer_name=office.name)


def written_head(head, *, as_of, today):
    """The head with the month that the paper goes out in: that after the figures' day, or,
    when these lie far back, today's."""
    if head.issued_on or not head.month or today <= as_of + WRITTEN_WITHIN:
        return head
    return replace(head, month=today.month, year=today.year)


def paper_symbol(office, layout, abbreviation):
    """«BC-SNV», «BC/TU»; a letter of the State has no abbreviation: «SNV». Only the type when nobody knows
    the agency's."""
    own = office.document_symbol or _usual_symbol(office)
    return ("/" if layout == PARTY else "-").join(part for part in (abbreviation, own) if part)


def _usual_symbol(office):
    if office.kind in PEOPLES_COMMITTEES:
        return "UBND"
    if office.kind == OrganizationKind.PARTY_COMMITTEE:
        return "TU" if "tỉnh ủy" in office.name.lower() else "ĐU"
    return ""


def cited(plan, layout=STATE):
    """The plan as running text names it, with gaps where number or day is unknown."""
    document = plan.documents.filter(role=DocumentRole.PLAN).first()
    number, _, symbol = (document.number or "").partition("/")
    month = document.issued_month
    return cite_plan(
        doc_type=document.doc_type, number=number or None, symbol=symbol or _symbol_of(plan, document),
        issued_on=document.issued_on, issuer=document.issuer or str(plan.owner or ""), subject=plan.title,
        month=month.month if month else None, year=month.year if month else None, party=layout == PARTY)


def _symbol_of(plan, document):
    """What follows the gap for an unknown number: «KH-UBND», «-KH/TU»; the type alone when nobody knows the issuer."""
    layout = PARTY if document.doc_system == DocSystem.PARTY else STATE
    own = document.symbol or (paper_symbol(plan.owner, layout, "KH") if plan.owner else "KH")
    return f"-{own}" if layout == PARTY else own


def subject_of(text, layout):
    """The subject as its layout begins it: a capital, or «về …»."""
    return f"về {lower_first(text)}" if layout == PARTY else text


def lower_first(text):
    """The title inside a sentence; «Về …» loses its capital, so does every other first word that is not a name."""
    return text[:1].lower() + text[1:]
