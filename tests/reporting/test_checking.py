"""The code printed on a paper: where it stands, and what its public page tells."""
import io
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pdfplumber
import pytest
import segno
from django.core.cache import cache
from django.urls import reverse

from reporting import checking, services
from reporting.content import proposed_paper
from reporting.documents.checkmark import check_of
from reporting.documents.values import ENCLOSED, from_json, to_json
from reporting.models import ReportSnapshot
from reporting.rendering import render, render_pdf
from reporting.services import reports
from tests.factories import OrganizationFactory, PlanFieldFactory, obligation_of, officer, submitter
from tests.reporting.conformance import broken_rules
from tests.reporting.report_samples import party_report, report

CODE, ADDRESS = "7KQM-2XHD", "https://hoadep.example/kiem-tra/7KQM-2XHD/"
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def no_misses():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def made(db, monkeypatch, settings):
    """A finished draft of a real plan."""
    settings.SITE_URL = "https://hoadep.example"
    monkeypatch.setattr(reports, "render", lambda data, kind: b"%PDF-1.7" if kind == "pdf" else b"PK")
    OrganizationFactory(name="Sở Nội vụ", is_office=True, document_symbol="SNV", place="Khánh Hòa")
    plan = obligation_of(OrganizationFactory(name="Sở Y tế"), field=PlanFieldFactory(), min_count=20).rule.plan
    plan.documents.create(number="12065/KH-UBND", issued_on=date(2021, 11, 26), issuer="UBND tỉnh Khánh Hòa")
    found = services.prepare_report(plan, as_of=date(2026, 6, 30), paper=proposed_paper(plan), by=officer(),
                                    today=TODAY)
    services.run_job(found.job.pk)
    return ReportSnapshot.objects.get(pk=found.pk)


def issue(found):
    return services.issue_report(found, number="125", issued_on=date(2026, 7, 3), by=officer(), today=TODAY)


def page_of(client, code):
    answer = client.get(reverse("reporting:check_code", args=[code]))
    return answer, " ".join(answer.content.decode().split())


@pytest.mark.parametrize("sample", [report, party_report])
def test_a_paper_with_its_code_still_breaks_no_rule(sample):
    pdf = render_pdf(to_json(replace(sample(), check_code=CODE, check_url=ADDRESS)))

    text = "".join(page.extract_text() for page in pdfplumber.open(io.BytesIO(pdf)).pages)
    assert broken_rules(pdf) == {}
    assert f"Mã kiểm tra: {CODE}" in text and "hoadep.example/kiem-tra/" in text


def test_a_list_alone_bears_the_code_once_at_its_end():
    enclosed = replace(report(), form=ENCLOSED, check_code=CODE, check_url=ADDRESS)

    pages = [page.extract_text() for page in pdfplumber.open(io.BytesIO(render_pdf(to_json(enclosed)))).pages]

    assert [text.count(CODE) for text in pages] == [0] * (len(pages) - 1) + [1]


def test_the_square_says_the_address():
    check = check_of(replace(report(), check_code=CODE, check_url=ADDRESS))

    square = segno.make(ADDRESS, error="m", micro=False, boost_error=False)
    dark = sum(int(run.split("v")[0].split("h")[1]) for run in check["path"].split("M")[1:])
    assert check["size"] == len(square.matrix) + 8
    assert dark == sum(map(sum, square.matrix))
    assert check["address"] == "hoadep.example/kiem-tra/"


def test_the_word_file_bears_square_and_code():
    data = render(to_json(replace(report(), check_code=CODE, check_url=ADDRESS)), "docx")

    with ZipFile(io.BytesIO(data)) as package:
        assert any(name.startswith("word/media/") for name in package.namelist())
        assert CODE in package.read("word/document.xml").decode()


def test_a_paper_without_code_prints_none():
    assert "Mã kiểm tra" not in "".join(
        page.extract_text() for page in pdfplumber.open(io.BytesIO(render_pdf(to_json(report())))).pages)


def test_each_report_gets_a_code_of_its_own_that_its_paper_prints(made):
    content = from_json(made.data)

    assert content.check_code == checking.shown_code(made.check_code)
    assert content.check_url == f"https://hoadep.example/kiem-tra/{content.check_code}/"


def test_anybody_learns_whether_the_paper_is_in_force_and_nothing_of_what_it_says(client, made):
    code = checking.shown_code(made.check_code)
    draft = page_of(client, code)[1]
    issue(made)
    answer, issued = page_of(client, code)
    services.withdraw_report(made, reason="Sai số liệu", by=officer())
    withdrawn = page_of(client, code)[1]

    assert "chưa ban hành" in draft and "SHA-256" not in draft
    assert "Đang có hiệu lực" in issued and "125/BC-SNV, ngày 03/7/2026" in issued
    assert "Sở Nội vụ" in issued and ReportSnapshot.objects.get().issued_sha256 in issued
    assert "Đã thu hồi" in withdrawn and "Đang có hiệu lực" not in withdrawn
    for page in (draft, issued, withdrawn):
        assert made.title not in page and made.code not in page and "Sai số liệu" not in page
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("typed", ["7kqm2xhd", "7KQM 2XHD", "7kqm-2xhd"])
def test_a_code_is_read_as_people_type_it(client, made, typed):
    ReportSnapshot.objects.update(check_code="7KQM2XHD")

    answer = client.get(reverse("reporting:check"), {"ma": typed}, follow=True)

    assert answer.redirect_chain == [("/kiem-tra/7KQM-2XHD/", 302)]
    assert "Báo cáo kết quả" in answer.content.decode()


@pytest.mark.parametrize("code", ["2345-6789", "0000-0000", "x", "a" * 300, "☃"])
def test_wrong_codes_are_answered_alike(client, db, code):
    answer, text = page_of(client, code)

    assert answer.status_code == 404
    assert "Không có văn bản nào mang mã này" in text


def test_the_page_is_the_same_for_those_signed_in(client, made):
    client.force_login(submitter())

    assert "chưa ban hành" in page_of(client, checking.shown_code(made.check_code))[1]


def test_who_tries_many_codes_waits_and_others_do_not(client, made, monkeypatch):
    monkeypatch.setattr(checking, "MISSES_AT_MOST", 3)
    code = checking.shown_code(made.check_code)

    told = [page_of(client, wrong)[0].status_code for wrong in ("2222-2222", "3333-3333", "4444-4444", code)]
    other = client.get(reverse("reporting:check_code", args=[code]), REMOTE_ADDR="10.0.0.9")

    assert told == [404, 404, 404, 429]
    assert other.status_code == 200
