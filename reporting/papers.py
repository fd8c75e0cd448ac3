"""Every kind of paper: which function drafts it. A pack of letters is several papers in one file."""
from dataclasses import replace

from core.text import fold
from reporting import wording
from reporting.awarding import decision, listing, proposal, usual_decider
from reporting.content import proposed_paper, report_content
from reporting.documents.figures import mark, settled
from reporting.documents.text import day_text, number_text
from reporting.documents.values import BULLET, LETTER, PARAGRAPH, Block, Section
from reporting.enums import PERIODS, ReportKind
from reporting.figures import board_totals, quota_lines
from reporting.frames import framed, typed_blocks
from reporting.layouts import STATE
from reporting.leader_page import leader_page
from reporting.offices import cited, issuing_office, lower_first, subject_of
from reporting.periods import period_report
from reporting.quota_annexes import quota_annexes, said_of

UNIT = "TĐKT"  # the drafting unit in the symbol of a letter
AT_LARGE = ("Các cơ quan, đơn vị chủ trì", "Các cơ quan, đơn vị thực hiện")  # whom reports go to, and a letter does not
DOTS, SHORT_DOTS = "……………………………", "…………"
INVITED_TO = ("Chủ trì", "Thời gian", "Địa điểm")  # what an invitation must say


def papers_of(kind, plan, *, as_of, paper, snapshot_code="", layout=STATE):
    """The papers of this kind as a tuple of `ReportContent`: one, or one letter for each agency that is short."""
    facts = {"as_of": as_of, "paper": paper, "snapshot_code": snapshot_code, "layout": layout}
    return settled(_drafted(kind, plan, facts))


def _drafted(kind, plan, facts):
    if kind in PERIODS:
        return (period_report(kind, plan, **facts),)
    if kind == ReportKind.RESULT:
        chosen = facts["paper"].annexes
        return (report_content(plan, **facts, more_results=said_of(chosen, 0),
                               more_annexes=quota_annexes(chosen, plan, as_of=facts["as_of"])),)
    if kind == ReportKind.LETTERS:
        return _letters(plan, **facts)
    if kind == ReportKind.LEADER_PAGE:
        return (leader_page(plan, **facts),)
    return (DRAFTED[kind](plan, **facts),)


def starting_paper(kind, plan, layout=STATE):
    """What the form of this kind starts with: a letter goes to its debtor alone, whom to invite is typed."""
    paper = proposed_paper(plan, layout)
    if kind == ReportKind.LETTERS:
        return replace(paper, addressees=(), recipients=_letter_recipients(paper))
    if kind == ReportKind.DECISION:
        return replace(usual_decider(plan, layout, paper), addressees=())
    return replace(paper, addressees=()) if kind == ReportKind.INVITATION else paper


def _letter_recipients(paper):
    """Who knows of a letter besides its debtor: the plan's owner, and the archive; never «các cơ quan» at large."""
    archive = [f"{name}, {UNIT}" if name == "Lưu: VT" else name for name in paper.recipients if name.startswith("Lưu")]
    return (*(f"{name} (để báo cáo)" for name in paper.addressees), *archive)


def _letters(plan, *, layout, **facts):
    """One «công văn» for each agency that is short of a minimum, in the order of the board."""
    short = {}
    for line in quota_lines(plan, as_of=facts["as_of"]):
        if line.shortfall and line.current_bearer:
            short.setdefault(line.current_bearer, []).append(line)
    return tuple(_letter(plan, agency, lines, layout=layout, **facts) for agency, lines in short.items())


def _letter(plan, agency, lines, *, layout, as_of, paper, **facts):
    office, totals, word = issuing_office(plan, layout), board_totals(lines), wording.counted_word(lines)
    stands = (f"Thực hiện {cited(plan, layout)}; đến ngày {day_text(as_of)}, {agency.name} có "
              f"{number_text(totals.actual)}/{number_text(totals.minimum.all)} điển hình {word} ở các "
              f"chỉ tiêu chưa đạt, còn thiếu {number_text(totals.shortfall)}, cụ thể:")
    blocks = tuple(Block(BULLET, f"{wording.field_text(line)}, {_quota(line)}: {_reached(line)}, còn thiếu "
                                 f"{number_text(line.shortfall)}{'.' if line is lines[-1] else ';'}") for line in lines)
    asked = Block(PARAGRAPH,
                  f"Đề nghị {agency.name} rà soát, phát hiện, bồi dưỡng và lập hồ sơ đề nghị công nhận điển hình "
                  "để bảo đảm chỉ tiêu của Kế hoạch.")
    letter = framed(
        plan, layout=layout, as_of=as_of, doc_type="Công văn", form=LETTER, opening=(stands,),
        addressees=(agency.name,),
        abbreviation="" if layout == STATE else "CV", subject="đôn đốc thực hiện chỉ tiêu xây dựng điển hình tiên tiến",
        sections=(Section("", (*blocks, asked, *_by_when(office, lines, as_of), *typed_blocks(paper.details))),),
        closing=f"{office.name} đề nghị {agency.name} quan tâm, phối hợp thực hiện.",
        paper=replace(paper, recipients=tuple(name for name in paper.recipients if name not in AT_LARGE)), **facts)
    return (replace(letter, head=replace(letter.head, symbol=f"{letter.head.symbol}-{UNIT}"))
            if layout == STATE else letter)


def _by_when(office, lines, as_of):
    """The day by which dossiers must be there while one of the quotas is still open;
    nothing after all of them closed."""
    days = [line.closes_on for line in lines if line.closes_on and line.closes_on > as_of]
    if not days:
        return ()
    return (Block(PARAGRAPH,
                  f"Hồ sơ gửi về {office.name} trước ngày {day_text(min(days))}, ngày chốt kết quả gần nhất của các "
                  "chỉ tiêu nêu trên."),)


def _reached(line):
    """«8/10», opening the records that make the 8."""
    return mark(wording.figure_text(line), f"actual@o:{line.public_id}")


def _quota(line):
    return " ".join(filter(None, (wording.subject_text(line).lower(), wording.window_text(line))))


def _invitation(plan, *, layout, paper, **facts):
    """«Giấy mời» on one page; what, when and where are the lines a person typed, or dots to be filled."""
    office, meeting = issuing_office(plan, layout), f"hội nghị về thực hiện Kế hoạch {lower_first(plan.title)}"
    missing = [what for what in INVITED_TO if not any(fold(text).startswith(fold(what)) for text in paper.details)]
    return framed(
        plan, layout=layout, paper=paper, doc_type="Giấy mời", abbreviation="GM", addressees=(),
        subject=subject_of(f"Dự {meeting}", layout),
        opening=(f"{office.name} trân trọng kính mời: {'; '.join(paper.addressees) or SHORT_DOTS}.",
                 f"Tới dự: {meeting}."),
        sections=(Section("", (*typed_blocks(paper.details), *typed_blocks(f"{what}: {DOTS}." for what in missing))),),
        closing=f"{office.name} rất mong sự có mặt của đại biểu để hội nghị đạt kết quả tốt.", **facts)


DRAFTED = {
    ReportKind.SUBMISSION: proposal, ReportKind.DECISION: decision,
    ReportKind.LIST: listing, ReportKind.INVITATION: _invitation}
