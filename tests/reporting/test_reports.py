"""Reports: figures frozen once, rendered in the background, fetched by those who may."""
from datetime import date, timedelta
from hashlib import sha256
from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from core.errors import InvalidInput, NotAllowed, WrongState
from organizations.models import Organization
from reporting import services
from reporting.content import proposed_paper, report_content
from reporting.documents.values import from_json
from reporting.enums import JobState
from reporting.models import ReportFile, ReportJob, ReportSnapshot
from reporting.offices import usual_layout
from reporting.rendering import RenderFailed
from reporting.services import reports
from tests.factories import OrganizationFactory, PlanFieldFactory, leader, obligation_of, officer, submitter
from tests.reporting.board_samples import count

DAY = date(2023, 6, 30)
TODAY = date(2026, 11, 21)
PDF, WORD = b"%PDF-1.7 made for a test", b"PK made for a test"
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """A plan of UBND tỉnh with one quota of 20, 8 counted, the office standing beside it."""
    OrganizationFactory(name="Sở Nội vụ", is_office=True, document_symbol="SNV", place="Khánh Hòa",
                        printed_superior="UBND TỈNH KHÁNH HÒA")
    obligation = obligation_of(OrganizationFactory(name="Sở Y tế"), field=PlanFieldFactory(name="Lĩnh vực y tế"),
                               min_count=20)
    plan = obligation.rule.plan
    Organization.objects.filter(pk=plan.owner_id).update(name="Ủy ban nhân dân tỉnh Khánh Hòa")
    plan.owner.refresh_from_db()
    plan.documents.create(number="12065/KH-UBND", issued_on=date(2021, 11, 26), issuer="Ủy ban nhân dân tỉnh Khánh Hòa")
    count(obligation, 8)
    return plan


@pytest.fixture
def drawn(monkeypatch):
    """The rendering process is replaced; its calls are kept."""
    calls = []
    monkeypatch.setattr(reports, "render",
                        lambda data, kind: calls.append((data, kind)) or (PDF if kind == "pdf" else WORD))
    return calls


def prepare(plan, **values):
    return services.prepare_report(plan, **{
        "as_of": DAY, "paper": proposed_paper(plan), "by": officer(), "today": TODAY, **values})


def test_the_report_keeps_its_figures_when_the_board_moves_on(plan):
    snapshot = prepare(plan)
    count(plan.rules.get().obligations.get(), 3)

    content = from_json(ReportSnapshot.objects.get(pk=snapshot.pk).data)

    assert content.sentence == ("Đến ngày 30/6/2023, có 8/20 điển hình được công nhận, đạt 40 % chỉ tiêu, "
                                "còn thiếu 12 điển hình.")
    assert [(row.lead, row.actual, row.min) for row in content.annexes[0].quota_rows] == [
        ("", 8, 20), ("Sở Y tế", 8, 20), ("", 8, 20)]
    assert (snapshot.code, snapshot.job.state) == ("BC-2026-0001", JobState.QUEUED)


def test_the_same_day_gives_the_same_figures_years_later(plan):
    first = report_content(plan, as_of=DAY, paper=proposed_paper(plan))
    count(plan.rules.get().obligations.get(), 3, on=date(2023, 7, 1))

    assert report_content(plan, as_of=DAY, paper=proposed_paper(plan)) == first


def test_the_paper_names_office_plan_and_addressee_and_leaves_number_and_day_blank(plan):
    content = report_content(plan, as_of=DAY, paper=proposed_paper(plan))

    head = content.head
    assert (head.issuer_lines, head.superior_lines, head.symbol) == (("Sở Nội vụ",), ("UBND TỈNH KHÁNH HÒA",), "BC-SNV")
    assert (head.number, head.issued_on, head.month, head.year) == (None, None, 7, 2023)
    assert head.addressees == ("Ủy ban nhân dân tỉnh Khánh Hòa",)
    assert content.opening[0].startswith(
        "Thực hiện Kế hoạch số 12065/KH-UBND ngày 26 tháng 11 năm 2021 của Ủy ban nhân dân tỉnh Khánh Hòa "
        "về kế hoạch số")


