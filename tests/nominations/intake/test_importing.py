"""From a file to drafts: the rows, their checks, confirmation, correction, the kit, and undoing it as a whole."""
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed, WrongState
from core.tables import open_tables
from models_registry.models import EligibilityResult, YearlyRating
from nominations import imports, services
from nominations.intake import read_blocks, read_list
from nominations.intake.groups import group_in, group_of_name
from nominations.intake.kit import make_kit
from nominations.models import ListImport, Nomination, Submission
from nominations.services import importing
from nominations.views.intake_forms import ImportRowForm
from plans.enums import SubjectKind
from plans.models import EligibilityRule
from tests.factories import NominationFactory, SubjectFactory, SubmissionFactory, obligation_of, officer, submitter
from tests.nominations.intake.files import xlsx

pytestmark = pytest.mark.django_db
HEAD = ["STT", "Họ và tên / Tên tập thể", "Năm sinh", "Chức vụ", "Đơn vị", "Thành tích"]
ROWS = [[1, "Bà Trần Thị Mai", 1980, "Y sĩ", "Trạm Y tế", "Cấp cứu 100 ca."], [2, "Khoa Nội", None, None, None, "Tốt."],
        [3, "Điều gì đó", None, None, None, "Chưa rõ."]]
GROUPS = dict(SubjectKind.choices)


def a_draft():
    submission = SubmissionFactory()
    obligation_of(submission.organization, field=submission.field)
    return submission


def started(submission=None, rows=ROWS):
    submission = submission or a_draft()
    blocks = open_tables(xlsx([HEAD, *rows]), "a.xlsx")
    return importing.start_import(submission, by=submission.created_by, file_name="a.xlsx", blocks=blocks)


def confirmed(listed):
    return importing.confirm_import(listed, by=listed.created_by, today=timezone.localdate())


def uploaded(content=None, name="Danh sách.xlsx"):
    return {"file": SimpleUploadedFile(name, content if content is not None else xlsx([HEAD, *ROWS]))}


# --- services ---------------------------------------------------------------------------------------------------------


def test_nothing_is_nominated_before_confirmation():
    listed = started()

    assert Nomination.objects.count() == 0
    assert [imports.problems(row["values"], date(2026, 1, 1)) for row in listed.rows] == [
        [], [], ["Chưa rõ là tập thể, cá nhân, hộ gia đình hay mô hình."]]


def test_right_rows_become_drafts_and_wrong_ones_wait():
    listed = confirmed(started())

    made = list(listed.submission.nominations.order_by("pk").values_list(
        "name", "subject_type", "birth_year", "sex", "position", "unit_text", "achievement", "state"))
    assert made == [("Trần Thị Mai", "individual", 1980, "female", "Y sĩ", "Trạm Y tế", "Cấp cứu 100 ca.", "draft"),
                    ("Khoa Nội", "collective", None, "", "", "", "Tốt.", "draft")]
    assert [bool(row["key"]) for row in listed.rows] == [True, True, False]
    assert all(nomination.obligation for nomination in listed.submission.nominations.filter(subject_type="individual"))


def test_a_second_click_makes_nothing_twice():
    listed = started()
    confirmed(listed)

    confirmed(listed)
    made = services_rows(listed)
    importing.import_nominees(listed.submission, made, by=listed.created_by, batch_key=listed.public_id,
                              today=timezone.localdate())

    assert Nomination.objects.count() == 2


def services_rows(listed):
    return [row for row in ListImport.objects.get().rows if row["key"]]


def test_a_corrected_row_follows_the_others():
    listed = confirmed(started())

    importing.correct_row(listed, by=listed.created_by, number=3, values={"subject_type": "collective", "name": "Tổ A"})
    listed = confirmed(listed)

    names = Nomination.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Trần Thị Mai", "Khoa Nội", "Tổ A"]
    assert listed.blocks == []


def test_undo_takes_all_of_them_out_and_nothing_else():
    listed = started()
    other = NominationFactory(submission=listed.submission)
    confirmed(listed)

    importing.undo_import(listed, by=listed.created_by)

    assert list(Nomination.objects.all()) == [other]
    with pytest.raises(WrongState):
        confirmed(listed)


def test_undo_is_refused_as_a_whole_when_one_was_sent():
    listed = confirmed(started())
    chosen = [Nomination.objects.get(name="Trần Thị Mai").pk]
    services.submit_submission(listed.submission, by=listed.created_by, today=timezone.localdate(), chosen=chosen)

    with pytest.raises(WrongState):
        importing.undo_import(listed, by=listed.created_by)

    assert Nomination.objects.count() == 2


