"""A plan entered by hand in the browser, from an empty page to the agency that finds its part of it."""
import pytest
from playwright.sync_api import expect

from plans.models import Plan
from tests.factories import OrganizationFactory, officer, submitter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def health():
    return OrganizationFactory(name="Sở Y tế", province_code="khanh-hoa")


@pytest.fixture
def province():
    return OrganizationFactory(name="Ủy ban nhân dân tỉnh Khánh Hòa", province_code="khanh-hoa", kind="province_pc")


def pick(page, box, typed, name):
    """Choose an agency from the suggestions, typed without accents."""
    page.locator(box).press_sequentially(typed)
    page.get_by_role("button", name=name).first.click()
    expect(page.locator(box)).to_have_value(name)


def test_a_plan_is_entered_checked_issued_and_found_by_its_agency(page, sign_in, health, province):
    sign_in(officer())
    page.goto("/ke-hoach/moi/")
    page.fill("#id_title", "Xây dựng điển hình tiên tiến giai đoạn 2026 - 2030")
    pick(page, "#id_owner", "uy ban nhan dan tinh", province.name)
    page.fill("#id_period_from", "2026")
    page.fill("#id_period_to", "2030")
    page.fill("#id_van_ban-number", "120/KH-UBND")
    page.fill("#id_van_ban-issued_on", "02/3/2026")
    page.get_by_role("button", name="Tạo bản nháp").click()

    page.get_by_role("link", name="Thêm lĩnh vực").first.click()
    page.fill("#id_name", "Y tế, chăm sóc sức khỏe nhân dân")
    pick(page, "#id_chu_tri-0-organization", "so y te", health.name)
    page.fill("#id_least_collective", "10")
    page.fill("#id_least_individual", "5")
    page.get_by_role("button", name="Lưu", exact=True).click()

    page.get_by_role("link", name="Thêm mốc").click()
    page.fill("#id_title", "Báo cáo năm")
    page.fill("#id_day", "30")
    page.fill("#id_month", "11")
    page.check("#id_every_year")
    page.fill("#id_last_year", "2026")
    expect(page.locator("#ngay-tinh-ra")).to_contain_text("→ chậm nhất 29/11/2026 (Chủ nhật)")
    pick(page, "#id_phai_lam-0-organization", "so y te", health.name)
    page.get_by_role("button", name="Lưu", exact=True).click()

    page.get_by_role("link", name="Kiểm tra, ban hành").first.click()
    expect(page.locator("main")).to_contain_text(
        "2 nghĩa vụ chỉ tiêu (ít nhất 10 tập thể, 5 cá nhân, 15 tổng cộng); 1 thời hạn")
    page.get_by_role("button", name="Ban hành").click()
    page.get_by_role("dialog").get_by_role("button", name="Ban hành").click()
    expect(page.locator("main")).to_contain_text("Đã ban hành kế hoạch")

    sign_in(submitter(health))
    page.goto(Plan.objects.get().get_absolute_url())
    expect(page.locator("#phan-viec")).to_contain_text("ít nhất 10: Y tế, chăm sóc sức khỏe nhân dân")
    expect(page.locator("#phan-viec")).to_contain_text("chậm nhất 29/11/2026")


def test_only_the_inputs_of_the_chosen_kind_are_shown_and_a_folded_fault_stands_open(page, sign_in):
    sign_in(officer())
    page.goto("/ke-hoach/moi/")
    expect(page.locator("#id_van_ban-issued_month")).to_be_hidden()
    page.get_by_label("Chỉ biết tháng, năm").check()
    expect(page.locator("#id_van_ban-issued_month")).to_be_visible()
    expect(page.locator("#id_van_ban-issued_on")).to_be_hidden()

    page.get_by_text("Phạm vi, kế hoạch cấp trên").click()
    page.fill("#id_total_household", "-1")
    page.get_by_role("button", name="Tạo bản nháp").click()

    expect(page.locator("#id_total_household")).to_be_visible()
    expect(page.locator("#id_total_household")).to_have_value("-1")
