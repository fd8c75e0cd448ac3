"""From a plan's figures to the values of «Báo cáo kết quả thực hiện Kế hoạch»."""
from dataclasses import dataclass, replace

from plans.enums import Modality, OccurrenceStatus
from plans.models import DeadlineOccurrence
from plans.queries import duty_lines
from reporting import wording
from reporting.demands import demand_text, is_led
from reporting.documents.figures import mark, settled
from reporting.documents.report import ReportFigures, draft_report
from reporting.documents.sentences import NO_TARGET, Progress
from reporting.documents.text import day_text, number_text, share_text
from reporting.documents.values import BULLET, PARAGRAPH, Block, DutyAnnexRow, QuotaAnnexRow, Section, Signer
from reporting.enums import Decider, Named
from reporting.figures import board_totals, quota_lines
from reporting.layouts import PARTY, STATE, style_on
from reporting.offices import PEOPLES_COMMITTEES, cited, document_head, issuing_office, lower_first, subject_of

NAMED_AT_MOST = 6
PENDING = "chỉ tiêu của Kế hoạch chưa được phân bổ"
DUE = {OccurrenceStatus.DONE: "Đúng hạn", OccurrenceStatus.DONE_LATE: "Chậm hạn",
       OccurrenceStatus.LATE: "Chưa thực hiện"}


@dataclass(frozen=True)
class Paper:
    """What people decide about the paper around the figures; empty texts print as gaps or are left out.

    `named` says whom papers of names name, `award` what those get who were proposed for none,
    `decider` whose a decision is.
    """

    place: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    authority: str = ""
    position: str = ""
    signer: str = ""
    with_duties: bool = False
    details: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    named: str = Named.WAITING
    award: str = ""
    decider: str = Decider.OWNER


def proposed_paper(plan, layout=STATE):
    """What the form starts with: addressed to the plan's owner, sent to the lead agencies."""
    office = issuing_office(plan, layout)
    owner = plan.owner if plan.owner and plan.owner != office else None
    place = office.place if office else ""
    if layout == PARTY:
        return Paper(place=place, addressees=(owner.name,) if owner else (), authority="T/M BAN THƯỜNG VỤ",
                     position="PHÓ BÍ THƯ", recipients=("Các cơ quan, đơn vị thực hiện", "Lưu Văn phòng"))
    committee = bool(office) and office.kind in PEOPLES_COMMITTEES
    to_whom = "chủ trì" if plan.fields.filter(leads__isnull=False).exists() else "thực hiện"
    return Paper(place=place, addressees=(owner.name,) if owner else (),
                 recipients=(f"Các cơ quan, đơn vị {to_whom}", "Lưu: VT"),
                 authority="TM. ỦY BAN NHÂN DÂN" if committee else "", position="CHỦ TỊCH" if committee else "GIÁM ĐỐC")


def report_content(plan, *, as_of, paper, snapshot_code="", layout=STATE, subject="", more_results=(), more_annexes=()):
    """The finished `ReportContent`; figures are those of `quota_lines` on the same day."""
    lines = quota_lines(plan, as_of=as_of)
    totals = board_totals(lines)
    duties = due_duties(plan, as_of) if paper.with_duties else []
    head = document_head(
        issuing_office(plan, layout), layout=layout, as_of=as_of, place=paper.place, doc_type="Báo cáo",
        abbreviation="BC", addressees=paper.addressees,
        subject=subject_of(subject or f"Kết quả thực hiện Kế hoạch {lower_first(plan.title)}", layout))
    content = draft_report(
        head=head, plan_cited=cited(plan, layout), figures=_figures(plan, lines, totals, duties, as_of),
        quota_rows=_quota_rows(lines), duty_rows=_duty_rows(duties),
        signer=Signer(paper.authority, paper.position, paper.signer), recipients=paper.recipients, as_of=as_of,
        snapshot_code=snapshot_code, more_results=more_results, more_annexes=more_annexes)
    sections = settled((*_with_surplus(content.sections, totals), _requests(lines)))
    return replace(content, style_code=style_on(as_of, layout=layout).code, sections=sections)


def _figures(plan, lines, totals, duties, as_of):
    statuses = [duty.status for duty in duties]
    actual = totals.counted if totals.minimum.all else totals.actual
    return ReportFigures(
        actual=actual, actual_key="actual" if actual == totals.actual else "counted", target=totals.minimum.all or 0,
        shortfall=totals.shortfall or 0, registered=sum(line.registered for line in lines),
        nurturing=sum(line.nurturing for line in lines), replicated=sum(line.replicated for line in lines),
        fields=progress_by_field(plan, lines), agencies=progress_by_agency(lines),
        duties_on_time=statuses.count(OccurrenceStatus.DONE), duties_late=statuses.count(OccurrenceStatus.DONE_LATE),
        duties_missing=statuses.count(OccurrenceStatus.LATE), counted=wording.counted_word(lines),
        demand=demand_text(lines, mark), is_led=is_led(lines), is_over=bool(plan.period_to) and as_of >= plan.period_to,
        no_target=PENDING if any(line.modality == Modality.PENDING for line in lines) else NO_TARGET)


def progress_by_agency(lines):
    """Every agency that owes something, by the name the plan gives it."""
    return _progress(lines, lambda line: line.bearer.name)


def _progress(lines, name):
    """What counts towards the minimum by field or agency: one line's surplus does not fill another's gap."""
    groups = {}
    for line in lines:
        groups.setdefault(name(line), []).append(line)
    totals = {name: board_totals(group) for name, group in groups.items()}
    return tuple(Progress(name, found.counted, found.minimum.all or 0) for name, found in totals.items())


