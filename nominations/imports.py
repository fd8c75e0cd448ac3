"""Rows of a sent list on their way to nominees: values for the draft, what is wrong, missing or maybe there twice."""
from types import SimpleNamespace
from uuid import UUID, uuid5

from django.utils import timezone

from core.tables import is_without_result
from models_registry.duplicates import NameFacts
from models_registry.duplicates import possible_duplicates as alike_in_registry
from nominations import eligibility
from nominations.intake import possible_duplicates
from nominations.intake.people import looks_like_person
from nominations.intake.words import LABELS
from nominations.models import Nomination
from nominations.queries import failed_before
from nominations.services.submitting import missing_facts
from plans.enums import RecordKind, SubjectType

FIELDS = ("subject_type", "record_kind", "name", "model_name", "birth_year", "sex", "position", "unit_text", "address",
          "achievement", "subject_kind", "proposed_award")
AWARD_LENGTH = Nomination._meta.get_field("proposed_award").max_length
SEX_OF = {"Ông": "male", "Bà": "female"}
SEX_WORDS = {"male": "Nam", "female": "Nữ"}
NAMES_OF_FIELDS = {"name": "Tên", "model_name": "Tên mô hình", "position": "Chức vụ", "unit_text": "Đơn vị",
                   "address": "Địa chỉ", "achievement": "Thành tích"}
NO_NAME, NO_OWNER, NO_MODEL = "Thiếu tên.", "Thiếu tên chủ mô hình.", "Thiếu tên mô hình."
NO_KIND = "Chưa rõ là tập thể, cá nhân, hộ gia đình hay mô hình."
UNREAD = {  # sentences of words that could not be read
    "kind": "Loại «{}» không có trong danh sách. Hãy chọn tập thể, cá nhân, hộ gia đình hoặc mô hình.",
    "birth": "«{}» không phải năm sinh.", "sex": "Giới tính «{}» không rõ là Nam hay Nữ.",
    "group": "Nhóm «{}» không có trong danh sách cho loại này. Hãy chọn ở «Thuộc nhóm», hoặc để trống.",
    "position": "Chức vụ «{}» chỉ ghi cho cá nhân; hãy xem lại «Loại»."}
BIRTH_OF_BODY = ("Tập thể không có năm sinh, mà dòng này ghi «{}». Nếu là cá nhân thì sửa «Loại»; nếu là tập thể thì "
                 "để trống «Năm sinh».")
OF_NO_BODY = {  # sentences of words that are read well and that a body cannot have
    "birth": BIRTH_OF_BODY,
    "sex": "Tập thể không có giới tính, mà dòng này ghi «{}». Nếu là cá nhân thì sửa «Loại»; nếu không thì lưu dòng.",
    "position": ("Tập thể không có chức vụ, mà dòng này ghi «{}». Nếu là cá nhân thì sửa «Loại»; nếu không thì xóa chữ "
                 "ở «Chức vụ».")}
SAID_BY_UNREAD = {"kind": (NO_KIND,), "name": (NO_NAME, NO_OWNER), "body": (NO_NAME, NO_OWNER),
                  "household": (NO_NAME,), "family": (NO_NAME,), "given": (NO_NAME,), "model_name": (NO_MODEL,),
                  "owner": (NO_OWNER,)}


def rows_of(records):
    """The rows of a reading, with their numbers from 1."""
    rows = [{"n": n, "line": record.line, "sheet": record.sheet, "values": (values := values_of(record)),
             "unread": unread_of(record, values), "twins": [], "out": False, "key": ""}
            for n, record in enumerate(records, 1)]
    return with_twins(rows)


def unread_of(record, values):
    """What was typed and has no place in the values: words nobody understands, and what only a person has of a body."""
    if values["subject_type"] != SubjectType.COLLECTIVE:
        return record.unread
    of_person = {"birth": (record.birth or "")[:4], "sex": SEX_WORDS.get(record.sex)}
    return record.unread | {role: words for role, words in of_person.items() if words}


def sex_of_corrected(row):
    """The sex of a row that a person put right: what was typed for a body stands once the row is no body."""
    typed = next((code for code, words in SEX_WORDS.items() if words == row.get("unread", {}).get("sex")), "")
    is_body = row["values"]["subject_type"] == SubjectType.COLLECTIVE
    return "" if is_body else row["values"]["sex"] or typed


def values_of(record):
    """The fields of a nomination from one record; a collective has neither birth nor sex nor position."""
    values = dict.fromkeys(FIELDS, "") | {"record_kind": RecordKind.EXEMPLAR.value, "birth_year": None}
    values |= {"name": record.name, "unit_text": record.unit or "", "address": record.address or "",
               "achievement": record.achievement or "", "position": record.position or "",
               "subject_kind": record.group, "proposed_award": (record.award or "")[:AWARD_LENGTH]}
    if record.kind == "model":
        owner = record.owner or ""
        values |= {"record_kind": RecordKind.MODEL.value, "model_name": record.name, "name": owner,
                   "subject_type": owner and _type_of_owner(owner), "position": ""}
    elif record.kind in SubjectType.values:
        values["subject_type"] = record.kind
    if values["subject_type"] in (SubjectType.INDIVIDUAL, SubjectType.HOUSEHOLD):
        values["birth_year"] = int(record.birth[:4]) if record.birth else None
        values["sex"] = record.sex or SEX_OF.get(record.honorific, "")
    if values["subject_type"] == SubjectType.HOUSEHOLD:
        values["address"] = values["address"] or values["unit_text"]
    if "kind" in record.unread:
        values["subject_type"] = ""  # what the words would make likely is no choice of the agency
    return values


