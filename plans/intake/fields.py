"""Fields of a plan: items of a list of fields, headings below which a body is in charge, «Trong lĩnh vực …»."""

import re
from dataclasses import dataclass

from plans.intake.bodies import is_body
from plans.intake.layout import DASH, NONE, ROMAN
from plans.intake.leads import charges
from plans.intake.names import quiet
from plans.intake.quotas import quotas_in
from plans.intake.text import plain

_NOT_A_FIELD = re.compile(
    r"(?:muc dich|yeu cau|muc tieu|noi dung(?! thi dua)|nhiem vu(?: va| chung|$)|giai phap|chi tieu|doi tuong"
    r"|tieu chi|tieu chuan|phuong thuc|"
    r"giai doan|nam (?:19|20)\d\d|buoc|nhom\b(?! linh vuc)|to chuc (?:thuc hien|trien khai|quan triet)"
    r"|cong tac (?:chi dao|tuyen truyen|phoi hop)|phan cong|phan bo|moc|so luong|hinh thuc|"
    r"thoi gian|thoi han|tien do|lo trinh|kinh phi|che do|bao cao|dieu kien|trinh tu|quy trinh|co cau|trach nhiem"
    r"|quan diem|"
    r"dac diem|tinh hinh|ket qua|ho so|cac (?:buoc|buoc thuc hien)|cap (?:tinh|xa|huyen|co so)|quy (?:i|iv|\d)"
    r"|phan thu|phu luc|"
    r"khen thuong|(?:co quan|don vi) (?:chu tri|phoi hop)|chu tri|phoi hop|dot (?:\d|i)|danh gia|so ket|tong ket"
    r"|xay dung ke hoach|pham vi|nguyen tac|chi dao|kiem tra|theo doi|tham dinh|dang ky|gui |dieu \d)"
)
_KINDS = re.compile(
    r"(?:doi voi|doi cac|tap the$|ca nhan$|ho gia dinh$|ve tap the|ve ca nhan|(?:guong )?ca nhan (?:dien hinh|la|co)"
    r"|tap the (?:la|co|dien hinh)|"
    r"nguoi (?:lao dong|dan|dung dau)|can bo, |cong chuc, vien chuc$|la |co (?!quan)|neu |khong )"
)
_CHARGES = re.compile(r"(?:giao|đề nghị|phân công|yêu cầu|mỗi)\b", re.IGNORECASE)
_LISTS = re.compile(r"\b(?:linh vuc|noi dung thi dua|phong trao thi dua)\b")
_LISTS_HEAD = re.compile(r"\b(?:linh vuc|noi dung thi dua|(?:cac|mot so) phong trao(?: thi dua)?)\b")
_ONE_FIELD = re.compile(
    r"(?:trong |tren |ve )?(?:nhom )?linh vuc (?!(?:va|uu tien|trong tam|trong diem|tap trung|can|phan cong|thi dua"
    r"|chu yeu|nhu sau|cu the|thuc hien|xay dung|lua chon|duoc)\b)\w"
)
_CHOOSES = re.compile(
    r"\b(?:lua chon|xet chon|tuyen chon|chon|dien hinh|dien hirih|mo hinh|guong|nhan rong|dau moi|phu trach|theo doi)\b"
)
_PREFIX = re.compile(
    r"(?:(?:cac )?(?:mo hinh|guong)?,?\s*(?:guong )?dien hinh(?: tien tien| tieu bieu)*\s+(?:trong |ve |o |thuoc )?"
    r"|mo hinh (?!\w+ (?:sinh ke)))(?:thuc hien (?=cuoc van dong))?"
)
_MOVEMENT = re.compile(r".{0,60}?(?:phong trao|cuoc van dong)[^“”:]{0,40}“[^”]{4,200}”")


@dataclass(frozen=True)
class Spot:
    """A field: its block, its name at `start`–`end` of the block's text, its list, the rule that found it."""

    block: object
    name: str
    start: int
    end: int
    rule: str
    group: tuple
    complete: bool

    @property
    def rest(self):
        """Where the block's own words about the field begin."""
        return self.end


def field_spots(blocks):
    """The fields of the body, in order."""
    spots = {}
    for rule, places in (
        ("danh sách lĩnh vực", _listed(blocks)),
        ("lĩnh vực có cơ quan chủ trì", _charged(blocks)),
        ("tiêu đề lĩnh vực", _titled(blocks)),
    ):
        for block in places:
            if block.start in spots:
                continue
            if spot := _spot(block, rule):
                spots[block.start] = spot
    chaired = {block.start for block in _charged(blocks)}
    outer = {block.start for spot in spots.values() if spot.block.start in chaired for block in spot.block.path}
    return [spot for start, spot in sorted(spots.items()) if start not in outer]


# --- where fields stand -----------------------------------------------------------------------------------------


