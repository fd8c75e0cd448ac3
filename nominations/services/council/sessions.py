"""A session from its draft to its end: when and where, who came, what happened."""
from django.db import transaction
from django.utils import timezone

from audit.services import changed_fields
from audit.services import record as audit
from core.dates import local_day
from core.errors import InvalidInput, WrongState, require
from nominations import council_rules, rules
from nominations.council_queries import OPEN_ITEMS
from nominations.enums import ItemState, Presence, SessionState
from nominations.models import CouncilSession
from nominations.services.council.agenda import give_back
from nominations.services.council.locking import locked_session, move_session, require_text_seen
from nominations.services.council.seats import seat_members
from notifications.services import key_of, notify

LIVE = (SessionState.DRAFT, SessionState.RUNNING)
CALLED_OFF = "Phiên họp bị hủy"


@transaction.atomic
def create_session(council, *, number, held_on, starts_at, place, by, chair=None, secretary=""):
    """A draft whose seats are the members of that day. Its number is what the council gave it."""
    require(rules.may_run_sessions(by, None))
    _require_free_number(council, number)
    session = CouncilSession.objects.create(council=council, number=number, held_on=held_on, starts_at=starts_at,
                                            place=place, secretary=secretary, created_by=by)
    seat_members(session)
    session.chair = _seated(session, chair)
    session.save(update_fields=["chair"])
    audit("nominations.create_session", session, by=by, after={"held_on": held_on, "place": place})
    return session


@transaction.atomic
def update_session(session, *, number, held_on, starts_at, place, by, chair=None, secretary=""):
    """Day and number change in a draft alone; place, chair and secretary also while the session runs."""
    stored = locked_session(session, by=by, states=LIVE)
    _require_free_number(stored.council, number, but=stored)
    if stored.state == SessionState.RUNNING and (number, held_on) != (stored.number, stored.held_on):
        raise WrongState("Phiên đang họp, không đổi số và ngày họp được.")
    moved = held_on != stored.held_on
    values = {"number": number, "held_on": held_on, "starts_at": starts_at, "place": place, "secretary": secretary}
    before, after = changed_fields(stored, values)
    for name, value in values.items():
        setattr(stored, name, value)
    stored.version += 1
    stored.save(update_fields=[*values, "version"])
    if moved:
        seat_members(stored)
    stored.chair = _seated(stored, chair)
    stored.save(update_fields=["chair"])
    audit("nominations.update_session", stored, by=by, before=before, after={**after, "chair": str(chair or "")})
    return stored


def _require_free_number(council, number, but=None):
    if not number.strip():
        raise InvalidInput({"number": ["Hãy nhập số của phiên họp."]})
    if council.sessions.filter(number=number).exclude(pk=but and but.pk).exists():
        raise InvalidInput({"number": ["Hội đồng đã có phiên họp mang số này."]})


def _seated(session, member):
    if member is not None and not session.seats.filter(member=member).exists():
        raise InvalidInput({"chair": ["Người chủ trì phải là thành viên Hội đồng vào ngày họp."]})
    return member


@transaction.atomic
def share_session(session, *, by):
    """The agenda and its dossiers are open to the members with accounts, who are told."""
    stored = locked_session(session, by=by, states=(SessionState.DRAFT,))
    if not stored.items.exists():
        raise InvalidInput("Chương trình chưa có trường hợp nào để gửi.")
    stored.shared_at = timezone.now()
    stored.save(update_fields=["shared_at"])
    audit("nominations.share_session", stored, by=by)
    for seat in stored.seats.select_related("member__user").filter(member__user__is_active=True):
        notify(key=key_of("council-session", stored.pk, seat.member.user_id), user=seat.member.user,
               title=f"{stored}: chương trình và hồ sơ", url=stored.get_absolute_url(),
               body=f"Họp lúc {stored.starts_at:%H:%M} ngày {stored.held_on:%d/%m/%Y} tại {stored.place}.")
    return stored


