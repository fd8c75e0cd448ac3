"""Of whom a number is asked, and for which time: the words in front of it and behind it."""

import re

from plans.intake.bodies import body_list, is_body
from plans.intake.leads import charges
from plans.intake.text import UPPER, plain, squeeze

_ALL_OF = re.compile(r"(?:^|\b(?:phan dau|den nam \d{4}|co|,)\s+)100\s*% (?:so )?")
_CATEGORY = re.compile(
    r"(?:cac |nhung )?(?:xa|phuong|thi tran|thi xa|thanh pho|huyen|quan|thon|ban|khu|to dan pho|truong|nganh|cum|khoi"
    r"|so|ban,|dac khu|"
    r"co quan|don vi|dia phuong|doanh nghiep|chi bo|dang bo|tinh|khoa|phong)\b"
)
BEHIND = re.compile(
    r"[^,;.:()]{0,25}?\s(?:(?:đối với|cho|ở|tại|của)\s+)?(?:mỗi|từng)\s(?!năm|tháng|quý)", re.IGNORECASE
)
_SIZED = re.compile(r"\bco (?:tu |tren |duoi |it nhat )\d+ ")
_ONE_SCHOOL = re.compile(
    rf"Trường (?:Đại học|Cao đẳng|Chính trị|Trung học|Tiểu học|Mầm non|THPT|THCS|TH|MN|PTDTNT)\b[^,;]* [{UPPER}][^,;]*"
)
_ASKED_BODY = re.compile(rf"(?:Đề nghị|Yêu cầu|Giao(?: cho)?)\s+(?=[{UPPER}])")
EACH = re.compile(r"\b(?:mỗi|mổi|mỗỉ|từng)\s+", re.IGNORECASE)
_PLAIN_EACH = re.compile(
    r"^(?:dia phuong|khoi|cum|cap|xa|phuong|huyen|truong|co so|doanh nghiep|co quan|don vi|chi bo|dang bo|so|noi"
    r"|nganh|ben|dang uy|bo|doan the|to chuc)$"
)
_NOT_UNITS = re.compile(
    r"^(?:(?:bo )?ho so|bai|tin|phong su|quy|so(?: bao)? gioi|so$|so bao|thang|tuan|ky|buoi|dot|doan(?! xa| phuong"
    r"| truong| co so| the| huyen)|nguoi|chuyen muc|ban tin|quy|to bao|lan|ngay|can bo|hoi nghi|dong chi|ca nhan|"
    r"tap the|chuyen de|lop|hoi thi|mo hinh|dien hinh|guong)\b"
)
_YEARLY = re.compile(r"\b(?:moi nam|hang nam|tung nam)\b")
_UNIT_END = re.compile(
    r"\s*(?:[,:;]?\s*(?:se |can |phai )?\b(?:lua chon|xet chon|chon|dang ky|gioi thieu|de cu|co(?! quan| so\b| cau"
    r"| ban)|xay dung|phat hien|boi duong|duoc|phan dau|duy tri|"
    r"bo sung|chu tri|dat|nhan rong|moi|chu dong|de xuat|binh chon|it nhat|toi thieu|khong qua|toi da|la|can|phai"
    r"|thanh lap|hinh thanh|ra soat|tuyen chon|bau chon|binh bau|suy ton|nuoi duong|tu (?=\d))\b|[:;]|\s(?=\d))"
)
_PER_UNIT = re.compile(
    r"^(?:cac )?(?:co quan,? )?don vi(?:,? dia phuong)?(?: truc thuoc)?$|^co quan,? (?:don vi|dia phuong)"
    r"|^dia phuong,? don vi$|^dia phuong$|^co quan$"
)
_WHOLE = re.compile(
    r"^(?:toan (?:tinh|huyen|nganh|xa|phuong|thanh pho|dang bo|khoi|so)|ban thuong vu|uy ban nhan dan (?:tinh|huyen"
    r"|xa|thanh pho|phuong)|"
    r"ubnd (?:tinh|huyen|xa|thanh pho|phuong)|ca tinh|phan dau)\b"
)
_LEADING = re.compile(
    r"^\s*(?:[-+•]\s*|\d+[.)]\s*|[a-z]\)\s*|rieng\s+|doi voi\s+|doi voi cac\s+|trong do\s*,?\s*|dong thoi\s*,?\s*"
    r"|hang nam\s*,?\s*|moi nam\s*,?\s*|"
    r"nam \d{4}\s*,?\s*|moi (?:quy|thang|dot)\s*,?\s*|phan dau\s+(?=moi nam|hang nam)|ngoai so luong tren\s*,?\s*"
    r"|den nam \d{4}\s*,?\s*|can cu[^,;]*,\s*|(?:yeu cau|de nghi|giao(?: cho)?) (?=cac\s))+"
)


