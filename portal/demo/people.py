"""Accounts of the demonstration: one for each role of the office, three for each agency that takes part."""
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from accounts.enums import Role
from accounts.models import User
from accounts.services import grant_role
from audit.services import record
from organizations.models import Organization

PASSWORD = "HoaDep-2026!"  # noqa: S105 (printed by load_demo: the demonstration is open to whoever runs it)
HOME = "khanh-hoa"
SEAT_OF_COUNCIL = "Ủy ban nhân dân tỉnh Khánh Hòa"
# user name, role, agency in the home province, position
OFFICE = (
    ("demo_quan_tri", Role.ADMINISTRATOR, "Sở Nội vụ", "Quản trị hệ thống"),
    ("demo_chuyen_vien", Role.OFFICER, "Sở Nội vụ", "Chuyên viên Phòng Thi đua - Khen thưởng"),
    ("demo_chuyen_vien_2", Role.OFFICER, "Sở Nội vụ", "Chuyên viên Phòng Thi đua - Khen thưởng"),
    ("demo_lanh_dao", Role.LEADER, SEAT_OF_COUNCIL, "Phó Chủ tịch UBND tỉnh"),
    ("demo_hoi_dong", Role.COUNCIL_MEMBER, SEAT_OF_COUNCIL, "Ủy viên Hội đồng Thi đua - Khen thưởng tỉnh"),
)
COUNCIL = (  # more members with an account, so that enough can cast an electronic ballot: user name, full name, post
    ("demo_hoi_dong_2", "Phạm Thanh Tùng", "Phó Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
    ("demo_hoi_dong_3", "Võ Ngọc Lan", "Chủ tịch Liên đoàn Lao động tỉnh"),
    ("demo_hoi_dong_4", "Đặng Hữu Phước", "Giám đốc Sở Tài chính"),
    ("demo_hoi_dong_5", "Bùi Thị Kim Oanh", "Chủ tịch Hội Liên hiệp Phụ nữ tỉnh"),
)
AGENCY_ACCOUNTS = (
    ("demo_nguoi_nop", Role.SUBMITTER, "Cán bộ thi đua, khen thưởng"),
    ("demo_lanh_dao_don_vi", Role.UNIT_HEAD, "Thủ trưởng đơn vị"),
    ("demo_chu_tri", Role.LEAD_REVIEWER, "Cán bộ theo dõi lĩnh vực"),
)
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý",
          "Phan")
MIDDLE = ("Văn", "Thị", "Đức", "Ngọc", "Minh", "Thanh", "Quốc", "Hồng", "Xuân", "Kim", "Hữu")
GIVEN = ("An", "Bình", "Châu", "Dung", "Đạt", "Giang", "Hà", "Hạnh", "Hòa", "Hương", "Khánh", "Lan", "Long", "Mai",
         "Nam", "Nga", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Trang", "Tuấn", "Vân", "Yến")


@dataclass(frozen=True)
class DemoAccount:
    username: str
    role: str
    organization: str


def create_people(organizations):
    """The accounts of the office and of the agencies in `organizations`, by the name their accounts end in.

    All share one password, hashed once: a hundred slow hashes would keep the first start waiting.
    """
    wanted = [(username, role, _home(agency), position) for username, role, agency, position in OFFICE]
    wanted += [(f"{prefix}_{slug}", role, organization, position) for slug, organization in organizations.items()
               for prefix, role, position in AGENCY_ACCOUNTS]
    found = [_account(*person, name=_name(number)) for number, person in enumerate(wanted)]
    found += [_account(username, Role.COUNCIL_MEMBER, _home(SEAT_OF_COUNCIL), post, name=name)
              for username, name, post in COUNCIL]
    User.objects.filter(username__in=[person.username for person in found]).update(password=make_password(PASSWORD))
    return found


def _home(name):
    return Organization.objects.get(name=name, province_code=HOME)


def _account(username, role, organization, position, *, name):
    """One person with one role, who cannot sign in yet."""
    manages = role == Role.ADMINISTRATOR
    user = User.objects.create_user(username, f"{username}@hoadep.example", None, full_name=name,
                                    position=position, is_staff=manages, is_superuser=manages)
    record("accounts.create", user, by=None, after={"username": username, "full_name": user.full_name})
    grant_role(user, by=None, role=role, organization=organization)
    return DemoAccount(username, Role(role).label, organization.name)


def _name(number):
    """A Vietnamese name, the same for the same number and different for the first hundreds."""
    return f"{FAMILY[number * 7 % 15]} {MIDDLE[number * 5 % 11]} {GIVEN[number * 3 % 25]}"
