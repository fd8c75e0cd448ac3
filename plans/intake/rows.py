"""The proposals of a document as rows a person confirms, corrects or leaves out, and the JSON that is confirmed.

A row has a path into the proposals («fields[0].quotas[1]»), inputs whose names are paths too, a level and a decision:
True taken, False left out, None not yet looked at. Rows that are «chắc chắn» start as taken, «cần xem» undecided.
"""

import copy
import re
from dataclasses import dataclass

from plans.intake.due_words import due_of_words, due_words
from plans.intake.header_facts import LOOK, NONE_SEEN, SURE

SUBJECTS = (
    ("collective", "tập thể"),
    ("individual", "cá nhân"),
    ("household", "hộ gia đình"),
    ("model", "mô hình"),
    ("exemplar", "điển hình"),
    ("model_or_exemplar", "mô hình, điển hình"),
    ("club", "câu lạc bộ, tổ, nhóm"),
    ("enterprise", "doanh nghiệp, cơ sở"),
    ("cooperative", "hợp tác xã"),
    ("residential_area", "thôn, tổ dân phố"),
    ("clan", "dòng họ"),
    ("school", "trường"),
    ("other", "loại khác"),
)
BASES = (
    ("per_field", "cả lĩnh vực"),
    ("per_lead", "mỗi cơ quan chủ trì"),
    ("per_unit", "mỗi đơn vị, hoặc đơn vị nêu tên"),
    ("per_unit_category", "mỗi đơn vị của nhóm"),
    ("per_plan", "cả kế hoạch"),
)
UNITS = (("count", "số lượng"), ("percent", "%"))
SCOPES = (
    ("whole", "cả thời gian"),
    ("year", "mỗi năm"),
    ("phase", "giai đoạn"),
    ("quarter", "mỗi quý"),
    ("month", "mỗi tháng"),
)
VERBS = (
    ("", "không ghi"),
    ("giao", "giao"),
    ("đề nghị", "đề nghị"),
    ("phân công", "phân công"),
    ("yêu cầu", "yêu cầu"),
)
SYSTEMS = (("state", "Nhà nước"), ("party", "Đảng"), ("other", "đoàn thể"))
APPLIES = (*SUBJECTS, ("all", "tất cả"))
FACTS = (
    ("doc_type", "Loại văn bản"),
    ("number", "Số"),
    ("symbol", "Ký hiệu"),
    ("issuer", "Cơ quan ban hành"),
    ("parent_organ", "Cơ quan chủ quản"),
    ("place", "Địa danh"),
    ("date", "Ngày ban hành"),
    ("title", "Trích yếu"),
    ("system", "Hệ thống"),
    ("signer", "Người ký"),
    ("signer_position", "Chức vụ"),
)
GROUPS = (
    ("van-ban", "Văn bản"),
    ("can-cu", "Căn cứ"),
    ("ky", "Kỳ thực hiện"),
    ("linh-vuc", "Lĩnh vực"),
    ("chu-tri", "Chủ trì, phối hợp"),
    ("chi-tieu", "Chỉ tiêu"),
    ("moc", "Mốc thời gian"),
    ("dieu-kien", "Điều kiện"),
    ("noi-nhan", "Nơi nhận"),
)
_PATH = re.compile(r"([a-z_]+)|\[(\d+)\]")
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True)
class Input:
    """One value of a row. `kind`: text, long, number, date, choice, due."""

    name: str
    label: str
    value: str
    kind: str = "text"
    choices: tuple = ()
    error: str = ""


@dataclass(frozen=True)
class Row:
    """One proposal, where it comes from and what was decided."""

    path: str
    group: str
    label: str
    level: str
    inputs: tuple
    decision: bool | None
    quote: str = ""
    start: int | None = None
    end: int | None = None
    rule: str = ""

    @property
    def anchor(self):
        return "d-" + re.sub(r"[^a-z0-9]+", "-", self.path).strip("-")

    @property
    def shows_quote(self):
        """Whether the source says more than the value itself."""
        return bool(self.quote) and not (len(self.inputs) == 1 and self.inputs[0].value == self.quote)

    @property
    def is_open(self):
        return self.decision is None


def rows_of(proposals, decisions, errors=None):
    """Every row of the proposals, in the order of GROUPS."""
    found = [
        *_header_rows(proposals),
        *_field_rows(proposals),
        *_quota_rows("general_quotas", proposals.get("general_quotas", ()), "cả kế hoạch"),
        *_list_rows(proposals),
    ]
    order = {code: n for n, (code, _) in enumerate(GROUPS)}
    rows = [_row(proposals, decisions, errors or {}, *spec) for spec in found]
    return sorted(rows, key=lambda row: order[row.group])