def test_a_surplus_is_told_beside_the_count_and_not_in_it(plan):
    other = obligation_of(OrganizationFactory(name="Công an tỉnh"), field=plan.fields.get(), min_count=2)
    count(other, 5)

    content = report_content(plan, as_of=DAY, paper=proposed_paper(plan))

    texts = [block.text for block in content.sections[1].blocks]
    assert content.sentence.startswith("Đến ngày 30/6/2023, có 10/22 điển hình được công nhận")
    assert any(text.startswith("Ngoài số tính vào chỉ tiêu tối thiểu, có 3 điển hình vượt chỉ tiêu") for text in texts)
    assert content.annexes[0].quota_rows[-1].actual == 13


def test_what_others_must_settle_is_asked_for(plan):
    ended = OrganizationFactory(name="Sở Cũ", valid_to=date(2023, 2, 28))
    obligation_of(ended, field=plan.fields.get())
    obligation_of(OrganizationFactory(), field=plan.fields.get(), min_count=None, modality="pending",
                  allocator="UBND tỉnh")

    section = report_content(plan, as_of=DAY, paper=proposed_paper(plan)).sections[4]

    assert (section.heading, [block.text for block in section.blocks]) == ("Đề xuất, kiến nghị", [
        "Đề nghị cấp có thẩm quyền xác định cơ quan kế thừa chỉ tiêu của 1 cơ quan đã kết thúc hoạt động: Sở Cũ.",
        "Đề nghị UBND tỉnh phân bổ chỉ tiêu để các cơ quan, đơn vị thực hiện."])


def test_a_plan_that_counts_by_forwarding_says_so(plan):
    plan.rules.update(counting_stage="forwarded")

    assert "chưa có điển hình nào được gửi cấp trên" in report_content(
        plan, as_of=DAY, paper=proposed_paper(plan)).sentence


def test_a_job_renders_what_was_frozen_and_keeps_the_bytes_with_their_hash(plan, drawn):
    snapshot = prepare(plan)

    services.run_job(snapshot.job.pk)
    services.run_job(snapshot.job.pk)

    stored = ReportFile.objects.get(format="pdf")
    assert drawn == [(snapshot.data, "pdf"), (snapshot.data, "docx")]
    assert (stored.sha256, stored.size) == (sha256(PDF).hexdigest(), len(PDF))
    assert ReportJob.objects.get().state == JobState.DONE


def test_after_two_failures_the_job_ends_with_a_reason_and_may_be_tried_again(plan, monkeypatch, drawn):
    snapshot = prepare(plan)
    with monkeypatch.context() as broken:
        def refuse(data, kind):
            raise RenderFailed("Văn bản quá lớn.")
        broken.setattr(reports, "render", refuse)
        states = []
        for _ in range(3):
            services.run_job(snapshot.job.pk)
            states.append(ReportJob.objects.get().state)
    assert states == [JobState.QUEUED, JobState.FAILED, JobState.FAILED]
    assert ReportJob.objects.get().error == "Văn bản quá lớn."

    services.retry_report(snapshot, by=officer())
    assert services.sweep_jobs() == 1
    assert ReportJob.objects.get().state == JobState.DONE


def test_the_sweep_takes_over_a_lease_that_ran_out_but_not_one_that_stands(plan, drawn):
    snapshot = prepare(plan)
    now = timezone.now()
    ReportJob.objects.update(state=JobState.RUNNING, tries=1, lease_until=now + timedelta(minutes=1))

    assert services.sweep_jobs(now=now) == 0
    assert services.sweep_jobs(now=now + timedelta(minutes=2)) == 1
    assert sorted(snapshot.files.values_list("format", flat=True)) == ["docx", "pdf"]


def test_a_job_interrupted_twice_ends_with_a_reason(plan, drawn):
    prepare(plan)
    ReportJob.objects.update(state=JobState.RUNNING, tries=2, lease_until=timezone.now() - timedelta(minutes=1))

    services.sweep_jobs()

    assert (ReportJob.objects.get().state, ReportJob.objects.get().error) == (JobState.FAILED, reports.INTERRUPTED)
    assert drawn == []


