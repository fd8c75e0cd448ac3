"""The vocabulary of nomination lists: head words to columns, kinds, units, positions, forms of address.

Patterns of heads stand over folded text (no accents, signs as spaces); the others over small letters with accents,
because «trường» is a unit and «trưởng» a position.
"""
import re
from functools import lru_cache

from nominations.intake.chars import KEPT, clean_line, plain, small

# --- heads: the first pattern found at the earliest place names the column ------------------------------------------

HEADS = tuple((role, re.compile(pattern)) for role, pattern in (
    ("group", r"^thuoc nhom\b|^nhom doi tuong$"),
    ("seq", r"^(?:stt|tt|s t t|so tt|so thu tu|thu tu|so)$"),
    ("ignored", r"\bda (?:duoc |dat|khen|tang)|\b(?:ket qua (?:xep loai|danh gia|phan loai|bieu quyet|bo phieu|"
                r"binh xet)|minh chung|chung minh|ho so kem|tai lieu|so quyet dinh|quyet dinh so|"
                r"ghi chu|y kien|xep loai|danh gia|phan loai|phieu|ty le|dan toc|ton giao|trinh do|hoc ham|hoc vi|"
                r"chuyen mon|"
                r"ly luan|dang vien|ngay vao|nam vao|nam cong tac|tham nien|tuoi|cccd|cmnd|can cuoc|dinh danh|"
                r"dien thoai|sdt|"
                r"email|tai khoan|ky nhan|ky ten|chu ky|ma so|que quan|luong|ngach|linh vuc|can sua|so lan|cum|"
                r"khoi thi dua|"
                r"tien thuong|so tien|muc thuong|kiem tra|tinh trang)\b"),
    ("model_name", r"\bten mo hinh\b|^mo hinh\b"),
    ("owner", r"\bchu mo hinh\b|\b(?:don vi|co quan|tap the|noi|ca nhan|nguoi|dia phuong) (?:xay dung|trien khai|"
              r"thuc hien)"
              r"\b|\btac gia\b"),
    ("household", r"\b(?:ho va ten |ho ten |ten )?chu ho\b|^(?:ten )?ho gia dinh\b|\bten ho\b|^gia dinh\b"),
    ("family", r"^ho$|^ho (?:va )?(?:ten |chu )?(?:dem|lot)\b|^ho (?:va )?ten (?:dem|lot)\b|^ten (?:dem|lot)$|"
               r"^ho va dem"),
    ("given", r"^ten$"),
    ("name", r"\bho (?:va )?ten\b|\bten (?:va |day du )?(?:ca nhan|nguoi|doi tuong|guong|dien hinh)\b|"
             r"^(?:cac )?ca nhan\b|"
             r"^(?:nguoi|guong|doi tuong) (?:duoc )?(?:de nghi|tieu bieu|de cu|khen)|^dien hinh\b|"
             r"^(?:ten )?tap the ca nhan\b|"
             r"\bten tap the (?:hoac |va )?ca nhan\b|\bdanh sach\b|^thong tin (?:ca nhan|chung|nguoi)"),
    ("body", r"\bten (?:cac )?(?:tap the|don vi|co quan|to chuc|doanh nghiep|cong ty|hop tac xa|thon|ap|khu|to|truong|"
             r"chi bo|chi hoi|cau lac bo|clb|phong|xa|dia phuong)\b|^(?:cac )?tap the\b"),
    ("birth", r"\b(?:ngay |thang |nam )*sinh(?: ngay| nam)?\b(?! (?:hoat|vien|song|ly|hoc))|^ns$|^sn$"),
    ("honorific", r"^(?:ong ba|ong hoac ba|danh xung|xung ho)$"),
    ("sex", r"\bgioi(?: tinh)?$|^nam nu$|^gioi\b"),
    ("position", r"\b(?:chuc vu|chuc danh|nghe nghiep|cong viec|vi tri viec lam|vi tri cong tac|vi tri|nhiem vu|"
                 r"cap bac|"
                 r"quan ham|chuc trach|chuc vu dang|cv|c vu|ch vu)\b"),
    ("award", r"\b(?:hinh thuc|danh hieu|muc khen|cap khen|khen thuong|de nghi khen|de nghi tang|loai khen|de nghi|"
              r"bang khen|"
              r"giay khen|htkt|d n khen|dn khen)\b"),
    ("achievement", r"\b(?:thanh tich|ket qua|viec lam|viec tot|hanh dong|ly do|cong trang|noi dung|tom tat|dong gop|"
                    r"diem noi bat|noi bat|"
                    r"mo ta|sang kien|hieu qua)\b"),
    ("unit", r"\b(?:don vi|d vi|dv|co quan|sinh hoat|noi cong tac|noi lam viec|cong tac tai|dang cong tac|cong tac|"
             r"truc thuoc|phong ban|thuoc|truong|lop|dia phuong|to chuc|doanh nghiep|cong ty)\b|^(?:khoa|phong|"
             r"bo phan|chi doan|chi hoi|chi bo|to|noi)\b"),
    ("address", r"\b(?:dia chi|noi o|cho o|noi cu tru|cu tru|thuong tru|dia ban|ho khau|thon|ap|xa|phuong|khu pho)\b"),
    ("kind", r"^(?:loai|loai hinh|loai doi tuong|doi tuong|nhom)$|^loai\b"),
))
NAMES = ("name", "body", "household", "family", "given", "model_name")
LABELS = {  # what a person may choose for a column
    "": "Không lấy", "seq": "Số thứ tự", "name": "Họ và tên / tên tập thể", "body": "Tên tập thể",
    "household": "Họ tên chủ hộ", "family": "Họ và tên đệm", "given": "Tên", "model_name": "Tên mô hình",
    "owner": "Chủ mô hình", "birth": "Ngày, năm sinh", "sex": "Giới", "honorific": "Ông, Bà", "kind": "Loại",
    "group": "Thuộc nhóm", "position": "Chức vụ", "unit": "Đơn vị, nơi ở", "position_unit": "Chức vụ và đơn vị",
    "address": "Địa chỉ", "achievement": "Thành tích", "award": "Hình thức đề nghị",
}