def test_chosen_columns_are_read_again_and_remembered_for_the_agency():
    rows = [["STT", "Họ và tên", "Bộ phận", "Công lao"], [1, "Lê Lai", "Tổ A", "Cứu chúa"]]
    submission = a_draft()
    blocks = open_tables(xlsx(rows), "a.xlsx")
    listed = importing.start_import(submission, by=submission.created_by, file_name="a.xlsx", blocks=blocks)
    assert listed.rows[0]["values"]["achievement"] == ""

    importing.choose_columns(listed, by=submission.created_by, roles={"0:3": "achievement", "9:9": "name"})
    again = importing.start_import(submission, by=submission.created_by, file_name="b.xlsx", blocks=blocks)

    assert ListImport.objects.get(pk=listed.pk).rows[0]["values"]["achievement"] == "Cứu chúa"
    assert again.rows[0]["values"]["achievement"] == "Cứu chúa"


def test_alike_rows_point_at_each_other_and_at_what_is_there():
    submission = a_draft()
    NominationFactory(submission=submission, name="Trần Thị Mai", birth_year=1980)
    SubjectFactory(name="Trần Thị Mai", birth_year=1980)
    listed = started(submission, [*ROWS[:1], [2, "TRẦN THỊ MAI", "1980", "", "Trạm y tế", "Khác"]])

    assert [row["twins"] for row in listed.rows] == [[2], [1]]
    assert imports.notes_in_submission(listed.rows, submission) == {
        1: "giống Trần Thị Mai đã có trong hồ sơ này", 2: "giống Trần Thị Mai đã có trong hồ sơ này"}
    assert imports.registry_notes(listed.rows, submission)[1] == [
        "trùng tên và năm sinh, khác đơn vị với một đối tượng đã có trong hệ thống"]


def test_others_may_not_enter_a_list():
    listed = started()

    with pytest.raises(NotAllowed):
        importing.confirm_import(listed, by=submitter(), today=timezone.localdate())
    with pytest.raises(InvalidInput):
        importing.start_import(listed.submission, by=listed.created_by, file_name="a.xlsx", blocks=[{"text": "x"}])


def test_the_award_and_the_group_that_a_list_names_stay_with_the_nominee():
    head = ["STT", "Họ và tên", "Năm sinh", "Thuộc nhóm", "Hình thức đề nghị"]
    submission = a_draft()
    blocks = open_tables(xlsx([head, [1, "Lê Lai", 1980, "Nông dân", "Bằng khen"], ["II", "Nhà giáo tiêu biểu"],
                               [2, "Vũ Thị Mơ", 1990, None, "Giấy khen"], [3, "Hợp tác xã Hoa Sen"],
                               [4, "Đỗ Văn Tư", 1970, "Người rất tốt", "Giấy khen"]]), "a.xlsx")

    confirmed(importing.start_import(submission, by=submission.created_by, file_name="a.xlsx", blocks=blocks))

    assert list(Nomination.objects.order_by("pk").values_list("name", "subject_kind", "proposed_award")) == [
        ("Lê Lai", "farmer", "Bằng khen"), ("Vũ Thị Mơ", "teacher", "Giấy khen"),
        ("Hợp tác xã Hoa Sen", "cooperative", "")]  # the group of the fourth is unknown: it comes back


@pytest.mark.parametrize(("words", "kind", "group"), [
    ("I. Các doanh nghiệp tiêu biểu", "collective", "enterprise"), ("Doanh nghiệp", "individual", ""),
    ("b) Cán bộ, công chức, viên chức:", "individual", "official"), ("Xã, phường", "collective", "commune"),
    ("Nông dân và công nhân", "individual", ""), ("", "individual", ""), ("Nông dân", "model", "")])
def test_a_group_is_taken_only_from_plain_words(words, kind, group):
    assert group_in(words, kind) == group


@pytest.mark.parametrize(("name", "group"), [
    ("Công ty TNHH Hoa Mai", "enterprise"), ("HTX Dịch vụ Tân Tiến", "cooperative"), ("Thôn 5", "village"),
    ("Xã Tân Hòa", "commune"), ("UBND xã Tân Hòa", ""), ("Bệnh viện tỉnh", ""), ("Dòng họ Trần", "clan")])