def children(blocks, at):
    """Indexes of the items directly below the lead-in at index `at`: the first list behind it."""
    lead = blocks[at]
    found = []
    for i in range(at + 1, len(blocks)):
        block = blocks[i]
        if block.level == NONE:
            if not found and not block.rows and i > at + 2:
                break
            continue
        if lead.level != NONE and block.level <= lead.level:
            break
        if not found:
            level = block.level
        if block.level < level:
            break
        if block.level == level:
            if lead.level == NONE and block.path != blocks[found[0] if found else i].path:
                break
            found.append(i)
    return found


def _listed(blocks):
    places = {block.start: n for n, block in enumerate(blocks)}
    for at, block in enumerate(blocks):
        if block.rows or not _leads_in(block):
            continue
        items = [blocks[i] for i in children(blocks, at)]
        if len(items) < 2:
            continue
        if all(_is_kind(item) for item in items):
            items = [blocks[i] for item in items for i in children(blocks, places[item.start])]
        good = [item for item in items if _spot(item, "")]
        if len(good) >= 2 and len(good) >= 0.6 * len(items):
            yield from good


def _leads_in(block):
    folded = plain(block.body)
    if block.level == NONE or block.body.rstrip().endswith(":"):
        sentence = re.split(r"[.;]\s", folded)[-1]
        return folded.rstrip().endswith(":") and bool(_LISTS.search(sentence[-160:]))
    if _ONE_FIELD.match(folded):
        return False
    if _NOT_A_FIELD.match(folded) and not re.match(r"noi dung|chi tieu|tieu chi|nhiem vu", folded):
        return False
    return len(folded) < 140 and bool(_LISTS_HEAD.search(folded)) and not re.search(r"[.;]$", folded.strip())


def _is_kind(block):
    return bool(re.match(r"(?:doi voi|ve) (?:tap the|ca nhan|ho)|(?:tap the|ca nhan)\b", plain(block.body)))


def _charged(blocks):
    for block in blocks:
        if block.rows:
            continue
        text = block.body
        found = charges(text)
        if not found or not (_CHOOSES.search(plain(text)) or quotas_in(text)):
            continue
        colon = _colon(text)
        if block.level != NONE and found[0].start > 3 and not _is_kind(block) and colon is not None and (
                colon <= found[0].start):
            yield block
            continue
        if found[0].start <= 3 or block.level == NONE:
            owner = next((item for item in reversed(block.path) if _may_own(item)), None)
            if owner is not None and not _in_execution(block):
                yield owner


def _may_own(block):
    return (
        not _is_kind(block)
        and _spot(block, "") is not None
        and (len(block.body) < 220 or _colon(block.body) is not None)
    )


def _in_execution(block):
    return any(
        re.match(r"(?:to chuc thuc hien|phan cong|trach nhiem|tien do|kinh phi)", plain(item.body))
        for item in block.path
        if item.level == ROMAN
    )


def _titled(blocks):
    """Three headings side by side that begin «Trong …», one of them naming a «lĩnh vực»."""
    groups = {}
    for block in blocks:
        if (
            NONE > block.level != DASH
            and re.match(r"(?:trong|linh vuc)\s", plain(block.body))
            and len(block.body) < 140
        ):
            groups.setdefault((block.level, block.path), []).append(block)
    for group in groups.values():
        if len(group) >= 3 and any("linh vuc" in plain(block.body) for block in group):
            yield from group


# --- names ------------------------------------------------------------------------------------------------------


def _spot(block, rule):
    text = block.body
    start, end = _name_span(text)
    folded = plain(text[start:end])
    offset = len(block.marker)
    if (
        not 3 < end - start < 260
        or _NOT_A_FIELD.match(plain(text))
        or _KINDS.match(folded)
        or is_body(text[start:end])
        and not _MOVEMENT.match(folded)
        or _CHARGES.match(text[start:end])
    ):
        return None
    if end - start > 150 and _colon(text) is None and not rule.startswith("danh"):
        return None
    complete = bool(re.search(r"[.;]$", text.rstrip()))
    group = (block.level, tuple(item.start for item in block.path))
    return Spot(block, quiet(text[start:end]), offset + start, offset + end, rule, group, complete)


def _name_span(text):
    folded = plain(text)
    start = prefix.end() if (prefix := _PREFIX.match(folded)) else 0
    colon = _colon(text)
    end = len(text) if colon is None else colon
    bracket = re.search(r"\s*\((?=[^)]*(?:chu tri|theo doi|phu trach|dau moi))", folded[:end])
    if bracket:
        end = bracket.start()
    if colon is None and (movement := _MOVEMENT.match(folded)) and len(text) > movement.end() + 12:
        end = movement.end()
    for found in charges(text[:end]):
        if found.start > start + 6:
            end = min(end, found.start)
    while end > start and text[end - 1] in " .,;:-–(*":
        end -= 1
    while start < end and text[start] in " *-":
        start += 1
    return start, end


def _colon(text):
    """The first colon outside quotation marks; None when there is none."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "“") - (character == "”")
        if character == ":" and depth <= 0:
            return at
    return None
