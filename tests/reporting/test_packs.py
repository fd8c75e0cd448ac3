"""Packs of letters: single files beside joined ones, progress, and one that fails leaves the others whole."""
import io
import zipfile
from dataclasses import replace

import pytest
from django.urls import reverse

from core.errors import WrongState
from reporting import packs, rules, services
from reporting.content import proposed_paper
from reporting.documents.values import to_json
from reporting.limits import DOCX, PDF, ZIP
from reporting.packs import make_pack_files
from reporting.rendering import RenderFailed
from tests.factories import OrganizationFactory, obligation_of, officer
from tests.reporting.conformance import Report, broken_rules
from tests.reporting.report_samples import report
from tests.reporting.test_reports import DAY, TODAY, plan  # noqa: F401, F811 - the fixture


def letters(count):
    """Letters as frozen in a snapshot, each to a commune of its own."""
    content = replace(report(with_duties=False, symbol="SNV-TĐKT"), annexes=(), form="letter", sections=())
    return [to_json(replace(content, head=replace(content.head, addressees=(f"UBND xã {number}",))))
            for number in range(count)]


def names(data):
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_every_letter_is_there_by_itself_and_all_together(monkeypatch):
    monkeypatch.setattr(packs, "AT_ONCE", 2)
    done = []

    files, left_out = make_pack_files(letters(3), on_done=done.append)

    assert (left_out, done) == ([], [2, 3])
    assert names(files[ZIP]) == ["001 UBND xã 0.pdf", "001 UBND xã 0.docx", "002 UBND xã 1.pdf", "002 UBND xã 1.docx",
                                 "003 UBND xã 2.pdf", "003 UBND xã 2.docx"]
    single = zipfile.ZipFile(io.BytesIO(files[ZIP])).read("002 UBND xã 1.pdf")
    assert broken_rules(single) == {} and "UBND xã 1" in Report(single).text
    assert len(Report(files[PDF]).pages) == 3 and files[DOCX].startswith(b"PK")


def test_a_letter_that_cannot_be_made_does_not_stop_the_others():
    broken = letters(3)
    broken[1]["style_code"] = "ND00-0000"

    files, left_out = make_pack_files(broken, on_done=lambda count: None)

    assert [row["to"] for row in left_out] == ["UBND xã 1"] and "không tạo được" in left_out[0]["reason"].lower()
    assert [name for name in names(files[ZIP]) if name.endswith("pdf")] == ["001 UBND xã 0.pdf", "003 UBND xã 2.pdf"]
    assert len(Report(files[PDF]).pages) == 2


def test_a_pack_without_one_whole_letter_fails_with_the_reason():
    broken = letters(1)
    broken[0]["style_code"] = "ND00-0000"

    with pytest.raises(RenderFailed):
        make_pack_files(broken, on_done=lambda count: None)


@pytest.mark.django_db
def test_the_page_counts_letters_and_names_those_left_out(plan, client):  # noqa: F811
    obligation_of(OrganizationFactory(name="Công an tỉnh"), field=plan.fields.get(), min_count=5)
    clerk = officer()
    made = services.prepare_report(plan, kind="letters", as_of=DAY, paper=proposed_paper(plan), by=clerk, today=TODAY)
    client.force_login(clerk)

    services.run_job(made.job.pk)

    made.job.refresh_from_db()
    assert (made.job.state, made.job.done, made.job.total, made.job.left_out) == ("done", 2, 2, [])
    assert {file.format for file in made.files.all()} == {"pdf", "docx", "zip"}
    packed = client.get(reverse("reporting:download_pack", args=[made.public_id]))
    assert packed["Content-Type"] == "application/zip" and len(names(packed.content)) == 4
    assert made.job.lease_until is None
    made.job.left_out = [{"to": "Công an tỉnh", "reason": "Văn bản quá lớn."}]
    made.job.save()
    page = client.get(made.get_absolute_url())
    assert "Công an tỉnh: Văn bản quá lớn." in page.content.decode()
    assert [step["label"] for step in page.context["steps"]] == []
    assert rules.may_issue(clerk, type(made).objects.get(pk=made.pk)).reason == (
        "Còn 1 công văn chưa tạo được: Công an tỉnh. Làm lại trước khi ban hành.")


@pytest.mark.django_db
def test_a_letter_left_out_is_made_alone_and_the_others_stay(plan, client, monkeypatch):  # noqa: F811
    obligation_of(OrganizationFactory(name="Công an tỉnh"), field=plan.fields.get(), min_count=5)
    clerk, rendered = officer(), []
    made = services.prepare_report(plan, kind="letters", as_of=DAY, paper=proposed_paper(plan), by=clerk, today=TODAY)
    good, made.data[1]["style_code"] = made.data[1]["style_code"], "ND00-0000"
    made.save()
    services.run_job(made.job.pk)
    client.force_login(clerk)
    page = client.get(made.get_absolute_url()).content.decode()
    made.data[1]["style_code"] = good
    made.save()
    alone = packs._made
    monkeypatch.setattr(packs, "_made", lambda papers: rendered.append(len(papers)) or alone(papers))

    client.post(reverse("reporting:retry", args=[made.public_id]), {"van_ban": "2"})
    services.run_job(made.job.pk)

    made.job.refresh_from_db()
    assert 'name="van_ban" value="2">Làm lại văn bản này' in page
    assert (made.job.state, made.job.left_out, rendered) == ("done", [], [1])
    assert sorted(made.files.values_list("format", flat=True)) == ["docx", "pdf", "zip"]
    packed = client.get(reverse("reporting:download_pack", args=[made.public_id]))
    assert [name[:3] for name in names(packed.content) if name.endswith("pdf")] == ["001", "002"]


@pytest.mark.django_db
@pytest.mark.parametrize(("values", "reason"), [
    ({"left_out": []}, "đã lập được"), ({"state": "queued"}, "đang được lập lại")])
def test_a_letter_that_is_there_or_under_way_is_not_made_again(plan, values, reason):  # noqa: F811
    made = services.prepare_report(plan, kind="letters", as_of=DAY, paper=proposed_paper(plan), by=officer(),
                                   today=TODAY)
    left = [{"at": 0, "to": "Công an tỉnh", "reason": "Văn bản quá lớn."}]
    type(made.job).objects.filter(pk=made.job.pk).update(**{"state": "done", "left_out": left, **values})

    with pytest.raises(WrongState, match=reason):
        services.retry_letter(made, 1, by=officer())
