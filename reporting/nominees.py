"""Whom a list, a proposal or a decision names: nominees as of a day, in order, and what they are to get."""
from django.db.models import Q

from core.dates import short_day
from core.errors import InvalidInput
from core.text import fold
from models_registry.models import TitleRecord
from nominations.enums import NominationState, Planned
from nominations.models import Nomination
from plans.enums import SubjectType
from reporting import wording
from reporting.documents.text import listed, number_text
from reporting.documents.values import LIST, Annex, ListRow
from reporting.enums import Named, ReportKind

WORTHY = (NominationState.APPRAISED, NominationState.PASSED)
PUT_FORWARD = (NominationState.SUBMITTED, NominationState.APPRAISING, NominationState.CONSULTING,
               NominationState.COUNCIL, *WORTHY)
NAMING = (ReportKind.LIST, ReportKind.SUBMISSION, ReportKind.DECISION)  # papers that are nothing without names
MERIT_LETTERS = 700
NAMED_AT_MOST = 5
COUNTED = ((SubjectType.COLLECTIVE, "tập thể"), (SubjectType.HOUSEHOLD, "hộ gia đình"),
           (SubjectType.INDIVIDUAL, "cá nhân"))


class NobodyNamed(InvalidInput):
    """A paper of names without one name; says whose turn is first."""


def nominees_of(kind, plan, *, as_of, paper):
    """The nominees in the order of a list: by form of award, then agency, then given name. One query."""
    found = Nomination.objects.filter(_wanted(kind, as_of, paper.named), submission__plan=plan).select_related(
        "submission__organization", "submission__field", "obligation__field", "record").order_by(
        "submission__organization__sort_key", "sort_key", "pk")
    return sorted(found, key=lambda row: (not award_of(row, paper), fold(award_of(row, paper))))


def _wanted(kind, as_of, named):
    """Which nominations: those waiting for a decision by the end of the day (for a decision only those found worthy,
    and nobody that is to be refused), or those recognised by then."""
    if named == Named.RECOGNISED:
        return Q(state=NominationState.DECIDED, decided_on__lte=as_of)
    waiting = Q(state__in=PUT_FORWARD)
    if kind == ReportKind.DECISION:
        waiting = Q(state__in=WORTHY) | Q(planned=Planned.RECOGNISE)
    return waiting & Q(submitted_at__date__lte=as_of) & ~Q(planned=Planned.REJECT) & ~Q(state=NominationState.DECIDED)


def check_names(kind, plan, *, as_of, paper):
    """Raise NobodyNamed when a paper of this kind would name nobody; InvalidInput for a proposal to nobody."""
    if kind not in NAMING:
        return
    if not nominees_of(kind, plan, as_of=as_of, paper=paper):
        raise NobodyNamed({"named": [_nobody(kind, plan, as_of, paper)]})
    if kind == ReportKind.SUBMISSION and not paper.addressees:
        raise InvalidInput({"addressees": [
            "Tờ trình phải ghi nơi nhận trình: cơ quan hoặc người có thẩm quyền quyết định."]})


def _nobody(kind, plan, as_of, paper):
    """Why there is no name, and what to do first."""
    day = short_day(as_of)
    if paper.named == Named.RECOGNISED:
        return f"Đến hết ngày {day}, kế hoạch này chưa có đề cử nào được công nhận. Hãy ghi quyết định công nhận trước."
    earlier = Nomination.objects.filter(_wanted(kind, as_of, Named.RECOGNISED), submission__plan=plan).count()
    recognised = (f" Đã có {number_text(earlier)} đề cử được công nhận: muốn nêu tên những trường hợp này thì chọn "
                  f"«{Named.RECOGNISED.label}».") if earlier else ""
    if kind != ReportKind.DECISION:
        return f"Đến hết ngày {day}, kế hoạch này không có đề cử nào đang chờ quyết định.{recognised}"
    waiting = Nomination.objects.filter(_wanted(ReportKind.LIST, as_of, ""), submission__plan=plan).count()
    first = (f" Còn {number_text(waiting)} đề cử đang xét: hãy thẩm định, trình Hội đồng hoặc ghi dự kiến công nhận "
             "trước." if waiting else "")
    return (f"Đến hết ngày {day}, kế hoạch này chưa có đề cử nào thẩm định đạt, được Hội đồng thông qua hoặc dự kiến "
            f"công nhận, nên quyết định chưa có tên ai.{first}{recognised}")


def award_of(row, paper):
    """The form of award the nominee was proposed for, else the one typed for all others."""
    return row.proposed_award or paper.award


def without_award(kind, plan, *, as_of, paper):
    """In words, the nominees that a paper of this kind would print without a form of award; empty when all have one."""
    if kind not in NAMING or paper.award:
        return ""
    names = [str(row) for row in nominees_of(kind, plan, as_of=as_of, paper=paper) if not row.proposed_award]
    if not names:
        return ""
    more = f" và {number_text(len(names) - NAMED_AT_MOST)} đề cử khác" if len(names) > NAMED_AT_MOST else ""
    return (f"{number_text(len(names))} đề cử chưa ghi hình thức đề nghị: {'; '.join(names[:NAMED_AT_MOST])}{more}. "
            "Ghi hình thức chung vào ô này, hoặc đánh dấu «Để trống hình thức» ở dưới.")