def progress_by_field(plan, lines):
    """Every field of the plan; one without a number of its own has no target."""
    own = {row.name: row for row in _progress([line for line in lines if line.field], wording.field_text)}
    return tuple(own.get(field.name, Progress(field.name, 0, 0)) for field in plan.fields.all())


def heirless_agencies(lines):
    """The names of agencies that ended without anybody confirmed in their place."""
    return list(dict.fromkeys(line.bearer.name for line in lines if line.current_bearer is None))


def _requests(lines):
    """«Đề xuất, kiến nghị»: what others must settle before the figures can be met."""
    heirless = heirless_agencies(lines)
    pending = list(dict.fromkeys(line.rule.allocator or "cấp có thẩm quyền"
                                 for line in lines if line.modality == Modality.PENDING))
    blocks = []
    if heirless:
        named = f": {'; '.join(mark(name) for name in heirless)}" if len(heirless) <= NAMED_AT_MOST else ""
        count = mark(number_text(len(heirless)), "agencies_heirless")
        blocks.append(
            Block(BULLET, f"Đề nghị cấp có thẩm quyền xác định cơ quan kế thừa chỉ tiêu của {count} cơ quan đã kết "
                          f"thúc hoạt động{named}."))
    blocks += [Block(BULLET, f"Đề nghị {allocator} phân bổ chỉ tiêu để các cơ quan, đơn vị thực hiện.")
               for allocator in pending]
    return Section("Đề xuất, kiến nghị", tuple(blocks) or (Block(PARAGRAPH, "Không có đề xuất, kiến nghị."),))


def _with_surplus(sections, totals):
    """Say beside the results how many stand above a minimum, since they are not in the count against it."""
    surplus = totals.actual_of_minimum - totals.counted
    if not surplus:
        return sections
    gap = "; phần vượt không bù cho nơi còn thiếu" if totals.shortfall else ""
    text = (f"Ngoài số tính vào chỉ tiêu tối thiểu, có {mark(number_text(surplus), 'surplus')} điển "
            f"hình vượt chỉ tiêu{gap}.")
    results = sections[1]
    blocks = (*results.blocks[:2], Block(PARAGRAPH, text), *results.blocks[2:])
    return (sections[0], replace(results, blocks=blocks), *sections[2:])


def _quota_rows(lines):
    """A heading row a field, a row an obligation, and the total over exactly these rows."""
    rows, fields = [], {}
    for line in lines:
        fields.setdefault(wording.field_text(line), []).append(line)
    for order, (name, own) in enumerate(fields.items(), 1):
        scope = f"f:{own[0].field.public_id}" if own[0].field else "pooled"
        rows.append(_sum_row(str(order), name, own, is_group=True, scope=scope))
        rows += [_quota_row(f"{order}.{place}", name, line) for place, line in enumerate(own, 1)]
    return (*rows, _sum_row("", "", lines, is_total=True, scope="all")) if lines else ()


def _quota_row(order, field, line):
    counted = min(line.actual, line.minimum) if line.minimum is not None else 0
    return QuotaAnnexRow(
        order, field, line.bearer.name,
        ", ".join(filter(None, (wording.subject_text(line), lower_first(wording.window_text(line))))),
        _bound(line), line.registered, line.nurturing, line.recognised, line.replicated, line.actual, line.minimum,
        share_text(counted, line.minimum), "" if line.shortfall is None else number_text(line.shortfall), _note(line),
        scope=f"o:{line.public_id}")


def _bound(line):
    """«≥ 20», «5–7», «đúng 05»; empty (printed «-») when nothing is set yet."""
    if line.modality == Modality.PENDING or not line.has_figure:
        return ""
    only_least = line.minimum is not None and line.maximum is None and line.target is None
    return f"≥ {number_text(line.minimum)}" if only_least else (
        wording.bound_text(line).removesuffix(wording.UNLIMITED))


def _note(line):
    notes = [wording.succession_text(line)]
    if line.modality == Modality.PENDING:
        notes.append(wording.NOT_ALLOCATED)
    if line.over:
        notes.append(f"vượt {number_text(line.over)}")
    text = "; ".join(note for note in notes if note)
    return text[:1].upper() + text[1:]


def _sum_row(order, name, lines, **kind):
    totals = board_totals(lines)
    least = totals.minimum.all
    return QuotaAnnexRow(
        order, name, "", "", f"≥ {number_text(least)}" if least else "", sum(line.registered for line in lines),
        sum(line.nurturing for line in lines), sum(line.recognised for line in lines),
        sum(line.replicated for line in lines), totals.actual, least, share_text(totals.counted, least or 0),
        "" if totals.shortfall is None else number_text(totals.shortfall),
        f"{totals.without_figure} chỉ tiêu chưa có số" if totals.without_figure else "", **kind)


def due_duties(plan, as_of):
    """The duties with a day that fell due by `as_of`, handed in or not, in the order of the plan."""
    rows = DeadlineOccurrence.objects.filter(milestone__plan=plan, due_on__lte=as_of)
    return [line for line in duty_lines(rows, as_of=as_of) if line.status in DUE and line.due_on <= as_of]


def _duty_rows(duties):
    return tuple(
        DutyAnnexRow(str(order), duty.milestone.title, duty.organization.name, day_text(duty.due_on),
                     day_text(duty.received_on) if duty.received_on else "", DUE[duty.status])
        for order, duty in enumerate(duties, 1))
