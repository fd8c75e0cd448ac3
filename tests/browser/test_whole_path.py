"""The product's main path on the five real plans, walked in the browser; and what every main page owes its reader."""
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from notifications.models import Notice
from plans.models import Plan
from portal.demo.builder import build_ground
from portal.demo.people import PASSWORD
from reporting.models import ReportJob
from reporting.services import run_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}


@pytest.fixture
def five_plans(transactional_db):
    build_ground(timezone.localdate())


def by_keyboard(page, control, text=None):
    """Reach the control with the Tab key alone; type the text, or press Enter when there is none."""
    target = control.element_handle()
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("node => document.activeElement === node", target):
            page.keyboard.press("Enter") if text is None else page.keyboard.type(text)
            return
    raise AssertionError(f"the keyboard does not reach {control}")


def test_from_five_plans_to_the_leaders_pdf(page, sign_in, five_plans):
    person = {name: User.objects.get(username=f"demo_{name}") for name in
              ("chuyen_vien", "nguoi_nop_so_y_te", "lanh_dao")}

    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").focus()
    page.keyboard.type("demo_nguoi_nop_so_y_te")
    by_keyboard(page, page.get_by_label("Mật khẩu"), PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Việc của tôi").wait_for()
    page.goto("/de-cu/lap/")
    by_keyboard(page, page.get_by_role("button", name="lĩnh vực y tế").first)
    by_keyboard(page, page.get_by_role("link", name="Thêm cá nhân").first)
    by_keyboard(page, page.get_by_label("Họ và tên"), "Nguyễn Thị Hoa")
    by_keyboard(page, page.get_by_label("Năm sinh"), "1985")
    by_keyboard(page, page.get_by_label("Đơn vị công tác, nơi ở"), "Trạm Y tế xã Vĩnh Hải")
    by_keyboard(page, page.get_by_label("Thành tích tóm tắt"), "Khám bệnh miễn phí cho 400 người.")
    by_keyboard(page, page.get_by_role("button", name="Lưu", exact=True))
    by_keyboard(page, page.get_by_role("button", name="Gửi Sở Nội vụ tất cả (1)"))
    page.get_by_role("dialog").get_by_role("button", name="Gửi Sở Nội vụ").press("Enter")
    page.get_by_text("Mã tiếp nhận: DC-").wait_for()

    sign_in(person["chuyen_vien"])
    page.goto("/ke-hoach/")
    for plan in Plan.objects.all():
        page.get_by_role("link", name=plan.title).first.wait_for()
    s0 = Plan.objects.get(alias="S0")
    page.goto(f"/ke-hoach/{s0.public_id}/bang-chi-tieu/")
    page.get_by_text("400").first.wait_for()
    before = board("S0")["totals"]
    page.goto("/tham-dinh/?state=submitted")
    page.get_by_role("link", name="Nguyễn Thị Hoa").click()
    page.get_by_label("Số quyết định").fill("15/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("2025-12-20")
    page.get_by_role("button", name="Công nhận, sang hồ sơ tiếp").click()
    page.get_by_text("Đã công nhận: Nguyễn Thị Hoa.").wait_for()

    after = board("S0")["totals"]
    assert (before["minimum"]["all"], before["actual"], after["actual"]) == (400, 0, 1)

    call_command("run_due", stdout=StringIO())
    notices = Notice.objects.filter(user=person["nguoi_nop_so_y_te"])
    assert notices.exists()
    sign_in(person["nguoi_nop_so_y_te"])
    page.goto("/thong-bao/")
    page.get_by_text("Đã công nhận: Nguyễn Thị Hoa").first.wait_for()

    sign_in(person["chuyen_vien"])
    page.goto(f"/bao-cao/lap/?plan={s0.public_id}")
    page.get_by_label("Kế hoạch", exact=False).first.select_option(str(s0.public_id))
    page.get_by_label("Số liệu đến hết ngày").fill("2025-12-31")
    page.get_by_role("button", name="Lập báo cáo").click()
    page.wait_for_url("**/bao-cao/*-*/")
    run_job(ReportJob.objects.get().pk)

    sign_in(person["lanh_dao"])
    page.goto("/bao-cao/")
    page.locator("main a[href^='/bao-cao/']:not([href$='/lap/'])").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải về").first.click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def board(alias):
    out = StringIO()
    call_command("show_board", alias, as_of=date(2025, 12, 31).isoformat(), json=True, stdout=out)
    return json.loads(out.getvalue())


def test_main_pages_fit_a_phone_and_keep_the_rules_of_accessibility(page, sign_in, five_plans):
    wide, faults = [], []
    page.set_viewport_size({"width": 390, "height": 844})
    plan = Plan.objects.get(alias="S0")

    for who, address in (
            ("demo_chuyen_vien", "/"), ("demo_chuyen_vien", "/ke-hoach/"),
            ("demo_chuyen_vien", plan.get_absolute_url()),
            ("demo_chuyen_vien", f"{plan.get_absolute_url()}bang-chi-tieu/"), ("demo_chuyen_vien", "/moc/"),
            ("demo_chuyen_vien", "/tham-dinh/"), ("demo_chuyen_vien", "/bao-cao/lap/"),
            ("demo_chuyen_vien", "/co-quan/"), ("demo_nguoi_nop_so_y_te", "/de-cu/lap/"),
            ("demo_quan_tri", "/quan-tri/tai-khoan/")):
        sign_in(User.objects.get(username=who))
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(address)
        page.evaluate(AXE)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")
        faults += [(address, one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in GRAVE]

    assert wide == []
    assert faults == []
