import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "Mat-khau-2026"


@pytest.fixture
def person():
    return get_user_model().objects.create_user("lan", password=PASSWORD, full_name="Nguyễn Thị Lan")


def test_a_person_is_led_to_sign_in_and_back_to_where_they_wanted(page, person):
    page.goto("/tai-khoan/")
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()

    page.wait_for_url("**/tai-khoan/")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.locator("header")).to_contain_text("Nguyễn Thị Lan")


def test_inline_script_is_refused_by_the_browser_itself(chromium, live_server, person):
    context = chromium.new_context(base_url=live_server.url)
    tab = context.new_page()
    tab.goto("/dang-nhap/")
    tab.evaluate(
        "() => { const node = document.createElement('script'); node.textContent = 'window.ran = true';"
        " document.body.append(node); }"
    )

    assert tab.evaluate("() => window.ran === undefined")
    context.close()