# --- words ------------------------------------------------------------------------------------------------------------


def counted(rows):
    """«3 tập thể, 1 hộ gia đình và 12 cá nhân»."""
    totals = [(sum(1 for row in rows if row.subject_type == kind), word) for kind, word in COUNTED]
    return listed(f"{number_text(total)} {word}" for total, word in totals if total)


def one_award(rows, paper):
    """The form of award that all of them share; empty when there are several or some have none."""
    awards = {award_of(row, paper) for row in rows}
    return awards.pop() if len(awards) == 1 else ""


def enclosed(rows):
    """«có danh sách tại Phụ lục I và Phụ lục II kèm theo»."""
    groups, people = _parted(rows)
    names = ["Phụ lục I", "Phụ lục II"] if groups and people else ["Phụ lục"]
    return f"có danh sách tại {' và '.join(names)} kèm theo"


# --- tables -----------------------------------------------------------------------------------------------------------


def lists_of(rows, paper, *, given, as_of):
    """An annex for collectives and households and one for individuals, whichever there are."""
    (groups, people), award = _parted(rows), "award_given" if given else "award"
    purpose = f"{'được tặng' if given else 'đề nghị tặng'} {one_award(rows, paper)}" if one_award(rows, paper) else (
        "được khen thưởng" if given else "đề nghị khen thưởng")
    annexes, former = [], _former(groups, as_of)
    if groups:
        words = [word for kind, word in COUNTED if any(row.subject_type == kind for row in groups)]
        name = {"tập thể": "collective", "hộ gia đình": "household"}[words[0]] if len(words) == 1 else "group"
        columns = ("order", name, "unit", "field", "merit", award, *(("former",) if former else ()))
        annexes.append(Annex(LIST, (f"Danh sách {', '.join(words)}", purpose), columns, is_wide=True, list_rows=tuple(
            _group_row(n, row, paper, former) for n, row in enumerate(groups, 1))))
    if people:
        columns = ("order", "person", "male", "female", "post", "field", "merit", award)
        annexes.append(Annex(LIST, ("Danh sách cá nhân", purpose), columns, is_wide=True, list_rows=tuple(
            _person_row(n, row, paper) for n, row in enumerate(people, 1))))
    return tuple(annexes)


def _parted(rows):
    """(collectives and households, individuals)."""
    return ([row for row in rows if row.subject_type != SubjectType.INDIVIDUAL],
            [row for row in rows if row.subject_type == SubjectType.INDIVIDUAL])


def _former(rows, as_of):
    """{subject id: «Tập thể lao động xuất sắc (2023); …»} of what the registry keeps of them. One query."""
    subjects, found = [row.record.subject_id for row in rows if row.record_id], {}
    titles = TitleRecord.objects.filter(subject__in=subjects, is_achieved=True, revoked_on=None, year__lte=as_of.year)
    for title in titles.order_by("year", "pk"):
        found.setdefault(title.subject_id, []).append(f"{title.title} ({title.year})")
    return {subject: "; ".join(names) for subject, names in found.items()}


def _group_row(order, row, paper, former):
    unit = row.address or row.unit_text or str(row.submission.organization)
    cells = (str(order), _with_model(row, _group_name(row)), unit, _field(row), _merit(row), award_of(row, paper))
    return ListRow((*cells, former.get(row.record.subject_id, "") if row.record_id else "") if former else cells)


def _group_name(row):
    """The name of a collective; a household's goes by its head: «Hộ ông …», «Hộ bà …»."""
    if row.subject_type != SubjectType.HOUSEHOLD or fold(row.name).startswith("ho "):
        return row.name
    return " ".join(filter(None, ("Hộ", {"male": "ông", "female": "bà"}.get(row.sex), row.name)))


def _with_model(row, name):
    return f"{name} (mô hình “{row.model_name}”)" if row.model_name else name


def _person_row(order, row, paper):
    year = str(row.birth_year or "")
    post = ", ".join(filter(None, (row.position, row.unit_text or str(row.submission.organization))))
    return ListRow((str(order), _with_model(row, row.name), year if row.sex != "female" else "",
                    year if row.sex == "female" else "", post, _field(row), _merit(row), award_of(row, paper)))


def _field(row):
    field = row.submission.field or (row.obligation.field if row.obligation else None)
    return wording.short_name(field.name) if field else ""


def _merit(row):
    """The merit in at most some 150 words, cut at a word."""
    text = " ".join(row.achievement.split())
    return text if len(text) <= MERIT_LETTERS else text[:MERIT_LETTERS].rsplit(" ", 1)[0] + " …"
