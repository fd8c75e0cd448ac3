"""Allotment tables: a column holds what its head, merged and of several rows, says; totals are passed over."""

import re
from dataclasses import dataclass

from plans.intake.bodies import body_list
from plans.intake.leads import charges
from plans.intake.numbers import NUMBER, number_of
from plans.intake.quotas import quotas_in
from plans.intake.subjects import subject_of_words
from plans.intake.text import plain, squeeze

_HEADS = (
    ("order", r"(?:stt|tt|so tt|so thu tu|#)"),
    ("partners", r"(?!.*chu tri).*\bphoi hop\b.*"),
    ("leads", r".*\b(?:chu tri|phu trach|dau moi)\b.*|(?:co quan|don vi) (?:duoc )?(?:giao|thuc hien)(?: chi tieu)?"),
    (
        "field",
        r"(?:ten )?(?:cac )?(?:linh vuc|phong trao|noi dung(?: thi dua)?|nhom linh vuc|linh vuc, phong trao"
        r"|linh vuc/phong trao|noi dung, linh vuc)\b.*",
    ),
    ("targets", r"(?:chi tieu|so luong|so luong dien hinh|chi tieu giao|muc tieu|dien hinh)\b.*"),
    ("unit", r"(?:ten )?(?:cac )?(?:don vi|co quan|dia phuong|xa|phuong|so|nganh|huyen|doi tuong giao|khoi|cum)\b.*"),
    ("total", r"(?:tong(?: so| cong)?|cong)\b.*"),
    ("note", r"ghi chu.*|thoi gian.*|thoi han.*|can cu.*"),
)
_TOTAL = re.compile(r"(?:tổng(?: số| cộng)?|cộng)\b", re.IGNORECASE)
_CELL = re.compile(
    rf"(?P<bound>it nhat|toi thieu|khong duoi|khong qua|toi da|>=|≥|<=|≤)?\s*(?:tu\s+)?(?P<a>{NUMBER})(?:\s*(?:-"
    rf"|den)\s*(?P<b>{NUMBER}))?(?P<pct>\s*%)?(?P<up>\s*tro len)?(?:\s+(?P<noun>[^\d]+))?"
)
_TIME_HEAD = re.compile(r"(?:thoi (?:gian|han|diem)|moc thoi gian|han (?:hoan thanh|gui)|tien do|ngay hoan thanh)\b")
_WORK_HEAD = re.compile(r"(?:noi dung|cong viec|nhiem vu|hoat dong|ten cong viec|buoc)\b")
_WHO_HEAD = (
    r"(?:(?:co quan|don vi|nguoi|bo phan)(?:, don vi)? "
    r"(?:thuc hien|chu tri|chiu trach nhiem|phu trach)|trach nhiem|chu tri)"
)
_WRITTEN = re.compile(r"\d+ (?:tap the|ca nhan|mo hinh|dien hinh|ho |doanh nghiep|hop tac xa|guong)")
_SIZES = ("school", "residential_area", "household", "enterprise")
_MAX = ("khong qua", "toi da", "<=", "≤")


@dataclass(frozen=True)
class Row:
    """One row of an allotment: a field or a unit, who leads, and its quotas with the place of the row in the text."""

    field: str | None
    unit: str | None
    leads: tuple
    verb: str | None
    partners: tuple
    quotas: tuple
    start: int
    end: int


def rows_of(block, intro=""):
    """The rows of a table block; empty when its head names no counted column or neither field nor unit."""
    roles, subjects, first = _columns(block.rows)
    if not (subjects or "targets" in roles) or not ({"field", "unit", "leads"} & set(roles)):
        return []
    bound = _bound(plain(intro))
    offsets = _offsets(block)
    found = []
    for n in range(first, len(block.rows)):
        row = _row(block.rows[n], roles, subjects, bound, *offsets[n])
        if row:
            found.append(row)
    return found