def _type_of_owner(owner):
    return (SubjectType.INDIVIDUAL if looks_like_person(owner) else SubjectType.COLLECTIVE).value


def with_twins(rows):
    """The rows, each with the numbers of the rows that are likely the same person or body."""
    waiting = [row for row in rows if not row["out"] and (row["values"]["name"] or row["values"]["model_name"])]
    for row in rows:
        row["twins"] = []
    for one, two in possible_duplicates([_facts(row["values"]) for row in waiting]):
        waiting[one]["twins"].append(waiting[two]["n"])
        waiting[two]["twins"].append(waiting[one]["n"])
    return rows


def _facts(values):
    year, is_model = values["birth_year"], values["record_kind"] == RecordKind.MODEL
    return SimpleNamespace(
        kind="model" if is_model else values["subject_type"] or "other", birth=str(year) if year else "",
        name=values["model_name"] if is_model else values["name"], unit=values["unit_text"],
        achievement=values["achievement"])


def faults(row, today):
    """Why a row cannot become a nominee: words that could not be read, as typed, then what `problems` finds."""
    unread = row.get("unread", {})
    said = [_unread_sentence(role, words, row["values"]) for role, words in unread.items()]
    hidden = {sentence for role in unread for sentence in SAID_BY_UNREAD.get(role, ())}
    return said + [sentence for sentence in problems(row["values"], today) if sentence not in hidden]


def _unread_sentence(role, words, values):
    if is_without_result(words):
        return (f"Ô «{LABELS.get(role, role)}» có công thức chưa tính hoặc báo lỗi («{words}»). "
                "Hãy gõ nội dung vào ô.")
    of_body = OF_NO_BODY if values["subject_type"] == SubjectType.COLLECTIVE else {}
    return (UNREAD | of_body)[role].format(words)


def problems(values, today):
    """Why a row cannot become a nominee, as sentences; empty when it can."""
    found = []
    is_model = values["record_kind"] == RecordKind.MODEL
    if is_model and not values["model_name"]:
        found.append(NO_MODEL)
    if not values["name"]:
        found.append(NO_OWNER if is_model else NO_NAME)
    if values["subject_type"] not in SubjectType.values:
        found.append("Chưa rõ chủ mô hình là tập thể, cá nhân hay hộ gia đình." if is_model else NO_KIND)
    year = values["birth_year"]
    if year and not 1900 <= year <= today.year:
        found.append(f"Năm sinh phải từ 1900 đến {today.year}.")
    for name, label in NAMES_OF_FIELDS.items():
        limit = Nomination._meta.get_field(name).max_length
        if limit and len(values[name]) > limit:
            found.append(f"{label} dài quá {limit} ký tự.")
    return found


def missing(values):
    """What the nominee will still lack before it can be sent."""
    return missing_facts(Nomination(**values))


def outcomes(rows, submission, *, user, today):
    """{row number: outcomes of the plan's conditions} of rows that are no nominees yet; nothing is stored."""
    waiting = [row for row in rows if not row["key"] and not row["out"]]
    typed = [Nomination(submission=submission, **row["values"]) for row in waiting]
    found = eligibility.outcomes_in_list(submission, typed, user=user, today=today)
    return {row["n"]: outcomes for row, outcomes in zip(waiting, found, strict=True)}


def key_of(batch_key, row):
    """The public id of the nomination made of a row: the same for a second click."""
    return uuid5(UUID(str(batch_key)), str(row["n"]))


def registry_notes(rows, submission):
    """{row number: sentences} of the rows that stand in the registry already. One query.

    An agency learns that somebody alike is there, not who.
    """
    facts = _name_facts(rows, submission)
    return {row["n"]: list(dict.fromkeys(f"{hint.why} với một đối tượng đã có trong hệ thống" for hint in hints
                                     if not hint.by_name_alone))
            for row, hints in zip(rows, alike_in_registry(facts, except_own=True), strict=True)}


def _name_facts(rows, submission):
    return [NameFacts(row["values"]["subject_type"], row["values"]["name"], row["values"]["birth_year"],
                      submission.organization_id, row["values"]["unit_text"]) for row in rows]


def failure_notes(rows, submission):
    """{row number: sentences} of what the agency's former nominations of the name failed for. Two queries."""
    found = failed_before(_name_facts(rows, submission), submission.organization_id)
    return {row["n"]: [f"lần trước không đạt ({timezone.localtime(at):%d/%m/%Y}): {reason}" for at, reason in failures]
            for row, failures in zip(rows, found, strict=True)}


def notes_in_submission(rows, submission):
    """{row number: sentence} of the rows that stand in the submission's own list already. One query."""
    stored = list(submission.nominations.exclude(public_id__in=[row["key"] for row in rows if row["key"]]))
    waiting = [row for row in rows if not row["key"]]
    facts = [_facts(row["values"]) for row in waiting] + [
        _facts({name: getattr(nomination, name) for name in FIELDS}) for nomination in stored]
    border = len(waiting)
    return {waiting[one]["n"]: f"giống {stored[two - border]} đã có trong hồ sơ này"
            for one, two in possible_duplicates(facts) if one < border <= two}
