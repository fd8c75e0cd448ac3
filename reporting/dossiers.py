"""What the print of a dossier says: everything its reader may see on the pages, as plain values for the renderer."""
from django.utils import timezone

from core.dates import short_day
from core.numbers import viet_number
from models_registry.enums import RatingScheme
from models_registry.services import fields_for
from nominations import eligibility, queries
from nominations.models import Nomination, NominationFile
from nominations.words import state_words
from reporting.limits import JOINED_BYTES

MASK = "••••"
NOT_JOINED = "Tệp {} không ghép được vào bản in; xin mở trên trang hồ sơ trong phần mềm."
TOO_MUCH = "Các tệp của hồ sơ quá lớn để ghép hết vào một bản in; xin mở tệp này trên trang hồ sơ trong phần mềm."
JOINABLE = ("pdf", "png", "jpg", "jpeg")
OFFICE_NAMES = {"docx": "Word", "xlsx": "Excel"}


def nominees_of(dossier, user):
    """The nominations of the print, in the order of the list on the page."""
    rows = Nomination.objects.visible_to(user).filter(submission=dossier.submission_id)
    return list(queries.list_rows(rows.filter(pk=dossier.nomination_id) if dossier.nomination_id else rows))


def content_of(dossier, *, user, today):
    """(values, files): a dictionary for the renderer, and {name in it: file row} of what is joined to it."""
    nominees = nominees_of(dossier, user)
    files = _files_by_nominee(nominees)
    submission, joined = dossier.submission, {}
    rows = [_nominee(n, files.get(n.pk, ()), joined, user, today) for n in nominees]
    now = f"{timezone.localtime():%H:%M, %d/%m/%Y}"
    return {
        "title": "Hồ sơ đề nghị", "subject": str(submission.field or submission.plan),
        "foot": f"{submission.receipt_code or 'Bản nháp'} · in lúc {now} · {user}",
        "inside": "Bản in nội bộ của Sở Nội vụ, có ý kiến và bước xử lý nội bộ." if user.sees_whole_province else "",
        "facts": _submission_facts(submission), "note": submission.note, "nominees": rows,
        "one": dossier.nomination_id is not None}, joined


def _told(pairs):
    return [[label, str(value)] for label, value in pairs if value not in ("", None)]


def _submission_facts(submission):
    signed = submission.signed_off_at and f"{submission.signed_off_by}, {_day(submission.signed_off_at)}"
    return _told([
        ("Kế hoạch", submission.plan), ("Lĩnh vực", submission.field), ("Cơ quan đề nghị", submission.organization),
        ("Mã tiếp nhận", submission.receipt_code or "chưa gửi"),
        ("Gửi lần đầu", _moment(submission.first_submitted_at)),
        ("Gửi lần gần nhất", _moment(submission.submitted_at)), ("Lãnh đạo cơ quan duyệt", signed),
        ("Sở Nội vụ nhập thay", submission.created_by if submission.is_on_behalf else "")])


def _moment(at):
    return f"{timezone.localtime(at):%H:%M, %d/%m/%Y}" if at else ""


def _day(at):
    return short_day(timezone.localdate(at))


def _nominee(nomination, files, joined, user, today):
    inside = user.sees_whole_province
    comments = nomination.comments.filter(is_internal=False).select_related("by")
    return {
        "name": str(nomination), "state": state_words(nomination, user), "kind": _kind(nomination),
        "facts": _nominee_facts(nomination, user, today), "achievement": nomination.achievement or "(chưa ghi)",
        "declared": [_declared(row) for row in nomination.declared],
        "returned": _return(nomination),
        "earlier": [[_day(at), why] for at, why in queries.earlier_rejections(nomination)],
        "conditions": [_condition(o) for o in eligibility.outcomes(nomination, user=user, today=today)],
        "consultations": [_consultation(row) for row in nomination.consultations.all()] if inside else [],
        "comments": [[_moment(row.at), str(row.by), row.text] for row in comments],
        "history": [_event(event) for event in queries.history(nomination, user=user)],
        "files": [_file(file, joined) for file in files]}


