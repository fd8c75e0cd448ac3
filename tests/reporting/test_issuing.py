"""A paper's life: draft, issued under the number its clerk wrote, withdrawn with a reason."""
from datetime import date
from hashlib import sha256

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed, WrongState
from reporting import services
from reporting.content import proposed_paper
from reporting.enums import JobState
from reporting.models import ReportJob, ReportSnapshot
from reporting.services import reports
from tests.factories import OrganizationFactory, PlanFieldFactory, leader, obligation_of, officer

DAY, TODAY = date(2026, 6, 30), date(2026, 11, 21)
ISSUED_ON = date(2026, 7, 3)
PDF, WORD = b"%PDF-1.7 made for a test", b"PK made for a test"
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    OrganizationFactory(name="Sở Nội vụ", is_office=True, document_symbol="SNV", place="Khánh Hòa")
    obligation = obligation_of(OrganizationFactory(name="Sở Y tế"), field=PlanFieldFactory(name="Lĩnh vực y tế"),
                               min_count=20)
    plan = obligation.rule.plan
    plan.documents.create(number="12065/KH-UBND", issued_on=date(2021, 11, 26), issuer="Ủy ban nhân dân tỉnh Khánh Hòa")
    return plan


@pytest.fixture
def made(plan, monkeypatch):
    """A function that makes a finished report."""
    monkeypatch.setattr(reports, "render", lambda data, kind: PDF if kind == "pdf" else WORD)

    def make(**values):
        report = services.prepare_report(plan, **{"as_of": DAY, "paper": proposed_paper(plan), "by": officer(),
                                                  "today": TODAY, **values})
        services.run_job(report.job.pk)
        return ReportSnapshot.objects.get(pk=report.pk)
    return make


def issue(report, **values):
    return services.issue_report(report, **{"number": "125", "issued_on": ISSUED_ON, "by": officer(), "today": TODAY,
                                            **values})


def test_an_issued_paper_bears_the_number_of_the_clerk_and_the_hash_of_its_file(made):
    report = issue(made())

    event = AuditEvent.objects.get(action="reporting.issue_report")
    assert (report.state, report.number, report.issued_on) == ("issued", "125/BC-SNV", ISSUED_ON)
    assert report.issued_sha256 == sha256(PDF).hexdigest()
    assert event.after["number"] == "125/BC-SNV"


@pytest.mark.parametrize("typed, kept", [
    ("7", "07/BC-SNV"), (" 125/BC-TĐKT ", "125/BC-TĐKT"), ("125-140/SNV", "125-140/SNV")])
def test_a_bare_number_is_completed_by_the_symbol_of_the_paper(made, typed, kept):
    assert issue(made(), number=typed).number == kept


def test_the_bytes_stay_those_of_the_draft(made):
    report = made()
    before = services.fetch_report(report, by=leader())[1]
    issue(report)

    services.run_job(report.job.pk)

    assert services.fetch_report(report, by=leader())[1] == before
    assert report.files.count() == 2
    with pytest.raises(WrongState):
        services.retry_report(report, by=officer())


@pytest.mark.parametrize("values, field", [
    ({"number": "BC-SNV"}, "number"), ({"issued_on": date(2026, 11, 22)}, "issued_on"),
    ({"issued_on": date(2026, 6, 29)}, "issued_on")])
def test_what_cannot_stand_on_the_paper_is_refused(made, values, field):
    report = made()

    with pytest.raises(InvalidInput) as refused:
        issue(report, **values)

    assert list(refused.value.errors) == [field]
    assert ReportSnapshot.objects.get().state == "draft"


def test_a_number_is_taken_once_a_year(made):
    first, second = made(), made()
    issue(first)

    with pytest.raises(InvalidInput, match=first.code):
        issue(second, number="125/bc-snv")
    assert issue(second, number="126").number == "126/BC-SNV"


def test_only_the_office_issues_and_only_what_is_made(made):
    report = made()
    with pytest.raises(NotAllowed):
        issue(report, by=leader())
    ReportJob.objects.update(state=JobState.FAILED)
    with pytest.raises((NotAllowed, WrongState)):
        issue(report)
    assert ReportSnapshot.objects.get().state == "draft"


def test_a_paper_is_withdrawn_once_and_with_a_reason(made):
    report = made()
    with pytest.raises(WrongState):
        services.withdraw_report(report, reason="Sai số liệu", by=officer())
    issue(report)
    with pytest.raises(InvalidInput):
        services.withdraw_report(report, reason=" ", by=officer())

    withdrawn = services.withdraw_report(report, reason="Thay bằng 130/BC-SNV", by=officer())

    assert (withdrawn.state, withdrawn.number, withdrawn.withdrawal_reason) == (
        "withdrawn", "125/BC-SNV", "Thay bằng 130/BC-SNV")
    with pytest.raises(WrongState):
        issue(withdrawn, number="131")


def test_the_clerk_enters_number_and_day_in_the_browser(client, made):
    report = made()
    client.force_login(officer())
    refused = client.post(reverse("reporting:issue", args=[report.public_id]), {"number": "125", "issued_on": ""})

    page = client.post(reverse("reporting:issue", args=[report.public_id]),
                       {"number": "125", "issued_on": "2026-07-03"}, follow=True)

    assert 'value="125"' in refused.content.decode() and "issued_on" in refused.context["form"].errors
    assert [step["label"] for step in page.context["steps"]] == ["Thu hồi"]
    assert "125/BC-SNV, ngày 03/7/2026" in " ".join(page.content.decode().split())


def test_a_leader_sees_the_state_and_no_button(client, made):
    report = issue(made())
    client.force_login(leader())

    page = client.get(report.get_absolute_url())

    assert page.context["steps"] == []
    assert "Đã ban hành" in page.content.decode()
    assert client.get(reverse("reporting:withdraw", args=[report.public_id])).status_code == 403


def test_the_list_is_searched_by_state(client, made):
    draft, issued, withdrawn = made(), issue(made()), issue(made(), number="126")
    services.withdraw_report(withdrawn, reason="Sai", by=officer())
    client.force_login(leader())

    found = {state: [row.code for row in client.get(reverse("reporting:list"), {"state": state}).context["page"]]
             for state in ("draft", "issued", "withdrawn")}

    assert found == {"draft": [draft.code], "issued": [issued.code], "withdrawn": [withdrawn.code]}
