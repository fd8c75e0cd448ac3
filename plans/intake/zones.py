"""The parts of a document: head, grounds, body, recipients and signature, a second document in the same file."""

import re
from dataclasses import dataclass

from plans.intake.layout import ARABIC, NONE, ROMAN
from plans.intake.text import plain

TYPES = (
    "kế hoạch",
    "quyết định",
    "hướng dẫn",
    "chỉ thị",
    "tờ trình",
    "thông báo",
    "thông tư",
    "kết luận",
    "quy chế",
    "quy định",
    "đề án",
    "đề cương",
    "báo cáo",
    "nghị quyết",
    "chương trình",
)
_TYPES = {plain(name): name for name in TYPES}
OPENS = re.compile(
    r"(?:can cu|thuc hien|trien khai|tiep theo|nham|de|xet de nghi|theo de nghi|kinh gui|nhan ky niem|nhan dip|"
    r"ke hoach duoc lap|uy ban nhan dan [^,]{0,40}(?:ban hanh|xay dung)|so [^,]{2,40}(?:ban hanh|xay dung)"
    r"|tren co so)\b"
)
_RECIPIENTS = re.compile(r"noi nhan\b")
_ANNEX = re.compile(r"(?:phu luc|bieu(?: so)?|bang phan bo|danh muc)\b")
_DECIDES = re.compile(r"quyet dinh\s*:")


@dataclass(frozen=True)
class Zones:
    """Indexes of the blocks of a page; `doc_type` as written in the head, None when no type stands alone on a line."""

    doc_type: str | None
    type_at: int | None
    title: tuple
    grounds: tuple
    body: tuple
    tail: tuple
    attached_at: int | None


def type_of(text):
    """The type of document that `text` names and nothing else, None otherwise."""
    return _TYPES.get(plain(text).strip(" :*"))


def zones_of(page):
    """Where the parts of `page` stand."""
    blocks = page.blocks
    tail_at = _first(blocks, lambda block: _RECIPIENTS.match(plain(block.text)), 0, len(blocks))
    tail_at = len(blocks) if tail_at is None else tail_at
    type_at = _first(blocks, _is_type, 0, tail_at)
    body_at = _body_start(blocks, 0 if type_at is None else type_at + 1, tail_at)
    if _letter_first(blocks, type_at, body_at, tail_at):
        type_at = None
    title = _title(blocks, type_at, body_at)
    grounds_from = (title[-1] + 1) if title else (type_at + 1 if type_at is not None else 0)
    grounds = tuple(range(grounds_from, body_at))
    if type_at is not None and type_of(blocks[type_at].text) == "quyết định":
        grounds = _before_decision(blocks, grounds)
    attached = _first(blocks, _is_type, tail_at, len(blocks))
    tail_end, more = _tail_end(blocks, tail_at, attached)
    body = [*range(body_at, tail_at), *more]
    doc_type = type_of(blocks[type_at].text) if type_at is not None else None
    return Zones(doc_type, type_at, tuple(title), grounds, tuple(body), tuple(range(tail_at, tail_end)), attached)


def _is_type(block):
    return bool(type_of(block.text)) and sum(c.isupper() for c in block.text) >= 0.8 * sum(
        c.isalpha() for c in block.text
    )


def _first(blocks, test, start, end):
    return next((i for i in range(start, end) if test(blocks[i])), None)


def _letter_first(blocks, type_at, body_at, tail_at):
    """A letter that encloses a plan: «V/v» and «Kính gửi» stand before the type line of the enclosed document."""
    return type_at is not None and any(re.match(r"v/v|kinh gui", plain(block.text)) for block in blocks[:type_at])


def _body_start(blocks, start, end):
    """The first section heading: a Roman numeral, else the first «1.» or «Điều 1», else the first item or table."""
    tests = (
        lambda block: block.level <= ROMAN,
        lambda block: block.level == ARABIC,
        lambda block: block.level != NONE or block.rows,
    )
    places = [_first(blocks, test, start, end) for test in tests]
    return next((at for at in places if at is not None), end)


def _title(blocks, type_at, body_at):
    if type_at is None:
        return []
    taken = []
    for i in range(type_at + 1, min(body_at, type_at + 6)):
        text = blocks[i].text
        folded = plain(text)
        if taken and (
            OPENS.match(folded)
            or _is_authority(text)
            or not (text[:1].islower() or _is_loud(text) or _unfinished(blocks[taken[-1]].text))
        ):
            break
        if not taken and (re.match(r"can cu\b|kinh gui|v/v", folded) or _is_authority(text)):
            break
        if blocks[i].level != NONE and not taken:
            break
        taken.append(i)
    return taken


def _unfinished(text):
    is_open = text.count("“") > text.count("”") or text.rstrip().endswith((",", "-", "–"))
    return is_open or bool(re.search(r"\b(?:giai đoạn|năm|từ|đến|và|của|tỉnh|huyện|xã|phường)$", text.rstrip().lower()))


def _is_loud(text):
    return sum(c.isupper() for c in text) >= 0.9 * max(1, sum(c.isalpha() for c in text))


def _is_authority(text):
    return _is_loud(text) and bool(
        re.match(
            r"(?:uy ban nhan dan|chu tich|giam doc|truong ban|bo truong|ban thuong vu|hoi dong nhan dan|tm\b|bi thu)",
            plain(text),
        )
    )


def _before_decision(blocks, grounds):
    for i in grounds:
        if _DECIDES.match(plain(blocks[i].text)):
            return tuple(n for n in grounds if n < i)
    return grounds


def _tail_end(blocks, tail_at, attached):
    """Where recipients and signature end, and the blocks behind that are body again: annexes, a plan enclosed."""
    end = len(blocks)
    for i in range(tail_at + 1, len(blocks)):
        block = blocks[i]
        is_annex = _ANNEX.match(plain(block.text)) and len(block.text) < 120 and block.level == NONE
        if block.rows or is_annex or i == attached:
            end = i
            break
    more = range(end, len(blocks))
    second = next((i for i in more if i > end and _RECIPIENTS.match(plain(blocks[i].text))), None)
    return end, [i for i in more if second is None or i < second]