@transaction.atomic
def open_session(session, *, by, at):
    """The meeting begins at `at`, an instant of its day that has come."""
    stored = locked_session(session, by=by, states=(SessionState.DRAFT,))
    if stored.chair is None:
        raise InvalidInput({"chair": ["Hãy chọn người chủ trì trước khi mở phiên họp."]})
    if not stored.items.exists():
        raise InvalidInput("Chưa có danh sách: hãy đưa ít nhất một hồ sơ đã thẩm định vào chương trình.")
    _require_moment(stored, at, "starts_at")
    seat_members(stored)
    return move_session(stored, "open", by=by, opened_at=at, shared_at=stored.shared_at or timezone.now())


@transaction.atomic
def end_session(session, *, by, at):
    """The meeting ends at `at`; every case is closed or left for a later session."""
    stored = locked_session(session, by=by)
    left = stored.items.filter(state__in=OPEN_ITEMS).count()
    if left:
        raise WrongState(f"Còn {left} trường hợp chưa chốt. Hãy chốt kết quả hoặc chuyển sang phiên sau rồi kết thúc.")
    _require_moment(stored, at, "ended_at")
    if at < stored.opened_at:
        raise InvalidInput({"ended_at": ["Giờ kết thúc trước giờ bắt đầu."]})
    return move_session(stored, "end", by=by, ended_at=at)


def _require_moment(session, at, field):
    if local_day(at) != session.held_on:
        raise InvalidInput({field: [f"Phiên họp ngày {session.held_on:%d/%m/%Y}; hãy sửa ngày họp nếu họp ngày khác."]})
    if at > timezone.now():
        raise InvalidInput({field: ["Thời điểm này chưa đến."]})


@transaction.atomic
def cancel_session(session, *, reason, by):
    """No meeting after all; the cases wait for another session. Not once a result is closed."""
    stored = locked_session(session, by=by, states=LIVE)
    if not (verdict := council_rules.may_cancel_session(by, stored)):
        raise WrongState(verdict.reason)
    stored = move_session(stored, "cancel", by=by, reason=reason)
    for item in stored.items.select_for_update().filter(state=ItemState.WAITING):
        give_back(item, reason=CALLED_OFF, by=by)
    return stored


@transaction.atomic
def call_roll(session, marks, *, by):
    """Who is there: `marks` gives (presence, reason) by the id of a seat. Not while a secret ballot is open."""
    stored = locked_session(session, by=by, states=LIVE)
    if stored.items.filter(state=ItemState.VOTING).exists():
        raise WrongState("Đang bỏ phiếu; hãy chốt kết quả rồi điểm danh lại.")
    changes = {}
    for seat in stored.seats.select_for_update().filter(pk__in=marks):
        presence, reason = marks[seat.pk]
        if presence not in Presence.values:
            raise InvalidInput({"presence": ["Hãy chọn có mặt, vắng mặt hoặc gửi ý kiến."]})
        reason = reason.strip() if presence in (Presence.ABSENT, Presence.LETTER) else ""
        if (seat.presence, seat.reason) != (presence, reason):
            changes[str(seat)] = Presence(presence).label + (f" ({reason})" if reason else "")
            seat.presence, seat.reason = presence, reason
            seat.save(update_fields=["presence", "reason"])
    if changes:
        audit("nominations.set_presence", stored, by=by, after=changes)
    return stored


@transaction.atomic
def write_note(session, *, text, by, seen=""):
    """What happened in the meeting beside the votes; also afterwards, while the minutes are written.

    `seen`: mark of the text that the writer had before. Raises InvalidInput when it is another one by now.
    """
    stored = locked_session(session, by=by, states=(*LIVE, SessionState.ENDED))
    require_text_seen(stored, stored.note, seen, "nominations.write_session_note")
    before, stored.note = stored.note, text
    stored.save(update_fields=["note"])
    audit("nominations.write_session_note", stored, by=by, before={"note": before}, after={"note": text})
    return stored
