"""A draft on the screen: paragraphs in fields with their figures locked, its pages beside them."""
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfWriter

from reporting import services
from reporting.documents.edits import Typed, bracketed, paragraphs
from reporting.documents.values import from_json
from reporting.models import ReportJob, ReportWording
from reporting.services import reports
from tests.factories import OrganizationFactory, leader, obligation_of, officer, submitter
from tests.reporting.test_reports import TODAY, WORD, plan, prepare  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
PLACE = "s1.1"


def pdf_of(pages):
    writer, out = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def report(plan, monkeypatch):  # noqa: F811
    """A finished draft whose PDF has three empty pages."""
    monkeypatch.setattr(reports, "render", lambda data, kind: pdf_of(3) if kind == "pdf" else WORD)
    monkeypatch.setattr("reporting.tasks.render_report_task.delay", lambda job_id: None)
    snapshot = prepare(plan)
    services.run_job(snapshot.job.pk)
    return snapshot


def url(name, report, *more):
    return reverse(f"reporting:{name}", args=[report.public_id, *more])


def form_of(report, *, version=0, **changes):
    """What the page sends when nothing is changed; `changes` by field name, «text» for the sentence with the sum."""
    fields = {f"doan-{p.place}": bracketed(p.pieces) for p in paragraphs(from_json(report.data))}
    return {**fields, "version": str(version), **{f"doan-{PLACE}" if name == "text" else name: value
                                                  for name, value in changes.items()}}


def test_the_report_page_links_its_figures_and_offers_the_editing_of_words(client, report):
    client.force_login(officer())

    text = client.get(report.get_absolute_url()).content.decode()

    assert f'href="{url("figure", report)}?so=shortfall">12</a>' in text
    assert f'href="{url("sentences", report)}">Sửa câu chữ</a>' in text
    assert "Trang 1/3" in text and f'src="{url("page", report, 1)}?ban=' in text


def test_leaders_read_and_see_the_pages_but_are_offered_no_editing(client, report):
    client.force_login(leader())

    text = client.get(report.get_absolute_url()).content.decode()

    assert "Sửa câu chữ" not in text and "Trang 1/3" in text
    assert client.get(url("sentences", report)).status_code == 403
    assert client.post(url("sentences", report), form_of(report)).status_code == 403


def test_words_are_saved_and_shown_with_the_numbers_their_writer_added(client, report):
    client.force_login(officer())

    response = client.post(url("sentences", report), form_of(report, **{
        "text": "Có ⟦8⟧/⟦20⟧, đạt ⟦40⟧ %, thiếu ⟦12⟧ đến ⟦30/6/2023⟧; gồm 3 lớp.",
        "them-s4.0": "Đề nghị hỗ trợ 50 triệu đồng.\n\nHai.", "bo-s0.0": "on"}), follow=True)
    page = client.get(report.get_absolute_url()).content.decode()

    assert response.redirect_chain == [(url("sentences", report), 302)]
    assert "lập lại từ cùng số liệu đã chốt" in response.content.decode()
    assert ReportJob.objects.get().state == "queued"
    assert '<span class="typed-number" title="Số do người soạn nhập">3</span> lớp.' in page
    assert 'title="Số do người soạn nhập">50</span> triệu đồng.' in page
    assert "Kế hoạch xác định" not in page


def test_a_broken_number_is_refused_beside_its_field_and_nothing_typed_is_lost(client, report):
    client.force_login(officer())

    response = client.post(url("sentences", report), form_of(report, **{
        "text": "Có ⟦9⟧/⟦20⟧, đạt ⟦40⟧ %, thiếu ⟦12⟧ đến ⟦30/6/2023⟧.", "them-s4.0": "Đoạn mới."}))

    rows = {row.place: row for row in response.context["rows"]}
    assert (response.status_code, [row.place for row in response.context["errors"]]) == (200, [PLACE])
    assert rows[PLACE].errors[0].startswith("Thiếu số liệu ⟦8⟧")
    assert (rows[PLACE].text, rows["s4.0"].added) == ("Có ⟦9⟧/⟦20⟧, đạt ⟦40⟧ %, thiếu ⟦12⟧ đến ⟦30/6/2023⟧.", (
        "Đoạn mới.",))
    assert not ReportWording.objects.exists()


def test_the_second_editor_sees_both_texts_and_may_save_on_purpose(client, report):
    services.edit_sentences(report, {"s4.0": Typed("Không đề xuất.")}, by=officer(), version=0)
    client.force_login(officer())
    mine = form_of(report, **{"doan-s4.0": "Không có gì thêm."})

    refused = client.post(url("sentences", report), mine)
    saved = client.post(url("sentences", report), {**mine, "version": str(refused.context["version"])})

    assert refused.context["conflict"]["fields"] == [("Phần 5, đoạn 1", "Không có gì thêm.", "Không đề xuất.")]
    assert saved.status_code == 302 and ReportWording.objects.get().version == 2


