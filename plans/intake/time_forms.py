"""The forms in which plans write times, each with what it means; a form answers None when nothing is scheduled."""

import re

from plans.intake.numbers import NUMBER
from plans.intake.quotas import quotas_in
from plans.intake.subjects import NOUN_ANY

_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_Y = r"(?P<year>(?:19|20)\d\d)"
_DAY = (
    r"(?P<day>\d{1,2})(?:\s*/\s*|\s+thang\s+|[-.](?=\d{1,2}[-./](?:19|20)\d\d))(?P<month>\d{1,2})"
    r"(?:(?:\s*/\s*|-|\.|\s*,?\s*nam\s*)(?P<year>(?:19|20)\d\d))?(?!\s*/?\d)"
)
_QUARTER = (
    r"quy\s+(?P<q>iv|i{1,3}|[1-4])(?:\s*(?P<qsep>,|va|-|den(?:\s+quy)?)"
    r"\s*(?:quy\s+)?(?P<q2>iv|i{1,3}|[1-4])\b)?"
    r"(?:\s*(?:/|,?\s*nam\s*)\s*(?P<year>(?:19|20)\d\d))?"
)
_MONTH = (
    r"(?:(?:dau|giua|cuoi|thuong tuan|trung tuan|ha tuan|tuan (?:dau|cuoi|thu \w+)(?: cua)?)\s+)?"
    r"thang\s+(?P<month>\d{1,2})"
    r"(?:\s*(?:/|,?\s*nam\s*)\s*(?P<year>(?:19|20)\d\d))?(?!\s*/?\d)"
)
_HALF = r"(?:6|06|sau)\s+thang\s+(?P<half>dau|cuoi)\s+nam\s+(?P<year>(?:19|20)\d\d)"
_YEARLY = r"(?:hang nam|hằng năm|moi nam|tung nam|cua nam|nam sau|cac nam)"
EVERY_YEAR = re.compile(r"\b(?:hang nam|moi nam|tung nam)\b")
_EVERY_MONTH, _EVERY_QUARTER = re.compile(r"\bhang thang|moi thang\b"), re.compile(r"\bhang quy|moi quy\b")
_FROM_TO = re.compile(
    r"\btu\s+(?:ngay\s+)?(?P<d1>\d{1,2})(?:\s*/\s*(?P<m1>\d{1,2}))?(?:\s*/\s*(?P<y1>(?:19|20)\d\d))?\s*(?:-"
    r"|den)\s*(?:het\s+)?(?:ngay\s+)?"
    r"(?P<d2>\d{1,2})\s*/\s*(?P<m2>\d{1,2})(?:\s*/\s*(?P<y2>(?:19|20)\d\d))?"
)
_MONTHS = re.compile(
    r"\btu\s+thang\s+(?P<m1>\d{1,2})(?:\s*(?:/|nam)\s*(?P<y1>(?:19|20)\d\d))?\s*(?:-"
    r"|den)\s*(?:het\s+)?(?:thang\s+)?(?P<m2>\d{1,2})(?:\s*(?:/|,?\s*nam)\s*(?P<y2>(?:19|20)\d\d)"
    r"|\s+(?P<every>hang nam|moi nam))"
)
_QUARTER_SPAN = re.compile(
    r"\btu\s+quy\s+(?P<q>iv|i{1,3}|[1-4])(?:\s*(?:/|,?\s*nam)\s*(?P<y1>(?:19|20)\d\d))?\s*(?:-|den)\s*(?:het\s+)?"
    r"quy\s+(?P<q2>iv|i{1,3}|[1-4])\s*(?:/|,?\s*nam)\s*(?P<y2>(?:19|20)\d\d)"
)
_YEARS = re.compile(
    r"\b(?:tu\s+(?:nam\s+)?|nam\s+(?=\d{4}\s*-\s*\d{4}\s*:))(?P<y1>(?:19|20)\d\d)\s*(?:-"
    r"|den)\s*(?:het\s+)?(?:nam\s+)?(?P<y2>(?:19|20)\d\d)\b"
)
_RELATIVE = re.compile(
    r"\b(?:trong|sau|khong qua|cham nhat)\s+(?:vong\s+|thoi han\s+"
    r"|thoi gian\s+)?(?:khong qua\s+)?(?P<n>\d{1,3})\s+(?P<unit>ngay lam viec|ngay|tuan|thang"
    r"|gio)\b(?=[^.;]{0,40}?\b(?:ke tu|tu khi|sau khi|tu ngay|sau ngay))"
)
_LAST_MONTH = re.compile(
    r"ngay\s+(?P<day>\d{1,2})\s+(?:cua\s+)?thang\s+cuoi\s+(?:cua\s+|cung\s+cua\s+)?(?:moi\s+|hang\s+)?quy\b"
)
_MONTHDAY = re.compile(r"ngay\s+(?P<day>\d{1,2})\s+(?:cua\s+)?(?:hang|moi)\s+(?P<per>thang|quy)\b")
_MONTHLY_DAY = re.compile(
    r"\b(?:hang|moi) thang\b[^.;]{0,40}?\b(?:truoc|vao|cham nhat(?: la)?) ngay (?P<day>\d{1,2})\b"
    r"(?!\s*(?:[/.-]\s*\d|thang))"
)
_DATE = re.compile(rf"(?:(?:ngay|dip)\s+)?\b{_DAY}")
_QUARTERS, _MONTH_ONLY, _HALVES = re.compile(rf"\b{_QUARTER}"), re.compile(rf"\b{_MONTH}"), re.compile(rf"\b{_HALF}")
_COUNTS = re.compile(rf"\s*[:,-]?\s*(?:it nhat |toi thieu |khong qua |toi da )?{NUMBER}\s+{NOUN_ANY}\b")
_YEAR = re.compile(rf"\bnam\s*{_Y}\b(?!\s*[-/])")
_SCHEDULES = re.compile(
    r"(?:\btruoc|\bcham nhat(?: la| vao| den)?(?: truoc)?|\bhoan thanh(?: xong)?(?: viec [^,;.]{3,40})?(?: trong"
    r"| truoc| vao)?|\bxong(?: trong| truoc)?|\btrong|\bvao(?: dip| cuoi| dau)?|\bden het|"
    r"\btruoc (?:\d{1,2}\s*(?:gio|h)\s*\d{0,2}(?: phut)?),?|\bthoi han|\bthoi gian|\bhan cuoi|\btu|\bnhan dip"
    r"|\btien do thuc hien\s*:|\bmuon nhat|\bdu kien(?: vao| trong)?|\bdip)\s*:?\s*(?:het\s+)?(?:ngay\s+)?$"
)


