"""Facts of the head and the signature of a document: number, body, place, day, title, period, grounds, signer."""

import re
from dataclasses import dataclass, field

from core.text import clean_text
from plans.intake.citations import citations
from plans.intake.names import in_full, is_loud, place_of, quiet
from plans.intake.text import LOWER, UPPER, find_words, plain, squeeze
from plans.intake.zones import TYPES, type_of

SURE, LOOK, NONE_SEEN = "chắc chắn", "cần xem", "không thấy"
FACTS = (
    "doc_type",
    "number",
    "symbol",
    "issuer",
    "parent_organ",
    "place",
    "date",
    "title",
    "system",
    "period",
    "signer",
    "signer_position",
)

_MOTTO = re.compile(
    r"cong\s+hoa\s+xa\s+hoi[\s|]+chu\s+nghia\s+viet\s+nam|cong[\s|]+hoa\s+xa\s+hoi\s+chu\s+nghia\s+viet\s+nam"
    r"|doc\s+lap\s*-\s*tu\s+do\s*-\s*hanh\s+phuc"
)
_PARTY = re.compile(r"dang\s+cong\s+san\s+viet\s+nam")
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
_BODY_HEAD = re.compile(
    r"(?:UBND|ỦY BAN|UỶ BAN|SỞ|BỘ|BAN(?! NHÂN DÂN)|TIỂU BAN|TỈNH ỦY|TỈNH UỶ|HUYỆN ỦY|HUYỆN UỶ|THÀNH ỦY|THỊ ỦY|ĐẢNG ỦY"
    r"|ĐẢNG UỶ|ĐẢNG BỘ|CHI BỘ|ĐẢNG ĐOÀN|PHÒNG|"
    r"HỘI|LIÊN ĐOÀN|LIÊN MINH|ĐOÀN|MẶT TRẬN|CÔNG AN|TRƯỜNG|TRUNG TÂM|BỆNH VIỆN|CỤC|CHI CỤC|VĂN PHÒNG|VIỆN"
    r"|TỔNG CÔNG TY|THANH TRA|CÔNG ĐOÀN)\b"
)
_WITHIN = re.compile(r"(?<=\w)\s+(?=(?:SỞ|PHÒNG|BAN(?! NHÂN DÂN| CHẤP HÀNH| CHỈ ĐẠO))\b)")
_YEARS = (
    re.compile(
        r"(?:giai doan|nhiem ky|trong (?:hai|\d+|cac|ba|nam) nam)\s*(?:tu\s+)?(?:nam\s+)?(?P<a>(?:19|20)\d\d)\s*(?:-"
        r"|den(?: nam)?|va)\s*(?P<b>(?:19|20)\d\d)"
    ),
    re.compile(r"tu\s+(?:nam\s+)?(?P<a>(?:19|20)\d\d)\s*(?:-|den)\s*(?:het\s+)?(?:nam\s+)?(?P<b>(?:19|20)\d\d)"),
    re.compile(r"(?<![\d/])(?P<a>(?:19|20)\d\d)\s*-\s*(?P<b>(?:19|20)\d\d)(?![\d/])"),
)
_ONE_YEAR = re.compile(r"(?<!den )(?<!tu nay den )\bnam\s+(?P<a>(?:19|20)\d\d)\b(?!\s*[-/])")
_PORTAL = {
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
_MASS = re.compile(r"(?:uy ban )?(?:mat tran|mttq)|lien doan lao dong|hoi |doan thanh nien|tinh doan|lien minh")


@dataclass
class Header:
    """The facts, and for each its span in the text, its level and the rule that found it."""

    facts: dict = field(default_factory=lambda: dict.fromkeys(FACTS))
    notes: dict = field(default_factory=dict)
    bases: list = field(default_factory=list)

    def put(self, key, value, rule, span=None, level=SURE):
        """Keep the first value found for a fact."""
        if value and self.facts[key] is None:
            self.facts[key] = value
            self.notes[key] = (span, rule, level if span or key in ("system", "period") else LOOK)


def header_of(page, zones):
    """The header of `page` (see FACTS) with its legal bases as (json, start, end)."""
    header = Header()
    raw = _head_text(page, zones)
    flat = raw.replace("\n", " ")
    _read_number(header, page, flat)
    _read_day(header, page, flat)
    _read_type(header, page, zones, raw)
    _read_title(header, page, zones, raw)
    _read_bodies(header, page, zones, raw)
    _read_portal(header, page, raw)
    header.put("system", _system(header, flat), "hệ thống văn bản")
    _read_period(header, page, zones)
    _read_signer(header, page, zones)
    header.bases = _bases(page, zones, own_number(header.facts))
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


def _span(page, words):
    return find_words(page.text, words) if words else None


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
            header.put("number", number, "số ký hiệu", _span(page, found[0]))
        elif not is_blank and re.search(r"\d", before):
            symbol = _last_symbol(before + "/" + symbol)
        header.put("symbol", symbol, "số ký hiệu", _span(page, found[0]), SURE if legible or is_blank else LOOK)
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
    span = _span(page, found[0])
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
    elif found := re.search(_PORTAL["doc_type"], plain(raw)):
        header.put("doc_type", type_of(found[1]), "thông tin trang đăng", _span(page, found[1]))
    if re.search(r"(?:^|[\s|])v/v\b", plain(raw)):
        header.put("doc_type", "công văn", "V/v", _span(page, "V/v"))
    symbol = (header.facts["symbol"] or "").upper()
    header.put(
        "doc_type", _KINDS.get(re.split(r"[-/]", symbol)[0]), "ký hiệu", _span(page, header.facts["symbol"]), LOOK
    )


def _read_title(header, page, zones, raw):
    if header.facts["doc_type"] == "công văn" and (
        found := re.search(r"(?is)(?:^|[\s|])V/v\s*:?\s*(?P<title>[^|]+)", raw)
    ):
        words = squeeze(re.split(r"\n\s*(?=[^\n]{2,40}, ngày|Kính gửi|CỘNG HÒA|CỘNG HOÀ)", found["title"])[0])
        header.put("title", words.strip(" .-:"), "V/v", _span(page, words))
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
        if behind and is_loud(block.text) and len(block.text) > 25 and not _MOTTO.search(plain(block.text)):
            return [block]
        behind = behind or bool(_DAY.search(block.text)) or bool(re.search(r"[Ss]ố\s*:?\s*\d*\s*[/-]", block.text))
    return []


# --- who issues -------------------------------------------------------------------------------------------------


def _read_bodies(header, page, zones, raw):
    names = _printed_bodies(raw)
    if names:
        issuer = names[-1]
        if len(names) > 1:
            header.put("parent_organ", _named(names[-2], page, header), "cơ quan chủ quản", _span(page, names[-2]))
        header.put(
            "issuer",
            _named(issuer, page, header),
            "cơ quan ban hành",
            _span(page, issuer) or _span(page, issuer.split(" ")[-1]),
        )
    else:
        _issuer_of_opening(header, page, zones)


def _printed_bodies(raw):
    """Bodies printed in capitals above the number and the type, the governing one first."""
    folded = plain(raw)
    for pattern in (_MOTTO, _PARTY):
        for found in pattern.finditer(folded):
            raw = raw[: found.start()] + "|" * (found.end() - found.start()) + raw[found.end() :]
    names = []
    for piece in re.split(r"[|\n]", raw):
        piece = squeeze(piece).strip(" -–*.,:")
        piece = re.sub(r"\s+S[ốỐ]\s*:.*$", "", piece).strip(" -–")
        if type_of(piece) or re.match(r"(?:Số|SỐ|V/v|\d)", piece):
            if names and type_of(piece):
                break
            continue
        if not (is_loud(piece) or (names and names[-1] == "ỦY" and piece)):
            if names and re.search(r"ngày|[a-z]{4}", piece):
                continue
            if plain(piece) not in ("uy", "uy ban"):
                continue
        if _BODY_HEAD.match(piece) or piece in ("ỦY", "UỶ"):
            names += _WITHIN.split(piece) if re.match(r"UBND|[ỦU][YỶ] BAN NHÂN DÂN|TỈNH|BỘ", piece) else [piece]
        elif names and re.match(r"BAN NHÂN DÂN", piece) or names and len(names[-1]) < 90 and len(piece) < 60:
            names[-1] += " " + piece
    return [name for name in names if len(name) > 3][:3]


def _named(name, page, header):
    """The full name of a body: abbreviations written out, its area from the text when the head leaves it out."""
    written = quiet(in_full(name), page.text)
    return _with_area(written, page, header)


def _with_area(name, page, header):
    place = header.facts["place"]
    folded = plain(name)
    if folded == "uy ban nhan dan" or re.search(
        r"uy ban nhan dan (?:tinh|huyen|thanh pho|xa|phuong|thi xa|quan)$", folded
    ):
        level = folded.split("nhan dan")[1].strip()
        levels = {
            "tinh": "tỉnh",
            "huyen": "huyện",
            "thanh pho": "thành phố",
            "xa": "xã",
            "phuong": "phường",
            "thi xa": "thị xã",
            "quan": "quận",
        }
        for key in [level] if level else ["tinh", "thanh pho", "huyen", "xa", "phuong"]:
            if area := place_of(levels[key], f"{page.text}\n{header.facts['title'] or ''}", place):
                return f"Ủy ban nhân dân {levels[key]} {area}"
        return f"{name} {place}" if level and place else name
    return name


_ISSUES = re.compile(
    r"(?:^|[;,.]\s*|\d{4},?\s*)(?P<body>[^;,.]{4,90}?)\s+(?:ban hanh|xay dung|huong dan|trien khai|yeu cau"
    r"|de nghi)\s+(?:ke hoach|ke hoach|huong dan|cac|quy|viec|de an|thuc hien)"
)


def _issuer_of_opening(header, page, zones):
    """No head printed: the body that issues the document in its opening paragraphs, else the one that signs."""
    for i in reversed(zones.grounds):
        block = page.blocks[i]
        for found in _ISSUES.finditer(plain(block.text)):
            start, end = found.span("body")
            words = re.sub(r"^.*(?:”\*?|\")\s*", "", block.text[start:end]).strip(" *")
            if re.match(
                r"(?:ubnd|uy ban|so |ban |dang uy|tinh uy|huyen uy|thanh uy|bo |hoi |lien doan|phong |mat tran)",
                plain(words),
            ):
                name = _with_area(in_full(words), page, header)
                at = block.start + end - len(words)
                header.put("issuer", name, "câu ban hành", (at, at + len(words)), LOOK)
                return


def _system(header, flat):
    folded = plain(flat)
    issuer, symbol = plain(header.facts["issuer"] or ""), header.facts["symbol"] or ""
    if _PARTY.search(folded):
        return "party"
    if _MOTTO.search(folded):
        return "state"
    if re.match(
        r"(?:ban thuong vu|tinh uy|huyen uy|thanh uy|thi uy|dang uy|dang bo|ban tuyen giao|ban dan van"
        r"|ban to chuc (?:tinh|huyen)|uy ban kiem tra|chi bo)",
        issuer,
    ) or re.search(r"/(?:TU|TƯ|HU|TW|ĐU)$", symbol):
        return "party"
    if _MASS.match(issuer):
        return "other"
    return "state" if issuer or symbol else None


# --- portal, period, signature, grounds ------------------------------------------------------------------------


def _read_portal(header, page, raw):
    folded = plain(raw)
    for key in ("issuer", "signer"):
        if found := re.search(_PORTAL[key], folded):
            value = squeeze(raw[slice(*found.span(1))]).strip(" .")
            if key == "signer" and not _NAME.match(value):
                continue
            header.put(key, in_full(value), "thông tin trang đăng", _span(page, value))
    if found := re.search(_PORTAL["date"], folded):
        day, month, year = found[1].split("/")
        header.put("date", f"{year}-{int(month):02}-{int(day):02}", "thông tin trang đăng", _span(page, found[1]))
    for line in raw.split("\n"):
        if (
            line.startswith("•")
            and _NAME.fullmatch(line.strip("• "))
            and "•" in raw
            and not re.match(r"(?:ban|bo|so|uy|huong|ke|trang|toan|hieu|van)\b", plain(line.strip("• ")))
        ):
            header.put("signer", line.strip("• "), "thông tin trang đăng", _span(page, line.strip("• ")), LOOK)


def _read_period(header, page, zones):
    if not header.facts["title"]:
        return
    years = years_of(header.facts["title"], single=True)
    if years:
        header.put("period", years, "trích yếu", header.notes["title"][0])
        return
    for i in zones.grounds:
        block = page.blocks[i]
        found = re.search(r"\b(?:ban hanh|xay dung)\s+ke hoach\b", plain(block.text))
        if found and (years := years_of(block.text[found.start() :])):
            header.put("period", years, "câu ban hành", (block.start, block.end), LOOK)


def years_of(text, single=False):
    """{"from", "to"} of the first range of years written in `text` (with `single`, one year too); None when none."""
    folded = plain(text)
    for pattern in _YEARS:
        if (found := pattern.search(folded)) and int(found["a"]) <= int(found["b"]):
            return {"from": int(found["a"]), "to": int(found["b"])}
    years = set(_ONE_YEAR.findall(folded)) if single else set()
    if len(years) == 1 and not re.search(r"den (?:het )?nam|\d/\d", folded):
        year = int(years.pop())
        return {"from": year, "to": year}
    return None


def _read_signer(header, page, zones):
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


def _bases(page, zones, own):
    """Documents cited between the title and the first section, each once."""
    found, seen = [], set()
    for i in zones.grounds:
        block = page.blocks[i]
        for citation in citations(block.text):
            if own and citation.number and _docnum(citation.number) == own:
                continue
            found.append((citation, block.start + citation.start, block.start + citation.end))
    kept = []
    for citation, start, end in found:
        key = (
            re.sub(r"[\s/-]+", "-", citation.number.upper()).lstrip("0")
            if citation.number
            else (citation.name, citation.date)
        )
        again = [
            n for n, (other, *_) in enumerate(kept) if other.number and citation.number and key == _docnum(other.number)
        ]
        if key in seen:
            if again and kept[again[0]][0].date is None and citation.date:
                kept[again[0]] = (citation, start, end)
            continue
        seen.add(key)
        kept.append((citation, start, end))
    return [(citation.as_json(), start, end) for citation, start, end in kept]


def own_number(facts):
    """The document's own number in the form in which citations are compared; None when it has none."""
    return _docnum(f"{facts['number']}-{facts['symbol']}") if facts["number"] and facts["symbol"] else None


def _docnum(number):
    return re.sub(r"[\s/-]+", "-", number.upper()).lstrip("0")