def labelled_bearer(original, head, tail):
    """«Công an tỉnh:», «Đối với các xã, phường:» right in front of the number, in a list that asks for numbers."""
    lead = _LEADING.match(head)
    words = squeeze(original[lead.end() if lead else 0 :])
    if not words.endswith(":") or EACH.search(words) or ":" in words[:-1]:
        return None
    words = re.sub(r"^(?:[Cc]ác|[Đđ]ối với(?: các)?)\s+", "", words[:-1]).strip(" ,")
    bodies = body_list(words, 0, len(words))
    if not bodies and not _CATEGORY.match(plain(words)) or not 2 < len(words) < 160:
        return None
    scope, label = _scope(head, tail)
    one = len(bodies) == 1 and not re.match(r"(?:cac|nhung)\s", plain(original.strip(" -+•")))
    return {
        "unit": words,
        "scope": scope,
        "label": label,
        "each_field": False,
        "basis": "per_unit"
        if one and not _CATEGORY.match(plain(words) + " ,") or one and words[:1].isupper()
        else "per_unit_category",
    }


def bearer_of(text, start, group, head, tail, before):
    scope, label = _scope(head, tail)
    base = {"unit": None, "scope": scope, "label": label, "each_field": False}
    original = text[start : group[0].start]
    each = [match for match in EACH.finditer(original) if not head.startswith("nam", match.end())]
    if not each and BEHIND.match(text, group[-1].end):
        behind = text[group[-1].end :]
        found = _each_unit(base, behind, plain(behind) + " :", EACH.search(behind), "")
        listed = _listed_before(original)
        return found and (
            found | {"basis": "per_unit_category", "unit": listed} if listed and found["basis"] == "per_unit" else found
        )
    if not each and (every := _ALL_OF.search(head)):
        found = _each_unit(base, original, head, every, tail)
        return found
    lead = charges(text[start:])
    labelled = re.match(r"\s*(?:chi tieu|so luong)[^:]{0,20}:", head)
    if labelled and any(charge.rule == "nhan-chu-tri" for charge in charges(text[:start])):
        return base | {"basis": "per_field"}
    chaired = re.search(r"\bchu tri\b|(?<!phan )\bdau moi\b", head)
    if chaired and (lead or not each):
        several = (
            each
            or any(charge.each for charge in lead)
            or re.search(r"doi voi tung|moi (?:co quan|don vi|nganh)", tail[:60])
        )
        return base | {"basis": "per_lead" if several else "per_field"}
    if each:
        return _each_unit(base, original, head, each[-1], tail)
    return _subject(base, text, start, original, head, tail, before)


def _each_unit(base, original, head, each, tail):
    end = _UNIT_END.search(head, each.end())
    stop = end.start() if end else len(head)
    unit = squeeze(original[each.end() : stop]).strip(" ,:.;")
    folded = plain(unit)
    if _NOT_UNITS.match(folded) and unit.lower() != "sở":
        return None
    if folded.startswith("linh vuc"):
        return base | {"basis": "per_field", "each_field": True}
    listed = _listed_before(original[: each.start()])
    if chair := re.match(r"(?:co quan|don vi|nganh|so|ben) chu tri", folded):
        return base | {"basis": "per_lead"} if chair else None
    if re.match(r"\s*chu tri\b", head[stop:]) and _PLAIN_EACH.match(folded):
        return base | {"basis": "per_lead"}
    if listed and (_PLAIN_EACH.match(folded) or not unit):
        return base | {"basis": "per_unit_category", "unit": listed}
    if _PER_UNIT.match(folded):
        return base | {"basis": "per_unit"}
    return base | {"basis": "per_unit_category", "unit": unit} if unit and len(unit) < 120 else None


def _listed_before(words):
    """«Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh:» before «mỗi đơn vị»; None when nothing is listed."""
    folded = plain(words)
    lead = _LEADING.match(folded)
    listed = squeeze(words[lead.end() if lead else 0 :]).strip(" ,:;")
    listed = re.sub(r"^[Cc]ác\s+(?!cơ quan|đơn vị)", "", listed)
    if re.search(
        r"\b(?:can cu|lua chon|phat hien|thuc hien|trien khai|xay dung ke hoach)\b", plain(listed)
    ) or re.match(r"[Ss]ố\b", listed):
        return None
    return listed if 2 < len(listed) < 200 and (is_body(listed) or _CATEGORY.match(plain(listed))) else None


