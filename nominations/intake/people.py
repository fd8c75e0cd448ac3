"""Names, forms of address, days of birth and marked words inside the cells of a list."""
import re
from datetime import date, timedelta

from core.text import fold
from nominations.intake.chars import clean_line, small
from nominations.intake.words import is_position, is_unit

HONORIFICS = {"ông": "Ông", "bà": "Bà", "đồng chí": "Đồng chí", "đ/c": "Đồng chí", "đc": "Đồng chí", "đ.c": "Đồng chí",
              "đ/chí": "Đồng chí", "ô": "Ông"}
_BOTH = re.compile(r"(?:ông\s*[(/,]\s*bà\s*\)?|ông bà|bà\s*/\s*ông)\s*[:.]?\s*", re.IGNORECASE)
_TITLE_WORDS = (
    r"đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy|trung úy|"
    r"thiếu úy|"
    r"chuẩn úy|thượng sĩ|trung sĩ|hạ sĩ|binh nhất|binh nhì|nhà giáo ưu tú|nhà giáo nhân dân|nhà giáo|thầy thuốc ưu tú|"
    r"thầy thuốc nhân dân|nghệ sĩ ưu tú|nghệ sĩ nhân dân|nghệ sĩ|nghệ nhân ưu tú|nghệ nhân nhân dân|nghệ nhân|"
    r"giáo sư|phó giáo sư|tiến sĩ khoa học|tiến sĩ|thạc sĩ|cử nhân|kỹ sư|kiến trúc sư|luật sư|dược sĩ|"
    r"bác sĩ (?:chuyên khoa|ck) ?(?:ii|i|1|2)|bác sĩ|y sĩ|y tá|điều dưỡng|hộ sinh|linh mục|mục sư|hòa thượng|"
    r"thượng tọa|"
    r"đại đức|ni trưởng|ni sư|sư cô|già làng|cô giáo|thầy giáo|thầy|cô|anh|chị|em|cụ|bác|chú|dì|anh hùng lao động|"
    r"anh hùng llvt|mẹ vnah|mr|mrs|ms")
_DEGREES = (r"pgs|gs|tskh|ts|ths|th\.s|bs ?ckii|bs ?cki|bsck ?ii|bsck ?i|bsck ?2|bsck ?1|bs|ckii|cki|ck2|ck1|ds|"
            r"dsck[i12]+|"
            r"ks|kts|ls|cn|qncn|cnqp|cnvqp|nsưt|nsnd|ngưt|ngnd|ttưt|ttnd|nnưt|nnnd|cnck[i12]+|đd|cv|ncs|mba")
_TITLE = re.compile(rf"(?:(?:{_TITLE_WORDS})[.,:]?\s+|(?:{_DEGREES})(?:\.\s*|,\s*|\s*[-–]\s*|\s+))(?=\S)")
_HONORIFIC = re.compile(r"(?:(ông|bà|đồng chí)[:.]?\s+|(đ/chí|đ/c|đ\.c|đc)[.:]?\s*|(ô|b)\.\s*)(?=\S)")
_TRAILING_DEGREE = re.compile(rf"\s*[,(–-]\s*(?:(?:{_DEGREES})\b[.,\s)]*)+$", re.IGNORECASE)
_DAY = (r"(?:\d{1,2}\s*[/.\-]\s*){0,2}\d{4}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}|"
        r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
_BORN = re.compile(rf"[\s,;(–-]*(?:\b(?:sinh|năm sinh|ngày sinh|ngày, tháng, năm sinh|sn|ns)\b\s*(?:ngày|"
                   rf"năm)?\s*[:.]?\s*"
                   rf"({_DAY})|[,(–-]\s*({_DAY})(?=\s*[),;]|\s*$))\s*\)?", re.IGNORECASE)
_EMPTY = {"", "-", "–", "—", "…", "...", "..", ".", "/", "//", "0"}
_DITTO = re.compile(r"[-–]?\s*(?:nt|như trên|n/t)\s*[-–]?|[\"“”〃]{1,2}|''", re.IGNORECASE)


def is_empty(text):
    return clean_line(text) in _EMPTY


def is_ditto(text):
    """Whether the cell only says «as above»."""
    return bool(_DITTO.fullmatch(clean_line(text)))


def is_mark(text):
    return clean_line(text).lower() in ("x", "✓", "✔", "v", "có", "+", "×", "√", "1")


# --- births ---------------------------------------------------------------------------------------------------------


def birth_of(text):
    """ISO day, month or year of a birth as written («12/5/1980», «tháng 5/1980», «1980», a serial); None for none."""
    words = small(text).strip(" .;,()")
    if re.fullmatch(r"\d{4}(?:\.0)?", words):
        return _year(words[:4])
    if re.fullmatch(r"\d{5}(?:\.\d+)?", words):
        return _serial(int(words[:5]))
    if found := re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", words):
        return _day(found[3], found[2], found[1])
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})", words):
        return _day(None, found[2], found[1])
    words = re.sub(r"ngày|tháng|năm|sinh|:", " / ", words)
    found = re.search(r"(?:(\d{1,2})\s*[/.\- ,]+\s*)?(?:(\d{1,2})\s*[/.\- ,]+\s*)?\b(\d{4})\b", words)
    if found:
        return _day(found[1] if found[2] else None, found[2] or found[1], found[3])
    if found := re.search(r"\b(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2})\b", words):
        return _day(found[1], found[2], _century(found[3]))
    if found := re.fullmatch(r"['’](\d{2})", words):
        return _year(_century(found[1]))
    return None


