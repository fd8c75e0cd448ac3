"""What every page shows around its content: the menu of the person's role, unread notices, roles to act in."""
from dataclasses import dataclass

from accounts.enums import AGENCY_ROLES, Role
from notifications.queries import unread_count
from portal.links import address_of

OFFICE = (Role.OFFICER,)
PROVINCE = (Role.OFFICER, Role.LEADER)
AGENCIES = AGENCY_ROLES
WORKING = (*PROVINCE, *AGENCIES)

# label, URL name, roles that can use it (None: everybody), path prefixes under which it is the current one
MENU = (
    ("Việc của tôi", "portal:home", None, ()),
    ("Kế hoạch", "plans:list", WORKING, ("/ke-hoach/",)),
    ("Bảng chỉ tiêu", "reporting:boards", WORKING, ("/bang-chi-tieu/",)),
    ("Mốc và nhắc việc", "plans:duties", WORKING, ("/moc/",)),
    ("Đề cử", "nominations:list", AGENCIES, ("/de-cu/",)),
    ("Thẩm định", "nominations:queue", OFFICE, ("/tham-dinh/",)),
    ("Hội đồng", "nominations:council_sessions", (Role.OFFICER, Role.COUNCIL_MEMBER, Role.LEADER), ("/hoi-dong/",)),
    ("Điển hình", "models_registry:list", WORKING, ("/dien-hinh/",)),
    ("Báo cáo", "reporting:list", PROVINCE, ("/bao-cao/",)),
    ("Cơ quan", "organizations:list", None, ("/co-quan/", "/nhom-don-vi/", "/sap-xep-to-chuc/", "/cum-khoi/")),
    ("Quản trị", "accounts:list", (Role.ADMINISTRATOR,), ("/quan-tri/",)),
)


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    active: bool


def around(request):
    """Nothing for strangers. For a signed-in person one query for roles (shared with the page), one for notices."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"menu": menu(user, request.path), "unread_notices": unread_count(user),
            "acting_role": acting_words(user), "roles": role_choices(user)}


def menu(user, path):
    items = []
    for label, name, roles, prefixes in MENU:
        address = address_of(name)
        if address and (roles is None or user.holds(*roles)):
            items.append(MenuItem(label, address, active=path == address or path.startswith(prefixes)))
    return items


def acting_words(user):
    """«Chuyên viên Sở Nội vụ», or how many roles one has at once."""
    if not user.acting:
        return "chưa có vai trò"
    if getattr(user, "acting_only", False) or len(user.all_assignments) == 1:
        return str(user.acting)
    return f"{len(user.all_assignments)} vai trò"


def role_choices(user):
    """The roles to choose from, «mọi vai trò» first; empty for a person with one role."""
    if len(user.all_assignments) < 2:
        return []
    only = getattr(user, "acting_only", False)
    everything = [{"value": "", "label": "Mọi vai trò", "is_acting": not only}]
    return everything + [{"value": a.pk, "label": str(a), "is_acting": only and a == user.acting}
                         for a in user.all_assignments]
