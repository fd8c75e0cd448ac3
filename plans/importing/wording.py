"""What the words of a plan say about deadlines, bodies and groups (pure; no plan is known here)."""
import re
from calendar import monthrange
from datetime import date, timedelta

from core.text import fold, one_tone_place

# A value of a deadline: 2021 · 2021-H1 · 2021-Q4 · 2021-12 · 2021-12-T2 · 2021-12-05 · --Q1 · --12 · --11-30 · ---20
DAY_CODE = re.compile(r"(?:\d{4}|-)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|---(?:0[1-9]|[12]\d|3[01])")
CODES = (
    ("day", DAY_CODE),
    ("ten_day", re.compile(r"(?:\d{4}|-)-(?:0[1-9]|1[0-2])-T[123]")),
    ("month", re.compile(r"(?:\d{4}|-)-(?:0[1-9]|1[0-2])")),
    ("quarter", re.compile(r"(?:\d{4}|-)-Q[1-4]")),
    ("half", re.compile(r"(?:\d{4}|-)-H[12]")),
    ("year", re.compile(r"\d{4}")),
)
DURATION = re.compile(r"P(?:(?P<days>\d{1,4})D|(?P<work>\d{1,4})WD|(?P<weeks>\d{1,3})W|(?P<months>\d{1,3})M"
                      r"|(?P<years>\d{1,2})Y)|PT(?P<hours>\d{1,4})H")
TEN_DAYS = (("T1", ("thượng tuần",)), ("T2", ("trung tuần",)), ("T3", ("hạ tuần",)))
BEFORE_A_DAY = re.compile(r"trước\s+(?:\(?\s*)?(?:ngày\s+)?\d")
OCCASION = re.compile(
    r"nhân dịp|nhân kỷ niệm|dịp kỷ niệm|\d{1,2}/\d{1,2}/1[89]\d\d\s*[-–]\s*\d{1,2}/\d{1,2}/(?:19|20)\d\d")
SIX_MONTHS_AND_YEAR = re.compile(r"6 tháng\s*(?:,|và)\s*(?:0?1\s+)?năm")
FROM_ISSUE = re.compile(r"ban hành|ngày ký|văn bản này|kế hoạch này|quyết định này|hướng dẫn này")

SHORT_FORMS = (
    (r"\bubnd\b", "ủy ban nhân dân"), (r"\bhđnd\b", "hội đồng nhân dân"), (r"\bub mttq\b", "ủy ban mặt trận tổ quốc"),
    (r"\bmttq\b", "mặt trận tổ quốc"), (r"\bmttqvn\b", "mặt trận tổ quốc việt nam"), (r"\bchqs\b", "chỉ huy quân sự"),
    (r"\bbđbp\b", "bộ đội biên phòng"), (r"\bgd ?(?:&|và) ?đt\b", "giáo dục và đào tạo"),
    (r"\bnn ?(?:&|và) ?ptnt\b", "nông nghiệp và phát triển nông thôn"), (r"\bptnt\b", "phát triển nông thôn"),
    (r"\blđ ?-? ?tb ?(?:&|và)? ?xh\b", "lao động - thương binh và xã hội"), (r"\bvh,? ?tt ?(?:&|và) ?dl\b",
     "văn hóa, thể thao và du lịch"), (r"\btn ?(?:&|và) ?mt\b", "tài nguyên và môi trường"),
)
BODY_WORDS = (
    "Sở ", "Ban ", "Ủy ban ", "Uỷ ban ", "UBND ", "Công an ", "Bộ ", "Hội ", "Liên đoàn ", "Đoàn ", "Trường ", "Phòng ",
    "Văn phòng ", "Báo ", "Đài ", "Chi cục ", "Công ty ", "Đảng ủy ", "Đảng uỷ ", "Đảng đoàn ", "Mặt trận ", "Tỉnh ủy",
    "Thành ủy ", "Thị ủy ", "Huyện ủy ", "Liên minh ", "Thanh tra ", "Trung tâm ", "Bệnh viện ", "Tỉnh đoàn", "Cục ",
    "Tòa án ", "Viện ", "Kho bạc ", "Bảo hiểm ", "Ngân hàng ", "Cổng ", "Hội đồng ", "Thường trực ", "Quân ")
GROUP_WORDS = re.compile(
    r"\b(?:các|mỗi|từng|những|tất cả|toàn bộ|thủ trưởng|thành viên|đơn vị|cơ quan|địa phương|cấp ủy cơ sở|ngành)\b")
