"""Milestones: the times of a paragraph with what is to be done, by whom, and who receives it."""

import re
from dataclasses import dataclass

from plans.intake.bodies import bodies_after, is_body
from plans.intake.clauses import clauses
from plans.intake.deadlines import times_in
from plans.intake.text import plain, squeeze

_TO = re.compile(
    r"\b(?:gui|bao cao|trinh|nop|dang ky)\b[^.;]{0,90}?\b(?:ve|cho|den|len)\s+|\bbao cao\s+(?=(?:uy ban|ubnd"
    r"|thuong truc|ban thuong vu|hoi dong|so noi vu|chu tich|bo noi vu|tinh uy|huyen uy))|\bnoi nhan\s*:\s*"
)
_THROUGH = re.compile(r"\s*\((?:qua |phong |thong qua )[^)]{3,80}\)")
_LABEL = re.compile(r"^\W*(?:\d+[.)]\s*)?[^:]{0,80}:\s*")
_THING = re.compile(
    r"\b(?:ke hoach(?: trien khai)?(?: cua [a-z ]{3,20})?|bao cao(?: ket qua| nam| quy| 6 thang| so ket| tong ket)?"
    r"|danh sach|ho so|van ban dang ky|to trinh)\b"
)
_CHAIRS = re.compile(r"\s+chu tri(?=\s+(?:gui|bao cao|tong hop|ban hanh|xay dung|lap|ra soat)\b)")
_OWNED = re.compile(r"\bcua (?P<who>(?:tung|moi|cac) (?:co quan|don vi|so|ban|nganh|dia phuong)[a-z, ]{0,40}?)\s+gui\b")
_SENDS = re.compile(r"\bgui\b")
_EDGE = re.compile(
    r"\s*(?:,|\(|:|-)?\s*(?:trước|chậm nhất(?: là| vào)?|vào|trong|từ|đến|hoàn thành|xong)?\s*(?:hết\s+)?(?:ngày)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Duty:
    """One milestone; spans lie in the text that was given."""

    time: object
    title: str
    start: int
    end: int
    responsible: tuple | None
    recipient: tuple | None
    deliverable: str | None


def duties_in(text, heading=False, owner=None, year=None):
    """The milestones of one paragraph, in order. `owner` is the body that the heading above names, as text."""
    folded = plain(text)
    spans = clauses(text)
    found, who, told = [], None, None
    general = _recipient(text, folded, *_noted(folded, text))
    for time in times_in(text, heading, year):
        start, end = next(((a, b) for a, b in spans if a <= time.start < b), (0, len(text)))
        who = _responsible(text, folded, start, time, end) or who
        told = _recipient(text, folded, start, end) or told
        recipient = _recipient(text, folded, start, end) or (told if _SENDS.search(folded, start, end) else None)
        recipient = recipient or general
        thing = _THING.search(folded, start, end)
        found.append(
            Duty(
                time,
                _title(text, start, end, time),
                start,
                end,
                who or owner,
                recipient,
                squeeze(text[slice(*thing.span())]) if thing else None,
            )
        )
    return found


def _noted(folded, text):
    at = folded.find("noi nhan:")
    return (at, len(text)) if at >= 0 else (0, 0)


def _responsible(text, folded, start, time, end):
    """The bodies at the head of the clause, of the paragraph, or right behind the time."""
    places = [start]
    if label := _LABEL.match(folded[start:end]):
        places.append(start + label.end())
    places += [time.end + len(re.match(r"[\s,:.)]*", text[time.end : end])[0])] if time.start - start < 40 else []
    if start:
        places.append(0)
    if again := re.search(r"(?:,|;|\bva)\s+(?=(?:so noi vu|cac co quan|cac don vi|ubnd))", folded[start : time.start]):
        places.append(start + again.end())
    for at in places:
        at += len(re.match(r"[\s\-+•]*(?:\d+[.)]\s*)?(?:yeu cau |giao |de nghi )?", folded[at:end])[0])
        bodies = bodies_after(text, at, end)
        if bodies and bodies[0][0] - at < 3 and bodies[-1][1] - at < 200:
            chairs = _CHAIRS.match(folded, bodies[-1][1], end)
            return bodies[0][0], chairs.end() if chairs else bodies[-1][1]
    if owned := _OWNED.search(folded, start, end):
        return owned.span("who")
    return None


def _recipient(text, folded, start, end):
    if end <= start:
        return None
    for found in _TO.finditer(folded, start, end):
        bodies = bodies_after(text, found.end(), end)
        if bodies and bodies[0][0] - found.end() < 3:
            stop = bodies[0][1]
            through = _THROUGH.match(folded, stop)
            if through and not re.search(r"dien thoai|\bdt\b|email|\d{3}", through[0]):
                stop = through.end()
            return bodies[0][0], stop
    return None


def _title(text, start, end, time):
    """What is to be done, in the words of the clause without the time."""
    before = _EDGE.sub("", text[start : time.start])
    after = re.sub(r"^\s*(?:hằng năm|hàng năm|[\s,:.);-])*", "", text[time.end : end])
    words = squeeze(f"{before} {after}").strip(" ,.:;()-–+/")
    words = re.sub(
        r"^(?:Hằng năm|Hàng năm|[Rr]iêng|[Tt]rong|[Tt]rước|[Cc]hậm nhất|[Đđ]ồng thời)\b[\s,:]*", "", words
    ).strip(" ,.:;(")
    if words.count("(") > words.count(")"):
        words += ")"
    if len(words) > 160:
        words = words[:160].rsplit(" ", 1)[0] + "…"
    return (words[:1].upper() + words[1:]) or squeeze(text[start:end])[:160]


def owner_of(path):
    """The body that the nearest heading names («2. Các huyện ủy, thị ủy»); None when it names none."""
    for block in reversed(path):
        if is_body(block.body) and len(block.body) < 140:
            return block.body.strip(" :.")
    return None