def _row(proposals, decisions, errors, path, group, label, inputs):
    note = proposals["evidence"].get(path, {})
    level = note.get("level", SURE)
    inputs = tuple(
        Input(name, words, _shown(value, kind), kind, choices, errors.get(name, ""))
        for name, words, value, kind, choices in inputs
    )
    start = {SURE: True, LOOK: None, NONE_SEEN: True}[level]
    return Row(
        path,
        group,
        label,
        level,
        inputs,
        decisions.get(path, start),
        note.get("quote", "") or "",
        note.get("start"),
        note.get("end"),
        note.get("rule", ""),
    )


def _shown(value, kind):
    if kind == "due":
        return value if isinstance(value, str) else due_words(value)
    return "" if value is None else str(value)


def _header_rows(proposals):
    header = proposals["header"]
    for key, label in FACTS:
        kind = {"title": "long", "date": "date", "system": "choice"}.get(key, "text")
        path = f"header.{key}"
        yield path, "van-ban", label, [(path, label, header.get(key), kind, SYSTEMS if key == "system" else ())]
    period = header.get("period") or {}
    yield (
        "header.period",
        "ky",
        "Thực hiện",
        [
            ("header.period.from", "từ năm", period.get("from"), "number", ()),
            ("header.period.to", "đến năm", period.get("to"), "number", ()),
        ],
    )
    for n, basis in enumerate(header.get("legal_bases", ())):
        path = f"header.legal_bases[{n}]"
        yield (
            path,
            "can-cu",
            f"Căn cứ {n + 1}",
            [
                (f"{path}.number", "Số, ký hiệu", basis.get("number"), "text", ()),
                (f"{path}.name", "Tên (nếu không có số)", basis.get("name"), "text", ()),
                (f"{path}.date", "Ngày", basis.get("date"), "date", ()),
            ],
        )


def _field_rows(proposals):
    for n, field in enumerate(proposals.get("fields", ())):
        path = f"fields[{n}]"
        yield path, "linh-vuc", f"Lĩnh vực {n + 1}", [(f"{path}.name", "Tên lĩnh vực", field["name"], "long", ())]
        for k, lead in enumerate(field["leads"]):
            at = f"{path}.leads[{k}]"
            yield (
                at,
                "chu-tri",
                f"Chủ trì lĩnh vực {n + 1}",
                [
                    (f"{at}.agency", field["name"], lead["agency"], "text", ()),
                    (f"{at}.verb", "Động từ", lead["verb"] or "", "choice", VERBS),
                ],
            )
        for k, name in enumerate(field["coordinators"]):
            at = f"{path}.coordinators[{k}]"
            yield at, "chu-tri", f"Phối hợp lĩnh vực {n + 1}", [(at, field["name"], name, "text", ())]
        yield from _quota_rows(f"{path}.quotas", field["quotas"], f"lĩnh vực {n + 1}: {field['name']}")


def _quota_rows(path, quotas, owner):
    for n, quota in enumerate(quotas):
        at = f"{path}[{n}]"
        yield (
            at,
            "chi-tieu",
            f"Chỉ tiêu, {owner}",
            [
                (f"{at}.subject_type", "Đối tượng", quota["subject_type"], "choice", SUBJECTS),
                (f"{at}.min", "ít nhất", quota["min"], "number", ()),
                (f"{at}.max", "không quá", quota["max"], "number", ()),
                (f"{at}.unit", "Đơn vị", quota["unit"], "choice", UNITS),
                (f"{at}.basis", "Ai chịu", quota["basis"], "choice", BASES),
                (f"{at}.unit_category", "Tên đơn vị, nhóm", quota["unit_category"], "text", ()),
                (f"{at}.period_scope", "Kỳ", quota["period_scope"], "choice", SCOPES),
                (f"{at}.scope_label", "Năm, giai đoạn", quota["scope_label"], "text", ()),
            ],
        )


