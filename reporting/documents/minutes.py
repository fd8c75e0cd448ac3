"""«Biên bản họp Hội đồng» and «Biên bản kiểm phiếu» from the minutes of a session (`nominations.council_minutes`).

Frame: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.9: a number but no line of place and day, secretary and chair side by
side, the recipients beneath. What is not known yet prints as dots.
"""
from dataclasses import dataclass

from reporting.documents.text import long_day_text, number_text
from reporting.documents.values import (
    BULLET,
    LIST,
    MINUTES,
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
from reporting.wording import short_name

DOTS = "…………"
RECIPIENTS = ("Thành viên Hội đồng", "Lưu: VT, Hồ sơ")
VOTES = ("place", "case", "agree", "disagree", "rest", "share", "result")
BALLOTS = ("place", "case", "issued", "returned", "valid", "invalid", "yes", "no", "others", "share")


@dataclass(frozen=True)
class Letterhead:
    """Whose paper it is: printed lines of the council and of the body above it, and «BB-HĐTĐKT»."""

    issuer_lines: tuple[str, ...]
    superior_lines: tuple[str, ...]
    symbol: str


def draft_minutes(minutes, *, office, as_of, style_code, snapshot_code=""):
    """The minutes of the session as a `ReportContent`; `office` gives the lines and the symbol of the head."""
    return _paper(
        minutes, office=office, as_of=as_of, style_code=style_code, snapshot_code=snapshot_code,
        subject=f"họp {minutes.council}", opening=_when_and_where(minutes),
        sections=(_attendance(minutes), _course(minutes), _results(minutes)), closing=_end(minutes, "Cuộc họp"),
        signers=(Signer("", "Thư ký", minutes.secretary), Signer("", "Chủ tọa", minutes.chair)))


def draft_counting(minutes, *, office, as_of, style_code, snapshot_code=""):
    """The minutes of the counting of secret ballots; the whole counting board signs,
    without one secretary and chair."""
    board = tuple(dict.fromkeys(name for names in minutes.counting_boards for name in names))
    return _paper(
        minutes, office=office, as_of=as_of, style_code=style_code, snapshot_code=snapshot_code,
        subject=f"kiểm phiếu của {minutes.council}", opening=_when_and_where(minutes),
        sections=(_board(minutes, board), _counted(minutes), _corrections(minutes.secret_items)),
        closing=_end(minutes, "Việc kiểm phiếu"), signers=_board_signers(minutes, board))


def _paper(minutes, *, office, as_of, style_code, snapshot_code, subject, sections, **parts):
    party = style_by_code(style_code).layout == PARTY
    head = DocumentHead(
        issuer_lines=office.issuer_lines, superior_lines=office.superior_lines, number=None, symbol=office.symbol,
        place=minutes.place, issued_on=None, doc_type="Biên bản",
        subject_lines=(subject if party else subject[:1].upper() + subject[1:],), issuer_name=minutes.council)
    return ReportContent(
        head=head, sections=tuple(section for section in sections if section.blocks), annexes=(), recipients=RECIPIENTS,
        signer=Signer("", "", ""), as_of=as_of, snapshot_code=snapshot_code, style_code=style_code,
        form=MINUTES, **parts)


def _when_and_where(minutes):
    return (f"Thời gian bắt đầu: {_moment(minutes.started_at, minutes.started_on or minutes.held_on)}.",
            f"Địa điểm: {minutes.place or DOTS}.")


def _end(minutes, what):
    return f"{what} kết thúc vào {_moment(minutes.ended_at, minutes.ended_on)}"


def _moment(clock, day):
    """«08 giờ 30 phút, ngày 20 tháng 11 năm 2026», with dots for what is not known."""
    hour, _, minute = clock.partition(":")
    date = long_day_text(day) if day else f"ngày {DOTS} tháng {DOTS} năm {DOTS}"
    return f"{hour or DOTS} giờ {minute or DOTS} phút, {date}"


# --- who was there ----------------------------------------------------------------------------------------------------


def _attendance(minutes):
    total = number_text(minutes.total)
    blocks = [Block(PARAGRAPH, f"Có mặt {number_text(len(minutes.present))}/{total} thành viên Hội đồng:"),
              *_people(minutes.present)]
    if minutes.by_letter:
        blocks += [
            Block(PARAGRAPH, f"Cho ý kiến bằng văn bản {number_text(len(minutes.by_letter))}/{total} thành viên:"),
            *_people(minutes.by_letter)]
    blocks += ([Block(PARAGRAPH, f"Vắng mặt {number_text(len(minutes.absent))}/{total} thành viên:"),
                *_people(minutes.absent, with_reason=True)]
               if minutes.absent else [Block(PARAGRAPH, "Vắng mặt: không.")])
    chair = ", ".join(part for part in (minutes.chair or DOTS, minutes.chair_position) if part)
    blocks += [Block(PARAGRAPH, f"Chủ trì: {chair}."), Block(PARAGRAPH, f"Thư ký: {minutes.secretary or DOTS}.")]
    return Section("Thành phần tham dự", tuple(blocks))


def _people(members, *, with_reason=False):
    texts = [", ".join(part for part in (m.name, m.title, m.position) if part)
             + (f" (lý do: {_lower(m.reason) or 'chưa báo'})" if with_reason else "") for m in members]
    return tuple(Block(BULLET, f"{text}{'.' if at == len(texts) else ';'}") for at, text in enumerate(texts, 1))


# --- what was said and voted ------------------------------------------------------------------------------------------


def _course(minutes):
    """Case after case as on the agenda; a remark of the session last."""
    rules = dict.fromkeys(_rule(item) for item in minutes.items if item.figures)
    blocks = [Block(PARAGRAPH, f"Quy tắc biểu quyết: {_closed(rule)}") for rule in rules]
    blocks += [block for item in minutes.items for block in _case(item)]
    if minutes.note:
        blocks.append(Block(PARAGRAPH, f"Ý kiến khác: {_closed(minutes.note)}"))
    return Section("Nội dung", tuple(blocks))


def _case(item):
    where = ", ".join(part for part in (item.kind.lower(), item.unit) if part)
    yield Block(SUBHEADING, f"{item.name} ({where})")
    asked = f"đề nghị {_lower(item.award)}" if item.award.startswith("Công nhận") else f"đề nghị tặng {item.award}"
    if not item.award:
        asked = "đề nghị công nhận điển hình tiên tiến"
    yield Block(PARAGRAPH,
                f"{item.agency} {asked}{f', lĩnh vực {_lower(short_name(item.field))}' if item.field else ''}.")
    if item.opinions:
        yield Block(PARAGRAPH, f"Ý kiến thảo luận: {_closed(item.opinions)}")
    if item.conflicts:
        yield Block(PARAGRAPH, f"Có liên quan nên không tham gia biểu quyết: {'; '.join(item.conflicts)}.")
    yield from _vote(item) if item.figures else (_unvoted(item),)


def _unvoted(item):
    return Block(PARAGRAPH, f"Không biểu quyết tại phiên này: {item.state.lower()}"
                            f"{f', lý do: {_closed(item.carried_reason)}' if item.carried_reason else '.'}")


def _vote(item):
    yield Block(PARAGRAPH, f"{item.mode}: {_figures(item.figures)}; {item.need}.")
    if item.votes:
        yield Block(PARAGRAPH,
                    f"Từng thành viên: {'; '.join(f'{vote.name} {vote.choice.lower()}' for vote in item.votes)}.")
    yield Block(PARAGRAPH, f"Kết quả: {item.figures.result.lower()}.")
    for change in item.changes:
        yield Block(PARAGRAPH, _changed(change))


def _rule(item):
    """What the rule says and where it stands, without doubled full stops; the program's own rule stands in no document,
    and speaks of open votes: of a secret ballot only what was needed is said."""
    if item.rule_is_default and item.is_secret:
        return _closed(f"{item.need[:1].upper()}{item.need[1:]}")
    source = f"Nguồn: {item.rule_source}" if item.rule_source and not item.rule_is_default else ""
    return " ".join(_closed(part) for part in (item.rule_text, source) if part) or DOTS


def _figures(figures):
    """«đồng ý 8, không đồng ý 1, không biểu quyết 0 …; tỷ lệ đồng ý 88,9% (8/9)»."""
    counted = [("đồng ý", figures.yes), ("không đồng ý", figures.no), ("ý kiến khác", figures.other),
               ("phiếu trắng", figures.blank), ("không hợp lệ", figures.invalid),
               ("không biểu quyết", figures.not_voted)]
    said = ", ".join(f"{word} {number_text(count)}"
                     for word, count in counted if count or word in ("đồng ý", "không đồng ý"))
    return f"{said}; tỷ lệ đồng ý {figures.percent} ({number_text(figures.yes)}/{number_text(figures.base)})"


def _changed(change):
    return (f"Sửa sau khi chốt, {_moment(change.time, change.on)}: trước là {_figures(change.before)}, "
            f"{change.before.result.lower()}; nay là {_figures(change.after)}, {change.after.result.lower()}. "
            f"Lý do: {change.reason.strip().rstrip('.')}. Người sửa: {change.by}.")


def _lower(text):
    """The words inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _closed(text):
    """One line of text ended by one full stop."""
    return f"{' '.join(text.split()).rstrip('.;, ')}."


def _results(minutes):
    """The table over all cases that were voted on."""
    rows = tuple(
        ListRow((number_text(item.order), item.name, number_text(item.figures.yes), number_text(item.figures.no),
                 number_text(_rest(item.figures)), item.figures.percent, item.figures.result))
        for item in minutes.items if item.figures)
    return Section("Kết quả biểu quyết", (Block(TABLE, "", Annex(LIST, (), VOTES, list_rows=rows)),) if rows else ())


def _rest(figures):
    """Everybody who neither agreed nor disagreed, so that the three columns add up to the whole membership."""
    return figures.other + figures.blank + figures.invalid + figures.not_voted


# --- the counting of ballots ------------------------------------------------------------------------------------------


def _board(minutes, board):
    names = board or tuple(name for name in (minutes.secretary, minutes.chair) if name)
    roles = ["Trưởng ban", *["Thành viên"] * (len(names) - 1)] if board else ["Thư ký", "Chủ tọa"]
    texts = [f"{name}, {role}" for name, role in zip(names, roles, strict=False)]
    lead = "Ban kiểm phiếu gồm:" if board else "Phiếu điện tử do phần mềm đếm khi chốt kết quả; chứng kiến:"
    return Section("Ban kiểm phiếu", (Block(PARAGRAPH, lead), *(
        Block(BULLET, f"{text}{'.' if at == len(texts) else ';'}") for at, text in enumerate(texts, 1))))


def _counted(minutes):
    total = number_text(minutes.total)
    rows = tuple(ListRow((number_text(at), item.name, *_ballots(item), number_text(item.figures.yes),
                          number_text(item.figures.no), number_text(item.figures.other + item.figures.blank),
                          item.figures.percent)) for at, item in enumerate(minutes.secret_items, 1))
    said = (f"Tổng số thành viên Hội đồng: {total}; số trường hợp bỏ phiếu kín: {number_text(len(rows))}. "
            "Số phiếu và kết quả của từng trường hợp:")
    table = (Block(TABLE, "", Annex(LIST, (), BALLOTS, list_rows=rows)),) if rows else ()
    needs = dict.fromkeys(_rule(item) if item.rule_is_default
                          else f"{item.need[:1].upper()}{item.need[1:]}. {_rule(item)}"
                          for item in minutes.secret_items)
    return Section("Kết quả kiểm phiếu",
                   (Block(PARAGRAPH, said), *table, *(Block(PARAGRAPH, _closed(need)) for need in needs)))


def _ballots(item):
    """Issued, returned, valid and invalid ballots; «-» where the ballot was electronic and none was issued."""
    counts = (item.ballots_issued, item.ballots_returned, item.ballots_valid, item.figures.invalid)
    return tuple("-" if count is None else number_text(count) for count in counts)


def _corrections(items):
    return Section("Sửa kết quả sau khi chốt", tuple(
        Block(PARAGRAPH, f"{item.name}: {_changed(change)[:1].lower()}{_changed(change)[1:]}")
        for item in items for change in item.changes))


def _board_signers(minutes, board):
    if not board:
        return Signer("", "Thư ký", minutes.secretary), Signer("", "Chủ tọa", minutes.chair)
    head, *others = board
    return (Signer("", "Trưởng ban", head), *(Signer("", "Thành viên", name) for name in others))
