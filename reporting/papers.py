"""Every kind of paper: which function drafts it. A pack of letters is several papers in one file."""
from dataclasses import replace

from django.db.models import Q

from nominations.enums import NominationState, Planned
from nominations.models import Nomination
from plans.enums import SubjectType
from reporting import wording
from reporting.content import report_content
from reporting.documents.figures import mark, settled
from reporting.documents.text import day_text, number_text
from reporting.documents.values import (
    ARTICLE, BULLET, DECISION, ENCLOSED, LETTER, LIST, PARAGRAPH, Annex, Block, ListRow, ReportContent, Section, Signer)
from reporting.enums import ReportKind
from reporting.figures import board_totals, quota_lines
from reporting.layouts import STATE, style_on
from reporting.leader_page import leader_page
from reporting.offices import cited, document_head, issuing_office, lower_first, subject_of
from reporting.periods import period_report
from reporting.quota_annexes import quota_annexes, said_of

PERIODS = (ReportKind.HALF_YEAR, ReportKind.YEAR, ReportKind.INTERIM, ReportKind.FINAL)
UNIT = "TĐKT"  # the drafting unit in the symbol of a letter
MERIT_LETTERS = 700
APPROVED = (NominationState.APPRAISED, NominationState.PASSED, NominationState.DECIDED)
PUT_FORWARD = (NominationState.SUBMITTED, NominationState.APPRAISING, NominationState.CONSULTING, NominationState.COUNCIL,
               *APPROVED)


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


def _content(plan, *, layout, as_of, paper, snapshot_code, doc_type, abbreviation, subject, closing, addressees=None,
             **parts):
    """The frame that all papers share: head, signer, recipients, style."""
    office = issuing_office(plan, layout)
    head = document_head(office, layout=layout, as_of=as_of, place=paper.place, doc_type=doc_type, subject=subject,
                         abbreviation=abbreviation, addressees=paper.addressees if addressees is None else addressees)
    return ReportContent(**{
        "head": head, "opening": (), "sections": (), "closing": closing, "annexes": (), "recipients": paper.recipients,
        "signer": Signer(paper.authority, paper.position, paper.signer), "as_of": as_of,
        "snapshot_code": snapshot_code, "style_code": style_on(as_of, layout=layout).code, **parts})


def _letters(plan, *, layout, **facts):
    """One «công văn» for each agency that is short of a minimum, in the order of the board."""
    short = {}
    for line in quota_lines(plan, as_of=facts["as_of"]):
        if line.shortfall and line.current_bearer:
            short.setdefault(line.current_bearer, []).append(line)
    return tuple(_letter(plan, agency, lines, layout=layout, **facts) for agency, lines in short.items())


def _letter(plan, agency, lines, *, layout, as_of, **facts):
    office, totals, word = issuing_office(plan, layout), board_totals(lines), wording.counted_word(lines)
    stands = (f"Thực hiện {cited(plan, layout)}; đến ngày {day_text(as_of)}, {agency.name} có "
              f"{number_text(totals.actual)}/{number_text(totals.minimum.all)} điển hình {word} ở các chỉ tiêu chưa đạt, "
              f"còn thiếu {number_text(totals.shortfall)}, cụ thể:")
    blocks = tuple(Block(BULLET, f"{wording.field_text(line)}, {_quota(line)}: {_reached(line)}, còn thiếu "
                                 f"{number_text(line.shortfall)}{'.' if line is lines[-1] else ';'}") for line in lines)
    asked = Block(PARAGRAPH, f"Đề nghị {agency.name} rà soát, phát hiện, bồi dưỡng và lập hồ sơ đề nghị công nhận điển hình "
                             "để bảo đảm chỉ tiêu của Kế hoạch.")
    letter = _content(
        plan, layout=layout, as_of=as_of, doc_type="Công văn", form=LETTER, opening=(stands,), addressees=(agency.name,),
        abbreviation="" if layout == STATE else "CV", subject="đôn đốc thực hiện chỉ tiêu xây dựng điển hình tiên tiến",
        sections=(Section("", (*blocks, asked)),),
        closing=f"{office.name} đề nghị {agency.name} quan tâm, phối hợp thực hiện.", **facts)
    return replace(letter, head=replace(letter.head, symbol=f"{letter.head.symbol}-{UNIT}")) if layout == STATE else letter


