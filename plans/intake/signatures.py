"""Who signs: the name below the position, or the one that a portal prints."""

import re

from plans.intake.header_facts import LOOK, span_of
from plans.intake.names import in_full, is_loud
from plans.intake.text import LOWER, UPPER, plain, squeeze

PORTAL = {
    "doc_type": r"loai van ban\s*:\s*([^\n|:]+?)(?=\s*(?:\n|$|\|))",
    "issuer": r"(?:co quan|don vi) ban hanh\s*:\s*([^\n|:]+)",
    "signer": r"nguoi ky\s*:\s*([^\n|:\d]+)",
    "date": r"ngay ban hanh\s*:\s*(\d{1,2}/\d{1,2}/\d{4})",
}
_POSITION = re.compile(
    r"(?:tm|t/m|kt|tl|tuq|q)\s*[.,]?\s|(?:pho )?(?:chu tich|giam doc|bi thu|truong ban|chu nhiem|cuc truong"
    r"|hieu truong|tong giam doc|vien truong|chanh van phong|truong phong|bo truong|thu truong)\b"
)
_NAME = re.compile(rf"(?:[{UPPER}][{LOWER}']*)(?:\s+[{UPPER}][{LOWER}']*){{1,4}}$")


def read_portal(header, page, raw):
    folded = plain(raw)
    for key in ("issuer", "signer"):
        if found := re.search(PORTAL[key], folded):
            value = squeeze(raw[slice(*found.span(1))]).strip(" .")
            if key == "signer" and not _NAME.match(value):
                continue
            header.put(key, in_full(value), "thông tin trang đăng", span_of(page, value))
    if found := re.search(PORTAL["date"], folded):
        day, month, year = found[1].split("/")
        header.put("date", f"{year}-{int(month):02}-{int(day):02}", "thông tin trang đăng", span_of(page, found[1]))
    for line in raw.split("\n"):
        if (
            line.startswith("•")
            and _NAME.fullmatch(line.strip("• "))
            and "•" in raw
            and not re.match(r"(?:ban|bo|so|uy|huong|ke|trang|toan|hieu|van)\b", plain(line.strip("• ")))
        ):
            header.put("signer", line.strip("• "), "thông tin trang đăng", span_of(page, line.strip("• ")), LOOK)


def read_signer(header, page, zones):
    blocks = [page.blocks[i] for i in zones.tail]
    positions = [i for i, block in enumerate(blocks) if is_loud(block.text) and _POSITION.match(plain(block.text))]
    if not positions and not zones.tail:
        blocks = list(page.blocks[-6:])
        positions = [i for i, block in enumerate(blocks) if is_loud(block.text) and _POSITION.match(plain(block.text))]
    if not positions:
        return
    first, last = positions[0], positions[-1]
    titles = [block.text for block in blocks[first : last + 1] if is_loud(block.text)]
    header.put("signer_position", ", ".join(titles), "chức vụ người ký", (blocks[first].start, blocks[last].end))
    tail_words = _POSITION.sub("", blocks[last].text)
    for block in blocks[last + 1 : last + 6]:
        name = squeeze(re.sub(r"\(.*?\)", "", block.text)).strip(" .")
        name = name.title() if is_loud(name) and 2 <= len(name.split()) <= 5 else name
        name = re.sub(r"^(?:(?:PGS|TS|ThS|GS|BS|CKII|CKI)\.?\s*)+", "", name)
        if _NAME.fullmatch(name) and tail_words is not None:
            header.put("signer", name, "chữ ký", (block.start, block.end))
            return