def test_the_name_of_a_body_tells_its_group_when_it_is_plain(name, group):
    assert group_of_name(name) == group


BEST = "Hoàn thành xuất sắc nhiệm vụ"


def asking_for_the_best(submission):
    EligibilityRule.objects.create(
        plan=submission.plan, field=submission.field, code="E1", kind="annual_rating", applies_to="individual",
        severity="block", text="hằng năm xuất sắc", quote="hằng năm hoàn thành xuất sắc nhiệm vụ",
        params={"values": [BEST], "every_year": True})


def test_each_row_is_held_against_the_conditions_and_nothing_is_kept():
    submission = a_draft()
    asking_for_the_best(submission)
    listed = started(submission)
    own = SubjectFactory(name="Trần Thị Mai", birth_year=1980, organization=submission.organization)
    SubjectFactory(name="Điều gì đó")
    YearlyRating.objects.create(subject=own, scheme="official", year=2025, value="Hoàn thành nhiệm vụ", source="QĐ 1")

    found = imports.outcomes(listed.rows, submission, user=listed.created_by, today=date(2026, 11, 21))

    results = {n: {o.condition.code: o.result for o in outcomes} for n, outcomes in found.items()}
    assert results[1]["E1"] == "fail"
    assert "E1" not in results[2]
    assert results[3] == {}
    assert not EligibilityResult.objects.exists()


def test_what_an_agency_may_not_see_says_nothing_in_its_preview():
    submission = a_draft()
    asking_for_the_best(submission)
    other = SubjectFactory(name="Trần Thị Mai", birth_year=1980, unit_text="Trạm Y tế",
                           organization=SubmissionFactory().organization)
    YearlyRating.objects.create(subject=other, scheme="official", year=2025, value="Hoàn thành nhiệm vụ", source="QĐ 1")
    listed = started(submission)

    found = imports.outcomes(listed.rows, submission, user=listed.created_by, today=date(2026, 11, 21))

    assert [o.result for o in found[1] if o.condition.code == "E1"] == ["unknown"]


def test_the_preview_says_which_condition_fails_and_from_which_sentence(client):
    submission = a_draft()
    asking_for_the_best(submission)
    own = SubjectFactory(name="Trần Thị Mai", birth_year=1980, organization=submission.organization)
    last = timezone.localdate().year - 1
    YearlyRating.objects.create(subject=own, scheme="official", year=last, value="Hoàn thành nhiệm vụ", source="QĐ 1")
    client.force_login(submission.created_by)

    page = client.get(reverse("nominations:import_preview", args=[started(submission).public_id])).content.decode()

    assert "Không đạt: hằng năm xuất sắc" in page
    assert "«hằng năm hoàn thành xuất sắc nhiệm vụ»" in page


def test_an_import_and_its_undo_need_the_head_to_sign_again():
    submission = a_draft()
    listed = started(submission)
    Submission.objects.filter(pk=submission.pk).update(
        signed_off_at=timezone.now(), signed_off_by=submission.created_by)

    confirmed(listed)

    assert Submission.objects.get(pk=submission.pk).signed_off_at is None


def test_undo_names_in_the_log_whom_it_took_out():
    listed = confirmed(started())

    importing.undo_import(listed, by=listed.created_by)

    event = AuditEvent.objects.get(action="nominations.undo_import")
    assert event.before == {"file": "a.xlsx", "nominees": ["Trần Thị Mai", "Khoa Nội"]}


# --- the kit ----------------------------------------------------------------------------------------------------------


