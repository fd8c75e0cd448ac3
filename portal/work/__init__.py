"""What waits for a person: one table of panels, each with the roles it serves and the function that fills it."""
from collections.abc import Callable
from dataclasses import dataclass

from accounts.enums import AGENCY_ROLES, Role
from portal.work import administration, agency, council, leader, office

OFFICE, LEADER, ADMINISTRATOR = (Role.OFFICER,), (Role.LEADER,), (Role.ADMINISTRATOR,)
COUNCIL = (Role.COUNCIL_MEMBER,)


@dataclass(frozen=True)
class Panel:
    """`lines(user, today)` returns WorkLines; `calm` panels inform and do not count as work that waits."""

    title: str
    lines: Callable
    calm: bool = False


# roles → title of their part of the page → panels in order
SECTIONS = (
    (LEADER, "Lãnh đạo", (
        Panel("Tình hình các kế hoạch đang thực hiện", leader.running_plans, calm=True),
        Panel("Nguy cơ không đạt", leader.red_lines),
        Panel("Báo cáo mới nhất", leader.latest_reports, calm=True),
    )),
    (COUNCIL, "Hội đồng", (
        Panel("Phiếu chờ anh/chị", council.open_ballots),
        Panel("Phiên họp của tôi", council.my_sessions),
    )),
    (OFFICE, "Sở Nội vụ", (
        Panel("Phiên họp Hội đồng hôm nay", council.sessions_today),
        Panel("Hồ sơ chờ thẩm định", office.waiting_nominations),
        Panel("Ý kiến chờ trả lời", office.opinions_due),
        Panel("Cơ quan quá hạn", office.overdue_duties),
        Panel("Bước nội bộ phải làm", office.inner_steps),
        Panel("Thư gửi không được", office.failed_messages),
        Panel("Mốc trong 30 ngày tới", office.coming_duties),
        Panel("Kế hoạch đang soạn", office.draft_plans),
    )),
    (AGENCY_ROLES, "Cơ quan của tôi", (
        Panel("Hồ sơ bị trả lại", agency.returned_nominations),
        Panel("Hạn gần nhất", agency.nearest_duties),
        Panel("Chỉ tiêu còn thiếu", agency.missing_quotas),
        Panel("Bản nháp chưa gửi", agency.drafts),
    )),
    (ADMINISTRATOR, "Quản trị", (
        Panel("Hệ thống", administration.health),
        Panel("Thư gửi không được", office.failed_messages),
        Panel("Cơ quan chưa xác nhận", administration.unconfirmed_agencies),
        Panel("Tài khoản chưa có vai trò", administration.accounts_without_role),
    )),
)


@dataclass(frozen=True)
class FilledPanel:
    title: str
    lines: list
    calm: bool


@dataclass(frozen=True)
class FilledSection:
    title: str
    panels: list


def sections_for(user, today):
    """The parts of the home page of each of the person's roles; panels without lines are left out.

    A panel that an earlier part already shows is not repeated.
    """
    found, shown = [], set()
    for roles, title, panels in SECTIONS:
        if not user.holds(*roles):
            continue
        fresh = [panel for panel in panels if panel.lines not in shown]
        shown |= {panel.lines for panel in fresh}
        filled = [FilledPanel(panel.title, panel.lines(user, today), panel.calm) for panel in fresh]
        found.append(FilledSection(title, [panel for panel in filled if panel.lines]))
    return found