def _kind(nomination):
    kind = nomination.get_subject_type_display()
    return f"Mô hình của {kind.lower()}" if nomination.record_kind == "model" else kind


def _nominee_facts(nomination, user, today):
    owner = "Chủ mô hình" if nomination.model_name else "Tên"
    party = {True: "Có", False: "Không có"}.get(nomination.has_party_organisation)
    return _told([
        ("Tên mô hình", nomination.model_name), (owner, nomination.name), ("Loại", _kind(nomination)),
        ("Năm sinh", nomination.birth_year), ("Giới", nomination.get_sex_display()),
        ("Chức vụ, nghề nghiệp", nomination.position), ("Đơn vị, nơi ở", nomination.unit_text),
        ("Địa chỉ", nomination.address), ("Có tổ chức đảng", party),
        ("Hình thức đề nghị", nomination.proposed_award), ("Tính vào chỉ tiêu của", _counted_for(nomination, today)),
        ("Văn bản", nomination.decided_on and f"{nomination.decision_number}, {short_day(nomination.decided_on)}"),
        *((field.label, MASK) for field in fields_for(nomination.submission.plan, user,
                                                      subject_type=nomination.subject_type))])


def _counted_for(nomination, today):
    bearer = queries.bearer_now(nomination, today)
    if bearer is None:
        return "Không tính vào chỉ tiêu nào của kế hoạch"
    named = nomination.obligation.bearer
    return f"{named}" + (f" (nay là {bearer})" if bearer != named else "")


def _return(nomination):
    if nomination.state != "returned":
        return ""
    return f"Trả lại bổ sung, trước hết ngày {short_day(nomination.return_due_on)}: {nomination.return_reason}"


def _declared(row):
    value = {"yes": "đạt", "no": "không đạt"}.get(row["value"], row["value"])
    return [str(row["year"]), row.get("title") or RatingScheme(row["scheme"]).label, value]


def _condition(outcome):
    return {"result": str(outcome.result.label), "text": outcome.condition.text, "code": str(outcome.result),
            "hard": outcome.condition.severity == "block", "quote": outcome.condition.quote,
            "evidence": outcome.evidence + (f" ({outcome.by})" if outcome.by else "")}


def _consultation(row):
    answer = f"{row.get_opinion_display()}, {short_day(row.answered_on)}" if row.answered_on else "chưa trả lời"
    return [row.body, short_day(row.asked_on), row.question, answer, row.words]


def _event(event):
    """One line of the history; long texts stay on the page, as every edit repeats them."""
    changes = [[label, _short(before), _short(after)] for label, before, after in event.changes]
    who = ", ".join(part for part in (event.who or "Hệ thống", event.organization) if part)
    return {"at": _moment(event.at), "what": event.what, "who": who, "reason": event.reason, "changes": changes}


def _short(value):
    text = str(value)
    return text if len(text) <= 200 else f"{text[:200]}…"


def _files_by_nominee(nominees):
    found = {}
    for file in NominationFile.objects.filter(nomination__in=nominees, removed_at=None):
        found.setdefault(file.nomination_id, []).append(file)
    return found


def _file(file, joined):
    """The file as the sheet lists it; what can be joined and still fits is added to `joined`."""
    shown = {"name": file.original_name, "kind": file.get_kind_display(), "reason": "", "key": "",
             "size": f"{viet_number(max(1, file.size // 1024))} KB"}
    if file.extension not in JOINABLE:
        return {**shown, "reason": NOT_JOINED.format(OFFICE_NAMES[file.extension])}
    if sum(row.size for row in joined.values()) + file.size > JOINED_BYTES:
        return {**shown, "reason": TOO_MUCH}
    key = f"{len(joined) + 1:04}.{file.extension}"
    joined[key] = file
    return {**shown, "key": key}