def test_the_kit_has_quotas_choices_and_no_formula():
    data = make_kit(groups=GROUPS, organization="=Sở", place="Y tế", quotas=["còn thiếu 3 tập thể"], rows=[({
        "record_kind": "exemplar", "subject_type": "individual", "name": "=1+1", "model_name": "", "birth_year": 1980,
        "sex": "male", "position": "", "unit_text": "@Sở", "address": "", "achievement": "+84"}, ["Thiếu tên."])],
        today=date(2026, 1, 1))

    book = load_workbook(io.BytesIO(data))
    sheet = book["Đề cử"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "còn thiếu 3 tập thể" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [str(v.sqref).split(":")[0][0] + ":" + v.type for v in sheet.data_validations.dataValidation][:4] == [
        "B:list", "F:list", "J:list", "E:whole"]
    assert book["Danh mục"].sheet_state == "hidden"
    assert book["Danh mục"]["C1"].value == "Cơ quan, đơn vị"


def test_a_filled_kit_is_read_back_as_it_was_filled():
    values = [dict.fromkeys(imports.FIELDS, "") | v for v in (
        {"record_kind": "exemplar", "subject_type": "individual", "name": "Lê Lai", "birth_year": 1980, "sex": "male",
         "position": "Y sĩ", "unit_text": "Trạm A", "achievement": "Tốt.", "subject_kind": "health_worker",
         "proposed_award": "Bằng khen của UBND tỉnh"},
        {"record_kind": "exemplar", "subject_type": "collective", "name": "Trạm A", "birth_year": None},
        {"record_kind": "exemplar", "subject_type": "household", "name": "Lê Lợi", "birth_year": 1970,
         "address": "Thôn 1"},
        {"record_kind": "model", "subject_type": "collective", "name": "Xã B", "model_name": "Đường hoa",
         "birth_year": None})]

    data = make_kit(organization="Sở Y tế", place="Y tế", quotas=["Chỉ tiêu của cơ quan: cá nhân: đã đủ (2/2)"],
                    rows=[(value, ["Thiếu."]) for value in values], today=date(2026, 1, 1), groups=GROUPS)
    rows = imports.rows_of(read_blocks(open_tables(data, "Mẫu.xlsx")).records)

    shown = ("record_kind", "subject_type", "name", "model_name", "birth_year", "sex", "position", "achievement",
             "subject_kind", "proposed_award")
    assert [[row["values"][name] for name in shown] for row in rows] == [[v[name] for name in shown] for v in values]
    assert rows[2]["values"]["address"] == "Thôn 1"


def test_an_empty_kit_holds_nobody():
    data = make_kit(groups=GROUPS, organization="Sở Y tế", place="Y tế", quotas=["còn thiếu 2 cá nhân"],
                    today=date(2026, 1, 1))

    assert read_list(data, "Mẫu.xlsx")["records"] == []


# --- what could not be read -------------------------------------------------------------------------------------------

KIT = ["STT", "Loại", "Họ và tên", "Tên mô hình", "Năm sinh", "Giới tính", "Chức vụ", "Đơn vị"]
TODAY = date(2026, 1, 1)


def kit_rows(*rows):
    return imports.rows_of(read_blocks(open_tables(xlsx([KIT, *rows]), "Mẫu.xlsx")).records)


def test_a_filled_row_without_a_name_comes_back_to_be_put_right():
    rows = kit_rows([1, "Cá nhân", "Lê Lai", None, 1980], [2, "Cá nhân", None, None, 1975, "Nữ", "Y sĩ", "Trạm A"],
                    [3], [None, "Tập thể", None, None, None, None, None, "Sở Y tế"], [5, "Tập thể", "Khoa Nội"])

    assert [row["values"]["name"] for row in rows] == ["Lê Lai", "", "", "Khoa Nội"]
    assert [imports.faults(row, TODAY) for row in rows] == [[], ["Thiếu tên."], ["Thiếu tên."], []]
    assert (rows[1]["values"]["birth_year"], rows[1]["values"]["position"]) == (1975, "Y sĩ")
    assert not any(row["twins"] for row in rows)


def test_a_name_that_is_a_formula_without_result_is_said_and_not_lost():
    rows = kit_rows([1, "Cá nhân", '=G2&"B"', None, 1980], [2, None, "=A1"], [3, "Cá nhân", "Lê Lai", None, 1970, None,
                                                                           "=VLOOKUP(A1,B:C,2)"])

    said = [imports.faults(row, TODAY) for row in rows]
    assert [row["values"]["name"] for row in rows] == ["", "", "Lê Lai"]
    assert "«=G2&\"B\"»" in said[0][0] and "công thức chưa tính" in said[1][0] and "Ô «Chức vụ»" in said[2][0]
    assert rows[2]["values"]["position"] == ""
    assert "Thiếu tên." not in said[0]


def test_unknown_words_of_kind_year_and_sex_become_no_silent_default():
    rows = kit_rows([1, "Cá nhâm", "Lê Lai", None, "abc", "không"], [2, "CN", "Lê Lợi", None, "80s", "NỮ"],
                    [3, "Công chức", "Vũ Mơ", None, "12/5/1980", "Nam"])

    assert [imports.faults(row, TODAY) for row in rows] == [
        ["Loại «Cá nhâm» không có trong danh sách. Hãy chọn tập thể, cá nhân, hộ gia đình hoặc mô hình.",
         "Giới tính «không» không rõ là Nam hay Nữ.", "«abc» không phải năm sinh."],
        ["«80s» không phải năm sinh."], []]
    assert [row["values"]["subject_type"] for row in rows] == ["", "individual", "individual"]


def test_a_year_of_birth_of_a_body_and_a_group_nobody_knows_come_back_to_be_corrected():
    head = [*KIT, "Thuộc nhóm"]
    rows = imports.rows_of(read_blocks(open_tables(xlsx([
        head, ["I", "CÔNG NHÂN"], [1, "Tập thể", "Tổ 1", None, 1980, None, None, "Xã A", "Cơ quan, đơn vị"],
        [2, "Cá nhân", "Lê Lai", None, 1970, None, None, "Xã A", "Phi công vũ trụ"],
        [3, "Cá nhân", "Lê Lợi", None, 1971, None, None, "Xã A", "Nông dân"]]), "Mẫu.xlsx")).records)

    assert [(row["values"]["birth_year"], row["values"]["subject_kind"]) for row in rows] == [
        (None, "agency"), (1970, ""), (1971, "farmer")]
    assert [imports.faults(row, TODAY) for row in rows] == [
        [imports.BIRTH_OF_BODY.format("1980")], [imports.UNREAD["group"].format("Phi công vũ trụ")], []]


def test_the_sex_and_the_position_of_a_body_come_back_to_be_corrected():
    body, person = kit_rows([1, "Tập thể", "Tổ 1", None, None, "Nữ", "Tổ trưởng", "Xã A"],
                            [2, "Cá nhân", "Lê Lai", None, 1970, "Nam", "Tổ trưởng", "Xã A"])

    said, form = imports.faults(body, TODAY), ImportRowForm.of_row(body)

    assert [(row["values"]["sex"], row["values"]["position"]) for row in (body, person)] == [
        ("", ""), ("male", "Tổ trưởng")]
    assert said == [imports.OF_NO_BODY["position"].format("Tổ trưởng"), imports.OF_NO_BODY["sex"].format("Nữ")]
    assert (imports.faults(person, TODAY), form["position"].value()) == ([], "Tổ trưởng")
    unclear, = kit_rows([1, "Tập xyz", "Tổ công nhân 1", None, None, None, "Tổ trưởng", "Xã A"])
    assert sorted(imports.faults(unclear, TODAY)) == [
        imports.UNREAD["position"].format("Tổ trưởng"), imports.UNREAD["kind"].format("Tập xyz")]


def test_a_body_corrected_to_a_person_keeps_the_sex_that_was_typed():
    submission = a_draft()
    blocks = open_tables(xlsx([KIT, [1, "Tập thể", "Lê Thị Lai", None, None, "Nữ", None, "Xã A"]]), "a.xlsx")
    listed = importing.start_import(submission, by=submission.created_by, file_name="a.xlsx", blocks=blocks)

    right = importing.correct_row(listed, by=submission.created_by, number=1, values={"subject_type": "individual"})

    assert (listed.rows[0]["unread"], right.rows[0]["unread"], right.rows[0]["values"]["sex"]) == (
        {"sex": "Nữ"}, {}, "female")


def test_a_row_that_is_put_right_takes_nothing_that_its_kind_cannot_have():
    typed = {"kind": "tap-the", "name": "Tổ 1", "birth_year": "1980", "position": "Tổ trưởng", "subject_kind": "farmer"}

    wrong, right = ImportRowForm(typed), ImportRowForm({**typed, "kind": "ca-nhan"})

    assert sorted(wrong.errors) == ["birth_year", "position", "subject_kind"]
    assert right.is_valid()
    assert (right.values()["birth_year"], right.values()["subject_kind"]) == (1980, "farmer")


def test_a_model_without_its_name_keeps_its_owner():
    rows = kit_rows([1, "Mô hình", "Xã Hoa Lư"])

    assert (rows[0]["values"]["name"], rows[0]["values"]["model_name"]) == ("Xã Hoa Lư", "")
    assert imports.faults(rows[0], TODAY) == ["Thiếu tên mô hình."]


def test_what_could_not_be_read_waits_until_somebody_saves_the_row(client):
    submission = a_draft()
    rows = [1, "Cá nhân", "Lê Lai", None, "abc"], [2, "Cá nhân", "Lê Lợi", None, 1980]
    blocks = open_tables(xlsx([KIT, *rows]), "a.xlsx")
    listed = importing.start_import(submission, by=submission.created_by, file_name="a.xlsx", blocks=blocks)
    client.force_login(submission.created_by)
    place = reverse("nominations:import_row", args=[listed.public_id])

    confirmed(listed)
    page = client.get(listed.get_absolute_url()).content.decode()
    workbook = load_workbook(io.BytesIO(client.get(
        reverse("nominations:import_faulty", args=[listed.public_id])).content))
    wrong = client.post(place, {"dong": "1", "kind": "ca-nhan", "name": "Lê Lai", "birth_year": "abc"})

    assert list(Nomination.objects.values_list("name", flat=True)) == ["Lê Lợi"]
    assert "«abc» không phải năm sinh." in page and 'value="abc"' in page
    cells = [cell.value for row in workbook["Đề cử"].iter_rows() for cell in row]
    assert "abc" in cells and "«abc» không phải năm sinh." in cells
    assert wrong.status_code == 422 and "Năm sinh ghi bằng số" in wrong.content.decode()
    client.post(place, {"dong": "1", "kind": "ca-nhan", "name": "Lê Lai", "birth_year": ""})
    assert confirmed(listed).entered == 2


# --- pages ------------------------------------------------------------------------------------------------------------


def test_from_the_file_to_the_nominees(client):
    submission = a_draft()
    client.force_login(submission.created_by)

    page = client.post(reverse("nominations:intake", args=[submission.public_id]), uploaded(), follow=True)
    assert "Xác nhận nhập (2)" in page.content.decode()
    listed = ListImport.objects.get()
    done = client.post(reverse("nominations:import_confirm", args=[listed.public_id]), follow=True)

    assert "Đã nhập 2 đề cử" in done.content.decode()
    assert "Dòng 3" in done.content.decode()
    client.post(reverse("nominations:import_row", args=[listed.public_id]), {
        "dong": "3", "kind": "ca-nhan", "name": "Lê Lợi", "birth_year": "1970"})
    client.post(reverse("nominations:import_confirm", args=[listed.public_id]))
    assert Nomination.objects.get(name="Lê Lợi").subject_type == "individual"
    client.post(reverse("nominations:import_undo", args=[listed.public_id]), {"confirmed": "1"})
    assert not Nomination.objects.exists()


@pytest.mark.parametrize(("content", "name", "words"), [
    (b"", "a.xlsx", "rỗng"), (b"x", "a.docx", "không phải là .docx"), (b"x", "a.exe", "Chỉ đọc được danh sách"),
    (xlsx([["Kế hoạch"]]), "a.xlsx", "Không thấy danh sách nào")])
def test_a_bad_file_is_refused_beside_the_field(client, content, name, words):
    submission = a_draft()
    client.force_login(submission.created_by)

    page = client.post(reverse("nominations:intake", args=[submission.public_id]), uploaded(content, name))

    assert page.status_code == 422
    assert words in page.content.decode()


def test_too_many_files_in_a_minute_are_refused_in_words_and_others_go_on(client):
    submission, other = a_draft(), a_draft()
    client.force_login(submission.created_by)
    address = reverse("nominations:intake", args=[submission.public_id])
    for _ in range(importing.FILES_A_MINUTE):
        assert client.post(address, uploaded(b"x", "a.docx")).status_code == 422

    page = client.post(address, uploaded())

    assert (page.status_code, importing.TOO_OFTEN in page.content.decode()) == (422, True)
    client.force_login(other.created_by)
    assert client.post(reverse("nominations:intake", args=[other.public_id]), uploaded()).status_code == 302


def test_after_a_minute_files_are_read_again(monkeypatch):
    submission = a_draft()
    for _ in range(importing.FILES_A_MINUTE):
        importing.note_upload(submission, by=submission.created_by, file_name="a.xlsx")
    with pytest.raises(InvalidInput):
        importing.note_upload(submission, by=submission.created_by, file_name="a.xlsx")

    later = timezone.now() + timedelta(seconds=61)
    monkeypatch.setattr(timezone, "now", lambda: later)

    importing.note_upload(submission, by=submission.created_by, file_name="a.xlsx")


def test_a_wrong_number_in_a_row_keeps_what_was_typed(client):
    listed = started()
    client.force_login(listed.created_by)

    page = client.post(reverse("nominations:import_row", args=[listed.public_id]), {
        "dong": "3", "kind": "ca-nhan", "name": "Lê Lợi", "birth_year": "năm ngoái"})

    assert page.status_code == 422
    assert 'value="Lê Lợi"' in page.content.decode()


def test_the_kit_and_the_wrong_rows_are_excel_files(client):
    listed = started()
    client.force_login(listed.created_by)

    kit = client.get(reverse("nominations:kit", args=[listed.submission.public_id]))
    faulty = client.get(reverse("nominations:import_faulty", args=[listed.public_id]))

    assert "M%E1%BA%ABu%20%C4%91%E1%BB%81%20c%E1%BB%AD" in kit["Content-Disposition"]
    marked = [cell.value for row in load_workbook(io.BytesIO(faulty.content))["Đề cử"].iter_rows() for cell in row]
    assert "Chưa rõ là tập thể, cá nhân, hộ gia đình hay mô hình." in marked
    assert "Trần Thị Mai" not in marked


@pytest.mark.parametrize("name", ["import_preview", "import_faulty"])
def test_a_list_is_for_its_agency_alone(client, name):
    listed = started()

    for person in (submitter(), officer()):
        client.force_login(person)
        assert client.get(reverse(f"nominations:{name}", args=[listed.public_id])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_preview_takes_the_same_queries_for_any_number_of_rows(client, rows, django_assert_num_queries):
    submission = a_draft()
    asking_for_the_best(submission)
    for letter in "ABC"[:rows]:
        subject = SubjectFactory(name=f"Lê Văn {letter}", birth_year=1980, organization=submission.organization)
        YearlyRating.objects.create(subject=subject, scheme="official", year=2025, value=BEST, source="QĐ 1")
    listed = started(submission, rows=[[n, f"Lê Văn {'ABC'[n]}", 1980, "Y sĩ", "Trạm", "Tốt."] for n in range(rows)])
    client.force_login(listed.created_by)
    address = reverse("nominations:import_preview", args=[listed.public_id])
    client.get(address)

    with django_assert_num_queries(15):
        page = client.get(address)

    assert page.context["ready"] == rows


def test_two_hundred_rows_copied_from_a_spreadsheet_are_read_like_a_file(client):
    submission = SubmissionFactory()
    obligation_of(submission.organization, field=submission.field)
    client.force_login(submission.created_by)
    lines = ["STT\tHọ và tên\tNăm sinh\tĐơn vị\tThành tích"]
    lines += [f"{n}\tNguyễn Văn An {n}\t1980\tPhòng {n}\t\"Dòng một\nDòng hai {n}\"" for n in range(1, 201)]

    page = client.post(reverse("nominations:intake", args=[submission.public_id]), {"pasted": "\r\n".join(lines)})

    listed = ListImport.objects.get()
    assert (page.url, len(listed.rows)) == (listed.get_absolute_url(), 200)
    assert listed.rows[199]["values"]["name"] == "Nguyễn Văn An 200"
    assert listed.rows[0]["values"]["birth_year"] == 1980
    assert listed.rows[0]["values"]["achievement"].startswith("Dòng một")


def test_an_officer_reads_corrects_confirms_and_undoes_the_list_of_a_dossier_begun_on_behalf(client):
    user, other = officer(), officer()
    submission = a_draft()
    Submission.objects.filter(pk=submission.pk).update(is_on_behalf=True, created_by=user)
    client.force_login(user)

    answer = client.post(reverse("nominations:intake", args=[submission.public_id]), uploaded())
    listed = ListImport.objects.get()
    seen = client.get(answer.url).status_code
    client.post(reverse("nominations:import_confirm", args=[listed.public_id]))
    entered = Nomination.objects.count()
    client.post(reverse("nominations:import_undo", args=[listed.public_id]), {"confirmed": "1"})

    listed.refresh_from_db()
    assert (seen, entered, listed.undone_at is not None) == (200, 2, True)
    assert list(ListImport.objects.visible_to(other)) == []


def test_neither_a_file_nor_pasted_rows_is_refused(client):
    submission = SubmissionFactory()
    client.force_login(submission.created_by)

    page = client.post(reverse("nominations:intake", args=[submission.public_id]), {"pasted": "  "})

    assert page.status_code == 422
    assert "Chọn một tệp, hoặc dán các dòng chép từ Excel." in page.content.decode()
