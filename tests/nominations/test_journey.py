"""In the browser: the agency sends, the office returns, the agency fixes, the office recognises."""
from datetime import date

import pytest
from django.utils import timezone
from PIL import Image

from models_registry.queries import standings
from nominations.models import Nomination
from tests.factories import NominationFactory, SubjectFactory, SubmissionFactory, obligation_of, officer, submitter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_first_draft_to_the_figure(page, sign_in):
    agency_person, reviewer = submitter(), officer()
    obligation = obligation_of(agency_person.acting.organization)
    today = timezone.localdate()

    sign_in(agency_person)
    page.goto("/de-cu/")
    page.get_by_role("link", name="Lập đề cử").first.click()
    page.get_by_role("button", name="Lập đề cử").first.click()
    page.get_by_role("link", name="Thêm cá nhân").first.click()
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_label("Năm sinh").fill("1985")
    page.get_by_label("Đơn vị công tác, nơi ở").fill("Trường Tiểu học Vĩnh Hải")
    page.get_by_label("Thành tích tóm tắt").fill("Dạy chữ miễn phí cho 40 em.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("button", name="Gửi Sở Nội vụ tất cả (1)").click()
    page.get_by_role("dialog").get_by_role("button", name="Gửi Sở Nội vụ").click()
    page.get_by_text("Đã gửi Sở Nội vụ. Mã tiếp nhận: DC-").wait_for()

    sign_in(reviewer)
    page.goto("/tham-dinh/?state=submitted")
    page.get_by_role("link", name="Nguyễn Thị Hoa").click()
    page.get_by_text("Trả lại bổ sung", exact=True).first.click()
    page.get_by_label("Cần bổ sung gì").fill("Nêu số năm thực hiện.")
    page.get_by_label("Bổ sung trước hết ngày").fill(today.isoformat())
    page.get_by_role("button", name="Trả lại bổ sung").click()
    page.get_by_text("Đã trả lại bổ sung: Nguyễn Thị Hoa.").wait_for()

    sign_in(agency_person)
    page.goto(Nomination.objects.get().get_absolute_url())
    page.get_by_text("Nêu số năm thực hiện.").first.wait_for()
    page.get_by_role("link", name="Sửa").click()
    page.get_by_label("Thành tích tóm tắt").fill("Dạy chữ miễn phí cho 40 em trong 6 năm.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("button", name="Gửi Sở Nội vụ tất cả (1)").click()
    page.get_by_role("dialog").get_by_role("button", name="Gửi Sở Nội vụ").click()
    page.get_by_text("Đã gửi Sở Nội vụ.").wait_for()

    sign_in(reviewer)
    page.goto("/tham-dinh/?state=submitted")
    page.get_by_role("link", name="Nguyễn Thị Hoa").click()
    page.get_by_label("Số quyết định").fill("15/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill(today.isoformat())
    page.get_by_role("button", name="Công nhận, sang hồ sơ tiếp").click()
    page.get_by_text("Đã công nhận: Nguyễn Thị Hoa.").wait_for()

    assert standings([obligation], as_of=date(2030, 1, 1))[obligation.pk].actual == 1


def test_a_hint_appears_while_the_name_is_typed(page, sign_in):
    person = submitter()
    obligation = obligation_of(person.acting.organization)
    SubjectFactory(name="Nguyễn Văn Hoà", birth_year=1975, unit_text="Trường A")
    submission = SubmissionFactory(field=obligation.field, organization=person.acting.organization, created_by=person)

    sign_in(person)
    page.goto(f"{submission.get_absolute_url()}them/ca-nhan/")
    page.get_by_label("Năm sinh").fill("1975")
    page.get_by_label("Họ và tên").press_sequentially("Ông NGUYỄN VĂN HÒA")

    page.get_by_text("Trùng tên và năm sinh, khác đơn vị với một đối tượng đã có trong hệ thống").wait_for()


def test_a_form_saves_itself_while_one_types_and_says_so(page, sign_in):
    person = submitter()
    obligation = obligation_of(person.acting.organization)
    submission = SubmissionFactory(field=obligation.field, organization=person.acting.organization, created_by=person)

    sign_in(person)
    page.goto(f"{submission.get_absolute_url()}them/ca-nhan/")
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_text("✓ Đã tự lưu lúc").wait_for()
    kept = Nomination.objects.get().name
    page.get_by_label("Thành tích tóm tắt").fill("Dạy chữ miễn phí.")
    page.get_by_text("Có thay đổi chưa lưu").wait_for()
    page.get_by_text("✓ Đã tự lưu lúc").wait_for()

    assert kept == "Nguyễn Thị Hoa"
    assert [(n.name, n.achievement) for n in Nomination.objects.all()] == [("Nguyễn Thị Hoa", "Dạy chữ miễn phí.")]


def test_files_are_sent_with_a_script_and_listed(page, sign_in, tmp_path):
    nomination = NominationFactory()
    picture = tmp_path / "Ảnh minh chứng.png"
    Image.new("RGB", (40, 20), "green").save(picture)

    sign_in(nomination.submission.created_by)
    page.goto(nomination.get_absolute_url())
    page.get_by_label("Tệp").set_input_files(picture)
    page.get_by_role("button", name="Gửi tệp").click()
    page.get_by_role("link", name="Ảnh minh chứng.png", exact=True).wait_for()

    assert [file.original_name for file in nomination.files.all()] == ["Ảnh minh chứng.png"]
