"""Agencies from an Excel file: rows, what is wrong with them, confirmation and undoing it as a whole."""
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from core.errors import InvalidInput, NotAllowed, WrongState
from organizations import importing
from organizations.intake import rows_of
from organizations.models import Organization, OrganizationImport
from tests.factories import OrganizationFactory, administrator, officer, submitter

pytestmark = pytest.mark.django_db
HEAD = ["STT", "Tên cơ quan, đơn vị", "Tên viết tắt", "Cơ quan cấp trên", "Email"]
ROWS = [["1", "Sở Y tế", "SYT", "UBND tỉnh", ""], ["2", "Bệnh viện Mắt", "", "Sở Y tế", "bvm@example.gov.vn"],
        ["3", "UBND xã Tân Hòa", "", "", "sai"], ["", "Tổng cộng: 3", "", "", ""]]


def sheet(*rows):
    return [{"sheet": "1", "rows": [["DANH SÁCH CƠ QUAN"], *rows], "merges": []}]


def started(*rows):
    return importing.start_import(by=officer(), file_name="a.xlsx", blocks=sheet(HEAD, *(rows or ROWS)))


def test_a_table_gives_names_kinds_and_systems():
    rows = rows_of(sheet(HEAD, *ROWS, ["4", "Huyện ủy A"], ["5", "Hội Nông dân tỉnh"], ["6", "Công an tỉnh"]))

    assert [(row["values"]["name"], row["values"]["kind"], row["values"]["system"]) for row in rows] == [
        ("Sở Y tế", "department", "state"), ("Bệnh viện Mắt", "hospital", "state"),
        ("UBND xã Tân Hòa", "commune_pc", "state"), ("Huyện ủy A", "party_committee", "party"),
        ("Hội Nông dân tỉnh", "mass_body", "front"), ("Công an tỉnh", "force", "armed_forces")]


def test_written_kinds_count_before_guessed_ones():
    rows = rows_of(sheet(["Tên", "Loại"], ["Ban A", "Báo, đài"], ["Ban B", "không rõ"]))

    assert [row["values"]["kind"] for row in rows] == ["press", "other"]


def test_wrong_rows_are_named():
    OrganizationFactory(name="Sở Y Tế")
    listed = started(*ROWS, ["4", "sở y tế", "", "", ""])

    assert list(importing.problems_of(listed).values()) == [
        ["Đã có cơ quan mang tên này.", "Không thấy cơ quan cấp trên «UBND tỉnh»."], [],
        ["Thư điện tử không đúng dạng."], ["Trùng tên với một dòng phía trên."]]


def test_a_name_that_is_a_formula_without_result_makes_no_agency():
    listed = started(["1", "=B3&C3", "", "", ""], ["2", "Sở Y tế", "#N/A", "", ""], ["3", "Sở Nội vụ", "", "", ""])

    assert list(importing.problems_of(listed).values()) == [
        ["Ô «Tên» có công thức chưa tính hoặc báo lỗi («=B3&C3»)."],
        ["Ô «Tên gọi tắt» có công thức chưa tính hoặc báo lỗi («#N/A»)."], []]


def test_right_rows_become_agencies_under_their_parents_once():
    OrganizationFactory(name="UBND tỉnh")
    listed = importing.confirm_import(started(), by=officer())

    importing.confirm_import(listed, by=officer())

    made = Organization.objects.exclude(name="UBND tỉnh").values_list("name", "short_name", "parent__name", "email")
    assert sorted(made) == [("Bệnh viện Mắt", "", "Sở Y tế", "bvm@example.gov.vn"), ("Sở Y tế", "SYT", "UBND tỉnh", "")]


def test_undo_takes_all_out_unless_one_is_in_use():
    parent = OrganizationFactory(name="UBND tỉnh")
    listed = importing.confirm_import(started(), by=officer())
    user = submitter(Organization.objects.get(name="Bệnh viện Mắt"))

    with pytest.raises(WrongState):
        importing.undo_import(listed, by=officer())
    assert Organization.objects.count() == 3
    assert Organization.objects.get(name="Bệnh viện Mắt").parent.name == "Sở Y tế"
    user.assignments.all().delete()
    importing.undo_import(listed, by=officer())

    assert list(Organization.objects.all()) == [parent]
    with pytest.raises(WrongState):
        importing.confirm_import(listed, by=officer())


def test_only_the_office_and_administrators_enter_agencies():
    importing.start_import(by=administrator(), file_name="a.xlsx", blocks=sheet(HEAD, *ROWS))

    with pytest.raises(NotAllowed):
        importing.start_import(by=submitter(), file_name="a.xlsx", blocks=sheet(HEAD, *ROWS))
    with pytest.raises(InvalidInput):
        importing.start_import(by=officer(), file_name="a.xlsx", blocks=sheet(["Kế hoạch"]))


def test_from_the_file_to_the_list(client):
    book = Workbook()
    for row in (HEAD, *ROWS[1:2]):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    OrganizationFactory(name="Sở Y tế")
    client.force_login(officer())

    page = client.post(reverse("organizations:intake"), {
        "file": SimpleUploadedFile("Cơ quan.xlsx", target.getvalue())}, follow=True)
    assert "Xác nhận nhập (1)" in page.content.decode()
    listed = OrganizationImport.objects.get()
    client.post(reverse("organizations:import_confirm", args=[listed.public_id]))

    assert Organization.objects.get(name="Bệnh viện Mắt").kind == "hospital"
    client.post(reverse("organizations:import_undo", args=[listed.public_id]), {"confirmed": "1"})
    assert not Organization.objects.filter(name="Bệnh viện Mắt").exists()


def test_a_bad_file_is_refused_beside_the_field(client):
    client.force_login(officer())

    page = client.post(reverse("organizations:intake"), {"file": SimpleUploadedFile("a.xlsx", b"x")})

    assert page.status_code == 422
    assert "Nội dung tệp không phải là .xlsx" in page.content.decode()
