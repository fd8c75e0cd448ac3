"""Who issues a document: the bodies printed in its head, else the one that its opening names; State, Party or other."""

import re

from plans.intake.header_facts import LOOK, span_of
from plans.intake.names import in_full, is_loud, place_of, quiet
from plans.intake.text import plain, squeeze
from plans.intake.zones import type_of

MOTTO = re.compile(
    r"cong[\s|]+hoa[\s|]+xa[\s|]+hoi[\s|]+chu[\s|]+nghia[\s|]+viet[\s|]+nam"
    r"|doc\s+lap\s*-\s*tu\s+do\s*-\s*hanh\s+phuc"
)
_PARTY = re.compile(r"dang\s+cong\s+san\s+viet\s+nam")
_BODY_HEAD = re.compile(
    r"(?:UBND|ỦY BAN|UỶ BAN|SỞ|BỘ|BAN(?! NHÂN DÂN)|TIỂU BAN|TỈNH ỦY|TỈNH UỶ|HUYỆN ỦY|HUYỆN UỶ|THÀNH ỦY|THỊ ỦY|ĐẢNG ỦY"
    r"|ĐẢNG UỶ|ĐẢNG BỘ|CHI BỘ|ĐẢNG ĐOÀN|PHÒNG|"
    r"HỘI|LIÊN ĐOÀN|LIÊN MINH|ĐOÀN|MẶT TRẬN|CÔNG AN|TRƯỜNG|TRUNG TÂM|BỆNH VIỆN|CỤC|CHI CỤC|VĂN PHÒNG|VIỆN"
    r"|TỔNG CÔNG TY|THANH TRA|CÔNG ĐOÀN)\b"
)
_WITHIN = re.compile(r"(?<=\w)\s+(?=(?:SỞ|PHÒNG|BAN(?! NHÂN DÂN| CHẤP HÀNH| CHỈ ĐẠO))\b)")
_NO_NAME = re.compile(r"ban (?:chap hanh|thuong vu|thuong truc|chi dao)")  # of the body in the line above
_MASS = re.compile(r"(?:uy ban )?(?:mat tran|mttq)|lien doan lao dong|hoi |doan thanh nien|tinh doan|lien minh")


def read_bodies(header, page, zones, raw):
    names = _printed_bodies(raw)
    if names:
        issuer = names[-1]
        if len(names) > 1 and _NO_NAME.fullmatch(plain(issuer)):
            joined = f"{quiet(issuer, page.text)} {_named(names[-2], page, header)}"
            header.put("issuer", joined, "cơ quan ban hành", span_of(page, issuer))
            return
        if len(names) > 1:
            header.put("parent_organ", _named(names[-2], page, header), "cơ quan chủ quản", span_of(page, names[-2]))
        header.put(
            "issuer",
            _named(issuer, page, header),
            "cơ quan ban hành",
            span_of(page, issuer) or span_of(page, issuer.split(" ")[-1]),
        )
    else:
        _issuer_of_opening(header, page, zones)


def _printed_bodies(raw):
    """Bodies printed in capitals above the number and the type, the governing one first."""
    folded = plain(raw)
    for pattern in (MOTTO, _PARTY):
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


def system_of(header, flat):
    folded = plain(flat)
    issuer, symbol = plain(header.facts["issuer"] or ""), header.facts["symbol"] or ""
    if _PARTY.search(folded):
        return "party"
    if MOTTO.search(folded):
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