AREA = re.compile(r"(?:tỉnh|thành phố|Tỉnh ủy|Thành ủy|huyện|Huyện ủy)\s+([A-ZĐÀ-Ỹ]\S*(?:\s+[A-ZĐÀ-Ỹ]\S*)*)")
SYSTEMS = (
    (r"^(?:công an|bộ chỉ huy|ban chỉ huy|quân khu)", "armed_forces", "force"),
    (r"^(?:ban thường vụ|thường trực).*(?:tỉnh ủy|thành ủy|đảng ủy|huyện ủy)|^(?:tỉnh|thành|thị|huyện|đảng) ủy"
     r"|^ban cán sự đảng|^đảng bộ|^đảng đoàn", "party", "party_committee"),
    (r"^ban (?:tuyên giáo|dân vận|tổ chức|nội chính)|^văn phòng (?:tỉnh|huyện|thành) ủy|^ủy ban kiểm tra|^báo ",
     "party", "party_body"),
    (r"mặt trận tổ quốc|^liên đoàn lao động|^hội |^tỉnh đoàn|^huyện đoàn|^đoàn |^thành đoàn", "front", "mass_body"),
    (r"^ủy ban nhân dân (?:tỉnh|thành phố trực thuộc)", "state", "province_pc"),
    (r"^ủy ban nhân dân (?:huyện|quận|thị xã|thành phố)", "state", "district_pc"),
    (r"^ủy ban nhân dân (?:xã|phường|thị trấn|đặc khu)", "state", "commune_pc"),
    (r"^sở |^thanh tra tỉnh|^văn phòng ủy ban nhân dân", "state", "department"),
    (r"^phòng |^chi cục |^văn phòng sở", "state", "division"), (r"^trường |^đại học |^học viện ", "state", "school"),
    (r"^bệnh viện|^trung tâm y tế", "state", "hospital"), (r"^đài |^báo ", "state", "press"),
    (r"^công ty|^tổng công ty|^ngân hàng|^tập đoàn", "enterprise", "enterprise"),
)


def unit_of(code):
    """The unit that a deadline value is written in («quarter» of «2023-Q2»), or "" when it is no such value."""
    return next((unit for unit, pattern in CODES if pattern.fullmatch(code or "")), "") if _exists(code) else ""


def _exists(code):
    """No 30th of February; the 29th may stand without a year."""
    if not code or not DAY_CODE.fullmatch(code) or code.startswith("---"):
        return True
    year, month, day = (code[:4] if code[0] != "-" else "2024"), int(code[-5:-3]), int(code[-2:])
    return day <= monthrange(int(year), month)[1] if int(year) else False


def has_year(code):
    return bool(code) and code[0] != "-"


def after_duration(start, words):
    """The last day of an ISO duration from `start` (working days: Monday to Friday, holidays not known), or None."""
    found = DURATION.fullmatch(words or "")
    if not found:
        return None
    parts = {name: int(value) for name, value in found.groupdict().items() if value}
    if "work" in parts:
        return _after_working_days(start, parts["work"])
    months = parts.get("months", 0) + 12 * parts.get("years", 0)
    if months:
        return _after_months(start, months)
    return start + timedelta(days=parts.get("days", 0) + 7 * parts.get("weeks", 0) + -(-parts.get("hours", 0) // 24))


def _after_working_days(day, count):
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _after_months(day, count):
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def full_name(text):
    """The key under which «UBND tỉnh», «Uỷ ban nhân dân tỉnh» meet: lower case, one tone place, no short forms."""
    name = one_tone_place(" ".join(text.split()))
    for pattern, long in SHORT_FORMS:
        name = re.sub(pattern, long, name)
    return name.replace(" - ", " ").replace("-", " ")


def system_and_kind(name):
    """(system, kind) that the name of a body suggests; («state», «other») when it suggests none."""
    key = full_name(name)
    return next(((system, kind) for pattern, system, kind in SYSTEMS if re.search(pattern, key)), ("state", "other"))


def bodies_in(text):
    """The bodies that `text` names one by one, or () when it means a group («các sở, ban, ngành», «mỗi xã»)."""
    text = re.sub(r"\s*\(.*?\)", "", text).strip()
    parts = []
    for piece in re.split(r"\s*[;,]\s*|\s+và\s+(?=[A-ZĐÂÁÚƯỦ])", text):
        if piece.startswith(BODY_WORDS):
            parts.append(piece)
        elif parts:
            parts[-1] = text[text.index(parts[-1]):text.index(piece, text.index(parts[-1])) + len(piece)]
        else:
            return ()
    return () if any(GROUP_WORDS.search(part.casefold()) and not _is_proper(part) for part in parts) else tuple(parts)


def _is_proper(part):
    """A proper name may hold «cơ quan»: «Đảng ủy các cơ quan Đảng tỉnh», «Đảng ủy Khối cơ quan và doanh nghiệp»."""
    return bool(re.search(r"^(?:Ban Thường vụ )?Đảng ủy (?:các cơ quan|Khối)|^Thanh tra|^Ban Quản lý", part))


def area_of(*texts):
    """The province, district or town that the first telling text names («Khánh Hòa» of «UBND tỉnh Khánh Hòa»)."""
    for text in texts:
        if found := AREA.search(text):
            return found.group(1).rstrip(",.;")
    return ""


def slug(text, limit=60):
    """Lower-case ASCII words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:limit].strip("-")
