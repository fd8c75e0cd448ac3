"""Whether a clause asks for its quantities: past results, awards, criteria and sizes of units ask for nothing.

Each rule has a name; PASSED_OVER adds an example, so that a reader sees what the words are there for.
"""

import re
from dataclasses import dataclass

from plans.intake.bearers import BEHIND, EACH, bearer_of, labelled_bearer
from plans.intake.clauses import sentence_start
from plans.intake.subjects import NOUN_ANY
from plans.intake.text import plain

# (what the words tell, the words, folded, a sentence that holds them)
PASSED_OVER = (
    (
        "something done",
        r"\bda (?:duoc )?(?:co|duoc|tang|gioi thieu|bieu duong|tuyen duong|lua chon|phat hien|xay dung|dang ky"
        r"|nhan rong"
        r"|khen|chon|ton vinh|binh chon|cong nhan|duy tri|tuyen chon|xet chon|trao|boi duong|de cu|de xuat)\b",
        "Tỉnh đã biểu dương 30 tập thể.",
    ),
    ("what there is now", r"\bhien (?:co|nay|dang)\b", "Huyện hiện có 12 mô hình."),
    (
        "results of a time gone by",
        r"\bket qua (?:\d|nam|giai doan)|\btrong \d+ nam (?:qua|truoc)|\b(?:giai doan|nhiem ky|nam) (?:truoc|qua)\b"
        r"|\bqua \w+ nam\b|\b(?:sau|qua) (?:hon )?\w+ (?:nam|lan) (?:thuc hien|trien khai|to chuc)\b|\btrong 5 nam,"
        r"|\btruoc hop nhat\b",
        "Trong 3 năm qua xây dựng 9 mô hình.",
    ),
    (
        "a number that was reached",
        r"\b(?:xay dung|phat hien|nhan rong|lua chon|gioi thieu|boi duong|chon) duoc (?:tren |hon |gan )?\d",
        "Hội phát hiện được 15 điển hình.",
    ),
    (
        "awards",
        r"\bduoc (?:khen|tang|bieu duong|ubnd|chu tich|trao)\b|\bbang khen\b|\bgiay khen\b|\bhuan chuong\b"
        r"|\bkhen thuong (?:tu|it nhat|toi thieu|khong qua|toi da|\d)|\bxet tang\b|\btrao giai\b|\bthuong \d"
        r"|\bthuong cho\b",
        "Chọn 05 tập thể được tặng Cờ thi đua.",
    ),
    (
        "what is registered or watched",
        r"\bduoc (?:dang ky|cong nhan|theo doi)\b(?!\W*$| cap (?:tinh|xa|huyen|thanh pho|trung uong)\b)",
        "Phấn đấu có 07 mô hình được theo dõi sát.",
    ),
    (
        "votes, shares and points",
        r"\bty le\b|\bdai bieu\b|\bso phieu\b|\btru diem\b|\bcong diem\b|\bve mot\b",
        "Chọn 50 đại biểu là cá nhân tiêu biểu.",
    ),
    (
        "news, books and films",
        r"\bbai (?:viet|bao)\b|\btin, bai\b|\bphong su\b|\b(?:ky yeu|cuon sach|an pham|phim|video|clip)\b",
        "In kỷ yếu giới thiệu 100 gương.",
    ),
    (
        "inspections",
        r"\b(?:kiem tra|thanh tra|giam sat|khao sat)\b[^,;]{0,12} tai\b[^;]{0,30}$",
        "Xây dựng kế hoạch kiểm tra tại 10 xã, 05 trường học.",
    ),
    (
        "new members",
        r"\bket nap\b|\bphat trien (?:moi |them )?$",
        "Phấn đấu kết nạp 25 đảng viên, phát triển 100 đoàn viên.",
    ),
    (
        "a standard of one unit",
        r"\bxay dung (?:xa|phuong|thon|ban|khu dan cu|to dan pho|gia dinh|co quan|don vi|truong)\b[^,;:]{0,25} co\s*$",
        "Xây dựng xã có ít nhất 02 mô hình.",
    ),
    (
        "help given",
        r"\b(?:ho tro|ket nap|tham hoi|tang qua|do dau|ket nghia|tap huan)\b[^,;]{0,30}$|\bgiup(?: duoc| do)?\b"
        r"|\blam viec voi\b|\bboi duong (?:kien thuc|nghiep vu|ky nang|chuyen mon|ly luan|chinh tri)\b",
        "Hỗ trợ 20 hộ gia đình.",
    ),
    (
        "a condition",
        r"\b(?:khi|neu) co(?: tu| it nhat| tren)?\s*$|\bmoi (?:dung|chi co)\b",
        "Khi có ít nhất 05 cá nhân đăng ký thì tổ chức bình chọn.",
    ),
    ("a comparison", r"\bso voi\b|\b(?:giam|tang)(?: duoc| them)?\s*$", "Phấn đấu tăng 05 mô hình."),
    ("money", r"\bkinh phi\b|\bthu nhap\b", "Bố trí kinh phí xây dựng 05 mô hình."),
    (
        "members of a council",
        r"\b(?:thanh lap|kien toan) (?:hoi dong|ban|to)\b[^;.]*\b(?:gom|trong do)\b",
        "Thành lập Hội đồng xét chọn gồm 09 cán bộ.",
    ),
    ("visits and meetings", r"\bto chuc (?:cho|gap mat)\b|\btham quan\b", "Tổ chức gặp mặt 40 cá nhân."),
)
_PASSED_OVER = re.compile("|".join(words for _, words, _ in PASSED_OVER))
_ASKS = re.compile(
    r"\b(?:lua chon|xet chon|tuyen chon|binh chon|bau chon|chon|xay dung|nhan rong|gioi thieu|dang ky|de cu"
    r"|phat hien(?: them)?|boi duong|"
    r"duy tri|bo sung|de xuat|bieu duong|tuyen duong|ton vinh|phan dau(?: co)?|thanh lap|hinh thanh|tham gia"
    r"|giao(?! duc| vien| thong| luu)|so luong"
    r"|chi tieu|co(?! quan| so\b| cau| ban)|dat|nuoi duong|"
    r"trong do(?: co)?)\b"
)
_WHOLE_AREA = re.compile(r"\btoan (?:tinh|huyen|nganh|xa|thanh pho) (?:phat hien|dang ky|lua chon|xay dung)\b")
_OPENS_PAST = re.compile(r"\W*(?:sau|qua) (?:hon )?(?:\d+|mot|hai|ba|bon|nam|muoi) nam\b(?! (?:19|20)\d\d)")
_DONE_ALREADY = re.compile(
    r"\s*(?:[^\W\d]+ ){0,3}?(?:đã (?:được )?(?:thành lập|hình thành|xây dựng|ra mắt|công nhận)|hiện có|đang hoạt động)",
    re.IGNORECASE,
)
_PAST_COUNT = re.compile(r"\b(?:nam (?:19|20)\d\d),? [^,;.]{0,40}\bco\b")
_AIMS = re.compile(r"phan dau|den (?:het )?nam|du kien|chi tieu")
_OF_MODELS = re.compile(r"mo hinh|dien hinh|dang ky|guong|lam diem")
_OTHER_PURPOSE = re.compile(
    r"[^,;.]{0,40}?\b(?:lam (?:giam khao|bao cao vien|thanh vien|cong tac vien)"
    r"|(?:tham gia|vao|lam) (?:thanh vien )?(?:hoi dong|ban (?:giam khao|to chuc|chi dao)|to (?:cong tac|giup viec)"
    r"|doan (?:kiem tra|cong tac))|tren song)\b"
)
_OCCASION = re.compile(r"\bto chuc [^,;.]*\b(?:hoi nghi|le|chuong trinh|trien lam)\b|\bgiao luu\b|\b(?:bao )?gom\s*$")
_ATTENDS = re.compile(r"[^,;.]{0,40}?\b(?:tham )?du (?:hoi nghi|hoi thao|giao luu|le|lop|tap huan)\b"
                      r"|[^,;.]{0,40}?\btham gia (?:hoi cho|trien lam|gian hang|trung bay|hoi thi|cuoc thi|giao luu)\b")