def _columns(rows):
    """(role of each column, {column: (subject, years, head)}, first row of data)."""
    first = next((n for n, row in enumerate(rows) if n and _is_data(row)), None)
    if first is None:
        return [], {}, 0
    heads = [_head(rows[:first], column) for column in range(max(map(len, rows)))]
    roles, subjects = [], {}
    for column, head in enumerate(heads):
        subject = next((kind for part in reversed(head) if (kind := subject_of_words(part))), None)
        words = plain(" ".join(head))
        if subject and not _TOTAL.match(" ".join(head)):
            roles.append("count")
            subjects[column] = (subject, _years(words), words)
        else:
            roles.append(
                next(
                    (
                        role
                        for role, pattern in _HEADS
                        if re.fullmatch(pattern, plain(head[-1]) if head else "")
                        or head
                        and re.fullmatch(pattern, plain(head[0]))
                    ),
                    None,
                )
            )
    return _without_sizes(roles, subjects, first)


def _without_sizes(roles, subjects, first):
    """«Số trường», «Số thôn» beside counted nominees say how large a unit is."""
    sizes = [
        n for n, (kind, _, head) in subjects.items() if kind in _SIZES and re.match(r"(?:tong )?so (?!luong)", head)
    ]
    if len(sizes) < len(subjects):
        for column in sizes:
            del subjects[column]
            roles[column] = "note"
    return roles, subjects, first


def _is_data(row):
    """Whether a row is the first below the head."""
    cells = [squeeze(cell) for cell in row]
    if len(set(cells)) > 2 and all(re.fullmatch(r"\(?\d{1,2}\)?|", cell) for cell in cells):
        return False
    numbers = sum(bool(re.fullmatch(r"\d{1,4}|\d+\s*-\s*\d+", cell)) for cell in cells)
    return (
        bool(re.fullmatch(r"\d{1,3}\.?|[IVX]+\.?", cells[0]))
        or numbers >= 2
        or (numbers == 1 and len(cells) <= 3 and cells and not cells[0].isdigit())
        or any(_WRITTEN.search(plain(cell)) for cell in cells)
    )


def _head(rows, column):
    parts = []
    for row in rows:
        cell = squeeze(row[column]) if column < len(row) else ""
        if cell and not re.fullmatch(r"\(?\d{1,2}\)?|[A-D]", cell) and (not parts or parts[-1] != cell):
            parts.append(cell)
    return parts


def _years(words):
    found = re.search(r"\bnam ((?:19|20)\d\d)\b|\bgiai doan ((?:19|20)\d\d)\s*-\s*((?:19|20)\d\d)", words)
    if not found:
        return ("year", None) if re.search(r"moi nam|hang nam|/nam", words) else (None, None)
    return ("year", found[1]) if found[1] else ("phase", f"{found[2]}-{found[3]}")


def _bound(intro):
    if re.search(r"it nhat|toi thieu|khong duoi", intro):
        return "min"
    return "max" if re.search(r"khong qua|toi da|khong vuot qua", intro) else ""


def _offsets(block):
    """(start, end) of each row in the text of the document."""
    spans, at = [], block.start
    for line in block.text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _row(cells, roles, subjects, bound, start, end):
    named = {}
    for column, role in enumerate(roles):
        if role and role != "count" and column < len(cells):
            named.setdefault(role, squeeze(cells[column]))
    label = named.get("field") or named.get("unit") or named.get("leads") or ""
    if not label or any(_TOTAL.match(squeeze(cell)) for cell in cells[:3]) or len(set(map(squeeze, cells))) == 1:
        return None
    quotas = [
        quota
        for column, subject in subjects.items()
        if column < len(cells)
        if (quota := _cell(cells[column], subject, bound))
    ]
    quotas += _in_words(named.get("targets", ""), bound)
    leads, verb, partners = _charged(named.get("leads", ""))
    partners += _bodies(named.get("partners", ""))[0]
    if not quotas and not leads:
        return None
    unit = named.get("unit") if not named.get("field") else None
    if not named.get("field") and not unit:
        unit, leads = "; ".join(leads) or label, ()
    field = re.sub(r"^(?:[IVX]+|\d+)[.)]\s*", "", named.get("field") or "").strip(" .;:") or None
    return Row(field, unit, tuple(leads), verb, tuple(partners), tuple(quotas), start, end)