@lru_cache(KEPT)
def roles_in(text):
    """The roles a head names, in the order of the words; () for text that is no head."""
    words = plain(text)
    if not words or len(words) > 110 or words.isdigit():
        return ()
    found = sorted((match.start(), place, match.end(), role) for place, (role, pattern) in enumerate(HEADS)
                   if (match := pattern.search(words)))
    roles, end = [], -1
    for start, _, stop, role in found:
        if start >= end:
            roles.append(role)
            end = stop
    return tuple(dict.fromkeys(roles))


@lru_cache(KEPT)
def role_of(text):
    """One role for a head: «Chức vụ, đơn vị» is position_unit, «Họ tên, năm sinh» is name; "" for none."""
    roles = roles_in(text)
    if not roles:
        return ""
    first = roles[0]
    if "ignored" in roles and re.search(r"\bda (?:duoc |dat|khen|tang)", plain(text)):
        return "ignored"
    if first == "address" and len(roles) > 1:
        first = roles[1] if roles[1] in ("unit", "position") else first
    if "name" in roles and first in ("name", "body", "position", "birth", "unit", "honorific"):
        return "name"
    both = {"position", "unit"} <= set(roles) or {"position", "address"} <= set(roles)
    if first in ("position", "unit", "address") and both:
        return "position_unit"
    return first


# --- kinds ----------------------------------------------------------------------------------------------------------

KINDS = ("collective", "individual", "household", "model")
_KIND_WORDS = (
    ("household", r"\bhộ gia đình\b|\bgia đình\b|\bhộ nông dân\b|\bcác hộ\b|\bhộ dân\b|^hộ\b"),
    ("model", r"\bmô hình\b"),
    ("collective", r"\btập thể\b"),
    ("individual", r"\bcá nhân\b"),
)
_LOOSE_KIND_WORDS = (
    ("collective", r"^(?:các )?(?:doanh nghiệp|hợp tác xã|cơ quan|đơn vị|thôn|tổ dân phố|khu dân cư|chi bộ|"
                   r"câu lạc bộ|nhà trường)\b"),
    ("individual", r"\b(?:đồng chí|cán bộ|công chức|viên chức|giáo viên|nhà giáo|học sinh|sinh viên|đoàn viên|hội viên|"
                   r"đảng viên|nông dân|công nhân|người lao động|doanh nhân|chiến sĩ|phụ nữ|thanh niên|nghệ nhân|"
                   r"người có uy tín|già làng|bác sĩ|lao động)\b"),
)


def kind_in(text):
    """The one kind that a heading names; None when it names none or several."""
    words = small(text)
    found = {kind for kind, pattern in _KIND_WORDS if re.search(pattern, words)}
    if not found:
        found = {kind for kind, pattern in _LOOSE_KIND_WORDS if re.search(pattern, words)}
    return found.pop() if len(found) == 1 else None