_PREPOSITION = re.compile(r"\b(?:cho|tai|voi|cua|ve)\s+$")
_YEARLY = re.compile(r"\b(?:moi|hang) nam\b")
_LOOSE = ("residential_area", "household", "school", "enterprise")  # counted in results more often than asked for
_PART_OF_COUNT = re.compile(rf"\b(?:co|gom) \d[\d.]* {NOUN_ANY}[^,;.]*, trong do(?: co)?\s*$")
_OF_EACH = r"\b(?:mỗi|từng)\s(?!năm|tháng|quý|tuần|ngày)(?:[^,;]*|[^;.]{2,80}:\s*%s)$"


@dataclass(frozen=True)
class Clause:
    """The words around a group of quantities; head, inside and tail are folded, `original` is the head as written."""

    text: str
    start: int
    group: tuple
    folded: str
    original: str
    head: str
    inside: str
    tail: str

    @property
    def first(self):
        return self.group[0]

    @property
    def is_share(self):
        return any(quota.unit == "percent" for quota in self.group)

    @property
    def names_each(self):
        return bool(EACH.search(self.text, self.start, self.first.start))

    @property
    def verbs(self):
        return list(_ASKS.finditer(self.head))


def clause_of(text, start, group):
    """The clause around `group` in `text`, from `start` to the next stop."""
    folded, first, last = plain(text), group[0], group[-1]
    stops = [at for at in (folded.find(";", last.end), folded.find(". ", last.end)) if at > 0]
    stop = min(stops or [len(folded)])
    return Clause(text, start, tuple(group), folded, text[start : first.start], folded[start : first.start],
                  folded[first.start : last.end], folded[last.end : stop])