def _cell(cell, subject, bound):
    kind, (scope, label), head = subject
    folded = squeeze(plain(cell)).strip(" .")
    found = _CELL.fullmatch(folded)
    if not found or (
        found["noun"] and not re.match(r"(?:tap the|ca nhan|ho|mo hinh|dien hinh|guong|nguoi|don vi)\b", found["noun"])
    ):
        return None
    first, second = number_of(found["a"]), found["b"] and number_of(found["b"])
    if not first or (second and second < first):
        return None
    own = "max" if found["bound"] in _MAX else "min" if found["bound"] or found["up"] else _bound(head) or bound
    low, high = (first, second) if second else (first, first)
    if not second and own:
        low, high = (None, first) if own == "max" else (first, None)
    percent = bool(found["pct"]) or "%" in head or "ty le" in head
    return {
        "subject_type": kind,
        "min": low,
        "max": None if percent and own != "max" else high,
        "unit": "percent" if percent else "count",
        "period_scope": scope,
        "scope_label": label,
    }


def _in_words(cell, bound):
    """Quotas written out in a cell: «Ít nhất 10 tập thể, 15 cá nhân»."""
    low = {"min": "ít nhất ", "max": "không quá "}.get(bound, "") if cell[:1].isdigit() else ""
    return (
        [
            {
                "subject_type": quota.subject_type,
                "min": quota.min,
                "max": quota.max,
                "unit": quota.unit,
                "period_scope": quota.scope,
                "scope_label": quota.scope_label,
            }
            for quota in quotas_in(f"Lựa chọn {low}{cell[:1].lower()}{cell[1:]}")
        ]
        if cell
        else []
    )


def _charged(cell):
    """(leads, verb, partners) of a cell, which may say «A chủ trì, phối hợp với B»."""
    found = charges(cell)
    if not found:
        return *_bodies(cell), []
    leads = [cell[a:b] for charge in found for a, b in charge.leads]
    return leads, found[0].verb, [cell[a:b] for charge in found for a, b in charge.coordinators]


def schedule_of(block):
    """Rows of a timetable: (time, work, who, start, end); empty when the head names no time."""
    first = next((n for n, row in enumerate(block.rows) if n and not _same_kind(row)), None)
    if first is None:
        return []
    heads = [plain(" ".join(_head(block.rows[:first], column))) for column in range(max(map(len, block.rows)))]
    time = next((n for n, head in enumerate(heads) if _TIME_HEAD.match(head)), None)
    work = next((n for n, head in enumerate(heads) if _WORK_HEAD.match(head)), None)
    who = next((n for n, head in enumerate(heads) if re.match(_WHO_HEAD, head)), None)
    if time is None or work is None:
        return []
    return [
        (
            squeeze(row[time]),
            squeeze(row[work]),
            squeeze(row[who]) if who is not None and who < len(row) else None,
            *span,
        )
        for row, span in list(zip(block.rows, _offsets(block), strict=False))[first:]
        if max(time, work) < len(row)
    ]


def _same_kind(row):
    """Whether a row is one more row of the head: column numbers, or a repeated head."""
    cells = [squeeze(cell) for cell in row]
    return (
        all(re.fullmatch(r"\(?\d{1,2}\)?|", cell) for cell in cells)
        and len(set(cells)) > 2
        or bool(re.fullmatch(r"(?i)stt|tt", cells[0]))
    )


def _bodies(cell):
    verb = None
    if found := re.search(r"\(\s*(de nghi|giao)\s*\)", plain(cell)):
        verb = "đề nghị" if found[1] == "de nghi" else "giao"
        cell = cell[: found.start()] + cell[found.end() :]
    cell = cell.strip(" -–;,.")
    if not cell:
        return [], verb
    spans = body_list(cell, 0, len(cell))
    return ([cell[a:b] for a, b in spans] or [squeeze(part) for part in re.split(r"[;\n]", cell) if part.strip()]), verb
