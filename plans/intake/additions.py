"""A quota, field, chair, time or condition that a person adds from words of the text which the reader passed over."""

import copy
import re

from core.errors import InvalidInput
from plans.intake.bodies import body_list
from plans.intake.conditions import conditions_in
from plans.intake.duties import duties_in
from plans.intake.header_facts import LOOK
from plans.intake.leads import charges
from plans.intake.quotas import quotas_in
from plans.intake.text import find_words, squeeze

RULE, LONGEST = "người đọc thêm", 1_000
KINDS = (
    ("chi-tieu", "Chỉ tiêu"),
    ("linh-vuc", "Lĩnh vực"),
    ("chu-tri", "Cơ quan chủ trì"),
    ("moc", "Mốc thời gian"),
    ("dieu-kien", "Điều kiện"),
)
NO_WORDS = "Nhập hoặc chọn một câu của văn bản."
NO_QUOTA = "Chưa thấy con số và đối tượng trong câu. Ví dụ: «mỗi xã, phường ít nhất 02 tập thể»."
NO_TIME = "Chưa thấy thời hạn trong câu. Ví dụ: «gửi báo cáo trước ngày 15/11 hằng năm»."
NO_BODY = "Chưa thấy tên cơ quan trong câu. Ví dụ: «Sở Y tế chủ trì»."
NO_FIELD = "Chọn lĩnh vực mà cơ quan này chủ trì."
NO_KIND = "Chọn loại: chỉ tiêu, lĩnh vực, cơ quan chủ trì, mốc thời gian hoặc điều kiện."


def with_addition(proposals, text, *, kind, words, field=None):
    """(proposals with the new rows at the end of their lists, path of the first). `field` is a place in the fields.

    The new rows are «cần xem»: the person still sees what was made of the words. Raises InvalidInput when the words
    hold nothing of that kind.
    """
    words = squeeze(words)[:LONGEST]
    if not words:
        raise InvalidInput({"them-cau": NO_WORDS})
    if kind not in _BUILDERS:
        raise InvalidInput({"them-loai": NO_KIND})
    proposals = copy.deepcopy(proposals)
    if field is not None and not 0 <= field < len(proposals["fields"]):
        field = None
    span = find_words(text, words) or (None, None)
    paths = [_append(proposals, path, value) for path, value in _BUILDERS[kind](proposals, words, field)]
    for path in paths:
        proposals["evidence"][path] = {"start": span[0], "end": span[1], "quote": words, "level": LOOK, "rule": RULE}
    return proposals, paths[0]


def _append(proposals, path, value):
    found = re.fullmatch(r"fields\[(\d+)\]\.(\w+)", path)
    values = proposals["fields"][int(found[1])][found[2]] if found else proposals[path]
    values.append(value)
    return f"{path}[{len(values) - 1}]"


def _quotas(proposals, words, field):
    """The quotas that the words hold as they stand, else behind «Lựa chọn»; those of a field concern the field."""
    for told in (words, f"Lựa chọn {words[:1].lower()}{words[1:]}"):
        found = [quota.as_json(words) for quota in quotas_in(told, asked=True)]
        if found:
            break
    else:
        raise InvalidInput({"them-cau": NO_QUOTA})
    path = "general_quotas" if field is None else f"fields[{field}].quotas"
    missing = "per_plan" if field is None else "per_field"
    for quota in found:
        if quota["basis"] in ("", "per_plan", "per_field") or (field is None and quota["basis"] == "per_lead"):
            quota |= {"basis": missing, "unit_category": None}
        yield path, quota


def _field(proposals, words, field):
    name = re.sub(r"^(?:[IVXivx]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s+|^[-+•]\s*", "", words).strip(" .;:")
    if not name:
        raise InvalidInput({"them-cau": NO_WORDS})
    yield "fields", {"name": name[:300], "period": None, "leads": [], "coordinators": [], "quotas": []}


def _leads(proposals, words, field):
    if field is None:
        raise InvalidInput({"them-linh-vuc": NO_FIELD})
    found = [(words[a:b], charge.verb) for charge in charges(words) for a, b in charge.leads]
    found = found or [(words[a:b], None) for a, b in body_list(words, 0, len(words.rstrip(" .;:,")))]
    if not found:
        raise InvalidInput({"them-cau": NO_BODY})
    for agency, verb in found:
        yield f"fields[{field}].leads", {"agency": squeeze(agency), "verb": verb}


def _milestones(proposals, words, field):
    duties = duties_in(words)
    if not duties:
        raise InvalidInput({"them-cau": NO_TIME})
    for duty in duties:
        yield "milestones", {
            "title": duty.title,
            "due": duty.time.due,
            "responsible": words[slice(*duty.responsible)] if duty.responsible else None,
            "recipient": words[slice(*duty.recipient)] if duty.recipient else None,
            "deliverable": duty.deliverable,
            "source_quote": words[:300],
        }


def _conditions(proposals, words, field):
    found = conditions_in(words)
    yield "eligibility", {
        "applies_to": found[0].applies_to if found else "all",
        "rule": words[:300],
        "source_quote": words[:300],
    }


_BUILDERS = {
    "chi-tieu": _quotas,
    "linh-vuc": _field,
    "chu-tri": _leads,
    "moc": _milestones,
    "dieu-kien": _conditions,
}