def context_of(text, start, group, before, asked=False):
    """Basis, unit and scope of a group, None when the clause asks for nothing; `before` is that of the last group."""
    clause = clause_of(text, start, group)
    if any(rule(clause) for rule in REFUSALS):
        return None
    if before and _goes_on(clause):
        return before
    if clause.is_share and not _OF_MODELS.search(clause.head + clause.inside + clause.tail):
        return None
    if asked and (labelled := labelled_bearer(clause.original, clause.head, clause.tail)):
        return labelled
    if not before and _is_part_of_a_count(clause) or any(rule(clause) for rule in NO_REQUEST):
        return None
    found = bearer_of(text, start, group, clause.head, clause.tail, before)
    return found | {"scope": "year"} if found and not found["scope"] and _YEARLY.search(clause.inside) else found


def _goes_on(clause):
    """«…, trong đó 02 cá nhân»: the words in front of the last group speak for this one too."""
    head = clause.head
    return bool(re.search(r"trong do", head) or not head.strip(" ,-+(")
                or clause.is_share and re.match(r"\s*(?:so|ty le|trong)\b", head))


# --- what refuses -----------------------------------------------------------------------------------------------


def holds_words_passed_over(clause):
    return any(_PASSED_OVER.search(words) for words in (clause.head, clause.inside, clause.tail[:160]))


def counts_a_year(clause):
    """«Năm 2025, tỉnh có 30 tập thể»: a count, unless the words aim at something."""
    return bool(_PAST_COUNT.search(clause.head) and not clause.first.bound and not _AIMS.search(clause.head))


def counts_the_whole_area(clause):
    """«Toàn huyện đăng ký 40 mô hình»: a count, unless a bound says that it is asked for."""
    return bool(not clause.first.bound and _WHOLE_AREA.search(clause.head))


def is_done_already(clause):
    """«05 mô hình đã được thành lập»."""
    return bool(_DONE_ALREADY.match(clause.text, clause.group[-1].end))


def stands_under_results(clause):
    """«Kết quả: phát hiện 12 điển hình»."""
    return bool(re.match(r"\W*ket qua\b[^:]*:", clause.head))


