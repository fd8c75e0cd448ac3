"""Names of bodies in running text: «Sở Nội vụ, UBND các xã, phường và các đơn vị liên quan» are three."""

import re

from plans.intake.text import plain

# First words of a body's name, folded.
HEAD = (
    r"(?:so|ban|bo(?= (?:chi huy|tu lenh|noi vu|y te|giao duc|tai chinh|[a-z]+))|cong an|lien doan|lien minh|chi bo"
    r"|dang bo|hoi(?! nghi| thao| thi | hop)|doan(?! the)|uy ban|"
    r"ubnd|ubmttq|ub mttq|mttq|mat tran|phong(?! trao|,? chong| ngua)|trung tam|benh vien|don bien phong|tram"
    r"|van phong|"
    r"ngan hang|bao hiem xa hoi|kho bac|chi cuc|cuc|bao (?:va|[a-z]+,)|dai (?:phat|truyen)|tinh doan|thanh doan"
    r"|huyen doan|"
    r"tinh uy|thanh uy|huyen uy|thi uy|dang uy|dang doan|thanh tra|vien|toa an|truong|hoc vien|hiep hoi|cong doan|"
    r"nong truong|thuong truc|tong cong ty|cong ty|tap doan|lam truong|kiem lam|hat kiem lam|"
    r"(?:cum,? )?khoi thi dua|cum thi dua|"
    r"cong thong tin|lien hiep|quan doan|su doan|dai hoc|"
    r"(?:cac |nhung )(?:co quan|don vi|so|ban|nganh|dia phuong|hiep hoi|to chuc|doanh nghiep|phong|doan the|xa|huyen"
    r"|truong|cap|"
    r"thanh vien|hoi|cum|bo phan|trung tam|dang uy|huyen uy|co so|truong hoc|benh vien)|thu truong|giam doc|chu tich"
    r"|cac so)"
)
_HEAD_AT = re.compile(rf"\s*(?:va\s+)?(?P<head>{HEAD})\b")
# First words that fold like other words: the accent decides.
_FIRST_WORDS = {
    "so": ("sở",),
    "bo": ("bộ",),
    "hoi": ("hội",),
    "doan": ("đoàn",),
    "phong": ("phòng",),
    "tram": ("trạm",),
    "vien": ("viện",),
    "cuc": ("cục",),
    "truong": ("trường",),
    "cac": ("các",),
    "khoi": ("khối",),
    "cum": ("cụm",),
    "cum,": ("cụm,",),
}
_SPLIT = re.compile(rf"(?:\s*[,;.]\s*(?:va\s+)?|\s+va\s+)(?=(?:{HEAD})\b)")
_GENERIC_TAIL = re.compile(r"cac (?:co quan|so|phong|don vi)$")

# A body's name ends before these.
VERBS = (
    r"(?:de )?(?:lua chon|xem xet|xet chon|chon|xay dung|boi duong|nhan rong|to chuc(?= (?:thuc hien|trien khai|lua"
    r"|xet|phat|hoi|danh|so|tong))|"
    r"huong dan|theo doi|trien khai|gioi thieu|phat hien|tham muu|van dong|thuc hien|de xuat|ra soat|dang ky"
    r"|tuyen truyen|"
    r"bao cao|tong hop|tham dinh|kiem tra|don doc|chu dong|phat dong|danh gia|can doi|bo tri|lam dau moi|phu trach|"
    r"chu tri|chiu trach nhiem|duoc|phan dau|co trach nhiem|duy tri|gui|hoan thanh|cap nhat|ban hanh|tien hanh"
    r"|tuyen chon|"
    r"moi (?:co quan|don vi|so|noi|nganh|dang uy|bo|ben)|tang cuong|bieu duong|cong bo|lap|co (?:it nhat|toi thieu)"
    r"|la (?:co quan|don vi)|"
    r"bao dam|dam bao|day manh|khao sat|phoi hop|can cu|ket qua|truoc (?:ngay|khi|thang)|cham nhat|de (?:tong hop"
    r"|xem xet|bao cao|theo doi|tham)|trong (?:thang|quy|vong|thoi|nam|ca )|vao (?:ngay|thang|dip|trung|cuoi|dau|quy)"
    r"|hang nam|hang quy|dinh ky|(?<!ban )(?<!cac )(?<!va )to chuc)"
)
_STOP = re.compile(rf"\s*(?:[.;:()]|,?\s*\b(?:{VERBS})\b)")


def body_list(text, start, end):
    """[(start, end)] of the bodies written from `start` up to `end`; empty unless the first begins like a body."""
    folded = plain(text)
    if not _begins(text, folded, start, end):
        return []
    cuts = [start, *(found.end() for found in _SPLIT.finditer(folded, start, end)), end]
    ends = [*(found.start() for found in _SPLIT.finditer(folded, start, end)), end]
    spans = [_trimmed(text, first, last) for first, last in zip(cuts, ends, strict=False)]
    return [span for span in _rejoined(folded, spans) if span[0] < span[1]]


def bodies_after(text, start, end):
    """Bodies written from `start` on, up to a verb, a bracket or the end of the clause."""
    folded = plain(text)
    at = start
    while found := _STOP.search(folded, at, end):
        if (word := text[found.end() - 1 : found.end()]) and _is_name(text, found):
            at = found.end()
            continue
        if word in (".", ";") and _HEAD_AT.match(folded, found.end(), end):
            at = found.end()
            continue
        return body_list(text, start, found.start())
    return body_list(text, start, end)


def _is_name(text, found):
    """Whether the verb is a part of a name, «Sở Xây dựng»: names are written with a capital."""
    letters = [c for c in text[found.start() : found.end()] if c.isalpha()]
    return bool(letters) and letters[0].isupper()


def is_body(text):
    """Whether `text` begins like the name of a body."""
    return _begins(text, plain(text), 0, len(text))


def _begins(text, folded, start, end):
    found = _HEAD_AT.match(folded, start, end)
    if not found:
        return False
    first = folded[found.start("head") :].split(" ", 1)[0].strip(" .,;:")
    at = found.start("head")
    return first not in _FIRST_WORDS or text[at : at + len(first)].lower() in _FIRST_WORDS[first]


def _rejoined(folded, spans):
    """«các cơ quan, đơn vị liên quan» and «các sở, ban, ngành» stay one: their first word alone is no body."""
    joined = []
    for span in spans:
        if (
            joined
            and re.search(r"van phong (?:hdnd|hoi dong nhan dan|doan dai bieu quoc hoi)$", folded[slice(*joined[-1])])
            and re.match(r"(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)", folded[slice(*span)])
        ) or (
            joined
            and _GENERIC_TAIL.search(folded[slice(*joined[-1])])
            and not re.match(r"(?:cac|ubnd|uy ban|so [a-z])", folded[slice(*span)])
        ):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined


def _trimmed(text, start, end):
    while start < end and (text[start].isspace() or text[start] in ",;."):
        start += 1
    if plain(text[start : start + 3]) == "va ":
        start += 3
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;.:"):
        end -= 1
    return start, end
