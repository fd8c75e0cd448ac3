"""What waits for the administrators of the system."""
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from core.dates import local_day, short_day
from notifications.queries import last_beat, oldest_unsent
from organizations.models import Organization
from portal.links import address_of
from portal.work.lines import AT_MOST, WorkLine

BEAT_LIMIT = timedelta(minutes=2)
UNSENT_LIMIT = timedelta(minutes=10)


def health(user, today):
    """A line for every background process that stands still."""
    now, status = timezone.now(), address_of("ready")
    beat, unsent = last_beat(), oldest_unsent(now)
    lines = []
    if beat is None or now - beat > BEAT_LIMIT:
        since = f"lần cuối {_moment(beat)}" if beat else "chưa chạy lần nào"
        lines.append(WorkLine("Lịch chạy nền đang dừng: nhắc hạn và thư không được gửi", "Xem tình trạng", status,
                              note=since, level="failed", word="Đang dừng"))
    if unsent and now - unsent > UNSENT_LIMIT:
        lines.append(WorkLine("Thư đến giờ mà chưa gửi", "Xem hàng thư", address_of("notifications:outbox"),
                              note=f"thư cũ nhất chờ từ {_moment(unsent)}", level="failed", word="Đang chậm"))
    return lines


def unconfirmed_agencies(user, today):
    rows = Organization.objects.filter(is_confirmed=False)[:AT_MOST]
    return [WorkLine(str(row), "Xem và xác nhận", row.get_absolute_url(), note=row.get_kind_display(), level="soon",
                     word="Chưa xác nhận") for row in rows]


def accounts_without_role(user, today):
    """Accounts that were never given a role; those whose role or agency ended are left in peace."""
    rows = User.objects.visible_to(user).filter(is_active=True, assignments=None).order_by("-date_joined", "pk")
    return [WorkLine(f"{row} ({row.username})", "Giao vai trò", row.get_absolute_url()) for row in rows[:AT_MOST]]


def _moment(at):
    return f"{timezone.localtime(at):%H:%M} ngày {short_day(local_day(at))}"