def counts_those_taught(clause):
    """«Mở 05 lớp bồi dưỡng cho 300 cán bộ»."""
    return bool(re.search(r"\blop (?:boi duong|tap huan|dao tao)\b", clause.head))


def opens_with_years_gone_by(clause):
    """«Sau 03 năm …»: what the whole sentence counts is past."""
    return bool(_OPENS_PAST.match(clause.folded, sentence_start(clause.folded, clause.start)))


def tells_of_what_they_are(clause):
    """«Bảo đảm có 05 cá nhân là nữ»."""
    return bool(re.match(r"\s*la\s", clause.tail) and re.fullmatch(r"\W*(?:bao dam |phai )?co\s*", clause.head))


def stands_behind_a_preposition(clause):
    """«03 ngôi nhà cho 03 hộ nghèo», «giao lưu với 20 điển hình»: the verb has another object."""
    return bool(_PREPOSITION.search(clause.head) and not clause.first.bound and not clause.names_each)


def serves_another_purpose(clause):
    """«Chọn 05 cá nhân làm giám khảo», «giới thiệu 20 gương trên sóng truyền hình»."""
    return bool(_OTHER_PURPOSE.match(clause.tail))


REFUSALS = (
    stands_behind_a_preposition,
    serves_another_purpose,
    holds_words_passed_over,
    counts_a_year,
    counts_the_whole_area,
    is_done_already,
    stands_under_results,
    counts_those_taught,
    opens_with_years_gone_by,
    tells_of_what_they_are,
)


# --- what does not ask ------------------------------------------------------------------------------------------


def _is_part_of_a_count(clause):
    """«Xã có 12 thôn, trong đó 05 thôn …»."""
    return bool(_PART_OF_COUNT.search(clause.head) and not clause.first.bound and not clause.names_each)


def has_no_word_that_asks(clause):
    """Neither a verb, nor a chair's label, nor «mỗi …» in front of the number or behind it."""
    if clause.verbs or clause.is_share:
        return False
    chaired = re.search(r"\(\s*(?:co quan )?chu tri\s*\)[^.;]*:\s*$", clause.head)
    yearly = clause.first.bound and re.search(r"\b(?:moi|hang) nam(?:,?\s*$|.*\d)", clause.head[-20:] + clause.inside)
    of_each = re.search(_OF_EACH % (r"|[^;.:]{2,60}" if clause.first.bound else ""), clause.original, re.IGNORECASE)
    behind = BEHIND.match(clause.text, clause.group[-1].end) and clause.head.rstrip().endswith(":")
    return not (chaired or yearly or of_each or behind)


def counts_things_often_counted(clause):
    """Households, hamlets, schools and firms far behind the verb, without a bound and not of each unit."""
    return bool(clause.verbs and clause.first.subject_type in _LOOSE and not clause.first.bound
                and len(clause.head) - clause.verbs[-1].end() > 40 and not clause.names_each)


def only_says_there_are(clause):
    """«có 12 mô hình» asks only with a bound, a range, «mỗi» or «phấn đấu»."""
    first = clause.first
    asks = first.bound or clause.names_each or "phan dau" in clause.head or first.min != first.max
    return bool(clause.verbs and clause.verbs[-1][0] == "co" and not asks)


NO_REQUEST = (has_no_word_that_asks, counts_things_often_counted, only_says_there_are)


# --- what leaves a doubt ----------------------------------------------------------------------------------------


def leaves_a_doubt(clause, context):
    """Whether a person must look: guests of an occasion, members of a team, «; đến năm 2030 …» behind «mỗi xã»."""
    occasion = not clause.first.bound and (_OCCASION.search(clause.head) or _ATTENDS.match(clause.tail))
    unsure = context["basis"] == "per_plan" or re.search(r"\bden (?:het )?nam \d", clause.head)
    return bool(occasion or unsure and not clause.names_each and _follows_each(clause))


def _follows_each(clause):
    opening = sentence_start(clause.folded, clause.start)
    return clause.text[: clause.start].rstrip().endswith(";") and EACH.search(clause.text, opening, clause.start)
