"""The log in words: what an act, an object and a field are called."""
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import localtime

from core.dates import short_day


@cache
def acts():
    """{action code: its Vietnamese words}, collected from the `acts` module of every app that has one."""
    words = {}
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.acts"):
            words.update(import_module(f"{app.name}.acts").ACTS)
    return words


def is_confidential(object_type):
    """Whether the object is a dossier or an entry of the registry, whose content is not for who keeps the log."""
    return object_type.partition(".")[0] in CONFIDENTIAL


def act_words(action):
    """The words of an act; the code itself when its app names it nowhere."""
    return acts().get(action, action)


def type_words(object_type):
    """«Kế hoạch» for «plans.Plan»."""
    try:
        name = str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return object_type
    return name[:1].upper() + name[1:]


def changes_in_words(event):
    """(label, before, after) for every named field, in the order they were recorded."""
    names = dict.fromkeys([*event.before, *event.after])
    return [(field_words(event.object_type, name), value_words(event.object_type, name, event.before.get(name)),
             value_words(event.object_type, name, event.after.get(name))) for name in names]


def field_words(object_type, name):
    field = _field(object_type, name)
    words = str(getattr(field, "verbose_name", "")) or OTHER_FIELDS.get(name, name)
    return words[:1].upper() + words[1:]


def value_words(object_type, name, value):
    """A stored value as people write it: chosen labels, yes and no, days; lists set apart by commas."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return ", ".join(value_words(object_type, name, item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {value_words(object_type, key, item)}" for key, item in value.items())
    field = _field(object_type, name)
    labels = dict(field.flatchoices) if field is not None and getattr(field, "choices", None) else {}
    return labels.get(value) or _as_moment(str(value))


def _field(object_type, name):
    try:
        return apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None


def _as_moment(text):
    """A day or instant in the Vietnamese form; other text as it is."""
    try:
        if len(text) == 10 and (day := parse_date(text)):
            return short_day(day)
        if "T" in text[10:11] and (moment := parse_datetime(text)):
            moment = localtime(moment) if moment.tzinfo else moment
            return f"{moment:%H:%M} {short_day(moment)}"
    except ValueError:
        pass
    return text


CONFIDENTIAL = {"nominations", "models_registry"}

# What acts record beside the object's own fields.
OTHER_FIELDS = {
    "organization": "cơ quan, đơn vị", "role": "vai trò", "valid_from": "từ ngày", "valid_to": "đến hết ngày",
    "title": "tên", "name": "tên", "code": "mã", "document": "văn bản", "members": "thành viên", "basis": "căn cứ",
    "from_date": "từ ngày", "effective_on": "có hiệu lực từ ngày", "due_on": "hạn", "received_on": "nhận ngày",
    "obligation": "chỉ tiêu", "count": "số lượng", "obligations": "số nghĩa vụ chỉ tiêu",
    "occurrences": "số thời hạn", "predecessors": "trước sắp xếp", "successors": "kế thừa", "state": "trạng thái",
    "stage": "giai đoạn", "on_date": "ngày", "decision_number": "số quyết định", "ended": "kết thúc hoạt động",
    "number": "số văn bản", "file": "tệp", "on": "ngày", "new_due_on": "hạn mới", "closed_as": "đóng vì",
    "legal_bases": "căn cứ", "recipients": "nơi nhận", "field": "lĩnh vực", "leads": "cơ quan chủ trì",
    "coordinators": "cơ quan phối hợp", "overrides": "mức riêng", "before": "trước", "after": "sau",
    "nominees": "số đề cử", "body": "cơ quan được hỏi", "session": "phiên họp", "percent": "tỷ lệ (%)",
    "place": "nơi lập", "addressees": "kính gửi", "authority": "thẩm quyền ký", "position": "chức vụ",
    "signer": "người ký",
    "details": "chi tiết", "annexes": "phụ lục", "with_duties": "kèm bảng thời hạn", "pdf": "tệp PDF",
    "docx": "tệp Word",
    "milestone": "mốc", "applies_to": "áp dụng cho", "day": "ngày được nêu", "moved": "số thời hạn đổi ngày",
    "fields": "thông tin", "frequency": "thư nhắc việc đến", "gets_optional": "nhận cả thư không bắt buộc",
}
