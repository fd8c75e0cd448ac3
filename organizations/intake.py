"""Agencies of an Excel or Word table as rows for a person to confirm. Pure functions over opened tables."""
import re

from core.text import clean_line, fold
from organizations.enums import OrganizationKind as Kind
from organizations.enums import OrganizationSystem as System

HEADS = (  # folded words of a head → field; the first that fits
    ("number", r"^(?:stt|tt|so tt|so thu tu)$"),
    ("parent", r"cap tren|chu quan|truc thuoc|quan ly"),
    ("short_name", r"viet tat|goi tat|ten tat|ten ngan"),
    ("document_symbol", r"ky hieu"),
    ("province_code", r"\btinh\b.*\bma\b|\bma tinh\b"),
    ("place", r"dia danh"),
    ("system", r"he thong|khoi"),
    ("kind", r"^loai|loai hinh|loai don vi"),
    ("email", r"mail|thu dien tu"),
    ("phone", r"dien thoai|sdt|so dt"),
    ("name", r"\bten\b|^co quan|^don vi|xa phuong"),
)
LIMITS = {"name": 255, "short_name": 120, "document_symbol": 30, "place": 80, "phone": 40, "email": 254}
KINDS = (  # how names of agencies begin → kind, system
    (r"ubnd tinh|uy ban nhan dan tinh", Kind.PROVINCE_PC, System.STATE),
    (r"(?:(?:ubnd|uy ban nhan dan) )?(?:xa|phuong|dac khu|thi tran) ", Kind.COMMUNE_PC, System.STATE),
    (r"(?:ubnd|uy ban nhan dan) (?:huyen|quan|thi xa|thanh pho)", Kind.DISTRICT_PC, System.STATE),
    (r"(?:ban to chuc|ban tuyen giao|ban dan van|uy ban kiem tra|ban noi chinh|van phong tinh uy)", Kind.PARTY_BODY,
     System.PARTY),
    (r"(?:tinh uy|thanh uy|huyen uy|dang uy|dang bo|chi bo)", Kind.PARTY_COMMITTEE, System.PARTY),
    (r"(?:uy ban )?(?:mat tran|mttq|ubmttq)|hoi |lien doan lao dong|tinh doan|doan thanh nien|lien minh",
     Kind.MASS_BODY, System.FRONT),
    (r"cong an|bo chi huy|bo doi|ban chi huy quan su|don bien phong", Kind.FORCE, System.ARMED_FORCES),
    (r"truong |dai hoc|hoc vien", Kind.SCHOOL, System.STATE),
    (r"benh vien|trung tam y te|tram y te", Kind.HOSPITAL, System.STATE),
    (r"bao |dai phat thanh|dai truyen hinh", Kind.PRESS, System.STATE),
    (r"(?:tong )?cong ty|doanh nghiep|tap doan|ngan hang", Kind.ENTERPRISE, System.ENTERPRISE),
    (r"so |thanh tra tinh|van phong ubnd|van phong doan|ban quan ly|ban dan toc", Kind.DEPARTMENT, System.STATE),
    (r"phong |chi cuc|trung tam", Kind.DIVISION, System.STATE),
)


def rows_of(blocks):
    """The rows of every table with a column of names; numbers from 1. Rows without a name are left out."""
    found = []
    for block in blocks:
        if "rows" in block:
            found += _rows_of_table(block["rows"])
    return [{"n": n, "values": values, "key": ""} for n, values in enumerate(found, 1)]


def _rows_of_table(rows):
    columns, found = {}, []
    for row in rows:
        if heads := _head(row):
            columns = heads
            continue
        values = {field: clean_line(row[place]) for place, field in columns.items() if place < len(row)}
        if _is_agency(row, values, columns):
            found.append(_completed(values))
    return found


def _head(row):
    """{place: field} when the row names a column of names and one more, else nothing."""
    columns = {}
    for place, text in enumerate(row):
        words = " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())
        field = next((name for name, pattern in HEADS if len(words) < 60 and re.search(pattern, words)), None)
        if field and field not in columns.values():
            columns[place] = field
    named = "name" in columns.values() and len(columns) > 1
    return columns if named and not any(clean_line(text).isdigit() for text in row) else {}


def _is_agency(row, values, columns):
    """A name beside something else or a number; no total, no signature."""
    name = values.get("name", "")
    filled = [text for text in row if clean_line(text)]
    if not name or name.isdigit() or re.match(r"(?:tong cong|cong[ :]*$|nguoi lap|ghi chu|tm\.|kt\.)", fold(name)):
        return False
    return len(filled) > 1 and ("number" not in columns.values() or bool(values.get("number")))


def _completed(values):
    """The values with kind and system as written, else as the name begins."""
    kind, system = next(((k, s) for pattern, k, s in KINDS if re.match(pattern, fold(values["name"]))),
                        (Kind.OTHER, System.OTHER))
    values = {name: text for name, text in values.items() if name != "number"}
    return {**dict.fromkeys((*LIMITS, "parent", "province_code"), ""), **values,
            "kind": _choice(values.get("kind", ""), Kind) or kind.value,
            "system": _choice(values.get("system", ""), System) or system.value}


def _choice(text, choices):
    """The code of a choice written as its code or as its label; "" for anything else."""
    words = fold(text)
    return next((value for value, label in choices.choices if words and words in (value, fold(label))), "")
