"""Numbers that count nominees, exemplars and models in a sentence; every other number is passed over.

A quantity is a bound, a number or range, and a noun of the domain. It is a quota only in a clause that asks for the
subjects to be chosen, built, registered or presented; past results, awards, shares of votes and criteria are none.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from plans.intake.bodies import body_list, is_body
from plans.intake.leads import charges
from plans.intake.numbers import NUMBER, WORDS, in_words, number_of
from plans.intake.subjects import NOUN, NOUN_ANY, subject_of
from plans.intake.text import plain, squeeze

_BOUND = (
    r"(?P<bound>it nhat|toi thieu|khong duoi|khong it hon|khong qua|toi da|khong vuot qua|nhieu nhat|khong nhieu hon)"
)
_QUANTITY = re.compile(
    rf"(?:{_BOUND}\s*(?:la\s*)?)?(?P<tu>\btu\s*)?(?:\(\s*(?P<a0>{NUMBER})\s*\)\s*(?:{WORDS}\b)?"
    rf"|\b(?P<a>{NUMBER})(?:\s*\(\s*(?:{WORDS}|\d{{1,4}})\s*\))?)(?P<pa>\s*%)?(?:\s*(?:-|–|den"
    rf"|hoac)\s*(?P<b>{NUMBER}))?(?P<pct>\s*%)?"
    rf"(?P<up>\s+tro len)?\s+(?P<share>(?:tong )?so\s+(?:luong\s+)?)?(?:guong\s+(?=tap the|ca nhan))?"
    rf"(?P<noun>{NOUN})\b(?P<up2>[^,;.:()]{{0,30}}?\btro len\b)?(?P<also>,?\s*(?:va |hoac )?guong dien hinh)?"
)
_SHARE_HAS = re.compile(
    rf"{_BOUND}\s*(?P<a>\d{{1,3}})\s*%\s*(?:tong )?so\s+[^,;.:()]{{3,40}}?\bco\s+(?P<noun>{NOUN})\b"
)
_SHARE_PLAIN = re.compile(
    rf"\b(?:it nhat|toi thieu|tren|phan dau(?: co)?)\s*(?P<a>\d{{1,3}})\s*%(?P<up>\s*tro len)?\s*(?P<noun>{NOUN})\b"
    r"(?=[^.;]{0,60}?\b(?:dang ky|xay dung)\b[^.;]{0,40}?\b(?:mo hinh|dien hinh)\b)"
)
_PAIR = re.compile(
    rf"\b(?:it nhat|toi thieu)\s+(?P<a>{NUMBER})\s*(?:,|va|nhung)?\s*(?:va\s+)?(?:khong qua|toi da|nhieu nhat)\s+"
    rf"(?P<b>{NUMBER})\s+(?P<noun>{NOUN})\b"
)
_UNITS_OF_SHARES = ("residential_area", "school", "enterprise", "cooperative", "household")
_LISTED = re.compile(
    rf"\d \s*{NOUN_ANY}[^,;.\d]{{0,20}}(?:,|\bva)\s*$|\b{WORDS}\s+{NOUN_ANY}[^,;.\d]{{0,20}}(?:,|\bva)\s*$"
)
_ALL_OF = re.compile(r"(?:^|\b(?:phan dau|den nam \d{4}|co|,)\s+)100\s*% (?:so )?")
_OPENS_PAST = re.compile(r"\W*(?:sau|qua) (?:hon )?(?:\d+|mot|hai|ba|bon|nam|muoi) nam\b(?! (?:19|20)\d\d)")
_DONE_ALREADY = re.compile(
    r"\s*(?:[^\W\d]+ ){0,3}?(?:đã (?:được )?(?:thành lập|hình thành|xây dựng|ra mắt|công nhận)|hiện có|đang hoạt động)",
    re.IGNORECASE,
)
_FRACTION = re.compile(rf"{_BOUND}\s*(?P<x>\d)/(?P<y>\d{{1,2}})\s+(?:tong )?so\s+(?P<noun>{NOUN})\b")

_ASKS = re.compile(
    r"\b(?:lua chon|xet chon|tuyen chon|binh chon|bau chon|chon|xay dung|nhan rong|gioi thieu|dang ky|de cu"
    r"|phat hien(?: them)?|boi duong|"
    r"duy tri|bo sung|de xuat|bieu duong|ton vinh|phan dau(?: co)?|thanh lap|hinh thanh|tham gia|giao|so luong"
    r"|chi tieu|co(?! quan| so\b| cau| ban)|dat|nuoi duong|"
    r"trong do(?: co)?)\b"
)
_REFUSES = re.compile(
    r"\bda (?:co|duoc|tang|gioi thieu|bieu duong|lua chon|phat hien|xay dung|dang ky|nhan rong|khen|chon)\b"
    r"|\bhien (?:co|nay|dang)\b|"
    r"\bket qua (?:\d|nam|giai doan)|\btrong \d+ nam (?:qua|truoc)|\b(?:giai doan|nhiem ky|nam) (?:truoc|qua)\b|"
    r"\bduoc (?:khen|tang|bieu duong|ubnd|chu tich|trao)\b|\bduoc (?:dang ky|cong nhan|theo doi)\b(?!\W*$)"
    r"|\bbang khen\b|\bgiay khen\b|\bhuan chuong\b|"
    r"\bkhen thuong (?:tu|it nhat|toi thieu|khong qua|toi da|\d)|\bty le\b|\bdai bieu\b|\bso phieu\b|\btru diem\b"
    r"|\bcong diem\b|\bqua \w+ nam\b|"
    r"\b(?:sau|qua) (?:hon )?\w+ (?:nam|lan) (?:thuc hien|trien khai|to chuc)\b|\bda (?:duoc )?(?:ton vinh|binh chon"
    r"|cong nhan|duy tri|tuyen chon|xet chon|trao|boi duong|de cu|de xuat|co)\b|"
    r"\b(?:xay dung|phat hien|nhan rong|lua chon|gioi thieu|boi duong|chon) duoc (?:tren |hon |gan )?\d|\bbai (?:viet"
    r"|bao)\b|\btin, bai\b|\bphong su\b|\b(?:ho tro|ket nap|tham hoi|tang qua|do dau|ket nghia"
    r"|tap huan)\b[^,;]{0,30}$|\btrao giai\b|\bthuong \d|\b(?:khi|neu) co(?: tu| it nhat| tren)?\s*$|\bmoi (?:dung"
    r"|chi co)\b|\btruoc hop nhat\b|\bso voi\b|\bgiup(?: duoc| do)?\b|\blam viec voi\b|\btrong 5 nam,|\bkinh phi\b"
    r"|\bthu nhap\b|\b(?:giam|tang)(?: duoc| them)?\s*$|"
    r"\btoan (?:tinh|huyen|nganh|xa|thanh pho) (?:phat hien|dang ky|lua chon|xay dung)\b|\bxet tang\b"
    r"|\bto chuc (?:cho|gap mat)\b|\btham quan\b|\bthuong cho\b|\bve mot\b"
)
_PAST_COUNT = re.compile(r"\b(?:nam (?:19|20)\d\d),? [^,;.]{0,40}\bco\b")
_ABOUT = re.compile(r"\b(?:tren|hon|khoang|gan|xap xi|duoi|da|duoc|thu)\s+$")
_CATEGORY = re.compile(
    r"(?:cac |nhung )?(?:xa|phuong|thi tran|thi xa|thanh pho|huyen|quan|thon|ban|khu|to dan pho|truong|nganh|cum|khoi"
    r"|so|ban,|dac khu|"
    r"co quan|don vi|dia phuong|doanh nghiep|chi bo|dang bo|tinh|khoa|phong)\b"
)
_LOOSE = ("residential_area", "household", "school", "enterprise")  # counted in results more often than asked for
_BEHIND = re.compile(
    r"[^,;.:()]{0,25}?\s(?:(?:đối với|cho|ở|tại|của)\s+)?(?:mỗi|từng)\s(?!năm|tháng|quý)", re.IGNORECASE
)
_SIZED = re.compile(r"\bco (?:tu |tren |duoi |it nhat )\d+ ")
_PART_OF_COUNT = re.compile(rf"\b(?:co|gom) \d[\d.]* {NOUN_ANY}[^,;.]*, trong do(?: co)?\s*$")
_PRAISED_UP = re.compile(r"(?: (?:tieu bieu|tien tien|dien hinh|xuat sac))* tro len")
_ONE = re.compile(r"một\s", re.IGNORECASE)
_EACH = re.compile(r"\b(?:mỗi|mổi|mỗỉ|từng)\s+", re.IGNORECASE)
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


@dataclass(frozen=True)
class Quota:
    """One quota of a sentence; `start`–`end` is its place in the text that was given. `scope` is None when unsaid."""

    subject_type: str
    min: int | None
    max: int | None
    start: int
    end: int
    unit: str = "count"
    basis: str = ""
    unit_category: str | None = None
    scope: str | None = None
    scope_label: str | None = None
    each_field: bool = False
    bound: str = ""
    level: str = "chắc chắn"

    def as_json(self, quote):
        return {
            "subject_type": self.subject_type,
            "min": self.min,
            "max": self.max,
            "unit": self.unit,
            "basis": self.basis,
            "unit_category": self.unit_category,
            "period_scope": self.scope or "whole",
            "scope_label": self.scope_label,
            "source_quote": quote,
        }


@lru_cache(maxsize=512)
def quotas_in(text, asked=False):
    """The quotas of one paragraph, in order, with the basis and scope that its own words give ("" when none).

    `asked` says that the heading or lead-in above asks for numbers: «Công an tỉnh: 10 tập thể» then needs no verb.
    """
    found, context = [], None
    for start, end in clauses(text):
        behind = start
        for group in _groups(text, start, end):
            at = (behind > start and _own_start(text, behind, group[0].start)) or start
            behind = group[-1].end
            context = _context(text, at, group, context, asked)
            if context is None or (
                len(group) == 1 and _ONE.match(text, group[0].start) and not _EACH.search(text, start, group[0].start)
            ):
                continue
            found += [
                replace(
                    quota,
                    basis=context["basis"],
                    unit_category=context["unit"],
                    scope=context["scope"],
                    scope_label=context["label"],
                    each_field=context["each_field"],
                )
                for quota in group
            ]
    return _without_shares(text, _without_totals(text, found))


def _without_shares(text, quotas):
    """«05 mô hình, trong đó có 02 mô hình cấp tỉnh»: a part of what was asked for is no quota of its own."""
    return [
        quota
        for n, quota in enumerate(quotas)
        if not (
            n
            and not quota.bound
            and quota.subject_type == quotas[n - 1].subject_type
            and (quota.min or quota.max) < (quotas[n - 1].min or quotas[n - 1].max)
            and quota.unit == quotas[n - 1].unit
            and re.search(r"trong do,?(?: co)?\s*$", plain(text[quotas[n - 1].end : quota.start]))
        )
    ]


def _own_start(text, behind, stop):
    """«…, Cụm thi đua số 2 chọn»: where a body of its own begins behind the last group; None when there is none."""
    between = text[behind:stop]
    comma = max(between.rfind(", "), between.rfind("; "), between.rfind(" và ") + 2 if " và " in between else -1)
    if comma < 0:
        return None
    at = behind + comma + 2
    at += len(re.match(r"\s*(?:còn |riêng )?", text[at:stop])[0])
    named = is_body(text[at:stop]) and text[at : at + 1].isupper()
    return at if named and _verb_after(text, plain(text)[:stop], at) is not None else None


def _without_totals(text, quotas):
    """«15 điển hình, gồm 05 tập thể, 10 cá nhân»: a total whose parts follow and sum up to it is given by the parts."""
    kept = list(quotas)
    for n, total in enumerate(quotas):
        parts = _parts_of(text, total, quotas[n + 1 :])
        if parts:
            kept = [quota for quota in kept if quota is not total]
            kept = [_bounded(quota, total) if quota in parts else quota for quota in kept]
    return kept


def _parts_of(text, total, others):
    if (
        total.subject_type not in ("exemplar", "model_or_exemplar", "individual", "collective")
        or total.unit == "percent"
    ):
        return ()
    value, sum_so_far = total.min or total.max, 0
    for n, part in enumerate(others[:5]):
        sum_so_far += part.min or part.max or 0
        divided = re.search(r"[(:,]|\bgom\b|trong do|chia", plain(text[total.end : others[0].start]))
        if (
            part.unit == total.unit
            and n
            and sum_so_far == value
            and divided
            and "." not in text[total.end : part.start]
        ):
            return others[: n + 1]
    return ()


def _bounded(part, total):
    if part.bound or part.min != part.max:
        return part
    if total.min and not total.max:
        return replace(part, max=None, bound="min")
    return replace(part, min=None, bound="max") if total.max and not total.min else part


@lru_cache(maxsize=512)
def clauses(text):
    """(start, end) of the clauses between full stops and semicolons outside brackets."""
    depth, start, spans = 0, 0, []
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")" and depth > 0)
        is_stop = character == ";" or (
            character == "."
            and not re.match(r"\d", text[at + 1 : at + 2])
            and not re.search(r"\b(?:TP|tp|TT|\d)$", text[:at])
        )
        if is_stop and not depth or character == "\n":
            spans.append((start, at))
            start = at + 1
    return tuple((first, last) for first, last in [*spans, (start, len(text))] if text[first:last].strip())


# --- quantities -------------------------------------------------------------------------------------------------


def _groups(text, start, end):
    """Enumerations: quantities that follow one another («ít nhất 20 tập thể và 30 cá nhân»)."""
    groups = []
    for quota in _quantities(text, start, end):
        between = plain(text[groups[-1][-1].end : quota.start]) if groups else ""
        if (
            groups
            and len(between) < 70
            and re.search(r"(?:,|\bva|\bhoac|;|\+|\(|dong thoi|\bcung)\s*(?:va )?(?:co )?(?:lua )?(?:chon )?$", between)
            and not (_EACH.search(text, groups[-1][-1].end, quota.start) or "trong do" in between)
        ):
            groups[-1].append(_inherit(quota, groups[-1][-1]))
        else:
            groups.append([quota])
    groups = [group for group in groups if not _is_either(text, group)]
    return [_parts_only(text, _all_upwards(text, group)) for group in groups]


def _is_either(text, group):
    """«01 tập thể hoặc 01 cá nhân»: neither number is asked for by itself."""
    return any(
        re.fullmatch(r"\W*hoặc\W*", text[a.end : b.start], re.IGNORECASE)
        for a, b in zip(group, group[1:], strict=False)
    )


def _all_upwards(text, group):
    """«từ 3 mô hình, 5 điển hình trở lên»: both are least numbers."""
    if len(group) < 2 or not re.match(r"(?:co )?tu\s", plain(text[group[0].start : group[0].end])):
        return group
    if "tro len" not in plain(text[group[-1].start : group[-1].end + 12]):
        return group
    return [replace(quota, max=None, bound="min") if quota.min == quota.max else quota for quota in group]


def _inherit(quota, before):
    if quota.bound or quota.unit == "percent" or (quota.min != quota.max):
        return quota
    if before.bound == "min":
        return replace(quota, max=None, bound="min")
    return replace(quota, min=None, bound="max") if before.bound == "max" else quota


def _parts_only(text, group):
    """A total that is at once divided in brackets is given by its parts."""
    if len(group) > 1 and re.search(
        r"\(\s*[*_]?\s*(?:trong do:?\s*|gom:?\s*)?$", plain(text[group[0].end : group[1].start])
    ):
        total, parts = group[0], group[1:]
        return [
            replace(part, max=None)
            if total.bound == "min"
            else replace(part, min=None)
            if total.bound == "max"
            else part
            for part in parts
        ]
    return group


def _quantities(text, start, end):
    folded = plain(text)
    found = []
    for match in _SHARE_HAS.finditer(folded, start, end):
        found.append(_share(match, text, int(match["a"])))
    for match in _FRACTION.finditer(folded, start, end):
        found.append(_share(match, text, round(100 * int(match["x"]) / max(int(match["y"]), 1))))
    for match in _SHARE_PLAIN.finditer(folded, start, end):
        if int(match["a"]) < 100 and subject_of(match, text) in _UNITS_OF_SHARES:
            found.append(replace(_share(match, text, int(match["a"])), level="cần xem"))
    found += [_between(match, text) for match in _PAIR.finditer(folded, start, end)]
    for match in _QUANTITY.finditer(folded, start, end):
        if not any(q and q.start < match.end() and match.start() < q.end for q in found):
            found.append(_quantity(match, text))
    kept = [quota for quota in found if quota and not _sizes_a_unit(folded, start, quota, end)]
    return sorted(kept, key=lambda quota: quota.start)


def _sizes_a_unit(folded, start, quota, end):
    """«Công đoàn có từ 100 đoàn viên trở lên chọn …»: the number says which unit is meant."""
    before, after = folded[start : quota.start], folded[quota.end : end]
    return bool(
        re.search(r"\bco(?: tu| tren| duoi)?\s*$", before)
        and re.match(r"[^,;.]{0,30}?\b(?:lua chon|chon|dang ky|gioi thieu|xay dung|de cu|duoc)\b[^,;.]{0,30}\d", after)
    )


def _share(match, text, percent):
    subject = subject_of(match, text)
    is_max = match.groupdict().get("bound") in (
        "khong qua",
        "toi da",
        "khong vuot qua",
        "nhieu nhat",
        "khong nhieu hon",
    )
    low, high = (None, percent) if is_max else (percent, None)
    return subject and Quota(
        subject, low, high, match.start(), match.end(), "percent", bound="max" if is_max else "min"
    )


def _between(match, text):
    """«ít nhất 02, nhiều nhất 05 tập thể»: one quota with both bounds."""
    subject, low, high = subject_of(match, text), number_of(match["a"]), number_of(match["b"])
    return Quota(subject, low, high, match.start(), match.end()) if subject and 0 < low <= high else None


def _quantity(match, text):
    subject = subject_of(match, text)
    if subject == "model" and match["also"] and match["up2"]:
        subject = "model_or_exemplar"
    amount = match["a"] or match["a0"]
    first = number_of(amount)
    if (
        not subject
        or not first
        or _wrong_word(match, text)
        or (not match["bound"] and _ABOUT.search(match.string, 0, match.start()))
        or (_is_copy(match, subject))
    ):
        return None
    percent = bool(match["pct"] or match["pa"])
    if percent and not match["share"]:
        return None
    if match["share"] and not percent:
        return None
    low, high, bound = _bounds(match, first)
    if low and high and low > high:
        return None
    return Quota(subject, low, high, match.start(), match.end(), "percent" if percent else "count", bound=bound)


def _is_copy(match, subject):
    """«02 bản» of a dossier are copies, no hamlets."""
    return match["noun"] == "ban" and bool(
        re.search(r"\b(?:ho so|bao cao|van ban|giay|gui|in|sao|chinh)\b", match.string)
    )


def _bounds(match, first):
    bound, second = match["bound"] or "", match["b"] and number_of(match["b"])
    near = match.string[match.end() - 14 : match.end() + 12]
    up = (
        match["up"]
        or (match["tu"] and not match["b"] and "tro len" in near)
        or (match["up2"] and (match["tu"] or _PRAISED_UP.fullmatch(match["up2"])))
        or "tro len" in match["noun"]
    )
    if bound in ("khong qua", "toi da", "khong vuot qua", "nhieu nhat", "khong nhieu hon"):
        return None, second or first, "max"
    if second:
        return first, second, ""
    if bound or up:
        return first, None, "min"
    return first, first, ""


def _wrong_word(match, text):
    """«năm» is a year as often as five, «ba» and «bảy» fold like other words: a number word stands as written."""
    if not match["a"] or not in_words(match["a"]):
        return False
    written = text[slice(*match.span("a"))].lower().split()
    good = {
        "một",
        "mốt",
        "hai",
        "ba",
        "bốn",
        "tư",
        "năm",
        "lăm",
        "sáu",
        "bảy",
        "bẩy",
        "tám",
        "chín",
        "mười",
        "mươi",
        "trăm",
    }
    if not set(written) <= good:
        return True
    return written == ["năm"] and not match["bound"] and not _LISTED.search(match.string, 0, match.start())


# --- what the clause says ---------------------------------------------------------------------------------------


def _context(text, start, group, before, asked=False):
    """Basis, unit and scope of a group, None when the clause asks for nothing; `before` is that of the last group."""
    folded = plain(text)
    stop = min(
        [at for at in (folded.find(";", group[-1].end), folded.find(". ", group[-1].end)) if at > 0] or [len(folded)]
    )
    head, tail = folded[start : group[0].start], folded[group[-1].end : stop]
    inside = folded[group[0].start : group[-1].end]
    if (
        _REFUSES.search(head)
        or _REFUSES.search(tail[:160])
        or (
            _PAST_COUNT.search(head)
            and not group[0].bound
            and not re.search(r"phan dau|den (?:het )?nam|du kien|chi tieu", head)
        )
        or _REFUSES.search(inside)
        or _DONE_ALREADY.match(text, group[-1].end)
        or re.match(r"\W*ket qua\b[^:]*:", head)
        or re.search(r"\blop (?:boi duong|tap huan|dao tao)\b", head)
        or _OPENS_PAST.match(folded, _sentence_start(folded, start))
        or (re.match(r"\s*la\s", tail) and re.fullmatch(r"\W*(?:bao dam |phai )?co\s*", head))
    ):
        return None
    if before and (re.search(r"trong do", head) or not head.strip(" ,-+(")):
        return before
    is_share = any(quota.unit == "percent" for quota in group)
    if is_share and before and re.match(r"\s*(?:so|ty le|trong)\b", head):
        return before
    if is_share and not re.search(r"mo hinh|dien hinh|dang ky|guong|lam diem", head + inside + tail):
        return None
    if asked and (labelled := _labelled(text[start : group[0].start], head, tail)):
        return labelled
    verbs = list(_ASKS.finditer(head))
    if (
        _PART_OF_COUNT.search(head)
        and not before
        and not group[0].bound
        and not _EACH.search(text, start, group[0].start)
    ):
        return None
    if (
        not verbs
        and not is_share
        and not re.search(r"\(\s*(?:co quan )?chu tri\s*\)[^.;]*:\s*$", head)
        and not (group[0].bound and re.search(r"\b(?:moi|hang) nam,?\s*$", head))
        and not re.search(
            r"\b(?:mỗi|từng)\s(?!năm|tháng|quý|tuần|ngày)(?:[^,;]*|[^;.]{2,80}:\s*"
            + (r"|[^;.:]{2,60}" if group[0].bound else "")
            + ")$",
            text[start : group[0].start],
            re.IGNORECASE,
        )
        and not (_BEHIND.match(text, group[-1].end) and head.rstrip().endswith(":"))
    ):
        return None
    if (
        verbs
        and group[0].subject_type in _LOOSE
        and not group[0].bound
        and len(head) - verbs[-1].end() > 40
        and not (_EACH.search(text, start, group[0].start))
    ):
        return None
    if (
        verbs
        and verbs[-1][0] == "co"
        and not (
            group[0].bound
            or _EACH.search(text, start, group[0].start)
            or "phan dau" in head
            or group[0].min != group[0].max
        )
    ):
        return None
    return _bearer(text, start, group, head, tail, before)


def _sentence_start(folded, at):
    """Where the sentence begins in which a clause stands; a semicolon does not end it."""
    stop, line = folded.rfind(". ", 0, at), folded.rfind("\n", 0, at)
    return max(stop + 2 if stop >= 0 else 0, line + 1)


def _labelled(original, head, tail):
    """«Công an tỉnh:», «Đối với các xã, phường:» right in front of the number, in a list that asks for numbers."""
    lead = _LEADING.match(head)
    words = squeeze(original[lead.end() if lead else 0 :])
    if not words.endswith(":") or _EACH.search(words) or ":" in words[:-1]:
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


def _bearer(text, start, group, head, tail, before):
    scope, label = _scope(head, tail)
    base = {"unit": None, "scope": scope, "label": label, "each_field": False}
    original = text[start : group[0].start]
    each = [match for match in _EACH.finditer(original) if not head.startswith("nam", match.end())]
    if not each and _BEHIND.match(text, group[-1].end):
        behind = text[group[-1].end :]
        found = _each_unit(base, behind, plain(behind) + " :", _EACH.search(behind), "")
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
    return _subject(base, original, head, tail, before)


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


def _subject(base, original, head, tail, before):
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
    verb = _verb_after(original, head, at)
    subject = squeeze(original[at:verb]).strip(" ,:") if verb is not None else ""
    folded = plain(subject)
    if not subject or _WHOLE.match(folded):
        if not subject and re.search(r"\btrong (?:phong trao|linh vuc|cuoc van dong)\b", tail):
            return base | {"basis": "per_field"}
        return base | {"basis": "per_plan"}
    bodies = body_list(subject, 0, len(subject))
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


def _verb_after(original, head, at):
    for match in re.finditer(
        r"\b(?:lua chon|xet chon|xem xet|chon|xay dung|nhan rong|gioi thieu|dang ky|de cu|phat hien|boi duong|duy tri"
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


NOUNS = NOUN_ANY
