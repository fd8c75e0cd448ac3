"""A clerk puts a draft into better words in the browser; its numbers hold, its pages follow, the issue ends it."""
import re

import pytest
from django.utils import timezone

from accounts.models import User
from plans.models import Plan
from portal.demo.builder import build_ground
from reporting import services
from reporting.content import proposed_paper
from reporting.models import ReportJob
from reporting.services import run_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def report(transactional_db):
    """A finished draft on one of the demonstration plans."""
    today = timezone.localdate()
    build_ground(today)
    plan, clerk = Plan.objects.get(alias="S0"), User.objects.get(username="demo_chuyen_vien")
    report = services.prepare_report(plan, as_of=today, paper=proposed_paper(plan), by=clerk, today=today)
    run_job(report.job.pk)
    return report


def test_words_change_numbers_hold_and_the_issue_ends_it(page, sign_in, report):
    sign_in(User.objects.get(username="demo_chuyen_vien"))
    page.goto(report.get_absolute_url())
    picture = page.locator("#xem-truoc img")
    first_page = picture.get_attribute("src")
    page.locator("#xem-truoc").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text(re.compile(r"Trang 2/\d")).wait_for()
    page.locator("#xem-truoc:focus").wait_for()
    page.keyboard.press("ArrowLeft")
    page.get_by_text(re.compile(r"Trang 1/\d")).wait_for()

    page.get_by_role("link", name="Sửa câu chữ").click()
    field = page.locator("textarea", has_text="chưa có điển hình nào").first
    drafted = field.input_value()
    field.fill(drafted.replace("⟦400⟧", "⟦300⟧", 1))
    page.get_by_role("button", name="Lưu, lập lại tệp").click()
    page.get_by_text("Thiếu số liệu ⟦400⟧").last.wait_for()
    field = page.locator("textarea.is-invalid")
    assert "⟦300⟧" in field.input_value()

    field.fill(drafted.replace("chưa có điển hình nào", "toàn tỉnh chưa có điển hình nào"))
    page.get_by_role("button", name="Lưu, lập lại tệp").click()
    page.get_by_text("Đã lưu câu chữ.").wait_for()
    run_job(ReportJob.objects.get().pk)
    page.locator("#xem-truoc img").wait_for()
    assert page.locator("#xem-truoc img").get_attribute("src") != first_page

    page.goto(report.get_absolute_url())
    page.get_by_text("toàn tỉnh chưa có điển hình nào").first.wait_for()
    page.get_by_role("link", name="Ban hành…").click()
    page.get_by_label("Số, ký hiệu").fill("125")
    page.get_by_label("Ngày ban hành").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Ban hành").click()
    page.get_by_text("Đã ghi ban hành văn bản.").wait_for()
    assert page.get_by_role("link", name="Sửa câu chữ").count() == 0
    page.goto(f"{report.get_absolute_url()}cau-chu/")
    page.get_by_text("đã ban hành nên không sửa được nữa").wait_for()


def test_the_form_and_the_pages_fit_a_telephone(page, sign_in, report):
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(User.objects.get(username="demo_chuyen_vien"))

    for address in (report.get_absolute_url(), f"{report.get_absolute_url()}cau-chu/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert page.locator("#xem-truoc img").evaluate("image => image.naturalWidth") > 900
