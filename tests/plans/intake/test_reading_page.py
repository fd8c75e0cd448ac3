"""The reader's page: read, correct, confirm, and a draft plan with the right obligations; nothing stored before."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plans import generation
from plans.intake import read_text
from plans.intake.due_words import due_of_words, due_words
from plans.intake.rows import confirmed, rows_of, with_answers
from plans.models import Plan, ReadingDraft
from tests.factories import officer
from tests.plans.browsing import shown_form
from tests.plans.intake import samples

pytestmark = pytest.mark.django_db
START = "/ke-hoach/doc-van-ban/"


@pytest.fixture
def client():
    client = Client()
    client.force_login(officer())
    return client


def started(client, text=samples.PARTY_COMMUNE):
    response = client.post(START, {"text": text})
    assert response.status_code == 302
    return response["Location"]


def form_of(client, address):
    return shown_form(client.get(address).content.decode())


def test_confirmed_reading_becomes_the_draft_with_its_obligations(client):
    address = started(client)
    form = form_of(client, address)
    form["header.place"] = ["Xã Tân Thuận"]
    form["fields[1].quotas[0].min"], form["fields[1].quotas[0].max"] = ["3"], ["5"]
    form["milestones[1].due"] = ["ngày 15/11 hằng năm"]
    form["recipients[2]:chon"] = ["bo"]
    answers = {name: found for name, found in form.items()} | undecided(client, address)

    response = client.post(address, answers | {"tao": "1"})

    plan = Plan.objects.get()
    assert response["Location"] == reverse("plans:edit", args=[plan.public_id])
    paper = plan.documents.get()
    assert (plan.status, paper.number, paper.place, paper.issuer) == (
        "draft",
        "12-KH/ĐU",
        "Xã Tân Thuận",
        "Đảng ủy xã Tân Thuận",
    )
    assert [field.name for field in plan.fields.all()] == [
        "Xây dựng Đảng và hệ thống chính trị",
        "Phát triển kinh tế tập thể",
        "Văn hóa - xã hội",
    ]
    rule = plan.fields.all()[1].rules.get()
    assert (rule.min_count, rule.max_count) == (3, 5)
    assert [r.name for r in paper.recipients.all()] == ["Ban Thường vụ Tỉnh ủy (b/c)", "Các chi bộ trực thuộc"]
    obligations = generation.planned_obligations(plan, until=plan.period_to)
    assert {o.bearer.name for o in obligations if o.rule == rule} == {"Phòng Kinh tế"}
    assert ReadingDraft.objects.get().plan == plan


def undecided(client, address):
    """Take every row that still waits."""
    reading = ReadingDraft.objects.get(public_id=address.rstrip("/").rsplit("/", 1)[1])
    return {f"{row.path}:chon": ["co"] for row in rows_of(reading.proposals, reading.decisions) if row.is_open}


def test_nothing_is_a_plan_before_it_is_confirmed(client):
    address = started(client)

    response = client.post(address, form_of(client, address) | {"luu": "1"})

    assert response.status_code == 302
    assert Plan.objects.count() == 0


def test_rows_that_wait_are_named_and_nothing_is_made(client):
    address = started(client, samples.SCHOOL_TABLE)

    response = client.post(address, form_of(client, address) | {"tao": "1"})

    assert response.status_code == 422
    assert "điểm chưa xem" in response.content.decode()
    assert Plan.objects.count() == 0


def test_work_survives_and_a_wrong_value_is_told_beside_its_box(client):
    address = started(client)
    form = form_of(client, address)
    client.post(address, form | {"header.signer": "Lâm Văn Ba", "luu": "1"})

    wrong = client.post(
        address,
        form_of(client, address) | {"general_quotas[0].min": "nhiều", "milestones[0].due": "hôm nào", "luu": "1"},
    )
    page = wrong.content.decode()

    assert wrong.status_code == 422
    assert "Chỉ nhập chữ số." in page and "Chưa hiểu thời hạn này" in page and 'value="nhiều"' in page
    assert form_of(client, address)["header.signer"] == ["Lâm Văn Ba"]
    assert form_of(client, address)["general_quotas[0].min"] == ["1"]


def test_another_officer_does_not_find_it(client):
    address = started(client)
    other = Client()
    other.force_login(officer())

    assert other.get(address).status_code == 404
    assert other.post(f"{address}bo/").status_code == 404


def test_dropped_reading_keeps_no_text(client):
    address = started(client)

    client.post(f"{address}bo/")

    reading = ReadingDraft.objects.get()
    assert (reading.state, reading.text, reading.proposals) == ("dropped", "", {})
    assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.4 broken", "hỏng"),
        ("a.txt", b"", "không có chữ"),
        ("a.exe", b"MZ", ".docx, .pdf"),
        ("a.txt", b"\x00\x01\x02", "không phải là văn bản"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_kept(client, name, data, words):
    response = client.post(START, {"file": SimpleUploadedFile(name, data)})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert ReadingDraft.objects.count() == 0


def test_file_and_text_read_the_same(client):
    file = SimpleUploadedFile("ke-hoach.txt", samples.DECISION.encode())

    response = client.post(START, {"file": file})

    assert response.status_code == 302
    assert ReadingDraft.objects.get().proposals["general_quotas"] == read_text(samples.DECISION)["general_quotas"]


def test_every_place_in_the_text_leads_to_its_row(client):
    page = client.get(started(client)).content.decode()

    assert 'data-row="d-fields-1-quotas-0"' in page
    assert 'id="d-fields-1-quotas-0"' in page
    assert "Văn bản chưa có số" not in page


def test_rows_left_out_are_not_in_the_plan():
    proposals = read_text(samples.PARTY_COMMUNE)

    proposals, decisions, errors = with_answers(proposals, {}, {"fields[0]:chon": "bo", "general_quotas[3]:chon": "bo"})
    plan = confirmed(proposals, decisions)

    assert errors == {}
    assert [field["name"] for field in plan["fields"]] == ["Phát triển kinh tế tập thể", "Văn hóa - xã hội"]
    assert len(plan["general_quotas"]) == 3


@pytest.mark.parametrize(
    "due",
    [
        ("date", "2026-09-30", None, None),
        ("month", "2026-03", None, None),
        ("quarter", "2026-Q2", None, None),
        ("half", "2026-H1", None, None),
        ("year", "2028", None, None),
        ("range", "2023-Q1", "2023-Q2", None),
        ("range", "2022", "2024", None),
        ("range", "--02-01", "--02-28", "annual"),
        ("range", "2021-Q4", "2022-Q1", None),
        ("range", "2030-03-01", "2030-04-30", None),
        ("yearday", "--11-15", None, "annual"),
        ("yearmonth", "--12", None, "annual"),
        ("yearquarter", "--Q1", None, "annual"),
        ("monthday", "---20", None, "monthly"),
        ("monthday", "---20", None, "quarterly"),
        ("relative", "P15D", None, None),
        ("relative", "P10WD", None, None),
        ("recurring", None, None, "semiannual"),
        ("recurring", None, None, "annual"),
    ],
)
def test_a_time_in_words_reads_back(due):
    due = dict(zip(("kind", "value", "to", "recurrence"), due, strict=True))

    assert due_of_words(due_words(due)) == due


def test_what_the_reader_passed_over_is_added_from_a_sentence(client):
    address = started(client)
    words = "Chi bộ Quân sự, Chi bộ Công an mỗi chi bộ chọn 01 mô hình"

    response = client.post(address, {"them": "1", "them-loai": "chi-tieu", "them-cau": words, "them-linh-vuc": "1"})

    reading = ReadingDraft.objects.get()
    added = reading.proposals["fields"][1]["quotas"][-1]
    assert response["Location"] == f"{address}#d-fields-1-quotas-1"
    assert (added["subject_type"], added["min"], added["max"]) == ("model", 1, 1)
    note = reading.proposals["evidence"]["fields[1].quotas[1]"]
    assert (note["level"], reading.text[note["start"] : note["end"]]) == ("cần xem", words)


def test_a_sentence_without_a_number_is_not_added_and_what_was_typed_stays(client):
    address = started(client)

    response = client.post(
        address, {"them": "1", "them-loai": "chi-tieu", "them-cau": "Nâng cao nhận thức.", "header.place": "Cà Mau"}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Chưa thấy con số và đối tượng trong câu" in page
    assert "Nâng cao nhận thức." in page
    reading = ReadingDraft.objects.get()
    assert len(reading.proposals["general_quotas"]) == 4
    assert reading.proposals["header"]["place"] == "Cà Mau"


@pytest.mark.parametrize(
    ("kind", "words", "field", "path", "expected"),
    [
        ("linh-vuc", "4. Quốc phòng - an ninh:", "", ("fields", 3, "name"), "Quốc phòng - an ninh"),
        ("chu-tri", "Ban Kiểm tra Đảng ủy chủ trì", "2", ("fields", 2, "leads", 1, "agency"), "Ban Kiểm tra Đảng ủy"),
        ("moc", "Gửi báo cáo trước ngày 15/11 hằng năm", "", ("milestones", 4, "due", "value"), "--11-15"),
        ("chi-tieu", "ít nhất 05 hộ gia đình", "", ("general_quotas", 4, "min"), 5),
        ("dieu-kien", "Cá nhân phải đạt danh hiệu “A”", "", ("eligibility", -1, "applies_to"), "individual"),
    ],
)
def test_each_kind_of_row_is_added(client, kind, words, field, path, expected):
    address = started(client)

    response = client.post(address, {"them": "1", "them-loai": kind, "them-cau": words, "them-linh-vuc": field})

    assert response.status_code == 302
    value = ReadingDraft.objects.get().proposals
    for step in path:
        value = value[step]
    assert value == expected


@pytest.mark.parametrize(
    ("kind", "words", "field"),
    [
        ("chu-tri", "Sở Y tế chủ trì", "99"),
        ("khac", "ít nhất 05 hộ", ""),
        ("moc", "khi có điều kiện", ""),
        ("moc", " ", ""),
    ],
)
def test_what_cannot_be_added_is_refused_with_a_sentence(client, kind, words, field):
    address = started(client)
    before = ReadingDraft.objects.get().proposals

    response = client.post(address, {"them": "1", "them-loai": kind, "them-cau": words, "them-linh-vuc": field})

    assert response.status_code == 422
    assert ReadingDraft.objects.get().proposals == before