def _subject(base, text, start, original, head, tail, before):
    """Who is to choose, from the words in front of the first verb."""
    lead = _LEADING.match(head)
    at = lead.end() if lead else 0
    if found := re.search(r"(?:rieng\s+)?doi voi\s+(?:cac\s+)?", head):
        end = _UNIT_END.search(head, found.end())
        unit = squeeze(
            original[
                found.end() : re.search(r"\s+co the\b|$", head).start()
                if "co the" in head
                else end.start()
                if end
                else len(head)
            ]
        )
        return base | {"basis": "per_unit_category", "unit": unit.strip(" ,:")} if unit else None
    if asked := _ASKED_BODY.match(original, at):
        at = asked.end()
    verb = verb_after(original, head, at)
    subject = squeeze(original[at:verb]).strip(" ,:") if verb is not None else ""
    subject = re.sub(r"\s+(?:mỗi|hằng|hàng) năm$", "", subject)
    folded = plain(subject)
    if not subject and before and before["unit"] and text[:start].rstrip().endswith(";"):
        return base | {"basis": before["basis"], "unit": before["unit"]}
    whole = _WHOLE.match(folded)
    if whole and re.match("ubnd|uy ban", folded) and re.match(rf"\s+[{UPPER}]", subject[whole.end() :]):
        whole = None
    if not subject or whole:
        if not subject and re.search(r"\btrong (?:phong trao|linh vuc|cuoc van dong)\b", tail):
            return base | {"basis": "per_field"}
        return base | {"basis": "per_plan"}
    bodies = body_list(subject, 0, len(subject))
    if _ONE_SCHOOL.fullmatch(subject):
        return base | {"basis": "per_unit", "unit": subject}
    if (
        re.match(r"(?:cac|nhung)\s", folded)
        or re.match(
            r"co quan,? (?:ban|don vi)|so,? (?:ban,? )?nganh|xa,? (?:phuong|thi tran)|truong\b"
            r"|(?:thon|ban|ap|to dan pho|khu dan cu)(?:, | va )(?:thon|ban|ap|khom|to dan pho|khu dan cu)",
            folded,
        )
        or _SIZED.search(folded)
        or len(bodies) > 1
    ):
        unit = (
            subject
            if re.match(r"cac co quan,? don vi", folded)
            else re.sub(r"^[Cc]ác\s+(?=xã|sở|huyện|phường|thôn|trường)", "", subject)
        )
        return base | {"basis": "per_unit_category", "unit": unit} if len(unit) < 260 else None
    if len(bodies) == 1 or is_body(subject):
        return base | {"basis": "per_unit", "unit": subject} if len(subject) < 120 else None
    return base | {"basis": "per_plan"}


def verb_after(original, head, at):
    for match in re.finditer(
        r"\b(?:tham muu|lua chon|xet chon|xem xet|chon|xay dung|nhan rong|gioi thieu|dang ky|de cu|phat hien"
        r"|boi duong|duy tri"
        r"|bo sung|chu dong|phan dau|can cu|ra soat|binh chon|tuyen chon|binh bau|bau chon|suy ton"
        r"|co(?! quan| so\b| cau| ban)|"
        r"duoc|de xuat|ton vinh|bieu duong|to chuc|tham gia)\b",
        head[at:],
    ):
        if _SIZED.match(head, at + match.start()) and re.search(
            r"\b(?:chon|gioi thieu|dang ky|de cu)\b", head[at + match.end() :]
        ):
            continue
        if original[at + match.start()].islower():
            return at + match.start()
        if match.start() == 0:
            return at
    return None


def _scope(head, tail):
    near = tail[:60]
    if re.search(r"trong ca giai doan|ca giai doan|trong giai doan", head + near):
        return "whole", None
    if years := re.search(r"\bgiai doan (20\d\d)\s*-\s*(20\d\d)\b", head):
        return "phase", f"{years[1]}-{years[2]}"
    if year := re.search(r"(?:^|[,;:\s])(?<!den )nam (20\d\d)\b(?!\s*-)", head):
        return ("year", year[1]) if not re.search(r"den (?:het )?$", head[: year.start() + 1]) else (None, None)
    if _YEARLY.search(head) or re.match(r"[^,;]{0,40}\b(?:moi nam|hang nam)\b", near) or "/nam" in near:
        return "year", None
    if re.search(r"\b(?:moi|hang) quy\b", head):
        return "quarter", None
    return ("month", None) if re.search(r"\b(?:moi|hang) thang\b", head) else (None, None)