def iso_day(year, month, day):
    year, month, day = (int(part) if part else 0 for part in (year, month, day))
    longest = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not 1 <= month <= 12 or not 1 <= day <= longest[month]:
        return None
    return f"{year}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _from_to(match, folded, start, end, text):
    month = match["m1"] or match["m2"]
    same_year = match["y1"] or match["y2"]
    first, last = iso_day(same_year, month, match["d1"]), iso_day(match["y2"] or match["y1"], match["m2"], match["d2"])
    if not first or not last:
        return None
    return "range", first, last, None if same_year else "annual"


def _months(match, folded, start, end, text):
    first, last = int(match["m1"]), int(match["m2"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    if match["every"]:
        return "range", f"--{first:02}", f"--{last:02}", "annual"
    return "range", f"{match['y1'] or match['y2']}-{first:02}", f"{match['y2']}-{last:02}", None


def _quarter_span(match, folded, start, end, text):
    year = match["y1"] or match["y2"]
    return "range", f"{year}-Q{_ROMANS[match['q']]}", f"{match['y2']}-Q{_ROMANS[match['q2']]}", None


def _years(match, folded, start, end, text):
    before = folded[start : match.start()]
    opens = re.search(r"^\W*(?:\d+[.)]\s*)?$|:\s*$|\(\s*$", before)
    step = re.search(r"\bgiai doan (?:\d|i{1,3}|mot|hai|ba)\s*\(\s*$", before) and folded[match.end() :][:1] == ")"
    if not opens or not step and re.search(r"giai doan\s*\d?\s*[:(]?\s*$", before):
        return None
    return "range", match["y1"], match["y2"], None


def _relative(match, folded, start, end, text):
    number, unit = int(match["n"]), match["unit"]
    code = {
        "ngay lam viec": f"P{number}WD",
        "ngay": f"P{number}D",
        "tuan": f"P{number}W",
        "thang": f"P{number}M",
        "gio": f"PT{number}H",
    }
    return ("relative", code[unit], None, None) if number else None


def _last_month(match, folded, start, end, text):
    return "monthday", f"---{int(match['day']):02}", None, "quarterly"


def _monthday(match, folded, start, end, text):
    return "monthday", f"---{int(match['day']):02}", None, "monthly" if match["per"] == "thang" else "quarterly"


def _monthly_day(match, folded, start, end, text):
    return ("monthday", f"---{int(match['day']):02}", None, "monthly") if 1 <= int(match["day"]) <= 31 else None


def _date(match, folded, start, end, text):
    value = iso_day(match["year"], match["month"], match["day"])
    if not value or not _scheduled(folded, start, match) or _is_feast(match, folded, start, end):
        return None
    if match["year"]:
        return "date", value, None, None
    words = folded[start:end]
    annual = EVERY_YEAR.search(words) or re.search(
        r"\b(?:bao cao|dinh ky)[^;.]{0,60}(?:6 thang|nam)\b|\bnam \(truoc", words
    )
    return "yearday", value, None, "annual" if annual else None


def _is_feast(match, folded, start, end):
    """«tặng quà nhân dịp 27/7»: a feast without a year times nothing unless nominees are honoured or work reviewed."""
    around = folded[start:end]
    return bool(
        not match["year"]
        and re.search(r"\bdip\s+(?:ngay\s+)?\d", folded[start : match.end()])
        and not re.search(r"\b(?:so ket|tong ket|bieu duong|ton vinh|tuyen duong|gap mat|cong bo|trao)\b", around)
    )


def _quarter(match, folded, start, end, text):
    first = _ROMANS[match["q"]]
    second = _ROMANS[match["q2"]] if match["q2"] else None
    every = re.match(r"\s*(?:hang|moi|cac) nam", folded[match.end() : end])
    opens = _opens(folded, start, match, end) or _scheduled(folded, start, match)
    if not opens:
        return None
    year = match["year"]
    if not year and every:
        return "yearquarter", f"--Q{first}", None, "annual"
    code = (year or "-") + "-Q"
    if second:
        return "range", f"{code}{first}", f"{code}{second}", None
    return ("quarter" if year else "yearquarter"), f"{code}{first}", None, None


def _half(match, folded, start, end, text):
    if not (_opens(folded, start, match, end) or _scheduled(folded, start, match)):
        return None
    return "half", f"{match['year']}-H{1 if match['half'] == 'dau' else 2}", None, None


def _month(match, folded, start, end, text):
    month = int(match["month"])
    if not 1 <= month <= 12 or not (_opens(folded, start, match, end) or _scheduled(folded, start, match)):
        return None
    if match["year"]:
        return "month", f"{match['year']}-{month:02}", None, None
    every = (
        re.match(r"\s*(?:hang|moi) nam", folded[match.end() : end])
        or EVERY_YEAR.search(folded[start : match.start()])
        or re.search(r"(?:thang \d{1,2}|\d{1,2}/\d{1,2}) (?:hang|moi) nam\W*$", folded[start:end])
    )
    return ("yearmonth", f"--{month:02}", None, "annual") if every else None


def _year(match, folded, start, end, text):
    before, after = folded[start : match.start()], folded[match.end() : end]
    if re.search(r"\(\s*$", before) and re.match(r"\s*\)", after):
        return (
            ("year", match["year"], None, None) if re.search(r"danh gia|tong ket|so ket|bieu duong", before) else None
        )
    if (
        re.search(r"\b(?:vao|trong)\s*$", before)
        and re.search(r"\b(?:so ket|tong ket|kiem tra|danh gia)\b[^,;]{0,60}$", before)
        and not (re.match(r"\s*(?:-|den\b)", after))
    ):
        return "year", match["year"], None, None
    if (
        not re.search(r"^\W*(?:\d+[.)]\s*|[a-z]\)\s*)?(?:(?:cuoi|dau|giua|trong)\s+)?$|,\s*$", before)
        or len(after.strip(" :.,*")) < 6
    ):
        return None
    if (
        quotas_in(text[start:end])
        or _COUNTS.match(after)
        or re.search(r"\bđã\b", text[match.end() : end], re.IGNORECASE)
        or re.search(r"\bmoi\b|\bgioi thieu \d", after.split(",")[0])
        or re.match(r"\s*(?:va|-|den|,\s*nam)\b", after)
    ):
        return None
    if re.search(r"\b(?:co|la|dat)\s+\d", after[:50]):
        return None
    if (
        before.strip(" -+•*")
        and not re.match(r"\W*(?:cuoi|dau|giua|trong)\s*$", before)
        and not re.search(r"\bnam (?:19|20)\d\d\b", before)
    ):
        return None
    return "year", match["year"], None, None


_DONE_BY = re.compile(r"\s*(?:hoan thanh|xong|ket thuc)\b")
_SECOND_DAY = re.compile(  # «trước ngày 10/6 và 10/12»
    r"\b(?:truoc|cham nhat(?: la)?|vao)\s+(?:ngay\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?"
    r"\s*(?:,|va|;)\s*(?:truoc\s+)?(?:ngay\s+)?$"
)


def _scheduled(folded, start, match):
    before = folded[start : match.start()]
    words = re.sub(r"ngay\s*$", "", before)
    if re.search(r"\b(?:bat dau|ke) tu\s*$", words):
        return False
    if _SECOND_DAY.search(before) or before.rstrip("ngay ").endswith(",") and _DONE_BY.match(folded, match.end()):
        return True
    return bool(_SCHEDULES.search(before) or _SCHEDULES.search(words) or re.match(r"dip", match[0]))


def _opens(folded, start, match, end):
    """Whether the time stands in front of its work, behind a step's colon, or alone in brackets behind a step."""
    before, after = folded[start : match.start()], folded[match.end() : end]
    if re.fullmatch(r"\W*(?:\d+[.)]\s*|[a-z]\)\s*)?(?:rieng\s+|trong\s+|den\s+)?", before):
        return bool(re.search(r"\w{2}", after))
    return bool(
        re.search(r"[:(]\s*(?:trong\s+)?$", before)
        and len(before) > 6
        and re.match(r"\s*(?:(?:hang|moi) nam\s*)?(?:[.);,:(]|$)", after)
        or re.search(r",\s*(?:trong\s+)?$", before)
        and re.search(r"quy [iv\d]+[^,]{0,14},\s*$", before)
        or re.search(r"^\W*(?:\d+[.)]\s*)?(?:trong )?quy [iv\d]+(?:\s*/\s*| nam )\d{4}\s*(?:va|,)\s*$", before)
    )


RULES = (
    ("khoảng quý", _QUARTER_SPAN, _quarter_span),
    ("khoảng ngày", _FROM_TO, _from_to),
    ("khoảng tháng", _MONTHS, _months),
    ("khoảng năm", _YEARS, _years),
    ("tương đối", _RELATIVE, _relative),
    ("ngày của tháng cuối quý", _LAST_MONTH, _last_month),
    ("ngày hằng tháng", _MONTHDAY, _monthday),
    ("ngày của hằng tháng", _MONTHLY_DAY, _monthly_day),
    ("ngày", _DATE, _date),
    ("sáu tháng", _HALVES, _half),
    ("quý", _QUARTERS, _quarter),
    ("tháng", _MONTH_ONLY, _month),
    ("năm", _YEAR, _year),
)
