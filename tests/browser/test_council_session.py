"""A secretary runs a session of three cases in the browser, by the keyboard where it matters."""
import pytest

from nominations.enums import SessionState
from nominations.models import CouncilItem, CouncilSession, Nomination
from nominations.services import council
from tests.factories import officer
from tests.nominations.council_room import appraised, council_of, default_rule, items_of, running, seats_of, yesterday

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "Mat-khau-2026"


@pytest.fixture
def secretary(transactional_db):
    default_rule()
    return officer(username="thu_ky")


def sign_in(page, user):
    page.goto("/dang-nhap/")
    page.fill("input[name=username]", user.username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/")


def test_a_secretary_runs_a_session_of_three_cases(page, secretary):
    council_of(9, by=secretary)
    appraised(3, by=secretary)
    sign_in(page, secretary)

    page.goto("/hoi-dong/")
    page.get_by_role("link", name="Lập phiên họp").first.click()
    page.fill("input[name=number]", "01/2026")
    page.fill("input[name=held_on]", yesterday().isoformat())
    page.fill("input[name=starts_at]", "08:00")
    page.fill("input[name=place]", "Phòng họp số 1")
    page.get_by_role("button", name="Lập phiên họp").click()
    page.get_by_label("Chọn cả trang").check()
    page.get_by_role("button", name="Đưa vào chương trình").click()
    page.get_by_role("button", name="Mở phiên họp").click()
    page.get_by_role("button", name="Chưa đánh dấu đều có mặt").click()

    for yes, no in (("9", "0"), ("6", "3")):
        page.fill("input[name=yes]", yes)
        page.fill("input[name=no]", no)
        before = page.locator("#truong-hop").inner_text()
        page.press("input[name=no]", "Enter")
        page.wait_for_function("name => document.querySelector('#truong-hop').innerText !== name", arg=before)
    page.get_by_role("link", name="Phiếu giấy, kín").click()
    for name, number in (("issued", "9"), ("returned", "9"), ("yes", "4"), ("no", "5")):
        page.fill(f"input[name={name}]", number)
    page.fill("textarea[name=counting_board]", "Lê Trưởng Ban\nTrần Thành Viên")
    page.get_by_role("button", name="Chốt kết quả trường hợp này").click()
    page.get_by_text("Không thông qua, 4/9 phiếu đồng ý (44,4 %)").wait_for()
    page.get_by_text("Kết thúc phiên", exact=True).first.click()
    page.fill("input[name=at] >> visible=true", "09:30")
    page.get_by_role("button", name="Kết thúc phiên").click()
    page.get_by_text("Phiên họp đã kết thúc.").wait_for()

    session = CouncilSession.objects.get()
    assert session.state == SessionState.ENDED
    assert [(item.yes, item.mode, item.result) for item in CouncilItem.objects.filter(session=session)] == [
        (9, "totals", "passed"), (6, "totals", "passed"), (4, "paper", "not_passed")]
    assert sorted(Nomination.objects.values_list("state", "planned")) == [
        ("not_passed", "reject"), ("passed", "recognise"), ("passed", "recognise")]
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_members_cast_their_ballots_on_a_phone(page, secretary):
    session = running(6, accounts=True, by=secretary)
    item = council.open_ballot(items_of(session)[0], by=secretary)
    member = seats_of(session)[2].member.user
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, member)

    page.get_by_role("link", name="Bỏ phiếu").first.click()
    page.get_by_label("Không đồng ý").check()
    page.get_by_role("button", name="Bỏ phiếu").click()
    page.get_by_text("Anh/chị đã bỏ phiếu trường hợp này").wait_for()

    assert item.voters.count() == 1
    assert page.get_by_label("Không đồng ý").count() == 0