def _century(two):
    return f"20{two}" if int(two) <= 20 else f"19{two}"


def _year(text):
    return text if 1900 <= int(text) <= 2035 else None


def _serial(number):
    day = date(1899, 12, 30) + timedelta(days=number)
    return day.isoformat() if 1910 <= day.year <= 2035 else None


def _day(day, month, year):
    """ISO from written parts; a part that cannot be is left out, day and month changed round are put right."""
    if not _year(year):
        return None
    month, day = int(month or 0), int(day or 0)
    if month > 12 and 1 <= day <= 12:
        day, month = month, day
    if not 1 <= month <= 12:
        return year
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return f"{year}-{month:02}" if not day else year


def take_birth(text):
    """(text without the birth, birth) for «Nguyễn Văn A (sinh năm 1980)», «Nguyễn Văn A - 1980»."""
    found = _BORN.search(text)
    if not found or not (birth := birth_of(found[1] or found[2])):
        return text, None
    return " ".join((text[:found.start()] + " " + text[found.end():]).split(" ")).strip(), birth


# --- names ----------------------------------------------------------------------------------------------------------


def honorific_of(text):
    """(rest, honorific) with ranks, degrees and forms of address taken off the front; the honorific may be None."""
    text, honorific = clean_line(text).lstrip("-+*•–— ").strip(), None
    if found := re.match(r"\(\s*(ông|bà)\s*\)\s*(?=\S)|.*(?<=\S)\s*\(\s*(ông|bà)\s*\)$", text, re.IGNORECASE):
        honorific = HONORIFICS[small(found[1] or found[2])]
        text = re.sub(r"\s*\(\s*(?:ông|bà)\s*\)\s*", " ", text, flags=re.IGNORECASE).strip()
    for _ in range(6):
        words = small(text)
        if found := _BOTH.match(text):
            text = text[found.end():]
        elif (found := _HONORIFIC.match(words)) and len(words) == len(text) and _words_left(words, found):
            honorific = honorific or HONORIFICS.get(found[1] or found[2] or found[3]) or ("Bà" if found[3] else None)
            text = text[found.end():]
        elif (found := _TITLE.match(words)) and len(words) == len(text) and _words_left(words, found):
            text = text[found.end():]
        else:
            break
        text = text.lstrip(" .,:;-")
    return text, honorific


def _words_left(words, found):
    return len(words[found.end():].split()) >= 2 or (found[0][-1] in ". " and len(words[found.end():].split()) >= 2)


_ASIDE = re.compile(r"\s*[(–-]\s*(?:đề nghị )?(?:truy tặng|đã mất|đã nghỉ hưu|nghỉ hưu|hy sinh|liệt sĩ|nữ|"
                    r"nam)\s*\)?\s*$",
                    re.IGNORECASE)


def person_name(text):
    """(name, honorific) of a person's cell without degrees, trailing signs; capitals become a name's letters."""
    text, honorific = honorific_of(text)
    text = _TRAILING_DEGREE.sub("", text)
    text = re.sub(r"\s*\((?:ông|bà|nam|nữ)\)\s*$", "", text, flags=re.IGNORECASE)
    text = _ASIDE.sub("", re.sub(r"\s*\(\s*\*+\s*\)", "", text)).strip(" .,;:*-–—_/¹²³†")
    return name_case(text), honorific


def name_case(text):
    """«NGUYỄN VĂN AN» and «nguyễn văn an» become «Nguyễn Văn An»; anything else stays as written."""
    letters = [c for c in text if c.isalpha()]
    if letters and (all(not c.islower() for c in letters) or all(not c.isupper() for c in letters)):
        return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), text)
    return text


SURNAMES = set("""nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan mai trinh ta lam luu
    luong ha cao dao chau thai tang quach kieu tong la vuong truong to lo vang giang quang cam lu mua sung vi ha nong
    be hua ma trieu ban chu tan phu chuong thach son kim danh neang sieu rmah ksor nay siu rcham hmok hmong y h blong
    dam thi nghiem khuc khuong tu ung viet au cu cung cong dan diep gia hang hau khong lai lieu lo luc ly man mac nhan
    ninh
    nhu on pho phi phung quan sam tao than thieu tieu ton thai tien trac tri uong van vien vuu xa le ro bach bien co
    cai ca dieu doi dong duc giap han hinh hoa hung huu kha lang lau leo long lung luyen mo ngan ngu ngoc nham pha quyen
    sai sa sui tat te that the thuong tich to toan tra trang tuan thich a bui hoang phuong quang""".split())