_CELL_KINDS = {"tt": "collective", "tap the": "collective", "to chuc": "collective", "cn": "individual",
               "ca nhan": "individual", "hgd": "household", "ho": "household", "ho gia dinh": "household",
               "mh": "model", "mo hinh": "model"}


def kind_of_cell(text):
    """The kind that a cell of a column of kinds names, also shortened or without accents; None for none."""
    return kind_in(text) or _CELL_KINDS.get(plain(text))


# --- units, positions -----------------------------------------------------------------------------------------------

_NOT_A_PERSON = r"(?! (?:trưởng|phó|viên)\b)"
UNIT = re.compile(
    r"(?:sở|ubnd|ủy ban|hđnd|hội đồng|trường|thpt|thcs|công ty|cty|tổng công ty|tập đoàn|doanh nghiệp|dntn|xí nghiệp|"
    r"nhà máy|nhà văn hóa|nhà trẻ|bệnh viện|trung tâm|hợp tác xã|htx|tổ hợp tác|liên đoàn|liên hiệp|liên minh|đảng ủy|"
    r"đảng bộ|chi bộ|huyện ủy|tỉnh ủy|thành ủy|cục|vụ|tòa án|bộ chỉ huy|bch|ban chỉ huy|bộ đội|đồn|phường|thị trấn|"
    r"thị xã|thành phố|tp|huyện|quận|tỉnh|ấp|bản|làng|buôn|khóm|khu phố|khu dân cư|khu|tổ dân phố|tdp|văn phòng|chùa|"
    r"giáo xứ|báo|đài|ngân hàng|kho bạc|chi nhánh|hạt|lữ đoàn|trung đoàn|tiểu đoàn|đại đội|sư đoàn|mttq|ubmttq|"
    r"mặt trận|"
    r"học viện|đại học|cao đẳng|bộ môn|bưu điện|điện lực|nông trường|lâm trường|vườn quốc gia|câu lạc bộ|clb|lớp|"
    r"chi đoàn|quỹ|cảng|thư viện|bảo tàng|nhà hát|nhà thiếu nhi|mầm non|tiểu học|thuế|hải quan|bảo hiểm xã hội|"
    r"thanh tra tỉnh|phân xưởng|dòng họ|họ đạo|"
    rf"(?:trạm|hội|đoàn|công đoàn|ban|phòng|chi cục|viện|công an|đội|tổ|xã|thôn|chi hội|khoa|hợp tác|nhóm|cụm|khối)"
    rf"{_NOT_A_PERSON}(?! h(?:ọc|ội|óa)\b))(?!\w)")
POSITION = re.compile(
    r"(?:(?:phó|quyền|nguyên|q\.|p\.|trợ lý|cựu|tổng|nữ)\s*)*(?:giám đốc|chủ tịch|chủ nhiệm|chủ doanh nghiệp|chủ|"
    r"trưởng|"
    r"bí thư|hiệu trưởng|viện trưởng|chánh|chi hội|cục trưởng|chi cục trưởng|chuyên viên|chuyên gia|cán bộ|công chức|"
    r"viên chức|nhân viên|giáo viên|giảng viên|bác sĩ|y sĩ|y tá|dược sĩ|điều dưỡng|hộ sinh|kỹ sư|kỹ thuật viên|kế toán|"
    r"thủ quỹ|nông dân|công nhân|ngư dân|thợ|hội viên|đoàn viên|đảng viên|tổ viên|tổ phó|tổ trưởng|đội trưởng|đội phó|"
    r"đội viên|trạm trưởng|trạm phó|thôn trưởng|xã đội trưởng|công an viên|ủy viên|thường trực|thư ký|kiểm sát viên|"
    r"kiểm lâm viên|thẩm phán|lái xe|bảo vệ|văn thư|học sinh|sinh viên|người dân|người có uy tín|già làng|nghệ nhân|"
    r"phóng viên|biên tập viên|phát thanh viên|huấn luyện viên|vận động viên|diễn viên|chiến sĩ|trung đội|"
    r"đại đội trưởng|"
    r"chính trị viên|chính ủy|thủ trưởng|xã viên|thành viên|tuyên truyền viên|cộng tác viên|thanh tra viên|"
    r"chấp hành viên|"
    r"tiểu thương|doanh nhân|người lao động|hòa thượng|linh mục|trụ trì|thuyền trưởng|quản đốc|đốc công|phó)(?!\w)")
