"""«Báo cáo thành tích» of a collective, a person or a household: from plain facts to the paper that nominators finish.

The frame is that of the forms of the law on emulation and commendation (collectives: Mẫu số 02, individuals: Mẫu số 03
of Nghị định 98/2023/NĐ-CP; the numbers under Nghị định 152/2025/NĐ-CP are not known, so none is printed). What is not
known prints as dots, to be filled in Word. The paper has no number.
"""
from dataclasses import dataclass

from reporting.documents.values import (
    BULLET,
    LIST,
    MERIT,
    PARAGRAPH,
    SUBHEADING,
    TABLE,
    Annex,
    Block,
    DocumentHead,
    ListRow,
    ReportContent,
    Section,
    Signer,
)
from reporting.layouts import PARTY, style_by_code

DOTS = "……………………………"
SHORT_DOTS = "…………"
EMPTY = (ListRow((SHORT_DOTS, DOTS, DOTS)),)
COLLECTIVE, INDIVIDUAL, HOUSEHOLD = "collective", "individual", "household"
SEALED, SIGNED = "(Ký, đóng dấu)", "(Ký, ghi rõ họ, tên)"


@dataclass(frozen=True)
class Earned:
    """A title or commendation of a year: its name and «số, ngày, cơ quan ban hành» as far as known (may be empty)."""

    year: int
    name: str
    decided: str = ""
    is_title: bool = True


@dataclass(frozen=True)
class MeritFacts:
    """What is known of a nominee; empty texts print as dots. `type` is collective, individual or household.

    `issuer_lines` and `superior_lines` head the paper.
    """

    type: str
    name: str
    issuer_lines: tuple[str, ...]
    superior_lines: tuple[str, ...]
    place: str
    award: str
    achievement: tuple[str, ...]
    earned: tuple[Earned, ...] = ()
    model_name: str = ""
    birth_year: int | None = None
    sex: str = ""
    position: str = ""
    unit: str = ""
    address: str = ""
    signer: str = ""


def draft_merit(facts, *, as_of, style_code, snapshot_code=""):
    """The paper as a `ReportContent` of the form `merit`; month and year are those of `as_of`, the day stays blank."""
    first = {COLLECTIVE: _collective, HOUSEHOLD: _household}.get(facts.type, _person)(facts)
    head = DocumentHead(
        issuer_lines=facts.issuer_lines, superior_lines=facts.superior_lines, number=None, symbol="",
        place=facts.place or SHORT_DOTS,
        issued_on=None, doc_type="Báo cáo thành tích", subject_lines=(_subject(facts, style_code),),
        month=as_of.month, year=as_of.year, issuer_name=" ".join(facts.issuer_lines))
    return ReportContent(
        head=head, opening=(_named(facts),), form=MERIT, annexes=(), recipients=(), signer=Signer("", "", ""),
        sections=(first, Section("Thành tích đạt được", _achieved(facts)),
                  Section("Các hình thức đã được khen thưởng", _tables(facts.earned))),
        closing=f"Trên đây là báo cáo thành tích của {facts.name}, "
                "kính đề nghị cấp có thẩm quyền xem xét, khen thưởng.",
        signers=_signers(facts), as_of=as_of, snapshot_code=snapshot_code, style_code=style_code,
        sentence=f"Báo cáo thành tích của {facts.name}, đề nghị tặng {facts.award or DOTS}.")


def _subject(facts, style_code):
    """«Đề nghị tặng …»; the Party layout begins it with a small letter."""
    party = style_by_code(style_code).layout == PARTY
    return f"{'đ' if party else 'Đ'}ề nghị tặng {facts.award or DOTS}"


def _named(facts):
    """Whose merit it is, in full, as the form asks under its title."""
    if facts.type == COLLECTIVE:
        return f"Tên tập thể đề nghị: {facts.name}."
    if facts.type == HOUSEHOLD:
        return f"Tên hộ gia đình đề nghị: hộ {facts.name}{_at(facts.address)}."
    post = ", ".join(part for part in (facts.position, facts.unit) if part) or SHORT_DOTS
    return f"Họ tên, chức vụ và đơn vị công tác của cá nhân đề nghị: {facts.name}, {post}."