_FAMILY_DOAN = re.compile(r"đoàn (?!xã|phường|trường|khối|thanh niên|kinh tế|nghệ thuật|viên|cơ sở|khoa|thể|đại biểu)")


def looks_like_person(text):
    """Whether the words can be a person's name: two to six, capital letters, no digits, a family name in front."""
    text = honorific_of(text)[0]
    words = re.sub(r"\([^)]*\)", " ", text).split()
    if not 2 <= len(words) <= 6 or any(c.isdigit() for c in text) or is_position(text):
        return False
    if is_unit(text) and not (_FAMILY_DOAN.match(small(text)) and len(words) > 2):
        return False
    cased = name_case(" ".join(words)).split()
    return all(word[0].isupper() or len(word) == 1 for word in cased) and fold(words[0]) in SURNAMES


_HOUSEHOLD = re.compile(r"(?:các\s+)?(?:hộ(?:\s+gia\s+đình)?|gia\s+đình)(?:\s+(?:của|nhà))?\s*[:,]?\s*(?=(?:ông|bà|"
                        r"anh|chị|cụ|đ/c|"
                        r"đồng chí|ô\.|b\.)\s*\S)|(?:hộ\s+)?gia\s+đình\s+[:]?\s*|"
                        r"hộ\s+(?!kinh doanh|sản xuất|nghèo)", re.IGNORECASE)
_AND_SPOUSE = re.compile(r"\s+(?:và|[-–&])\s+(?=(?:vợ|chồng|ông|bà|anh|chị)\b)", re.IGNORECASE)
_MODEL = re.compile(r"mô hình\s*(?:điểm|mới|hay)?\s*[:\-–]?\s*", re.IGNORECASE)
QUOTES = "\"“”«»'‘’„"


def household_head(text):
    """The words after «Hộ», «Hộ gia đình», «Gia đình»; None when the cell names no household."""
    found = _HOUSEHOLD.match(clean_line(text))
    if not found:
        return None
    head, *_ = _AND_SPOUSE.split(clean_line(text)[found.end():], maxsplit=1)
    return head if len(head.split()) >= 2 else None


def model_title(text):
    """The name of a model without the word «Mô hình» and its quotation marks; None when the cell does not say so."""
    line = clean_line(text)
    found = _MODEL.match(line)
    return unquoted(line[found.end():]) if found else None


def unquoted(text):
    text = clean_line(text)
    inner = re.fullmatch(rf"[{QUOTES}]+([^{QUOTES}]+)[{QUOTES}]+[\s.;,]*", text)
    return (inner[1] if inner else text).strip(" .;,")


# --- labelled words -------------------------------------------------------------------------------------------------

_LABELS = (
    ("birth", r"(?:sinh\s*(?:ngày|năm)?|năm\s*sinh|ngày\s*(?:,?\s*tháng\s*,?\s*năm\s*)?sinh|ns|sn)"),
    ("name", r"họ\s*(?:và\s*)?tên|tên"),
    ("position", r"(?:chức\s*vụ|chức\s*danh|nghề\s*nghiệp|công\s*việc|cấp\s*bậc)(?:\s*hiện\s*nay)?"),
    ("unit", r"(?:đơn\s*vị(?:\s*công\s*tác)?|nơi\s*công\s*tác|cơ\s*quan|nơi\s*ở|địa\s*chỉ|thường\s*trú|"
             r"nơi\s*làm\s*việc|"
             r"trú\s*quán)"),
    ("ignored", r"(?:quê\s*quán|dân\s*tộc|điện\s*thoại|đt|sđt|trình\s*độ|tôn\s*giáo|cccd|giới\s*tính)"),
)
_LABEL = re.compile("|".join(rf"(?:^|[\n;,(]|(?<=\s)[-–+])\s*[-–+*•]?\s*(?P<{role}_>{pattern})\s*:\s*" for role, pattern
                             in _LABELS[1:]) + rf"|(?:^|[\n;,(]|"
                                               rf"\s[-–])\s*[-–+*•]?\s*(?P<birth_>{_LABELS[0][1]})\s*:\s*",
                    re.IGNORECASE)


def labelled(text):
    """(unlabelled words, {role: words}) of a cell like «Bà A ⏎ Sinh năm: 1978» or «- Chức vụ: … - Đơn vị: …»."""
    found = list(_LABEL.finditer(text))
    if not found:
        return text, {}
    values = {}
    for match, after in zip(found, [*found[1:], None], strict=True):
        role = match.lastgroup.rstrip("_")
        words = text[match.end(): after.start() if after else len(text)]
        rest, _, more = words.partition("\n")
        values.setdefault(role, clean_line(words if role != "birth" else rest).strip(" -–;,"))
        if role == "birth" and more.strip():
            values.setdefault("more", more)
    return text[:found[0].start()], values