def test_who_lost_the_lease_while_rendering_stores_nothing(plan, monkeypatch):
    snapshot = prepare(plan)

    def slow(data, kind):
        ReportJob.objects.update(tries=2, lease_until=timezone.now() + timedelta(minutes=5))
        return PDF
    monkeypatch.setattr(reports, "render", slow)
    services.run_job(snapshot.job.pk)

    assert not ReportFile.objects.exists()


def test_refusals(plan):
    with pytest.raises(NotAllowed):
        prepare(plan, by=leader())
    with pytest.raises(InvalidInput):
        prepare(plan, as_of=TODAY + timedelta(days=1))
    with pytest.raises(InvalidInput):
        prepare(plan, layout="province")
    plan.status = "draft"
    with pytest.raises(WrongState):
        prepare(plan)


def test_codes_follow_one_another_within_a_year(plan):
    codes = [prepare(plan, today=day).code for day in (TODAY, TODAY, date(2027, 1, 2))]

    assert codes == ["BC-2026-0001", "BC-2026-0002", "BC-2027-0001"]


def test_the_office_makes_a_report_in_the_browser_even_when_the_queue_is_away(
        client, plan, monkeypatch, django_capture_on_commit_callbacks):
    def away(*args):
        raise ConnectionError("no queue")
    monkeypatch.setattr("reporting.tasks.render_report_task.delay", away)
    client.force_login(officer())
    form = client.get(reverse("reporting:create"), {"plan": str(plan.public_id), "as_of": "2023-06-30"})
    shown = form.context["form"]

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("reporting:create"), {
            "plan": str(plan.public_id), "as_of": "2023-06-30", "kind": "result", "layout": "state",
            "place": "Khánh Hòa",
            "addressees": "Ủy ban nhân dân tỉnh Khánh Hòa", "position": "GIÁM ĐỐC", "signer": "Nguyễn Thị Ẩn",
            "recipients": "Các cơ quan chủ trì"}, follow=True)

    snapshot = ReportSnapshot.objects.get()
    assert shown.initial["addressees"] == ("Ủy ban nhân dân tỉnh Khánh Hòa",)
    assert [label for _, label in shown.fields["layout"].choices] == ["Nhà nước", "Đảng"]
    assert (snapshot.data["signer"]["name"], snapshot.data["recipients"]) == ("Nguyễn Thị Ẩn", ["Các cơ quan chủ trì"])
    assert "đang chờ đến lượt" in response.content.decode()


def test_what_was_typed_stays_beside_its_error(client, plan):
    client.force_login(officer())

    response = client.post(reverse("reporting:create"), {
        "plan": str(plan.public_id), "as_of": "2099-01-01", "kind": "result", "layout": "state", "position": "GIÁM ĐỐC",
        "signer": "Nguyễn ❤ Ẩn"})

    form = response.context["form"]
    assert form.errors == {"as_of": ["Ngày chốt số liệu không thể ở tương lai."],
                           "place": [
                               "Cơ quan đứng tên văn bản chưa có địa danh. Anh/chị ghi địa danh, ví dụ «Khánh Hòa»."],
                           "signer": ["Không in được ký tự: ❤"]}
    assert 'value="Nguyễn ❤ Ẩn"' in response.content.decode()


def test_a_leader_downloads_what_was_stored(client, plan, drawn):
    snapshot = prepare(plan)
    services.run_job(snapshot.job.pk)
    client.force_login(leader())

    response = client.get(reverse("reporting:download", args=[snapshot.public_id]))

    assert (response.status_code, response.content, response["Content-Type"]) == (200, PDF, "application/pdf")
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''BC-2026-0001%20B%C3%A1o%20c%C3%A1o%20k%E1%BA%BFt%20qu%E1%BA%A3%20th%E1%BB%B1c%20"
        "hi%E1%BB%87n%20K%E1%BA%BF%20ho%E1%BA%A1ch.pdf")