_STRONG_UNIT = re.compile(
    r"\s(?=(?:sở|ubnd|ủy ban|hđnd|trường|công ty|cty|tổng công ty|bệnh viện|trung tâm|hợp tác xã|htx|hội (?!viên)|"
    r"liên đoàn|"
    r"đảng ủy|xã|phường|thị trấn|huyện|trạm y tế|trạm|ấp|thôn|bản|khu phố|tổ dân phố|công an (?:xã|phường|tỉnh)|"
    r"ngân hàng|"
    r"nhà máy|xí nghiệp|chi nhánh|cục|chi cục|ban quản lý|ban dân vận|ban tuyên giáo|ban chỉ huy|ủy ban mttq|mttq|khoa|"
    r"văn phòng|phòng|đoàn (?:xã|phường|trường|khối))(?!\w)(?! (?:trưởng|phó|viên)\b))")

_HALF_POSITION = r"(?:^|^phó |^quyền |^nguyên |, )(?:trưởng|phó|chánh)$"  # «Trưởng phòng …» goes on


@lru_cache(KEPT)
def is_unit(text):
    """Whether the text begins like the name of a body or a place."""
    return bool(UNIT.match(small(text)))


@lru_cache(KEPT)
def is_position(text):
    return bool(POSITION.match(small(text)))


def split_position(text):
    """(position, unit) of one cell: labels first, else the separator after which a unit begins, else the first one."""
    text = clean_line(text.replace("\n", " ; "))
    if is_unit(text) and not is_position(text):
        return _unit_first(text)
    breaks = list(re.finditer(r"\s*[,;]\s*|\s+[-–—]\s+|\s+(?:tại|thuộc)\s+", text))
    good = next((b for b in breaks if is_unit(text[b.end():])), None)
    plain_break = next((b for b in breaks if b[0].strip() not in ("tại", "thuộc")), None)
    cut = good or plain_break
    if cut is None:
        return _split_without_sign(text)
    return text[:cut.start()].strip(" -–,;") or None, text[cut.end():].strip(" ;,") or None


def _unit_first(text):
    """«Sở Nội vụ - Chuyên viên»: the unit stands in front of the position; most often there is no position."""
    found = next((b for b in re.finditer(r"\s*[,;]\s*|\s+[-–—]\s+", text) if is_position(text[b.end():])), None)
    return (text[found.end():], text[:found.start()]) if found else (None, text)


def _split_without_sign(text):
    """«Giám đốc Sở Y tế» is a position and a unit; other words stay a position."""
    cut = _STRONG_UNIT.search(small(text)) if is_position(text) and len(small(text)) == len(text) else None
    if cut and cut.start() and not re.search(_HALF_POSITION, small(text)[:cut.start()]):
        return text[:cut.start()], text[cut.end():]
    if cut and re.search(_HALF_POSITION, small(text)[:cut.start()]):
        later = _STRONG_UNIT.search(small(text), cut.end())
        if later:
            return text[:later.start()], text[later.end():]
    return text or None, None


# --- awards ---------------------------------------------------------------------------------------------------------

_AWARD = re.compile(
    r"(?:bằng khen|giấy khen|cờ thi đua|huân chương|huy chương|kỷ niệm chương|chiến sĩ thi đua|lao động tiên tiến|"
    r"tập thể lao động (?:xuất sắc|tiên tiến)|danh hiệu|bằng “?tổ quốc ghi công|bằng ghi nhận|thư khen|thư cảm ơn)\b",
    re.IGNORECASE)
_AWARD_END = re.compile(
    r"\s*(?:[(;:]|,? cho\b|,? năm \d{4}|,? giai đoạn\b|,? trong\b|,? về\b|,? đối với\b|,? nhân dịp\b|"
    r",? có thành tích\b|"
    r", tập thể|, cá nhân|\bđã có\b)", re.IGNORECASE)


def award_in(text):
    """The award a heading names, as printed: from «Bằng khen» to where another thought begins; None for none."""
    line = clean_line(text)
    if (labelled := re.match(r"(?:hình thức|mức|danh hiệu)[^:]{0,40}:\s*(.+)", line, re.IGNORECASE)):
        return labelled[1].strip(" .;)") or None
    found = _AWARD.search(line)
    if not found:
        return None
    end = _AWARD_END.search(line, found.end())
    return line[found.start(): end.start() if end else len(line)].strip(" .,;)–-") or None