def test_a_paragraph_goes_back_to_the_drafted_words_while_the_others_stay_as_typed(client, report):
    client.force_login(officer())

    response = client.post(url("sentences", report), form_of(report, **{
        "text": "Hỏng hết.", "doan-s4.0": "Chữ của tôi.", "tro_lai": PLACE}))

    rows = {row.place: row.text for row in response.context["rows"]}
    assert (rows[PLACE], rows["s4.0"]) == (form_of(report)[f"doan-{PLACE}"], "Chữ của tôi.")
    assert not ReportWording.objects.exists()


def test_an_issued_paper_has_no_form(client, report):
    services.issue_report(report, number="5/BC-SNV", issued_on=date(2026, 11, 20), by=officer(), today=TODAY)
    client.force_login(officer())

    response = client.post(url("sentences", report), form_of(report, text="Khác."), follow=True)

    assert "đã ban hành nên không sửa được nữa" in response.content.decode()
    assert "Sửa câu chữ" not in response.content.decode()


def test_hostile_words_are_shown_as_words(client, report):
    client.force_login(officer())
    client.post(url("sentences", report), form_of(report, **{"doan-s4.0": "<script>alert(1)</script>"}))

    for page in (report.get_absolute_url(), url("sentences", report)):
        assert "<script>alert" not in client.get(page).content.decode()


def test_pages_are_turned_one_by_one_and_only_for_those_who_may_read_the_report(client, report):
    client.force_login(leader())

    piece = client.get(url("preview", report), {"trang": "2"}, headers={"HX-Request": "true"}).content.decode()
    picture = client.get(url("page", report, 2))
    beyond = [client.get(url("preview", report), {"trang": number}).context["number"] for number in ("0", "99", "x")]

    assert piece.lstrip().startswith('<section class="panel paper-preview"')
    assert "Trang 2/3" in piece and f'{url("preview", report)}?trang=3' in piece and "?trang=1" in piece
    assert (picture["Content-Type"], picture.content[:4], picture["X-Content-Type-Options"]) == (
        "image/png", b"\x89PNG", "nosniff")
    assert beyond == [1, 3, 1]
    assert client.get(url("page", report, 4)).status_code == 404
    client.force_login(submitter())
    assert [client.get(url(name, report, *more)).status_code for name, more in (
        ("preview", ()), ("page", (1,)), ("figure", ()), ("sentences", ()))] == [404] * 4


def test_while_the_files_are_made_the_preview_asks_again_and_afterwards_says_what_went_wrong(client, report):
    client.force_login(officer())
    services.edit_sentences(report, {"s4.0": Typed("Khác.")}, by=officer(), version=0)
    waiting = client.get(url("preview", report), headers={"HX-Request": "true"}).content.decode()
    ReportJob.objects.update(state="failed", error="Văn bản quá lớn.")
    failed = client.get(url("preview", report), headers={"HX-Request": "true"}).content.decode()

    assert 'hx-trigger="every 2s"' in waiting and "Đang chờ đến lượt lập tệp" in waiting and "Xem lại" in waiting
    assert "Văn bản quá lớn." in failed and "hx-trigger" not in failed


def test_each_letter_of_a_pack_is_edited_by_itself(client, plan, monkeypatch):  # noqa: F811
    monkeypatch.setattr("reporting.tasks.render_report_task.delay", lambda job_id: None)
    obligation_of(OrganizationFactory(name="Công an tỉnh"), field=plan.fields.get(), min_count=2)
    report = prepare(plan, kind="letters")
    client.force_login(officer())

    page = client.get(url("sentences", report), {"van_ban": "2"})
    client.post(f"{url('sentences', report)}?van_ban=2", {"version": "0", "doan-c": "Trân trọng đề nghị."})

    assert page.context["chosen"].label == "Văn bản 2/2: Công an tỉnh"
    assert list(ReportWording.objects.get().texts) == ["1"]


def test_old_snapshots_without_marked_figures_lock_their_numbers_too(client, report):
    for section in report.data["sections"]:
        for block in section["blocks"]:
            block.pop("figures")
    report.save(update_fields=["data"])
    client.force_login(officer())

    response = client.post(url("sentences", report), form_of(report, text="Có ⟦8⟧."))

    assert [row.place for row in response.context["errors"]] == [PLACE]