def test_the_word_file_is_handed_out_beside_the_pdf(client, plan, drawn):
    snapshot = prepare(plan)
    services.run_job(snapshot.job.pk)
    client.force_login(leader())

    response = client.get(reverse("reporting:download_word", args=[snapshot.public_id]))

    assert (response.content, response["Content-Type"].endswith("wordprocessingml.document")) == (WORD, True)
    assert "BC-2026-0001" in response["Content-Disposition"] and ".docx" in response["Content-Disposition"]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_command_makes_word_and_spreadsheet(plan, tmp_path, kind):
    out = tmp_path / f"report.{kind}"

    call_command("make_report", plan.code, "--as-of", "2023-06-30", "--format", kind, "--out", str(out),
                 stdout=StringIO())

    with ZipFile(out) as package:
        assert {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[kind] in package.namelist()


def test_bytes_that_changed_on_the_disk_are_not_handed_out(client, plan, drawn):
    snapshot = prepare(plan)
    services.run_job(snapshot.job.pk)
    stored = snapshot.files.get(format="pdf")
    with open(default_storage.path(stored.stored_name), "r+b") as file:
        file.write(b"%PDX")
    client.force_login(leader())

    response = client.get(reverse("reporting:download", args=[snapshot.public_id]), follow=True)

    assert "không còn nguyên vẹn" in response.content.decode()


@pytest.mark.parametrize("name", ["report", "download"])
def test_agencies_reach_no_report(client, plan, drawn, name):
    snapshot = prepare(plan)
    services.run_job(snapshot.job.pk)
    client.force_login(submitter())

    assert client.get(reverse(f"reporting:{name}", args=[snapshot.public_id])).status_code == 404
    assert client.get(reverse("reporting:list")).status_code == 403


def test_htmx_gets_the_progress_alone(client, plan):
    snapshot = prepare(plan)
    client.force_login(leader())

    response = client.get(snapshot.get_absolute_url(), headers={"HX-Request": "true"})

    assert response.content.decode().lstrip().startswith('<div id="tien-do"')


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number_of_reports(client, plan, rows, django_assert_num_queries):
    made = [prepare(plan) for _ in range(rows)]
    client.force_login(leader())
    client.get(reverse("reporting:list"))

    with django_assert_num_queries(7):
        response = client.get(reverse("reporting:list"))

    assert list(response.context["page"]) == made[::-1]


def test_the_command_writes_a_pdf_that_a_person_can_read(plan, tmp_path):
    out = tmp_path / "bao-cao.pdf"

    call_command("make_report", plan.code, "--as-of", "2023-06-30", "--out", str(out), stdout=StringIO())

    text = " ".join(page.extract_text() for page in PdfReader(out).pages)
    assert "có 8/20 điển hình được công nhận" in " ".join(text.split())


@pytest.mark.parametrize("arguments", [["--layout", "province"], ["--format", "odt"]])
def test_the_command_refuses_what_it_cannot_make(plan, tmp_path, arguments):
    with pytest.raises(CommandError):
        call_command("make_report", plan.code, *arguments, "--out", str(tmp_path / "x"))


def test_a_party_plan_is_reported_on_by_its_committee_in_the_party_layout(plan):
    Organization.objects.filter(pk=plan.owner_id).update(
        name="Ban Thường vụ Tỉnh ủy Khánh Hòa", system="party", kind="party_committee",
        printed_name="TỈNH ỦY KHÁNH HÒA")
    plan.documents.update(doc_system="party", number="235-KH/TU")
    plan.refresh_from_db()
    layout = usual_layout(plan)

    content = report_content(plan, as_of=DAY, paper=proposed_paper(plan, layout), layout=layout)

    assert (layout, content.style_code, content.head.issuer_lines) == ("party", "HD36-2018", ("TỈNH ỦY KHÁNH HÒA",))
    assert (content.head.symbol, content.signer.authority) == ("BC/TU", "T/M BAN THƯỜNG VỤ")
    assert content.opening[0].startswith("Thực hiện Kế hoạch số 235-KH/TU, ngày 26/11/2021 của")
