"""Facts of the head and the signature of a document: number, body, place, day, title, period, grounds, signer."""

import re

from core.text import clean_text
from plans.intake.grounds import grounds_of, own_number
from plans.intake.header_facts import LOOK, SURE, Header, span_of
from plans.intake.issuers import MOTTO, read_bodies, system_of
from plans.intake.names import is_loud, quiet
from plans.intake.periods import read_period
from plans.intake.signatures import PORTAL, read_portal, read_signer
from plans.intake.text import LOWER, UPPER, plain, squeeze
from plans.intake.zones import TYPES, type_of

_SYMBOL = rf"[A-ZĐƯ][{UPPER}{LOWER}0-9]*(?:\s?[-–/&.]\s?[A-ZĐƯ][{UPPER}{LOWER}0-9]*)*"
_NUMBER = re.compile(
    rf"\bS[ốỐố](?:\s+hiệu)?\s*:?\s*(?P<before>[^|\n]{{0,24}}?)(?P<join>\s*[/–-]\s*)(?P<symbol>{_SYMBOL})(?=[\s|,.;)]|$)",
    re.IGNORECASE,
)
_LEGIBLE = re.compile(r"(?P<n>\d{1,6})(?:\s*/\s*(?P<y>(?:19|20)\d\d))?")
_WORD = rf"(?:TP\.?|[{UPPER}][{LOWER}]+|[{UPPER}](?=\s))"
_DAY = re.compile(
    rf"(?<!\w)(?P<place>{_WORD}(?:(?: "
    rf"| ?- ?){_WORD}){{0,4}})\s*,\s*ngày\s*(?P<d>\d{{0,2}})[\s.…_]*tháng\s*(?P<m>\d{{0,2}})[\s.…_]*năm\s*(?P<y>(?:19"
    rf"|20)\d\d)"
)
_KINDS = {
    "KH": "kế hoạch",
    "QĐ": "quyết định",
    "HD": "hướng dẫn",
    "CT": "chỉ thị",
    "TTR": "tờ trình",
    "TB": "thông báo",
    "TT": "thông tư",
    "KL": "kết luận",
    "QC": "quy chế",
    "BC": "báo cáo",
    "NQ": "nghị quyết",
    "CV": "công văn",
}


def header_of(page, zones):
    """The header of `page` (see FACTS) with its legal bases as (json, start, end)."""
    header = Header()
    raw = _head_text(page, zones)
    flat = raw.replace("\n", " ")
    _read_number(header, page, flat)
    _read_day(header, page, flat)
    _read_type(header, page, zones, raw)
    _read_title(header, page, zones, raw)
    read_bodies(header, page, zones, raw)
    read_portal(header, page, raw)
    header.put("system", system_of(header, flat), "hệ thống văn bản")
    read_period(header, page, zones)
    read_signer(header, page, zones)
    header.bases = grounds_of(page, zones, own_number(header.facts))
    return header


def _head_text(page, zones):
    """The lines above the grounds: cells apart by «|», two columns too."""
    lines = []
    for line in page.lines[:120]:
        tidy = re.sub(r"[*#_]+|-{3,}", " ", clean_text(line)).rstrip()
        if re.match(r"\s*(?:Căn cứ|[IVX]+\s*[.-]\s|Kính gửi|1\.\s|Nhân kỷ niệm|Trích yếu)", tidy):
            break
        if type_of(tidy) and any(map(str.isupper, tidy)):
            lines.append("|")
        lines.append(re.sub(r"\s{3,}|\t+", " | ", tidy.strip()) if tidy.strip() else "|")
    return "\n".join(lines)


