"""Papers for the tests of printing: reports of merit of each kind of nominee,
minutes of a council and of a counting."""
from dataclasses import replace
from datetime import date

from nominations.council_minutes import (
    MinutesChange,
    MinutesFigures,
    MinutesItem,
    MinutesMember,
    MinutesVote,
    SessionMinutes,
)
from reporting.documents.merit import COLLECTIVE, HOUSEHOLD, INDIVIDUAL, Earned, MeritFacts, draft_merit
from reporting.documents.minutes import Letterhead, draft_minutes
from reporting.layouts import style_on

AS_OF = date(2026, 11, 20)
WORK = ("Trong giai đoạn 2021 - 2025, tập thể khoa đã khám, điều trị cho 12.450 lượt người bệnh, "
        "tỷ lệ hài lòng đạt 98,5%, không để xảy ra sai sót chuyên môn nghiêm trọng.",
        "Triển khai mô hình “Bệnh viện xanh, thân thiện với trẻ em”, được 03 bệnh viện trong tỉnh học tập, làm theo.")
EARNED = (
    Earned(2022, "Tập thể lao động xuất sắc", "Số 215/QĐ-UBND, ngày …………; Chủ tịch UBND tỉnh"),
    Earned(2023, "Bằng khen của Chủ tịch UBND tỉnh", "Số 1120/QĐ-UBND, ngày …………; Chủ tịch UBND tỉnh", is_title=False),
    Earned(2024, "Tập thể lao động tiên tiến"),
)
UNIT = MeritFacts(
    type=COLLECTIVE, name="Khoa Nhi, Bệnh viện đa khoa tỉnh", issuer_lines=("Khoa Nhi, Bệnh viện đa khoa tỉnh",),
    superior_lines=("Sở Y tế",), place="Khánh Hòa", award="Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    achievement=WORK, earned=EARNED, address="19 Yersin, phường Nha Trang")
PERSON = replace(
    UNIT, type=INDIVIDUAL, name="Lê Thị Ẵn", issuer_lines=("Sở Y tế",),
    superior_lines=("Ủy ban nhân dân", "tỉnh Khánh Hòa"),
    birth_year=1980, sex="Nữ", position="Điều dưỡng trưởng", unit="Khoa Nhi, Bệnh viện đa khoa tỉnh")
FAMILY = replace(PERSON, type=HOUSEHOLD, name="Nguyễn Văn Ổn", position="Nông dân", unit="xã Công Hải",
                 address="thôn Hiệp Kiết, xã Công Hải", earned=())
NOMINEES = {"collective": UNIT, "person": PERSON, "household": FAMILY,
            "nothing known": replace(PERSON, award="", achievement=(), birth_year=None, sex="", position="", unit="",
                                     address="", earned=(), place=""),
            "long": replace(UNIT, achievement=WORK * 9, earned=EARNED * 8)}


def merit(name="collective", layout="state"):
    """The report of merit of a sample nominee."""
    return draft_merit(NOMINEES[name], as_of=AS_OF, style_code=style_on(AS_OF, layout=layout).code)


# --- minutes of a council ---------------------------------------------------------------------------------------------

HEAD = Letterhead(("Hội đồng Thi đua - Khen thưởng", "tỉnh Khánh Hòa"), ("UBND tỉnh Khánh Hòa",), "BB-HĐTĐKT")
PARTY_HEAD = Letterhead(("Hội đồng Thi đua - Khen thưởng",), ("Tỉnh ủy Khánh Hòa",), "BB/HĐTĐKT")
NAMES = ("Nguyễn Văn An", "Trần Thị Bích Ngọc", "Lê Hoàng Ẩn", "Phạm Thị Ổn", "Võ Minh Đức", "Đặng Thị Hương",
         "Bùi Quốc Ưng", "Hồ Thị Ánh", "Ngô Văn Ẵn")
COUNCIL = [MinutesMember(name, "Lãnh đạo sở, ngành", "Ủy viên") for name in NAMES]
RULE = {"need": "cần quá 50 % tổng số thành viên Hội đồng", "rule_is_default": True,
        "rule_text": "Trường hợp được thông qua khi quá 50 % tổng số thành viên Hội đồng đồng ý.",
        "rule_source": "Quy tắc mặc định của phần mềm, không phải quy định pháp luật"}
FIGURES = MinutesFigures(9, 9, 7, 1, 0, 0, 0, 1, "77,8 %", "Thông qua", True)
LOST = MinutesFigures(9, 9, 4, 3, 1, 0, 0, 1, "44,4 %", "Không thông qua", False)
OPEN_CASE = MinutesItem(
    order=1, name="Khoa Nhi", kind="Tập thể", unit="Bệnh viện đa khoa tỉnh", agency="Sở Y tế", plan="Kế hoạch 12065",
    field="Y tế, chăm sóc sức khỏe nhân dân", award="", state="Đã chốt kết quả", is_closed=True,
    mode="Biểu quyết công khai, ghi tên", is_secret=False, figures=FIGURES, conflicts=("Hồ Thị Ánh",),
    votes=tuple(MinutesVote(name, "Đồng ý") for name in NAMES[:7]), ballots_issued=None, ballots_returned=None,
    ballots_valid=None, counting_board=(), is_unanimous_secret=False, opinions="Đề nghị bổ sung số liệu năm 2025.",
    carried_reason="", changes=(), **RULE)
SECRET_CASE = replace(
    OPEN_CASE, order=2, name="Lê Thị Ẵn", kind="Cá nhân", award="Bằng khen của Chủ tịch UBND tỉnh",
    figures=LOST, votes=(),
    mode="Bỏ phiếu kín bằng phiếu giấy", is_secret=True, conflicts=(), ballots_issued=9, ballots_returned=8,
    ballots_valid=8,
    counting_board=("Phạm Thị Ổn", "Võ Minh Đức", "Bùi Quốc Ưng"), opinions="",
    changes=(MinutesChange(replace(LOST, yes=5, no=2, percent="55,6 %", result="Thông qua", is_passed=True), LOST,
                           "Đếm nhầm một phiếu không đồng ý", "Trần Thị Bích Ngọc", AS_OF, "10:20"),))
CARRIED = replace(OPEN_CASE, order=3, name="Hộ Nguyễn Văn Ổn", kind="Hộ gia đình", figures=None,
                  is_closed=False, votes=(),
                  state="Chuyển phiên sau", carried_reason="chờ ý kiến của xã", mode="", opinions="", conflicts=())


def session(cases=(OPEN_CASE, SECRET_CASE, CARRIED), **changes):
    """The minutes of an ended session as values."""
    boards = tuple(dict.fromkeys(case.counting_board for case in cases if case.counting_board))
    values = SessionMinutes(
        council="Hội đồng Thi đua - Khen thưởng tỉnh Khánh Hòa", standing_body="Sở Nội vụ", authority="",
        number="03/2026",
        state="Đã kết thúc", held_on=AS_OF, started_on=AS_OF, started_at="08:30", ended_on=AS_OF, ended_at="10:45",
        place="Phòng họp số 2, Sở Nội vụ", chair="Nguyễn Văn An", chair_position="Chủ tịch Hội đồng",
        secretary="Trần Thị Bích Ngọc", total=9, present=tuple(COUNCIL[:7]), by_letter=(COUNCIL[7],),
        absent=(replace(COUNCIL[8], reason="đi công tác"),), note="", items=tuple(cases), counting_boards=boards)
    return replace(values, **changes)


SESSIONS = {
    "ended": {}, "running": {"ended_on": None, "ended_at": "", "note": "Tạm nghỉ 10 phút.\nHọp tiếp."},
    "many": {"cases": tuple(replace(SECRET_CASE, order=n, name=f"Lê Thị Ẵn {n}") for n in range(1, 31))},
    "nobody voted": {"cases": (CARRIED,)},
    "large board": {"cases": (replace(SECRET_CASE, counting_board=NAMES[:5]),)},
    "electronic": {
        "cases": (replace(SECRET_CASE, counting_board=(), ballots_issued=None, mode="Bỏ phiếu kín điện tử"),)},
}


def minutes(name="ended", layout="state", draft=draft_minutes):
    """The minutes of a sample session; with `draft_counting` those of its counting."""
    return draft(session(**SESSIONS[name]), office=HEAD if layout == "state" else PARTY_HEAD, as_of=AS_OF,
                 style_code=style_on(AS_OF, layout=layout).code)
