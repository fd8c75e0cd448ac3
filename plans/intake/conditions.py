"""Hard conditions a nomination can fail: a required title, grade, time or bar; general virtues are none."""

import re
from dataclasses import dataclass

from plans.intake.text import plain, squeeze

_HARD = (
    (
        "danh hiệu",
        re.compile(
            r"\b(?:dat|duoc cong nhan|duoc tang thuong|duoc danh gia|chi can dat|phai dat)\b[^,;.“”]{0,40}“[^”]{4,80}”"
        ),
    ),
    ("danh hiệu", re.compile(r"\bphai dat (?:tieu chuan|danh hieu|chuan)\b")),
    (
        "xếp loại",
        re.compile(
            r"\b(?:xep loai|danh gia) (?:hoan thanh|chat luong)\b[^,;.]{0,60}|\bhoan thanh (?:tot"
            r"|xuat sac) nhiem vu(?: duoc giao)? (?:trong|tro len)\b|\bco it nhat \d+ nam\b"
        ),
    ),
    (
        "không xét",
        re.compile(
            r"\b(?:khong|chua)\s+(?:xet|xem xet|de nghi|dang ky|lua chon|gioi thieu"
            r"|dua vao danh sach)\b[^.;]{8,}(?:ky luat|kiem tra|xu phat|vi pham|sinh con|truy cuu|thoi han|to cao"
            r"|khieu nai)|\bthi (?:chua|khong) xet\b"
        ),
    ),
    (
        "không có vi phạm",
        re.compile(
            r"\bkhong (?:co|bi|xay ra|de xay ra|dang bi|vi pham|co nguoi)\b[^.;,]{0,30}\b(?:don thu|to cao|khieu nai"
            r"|khieu kien|ky luat|xu phat|vi pham|phan anh|tranh chap lao dong|ho (?:gia dinh )?tai ngheo|sai sot"
            r"|truy cuu)\b|\bkhong vi pham phap luat\b"
        ),
    ),
    (
        "thời gian",
        re.compile(
            r"\b(?:lien tuc|hoat dong|cong tac|thoat ngheo|cu tru)\b[^.;,]{0,30}(?:tu |it nhat "
            r"|toi thieu )?\d{1,3} (?:nam|thang)\b"
        ),
    ),
    (
        "ngưỡng",
        re.compile(
            r"\b(?:ty le|thu nhap)\b[^.;]{0,90}(?:tu \d{1,3}\s*% tro len|it nhat [\d,]+ lan|dat tu \d+\s*%)"
            r"|\bit nhat \d/\d so phieu\b|\bit nhat \d+ sang kien\b"
        ),
    ),
    (
        "đạt chuẩn",
        re.compile(
            r"\b(?:co quan|don vi|doanh nghiep)[^.;]{0,30}\bdat (?:tieu )?chuan (?:van hoa|an toan)\b|\bdat danh hieu\b"
        ),
    ),
)
_WHO = (
    ("collective", r"tap the|co quan|don vi|doanh nghiep|chi bo|dang bo|to chuc dang"),
    ("household", r"ho gia dinh|gia dinh|ho (?:duoc|phai|ngheo)|\bho\b"),
    ("residential_area", r"thon|to dan pho|khu dan cu|lang\b|buon\b"),
    ("individual", r"ca nhan|nguoi|can bo|dang vien|quan chung|cong chuc|nhan vien"),
    ("enterprise", r"ho kinh doanh"),
    ("club", r"cau lac bo"),
    ("school", r"truong hoc"),
)
_NOT_A_RULE = re.compile(
    r"\b(?:giam it nhat|phan dau|chuyen muc|phong su|tin, bai|kinh phi|moi thang|phat song|dong/nguoi|khen thuong cho"
    r"|bao cao ket qua|gui ve)\b"
)
_CRITERIA = re.compile(r"tieu chi|tieu chuan|dieu kien|doi tuong|yeu cau|linh vuc|noi dung")


@dataclass(frozen=True)
class Condition:
    """A condition at `start`–`end` of the text of its block."""

    applies_to: str
    start: int
    end: int
    rule: str


def conditions_in(text, heading="", field=""):
    """The hard conditions of one paragraph; `heading` is the label above it («Đối với tập thể»)."""
    folded = plain(text)
    label = re.match(r"(?:[-+]\s*)?(?:doi voi |ve )?(tap the|ca nhan|ho gia dinh|ho)[^:]{0,40}:", folded)
    found = []
    for start, end in _pieces(folded):
        words = folded[start:end]
        if _NOT_A_RULE.search(words):
            continue
        rule = next((name for name, pattern in _HARD if pattern.search(words)), None)
        if not rule:
            continue
        end = _core_end(folded, start, end)
        begin = _core_start(folded, start, end)
        begin = max(begin, start + label.end()) if label and start == 0 else begin
        who = _who(
            words[(label.end() if label and start == 0 else 0) :],
            label[1] if label else "",
            plain(heading),
            plain(field),
        )
        if (
            found
            and found[-1].applies_to == who
            and start - found[-1].end <= 2
            and not re.match(r"\s*(?:rieng|neu|nguoi|la)\b", words)
        ):
            found[-1] = Condition(who, found[-1].start, _trim(text, begin, end)[1], found[-1].rule)
        else:
            found.append(Condition(who, *_trim(text, begin, end), rule))
    return found


def _matches(folded, start, end):
    return [match for _, pattern in _HARD for match in pattern.finditer(folded, start, end)]


def _core_start(folded, start, end):
    """Where the condition begins: behind the last comma when a long opening stands in front of it."""
    first = min(match.start() for match in _matches(folded, start, end))
    comma = folded.rfind(", ", start, first)
    return comma + 2 if first - start > 60 and comma > 0 else start


def _core_end(folded, start, end):
    """Where it ends: at the comma behind its last hard word when general words follow."""
    last = max(match.end() for match in _matches(folded, start, end))
    comma = folded.find(", ", last)
    return comma if 0 < comma < end - 40 else end


def _pieces(folded):
    at = 0
    for stop in re.finditer(r"[;.](?=\s|$)(?!\d)", folded):
        if folded[at : stop.start()].strip():
            yield at, stop.start()
        at = stop.end()
    if folded[at:].strip():
        yield at, len(folded)


def _trim(text, start, end):
    while start < end and text[start] in " ,;-+":
        start += 1
    while end > start and text[end - 1] in " ,;./":
        end -= 1
    return start, end


def _who(words, label, heading, field):
    start = (
        words[:18].lstrip()
        if re.match(
            r"\s*(?:rieng |neu )?(?:doi voi )?(?:tap the|ca nhan|ho |gia dinh|nguoi|co quan|thon|to dan pho)", words
        )
        else ""
    )
    for source in (label, start, heading, field, words):
        kinds = [(found.start(), kind) for kind, pattern in _WHO if (found := re.search(rf"\b(?:{pattern})\b", source))]
        if re.search(r"tap the, ca nhan|tap the hoac ca nhan|truong hop", source):
            return "all"
        if kinds:
            return min(kinds)[1]
    return "all"


def in_criteria(path):
    """Whether a block stands under a heading about criteria, subjects or conditions."""
    return any(_CRITERIA.search(plain(block.body)[:80]) for block in path)


def short(text):
    return squeeze(text)[:200]
