"""From a nominee's dossier and the registry to the facts of «Báo cáo thành tích»."""
from models_registry.duplicates import family, same_subject
from models_registry.models import Subject, TitleRecord
from models_registry.queries import written_for
from organizations.enums import OrganizationSystem
from plans.enums import SubjectType
from reporting.documents.merit import Earned, MeritFacts, decided_words, draft_merit
from reporting.layouts import PARTY, STATE, style_on

# Names of hình thức khen thưởng in the law on emulation and commendation; every other name is a danh hiệu thi đua.
FORMS_ANYWHERE = ("huân chương", "huy chương", "kỷ niệm chương", "bằng khen", "giấy khen", "thư khen")
FORMS_AT_THE_HEAD = ("giải thưởng", "anh hùng", "bà mẹ việt nam anh hùng", "nhà giáo", "thầy thuốc", "nghệ sĩ",
                     "nghệ nhân")


def merit_content(nomination, *, by, as_of, award="", signer="", place="", layout=STATE, snapshot_code=""):
    """The paper of this nominee for the eyes of `by`: from the registry only what `by` may see there."""
    facts = merit_facts(nomination, by=by, award=award, signer=signer, place=place)
    return draft_merit(facts, as_of=as_of, style_code=style_on(as_of, layout=layout).code, snapshot_code=snapshot_code)


def usual_merit_layout(nomination):
    """A Party body's own paper is in the Party layout."""
    return PARTY if nomination.submission.organization.system == OrganizationSystem.PARTY else STATE


def merit_facts(nomination, *, by, award="", signer="", place=""):
    """What the dossier and the registry say of the nominee. The unit heads the paper of a collective, the agency that
    puts forward heads any other."""
    agency = nomination.submission.organization
    issuer, superior = _heads(nomination, agency)
    return MeritFacts(
        type=nomination.subject_type, name=nomination.name, model_name=nomination.model_name, issuer_lines=issuer,
        superior_lines=superior, place=place or agency.place or _office_place(agency),
        award=award or nomination.proposed_award, achievement=_paragraphs(nomination.achievement),
        birth_year=nomination.birth_year, sex=nomination.get_sex_display() if nomination.sex else "",
        position=nomination.position, unit=nomination.unit_text or agency.name, address=nomination.address,
        earned=_earned(nomination, by), signer=signer)


def _heads(nomination, agency):
    """(lines of the issuer, lines of its superior)."""
    own = tuple((agency.printed_name or agency.name).splitlines())
    is_unit = nomination.subject_type == SubjectType.COLLECTIVE and nomination.name != agency.name
    return ((nomination.name,), own) if is_unit else (own, tuple(agency.printed_superior.splitlines()))


def _office_place(agency):
    """The place of the agency above, for units that have none of their own."""
    return agency.parent.place if agency.parent_id else ""


def _paragraphs(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _earned(nomination, by):
    """What the registry keeps of the nominee and its former selves, then what the agency declared; oldest first."""
    found = [_of_title(row) for row in _titles(nomination, by)]
    known = {(row.year, row.name.casefold()) for row in found}
    declared = [row for row in nomination.declared or [] if row["kind"] == "title" and row["value"] == "yes"]
    found += [Earned(row["year"], row["title"], is_title=_is_title(row["title"])) for row in declared
              if (row["year"], row["title"].casefold()) not in known]
    return tuple(sorted(found, key=lambda row: (row.year, row.name)))


def _titles(nomination, by):
    """The titles that stand, of a subject that the person may see."""
    subject = nomination.record.subject if nomination.record_id else same_subject(
        type=nomination.subject_type, name=nomination.name, birth_year=nomination.birth_year,
        organization=nomination.submission.organization, unit_text=nomination.unit_text)
    if subject is None or not Subject.objects.visible_to(by).filter(pk=subject.pk).exists():
        return ()
    kin = family(subject, user=by)
    return written_for(TitleRecord.objects.filter(subject__in=kin, is_achieved=True, revoked_on=None), by)


def _of_title(row):
    return Earned(row.year, row.title, decided_words(row.decision_number, row.authority), _is_title(row.title))


def _is_title(name):
    """Whether the name is a title of emulation, and no form of commendation."""
    folded = name.casefold()
    return not (folded.startswith(FORMS_AT_THE_HEAD) or any(word in folded for word in FORMS_ANYWHERE))