def _list_rows(proposals):
    for n, item in enumerate(proposals.get("milestones", ())):
        at = f"milestones[{n}]"
        yield (
            at,
            "moc",
            f"Mốc {n + 1}",
            [
                (f"{at}.title", "Việc", item["title"], "long", ()),
                (f"{at}.due", "Thời hạn", item["due"], "due", ()),
                (f"{at}.responsible", "Ai làm", item["responsible"], "text", ()),
                (f"{at}.recipient", "Nơi nhận", item["recipient"], "text", ()),
            ],
        )
    for n, item in enumerate(proposals.get("eligibility", ())):
        at = f"eligibility[{n}]"
        yield (
            at,
            "dieu-kien",
            f"Điều kiện {n + 1}",
            [
                (f"{at}.applies_to", "Áp dụng cho", item["applies_to"], "choice", APPLIES),
                (f"{at}.rule", "Điều kiện", item["rule"], "long", ()),
            ],
        )
    for n, name in enumerate(proposals.get("recipients", ())):
        at = f"recipients[{n}]"
        yield at, "noi-nhan", f"Nơi nhận {n + 1}", [(at, "Nơi nhận", name, "text", ())]


# --- what a person sends back ------------------------------------------------------------------------------------


def with_answers(proposals, decisions, posted):
    """(proposals with the typed values, decisions, {input name: error}). Values in error stay as typed."""
    proposals, decisions, errors = copy.deepcopy(proposals), dict(decisions), {}
    for row in rows_of(proposals, decisions):
        for field in row.inputs:
            if field.name in posted:
                value, error = _typed(posted[field.name].strip(), field, proposals)
                if error:
                    errors[field.name] = error
                put(proposals, field.name, value)
        answer = posted.get(f"{row.path}:chon")
        if answer in ("co", "bo"):
            decisions[row.path] = answer == "co"
    return proposals, decisions, errors


def _typed(text, field, proposals):
    if field.kind == "due":
        before = get(proposals, field.name)
        if isinstance(before, dict) and due_words(before) == text:
            return before, ""
        due = due_of_words(text)
        return (
            (due, "")
            if due
            else (text, "Chưa hiểu thời hạn này. Ví dụ: «ngày 30/11 hằng năm», «Quý II/2027», «định kỳ 6 tháng».")
        )
    if not text:
        return None, ""
    if field.kind == "number":
        return (int(text), "") if re.fullmatch(r"\d{1,6}", text) else (text, "Chỉ nhập chữ số.")
    if field.kind == "date":
        return (text, "") if _DATE.fullmatch(text) else (text, "Nhập dạng 2026-03-20, 2026-03 hoặc 2026.")
    if field.kind == "choice":
        return (text, "") if text in dict(field.choices) else (text, "Lựa chọn không có trong danh sách.")
    return text[:1000], ""


def _steps(path):
    return [name or int(place) for name, place in _PATH.findall(path)]


def get(proposals, path):
    value = proposals
    for step in _steps(path):
        value = value[step]
    return value


def put(proposals, path, value):
    """Set the value at `path`; «header.period.from» makes the period when there was none."""
    *steps, last = _steps(path)
    place = proposals
    for step in steps:
        if isinstance(step, str) and place.get(step) is None:
            place[step] = {}
        place = place[step]
    place[last] = value


def confirmed(proposals, decisions):
    """The plan's JSON of the rows that were taken: what the import stores. Undecided rows are not in it."""
    taken = {row.path: row.decision is True for row in rows_of(proposals, decisions)}
    header = {key: value if taken.get(f"header.{key}", True) else None for key, value in proposals["header"].items()}
    header["legal_bases"] = _taken(proposals["header"]["legal_bases"], "header.legal_bases", taken)
    period = header.get("period") or {}
    header["period"] = (
        {"from": period["from"], "to": period.get("to") or period["from"]} if period.get("from") else None
    )
    fields = [
        _field(field, f"fields[{n}]", taken) for n, field in enumerate(proposals["fields"]) if taken[f"fields[{n}]"]
    ]
    return {
        "header": header,
        "fields": fields,
        "attached": proposals.get("attached", []),
        **{name: _taken(proposals[name], name, taken) for name in ("general_quotas", "milestones", "eligibility")},
    }


def confirmed_recipients(proposals, decisions):
    """The recipients that were taken, as printed."""
    taken = {row.path: row.decision is True for row in rows_of(proposals, decisions)}
    return [name for name in _taken(proposals.get("recipients", []), "recipients", taken) if name]


def _field(field, path, taken):
    return field | {name: _taken(field[name], f"{path}.{name}", taken) for name in ("leads", "coordinators", "quotas")}


def _taken(values, path, taken):
    return [value for n, value in enumerate(values) if taken.get(f"{path}[{n}]")]