def _at(address):
    return f", {address}" if address else ""


def _collective(facts):
    return Section("Sơ lược đặc điểm, tình hình", (
        Block(SUBHEADING, "Đặc điểm, tình hình"),
        *_lines(("Tên đơn vị", facts.name), ("Địa chỉ trụ sở", facts.address), ("Điện thoại, thư điện tử", ""),
                ("Mô hình", facts.model_name) if facts.model_name else None,
                ("Quá trình thành lập và phát triển", ""),
                ("Tổ chức, cán bộ, cơ sở vật chất", "")),
        Block(SUBHEADING, "Chức năng, nhiệm vụ"), *_gap()))


def _person(facts):
    born = str(facts.birth_year) if facts.birth_year else ""
    return Section("Sơ yếu lý lịch", _lines(
        ("Họ và tên", facts.name), ("Ngày, tháng, năm sinh", born and f"{SHORT_DOTS}{born}"), ("Giới tính", facts.sex),
        ("Quê quán", ""), ("Nơi thường trú", facts.address), ("Đơn vị công tác", facts.unit),
        ("Chức vụ, nghề nghiệp", facts.position), ("Mô hình", facts.model_name) if facts.model_name else None,
        ("Trình độ chuyên môn, nghiệp vụ", "")))


def _household(facts):
    return Section("Sơ lược về hộ gia đình", _lines(
        ("Chủ hộ", facts.name), ("Địa chỉ", facts.address or facts.unit), ("Nghề nghiệp", facts.position),
        ("Số thành viên trong hộ", ""), ("Mô hình", facts.model_name) if facts.model_name else None))


def _lines(*pairs):
    """«- Quê quán: ……;» a line each, the last closed with a full stop."""
    pairs = [pair for pair in pairs if pair]
    return tuple(Block(BULLET, f"{label}: {value or DOTS}{'.' if at == len(pairs) else ';'}")
                 for at, (label, value) in enumerate(pairs, 1))


def _achieved(facts):
    """The nominee's own words; a person's stand after his duties, which nominators write."""
    words = tuple(Block(PARAGRAPH, text) for text in facts.achievement) or _gap()
    if facts.type != INDIVIDUAL:
        return words
    return (Block(SUBHEADING, "Quyền hạn, nhiệm vụ được giao hoặc đảm nhận"), *_gap(),
            Block(SUBHEADING, "Thành tích đạt được của cá nhân"), *words)


def _gap():
    return (Block(PARAGRAPH, DOTS * 2),)


def _tables(earned):
    titles = [row for row in earned if row.is_title]
    forms = [row for row in earned if not row.is_title]
    return (Block(SUBHEADING, "Danh hiệu thi đua"), _table("title", titles),
            Block(SUBHEADING, "Hình thức khen thưởng"), _table("form", forms))


def _table(column, earned):
    """Years and decisions; one empty row to write in when nothing is known."""
    rows = tuple(ListRow((str(row.year), row.name, row.decided or DOTS)) for row in earned)
    return Block(TABLE, "", Annex(LIST, (), ("year", column, "decided"), list_rows=rows or EMPTY))


def _signers(facts):
    """Left the agency that puts forward, right who reports."""
    confirms = Signer("", "Xác nhận của cấp trình", "", SEALED)
    if facts.type == COLLECTIVE:
        return confirms, Signer("", "Thủ trưởng đơn vị", facts.signer, SEALED)
    return confirms, Signer("", "Người báo cáo", facts.signer or facts.name, SIGNED)


def decided_words(number, authority):
    """«Số 125/QĐ-UBND; Chủ tịch UBND tỉnh» as far as known; the day is not kept by the registry."""
    return "; ".join(part for part in (number and f"Số {number}, ngày {SHORT_DOTS}", authority) if part)