def _read_number(header, page, flat):
    for found in _NUMBER.finditer(_above_type(flat)):
        symbol = re.split(r"\s[-–]\s", found["symbol"])[0] if "/" in found["join"] else found["symbol"]
        symbol = re.sub(r"\s*([-–/&.])\s*", r"\1", symbol).replace("–", "-").strip(".")
        if not re.search(r"[-/]", symbol) and "-" not in found["join"] and "–" not in found["join"]:
            symbol_is_known = symbol.upper() in _KINDS or len(symbol) <= 6
            if not symbol_is_known:
                continue
        before = found["before"].strip(" .…_")
        legible = _LEGIBLE.fullmatch(before)
        is_blank = not before
        if not legible and not is_blank and not re.search(r"[-/]", symbol):
            continue
        if legible:
            number = (legible["n"].lstrip("0") or "0") + (f"/{legible['y']}" if legible["y"] else "")
            header.put("number", number, "số ký hiệu", span_of(page, found[0]))
        elif not is_blank and re.search(r"\d", before):
            symbol = _last_symbol(before + "/" + symbol)
        header.put("symbol", symbol, "số ký hiệu", span_of(page, found[0]), SURE if legible or is_blank else LOOK)
        return


def _above_type(flat):
    """The head above the line that names the type: a number further down is one that the title cites."""
    names = "|".join(name.upper() for name in TYPES)
    found = re.search(rf"\|\s*(?:{names})\s", flat)
    return flat[: found.start()] if found else flat


def _last_symbol(words):
    parts = re.findall(r"[A-ZĐ]{2,}[A-Za-zĐđ]*(?:-[A-ZĐ]+[A-Za-zĐđ]*)+", words)
    return parts[-1] if parts else None


def _read_day(header, page, flat):
    found = _DAY.search(flat)
    if not found:
        return
    span = span_of(page, found[0])
    header.put("place", squeeze(found["place"]), "địa danh, ngày tháng", span)
    day, month = (int(found[part]) if found[part] else 0 for part in "dm")
    value = found["y"]
    if 1 <= month <= 12:
        value += f"-{month:02}" + (f"-{day:02}" if 1 <= day <= 31 else "")
    header.put("date", value, "địa danh, ngày tháng", span, SURE if len(value) == 10 else LOOK)


def _read_type(header, page, zones, raw):
    if zones.doc_type:
        block = page.blocks[zones.type_at]
        header.put("doc_type", zones.doc_type, "tên loại văn bản", (block.start, block.end))
    elif found := re.search(PORTAL["doc_type"], plain(raw)):
        header.put("doc_type", type_of(found[1]), "thông tin trang đăng", span_of(page, found[1]))
    if re.search(r"(?:^|[\s|])v/v\b", plain(raw)):
        header.put("doc_type", "công văn", "V/v", span_of(page, "V/v"))
    symbol = (header.facts["symbol"] or "").upper()
    header.put(
        "doc_type", _KINDS.get(re.split(r"[-/]", symbol)[0]), "ký hiệu", span_of(page, header.facts["symbol"]), LOOK
    )


def _read_title(header, page, zones, raw):
    if header.facts["doc_type"] == "công văn" and (
        found := re.search(r"(?is)(?:^|[\s|])V/v\s*:?\s*(?P<title>[^|]+)", raw)
    ):
        words = squeeze(re.split(r"\n\s*(?=[^\n]{2,40}, ngày|Kính gửi|CỘNG HÒA|CỘNG HOÀ)", found["title"])[0])
        header.put("title", words.strip(" .-:"), "V/v", span_of(page, words))
        return
    blocks = [page.blocks[i] for i in zones.title] or _untyped_title(page, zones)
    if not blocks:
        return
    words = squeeze(" ".join(block.text for block in blocks)).strip(" .*-|")
    header.put("title", quiet(words, page.text), "trích yếu", (blocks[0].start, blocks[-1].end))


def _untyped_title(page, zones):
    """Without a type line: the heading in capitals behind the day."""
    behind = False
    for i, block in enumerate(page.blocks[:14]):
        if i in zones.body:
            break
        if behind and is_loud(block.text) and len(block.text) > 25 and not MOTTO.search(plain(block.text)):
            return [block]
        behind = behind or bool(_DAY.search(block.text)) or bool(re.search(r"[Ss]ố\s*:?\s*\d*\s*[/-]", block.text))
    return []
