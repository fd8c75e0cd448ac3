"""What was done to a nomination, by whom and why, in the words of people."""
from dataclasses import dataclass
from datetime import date

from audit.models import AuditEvent
from core.text import normalised_name
from nominations.enums import NominationState
from nominations.models import Nomination
from nominations.queries.doubles import facts_of

ACTIONS = {
    "nominations.add_nominee": "Thêm vào danh sách", "nominations.update_nominee": "Sửa thông tin",
    "nominations.submit": "Gửi Sở Nội vụ", "nominations.return": "Trả lại bổ sung",
    "nominations.recognise": "Chấp nhận", "nominations.reject": "Không đạt", "nominations.reopen": "Xét lại",
    "nominations.withdraw": "Rút đề cử", "nominations.revoke": "Thu hồi công nhận",
    "nominations.correct_decision": "Sửa số, người ký quyết định",
    "nominations.comment": "Trao đổi", "nominations.add_file": "Gửi tệp", "nominations.remove_file": "Bỏ tệp",
}
PUBLIC_ACTIONS = dict(ACTIONS)
ACTIONS |= {  # what the office does among itself
    "nominations.appraise": "Nhận thẩm định", "nominations.pass": "Đạt thẩm định", "nominations.hold": "Tạm dừng xét",
    "nominations.release": "Xét tiếp", "nominations.consult": "Lấy ý kiến", "nominations.answer": "Ghi ý kiến trả lời",
    "nominations.end_consult": "Kết thúc lấy ý kiến", "nominations.plan_decision": "Dự kiến kết quả",
    "nominations.to_council": "Chuyển hội đồng", "nominations.off_council": "Đưa ra khỏi phiên họp",
    "nominations.council_pass": "Hội đồng thông qua", "nominations.council_fail": "Hội đồng không thông qua",
    "nominations.council_again": "Xét lại ở phiên sau",
    "nominations.assign": "Phân công xử lý", "nominations.comment_inside": "Trao đổi nội bộ",
}
LABELS = {
    "name": "Tên", "model_name": "Tên mô hình", "birth_year": "Năm sinh", "sex": "Giới", "position": "Chức vụ",
    "unit_text": "Đơn vị, nơi ở", "address": "Địa chỉ", "achievement": "Thành tích", "obligation": "Chỉ tiêu",
    "proposed_award": "Hình thức đề nghị",
    "subject_type": "Loại", "subject_kind": "Nhóm", "decision_number": "Số văn bản", "decided_on": "Ngày văn bản",
    "due_on": "Hạn", "file": "Tệp",
}
INTERNAL_LABELS = {"waiver": "Lý do vượt mức", "assigned_to": "Người xử lý", "handle_by": "Hạn xử lý",
                   "body": "Cơ quan được hỏi", "opinion": "Ý kiến", "planned": "Dự kiến",
                   "revoked_on": "Thu hồi từ ngày", "session": "Phiên họp"}


@dataclass(frozen=True)
class HistoryLine:
    at: object
    who: str
    what: str
    organization: str
    reason: str
    changes: tuple


def history(nomination, *, user):
    """The acts on the nomination, newest first; internal fields and acts are for the office only. One query."""
    inside = user.sees_whole_province
    labels, told = ({**LABELS, **INTERNAL_LABELS}, ACTIONS) if inside else (LABELS, PUBLIC_ACTIONS)
    events = [event for event in AuditEvent.objects.for_object(nomination) if event.action in told]
    if nomination.submission.organization_id not in user.organization_ids():
        events = _since_first_sent(events)
    return [HistoryLine(event.at, event.actor_label, ACTIONS[event.action], event.organization_label, event.reason,
                        _changes(event, labels)) for event in events]


def changes_since_return(nomination):
    """(label, before, after) of what the agency changed since the nomination last went back to it. One query."""
    events, returned = [], False
    for event in AuditEvent.objects.for_object(nomination):
        returned = event.action == "nominations.return"
        if returned:
            break
        events.insert(0, event)
    return _facts_changed(events) + _beside_the_facts(events) if returned else []


def _facts_changed(events):
    before, after = {}, {}
    for event in events:
        if event.action == "nominations.update_nominee":
            before, after = {**event.before, **before}, after | event.after
    return [(LABELS[name], _shown(before[name]), _shown(after[name]))
            for name in LABELS if name in after and before[name] != after[name]]


def _beside_the_facts(events):
    """Files that came and went, one by one, and the declaration as a whole: its log tells how many lines it has."""
    found = [("Tệp kèm theo", event.before.get("file", ""), event.after.get("file", "")) for event in events
             if event.action in ("nominations.add_file", "nominations.remove_file")]
    declared = [event for event in events if event.action == "nominations.declare_merit"]
    first, last = (declared[0].before.get("rows", 0), declared[-1].after.get("rows", 0)) if declared else (0, 0)
    if first or last:
        edited = ", đã sửa" if first == last else ""
        found.append(("Kê khai xếp loại, danh hiệu", f"{first} dòng", f"{last} dòng{edited}"))
    return found


def earlier_rejections(nomination):
    """(instant, reason) of nominations of the same name by the same agency that failed before. Two queries."""
    return failed_before([facts_of(nomination)], nomination.submission.organization_id, apart_from=nomination.pk)[0]


def failed_before(facts, organization, *, apart_from=None):
    """For each of `facts` (NameFacts), in their order: (instant, reason) of what the agency put forward under that name
    and what was found not to meet the conditions, the newest first. Two queries for any number."""
    names = {normalised_name(fact.name)[:255] for fact in facts} - {""}
    former = list(Nomination.objects.filter(
        record__subject__normalised_name__in=names, state=NominationState.REJECTED,
        submission__organization=organization).exclude(pk=apart_from).select_related("record__subject"))
    reasons = reasons_of(former)
    told = [(*reasons[row.pk], row) for row in former if row.pk in reasons]
    found = sorted(told, key=lambda failure: failure[0], reverse=True)
    return [[(at, _reason(row, reason)) for at, reason, row in found if _is_of(row, fact)] for fact in facts]


def reasons_of(nominations):
    """{nomination id: (instant, reason)} of those that were last refused with these words. One query."""
    events = AuditEvent.objects.filter(
        object_type=Nomination._meta.label, object_id__in=[row.pk for row in nominations],
        action="nominations.reject").order_by("at")
    return {event.object_id: (event.at, event.reason) for event in events}


def _is_of(row, fact):
    years = {row.birth_year, fact.birth_year} - {None}
    return (row.subject_type == fact.type and len(years) < 2
            and row.record.subject.normalised_name == normalised_name(fact.name)[:255])


def _reason(row, reason):
    return f"{row.model_name}: {reason}" if row.model_name else reason


def _since_first_sent(events):
    """What an agency wrote before it first sent the nomination stays with the agency."""
    sent = [n for n, event in enumerate(events) if event.action == "nominations.submit"]
    return events[: sent[-1] + 1] if sent else []


def _changes(event, labels):
    names = [name for name in labels if name in event.before or name in event.after]
    return tuple((labels[name], _shown(event.before.get(name)), _shown(event.after.get(name))) for name in names)


def _shown(value):
    """A stored value for people: a day as day/month/year."""
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return "" if value is None else value
