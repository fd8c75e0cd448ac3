"""Papers that name nominees: «Danh sách trích ngang», «Tờ trình đề nghị khen thưởng», «Quyết định khen thưởng»."""
from dataclasses import replace

from core.text import fold
from organizations.enums import OrganizationSystem
from reporting.documents.text import day_text
from reporting.documents.values import ARTICLE, DECISION, ENCLOSED, Block, Section
from reporting.enums import Decider, ReportKind
from reporting.frames import framed, typed_blocks
from reporting.layouts import PARTY, STATE
from reporting.nominees import counted, enclosed, lists_of, nominees_of, one_award
from reporting.offices import PEOPLES_COMMITTEES, cited, issuing_office, lower_first, subject_of

EXEMPLARS = "điển hình tiên tiến"


def listing(plan, *, as_of, layout, paper, **facts):
    """«Danh sách trích ngang» alone, with the head of an annex."""
    rows = nominees_of(ReportKind.LIST, plan, as_of=as_of, paper=paper)
    return framed(plan, layout=layout, as_of=as_of, paper=paper, doc_type="Tờ trình", abbreviation="TTr", form=ENCLOSED,
                  closing="", subject=subject_of("Danh sách trích ngang điển hình đề nghị khen thưởng", layout),
                  annexes=lists_of(rows, paper, given=False, as_of=as_of), **facts)


def proposal(plan, *, as_of, layout, paper, **facts):
    """«Tờ trình» with the list of those put forward."""
    office, rows = issuing_office(plan, layout), nominees_of(ReportKind.SUBMISSION, plan, as_of=as_of, paper=paper)
    bases, details = _bases_apart(paper.details)
    subject = subject_of(f"Đề nghị khen thưởng {EXEMPLARS} thực hiện Kế hoạch {lower_first(plan.title)}", layout)
    addressee = "; ".join(paper.addressees) or "cấp có thẩm quyền"
    return framed(
        plan, layout=layout, as_of=as_of, paper=paper, doc_type="Tờ trình", abbreviation="TTr", subject=subject,
        bases=(*bases, f"Căn cứ {cited(plan, layout)}"), annexes=lists_of(rows, paper, given=False, as_of=as_of),
        opening=(f"Xét thành tích của các tập thể, cá nhân và hồ sơ đề nghị tính đến ngày {day_text(as_of)}, "
                 f"{office.name} kính trình {addressee} xem xét, quyết định {_gives(rows, paper)} cho {counted(rows)} "
                 f"({enclosed(rows)}).",),
        sections=(Section("", typed_blocks(details)),), closing=f"Kính trình {addressee} xem xét, quyết định.", **facts)


def decision(plan, *, as_of, layout, paper, **facts):
    """«Quyết định» with articles and the list; the office drafts it, number and day are the clerk's."""
    body = deciding_body(plan, layout, paper.decider)
    rows = nominees_of(ReportKind.DECISION, plan, as_of=as_of, paper=paper)
    bases, details = _bases_apart(paper.details)
    about = f"{_gives(rows, paper)}" if one_award(rows, paper) else f"khen thưởng {EXEMPLARS}"
    return framed(
        plan, layout=layout, as_of=as_of, paper=paper, office=body, doc_type="Quyết định", abbreviation="QĐ",
        form=DECISION, addressees=(), subject=f"{'Về' if layout == STATE else 'về'} việc {about}",
        authority_line=deciding_line(body, paper, layout),
        bases=(*bases, f"Căn cứ {cited(plan, layout)}", _proposed_by(plan, body, layout)),
        sections=(Section("", _articles(plan, rows, paper, details, layout)),),
        annexes=lists_of(rows, paper, given=True, as_of=as_of),
        closing="Quyết định này có hiệu lực kể từ ngày ký. Các cơ quan, đơn vị có liên quan và các tập thể, cá nhân có "
                "tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này", **facts)


def _articles(plan, rows, paper, details, layout):
    given = _gives(rows, paper)
    to_whom = f"{'cho ' if given.startswith('tặng') else ''}{counted(rows)}"
    first = (f"{given[:1].upper()}{given[1:]} {to_whom} có thành tích trong thực hiện {cited(plan, layout)} "
             f"({enclosed(rows)}).")
    return (Block(ARTICLE, first), *typed_blocks(details, ARTICLE),
            Block(ARTICLE, "Tiền thưởng thực hiện theo quy định của pháp luật về thi đua, khen thưởng."))


def _gives(rows, paper):
    """«tặng Bằng khen của …» when all get the same, else «khen thưởng»."""
    award = one_award(rows, paper)
    return f"tặng {award}" if award else "khen thưởng"


def _bases_apart(details):
    """(lines that begin with «Căn cứ», the others) of what a person typed."""
    bases = tuple(text for text in details if fold(text).startswith("can cu "))
    return bases, tuple(text for text in details if text not in bases)


def _proposed_by(plan, body, layout):
    """Who proposes: the standing office when another body decides."""
    word, office = ("Xét" if layout == PARTY else "Theo"), issuing_office(plan, layout)
    return f"{word} đề nghị của {office.name if office != body else 'bộ phận thi đua, khen thưởng'}"


# --- who decides ------------------------------------------------------------------------------------------------------


def deciding_body(plan, layout, decider):
    """In whose name a decision goes out: the plan's owner or the standing office, as chosen; a Party body decides in
    the Party layout alone."""
    office = issuing_office(plan, layout)
    is_fitting = plan.owner and (layout == PARTY or plan.owner.system != OrganizationSystem.PARTY)
    return plan.owner if is_fitting and decider == Decider.OWNER else office


def deciding_line(body, paper, layout):
    """Who decides, as the line over «QUYẾT ĐỊNH» names it: a collective body by its name, else the head of the body,
    also when a deputy signs for the head (Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.2)."""
    parts = [part.strip() for part in paper.authority.split(";") if part.strip()]
    if layout == PARTY:
        collective = parts[0].removeprefix("T/M").strip() if parts and parts[0].startswith("T/M") else ""
        return body.name if fold(collective) in fold(body.name) else f"{collective} {body.name}"
    if parts and parts[0].startswith("TM."):
        return body.name
    head = next((part.split(".", 1)[1].strip() for part in parts if part.startswith(("KT.", "TL.", "TUQ."))), "")
    return f"{head or paper.position.removeprefix('Q.').strip() or 'Thủ trưởng'} {body.name}"


def usual_decider(plan, layout, paper):
    """The proposed paper as a decision starts with it: the head of a People's Committee decides, not the committee."""
    body = deciding_body(plan, layout, paper.decider)
    if layout == PARTY or body is None:
        return paper
    position = "CHỦ TỊCH" if body.kind in PEOPLES_COMMITTEES else paper.position
    return replace(paper, authority="", position=position, place=body.place or paper.place)


def wrong_position(plan, paper, layout):
    """What is wrong with who signs a decision of a People's Committee, in words; empty when it fits."""
    body = deciding_body(plan, layout, paper.decider)
    if layout == PARTY or body is None or body.kind not in PEOPLES_COMMITTEES or "chu tich" in fold(paper.position):
        return ""
    return (f"Quyết định đứng tên {body.name} do CHỦ TỊCH ký (hoặc «KT. CHỦ TỊCH», PHÓ CHỦ TỊCH). Giám đốc sở ký thì "
            f"chọn «{Decider.OFFICE.label}» ở ô cơ quan ban hành quyết định.")