def _reached(line):
    """«8/10», opening the records that make the 8."""
    return mark(wording.figure_text(line), f"actual@o:{line.public_id}")


def _quota(line):
    return " ".join(filter(None, (wording.subject_text(line).lower(), wording.window_text(line))))


def _proposal(plan, *, as_of, layout, **facts):
    """«Tờ trình» with the list of those put forward."""
    office, (groups, people) = issuing_office(plan, layout), _nominees(plan, as_of)
    subject = subject_of(f"Đề nghị khen thưởng điển hình tiên tiến thực hiện Kế hoạch {lower_first(plan.title)}", layout)
    addressee = "; ".join(facts["paper"].addressees) or "cấp có thẩm quyền"
    return _content(
        plan, layout=layout, as_of=as_of, doc_type="Tờ trình", abbreviation="TTr", subject=subject,
        bases=(f"Căn cứ {cited(plan, layout)}",), annexes=_lists(groups, people, given=False),
        opening=(f"Xét thành tích của các tập thể, cá nhân và hồ sơ đề nghị tính đến ngày {day_text(as_of)}, {office.name} "
                 f"kính trình {addressee} xem xét, quyết định khen thưởng cho {_counted(groups, people)} "
                 f"({_enclosed(groups, people)}).",),
        sections=(Section("", _details(facts["paper"])),),
        closing=f"Kính trình {addressee} xem xét, quyết định.", **facts)


def _decision(plan, *, as_of, layout, **facts):
    """«Quyết định» with articles and the list; the office drafts it, number and day are the clerk's."""
    office, (groups, people) = issuing_office(plan, layout), _nominees(plan, as_of, approved=True)
    head = office.name if layout != STATE else f"{facts['paper'].position or 'Thủ trưởng'} {office.name}"
    articles = (Block(ARTICLE, f"Khen thưởng {_counted(groups, people)} có thành tích trong thực hiện "
                               f"{cited(plan, layout)} ({_enclosed(groups, people)})."),
                *(Block(ARTICLE, text, is_typed=True) for text in facts["paper"].details),
                Block(ARTICLE, "Tiền thưởng thực hiện theo quy định của pháp luật về thi đua, khen thưởng."))
    return _content(
        plan, layout=layout, as_of=as_of, doc_type="Quyết định", abbreviation="QĐ", form=DECISION, addressees=(),
        subject=subject_of("Về việc khen thưởng điển hình tiên tiến", STATE) if layout == STATE else (
            "về việc khen thưởng điển hình tiên tiến"),
        authority_line=head, bases=(f"Căn cứ {cited(plan, layout)}", "Xét đề nghị của bộ phận thi đua, khen thưởng"),
        sections=(Section("", articles),), annexes=_lists(groups, people, given=True),
        closing="Các cơ quan, đơn vị có liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành "
                "Quyết định này", **facts)


def _listing(plan, *, as_of, layout, **facts):
    """«Danh sách trích ngang» alone, with the head of an annex."""
    groups, people = _nominees(plan, as_of)
    return _content(plan, layout=layout, as_of=as_of, doc_type="Tờ trình", abbreviation="TTr", form=ENCLOSED, closing="",
                    subject=subject_of("Danh sách trích ngang điển hình đề nghị khen thưởng", layout),
                    annexes=_lists(groups, people, given=False), **facts)


def _invitation(plan, *, layout, **facts):
    """«Giấy mời» on one page; what, when and where are the lines a person typed."""
    office = issuing_office(plan, layout)
    return _content(
        plan, layout=layout, doc_type="Giấy mời", abbreviation="GM", addressees=(),
        subject=subject_of(f"Dự hội nghị về thực hiện Kế hoạch {lower_first(plan.title)}", layout),
        opening=(f"{office.name} trân trọng kính mời: {'; '.join(facts['paper'].addressees) or 'đại biểu'}.",),
        sections=(Section("", _details(facts["paper"])),),
        closing=f"{office.name} rất mong sự có mặt của đại biểu để hội nghị đạt kết quả tốt.", **facts)


def _details(paper):
    return tuple(Block(PARAGRAPH, text, is_typed=True) for text in paper.details)


def _nominees(plan, as_of, *, approved=False):
    """(collectives and households, individuals) put forward by the end of the day, by agency and given name; `approved`
    ones alone passed appraisal or the council, or are to be recognised. Nobody that is to be refused is among them."""
    wanted = Q(state__in=APPROVED) | Q(planned=Planned.RECOGNISE) if approved else Q(state__in=PUT_FORWARD)
    found = Nomination.objects.filter(wanted, submission__plan=plan, submitted_at__date__lte=as_of).exclude(
        planned=Planned.REJECT).select_related(
        "submission__organization", "submission__field", "obligation__field").order_by(
        "submission__organization__sort_key", "sort_key", "pk")
    rows = list(found)
    return ([row for row in rows if row.subject_type != SubjectType.INDIVIDUAL],
            [row for row in rows if row.subject_type == SubjectType.INDIVIDUAL])


def _counted(groups, people):
    parts = [f"{number_text(len(found))} {word}" for found, word in ((groups, "tập thể, hộ gia đình"), (people, "cá nhân"))
             if found]
    return " và ".join(parts) or "các tập thể, cá nhân"


def _enclosed(groups, people):
    names = ["Phụ lục I", "Phụ lục II"] if groups and people else ["Phụ lục"]
    return f"có danh sách tại {' và '.join(names)} kèm theo"


def _lists(groups, people, *, given):
    """An annex each for collectives and for individuals; an empty one when there is nobody yet."""
    award = "award_given" if given else "award"
    annexes = []
    if groups:
        annexes.append(Annex(LIST, ("Danh sách tập thể, hộ gia đình",), ("order", "collective", "unit", "field", "merit", award),
                             list_rows=tuple(_group_row(n, row) for n, row in enumerate(groups, 1)), is_wide=True))
    if people or not groups:
        annexes.append(Annex(LIST, ("Danh sách cá nhân",),
                             ("order", "person", "male", "female", "post", "field", "merit", award),
                             list_rows=tuple(_person_row(n, row) for n, row in enumerate(people, 1)), is_wide=True))
    return tuple(annexes)


def _group_row(order, row):
    unit = row.address or row.unit_text or str(row.submission.organization)
    return ListRow((str(order), row.model_name or row.name, unit, _field(row), _merit(row), row.proposed_award))


def _person_row(order, row):
    year = str(row.birth_year or "")
    post = ", ".join(filter(None, (row.position, row.unit_text or str(row.submission.organization))))
    return ListRow((str(order), row.name, year if row.sex != "female" else "", year if row.sex == "female" else "",
                    post, _field(row), _merit(row), row.proposed_award))


def _field(row):
    field = row.submission.field or (row.obligation.field if row.obligation else None)
    return wording.short_name(field.name) if field else ""


def _merit(row):
    """The merit in at most some 150 words, cut at a word."""
    text = " ".join(row.achievement.split())
    return text if len(text) <= MERIT_LETTERS else text[:MERIT_LETTERS].rsplit(" ", 1)[0] + " …"


DRAFTED = {
    ReportKind.SUBMISSION: _proposal, ReportKind.DECISION: _decision,
    ReportKind.LIST: _listing, ReportKind.INVITATION: _invitation}
